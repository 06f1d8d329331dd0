"""The report for the log of a workflow: text that the runner only prints, then what it shows beside the lines."""

import hashlib
from collections import Counter

from upheld.model import Entry, Ledger, Level, Location, Notification, NotificationKind, Standing, Verdict
from upheld.nouns import dataclass
from upheld.report import text
from upheld.report.style import Style, one_line, printable

MOST_ANNOTATIONS = 10
"""GitHub shows no more of a kind in a step, and says nothing of the rest."""

_MOST_FILES = 3
_COMMANDS = ("error", "warning", "notice")
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_KINDS = {
    NotificationKind.CRASH: "error",
    NotificationKind.NOTHING_TO_CHECK: "error",
    NotificationKind.INCOMPLETE: "warning",
    NotificationKind.NOTE: "notice",
}


@dataclass(frozen=True)
class Annotation:
    """A message of the run at a line of a file: what the runner calls a workflow command."""

    command: str
    title: str
    message: str
    place: Location | None = None

    def __str__(self) -> str:
        at = {"file": self.place.path, "line": self.place.line, "col": self.place.column} if self.place else {}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**at, "title": self.title}.items())
        return f"::{self.command} {properties}::{_data(one_line(self.message))}"


def render(ledger: Ledger, style: Style) -> str:
    """Return the report for people, which the runner does not obey, and the annotations, which it does."""
    lines = (quarantined(text.render(ledger, style)), *map(str, annotations(ledger)))
    return "".join(f"{line}\n" for line in lines)


def quarantined(said: str) -> str:
    """Return what may quote the policy as text that the runner only prints: `##[group]` and `::error::` are words.

    The mark that ends it is made of all of the text, so that nobody can write a text that holds its own mark.
    """
    said = said.rstrip()
    token = f"upheld-{hashlib.sha256(said.encode(errors='replace')).hexdigest()[:32]}"
    return f"::stop-commands::{token}\n{said}\n::{token}::"


def annotations(ledger: Ledger) -> list[Annotation]:
    """Return what the runner shows beside the lines, the worst first; a last one tells of those that are left out."""
    found = [_of_entry(entry, ledger) for entry in ledger.entries if _is_shown(entry)]
    found += [_of_notification(notification) for notification in ledger.notifications]
    found.sort(key=lambda annotation: _COMMANDS.index(annotation.command))
    if len(found) <= MOST_ANNOTATIONS:
        return found
    # The last one is a notice, of which there may be as many again: the worst ten are shown, unless they are notices.
    most = MOST_ANNOTATIONS - (found[0].command == "notice")
    return [*found[:most], Annotation("notice", "upheld", _of_the_rest(found[most:]))]


def _of_the_rest(left_out: list[Annotation]) -> str:
    """Return how many are not shown and where they are, the files with most of them by name."""
    files = Counter(annotation.place.path for annotation in left_out if annotation.place)
    named = dict(files.most_common(_MOST_FILES))
    parts = [f"{count} in {path}" for path, count in named.items()]
    if others := len(left_out) - sum(named.values()):
        parts.append(f"{others} elsewhere")
    where = f" ({', '.join(parts)})" if named else ""
    return (
        f"{len(left_out)} more{where}; the log of this step lists all of them, and the job summary where there is one"
    )


def _is_shown(entry: Entry) -> bool:
    # What nobody could tell before either would be said again in every pull request; the log and the summary list it.
    open_before = entry.standing is Standing.EXISTING and entry.finding.verdict is Verdict.UNVERIFIED
    return entry.waiver is None and not entry.is_well and not entry.is_quiet and not open_before


def _of_entry(entry: Entry, ledger: Ledger) -> Annotation:
    before = entry.standing is Standing.EXISTING
    said = f"{entry.finding.message}{', as before this change' if before else ''}"
    help_ = f". To mend it: {entry.finding.help}" if entry.finding.help else ""
    return Annotation(_command(entry, ledger), f"upheld: {entry.rule.id}", said + help_, entry.location)


def _command(entry: Entry, ledger: Ledger) -> str:
    if entry.standing is Standing.EXISTING:
        return "notice"
    unverified = "warning" if ledger.strict else "notice"
    return unverified if entry.finding.verdict is Verdict.UNVERIFIED else _LEVELS[entry.level]


def _of_notification(notification: Notification) -> Annotation:
    return Annotation(_KINDS[notification.kind], "upheld", notification.message, notification.location)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(printable(value)).replace(":", "%3A").replace(",", "%2C")
