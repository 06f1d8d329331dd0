"""Promises of a time: what the kinds that hold one duration share."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from upheld.model import Force, Location, Promise
from upheld.nouns import dataclass
from upheld.policy.clocks import Clock, Deed, clocks
from upheld.policy.document import Document
from upheld.policy.durations import Duration
from upheld.policy.quotes import quoted


@dataclass(frozen=True, kw_only=True)
class Timed(Promise):
    """A promise to do something in a time, which the interfaces print in days, or in another unit."""

    unit: ClassVar[str] = "day"
    """`day` or `hour`."""
    deed: ClassVar[Deed]
    """What is promised to be done in the time."""
    within: Duration

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield each time that is stated for the deed, as often as `others` says."""
        for clock in clocks(document):
            if clock.deed is cls.deed:
                location, quote = quoted(document, clock.statement, clock.offset)
                for others in cls.others(clock):
                    yield cls(location=location, quote=quote, within=clock.within, **others)

    @classmethod
    def others(cls, clock: Clock) -> Iterator[dict[str, Any]]:
        """Yield what a clock says beside its time, once for each promise that it makes."""
        del clock
        yield {}

    def fields(self) -> dict[str, Any]:
        """Return the other fields and the time, part of a day counted as a whole one and a day as 24 hours."""
        others = {name: value for name, value in super().fields().items() if name != "within"}
        return others | {f"{self.unit}s": getattr(self.within, f"{self.unit}s")}

    @classmethod
    def field_types(cls) -> dict[str, Any]:
        """Return the types of the same fields."""
        others = {name: each for name, each in super().field_types().items() if name != "within"}
        return others | {f"{cls.unit}s": int}

    @classmethod
    def stated_as(cls, stated: Mapping[str, Any], *, location: Location, quote: str, force: Force) -> Self:
        """Make a promise from a whole number of days or hours."""
        others = dict(stated)
        amount = others.pop(f"{cls.unit}s")
        others["within"] = Duration(amount, amount, cls.unit)
        return super().stated_as(others, location=location, quote=quote, force=force)
