"""Keys of Google Cloud service accounts: `gcloud iam service-accounts keys list`, or the answer of the IAM API.

The shape is `ServiceAccountKey` of the discovery document iam.v1 (google-api-python-client 2.202).
"""

import re
from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, LeftOut, State
from upheld.facts.keys.records import Record

SOURCE = "Google Cloud service-account keys"
HOW = "print it with `gcloud iam service-accounts keys list --format json`; only their creation shows a private key"
_NAME = re.compile(r"projects/[^/]{1,100}/serviceAccounts/(?P<account>[^/]{1,200})/keys/(?P<id>[^/]{1,100})")
_BAD = ("EXPOSED", "COMPROMISE_DETECTED")


def _keys(document: Document) -> list[Record]:
    return list(document.listed("keys")) if document.pages else list(document.records)


def recognises(document: Document) -> bool:
    """Tell whether it lists keys whose names are below that of a service account."""
    keys = _keys(document)
    return bool(keys) and all(_NAME.fullmatch(each.text("name") or "") and each.has("validAfterTime") for each in keys)


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each key that somebody manages; those that Google manages are rotated by it."""
    for each in _keys(document):
        place = document.at(each, "name")
        name = _NAME.fullmatch(each.text("name") or "")
        if each.text("keyType") == "SYSTEM_MANAGED" or name is None:
            yield LeftOut("keys that Google rotates itself", place.line)
            continue
        is_exposed = _is_exposed(each)
        yield Key(
            source=SOURCE,
            kind="service-account-key",
            name=f"{name['account'].partition('@')[0]}/{name['id']}",
            location=place,
            id=name["id"],
            owner=name["account"],
            created=each.moment("validAfterTime"),
            expires=each.moment("validBeforeTime"),
            state=_state(each, is_exposed=is_exposed),
            note="Google says that it was exposed; delete it" if is_exposed else None,
        )


def _state(key: Record, *, is_exposed: bool) -> State:
    # Google disables what it finds exposed; nobody gets in with it then, so it is replaced already.
    if key.flag("disabled"):
        return State.SUSPENDED
    return State.COMPROMISED if is_exposed else State.ACTIVE


def _is_exposed(key: Record) -> bool:
    told = [key.text("disableReason") or "", *(each.text("key") or "" for each in key.records("extendedStatus"))]
    return any(each.endswith(_BAD) for each in told)
