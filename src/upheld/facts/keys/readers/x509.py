"""X.509 certificates (RFC 5280), in PEM (RFC 7468) or DER: a chain, a bundle, or one.

They are read by `upheld.facts.keys.encodings.der`; nothing of them is verified, neither signatures nor chains.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.encodings import EncodingError
from upheld.facts.keys.encodings.armour import unarmoured
from upheld.facts.keys.encodings.der import certificate
from upheld.facts.keys.key import NEVER, Key, LeftOut
from upheld.facts.keys.records import MetadataError
from upheld.model import Location

SOURCE = "X.509 certificates"
HOW = "keep the key elsewhere and give the certificate alone: `openssl x509 -in FILE -out CERTIFICATE`"

_LABELS = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
_SEQUENCES = (b"\x30\x82", b"\x30\x83")
"""How every certificate begins: a sequence of more than 255 bytes."""


def recognises(document: Document) -> bool:
    """Tell it by a block that is a certificate, or by bytes that are one."""
    if document.form == "pem":
        return any(block.label in _LABELS for block in document.blocks)
    return document.form == "binary" and document.data.startswith(_SEQUENCES)


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield every certificate, and each other block as left out.

    Raises:
        MetadataError: a certificate is damaged.
    """
    if document.form == "binary":
        yield _key(document, document.data, 1)
    for block in document.blocks:
        if block.label not in _LABELS:
            yield LeftOut("blocks that are no certificates", block.line)
            continue
        try:
            data = unarmoured(block.text)
        except EncodingError as error:
            raise MetadataError(str(error), block.line) from None
        yield _key(document, data, block.line)


def _key(document: Document, data: bytes, line: int) -> Key:
    try:
        found = certificate(data)
    except EncodingError as error:
        raise MetadataError(str(error), line) from None
    return Key(
        source=SOURCE,
        kind="certificate",
        name=found.subject or f"serial number {found.serial}",
        location=Location(document.path, line),
        id=found.serial,
        scope=document.scope,
        created=found.not_before,
        expires=found.not_after or NEVER,
        note=f"issued by {found.issuer}" if found.issuer else None,
    )
