"""The report for a job summary: verdict first, then what is broken, the rest folded."""

import re
from collections.abc import Iterable, Iterator

from upheld.model import Entry, Ledger
from upheld.report.style import Style, one_line
from upheld.report.words import label, page_address, summary

_LONGEST_CELL = 400
_MOST_BYTES = 900_000
"""GitHub refuses a job summary of more than 1 MiB."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "://": ":&#47;&#47;", "www.": "www&#46;"}
"""What would be HTML, a mention or a link without any markup; `&` first, since it begins the others."""


def render(ledger: Ledger, style: Style) -> str:
    """Return GitHub-flavoured Markdown in which no text from outside is markup."""
    del style
    text = "\n".join(_lines(ledger)) + "\n"
    if len(text.encode()) <= _MOST_BYTES:
        return text
    cut = text.encode()[:_MOST_BYTES].decode(errors="ignore").rpartition("\n")[0]
    return f"{cut}\n\nThe rest does not fit into a job summary; see the JSON report.\n"


def _lines(ledger: Ledger) -> Iterator[str]:
    yield f"## Upheld: {_headline(ledger)}"
    yield ""
    yield f"{summary(ledger)}. Policy: {escaped(ledger.policy.path or 'none found')}; as of {ledger.as_of[:10]}."
    upheld = [entry for entry in ledger.entries if entry.is_well]
    quiet = [entry for entry in ledger.entries if entry.is_quiet]
    shown = [entry for entry in ledger.entries if entry not in upheld and entry not in quiet]
    if shown:
        yield from ("", "| Verdict | Where | What | How to mend it |", "| --- | --- | --- | --- |")
        yield from (_row(entry, entry.finding.help or "") for entry in shown)
    yield from _folded("What nothing verifies", "Promise", ((entry, entry.promise.kind) for entry in quiet))
    yield from _folded("What is upheld", "Evidence", ((entry, _evidence(entry)) for entry in upheld))
    if ledger.notifications:
        yield ""
        yield from (f"- {note.kind.value}: {escaped(note.message)}" for note in ledger.notifications)


def _folded(title: str, last: str, rows: Iterable[tuple[Entry, str]]) -> Iterator[str]:
    lines = [_row(entry, text) for entry, text in rows]
    if lines:
        yield from ("", f"<details><summary>{title} ({len(lines)})</summary>", "")
        yield from (f"| Verdict | Where | What | {last} |", "| --- | --- | --- | --- |", *lines, "", "</details>")


def _evidence(entry: Entry) -> str:
    return "; ".join(f"{each.source}: {each.text}" for each in entry.finding.evidence)


def _headline(ledger: Ledger) -> str:
    if any(entry.breaks_the_build for entry in ledger.entries):
        return "a promise is broken"
    return "nothing is broken" if ledger.exit_code == 0 else "not everything could be verified"


def _row(entry: Entry, last: str) -> str:
    rule = f"[{entry.rule.id}]({page_address(entry.rule)})"
    return f"| {label(entry)} {rule} | {escaped(str(entry.location))} | {escaped(entry.finding.message)} | {escaped(last)} |"


def escaped(text: str) -> str:
    """Return text from outside as text: no markup, no mention, no link, no HTML, no new cell."""
    line = one_line(text)
    line = line if len(line) <= _LONGEST_CELL else line[: _LONGEST_CELL - 1] + "…"
    line = re.sub(r"([\\`*_{}\[\]()#+!|~>-])", r"\\\1", line)
    for mark, entity in _ENTITIES.items():
        line = line.replace(mark, entity)
    return line
