"""Metadata of secrets in the key-value store (version 2) of Vault and OpenBao: `vault kv metadata get -format=json`.

The shape is that of "Read secret metadata" in the API documentation of both (developer.hashicorp.com, openbao.org).
"""

import re
from collections.abc import Iterator
from datetime import datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, Moment, State
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "Vault KV metadata"
HOW = "print it with `vault kv metadata get -format=json`; `vault kv get` shows what has to stay where it is"
_NO_DURATION = re.compile(r"(?:0+[a-z]+)*0*")
_MEMBERS = ("created_time", "current_version", "versions")


def _secrets(document: Document) -> Iterator[tuple[str | None, Record, Record]]:
    """Yield the name of each secret, where it is told, the answer and the metadata in it."""
    for page in document.records:
        if page.has(*_MEMBERS):
            yield page.text("path"), page, page
        elif page.record("data").has(*_MEMBERS):
            yield page.text("path"), page, page.record("data")
        else:
            # A mapping from paths to answers: `jq` makes it where many secrets go into one file.
            for name, value in page.items():
                if isinstance(value, Record):
                    yield name, value, value if value.has(*_MEMBERS) else value.record("data")


def recognises(document: Document) -> bool:
    """Tell whether it holds metadata with versions."""
    found = [data.has(*_MEMBERS) for _, _, data in _secrets(document)]
    return bool(found) and all(found)


def read(document: Document) -> Iterator[Key]:
    """Yield each secret; it is as old as its current version."""
    for path, answer, data in _secrets(document):
        number = data.name("current_version") or ""
        current = data.record("versions", number)
        if number != "0" and "created_time" not in current:
            message = "has no entry in `versions` for its `current_version`"
            raise MetadataError(message, *data.place_of("current_version"))
        custom = data.record("custom_metadata")
        ends, state = _end(data, current)
        yield Key(
            source=SOURCE,
            kind="secret",
            name=path or document.scope or custom.text("name") or "a secret whose path is not told",
            location=document.at(answer),
            owner=custom.text("owner"),
            created=data.moment("created_time"),
            changed=current.moment("created_time"),
            expires=ends,
            state=state,
        )


def _end(data: Record, current: Record) -> tuple[Moment, State]:
    """Return when the current version ends, and its state: a deletion is a time too, planned or done."""
    if current.flag("destroyed"):
        return None, State.DESTROYED
    deleted = None if current.text("deletion_time") == "n/a" else current.moment("deletion_time")
    is_planned = not _NO_DURATION.fullmatch(data.name("delete_version_after") or "")
    if isinstance(deleted, datetime) and not is_planned:
        return None, State.DEACTIVATED
    return deleted, State.ACTIVE
