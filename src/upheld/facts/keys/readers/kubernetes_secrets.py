"""Secrets of a Kubernetes cluster, without their data: `kubectl get secrets --show-managed-fields`, stripped.

The shape is `V1Secret` in a `V1SecretList` (kubernetes 37, API v1).
"""

from collections.abc import Iterator
from datetime import datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, LeftOut, Moment, State
from upheld.facts.keys.records import Record

SOURCE = "Kubernetes secrets"
HOW = (
    "print it with `kubectl get secrets -A -o json --show-managed-fields | "
    "jq 'del(.items[] | .data, .stringData, .metadata.annotations)'`"
)
_DATA = ("f:data", "f:stringData")


def _secrets(document: Document) -> list[Record]:
    found: list[Record] = []
    for page in document.records:
        is_list = page.text("kind") in {"List", "SecretList"} and isinstance(page.get("items"), list)
        found += page.records("items") if is_list else [page]
    return found


def recognises(document: Document) -> bool:
    """Tell whether it lists secrets; an empty list that does not say of what is none."""
    kinds = {page.text("kind") for page in document.records}
    if kinds == {"SecretList"}:
        return True
    return bool(found := _secrets(document)) and all(
        each.text("kind") == "Secret" and isinstance(each.get("metadata"), Record) for each in found
    )


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each secret, but for what Helm keeps of its releases."""
    for each in _secrets(document):
        metadata = each.record("metadata")
        place = document.at(metadata, "name")
        if (each.text("type") or "").startswith("helm.sh/"):
            yield LeftOut("records of Helm's releases", place.line)
            continue
        namespace, name = metadata.text("namespace"), metadata.text("name") or "a secret without a name"
        changed = _changed(metadata)
        yield Key(
            source=SOURCE,
            kind="secret",
            name=f"{namespace}/{name}" if namespace else name,
            location=place,
            id=metadata.text("uid"),
            scope=namespace,
            created=metadata.moment("creationTimestamp"),
            changed=changed,
            state=State.DEACTIVATED if metadata.get("deletionTimestamp") else State.ACTIVE,
            note="the time proves that the secret was written, not that its value is new" if changed else None,
        )


def _changed(metadata: Record) -> Moment:
    """Return when the data were last written; any field, where the entries do not say which they are about."""
    entries = metadata.records("managedFields")
    about = [each for each in entries if any(name in each.record("fieldsV1") for name in _DATA)]
    detailed = any("fieldsV1" in each for each in entries)
    times = [each.moment("time") for each in (about if detailed else entries)]
    return max((each for each in times if isinstance(each, datetime)), default=None)
