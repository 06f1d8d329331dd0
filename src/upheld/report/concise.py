"""One line a finding, for editors and for eyes in a hurry: `path:line: verdict: message [rule]`.

Compared with a base, a line ends with `(so before)` where the base has it too, and says `fixed` of what is gone: its
place is one of the base.
"""

from upheld.model import Entry, Ledger
from upheld.report.style import Style, leading, one_line
from upheld.report.words import label, was_so_before


def render(ledger: Ledger, style: Style) -> str:
    """Return a line for each finding, each one that is fixed, and each notification."""
    del style
    lines = [_line(entry, label(entry)) + (" (so before)" if was_so_before(entry) else "") for entry in ledger.entries]
    lines += [_line(entry, "fixed") for entry in ledger.fixed]
    lines += [
        f"{leading(str(note.location or ledger.policy.path or '.'))}: {note.kind}: {one_line(note.message)}"
        for note in ledger.notifications
    ]
    return "".join(f"{line}\n" for line in lines)


def _line(entry: Entry, said: str) -> str:
    return f"{leading(str(entry.location))}: {said}: {one_line(entry.finding.message)} [{entry.rule.id}]"
