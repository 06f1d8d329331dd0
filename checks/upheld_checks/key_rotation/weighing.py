"""Weighs each key by the promise that answers for it."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Finding, Verdict
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.covering import Coverage
from upheld.key_hygiene.expiry import expiry, no_expiry
from upheld.key_hygiene.incidents import INCIDENTS, incident
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.overlap import overlaps
from upheld.key_hygiene.remark import Remark
from upheld.key_hygiene.rotation import AGES, rotation
from upheld.key_hygiene.usage import usage
from upheld.nouns import dataclass
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld_checks.key_rotation.gaps import of_files, of_incidents, of_workflows
from upheld_checks.key_rotation.overview import Counted, overview
from upheld_checks.key_rotation.shares import Shares, shares_of
from upheld_checks.key_rotation.survey import File, Survey, limits_of, survey
from upheld_checks.key_rotation.telling import finding, shared_names


def weighed(promise: KeyRotation, context: Context) -> Iterator[Finding]:
    """Yield what is to be said of each key, of what is not known, and of all others together."""
    found, shares = survey(context), shares_of(promise, context)
    weighing = _Weighing(promise, context, found, shares, limits_of(context, promise.days))
    of_secrets, is_first = promise == shares.of_workflows, promise == shares.promises[0]
    told = [(file, key, remark) for file in found.files for key, remark in weighing.remarks(file)]
    shared = shared_names(found.all_keys)
    for file, key, remark in told:
        advice = weighing.is_advice(key, remark)
        yield finding(remark, key, file, promise, is_advice=advice, shared=shared)
    if is_first:
        yield from of_files(found, promise, weighing.limits)
        yield from of_incidents(found)
    if found.files and of_secrets:
        yield from of_workflows(found, promise, weighing.limits)
    ages = any(remark.rule in AGES | INCIDENTS for _, _, remark in told) or (
        is_first and any(file.gap for file in found.files)
    )
    yield from overview(found, weighing.limits, weighing.counted(), of_secrets=of_secrets, told=ages)


@dataclass(frozen=True)
class _Weighing:
    """A promise with all that it is held against."""

    promise: KeyRotation
    context: Context
    found: Survey
    shares: Shares
    limits: Limits

    def remarks(self, file: File) -> Iterator[tuple[Key, Remark]]:
        """Yield what is said of the keys of a file that this promise answers for."""
        mine = [key for key in file.evidence.keys if self.shares.of(key) == self.promise]
        for key in mine:
            told = incident(key, self.found.incidents, seen=file.seen, now=self.context.as_of)
            if told and file.stale and told.verdict is Verdict.BROKEN:
                told = replace(told, verdict=Verdict.UNVERIFIED, help="take the metadata anew")
            if told:
                yield key, told
        if file.stale:
            return
        for key in mine:
            yield from ((key, each) for each in self._of(key, file) if each)
        meant = [key for key in mine if self._covers(key)]
        yield from overlaps(meant, self.limits, seen=file.seen)

    def is_advice(self, key: Key, remark: Remark) -> bool:
        """Tell whether a remark asks for more than the policy says of that key."""
        sentence = self.shares.sentence(self.promise)
        if self.shares.coverage(self.promise, key) is not Coverage.NAMED:
            return True
        return remark.rule in INCIDENTS and not sentence.after_compromise

    def counted(self) -> Iterator[Counted]:
        """Yield the keys of each file that this promise speaks of, by whether they are within its limit."""
        for file in self.found.files:
            active = [key for key in file.evidence.keys if key.state is State.ACTIVE and self._covers(key)]
            meant = [key for key in active if not self._is_hit(key, file)]
            told = [(key, rotation(key, self.limits, seen=file.seen, now=self.context.as_of)) for key in meant]
            within = tuple(key for key, remark in told if remark is None and not file.stale)
            unsure = tuple(key for key, remark in told if remark and remark.verdict is Verdict.UNVERIFIED)
            yield Counted(file, tuple(meant), within, unsure, self.context.as_of)

    def _of(self, key: Key, file: File) -> Iterator[Remark | None]:
        now, sentence = self.context.as_of, self.shares.sentence(self.promise)
        if self._covers(key):
            yield rotation(key, self.limits, seen=file.seen, now=now)
            yield usage(key, self.limits, seen=file.seen)
            yield no_expiry(key) if sentence.expires else None
        yield expiry(key, self.limits, seen=file.seen, now=now)

    def _is_hit(self, key: Key, file: File) -> bool:
        told = incident(key, self.found.incidents, seen=file.seen, now=self.context.as_of)
        return told is not None and told.verdict is not Verdict.UPHELD

    def _covers(self, key: Key) -> bool:
        return self.shares.coverage(self.promise, key) is not Coverage.NONE
