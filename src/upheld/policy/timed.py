"""Promises of a time: what the kinds that hold one duration share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from upheld.model import Force, Location, Promise
from upheld.policy.durations import Duration


@dataclass(frozen=True, kw_only=True)
class Timed(Promise):
    """A promise to do something in a time, which the interfaces print in days, or in another unit."""

    unit: ClassVar[str] = "day"
    """`day` or `hour`."""
    within: Duration

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
