"""An inventory for other programs; `schemas/inventory.schema.json` describes it."""

from typing import Any

from upheld.facts.keys.key import Evidence, Key
from upheld.model import SCHEMA_VERSION
from upheld.report.json import dumped
from upheld.report.keys.listing import Listing, left_out, stamp


def render(listing: Listing) -> str:
    """Return the inventory as JSON."""
    return dumped(document(listing))


def document(listing: Listing) -> dict[str, Any]:
    """Return the inventory as JSON values."""
    evidence = listing.inventory.evidence
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": stamp(listing.as_of),
        "exit_code": listing.exit_code,
        "evidence": [_evidence(each) for each in evidence],
        "keys": [_key(listing, each, key) for each in evidence for key in each.keys],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "path": evidence.path,
        "source": evidence.source or None,
        "made": stamp(evidence.made),
        "keys": len(evidence.keys),
        "left_out": [{"reason": reason, "count": count} for reason, count in sorted(left_out(evidence).items())],
        "problem": {"message": evidence.problem, "line": evidence.line} if evidence.problem else None,
    }


def _key(listing: Listing, evidence: Evidence, key: Key) -> dict[str, Any]:
    return {
        "source": key.source,
        "kind": key.kind,
        "name": key.name,
        "id": key.id,
        "owner": key.owner,
        "scope": key.scope,
        "created": stamp(key.created),
        "changed": stamp(key.changed),
        "last_used": stamp(key.last_used),
        "expires": stamp(key.expires),
        "state": key.state.value,
        "age_days": listing.age(evidence, key),
        "note": key.note,
        "location": {"path": key.location.path, "line": key.location.line},
    }
