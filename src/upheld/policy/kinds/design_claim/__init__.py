"""The kind of promise that says what the software, its build or its release does for security."""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Code, Document, Prose
from upheld.policy.kinds.design_claim.claims import claims_in, is_a_title, states_plainly
from upheld.policy.kinds.design_claim.subjects import ABOUT
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, introduces, statements
from upheld.policy.wording import Wording

_OF_CONTENTS = Wording(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]{1,100}\]\(#[^)\s]{0,100}\)\W*$")
"""A line of a table of contents: nothing but a link to a heading below."""


_Made = tuple[Statement, tuple[tuple[str, Force, int], ...]]
"""A statement, and the subject, the force and the offset of each claim that it makes."""


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
        claims = tuple(_from_the_first(tuple(_claims(document))))
        subjects = frozenset(each.item for each, made in claims for about, force, _ in made if _is_one(about, force))
        for statement, made in claims:
            group = statement.group
            for about, force, offset in made:
                in_list = statement.depth > 0
                if about == "other" and in_list and statement.item in subjects:
                    continue  # the sentence introduces that claim, or goes on about it
                if (group, in_list, about, force) not in seen:
                    seen |= {(group, place, about, force) for place in {in_list, in_list or introduces(statement.text)}}
                    location, quote = quoted(document, statement, offset)
                    yield cls(location=location, quote=quote, force=force, about=about)


def _is_one(about: str, force: Force) -> bool:
    return about != "other" and force is Force.COMMITMENT


def _from_the_first(claims: tuple[_Made, ...]) -> Iterator[_Made]:
    """Yield the claims, with that of the first item of a list that says anything where a later one names a mechanism."""
    items: dict[tuple[int, int, tuple[str, ...]], list[Statement]] = {}
    begun: set[int] = set()
    first: set[int] = set()
    for statement, made in claims:
        if not statement.depth or statement.group in begun:
            continue
        if any(about == "other" and force is Force.COMMITMENT for about, force, _ in made):
            begun.add(statement.group)
            earlier = items.get(_place(statement), [])
            first |= {id(each) for each in islice(filter(states_plainly, earlier), 1)}
        elif not made:
            items.setdefault(_place(statement), []).append(statement)
    for statement, made in claims:
        yield statement, ((*made, ("other", Force.COMMITMENT, 0)) if id(statement) in first else made)


def _place(statement: Statement) -> tuple[int, int, tuple[str, ...]]:
    """Return what the items of one list share."""
    return statement.group, statement.depth, statement.leads


def _claims(document: Document) -> Iterator[_Made]:
    """Yield each statement that may make claims, with these."""
    shown = _before_code(document)
    above = frozenset(each.leads[-1] for each in statements(document) if each.leads and each.depth > 1)
    for statement in statements(document):
        if statement.text in above and is_a_title(statement):
            continue  # the items below it make the claims
        if statement.depth and _OF_CONTENTS.match(document.source_line(statement.line)):
            continue
        yield statement, tuple(claims_in(statement, shows=statement.lines[-1][1] in shown))


def _before_code(document: Document) -> frozenset[int]:
    """Return the last lines of the paragraphs that a code block follows."""
    neighbours = pairwise(document.blocks)
    return frozenset(a.lines[-1].number for a, b in neighbours if isinstance(a, Prose) and isinstance(b, Code))
