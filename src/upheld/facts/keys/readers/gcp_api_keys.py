"""API keys of Google Cloud: `gcloud services api-keys list`, or the answer of the API Keys API.

The shape is `V2Key` of the discovery document apikeys.v2 (google-api-python-client 2.202).
"""

import re
from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, State
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.records import Record

SOURCE = "Google Cloud API keys"
HOW = "print it with `gcloud services api-keys list --format json`; only `get-key-string` shows a value"
_NAME = re.compile(r"projects/(?P<project>[^/]{1,100})/locations/global/keys/[^/]{1,100}")


def _keys(document: Document) -> list[Record]:
    return list(document.listed("keys")) if document.pages else list(document.records)


def recognises(document: Document) -> bool:
    """Tell whether it lists keys whose names are global ones of a project."""
    keys = _keys(document)
    return bool(keys) and all(_NAME.fullmatch(each.text("name") or "") for each in keys)


def read(document: Document) -> Iterator[Key]:
    """Yield each key; `updateTime` is left aside, since a key is never given a new value, only new restrictions."""
    for each in _keys(document):
        name = _NAME.fullmatch(each.text("name") or "")
        yield Key(
            source=SOURCE,
            kind="api-key",
            name=each.text("displayName", "uid", "name") or "a key without a name",
            location=document.at(each, "name"),
            id=each.text("uid", "name"),
            owner=each.text("serviceAccountEmail"),
            scope=name["project"] if name else None,
            created=each.moment("createTime"),
            expires=NEVER,
            state=State.DESTROYED if each.get("deleteTime") else State.ACTIVE,
            note=None if each.record("restrictions") else "it has no restrictions",
        )
    refuse_cut_short(document, "nextPageToken")
