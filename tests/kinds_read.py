"""What a kind of promise reads from a small policy, in a form that is easy to compare."""

from typing import Any

from making import document
from upheld.model import Promise
from upheld.policy.reading import promises_in

Told = tuple[int, str, dict[str, Any]]


def told(kind: type[Promise], text: str, path: str = "SECURITY.md") -> list[Told]:
    """Return the line, the force and the fields of each promise."""
    policy = document(text, path)
    found = promises_in(policy, [kind])
    assert all(promise.quote in policy.source_line(promise.location.line) for promise in found)
    assert all(type(promise) is kind for promise in found), "the reader failed"
    return [(promise.location.line, promise.force.value, promise.fields()) for promise in found]
