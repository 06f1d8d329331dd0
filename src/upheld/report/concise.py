"""One line a finding, for editors and for eyes in a hurry: `path:line: verdict: message [rule]`."""

from upheld.model import Ledger
from upheld.report.style import Style, leading, one_line
from upheld.report.words import label


def render(ledger: Ledger, style: Style) -> str:
    """Return a line for each finding and each notification."""
    del style
    lines = [
        f"{leading(str(entry.location))}: {label(entry)}: {one_line(entry.finding.message)} [{entry.rule.id}]"
        for entry in ledger.entries
    ]
    lines += [
        f"{leading(str(note.location or ledger.policy.path or '.'))}: {note.kind}: {one_line(note.message)}"
        for note in ledger.notifications
    ]
    return "".join(f"{line}\n" for line in lines)
