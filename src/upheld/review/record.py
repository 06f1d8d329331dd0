"""The nouns of a review: all that its page shows, as plain values that a file can hold."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

from upheld.model import Force, Level, Verdict
from upheld.nouns import dataclass
from upheld.review.listed import Attested, Clock, Exemption, KeyAge, Mended, Place, Support

SCHEMA_VERSION = 1
KIND = "upheld-review"


class State(StrEnum):
    """How a promise stands, worst first."""

    BROKEN = "broken"
    WAIVED = "waived"
    """Broken, and excused by a waiver that holds."""
    UNVERIFIED = "unverified"
    UPHELD = "upheld"


@dataclass(frozen=True)
class Proof:
    """What a verdict rests on."""

    source: str
    text: str
    location: Place | None = None


@dataclass(frozen=True)
class Excuse:
    """The waiver of a finding."""

    reason: str
    owner: str
    expires: str


@dataclass(frozen=True)
class Word:
    """The attestation of a finding: somebody gives their word."""

    by: str
    date: str
    evidence: str
    expires: str
    statement: str | None = None


@dataclass(frozen=True)
class Said:
    """A finding, as `upheld check --format json` prints it."""

    rule: str
    verdict: Verdict
    level: Level
    message: str
    subject: str
    location: Place
    fingerprint: str
    evidence: tuple[Proof, ...] = ()
    waiver: Excuse | None = None
    attestation: Word | None = None
    help: str | None = None
    page: str = ""

    @property
    def state(self) -> State:
        """How the promise stands by this finding alone."""
        if self.verdict is Verdict.BROKEN:
            return State.WAIVED if self.waiver else State.BROKEN
        return State(self.verdict.value)


@dataclass(frozen=True)
class Promised:
    """A promise of the policy with what the checks say of it."""

    kind: str
    place: Place
    quote: str
    force: Force
    stated: bool
    """Whether the policy says it in words; what is checked beside its promises is kept apart."""
    findings: tuple[int, ...]
    """Their numbers in `Record.check.findings`."""
    state: State
    since: str
    """The period in which it was first seen so, without a break."""
    before: State | None = None
    """How it stood in the last review; None where that did not know it, or there was none."""
    words_before: str | None = None
    """Its words in the last review, where they were others."""
    pressing: tuple[int, ...] = ()
    """Those of the findings that are upheld today and will not be for long."""


@dataclass(frozen=True)
class Withdrawn:
    """A promise of the last review that the policy does not make any more."""

    kind: str
    place: Place
    quote: str
    before: State


@dataclass(frozen=True)
class PolicyText:
    """The policy as it stood."""

    path: str | None
    sha256: str | None = None
    text: str | None = None
    """None where it is too long to be kept, or a secret stands in it."""
    diff: tuple[str, ...] = ()
    """Against the one of the last review, as a unified diff without its head."""
    changed: bool | None = None
    """None where nothing is known of the one before."""
    cadence: str | None = None
    """How often it promises to be reviewed."""
    last_updated: str | None = None


@dataclass(frozen=True)
class Asked:
    """A source of advisories, and how new it was."""

    source: str
    as_of: str | None = None
    records: int | None = None


@dataclass(frozen=True)
class Brought:
    """A distribution with the rules that it brought."""

    distribution: str
    version: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class How:
    """How it was checked: without this nobody can rely on the rest."""

    offline: bool
    hosts: tuple[str, ...] = ()
    advisories: tuple[Asked, ...] = ()
    rules: tuple[Brought, ...] = ()
    changed_files: tuple[str, ...] = ()
    """Files that were not as the commit has them."""
    not_looked_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Home:
    """Where the repository is."""

    name: str
    commit: str | None = None
    branch: str | None = None
    web: str | None = None
    """The address that a path follows: files as they are in the commit."""
    line_mark: str = "#L"


@dataclass(frozen=True)
class Owned:
    """A file with those who answer for it."""

    path: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How many stated promises stand how."""

    broken: int = 0
    waived: int = 0
    unverified: int = 0
    upheld: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.broken + self.waived + self.unverified + self.upheld


@dataclass(frozen=True)
class Earlier:
    """A review before this one, in figures."""

    period: str
    as_of: str
    counts: Counts
    commit: str | None = None


@dataclass(frozen=True)
class Notice:
    """What the reader has to know of the run itself."""

    kind: str
    message: str


@dataclass(frozen=True)
class Tool:
    """What made the record."""

    name: str
    version: str


@dataclass(frozen=True)
class Checked:
    """The part of `upheld check --format json` that is shown."""

    tool: Tool
    as_of: str
    findings: tuple[Said, ...]
    notifications: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Record:
    """A review of one repository in one period."""

    period: str
    repository: Home
    check: Checked
    promises: tuple[Promised, ...]
    policy: PolicyText
    how: How
    next_review: date
    withdrawn: tuple[Withdrawn, ...] = ()
    clocks: tuple[Clock, ...] = ()
    mended: tuple[Mended, ...] = ()
    keys: tuple[KeyAge, ...] = ()
    support: Support | None = None
    waivers: tuple[Exemption, ...] = ()
    attestations: tuple[Attested, ...] = ()
    owners: tuple[Owned, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    """The reviews before it, oldest first."""
    previous_sha256: str | None = None
    """Of the ledger of the last one."""
    schema_version: int = SCHEMA_VERSION
    kind: str = KIND

    @property
    def day(self) -> date:
        """The day on which it was taken, in UTC."""
        return date.fromisoformat(self.check.as_of[:10])

    @property
    def stated(self) -> tuple[Promised, ...]:
        """What the policy promises in words."""
        return tuple(each for each in self.promises if each.stated)

    def owner_of(self, path: str) -> str | None:
        """Return who answers for a file; None where nobody is named."""
        return next((", ".join(each.names) for each in self.owners if each.path == path), None)

    @cached_property
    def counts(self) -> Counts:
        """How many of these stand how."""
        return counted(self.stated)

    def said_of(self, promise: Promised) -> Iterator[Said]:
        """Yield the findings of a promise."""
        return (self.check.findings[number] for number in promise.findings)


def counted(promises: tuple[Promised, ...]) -> Counts:
    """Count promises by how they stand."""
    states = [each.state for each in promises]
    return Counts(*(states.count(state) for state in State))


def worst(states: list[State]) -> State:
    """Return how a promise stands of which several findings speak."""
    return min(states, key=list(State).index)


def whole_of(counts: Counts) -> State:
    """Return how a policy stands: broken, all of it upheld, or not known to be either."""
    if counts.broken:
        return State.BROKEN
    return State.UPHELD if counts.total and counts.upheld == counts.total else State.UNVERIFIED
