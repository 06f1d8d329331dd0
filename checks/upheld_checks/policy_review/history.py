"""What the history of a policy tells of its date: whether the date came alone, or is older than the text."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from upheld.changes import Change
from upheld.check import Context, Evidence, Finding, Level, Verdict
from upheld.nouns import dataclass
from upheld.policy.kinds.policy_review import PolicyReview
from upheld.repository import Repository
from upheld.review.saved import records_among
from upheld.tree import Tree
from upheld_checks.policy_review.dates import last_day_of

_UPDATED = re.compile(r"\b(?:updated?|modified|changed?|revised|edited|amended)\b", re.IGNORECASE)
_MOST_CHANGES = 200


@dataclass(frozen=True)
class Bump:
    """How a date came to be where it stands."""

    told: str
    is_alone: bool = False
    in_this_change: bool = False
    evidence: tuple[Evidence, ...] = ()


def bumped_alone(promise: PolicyReview, context: Context) -> Bump:
    """Tell whether the date's line was changed alone: with no other line of the policy, and no record of a review."""
    repository, path, line = context.repository, promise.location.path, promise.location.line
    if context.base and (bump := _in_this_change(promise, context, context.base)):
        return bump
    moment = repository.line_time(path, line)
    changes = repository.changes((path,), most=_MOST_CHANGES)
    if moment is None or changes is None:
        return Bump("this clone does not tell how the date came to be")
    change = next((each for each in changes if each.time == int(moment.timestamp())), None)
    if change is None:
        return Bump("the change that dated it is not among the newest of the policy")
    day = datetime.fromtimestamp(change.time, UTC).date()
    if _only_one_line(change, path) and len(changes) > 1 and not _brings_a_record(change, repository):
        return Bump(f"only the date was changed, in {change.commit[:12]} of {day}", is_alone=True)
    return Bump(
        "", evidence=(Evidence("git history", f"dated in {change.commit[:12]} of {day}, with more", promise.location),)
    )


def _in_this_change(promise: PolicyReview, context: Context, base: Tree) -> Bump | None:
    """Return what the change that is judged does to the date; None where it does nothing to it."""
    was = [each for each in context.before if isinstance(each, PolicyReview)]
    if not was or any(each.last_updated == promise.last_updated for each in was):
        return None
    before, now = _lines(base, promise.location.path), _lines(context.repository, promise.location.path)
    same = len(before) == len(now)
    differing = [number for number, (one, other) in enumerate(zip(before, now, strict=False), 1) if one != other]
    records = set(records_among(context.repository.paths)) - set(records_among(base.paths))
    if same and differing == [promise.location.line] and not records:
        return Bump("this change sets a new date and nothing else", is_alone=True, in_this_change=True)
    more = "a record of a review" if records else "other lines of the policy"
    return Bump("", evidence=(Evidence("this change", f"dates the policy, with {more}", promise.location),))


def _lines(tree: Tree, path: str) -> list[str]:
    return (tree.read_text(path) or "").splitlines()


def _only_one_line(change: Change, path: str) -> bool:
    return (path, 1, 1) in change.files


def _brings_a_record(change: Change, repository: Repository) -> bool:
    after = set(records_among(repository.at(change.commit).paths))
    return bool(after - set(records_among(repository.at(f"{change.commit}^").paths)))


def changed_later(promise: PolicyReview, context: Context) -> Iterator[Finding]:
    """Yield whether the policy was changed after the day of its last update; a day's difference is the hour's."""
    dated, path = last_day_of(promise.last_updated), promise.location.path
    changes = context.repository.changes((path,), most=1)
    if dated is None or not changes:
        yield Finding(
            verdict=Verdict.UNVERIFIED,
            level=Level.NOTE,
            message=f"the policy is dated {promise.last_updated}, and no history tells when it was changed",
            subject="date",
            help="fetch the whole history",
        )
        return
    changed = _day(changes[0])
    shown = (Evidence("git history", f"last changed in {changes[0].commit[:12]} of {changed}", promise.location),)
    if changed <= dated + timedelta(days=1):
        message = f"the policy is dated {promise.last_updated}, and was not changed since"
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="date", evidence=shown)
    elif _UPDATED.search(promise.quote):
        yield Finding(
            verdict=Verdict.BROKEN,
            level=Level.WARNING,
            message=f"the policy is said to be last updated {promise.last_updated}, but was changed on {changed}",
            subject="date",
            evidence=shown,
            help="date it anew with every change, or leave the date to git",
        )


def _day(change: Change) -> date:
    return datetime.fromtimestamp(change.time, UTC).date()
