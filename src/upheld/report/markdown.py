"""The report for a job summary: verdict first, then what to do, the rest folded."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from upheld.model import Entry, Ledger, Standing, Verdict
from upheld.report.style import Style, one_line
from upheld.report.words import label, page_address, summary

_LONGEST_CELL = 400
_SHORT = 12
_MOST_BYTES = 900_000
"""GitHub refuses a job summary of more than 1 MiB."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "://": ":&#47;&#47;", "www.": "www&#46;"}
"""What would be HTML, a mention or a link without any markup; `&` first, since it begins the others."""
_UNVERIFIED = "What could not be verified"


def render(ledger: Ledger, style: Style) -> str:
    """Return GitHub-flavoured Markdown in which no text from outside is markup."""
    del style
    return _fitting("\n".join(_lines(ledger)) + "\n")


def _fitting(text: str) -> str:
    """Return the text, cut at a line where it is too long, with how much is missing in sight."""
    if len(text.encode()) <= _MOST_BYTES:
        return text
    cut = text.encode()[:_MOST_BYTES].decode(errors="ignore").rpartition("\n")[0]
    missing = sum(line.startswith("| ") for line in text[len(cut) :].splitlines())
    # What stands in a folded part that nobody ends, nobody sees.
    end = "\n\n</details>" if cut.count("\n<details") > cut.count("\n</details") else ""
    lines = f"{missing:,} line{'' if missing == 1 else 's'}"
    return f"{cut}{end}\n\n**{lines} more do not fit into a job summary; see the JSON report.**\n"


def _lines(ledger: Ledger) -> Iterator[str]:
    yield f"## Upheld: {_headline(ledger)}"
    yield ""
    base = f"; compared with {ledger.base[:_SHORT]}" if ledger.base else ""
    yield f"{summary(ledger)}. Policy: {escaped(ledger.policy.path or 'none found')}; as of {ledger.as_of[:10]}{base}."
    parts = _parts(ledger)
    if to_do := parts.pop("What to do"):
        yield from ("", "### What to do", "", *_table(to_do, "How to mend it", _help))
    if ledger.notifications:
        yield ""
        yield from (f"- {note.kind.value}: {escaped(note.message)}" for note in ledger.notifications)
    for title, entries in parts.items():
        if entries:
            open_ = " open" if title == _UNVERIFIED else ""
            yield from ("", f"<details{open_}><summary>{title} ({len(entries)})</summary>", "")
            yield from (*_table(entries, *_LAST[title]), "", "</details>")


def _parts(ledger: Ledger) -> dict[str, list[Entry]]:
    """Sort the entries: each stands in one part, and the first part is what somebody has to do something about."""
    parts: dict[str, list[Entry]] = {title: [] for title in ("What to do", *_LAST)}
    for entry in ledger.entries:
        parts[_title(entry, ledger)].append(entry)
    parts["What this change mends"] += ledger.fixed
    return parts


def _title(entry: Entry, ledger: Ledger) -> str:
    if entry.waiver:
        return "What is waived"
    if entry.is_well:
        return "What is upheld"
    if entry.is_quiet:
        return "What nothing verifies"
    if entry.standing is Standing.EXISTING:
        return "What was so before this change"
    is_open = entry.finding.verdict is Verdict.UNVERIFIED and not ledger.strict
    return _UNVERIFIED if is_open else "What to do"


def _table(entries: Sequence[Entry], last: str, of: Callable[[Entry], str]) -> Iterable[str]:
    rows = (_row(entry, of(entry)) for entry in entries)
    return (f"| Verdict | Where | What | {last} |", "| --- | --- | --- | --- |", *rows)


def _help(entry: Entry) -> str:
    return entry.finding.help or ""


def _evidence(entry: Entry) -> str:
    return "; ".join(f"{each.source}: {each.text}" for each in entry.finding.evidence)


def _waiver(entry: Entry) -> str:
    waiver = entry.waiver
    return f"{waiver.reason} ({waiver.owner}, until {waiver.expires})" if waiver else ""


_LAST: dict[str, tuple[str, Callable[[Entry], str]]] = {
    "What this change mends": ("What was to be mended", _help),
    "What was so before this change": ("How to mend it", _help),
    _UNVERIFIED: ("What is missing", _help),
    "What is waived": ("Why, by whom, until when", _waiver),
    "What nothing verifies": ("Promise", lambda entry: entry.promise.kind),
    "What is upheld": ("Evidence", _evidence),
}
"""What is folded, in this order, with the last column of its table."""


def _headline(ledger: Ledger) -> str:
    if any(entry.breaks_the_build for entry in ledger.entries):
        return "a promise is broken"
    if ledger.exit_code:
        return "not everything could be verified"
    before = any(e.standing is Standing.EXISTING and e.finding.verdict is Verdict.BROKEN for e in ledger.entries)
    return "this change breaks nothing" if before else "nothing is broken"


def _row(entry: Entry, last: str) -> str:
    rule = f"[{entry.rule.id}]({page_address(entry.rule)})"
    where, promised = str(entry.location), entry.promise.location
    if entry.promise.stated and promised.path != entry.location.path:
        where = f"{where}, promised in {promised}"
    return f"| {label(entry)} {rule} | {escaped(where)} | {escaped(entry.finding.message)} | {escaped(last)} |"


def escaped(text: str) -> str:
    """Return text from outside as text: no markup, no mention, no link, no HTML, no new cell."""
    line = one_line(text)
    line = line if len(line) <= _LONGEST_CELL else line[: _LONGEST_CELL - 1] + "…"
    line = re.sub(r"([\\`*_{}\[\]()#+!|~>-])", r"\\\1", line)
    for mark, entity in _ENTITIES.items():
        line = line.replace(mark, entity)
    return line
