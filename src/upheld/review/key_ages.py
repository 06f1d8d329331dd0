"""The ages of the keys that metadata tell of, and the rotation that is promised for each."""

from collections.abc import Iterator

from upheld.check import Context
from upheld.facts.keys.inventory import inventory
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.ages import age_of
from upheld.key_hygiene.covering import Coverage, covering
from upheld.key_hygiene.limits import ROTATION_DAYS
from upheld.model import Force
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld.review.listed import KeyAge
from upheld.review.vulnerable import place

RULE = "key-rotation"


def key_ages_of(context: Context) -> Iterator[KeyAge]:
    """Yield every active key; those that no sentence on rotation names have no limit."""
    promises = [each for each in context.promises if isinstance(each, KeyRotation)]
    if not promises:
        return
    named = (context.repository.root / each for each in context.config.evidence)
    given = tuple(dict.fromkeys((*context.services.evidence, *named)))
    for file in inventory(context.repository, given).evidence:
        for key in file.keys:
            if key.state is State.ACTIVE:
                yield _aged(key, promises, context)


def _aged(key: Key, promises: list[KeyRotation], context: Context) -> KeyAge:
    age = age_of(key, context.as_of)
    promise = _answering(key, promises)
    return KeyAge(
        name=" ".join(key.name.split())[:100],
        kind=key.kind,
        source=key.source,
        place=place(key.location),
        days=age.days if age else None,
        since=age.since.date() if age else None,
        limit=(promise.days or ROTATION_DAYS) if promise else None,
        regularly=promise is not None and promise.days is None,
    )


def _answering(key: Key, promises: list[KeyRotation]) -> KeyRotation | None:
    """Return the strictest promise that names a key for what it is."""
    named = [each for each in promises if covering(each.quote).of(key) is Coverage.NAMED]
    return min(named, key=lambda each: (each.force is Force.PRACTICE, each.days is None, each.days or 0), default=None)
