"""Records made by hand, of as many promises as are wanted, and six that a page has to be able to show."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from upheld.model import Force, Level, Verdict
from upheld.review.listed import (
    Attested,
    Clock,
    Exemption,
    KeyAge,
    Place,
    Running,
    Series,
    Support,
)
from upheld.review.record import (
    Asked,
    Brought,
    Checked,
    Counts,
    Earlier,
    Excuse,
    Home,
    How,
    Notice,
    PolicyText,
    Promised,
    Proof,
    Record,
    Said,
    State,
    Tool,
    Withdrawn,
)
from upheld.review.saved import read, written

DAY = date(2026, 11, 22)
KINDS = ("fix-time", "supported-versions", "key-rotation", "reporting-channel", "design-claim", "policy-review")
_STATES = (State.UPHELD, State.BROKEN, State.UPHELD, State.UNVERIFIED)
HARM = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>",
    "[x](javascript:alert(1)) ![y](https://evil.example/p.png) `code` **bold** | cell |",
    "<details open><svg onload=alert(3)>{{ 7*7 }} {% raw %} &lt;b&gt; @everyone #1 https://evil.example www.evil.example",
    "\u202egnp.exe\u2066 \x1b[31mred\x07 \x00 ::error::x ##[group]y",
    "]]> --> <!-- '\" onmouseover=alert(4) x=' ${{ secrets.X }} \r\n# Not a heading\n- not a list",
)


def record(count: int = 30, states: tuple[State, ...] = _STATES, words: str = "") -> Record:
    """Return a record of `count` promises that take these states in turn; `words` stand in every text."""
    promises, findings = (
        zip(*(_promise(number, states[number % len(states)], words) for number in range(count)), strict=True)
        if count
        else ((), ())
    )
    return Record(
        period="2026-Q4",
        repository=Home(f"example/lantern{words}", "c0ffee" * 6 + "c0ff", "main", "https://github.com/example/lantern/blob/c0ffee/"),
        check=Checked(Tool("upheld", "0.1.0"), "2026-11-22T23:59:59+00:00", tuple(findings), (Notice("note", f"told {words}"),)),
        promises=tuple(promises),
        policy=PolicyText("SECURITY.md", "a" * 64, f"# Policy\n{words}\n", (f"-was {words}", f"+is {words}", " same"), changed=True),
        how=How(
            offline=False,
            hosts=("api.osv.dev", "pypi.org"),
            advisories=(Asked("OSV (api.osv.dev)", "2026-11-22T23:00+00:00"),),
            rules=(Brought("upheld", "0.1.0", ("fix-time", "supported-versions")),),
            not_looked_at=(f"poetry.lock cannot be read {words}",),
        ),
        next_review=date(2027, 2, 22),
        withdrawn=(Withdrawn("courtesy", Place("SECURITY.md", 90), f"We credit reporters {words}", State.UPHELD),),
        clocks=tuple(_clock(number, words) for number in range(min(count, 6))),
        keys=tuple(_key(number, words) for number in range(min(count, 4))),
        support=Support(tuple(_series(number, words) for number in range(min(count, 3))), apart=(f"v4 is not named {words}",), latest="v4.2.0"),
        waivers=(Exemption("fix-time: CVE-2026-7", f"not called {words}", "the maintainers", "2026-11-01", Place(".upheld.yml", 4), used=False),),
        attestations=(Attested("design-claim", f"Ada {words}", "2026-10-01", "docs/audit.md", "2027-09-01", Place(".upheld.yml", 9), used=True),),
        earlier=tuple(
            Earlier(f"2026-Q{quarter}", f"2026-0{3 * quarter - 1}-15T00:00:00+00:00", Counts(quarter, 0, 2, count))
            for quarter in (1, 2, 3)
        ),
        previous_sha256="b" * 64,
    )  # fmt: skip


def _promise(number: int, state: State, words: str) -> tuple[Promised, Said]:
    kind, line = KINDS[number % len(KINDS)], number + 5
    quote = f"Promise {number} is that issues are fixed within {number + 1} days, whatever they are. {words}"
    verdict = Verdict.BROKEN if state in {State.BROKEN, State.WAIVED} else Verdict(state.value)
    said = Said(
        rule=kind,
        verdict=verdict,
        level=Level.ERROR,
        message=f"what promise {number} speaks of is {state.value} {words}",
        subject=f"subject {number}",
        location=Place(f"SECURITY.md{words}" if words else "SECURITY.md", line),
        fingerprint=f"{number:032x}",
        evidence=(Proof("git tags", f"8 tags, the highest v{number}.0.0 {words}", Place("README.md", 3)),),
        waiver=Excuse(f"not called {words}", "the maintainers", "2026-12-24") if state is State.WAIVED else None,
        help=None if state is State.UPHELD else f"do what promise {number} says {words}",
    )
    before = State.UPHELD if number % 2 else state
    return Promised(kind, said.location, quote, Force.COMMITMENT, stated=True, findings=(number,), state=state, since="2026-Q3", before=before), said  # fmt: skip


def _clock(number: int, words: str) -> Clock:
    started, limit = DAY - timedelta(days=20 * number + 1), 45
    due = started + timedelta(days=limit)
    state = Running.LATE if due < DAY else Running.DUE_SOON if (due - DAY).days < 14 else Running.IN_TIME
    return Clock(f"CVE-2026-{number}{words}", f"npm/shade {number}.0.0", "high", state, Place("package-lock.json", number + 1), DAY, started, started, due, "45 days", Place("SECURITY.md", 5), f"{number}.0.1")  # fmt: skip


def _key(number: int, words: str) -> KeyAge:
    return KeyAge(f"TOKEN_{number}{words}", "token", "GitHub Actions secrets", Place("keys.yml", number + 2), 40 * number, DAY - timedelta(days=40 * number), 90)  # fmt: skip


def _series(number: int, words: str) -> Series:
    days = tuple(date(2022 + number, month, 1) for month in (2, 5, 9))
    support = ("unsupported", "partly supported", "supported")[number]
    return Series(
        f"{number + 2}.x",
        f"v{number + 2}.0.0",
        f"v{number + 2}.2.0{words}",
        3,
        days,
        support,
        None,
        (f"{number + 2}.x",),
    )


def six() -> dict[str, Record]:
    """Return the six reviews that are shown to a browser."""
    first = replace(record(12), earlier=(), withdrawn=(), previous_sha256=None, waivers=(), attestations=())
    nothing = replace(
        record(0), earlier=(), withdrawn=(), policy=PolicyText("SECURITY.md", "a" * 64, ""), support=None,
        waivers=(), attestations=(),
    )  # fmt: skip
    return {
        "first": first,
        "upheld": record(12, (State.UPHELD,)),
        "broken": record(40, (State.BROKEN, State.BROKEN, State.WAIVED, State.UNVERIFIED)),
        "thousand": record(1_000),
        "empty": nothing,
        "hostile": record(20, words=" ".join(HARM)),
    }


def ledger_of(made: Record) -> str:
    """Return a record as `ledger.json` has it."""
    from upheld.review.shapes import plain  # noqa: PLC0415

    check: dict[str, Any] = plain(made.check)
    return written(made, check)


def reread(made: Record) -> Record:
    """Return what a file says of a record."""
    return read(ledger_of(made).encode(), "ledger.json")


def as_json(made: Record) -> dict[str, Any]:
    """Return a record as JSON values, to be changed."""
    loaded: dict[str, Any] = json.loads(ledger_of(made))
    return loaded
