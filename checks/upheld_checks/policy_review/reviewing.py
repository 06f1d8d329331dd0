"""What is said of the policy's own review."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Verdict
from upheld.policy.kinds.policy_review import PolicyReview
from upheld_checks.policy_review.dates import Due, due_by_record, due_of, last_day_of
from upheld_checks.policy_review.history import bumped_alone, changed_later
from upheld_checks.policy_review.records import Recorded, newest
from upheld_checks.policy_review.redating import redated
from upheld_checks.policy_review.signing import signed

_HOW = "review it: `upheld review` makes the record; then date the policy in the same pull request"


def reviewing(promise: PolicyReview, context: Context) -> Iterator[Finding]:
    """Yield what is overdue, still to come, changed without a review, or in time."""
    dated, record = last_day_of(promise.last_updated), newest(context)
    if (
        dated
        and dated > context.today
        and promise.last_updated != f"{context.today:%Y-%m}"[: len(promise.last_updated or "")]
    ):
        yield _broken(promise, f"the policy is dated {promise.last_updated}, which is still to come", "date", _HOW)
        return
    due = due_of(promise, record.day if record else None)
    if due is None:
        yield from _undue(promise, context)
    elif context.today > due.last:
        told = f"{due.told}, so that it was due by {due.last}"
        yield _broken(promise, told, "rhythm", _HOW, _evidence(record, context))
    else:
        yield from _in_time(promise, due, record, context)


def _undue(promise: PolicyReview, context: Context) -> Iterator[Finding]:
    """Yield what is to be said of a date without a rhythm, or of a rhythm without a date."""
    if promise.last_updated is None:
        message = f"the policy is to be reviewed {promise.cadence or 'regularly'}, and nothing tells when it last was"
        yield _unverified(promise, message, "rhythm", _HOW)
        return
    yield from changed_later(promise, context)


def _in_time(promise: PolicyReview, due: Due, record: Recorded | None, context: Context) -> Iterator[Finding]:
    if record is None or (due.by_date and record.day < due.since):
        yield from _by_date_alone(promise, due, record, context)
        return
    own = due_of(promise, None)
    if own and context.today > own.last and promise.last_updated:
        yield Finding(
            verdict=Verdict.BROKEN,
            level=Level.WARNING,
            message=f"the policy is dated {promise.last_updated}, but a review is recorded of {record.day}",
            subject="date",
            evidence=_evidence(record, context),
            help="date it as the record is; `upheld fix` proposes the line",
            fix=redated(promise, record.day, context),
        )
    message = f"{due.told}, so that it is due by {due.last}"
    yield Finding(verdict=Verdict.UPHELD, message=message, subject="rhythm", evidence=_evidence(record, context))


def _by_date_alone(promise: PolicyReview, due: Due, record: Recorded | None, context: Context) -> Iterator[Finding]:
    """Yield what the date alone is worth: it has to have come with something that shows a review.

    Where it has not, the record of the review before may still be new enough.
    """
    bump = bumped_alone(promise, context)
    by_record = due_by_record(promise, record.day) if record else None
    if by_record and context.today <= by_record.last and not (bump.evidence or bump.in_this_change):
        message = f"{by_record.told}, so that it is due by {by_record.last}"
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="rhythm", evidence=_evidence(record, context))
        return
    if bump.is_alone:
        in_change = bump.in_this_change
        yield Finding(
            verdict=Verdict.BROKEN if in_change else Verdict.UNVERIFIED,
            level=Level.WARNING if in_change else None,
            message=f"{bump.told}, a bare date bump: nothing shows that the policy was reviewed",
            subject="date",
            help="bring the record of the review with it: `upheld review`",
        )
        return
    if not bump.evidence:
        yield _unverified(promise, f"{due.told}, but {bump.told}", "date", "fetch the whole history")
        return
    message = f"{due.told}, so that it is due by {due.last}"
    yield Finding(verdict=Verdict.UPHELD, message=message, subject="rhythm", evidence=bump.evidence)


def _evidence(record: Recorded | None, context: Context) -> tuple[Evidence, ...]:
    if record is None:
        return ()
    return (Evidence("review record", f"{record.period}, of {record.day}", record.location), *signed(record, context))


def _broken(
    promise: PolicyReview, message: str, subject: str, how: str, evidence: tuple[Evidence, ...] = ()
) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=message,
        subject=subject,
        location=promise.location,
        evidence=evidence or (Evidence("policy", promise.quote, promise.location),),
        help=how,
    )


def _unverified(promise: PolicyReview, message: str, subject: str, how: str) -> Finding:
    return Finding(verdict=Verdict.UNVERIFIED, message=message, subject=subject, location=promise.location, help=how)
