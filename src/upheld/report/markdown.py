"""The report for a job summary: verdict first, then what is broken, the rest folded."""

import re
from collections.abc import Iterator

from upheld.model import Entry, Ledger, Verdict
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
    shown = [entry for entry in ledger.entries if entry.finding.verdict is not Verdict.UPHELD]
    folded = [entry for entry in ledger.entries if entry.finding.verdict is Verdict.UPHELD]
    if shown:
        yield from ("", "| Verdict | Where | What | How to mend it |", "| --- | --- | --- | --- |")
        yield from (_row(entry, entry.finding.help or "") for entry in shown)
    if folded:
        yield from (
            "",
            "<details><summary>What is upheld</summary>",
            "",
            "| Verdict | Where | What | Evidence |",
            "| --- | --- | --- | --- |",
        )
        yield from (_row(e, "; ".join(f"{v.source}: {v.text}" for v in e.finding.evidence)) for e in folded)
        yield from ("", "</details>")
    if ledger.notifications:
        yield ""
        yield from (f"- {note.kind.value}: {escaped(note.message)}" for note in ledger.notifications)


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
