"""Remarks as findings: with the line of the metadata, the policy's sentence, and a subject that stays the same."""

from collections import Counter
from collections.abc import Iterable, Iterator

from upheld.check import Finding, Level, Verdict
from upheld.facts.keys.key import Key
from upheld.key_hygiene.incidents import INCIDENTS
from upheld.key_hygiene.remark import Remark, named
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld_checks.key_rotation.survey import File


def shared_names(keys: Iterable[Key]) -> frozenset[str]:
    """Return what several keys of one source are called, so that each of them needs more than its name."""
    counted = Counter(_about(each) for each in keys)
    return frozenset(name for name, count in counted.items() if count > 1)


def finding(
    remark: Remark, key: Key, file: File, promise: KeyRotation, *, is_advice: bool, shared: frozenset[str]
) -> Finding:
    """Return a remark on a key as a finding."""
    about, place = _about(key), file.place(key.location.line)
    more = key.scope or key.id if about in shared else None
    shown = remark.shown or remark.actual
    weighs_little = remark.is_advice or remark.is_unsure or is_advice
    return Finding(
        verdict=remark.verdict,
        message=remark.message(key),
        subject=f"{about} {f'({more}) ' if more else ''}{remark.rule}",
        also=tuple(_names(key, about, remark.rule)),
        location=place,
        related=(promise.location,) if place else (),
        evidence=(file.shown(f"{named(key)}: {shown}", key.location.line),),
        level=Level.WARNING if weighs_little and (_is_broken(remark) or remark.rule == "expires-soon") else None,
        help=remark.help,
        secret_in=file.unshown,
    )


def _is_broken(remark: Remark) -> bool:
    return remark.verdict is Verdict.BROKEN


def _names(key: Key, about: str, rule: str) -> Iterator[str]:
    """Yield what a waiver may call it; one that names the key alone does not excuse an incident that is yet to come."""
    known = [each for each in (key.name, about, key.id) if each]
    yield from (f"{each} {rule}" for each in known)
    if rule not in INCIDENTS:
        yield from known


def _about(key: Key) -> str:
    return f"{key.source}/{key.name}"
