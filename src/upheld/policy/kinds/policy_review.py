"""The kind of promise that dates the policy, or says how often it is reviewed."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.review_marks import Mark, review_marks
from upheld.policy.rules import force_of_rule

_NEAR = 2
"""In lines: what stands no farther apart speaks of the same review."""


@dataclass(frozen=True, kw_only=True)
class PolicyReview(Promise):
    """The policy is dated, or reviewed from time to time.

    Takes: "Last updated: 2026-02-01", "Effective date: May 2026", `lastReviewed:` in front matter, "this policy is
    reviewed annually", "Review cycle: quarterly"; a rhythm near a date belongs to it, a line that names the next review
    stands for itself. Leaves alone reviews of code and of access, and that a policy may change.
    """

    kind: ClassVar[str] = "policy-review"
    last_updated: str | None
    """An ISO date; `2026-02` where only the month is told."""
    cadence: str | None
    next_review: str | None = None

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each place that dates the policy or tells a rhythm."""
        for marks in _groups(review_marks(document)):
            first = marks[0]
            location, quote = quoted(document, first.statement, first.offset)
            yield cls(
                location=location,
                quote=quote,
                force=Force.COMMITMENT if first.date or first.next_review else force_of_rule(first.statement),
                last_updated=first.date,
                cadence=next((mark.cadence for mark in marks if mark.cadence), None),
                next_review=next((mark.next_review for mark in marks if mark.next_review), None),
            )

    def fields(self) -> dict[str, Any]:
        """Return the date and the rhythm."""
        return {"last_updated": self.last_updated, "cadence": self.cadence}


def _groups(marks: list[Mark]) -> list[list[Mark]]:
    """Return the marks that make one promise together; the first of each group is the one that counts most.

    A date of review comes before a date of coming into force, and that before what has no date.
    """
    groups: list[list[Mark]] = []
    planned = {mark.line for mark in marks if mark.next_review}
    for mark in sorted(marks, key=_rank):
        reach = 0 if mark.line in planned else _NEAR
        near = [group for group in groups if _distance(group, mark) <= reach]
        own = [group for group in near if group[0].line == mark.line]
        if near and (own or _rank(mark) != _rank(near[0][0]) or mark.date is None):
            min(near, key=lambda group: _distance(group, mark)).append(mark)
        else:
            groups.append([mark])
    return groups


def _distance(group: list[Mark], mark: Mark) -> int:
    return min(abs(each.line - mark.line) for each in group)


def _rank(mark: Mark) -> int:
    if mark.date is None:
        return 2 if mark.cadence else 3
    return 1 if mark.effective else 0
