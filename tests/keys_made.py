"""Keys as tests make them, and moments."""

from datetime import UTC, datetime
from typing import Any

from upheld.facts.keys.key import Key
from upheld.model import Location

_DATES = {"created", "changed", "last_used", "expires"}
NOW = datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)


def key(name: str = "CI", **stated: Any) -> Key:
    """Return a key; dates are texts."""
    fields: dict[str, Any] = {
        "source": "key inventory",
        "kind": "token",
        "location": Location("keys.yml", 2),
        "name": name,
    }
    for field, value in stated.items():
        fields[field] = at(value) if field in _DATES and type(value) is str else value
    return Key(**fields)


def at(text: str) -> datetime:
    """Return a moment; a day is its beginning in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
