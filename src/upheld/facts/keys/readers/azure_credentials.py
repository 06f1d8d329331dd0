"""Credentials of applications in Microsoft Entra ID: the answers of Microsoft Graph, or of `az ad app`.

Shapes are `passwordCredential` and `keyCredential` of Microsoft Graph 1.0, in `application` and `servicePrincipal`.
"""

from collections.abc import Iterator
from datetime import datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, LeftOut, Moment
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.records import Record

SOURCE = "Microsoft Entra application credentials"
HOW = (
    "print it without the first letters of each secret, with `az ad app list --all --query "
    '"[].{appId:appId,displayName:displayName,passwordCredentials:passwordCredentials[]'
    '.{keyId:keyId,displayName:displayName,startDateTime:startDateTime,endDateTime:endDateTime}}"`'
)
_LISTS = {"passwordCredentials": "client-secret", "keyCredentials": "certificate"}
_NEVER_YEAR = 2299
"""What the portal wrote for `never` as long as it offered that."""


def _applications(document: Document) -> list[Record]:
    found: list[Record] = []
    for record in document.records:
        found += record.records("value") if isinstance(record.get("value"), list) else [record]
    return found


def _is_application(record: Record) -> bool:
    return any(isinstance(record.get(name), list) for name in _LISTS)


def _is_credential(record: Record) -> bool:
    return record.has("keyId", "startDateTime", "endDateTime")


def recognises(document: Document) -> bool:
    """Tell whether it lists applications with their credentials, or the credentials of one."""
    found = _applications(document)
    return bool(found) and (all(map(_is_application, found)) or all(map(_is_credential, found)))


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each client secret and certificate of each application."""
    for each in _applications(document):
        if _is_credential(each):
            kind = "certificate" if each.text("type") else "client-secret"
            yield _key(document, each, kind, document.scope)
            continue
        owner = each.text("displayName", "appDisplayName", "appId", "id")
        for name, kind in _LISTS.items():
            for credential in each.records(name):
                yield _key(document, credential, kind, owner)
    refuse_cut_short(document, "@odata.nextLink")


def _key(document: Document, credential: Record, kind: str, owner: str | None) -> Key:
    id_ = credential.text("keyId")
    own = credential.text("displayName") or id_ or "a credential without a name"
    return Key(
        source=SOURCE,
        kind=kind,
        name=f"{owner}/{own}" if owner else own,
        location=document.at(credential, "keyId"),
        id=id_,
        owner=owner,
        created=credential.moment("startDateTime"),
        expires=_expiry(credential.moment("endDateTime")),
    )


def _expiry(moment: Moment) -> Moment:
    return NEVER if isinstance(moment, datetime) and moment.year >= _NEVER_YEAR else moment
