"""Secrets of Google Cloud Secret Manager, with their versions: `gcloud secrets list` and `gcloud secrets versions list`.

Shapes are `Secret` and `SecretVersion` of the discovery document secretmanager.v1 (google-api-python-client 2.202).
"""

import re
from collections.abc import Iterator
from datetime import datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.records import Record, records_in

SOURCE = "Google Cloud Secret Manager"
HOW = "print it with `gcloud secrets list --format json`; `versions access` shows what has to stay where it is"
_NAME = re.compile(
    r"(?P<secret>projects/[^/]{1,100}/(?:locations/[^/]{1,100}/)?secrets/(?P<name>[^/]{1,300}))"
    r"(?:/versions/(?P<version>[0-9]{1,9}))?"
)
_STATES = {"ENABLED": State.ACTIVE, "DISABLED": State.SUSPENDED, "DESTROYED": State.DESTROYED}


def _entries(document: Document) -> list[Record]:
    found: list[Record] = []
    for root in document.roots:
        if isinstance(root, Record):
            found += [*root.records("secrets"), *root.records("versions")] or [root]
        else:
            found += records_in(root)
    return found


def recognises(document: Document) -> bool:
    """Tell whether it lists secrets or versions of them by their names."""
    if document.form not in {"json", "yaml"}:
        return False
    entries = _entries(document)
    return bool(entries) and all(_NAME.fullmatch(each.text("name") or "") and "createTime" in each for each in entries)


def read(document: Document) -> Iterator[Key]:
    """Yield each secret; it is as old as the newest of its versions that can be read."""
    secrets: dict[str, Record] = {}
    versions: dict[str, list[Record]] = {}
    names: dict[str, str] = {}
    for each in _entries(document):
        match = _NAME.fullmatch(each.text("name") or "")
        if match is None:
            continue
        names[match["secret"]] = match["name"]
        if match["version"]:
            versions.setdefault(match["secret"], []).append(each)
        else:
            secrets[match["secret"]] = each
    for path, name in names.items():
        yield _key(document, name, secrets.get(path), versions.get(path, []))
    refuse_cut_short(document, "nextPageToken")


def _key(document: Document, name: str, secret: Record | None, versions: list[Record]) -> Key:
    first = secret or versions[0]
    return Key(
        source=SOURCE,
        kind="secret",
        name=name,
        location=document.at(first, "name"),
        id=first.text("name"),
        created=secret.moment("createTime") if secret else _newest(versions[-1:]),
        changed=_newest([each for each in versions if each.text("state") == "ENABLED"]),
        expires=secret.moment("expireTime") if secret else None,
        state=_state(versions),
        note=None
        if versions
        else "without its versions nobody knows when its value changed; add `gcloud secrets versions list`",
    )


def _newest(versions: list[Record]) -> datetime | None:
    times = [each.moment("createTime") for each in versions]
    return max((each for each in times if isinstance(each, datetime)), default=None)


def _state(versions: list[Record]) -> State:
    """Return the state of the version that is most alive."""
    states = [_STATES.get(each.text("state") or "", State.ACTIVE) for each in versions] or [State.ACTIVE]
    return next(each for each in (State.ACTIVE, State.SUSPENDED, State.DESTROYED) if each in states)
