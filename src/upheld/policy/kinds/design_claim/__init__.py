"""The kind of promise that says what the software, its build or its release does for security."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.policy.document import Document
from upheld.policy.kinds.design_claim.claims import claims_in
from upheld.policy.quotes import quoted
from upheld.policy.statements import statements


@dataclass(frozen=True, kw_only=True)
class DesignClaim(Promise):
    """A claim about the design: one for each subject in a list, table or paragraph, where it is made first.

    Takes: "Path traversal is prevented", "**Rate limiting**: 100 requests a minute" in a list of security features, "release
    artifacts are signed". Leaves alone what introduces a list, what is denied or planned, and what another kind takes.
    """

    kind: ClassVar[str] = "design-claim"
    about: str
    """`sandboxing`, `audit-logging`, `secret-masking`, `dry-run`, `least-privilege`, `encryption`, or `other`."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield the first claim on each subject in each list, table and paragraph; advice apart from commitments."""
        seen: set[tuple[int, bool, str, Force]] = set()
        for statement in statements(document):
            for about, force, offset in claims_in(statement):
                key = (statement.group, statement.depth > 0, about, force)
                if key not in seen:
                    seen.add(key)
                    location, quote = quoted(document, statement, offset)
                    yield cls(location=location, quote=quote, force=force, about=about)
