"""The nouns that every room shares: promise, finding, verdict, evidence, location, rule, ledger."""

from collections.abc import Mapping
from dataclasses import field, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, get_type_hints

from upheld.nouns import dataclass

SCHEMA_VERSION = 1


class Verdict(StrEnum):
    """What a check says of a promise."""

    UPHELD = "upheld"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


class Level(StrEnum):
    """How much a broken promise weighs: only `error` makes a run exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Standing(StrEnum):
    """Whether a change brings what is not upheld."""

    NEW = "new"
    EXISTING = "existing"
    """It was so at the base already."""


class Force(StrEnum):
    """Whether the maintainers say it of themselves or advise it to users."""

    COMMITMENT = "commitment"
    PRACTICE = "practice"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the repository; lines and columns are 1-based, columns count code points."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Evidence:
    """What a verdict rests on, in one phrase, with its place and the time it was read where it has them."""

    source: str
    """Where it comes from: `git tags`, `PyPI`, `manifest`, ..."""
    text: str
    location: Location | None = None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One commitment read from the policy; each kind is a frozen dataclass that derives from this one.

    A kind names itself in `kind` and, to be read from a policy, has a class method `read(policy)`
    that yields what it finds (see `upheld.policy.reading`). A configuration can state it by the fields
    of `field_types`.
    """

    kind: ClassVar[str]
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The words that a field may hold, where not every text will do."""
    location: Location
    quote: str
    force: Force = Force.COMMITMENT
    stated: bool = True
    """False where the policy does not say it in words, and the rule has to say so."""
    corrected: bool = False
    """True where the configuration says what the line means."""

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the policy on which it stands."""
        return (self.location.line,)

    def fields(self) -> dict[str, Any]:
        """Return what this kind adds to a promise, as the interfaces print it."""
        shared = {f.name for f in fields(Promise)}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in shared}

    @classmethod
    def field_types(cls) -> dict[str, Any]:
        """Return the type of each field by which a configuration states this kind; a kind whose fields differ says which."""
        shared, hints = {f.name for f in fields(Promise)}, get_type_hints(cls)
        return {f.name: hints[f.name] for f in fields(cls) if f.name not in shared}

    @classmethod
    def stated_as(cls, stated: Mapping[str, Any], *, location: Location, quote: str, force: Force) -> Self:
        """Make a promise from fields that have the types of `field_types`."""
        return cls(location=location, quote=quote, force=force, **stated)


@dataclass(frozen=True)
class Edit:
    """Lines to replace in a file of the repository: `first` to `last`, 1-based, both included.

    `first == last + 1` inserts before `first`. `lines` come without line ends.
    """

    path: str
    first: int
    last: int
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a check says of one promise: no more than the check alone knows."""

    verdict: Verdict
    message: str
    """Actual first, then what was expected; no full stop."""
    subject: str
    """What the finding is about, stable when lines, counts and versions change: the fingerprint rests on it."""
    location: Location | None = None
    """The line that breaks the promise; the promise's own place when left out."""
    related: tuple[Location, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    level: Level | None = None
    """The rule's own level when left out."""
    help: str | None = None
    """How to mend it, or how to give what is missing."""
    also: tuple[str, ...] = ()
    """Other subjects by which a waiver may name it: the aliases of an advisory."""
    until: Mapping[str, bool] = field(default_factory=dict[str, bool])
    """Events by which a waiver of it may expire in place of a day, and whether they have come: `fixed`."""
    fix: tuple[Edit, ...] = ()
    holds_secret: bool = False
    """Whether a secret stands at one of its places: then no report shows or hashes a line of their files."""
    secret_in: tuple[str, ...] = ()
    """More files of which no line is shown or hashed: other ones in which secrets stand, metadata of keys."""
    waiver: "Waiver | None" = None
    """The exception that stands at its place, where it holds that day."""
    known_before: bool = False
    """Whether a check that compares by itself knows that the change did not bring it."""


@dataclass(frozen=True)
class Rule:
    """A check as installed."""

    id: str
    level: Level
    promise_kind: str
    page: str
    """The check's README.md as it stands."""
    distribution: str
    version: str

    @property
    def title(self) -> str:
        """The heading of the page."""
        return next((line[2:].strip() for line in self.page.splitlines() if line.startswith("# ")), self.id)

    @property
    def summary(self) -> str:
        """The first paragraph of the page, on one line."""
        paragraphs = self.page.partition("\n\n")[2].lstrip().split("\n\n")
        return " ".join(paragraphs[0].split())


@dataclass(frozen=True)
class Waiver:
    """An accepted exception; `expires` is the last valid day, in UTC."""

    rules: tuple[str, ...]
    reason: str
    owner: str
    expires: str
    """A day, or the name of an event such as `fixed` that the finding knows of."""
    subject: str | None
    location: Location
    also: tuple[str, ...] = ()
    """Other subjects that it may be known by."""
    folder: str = ""
    """It holds for findings below this folder, with a `/` at its end; for all when empty."""


@dataclass(frozen=True)
class RefusedWaiver:
    """A statement in another tool's words that does not come up to a waiver, so that it excuses nothing."""

    subjects: tuple[str, ...]
    location: Location
    lacks: str
    """What it would take, as the end of a sentence: "states no end (`ignoreUntil`)"."""


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """What a person states of a promise that no program can verify; `expires` is the last valid day, in UTC."""

    kind: str
    by: str
    date: str
    evidence: str
    """A file of the repository, or an https address."""
    expires: str
    location: Location
    statement: str | None = None
    subject: str | None = None
    """The subject of the one finding that is meant."""
    quote: str | None = None
    """Words on the line of the one promise that is meant."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the ledger: a finding joined with its rule, its promise and, where there is one, its waiver or attestation."""

    rule: Rule
    promise: Promise
    finding: Finding
    level: Level
    fingerprint: str
    waiver: Waiver | None = None
    attestation: Attestation | None = None
    """Where there is one, the finding says `upheld` because of it, no check could tell."""
    standing: Standing | None = None
    """None where it is well, or nothing was compared."""
    lost: bool = False
    """Whether the base upholds it, and the change takes away what showed it, so that nobody can tell any more."""

    @property
    def location(self) -> Location:
        """Where a report points: the finding's own place, else the promise's."""
        return self.finding.location or self.promise.location

    @property
    def is_quiet(self) -> bool:
        """Whether it is listed for completeness only: unverified, and the rule gives it no weight."""
        return self.finding.verdict is Verdict.UNVERIFIED and self.level is Level.NOTE

    @property
    def is_pressing(self) -> bool:
        """Whether it is upheld today and will not be for long: the check has given it weight all the same."""
        return self.finding.verdict is Verdict.UPHELD and self.finding.level is Level.WARNING

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.finding.verdict is Verdict.UPHELD and not self.is_pressing

    @property
    def breaks_the_build(self) -> bool:
        """Whether this entry alone makes the run exit with 1."""
        new = self.standing is not Standing.EXISTING
        return new and self.finding.verdict is Verdict.BROKEN and self.level is Level.ERROR and self.waiver is None


class NotificationKind(StrEnum):
    """Why something is told beside the findings; it decides the exit code where no promise is broken."""

    NOTE = "note"
    INCOMPLETE = "incomplete"
    NOTHING_TO_CHECK = "nothing-to-check"
    CRASH = "crash"


@dataclass(frozen=True)
class Notification:
    """Something about the run itself that its reader has to know."""

    kind: NotificationKind
    message: str
    location: Location | None = None
    rule: str | None = None


@dataclass(frozen=True)
class PolicySource:
    """Where the policy was found, and which copies GitHub does not show because of it."""

    path: str | None
    source: str
    """`repository`, `owner-default` or `none`."""
    shadowed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All promises with verdicts and evidence of one run: the one result from which every report is made."""

    tool_version: str
    as_of: str
    policy: PolicySource
    commit: str | None
    branch: str | None
    rules: tuple[Rule, ...]
    entries: tuple[Entry, ...]
    notifications: tuple[Notification, ...] = ()
    strict: bool = False
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    """The text of every file that an entry points at, by path."""
    base: str | None = None
    """The commit with which it was compared."""
    fixed: tuple[Entry, ...] = ()
    """What was broken there and is not any more."""

    def count(self, verdict: Verdict) -> int:
        """Count the entries of a verdict; a waived one is counted as waived only."""
        return sum(entry.finding.verdict is verdict and entry.waiver is None for entry in self.entries)

    @property
    def waived(self) -> int:
        """How many entries a waiver excuses."""
        return sum(entry.waiver is not None for entry in self.entries)

    @property
    def attested(self) -> int:
        """How many of the upheld entries rest on an attestation."""
        return sum(entry.attestation is not None for entry in self.entries)

    @property
    def exit_code(self) -> int:
        """0 nothing broken, 1 broken, 3 unverified under `strict` or nothing to check, 4 a check crashed."""
        kinds = {notification.kind for notification in self.notifications}
        if any(entry.breaks_the_build for entry in self.entries):
            return 1
        if NotificationKind.CRASH in kinds:
            return 4
        if NotificationKind.NOTHING_TO_CHECK in kinds:
            return 3
        if self.strict and (self._leaves_open or NotificationKind.INCOMPLETE in kinds):
            return 3
        return 0

    @property
    def _leaves_open(self) -> bool:
        """Whether something could not be verified; what a change found so is not its fault."""
        return any(
            entry.finding.verdict is Verdict.UNVERIFIED
            and entry.waiver is None
            and entry.standing is not Standing.EXISTING
            for entry in self.entries
        )
