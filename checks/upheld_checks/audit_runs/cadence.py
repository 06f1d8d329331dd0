"""Whether what starts a workflow comes as often as was promised."""

from collections.abc import Iterable

from upheld.facts.workflows.runs import MANUAL, PULL_REQUEST, PUSH, RELEASE, SCHEDULE, TAG, Trigger
from upheld.nouns import dataclass
from upheld.policy.rhythms import rhythm_or_event

_EVENTS = {
    "pull request": {PULL_REQUEST},
    "push": {PUSH, PULL_REQUEST},
    "commit": {PUSH, PULL_REQUEST},
    "merge": {PUSH, PULL_REQUEST},
    "build": {PUSH, PULL_REQUEST},
    "release": {PUSH, TAG, RELEASE},
    "deployment": {PUSH, TAG, RELEASE},
}
_WEEKDAYS = 3
"""A schedule of weekdays rests from Friday to Monday."""


@dataclass(frozen=True)
class Cadence:
    """How often something was promised; both None where nothing is said of it, or not in words that are known."""

    days: int | None = None
    event: str | None = None

    @property
    def longest(self) -> float:
        """The longest time between two runs in days: months and quarters are not all alike."""
        return int((self.days or 0) * 1.25)

    def kept_by(self, triggers: Iterable[Trigger]) -> bool | None:
        """Tell whether triggers come as often; None where that depends on more than the workflow."""
        alone = [trigger for trigger in triggers if trigger.event != MANUAL]
        if not alone:
            return None
        if self.days is not None:
            return self._kept_by_time(alone)
        kept = [self._kept_by_event(alone, _EVENTS.get(event, set())) for event in self._events]
        return False if False in kept else None if None in kept else True

    @property
    def _events(self) -> list[str]:
        """The events, of which it is promised at each: `push and pull request`."""
        return self.event.split(" and ") if self.event else []

    def _kept_by_time(self, triggers: list[Trigger]) -> bool | None:
        gaps = [trigger.days for trigger in triggers if trigger.event == SCHEDULE and trigger.days is not None]
        if gaps and min(gaps) <= self.longest:
            return True
        others = any(trigger.event != SCHEDULE for trigger in triggers)
        return None if others or not gaps or min(gaps) <= _WEEKDAYS else False

    def _kept_by_event(self, triggers: list[Trigger], events: set[str]) -> bool | None:
        if any(trigger.event in events and trigger.only is None for trigger in triggers):
            return True
        return None if not events or any(trigger.event != SCHEDULE for trigger in triggers) else False


def cadence_of(words: str | None) -> Cadence:
    """Return what a promise says of how often: "weekly", "every pull request"."""
    named = rhythm_or_event(words) if words else None
    if named is None:
        return Cadence()
    return (
        Cadence(named.days)
        if named.days is not None
        else Cadence(event=named.word.removeprefix("every ").removeprefix("before "))
    )
