"""JSON to dataclasses and back, by the types of their fields: what does not fit is told with its place, and refused."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

LONGEST_TEXT = 1_000_000
MOST_ITEMS = 200_000
GREATEST = 10**12
"""No count and no number of days is greater."""


class ShapeError(ValueError):
    """A value is not of its type; the message begins with its place."""


Reader = Callable[[Any, str], Any]


@cache
def reader(kind: Any) -> Reader:
    """Return what turns JSON into a value of a type: a dataclass, a tuple, an enum, a date, a text, a number or None."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return _optional(reader(inner))
    if origin is tuple:
        return _items(reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return _object(cast("type[Any]", kind))
    if kind is date:
        return _converted(date.fromisoformat, "a day such as 2026-11-22")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _converted(kind, f"one of {', '.join(kind)}")
    return _plain(cast("type[Any]", kind))


def plain(value: Any) -> Any:
    """Return a value as JSON has it; fields of a dataclass come in their order."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value.isoformat() if isinstance(value, date) else value


def _optional(inner: Reader) -> Reader:
    return lambda value, place: None if value is None else inner(value, place)


def _items(inner: Reader) -> Reader:
    def read(value: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ShapeError(f"{place} is no list")
        items = cast("list[Any]", value)  # type: ignore[redundant-cast]
        if len(items) > MOST_ITEMS:
            raise ShapeError(f"{place} has more than {MOST_ITEMS:,}")
        return tuple([inner(each, place) for each in items])

    return read


def _object(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    known = [(each.name, reader(hints[each.name]), each.default is MISSING) for each in fields(kind)]

    def read(value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            raise ShapeError(f"{place} is no object")
        stated = cast("Mapping[str, Any]", value)
        given: dict[str, Any] = {}
        for name, inner, required in known:
            if name in stated:
                given[name] = inner(stated[name], name)
            elif required:
                raise ShapeError(f"{place} lacks '{name}'")
        return kind(**given)

    return read


def _converted(convert: Callable[[str], Any], wanted: str) -> Reader:
    def read(value: Any, place: str) -> Any:
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            raise ShapeError(f"{place} is not {wanted}") from error

    return read


def _plain(kind: type[Any]) -> Reader:
    def read(value: Any, place: str) -> Any:
        # A boolean is a number to Python, but not to JSON.
        is_one = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        too_much = len(value) > LONGEST_TEXT if isinstance(value, str) else abs(value) > GREATEST if is_one else False
        if not is_one or too_much:
            raise ShapeError(f"{place} is no {kind.__name__}")
        return value

    return read
