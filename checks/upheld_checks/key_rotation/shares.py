"""Which promise answers for which key, where a policy makes several: each key is told of once."""

from functools import cached_property

from upheld.check import Context
from upheld.facts.keys.key import Key
from upheld.key_hygiene.covering import Coverage
from upheld.key_hygiene.workflow_secrets import GITHUB
from upheld.model import Force, Location
from upheld.nouns import dataclass
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld_checks.key_rotation.sentence import Sentence, sentence_of


@dataclass(frozen=True)
class Shares:
    """All promises of rotation of a run."""

    promises: tuple[KeyRotation, ...]
    context: Context

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """What each of them says."""
        return tuple(sentence_of(each, self.context.repository) for each in self.promises)

    def sentence(self, promise: KeyRotation) -> Sentence:
        """Return what one of them says."""
        return self.sentences[self.promises.index(promise)]

    def coverage(self, promise: KeyRotation, key: Key) -> Coverage:
        """Tell how surely a promise speaks of a key."""
        return self.sentence(promise).covering.of(key)

    def of(self, key: Key) -> KeyRotation:
        """Return the promise that answers for a key: the surest and strictest, the first where none speaks of it."""
        return min(self.promises, key=lambda each: self._rank(each, key))

    @property
    def of_workflows(self) -> KeyRotation | None:
        """The promise that answers for secrets of which only the name is known; None where none speaks of them."""
        some = Key(source=GITHUB, kind="secret", name="A", location=Location(""))
        best = self.of(some)
        return best if self.coverage(best, some) is not Coverage.NONE else None

    def _rank(self, promise: KeyRotation, key: Key) -> tuple[int, bool, bool, int]:
        is_advice = promise.force is Force.PRACTICE
        return self.coverage(promise, key), is_advice, promise.days is None, promise.days or 0


def shares_of(promise: KeyRotation, context: Context) -> Shares:
    """Return the promises of rotation of a run."""
    found = tuple(each for each in context.promises if isinstance(each, KeyRotation))
    return Shares(found if promise in found else (*found, promise), context)
