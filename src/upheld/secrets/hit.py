"""What is said of a secret: which rule found it and where it stands, nothing of its value."""

from enum import StrEnum

from upheld.nouns import dataclass


class Category(StrEnum):
    """The words of the promise `what` must stay out of the repository."""

    API_KEYS = "api-keys"
    PRIVATE_KEYS = "private-keys"
    PASSWORDS = "passwords"
    INTERNAL_HOSTS = "internal-hosts"


class Confidence(StrEnum):
    """How sure a rule is: only a high one breaks a promise, a medium one is for a person to look at."""

    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a secret stands."""

    rule: str
    title: str
    category: Category
    confidence: Confidence
    offset: int
    """Of the value's first byte in what was given; in UTF-8 where that was UTF-16."""
    end: int
    line: int
    column: int
    """Both begin with 1; columns count characters."""
