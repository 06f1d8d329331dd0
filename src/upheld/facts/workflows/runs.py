"""The nouns of continuous integration: what starts a workflow, and the commands and actions that it runs."""

from collections.abc import Mapping
from dataclasses import field

from upheld.model import Location
from upheld.nouns import dataclass

PUSH, TAG, PULL_REQUEST, SCHEDULE, RELEASE, MANUAL, OTHER = (
    "push",
    "tag",
    "pull request",
    "schedule",
    "release",
    "manual",
    "other",
)


@dataclass(frozen=True)
class Trigger:
    """One event that starts a workflow."""

    event: str
    """One of the words of this module."""
    location: Location
    name: str = ""
    """What the system calls the event, where a condition may ask for it: `pull_request_target`."""
    days: float | None = None
    """The longest time between two runs of a schedule."""
    only: str | None = None
    """What narrows it further: "where `paths` match"."""

    def __str__(self) -> str:
        if self.event == SCHEDULE:
            return f"on a schedule ({_often(self.days)})"
        said = {TAG: "on each tag", RELEASE: "on each release", MANUAL: "by hand", OTHER: f"on {self.name}"}
        return said.get(self.event, f"on each {self.event}") + (f" {self.only}" if self.only else "")


def _often(days: float | None) -> str:
    if days is None:
        return "whose days are not known"
    whole = max(1, round(days))
    return "at least daily" if whole == 1 else f"at most {whole} days apart"


@dataclass(frozen=True)
class Use:
    """A command or an action at one place of a job, before it is known what starts it."""

    location: Location
    words: tuple[str, ...] = ()
    """The words of a command; empty for an action."""
    action: str | None = None
    """`owner/name/folder` without the version, in lower case; None for a command."""
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    passed_over: str | None = None
    """What lets the job go on when it fails: "`|| true`"."""
    through: tuple[str, ...] = ()
    """How it was reached: "`npm run audit` (package.json:7)"."""


@dataclass(frozen=True)
class Run:
    """A use with what starts it."""

    use: Use
    triggers: tuple[Trigger, ...]
    """What starts it for sure; empty where nothing does."""
    doubt: str | None = None
    """A condition whose outcome the repository does not tell."""
    off: str | None = None
    """Why it never runs: "`if: false`"."""


@dataclass(frozen=True)
class Unfollowed:
    """Something that a job calls and that is not seen into."""

    location: Location
    what: str


@dataclass(frozen=True)
class Automation:
    """All that is known of what runs by itself for a repository."""

    files: tuple[str, ...] = ()
    """The workflows that were read."""
    runs: tuple[Run, ...] = ()
    unfollowed: tuple[Unfollowed, ...] = ()
    problems: tuple[str, ...] = ()
    """Why a workflow could not be read, or what it says that no system would take."""
    unread_systems: tuple[str, ...] = ()
    """Configurations of systems whose workflows are not read."""
