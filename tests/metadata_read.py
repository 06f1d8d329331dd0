"""Reading metadata of keys as a run does."""

import json
from datetime import UTC, datetime
from typing import Any

from upheld.facts.keys.document import read_document
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import Evidence, Key
from upheld.facts.keys.readers import reader_of, readers


def evidence(content: Any, path: str = "metadata") -> Evidence:
    """Return what is read from a text, or from JSON values; no reader but the one that reads it recognises it."""
    data = (content if isinstance(content, str) else json.dumps(content, indent=2)).encode()
    found = read_evidence(path, data)
    assert len(found) == 1
    return found[0]


def keys(content: Any) -> dict[str, Key]:
    """Return each key by its name, where all was read without a problem."""
    found = evidence(content)
    assert found.problem is None
    by_name = {key.name: key for key in found.keys}
    assert len(by_name) == len(found.keys)
    return by_name


def problem(content: Any) -> tuple[str, int]:
    """Return what is told of a file that cannot be read, and the line."""
    found = evidence(content)
    assert found.problem
    return found.problem, found.line


def recognised_by(content: Any) -> list[str]:
    """Return the source of every reader that would take a file; one, where shapes do not overlap."""
    data = (content if isinstance(content, str) else json.dumps(content)).encode()
    document = read_document("metadata", data)
    chosen = reader_of(document)
    assert chosen is not None
    return [each.SOURCE for each in readers() if each.recognises(document) and not getattr(each, "LAST", False)]


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
