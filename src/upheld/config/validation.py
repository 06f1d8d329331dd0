"""Every mistake in a configuration at once, each with its place and, for a misspelt key, what was probably meant."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from upheld.config.problems import Problem
from upheld.config.settings import Setting, Shape
from upheld.items import Item


def problems_in(path: str, tree: Item, settings: Mapping[str, Setting]) -> Iterator[Problem]:
    """Yield each mistake in a mapping."""
    if tree.kind != "mapping":
        yield Problem(path, tree.line, tree.column, f"expected a mapping with the keys {_listed(settings)}")
        return
    seen: dict[str, int] = {}
    for pair in tree.pairs:
        setting = settings.get(pair.key)
        if pair.key in seen:
            message = f"duplicate key '{pair.key}' (first at line {seen[pair.key]})"
            yield Problem(path, pair.line, pair.column, message)
        elif setting is None:
            yield Problem(path, pair.line, pair.column, unknown("key", pair.key, settings))
        else:
            yield from _in_value(path, pair.key, pair.item, setting)
        seen.setdefault(pair.key, pair.line)
    for name, setting in settings.items():
        if setting.required and name not in seen:
            yield Problem(
                path,
                tree.line,
                tree.column,
                f"'{name}' is missing: {setting.description[:1].lower()}{setting.description[1:].rstrip('.')}",
            )


def unknown(noun: str, name: str, names: Iterable[str]) -> str:
    """Return what is said of a name that nothing has."""
    return f"unknown {noun} '{name}'; {meant(name, names)}"


def meant(name: str, names: Iterable[str]) -> str:
    """Return what was probably meant by a name, or which names there are."""
    known = list(names)
    close = get_close_matches(name, known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"expected {'one of ' if len(known) > 1 else ''}{_listed(known)}"


def described(item: Item) -> str:
    """Return a value as a message quotes it."""
    if item.kind in {"list", "mapping"}:
        return f"a {item.kind}"
    return f"'{item.value}'" if item.value.strip() else "nothing"


def _in_value(path: str, key: str, item: Item, setting: Setting) -> Iterator[Problem]:
    def wrong(found: Item) -> Problem:
        hint = f"; {meant(found.value, setting.words)}" if setting.words and found.kind == "text" else ""
        return Problem(path, found.line, found.column, f"'{key}' must be {setting.shape}, not {described(found)}{hint}")

    match setting.shape:
        case Shape.TEXTS:
            if item.kind != "list":
                yield wrong(item)
            yield from (wrong(each) for each in item.items if not _is_text(each))
        case Shape.GROUPS:
            if item.kind != "list":
                yield wrong(item)
            for each in item.items:
                yield from problems_in(path, each, setting.fields or {})
                yield from _alternatives(path, each, setting.one_of)
        case Shape.GROUP:
            yield from problems_in(path, item, setting.fields or {})
        case Shape.FIELDS if item.kind == "mapping":
            yield from _in_fields(path, item, wrong)
        case Shape.VARIABLES if item.kind == "mapping":
            yield from _in_fields(path, item, wrong)
            yield from (wrong(pair.item) for pair in item.pairs if pair.item.kind == "list")
        case Shape.MEANING if item.kind == "mapping":
            yield from problems_in(path, item, setting.fields or {})
        case _:
            if not _fits(item, setting):
                yield wrong(item)


def _fits(item: Item, setting: Setting) -> bool:
    """Tell whether a value of no parts is what its setting wants."""
    match setting.shape:
        case Shape.TEXT:
            return _is_text(item)
        case Shape.DAY:
            return item.kind == "text" and _is_day(item.value)
        case Shape.DAYS:
            return item.kind in {"text", "other"} and re.fullmatch("[0-9]{1,4}", item.value) is not None
        case Shape.LINE:
            return item.kind in {"text", "other"} and re.fullmatch("[1-9][0-9]{0,6}", item.value) is not None
        case _:
            return item.kind == "text" and item.value in setting.words


def _is_text(item: Item) -> bool:
    return item.kind == "text" and bool(item.value.strip())


def _alternatives(path: str, item: Item, names: tuple[str, ...]) -> Iterator[Problem]:
    if names and item.kind == "mapping" and sum(item.get(name) is not None for name in names) != 1:
        yield Problem(path, item.line, item.column, f"exactly one of {_listed(names)} is needed")


def _in_fields(path: str, item: Item, wrong: Callable[[Item], Problem]) -> Iterator[Problem]:
    seen: set[str] = set()
    for pair in item.pairs:
        if pair.key in seen:
            yield Problem(path, pair.line, pair.column, f"duplicate key '{pair.key}'")
        seen.add(pair.key)
        if pair.item.kind == "mapping":
            yield wrong(pair.item)
        yield from (wrong(each) for each in pair.item.items if not _is_text(each))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
