"""The ranges in which `npm audit` states vulnerable versions: `<4.17.12`, `>=2.0.0 <2.1.3 || 3.0.0`, `1.0.0 - 1.4.0`, `*`."""

import re
from functools import lru_cache
from typing import Any

from upheld.ecosystems import version_key

_LONGEST = 2_000
_COMPARATOR = re.compile(r"(<=|>=|<|>|=)?\s{0,9}v?(\d{1,15}\.\d{1,15}\.\d{1,15}(?:[-+][0-9A-Za-z.+-]{1,200})?)(?=\s|$)")
_HYPHEN = re.compile(r"(\S{1,200})\s{1,9}-\s{1,9}(\S{1,200})")


def holds(stated: str, version: str) -> bool | None:
    """Tell whether a range holds a version; None where that cannot be told: no text of npm's advisories is as others."""
    key = _key(version)
    if len(stated) > _LONGEST or key is None:
        return None
    found: bool | None = False
    for part in stated.split("||"):
        said = _part_holds(part.strip(), key)
        if said:
            return True
        found = None if said is None else found
    return found


def ends(stated: str) -> tuple[str, ...]:
    """Return the versions before which parts of a range end: the first that are not affected any more."""
    parts = stated.split("||") if len(stated) <= _LONGEST else []
    return tuple(match[2] for part in parts for match in _COMPARATOR.finditer(part) if match[1] == "<")


def _part_holds(part: str, key: Any) -> bool | None:
    if part in {"", "*"}:
        return True
    if hyphen := _HYPHEN.fullmatch(part):
        part = f">={hyphen[1]} <={hyphen[2]}"
    comparators = list(_COMPARATOR.finditer(part))
    if not comparators or _COMPARATOR.sub("", part).strip():
        return None
    limits = [(match[1] or "=", _key(match[2])) for match in comparators]
    if any(limit is None for _, limit in limits):
        return None
    return all(_compares(sign, key, limit) for sign, limit in limits)


def _compares(sign: str, key: Any, limit: Any) -> bool:
    match sign:
        case "<":
            return bool(key < limit)
        case "<=":
            return bool(key <= limit)
        case ">":
            return bool(key > limit)
        case ">=":
            return bool(key >= limit)
        case _:
            return bool(key == limit)


@lru_cache(maxsize=4096)
def _key(version: str) -> Any:
    order = version_key("npm")
    try:
        return order(version) if order else None
    except ValueError:
        return None
