"""What is said of all keys together that are within the limit."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from upheld.check import Evidence, Finding, Verdict
from upheld.facts.keys.key import Key
from upheld.key_hygiene.ages import Age, age_of, counted, day
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import called
from upheld.nouns import dataclass
from upheld_checks.key_rotation.gaps import EXPORT, secrets_named
from upheld_checks.key_rotation.survey import File, Survey


@dataclass(frozen=True)
class Counted:
    """The active keys of a file that a promise speaks of."""

    file: File
    keys: tuple[Key, ...]
    within: tuple[Key, ...]
    """Those of them that are within the limit."""
    unsure: tuple[Key, ...]
    """Those of which it cannot be told."""
    now: datetime

    @property
    def aged(self) -> list[tuple[Age, Key]]:
        """Those within the limit, with their ages."""
        return [(age, key) for key in self.within if (age := age_of(key, self.now))]

    @property
    def shown(self) -> Evidence:
        """What the file tells, as evidence."""
        metadata = self.file.evidence
        taken = f"taken on {day(metadata.made)}" if metadata.made else "the file does not say when it was taken"
        notes = {key.note for key in self.within}
        ages = [age.days for age, _ in self.aged]
        told = f"{len(self.within)} of {counted(len(metadata.keys), 'key')}, at most {counted(max(ages), 'day')} old"
        left = f", {len(metadata.left_out):,} left out" if metadata.left_out else ""
        note = f"; {next(iter(notes))}" if len(notes) == 1 and None not in notes else ""
        return self.file.shown(f"{told}{left}; {taken}{note}")


def overview(
    found: Survey, limits: Limits, counts: Iterable[Counted], *, of_secrets: bool, told: bool
) -> Iterator[Finding]:
    """Yield one finding on the keys within the limit: upheld where nothing is missing, else unverified.

    Args:
        found: all that is known.
        limits: of the promise.
        counts: the keys that it speaks of, file by file.
        of_secrets: whether it speaks of what workflows use.
        told: whether something is said of this promise already.
    """
    each = list(counts)
    if any(count.within for count in each):
        yield _within(found, limits, each, of_secrets=of_secrets)
    elif not told:
        yield _nothing(found, limits, each, of_secrets=of_secrets)


def _within(found: Survey, limits: Limits, counts: list[Counted], *, of_secrets: bool) -> Finding:
    gaps = list(_gaps(found, counts, of_secrets=of_secrets))
    aged = [pair for count in counts for pair in count.aged]
    oldest, key = max(aged, key=lambda pair: pair[0].days)
    told = f"{called(key)} {oldest.told}"
    if len(aged) > 1:
        told = f"{len(aged):,} keys are at most {counted(oldest.days, 'day')} old"
    evidence = tuple(count.shown for count in counts if count.within)
    if not gaps:
        return Finding(
            verdict=Verdict.UPHELD,
            message=f"as far as metadata tell: {told}; {limits.expected}",
            subject=_subject(limits),
            evidence=evidence,
        )
    more = f" (and {len(gaps) - 1} more)" if gaps[1:] else ""
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"{told}, but not all keys are known: {gaps[0]}{more}; {limits.expected}",
        subject=_subject(limits),
        evidence=(*evidence, *(Evidence("not known", gap) for gap in gaps[1:])),
    )


def _nothing(found: Survey, limits: Limits, counts: list[Counted], *, of_secrets: bool) -> Finding:
    unseen = secrets_named(found) if of_secrets else ""
    used = f"; workflows use {unseen}" if unseen and not found.files else ""
    if not found.files:
        lacking = "no metadata of keys are given"
    elif any(count.keys for count in counts):
        lacking = "no key that is meant is known to be within the limit"
    else:
        lacking = "the metadata list no active key that is meant"
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"{lacking}, so nothing tells how old they are{used}; {limits.expected}",
        subject=_subject(limits),
        evidence=tuple(file.shown(f"{counted(len(file.evidence.keys), 'key')} listed") for file in found.files),
        help=f"{EXPORT}; other keys can be listed in keys.yml, with `created` and `rotated`",
    )


def _gaps(found: Survey, counts: Iterable[Counted], *, of_secrets: bool) -> Iterator[str]:
    for count in counts:
        if count.file.gap:
            yield count.file.gap
        elif count.unsure:
            yield f"no age can be told of {counted(len(count.unsure), 'key')} in {count.file.evidence.path}"
    if of_secrets and (unseen := secrets_named(found)):
        yield f"no metadata tell of {unseen}, which workflows use"


def _subject(limits: Limits) -> str:
    return f"key-rotation {limits.rotation} days"
