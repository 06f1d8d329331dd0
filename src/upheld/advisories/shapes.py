"""JSON by a stranger, as the shapes that are expected: what has another one is as good as not there."""

from typing import Any


def as_object(value: object) -> dict[str, Any] | None:
    """Return an object of JSON; None for anything else."""
    found: Any = value
    return found if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """Return a list of JSON; None for anything else."""
    found: Any = value
    return found if isinstance(value, list) else None
