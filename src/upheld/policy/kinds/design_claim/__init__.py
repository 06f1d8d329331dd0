"""The kind of promise that says what the software, its build or its release does for security."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.policy.document import Document
from upheld.policy.kinds.design_claim.claims import claims_in
from upheld.policy.kinds.design_claim.subjects import ABOUT
from upheld.policy.quotes import quoted
from upheld.policy.statements import statements


@dataclass(frozen=True, kw_only=True)
class DesignClaim(Promise):
    """A claim about the design: one for each subject in a list, table or paragraph, where it is made first.

    Takes: "Path traversal is prevented", "**Rate limiting**: 100 requests a minute" in a list of security features,
    "release artifacts are signed". Leaves alone what only introduces a list, what is denied, planned or done by others,
    and what another kind takes. Advice ("enable audit logging") is read where it names a subject, never as `other`.
    """

    kind: ClassVar[str] = "design-claim"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"about": ABOUT}
    about: str
    """`sandboxing`, `audit-logging`, `secret-masking`, `dry-run`, `least-privilege`, `encryption`, or `other`."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield the first claim on each subject in each list, table and paragraph; advice apart from commitments."""
        seen: set[tuple[int, bool, str, Force]] = set()
        for statement in statements(document):
            for about, force, offset in claims_in(statement):
                in_list = statement.depth > 0
                if (statement.group, in_list, about, force) not in seen:
                    introduces = statement.text.rstrip().endswith(":")
                    seen |= {(statement.group, place, about, force) for place in {in_list, in_list or introduces}}
                    location, quote = quoted(document, statement, offset)
                    yield cls(location=location, quote=quote, force=force, about=about)
