"""OpenPGP public keys (RFC 9580, and RFC 4880 before it), armoured or not: what `gpg --export` writes.

They are read by `upheld.facts.keys.encodings.openpgp_keys`; what signatures say is believed, not verified.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.encodings import EncodingError
from upheld.facts.keys.encodings.armour import unarmoured
from upheld.facts.keys.encodings.openpgp_keys import PublicKey, public_keys
from upheld.facts.keys.encodings.signatures import COMPROMISED
from upheld.facts.keys.key import NEVER, Key, State
from upheld.facts.keys.records import MetadataError
from upheld.facts.keys.subkeys import REPLACED, Subkey, replaced
from upheld.model import Location

SOURCE = "OpenPGP public keys"
HOW = "export the public half alone: `gpg --armor --export ID`"

_LABEL = "PGP PUBLIC KEY BLOCK"
_FIRST_BYTES = (b"\x98", b"\x99", b"\x9a", b"\xc6")
"""A public key packet, in the old format with a length of one, two or four bytes, and in the new one."""
_USES = {"certify": 0x01, "sign": 0x02, "encrypt": 0x0C, "authenticate": 0x20}
_REASONS = {1: "superseded", 2: "compromised", 3: "retired", 32: "its owner's name is no longer valid"}


def recognises(document: Document) -> bool:
    """Tell it by an armoured block, or by bytes that begin with a public key."""
    if document.form == "pem":
        return any(block.label == _LABEL for block in document.blocks)
    return document.form == "binary" and document.data.startswith(_FIRST_BYTES)


def read(document: Document) -> Iterator[Key]:
    """Yield every key and subkey.

    Raises:
        MetadataError: a key is damaged, of a version that is not read, or a secret one.
    """
    if document.form == "binary":
        yield from _keys(document, document.data, 1)
    for block in document.blocks:
        if block.label == _LABEL:
            yield from _keys(document, block.text, block.line)


def _keys(document: Document, data: bytes | str, line: int) -> Iterator[Key]:
    place = Location(document.path, line)
    try:
        found = list(public_keys(unarmoured(data) if isinstance(data, str) else data))
    except EncodingError as error:
        raise MetadataError(f"{error}; {HOW}" if "secret" in str(error) else str(error), line) from None
    for main in found:
        name = main.user or main.fingerprint
        yield _key(main, name, main.user or None, place)
        told = [Subkey(each.created, each.expires, _uses(each), bool(each.revoked)) for each in main.subkeys]
        for each, is_replaced in zip(main.subkeys, replaced(told), strict=True):
            uses = " and ".join(sorted(_uses(each))) or "do what it does not tell"
            named = f"{name}, subkey to {uses} ({each.fingerprint[-8:]})"
            yield _key(each, named, None, place, is_replaced=is_replaced)


def _key(key: PublicKey, name: str, owner: str | None, place: Location, *, is_replaced: bool = False) -> Key:
    state, note = State.ACTIVE, None
    if key.revoked:
        state = State.COMPROMISED if key.revoked.reason == COMPROMISED else State.DEACTIVATED
        reason = _REASONS.get(key.revoked.reason)
        note = f"revoked on {key.revoked.made:%Y-%m-%d}" + (f": {reason}" if reason else "")
    elif is_replaced:
        state, note = State.DEACTIVATED, REPLACED
    return Key(
        source=SOURCE,
        kind="public-key",
        name=name,
        location=place,
        id=key.fingerprint,
        owner=owner,
        created=key.created,
        expires=key.expires or NEVER,
        state=state,
        note=note,
    )


def _uses(key: PublicKey) -> frozenset[str]:
    return frozenset(use for use, bits in _USES.items() if key.flags & bits)
