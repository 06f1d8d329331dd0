"""Every mistake in a configuration at once, each with its place and, for a misspelt key, what was probably meant."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from upheld.config.problems import Problem
from upheld.config.settings import Setting, Shape
from upheld.config.tree import Item


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
            yield Problem(path, pair.line, pair.column, _unknown(pair.key, settings))
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


def _in_value(path: str, key: str, item: Item, setting: Setting) -> Iterator[Problem]:
    def wrong(found: Item) -> Problem:
        return Problem(path, found.line, found.column, f"'{key}' must be {setting.shape}, not {_described(found)}")

    match setting.shape:
        case Shape.TEXT:
            if item.kind != "text" or not item.value.strip():
                yield wrong(item)
        case Shape.DAY:
            if item.kind != "text" or not _is_day(item.value):
                yield wrong(item)
        case Shape.TEXTS:
            if item.kind != "list":
                yield wrong(item)
            yield from (wrong(each) for each in item.items if each.kind != "text" or not each.value.strip())
        case Shape.GROUPS:
            if item.kind != "list":
                yield wrong(item)
            for each in item.items:
                yield from problems_in(path, each, setting.fields or {})


def _unknown(key: str, settings: Mapping[str, Setting]) -> str:
    close = get_close_matches(key, settings, n=1)
    return f"unknown key '{key}'; " + (
        f"did you mean '{close[0]}'?" if close else f"expected one of {_listed(settings)}"
    )


def _listed(settings: Mapping[str, Setting]) -> str:
    return ", ".join(f"'{name}'" for name in settings)


def _described(item: Item) -> str:
    if item.kind in {"list", "mapping"}:
        return f"a {item.kind}"
    return f"'{item.value}'" if item.value.strip() else "nothing"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
