"""The log of a run: workflow commands that the runner shows beside the lines, and text that it must not obey."""

import secrets
from dataclasses import dataclass

from upheld.model import Entry, Ledger, Level, Location, Notification, NotificationKind, Verdict
from upheld.report.style import one_line

MOST_ANNOTATIONS = 10
"""GitHub shows no more of a kind in a step, and says nothing of the rest."""

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


def quarantined(text: str) -> str:
    """Return what may quote the policy as text that the runner only prints: `##[group]` and `::error::` are words."""
    token = f"upheld-{secrets.token_hex(16)}"
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::"


def annotations(ledger: Ledger) -> list[Annotation]:
    """Return what the runner shows beside the lines, the worst first; the last one counts those that are left out."""
    found = [_of_entry(entry, ledger) for entry in ledger.entries if _is_shown(entry)]
    found += [_of_notification(notification) for notification in ledger.notifications]
    found.sort(key=lambda annotation: _COMMANDS.index(annotation.command))
    if len(found) <= MOST_ANNOTATIONS:
        return found
    shown, rest = found[: MOST_ANNOTATIONS - 1], found[MOST_ANNOTATIONS - 1 :]
    return [*shown, Annotation(rest[0].command, "upheld", f"{len(rest)} more; the job summary lists all of them")]


def _is_shown(entry: Entry) -> bool:
    return entry.waiver is None and not entry.is_well and not entry.is_quiet


def _of_entry(entry: Entry, ledger: Ledger) -> Annotation:
    unverified = "warning" if ledger.strict else "notice"
    command = _LEVELS[entry.level] if entry.finding.verdict is Verdict.BROKEN else unverified
    help_ = f". To mend it: {entry.finding.help}" if entry.finding.help else ""
    return Annotation(command, f"upheld: {entry.rule.id}", entry.finding.message + help_, entry.location)


def _of_notification(notification: Notification) -> Annotation:
    return Annotation(_KINDS[notification.kind], "upheld", notification.message, notification.location)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
