"""The policy itself as a promise: that there is one, in one readable copy."""

from typing import ClassVar

from upheld.model import PolicySource, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document


@dataclass(frozen=True, kw_only=True)
class SecurityPolicy(Promise):
    """The document that holds the promises; made once for every run, also where no document was found."""

    kind: ClassVar[str] = "security-policy"
    source: PolicySource
    differing: tuple[str, ...] = ()
    """Copies that GitHub does not show, whose text differs from the one it shows."""
    unreadable: tuple[str, ...] = ()
    """Why the policy, or a place where one could be, could not be read."""
    document: Document | None = None
    """None where there is none, or it cannot be read."""
