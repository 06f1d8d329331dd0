"""An inventory as a cryptography bill of materials: CycloneDX 1.6 as JSON, without any `value`.

The same inventory gives the same bytes: there is no serial number, and the time is that of the run.
"""

from typing import Any

from upheld import __version__
from upheld.facts.keys import cbom_words as words
from upheld.facts.keys.key import NEVER, Evidence, Key, State
from upheld.report.json import dumped
from upheld.report.keys.listing import Listing, stamp

_TYPES = {
    "access-key": "credential",
    "api-key": "token",
    "client-secret": "credential",
    "deploy-key": "public-key",
    "gpg-key": "public-key",
    "service-account-key": "private-key",
    "ssh-key": "public-key",
}


def render(listing: Listing) -> str:
    """Return the bill of materials."""
    return dumped(document(listing))


def document(listing: Listing) -> dict[str, Any]:
    """Return the bill of materials as JSON values."""
    pairs = [(evidence, key) for evidence in listing.inventory.evidence for key in evidence.keys]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": stamp(listing.as_of),
            "tools": {"components": [{"type": "application", "name": "upheld", "version": __version__}]},
        },
        "components": [_component(number, *pair) for number, pair in enumerate(pairs, start=1)],
    }


def _component(number: int, evidence: Evidence, key: Key) -> dict[str, Any]:
    properties = {
        words.SOURCE: key.source,
        words.KIND: key.kind,
        words.OWNER: key.owner,
        words.SCOPE: key.scope,
        words.CHANGED: "never" if key.changed is NEVER else None,
        words.LAST_USED: stamp(key.last_used),
        words.EXPIRES: "never" if key.expires is NEVER else None,
        words.TAKEN: stamp(evidence.made) or "unknown",
    }
    is_certificate = key.kind == "certificate"
    if is_certificate:
        properties |= {words.STATE: key.state.value, words.ID: key.id}
    return {
        "type": "cryptographic-asset",
        "bom-ref": f"key-{number}",
        "name": key.name,
        **({"description": key.note} if key.note else {}),
        "cryptoProperties": _certificate(key) if is_certificate else _material(key),
        "evidence": {"occurrences": [{"location": key.location.path, "line": key.location.line}]},
        "properties": [{"name": name, "value": value} for name, value in properties.items() if value],
    }


def _material(key: Key) -> dict[str, Any]:
    told = {
        "type": _TYPES.get(key.kind, key.kind if key.kind in words.TYPES else "other"),
        "id": key.id,
        "state": key.state.value,
        "creationDate": stamp(key.created),
        # CycloneDX has no time of a rotation: the present value is active since then.
        "activationDate": None if key.changed is NEVER or key.state is State.PRE_ACTIVATION else stamp(key.changed),
        "expirationDate": None if key.expires is NEVER else stamp(key.expires),
    }
    return {
        "assetType": "related-crypto-material",
        "relatedCryptoMaterialProperties": {name: value for name, value in told.items() if value},
    }


def _certificate(key: Key) -> dict[str, Any]:
    told = {
        "notValidBefore": stamp(key.created),
        "notValidAfter": None if key.expires is NEVER else stamp(key.expires),
    }
    return {
        "assetType": "certificate",
        "certificateProperties": {name: value for name, value in told.items() if value},
    }
