"""OpenPGP keys that a user has registered with GitHub.

The shape is `GpgKey` of GitHub's OpenAPI description as the package githubkit 0.16 (schemas 26.10) has it, as
`GET /user/gpg_keys` answers. `public_key` and `raw_key` hold the public half.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, Moment, State
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import Record
from upheld.facts.keys.subkeys import REPLACED, Subkey, replaced

SOURCE = "GitHub GPG keys"

_USES = ("can_sign", "can_encrypt_comms", "can_encrypt_storage", "can_certify")


def recognises(document: Document) -> bool:
    """Tell it by a list of entries with key ids, subkeys and what each can be used for."""
    records = document.records
    return bool(records) and all(each.has("key_id", "subkeys", "can_sign", "created_at") for each in records)


def read(document: Document) -> Iterator[Key]:
    """Yield every key and subkey.

    Raises:
        MetadataError: a time is none.
    """
    for record in document.records:
        owner = _owner(record)
        name = owner or record.name("name", "key_id") or "without a name"
        yield _key(document, record, name, owner)
        subkeys = record.records("subkeys")
        told = [Subkey(each.moment("created_at"), _expires(each), _uses(each), _is_revoked(each)) for each in subkeys]
        for each, is_replaced in zip(subkeys, replaced(told), strict=True):
            named = f"{name}, subkey {each.name('key_id') or 'without an id'}"
            yield _key(document, each, named, None, is_replaced=is_replaced)


def _key(document: Document, record: Record, name: str, owner: str | None, *, is_replaced: bool = False) -> Key:
    revoked = _is_revoked(record)
    return Key(
        source=SOURCE,
        kind="public-key",
        name=name,
        location=document.at(record, "key_id", "id"),
        id=record.name("key_id"),
        owner=owner,
        created=record.moment("created_at"),
        expires=_expires(record),
        state=State.DEACTIVATED if revoked or is_replaced else State.ACTIVE,
        note="revoked" if revoked else REPLACED if is_replaced else None,
    )


def _owner(record: Record) -> str | None:
    return next((each.text("email") for each in record.records("emails") if each.text("email")), None)


def _expires(record: Record) -> Moment:
    return moment_or_never(record, "expires_at")


def _is_revoked(record: Record) -> bool:
    return record.flag("revoked") is True


def _uses(record: Record) -> frozenset[str]:
    # Both kinds of encryption are one: what is encrypted for the newer key can be read.
    return frozenset(each.replace("_comms", "").replace("_storage", "") for each in _USES if record.flag(each))
