"""A run and the last review, to the record of this one."""

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date
from typing import Any, TypeVar, cast

from upheld.model import Ledger
from upheld.nouns import dataclass
from upheld.repository import Remote
from upheld.review.changes import clocks_compared, compared, mended_since
from upheld.review.homes import home_of
from upheld.review.key_ages import RULE as KEY_ROTATION
from upheld.review.key_ages import key_ages_of
from upheld.review.listed import Clock, Mended, Support
from upheld.review.listing import attestations_of, gaps_of, rules_of, waivers_of
from upheld.review.owners import owners_of
from upheld.review.period import Period, next_period
from upheld.review.policy_text import policy_text
from upheld.review.promises import promises_of
from upheld.review.record import Asked, Checked, Earlier, How, Record
from upheld.review.shapes import reader
from upheld.review.supporting import RULE as SUPPORTED_VERSIONS
from upheld.review.supporting import support_of
from upheld.review.vulnerable import audit_of, clocks_of
from upheld.run import Judged

_MOST_EARLIER = 40
_MOST_FILES = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """What a review is of, beside the run."""

    period: Period
    last: tuple[Record, str] | None = None
    """The record of the last one with the SHA-256 of its file."""
    cadence: int | None = None
    """The days that the policy promises between two reviews."""
    records: str = ""
    """The folder of the repository in which records are kept: what is new there is no change of what was looked at."""
    name: str | None = None
    """What the repository is to be called; else as its remote or its folder is."""


@dataclass
class _Facts:
    """What charts are made of; what cannot be had is told instead."""

    problems: list[str] = field(default_factory=list[str])
    clocks: tuple[Clock, ...] = ()
    mended: tuple[Mended, ...] = ()
    asked: tuple[Asked, ...] = ()

    def told(self, what: str, function: Callable[[], T]) -> T | None:
        """Return what a function finds; its failure is told as a gap, and the review goes on."""
        try:
            return function()
        except Exception as error:  # noqa: BLE001 - the checks have told of it in their way already
            self.problems.append(f"{what} could not be listed: {error!r}")
            return None


def taken(judged: Judged, check: dict[str, Any], wanted: Wanted) -> Record:
    """Return the record of a run; `check` is the run as `upheld check --format json` prints it."""
    ledger, context = judged.ledger, judged.context
    last = wanted.last[0] if wanted.last else None
    facts, active = _Facts(), {rule.id for rule in ledger.rules}
    _look_at_dependencies(facts, judged, last)
    keys = facts.told("keys", lambda: tuple(key_ages_of(context))) if KEY_ROTATION in active else None
    support: Support | None = None
    if SUPPORTED_VERSIONS in active:
        support = facts.told("releases", lambda: support_of(ledger, context))
    promises, marks = promises_of(ledger, judged.reading.promises, str(wanted.period))
    now, withdrawn = compared(promises, marks, last)
    due = next_period(wanted.period, wanted.cadence, wanted.period.first)
    return Record(
        period=str(wanted.period),
        repository=home_of(context.repository, wanted.name),
        check=cast("Checked", reader(Checked)(check, "check")),
        promises=now,
        policy=policy_text(judged.reading.policy, judged.reading.promises, ledger, last),
        how=_how(judged, facts, wanted),
        next_review=_same_day(context.today, wanted.period, due),
        withdrawn=withdrawn,
        clocks=facts.clocks,
        mended=facts.mended,
        keys=keys or (),
        support=support,
        waivers=tuple(waivers_of(judged)),
        attestations=tuple(attestations_of(judged)),
        owners=owners_of(_places(ledger), context.repository),
        earlier=_earlier(last),
        previous_sha256=wanted.last[1] if wanted.last else None,
    )


def _places(ledger: Ledger) -> Iterable[str]:
    return (place.path for entry in ledger.entries for place in (entry.location, entry.promise.location))


def _same_day(today: date, period: Period, due: Period) -> date:
    """Return the day of the next review: as far into its quarter as today, which may lie outside of its own."""
    inside = min(max(today, period.first), period.last)
    return min(due.first + (inside - period.first), due.last)


def _look_at_dependencies(facts: _Facts, judged: Judged, last: Record | None) -> None:
    found = facts.told("vulnerabilities", lambda: audit_of(judged.ledger, judged.context))
    if found is None:
        return
    facts.asked = tuple(
        Asked(each.source, each.as_of.isoformat(timespec="minutes") if each.as_of else None, each.records)
        for each in found.answer.provenance
    )
    clocks = facts.told("clocks", lambda: tuple(clocks_of(found, judged.ledger, judged.context))) or ()
    facts.clocks = clocks_compared(clocks, last)
    # What could not be looked up may be there still.
    if not found.gaps and found.packages:
        facts.mended = mended_since(clocks, last, judged.context.today)


def _how(judged: Judged, facts: _Facts, wanted: Wanted) -> How:
    context = judged.context
    context.services.close()
    repository = context.repository
    hosts = set(context.services.hosts)
    if repository.references.remote is Remote.ANSWERED and repository.host:
        hosts.add(f"{repository.host} (git)")
    changed: Iterable[str] = repository.changed_since(repository.commit) if repository.commit else ()
    outside = [path for path in changed if not (wanted.records and path.startswith(f"{wanted.records}/"))]
    more = len(outside) - _MOST_FILES
    return How(
        offline=context.services.offline,
        hosts=tuple(sorted(hosts)),
        advisories=facts.asked,
        rules=rules_of(judged.ledger),
        changed_files=(*outside[:_MOST_FILES], *([f"and {more:,} more"] if more > 0 else [])),
        not_looked_at=(*facts.problems, *gaps_of(judged.ledger)),
    )


def _earlier(last: Record | None) -> tuple[Earlier, ...]:
    if last is None:
        return ()
    own = Earlier(last.period, last.check.as_of, last.counts, last.repository.commit)
    return (*last.earlier, own)[-_MOST_EARLIER:]
