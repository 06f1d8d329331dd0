"""A promise in the words of a configuration, to the promise itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from upheld.config.problems import ConfigError, Problem
from upheld.config.validation import described, meant, unknown
from upheld.items import Item, Pair
from upheld.model import Force, Location, Promise

_LISTS: Mapping[Any, Callable[[Iterable[str]], Any]] = {tuple[str, ...]: tuple, list[str]: list}
_IN_WORDS = {
    int: "a whole number",
    str: "a text",
    bool: "true or false",
    tuple: "a list of texts",
    list: "a list of texts",
}
_NULLS = {"", "~", "null"}
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_WRONG = object()


def promise_of(path: str, item: Item, kinds: Mapping[str, type[Promise]], *, location: Location, quote: str) -> Promise:
    """Make the promise that a mapping with `kind`, `fields` and `force` states.

    Raises:
        ConfigError: with every mistake; no such kind, fields that are unknown, missing or of a wrong type.
    """
    named = item.get("kind") or item
    kind = kinds.get(named.value)
    if kind is None:
        raise ConfigError([Problem(path, named.line, named.column, unknown("kind", named.value, kinds))])
    types = _types(kind)
    if types is None:
        message = f"a promise of the kind '{kind.kind}' cannot be stated here"
        raise ConfigError([Problem(path, named.line, named.column, message)])
    given = item.get("fields") or Item("mapping", item.line, item.column)
    if problems := list(_problems(path, given, kind, types)):
        raise ConfigError(problems)
    nothing = {name: None for name, each in types.items() if _may_be_none(each)}
    values = {pair.key: _value(types[pair.key], pair.item) for pair in given.pairs}
    try:
        return kind.stated_as(
            nothing | values, location=location, quote=quote, force=Force(item.text("force") or "commitment")
        )
    except Exception as error:  # a third party's kind may refuse in any way
        message = f"a promise of the kind '{kind.kind}' cannot be made of these fields: {error}"
        raise ConfigError([Problem(path, given.line, given.column, message)]) from error


def _types(kind: type[Promise]) -> dict[str, Any] | None:
    """Return the types of a kind's fields; None where one of those it needs is not for configurations."""
    try:
        types = kind.field_types()
    except Exception:  # noqa: BLE001 - a third party's annotations may name what is not there
        return None
    known = {name: each for name, each in types.items() if _bare(each) in {int, str, bool, *_LISTS}}
    return known if types.keys() - known.keys() <= _optional(kind) else None


def _optional(kind: type[Promise]) -> set[str]:
    """Return the attributes that have a default."""
    required = {f.name for f in fields(kind) if f.default is f.default_factory}  # both are MISSING
    return {f.name for f in fields(kind)} - required


def _problems(path: str, given: Item, kind: type[Promise], types: Mapping[str, Any]) -> Iterator[Problem]:
    for pair in given.pairs:
        if pair.key not in types:
            message = f"unknown field '{pair.key}' of {kind.kind}; "
            message += meant(pair.key, types) if types else "it has no fields"
            yield Problem(path, pair.line, pair.column, message)
        else:
            yield from _in_field(path, pair, types[pair.key], kind.choices.get(pair.key))
    optional = {name for name, each in types.items() if _may_be_none(each)} | _optional(kind)
    for name in sorted(types.keys() - optional - {pair.key for pair in given.pairs}):
        message = f"the field '{name}' of {kind.kind} is missing: {_IN_WORDS[_origin(types[name])]}"
        yield Problem(path, given.line, given.column, message)


def _in_field(path: str, pair: Pair, wanted: Any, choices: tuple[str, ...] | None) -> Iterator[Problem]:
    item = pair.item
    value = _value(wanted, item)
    if value is _WRONG:
        message = f"'{pair.key}' must be {_IN_WORDS[_origin(wanted)]}, not {described(item)}"
        yield Problem(path, item.line, item.column, message)
    elif choices and value is not None:
        for each in item.items or (item,):
            if each.value not in choices:
                message = f"'{pair.key}' does not know {described(each)}; {meant(each.value, choices)}"
                yield Problem(path, each.line, each.column, message)


def _value(wanted: Any, item: Item) -> Any:
    """Return a value of the type, or `_WRONG`."""
    is_null = item.kind == "other" and item.value.lower() in _NULLS
    if is_null:
        return None if _may_be_none(wanted) else _WRONG
    bare, word = _bare(wanted), item.value.strip()
    if bare in _LISTS:
        return _LISTS[bare](each.value for each in item.items) if item.kind == "list" and item.items else _WRONG
    if bare is int:
        return int(word) if item.kind in {"text", "other"} and re.fullmatch("[0-9]{1,6}", word) else _WRONG
    if bare is bool:
        known = item.kind == "other" and word.lower() in _TRUE | _FALSE
        return word.lower() in _TRUE if known else _WRONG
    return item.value if item.kind == "text" and word else _WRONG


def _may_be_none(wanted: Any) -> bool:
    return NoneType in get_args(wanted) and get_origin(wanted) in {Union, UnionType}


def _bare(wanted: Any) -> Any:
    """Return the type without `| None`, and None for a union of more."""
    if get_origin(wanted) not in {Union, UnionType}:
        return wanted
    others = [each for each in get_args(wanted) if each is not NoneType]
    return others[0] if len(others) == 1 else None


def _origin(wanted: Any) -> Any:
    bare = _bare(wanted)
    return get_origin(bare) or bare
