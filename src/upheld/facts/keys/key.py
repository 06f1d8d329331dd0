"""The nouns of a key inventory: a key, the file that tells of it, an inventory."""

from datetime import datetime, timedelta
from enum import StrEnum

from upheld.model import Location
from upheld.nouns import dataclass


class Never(StrEnum):
    """A date that is known not to exist; a date that is not known is None."""

    NEVER = "never"


NEVER = Never.NEVER

Moment = datetime | Never | None
"""When something happened: a moment with its offset, never, or not known."""

SKEW = timedelta(minutes=5)
"""How far two honest clocks may differ."""


class State(StrEnum):
    """The states of a key by NIST SP 800-57 part 1 revision 5, section 7, in the spelling of CycloneDX 1.6."""

    PRE_ACTIVATION = "pre-activation"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    DEACTIVATED = "deactivated"
    COMPROMISED = "compromised"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is known of one key, token, password or certificate; nothing of its value."""

    source: str
    """Who tells: `AWS IAM credential report`, `GitHub Actions secrets`, ..."""
    kind: str
    """`access-key`, `secret`, `token`, `password`, `deploy-key`, `certificate`, `public-key`, ..."""
    name: str
    location: Location
    """The line of the metadata that tells of it."""
    id: str | None = None
    fingerprint: str | None = None
    """Of its public half, where the metadata hold that: `SHA256:...`, as OpenSSH writes it."""
    owner: str | None = None
    scope: str | None = None
    """What it opens, where the metadata says so: an environment, an organisation, a repository, read-only."""
    created: Moment = None
    changed: Moment = None
    """When its value was last replaced; None where the metadata cannot tell, and only `created` counts."""
    last_used: Moment = None
    expires: Moment = None
    state: State = State.ACTIVE
    note: str | None = None
    """What a reader has to know: that `changed` proves a write and not a new value, ..."""

    @property
    def names(self) -> frozenset[str]:
        """What it may be called, casefolded: its name, with its source before a slash too, its id, its fingerprint."""
        called = (self.name, f"{self.source}/{self.name}", self.id, self.fingerprint)
        return frozenset(each.casefold() for each in called if each)

    @property
    def renewed(self) -> datetime | None:
        """When its present value came to be, as far as is known: the later of created and changed."""
        known = [each for each in (self.created, self.changed) if isinstance(each, datetime)]
        return max(known, default=None)

    def ahead_of(self, now: datetime) -> str | None:
        """Return which of its dates, `created` or `changed`, lies after a moment, so that no age can be told."""
        latest = now + SKEW
        for name, each in (("created", self.created), ("changed", self.changed)):
            if isinstance(each, datetime) and each > latest:
                return name
        return None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of the metadata that is no key of the project's, and why: the provider rotates it, ..."""

    reason: str
    """The end of a sentence that begins with how many there are: `keys that Google rotates itself`."""
    line: int


@dataclass(frozen=True)
class Evidence:
    """A file of metadata as it was read."""

    path: str
    """Relative to the repository where it lies in it, else as it was given."""
    source: str
    """What was recognised in it; empty where nothing was."""
    made: datetime | None
    """When the metadata were taken; None where the file does not say."""
    keys: tuple[Key, ...] = ()
    problem: str | None = None
    """Why it could not be read (whole), or was refused; it never shows a value. `keys` then holds what came before."""
    line: int = 1
    """The line of the problem."""
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Inventory:
    """All keys that are known of a repository."""

    evidence: tuple[Evidence, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every key, in the order of the files and of their lines."""
        return tuple(key for each in self.evidence for key in each.keys)
