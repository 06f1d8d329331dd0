"""The tables of a review: the numbers below each chart, exceptions, controls, and how it was checked."""

from collections.abc import Iterator
from datetime import date

from upheld.nouns import dataclass
from upheld.report.review import charts
from upheld.report.review.drawing import Drawn
from upheld.report.review.wording import age_told, counted, key_told
from upheld.review.controls import BASES, controls_of
from upheld.review.listed import Clock, KeyAge, Running
from upheld.review.record import Record

Row = tuple[str, ...]
_RUNNING = list(Running)
_MOST_ROWS = 200


@dataclass(frozen=True)
class Table:
    """A part of the page: a chart where there is one, its numbers, and what is to be known of them."""

    id: str
    title: str
    columns: Row
    rows: tuple[Row, ...]
    about: str = ""
    chart: Drawn | None = None
    notes: tuple[str, ...] = ()
    is_open: bool = True
    bare: str = ""
    """What is said where there are no rows."""
    left_out: int = 0


def tables_of(record: Record) -> tuple[Table, ...]:
    """Return every part after the promises, in the order of the page."""
    return (
        _ageing(record),
        *([_mended(record)] if record.mended else []),
        _keys(record),
        _support(record),
        _exceptions(record),
        _how(record),
        *_controls(record),
    )


def _ageing(record: Record) -> Table:
    clocks = sorted(record.clocks, key=lambda each: (_RUNNING.index(each.state), each.due or date.max, each.id))
    counts = {state: sum(each.state is state for each in clocks) for state in Running}
    told = ", ".join(f"{count:,} {state}" for state, count in counts.items() if count)
    return Table(
        "ageing",
        "Vulnerabilities against the promised times",
        ("Vulnerability", "In", "Severity", "Published", "Promised", "Due", "Stands", "Seen since", "Mended by"),
        tuple(_clock(each, record) for each in clocks[:_MOST_ROWS]),
        about=f"{counted(len(clocks), 'known vulnerability', 'known vulnerabilities')} of locked dependencies: {told}."
        if clocks
        else "",
        chart=charts.ageing(record),
        notes=("Vulnerabilities that were reported to the project itself are not seen here.",),
        is_open=False,
        bare="No vulnerability of a locked dependency is known." if record.how.advisories else _NOT_ASKED,
        left_out=max(0, len(clocks) - _MOST_ROWS),
    )


_NOT_ASKED = "No advisories were looked up, so nothing is known of vulnerabilities."


def _clock(each: Clock, record: Record) -> Row:
    promised = f"{each.promised} ({each.promise})" if each.promised else "no time"
    return (
        each.id,
        each.package,
        each.severity or "not known",
        str(each.published or "not known"),
        promised,
        str(each.due or "–"),
        age_told(each, record.day) if each.due else each.state,
        str(each.seen),
        each.mended_by or "nothing yet",
    )


def _mended(record: Record) -> Table:
    rows = tuple(
        (
            each.id,
            each.package,
            each.severity or "not known",
            str(each.due or "–"),
            f"{each.last_seen} to {each.gone_by}",
        )
        for each in record.mended[:_MOST_ROWS]
    )
    return Table(
        "mended",
        "Vulnerabilities that are gone since the last review",
        ("Vulnerability", "In", "Severity", "Due", "Gone between"),
        rows,
        about="The last review listed them, and this one, which could look up every package, does not find them.",
        is_open=False,
        left_out=max(0, len(record.mended) - _MOST_ROWS),
    )


def _keys(record: Record) -> Table:
    keys = sorted(record.keys, key=lambda each: (-_over(each), -(each.days or 0), each.name))
    return Table(
        "keys",
        "Keys against the promised rotation",
        ("Key", "Kind", "Source", "Since", "Age and limit"),
        tuple(
            (each.name, each.kind, each.source, str(each.since or "not known"), key_told(each).partition(": ")[2])
            for each in keys[:_MOST_ROWS]
        ),
        about=f"{counted(len(keys), 'active key')}, by their metadata; no value was read." if keys else "",
        chart=charts.key_ages(record),
        is_open=False,
        bare="No metadata of keys were given, or the policy promises no rotation.",
        left_out=max(0, len(keys) - _MOST_ROWS),
    )


def _over(key: KeyAge) -> int:
    return (key.days or 0) - key.limit if key.limit is not None else -1_000_000


def _support(record: Record) -> Table:
    support = record.support
    series = support.series if support else ()
    rows = tuple(
        (
            each.name,
            each.support,
            str(each.until or "–"),
            f"{each.first} to {each.last}" if each.count > 1 else each.first,
            f"{each.released[0]} to {each.released[-1]}" if each.released else "not known",
            "; ".join(each.rows) or "–",
        )
        for each in series
    )
    notes = [f"Apart from the releases: {each}." for each in (support.apart if support else ())]
    if support and support.unknown_because:
        notes.append(f"Not everything is known of the releases: {support.unknown_because}.")
    return Table(
        "support",
        "Support timeline",
        ("Series", "Support", "Until", "Releases", "Released", "Rows of the policy"),
        rows,
        about=f"The latest release is {support.latest}." if support and support.latest else "",
        chart=charts.timeline(support, record.day) if support else None,
        notes=tuple(notes),
        is_open=False,
        bare="Nothing is released, and the policy says nothing of versions.",
        left_out=support.left_out if support else 0,
    )


def _exceptions(record: Record) -> Table:
    found = [
        *(("waiver", e.about, e.owner, e.reason, e.expires, str(e.place), e.used) for e in record.waivers),
        *(("attestation", e.kind, e.by, e.evidence, e.expires, str(e.place), e.used) for e in record.attestations),
    ]
    found.sort(key=lambda each: each[4])  # an event such as `fixed` comes after every day
    rows = tuple(
        (_left(expires, record.day), kind, about, owner, reason, place, "yes" if used else "no")
        for kind, about, owner, reason, expires, place, used in found
    )
    return Table(
        "exceptions",
        "Waivers and attestations",
        ("Days left", "What", "Of", "Who answers for it", "Reason or evidence", "Where", "In use"),
        rows,
        bare="There are none.",
    )


def _left(expires: str, today: date) -> str:
    try:
        days = (date.fromisoformat(expires) - today).days
    except ValueError:
        return f"until {expires}"
    return f"expired on {expires}" if days < 0 else f"{days:,} (until {expires})"


def _how(record: Record) -> Table:
    how = record.how
    return Table(
        "how",
        "How it was checked",
        ("", ""),
        tuple(_facts(record)),
        notes=tuple(f"Not looked at: {each}." for each in how.not_looked_at)
        or ("Nothing that was to be looked at was left out.",),
    )


def _facts(record: Record) -> Iterator[Row]:
    home, how = record.repository, record.how
    yield "Commit", f"{home.commit or 'none'}{f' on {home.branch}' if home.branch else ''}"
    changed = ", ".join(how.changed_files)
    yield "Not as committed", changed or "nothing"
    yield "As of", record.check.as_of
    yield "Policy", f"{record.policy.path or 'none'}, SHA-256 {record.policy.sha256 or 'not kept'}"
    yield "Upheld", record.check.tool.version
    for each in how.rules:
        yield f"Rules of {each.distribution} {each.version}", ", ".join(each.rules)
    yield "Hosts asked", ", ".join(how.hosts) or ("none: offline" if how.offline else "none")
    for asked in how.advisories:
        counts = f", {asked.records:,} records" if asked.records is not None else ""
        yield "Advisories", f"{asked.source}{counts}, as of {asked.as_of or 'a day that is not known'}"
    yield "Last review", f"SHA-256 {record.previous_sha256}" if record.previous_sha256 else "none"
    for note in record.check.notifications:
        yield f"Told ({note.kind})", note.message


def _controls(record: Record) -> Iterator[Table]:
    """Yield the controls that the promises speak to; none where no kind is known to speak to any."""
    rows: list[Row] = []
    for kind in sorted({each.kind for each in record.stated}):
        by_place: dict[tuple[str, str], list[str]] = {}
        for control in controls_of(kind):
            title = f"{control.catalogue.title} ({control.catalogue.version})"
            by_place.setdefault((title, control.basis), []).append(control.id)
        rows += [(kind, title, ", ".join(ids), basis) for (title, basis), ids in by_place.items()]
    if rows:
        yield Table(
            "controls",
            "Controls that these promises speak to",
            ("Promise", "Catalogue and version", "Controls", "Basis"),
            tuple(rows),
            notes=(
                *(f"“{basis}”: {meaning}." for basis, meaning in BASES.items()),
                "A mapping is no claim of compliance, and a verdict is of one moment.",
            ),
            is_open=False,
        )
