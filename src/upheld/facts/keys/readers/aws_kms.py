"""Keys of AWS KMS: the answers of `DescribeKey`, with `GetKeyRotationStatus` and `ListKeyRotations` beside them.

Shapes are `KeyMetadata`, `GetKeyRotationStatusResponse` and `RotationsListEntry` of botocore 1.44 (kms/2014-11-01).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, LeftOut, Moment, State
from upheld.facts.keys.records import Record

SOURCE = "AWS KMS"
_STATES = {
    "Enabled": State.ACTIVE,
    "Disabled": State.SUSPENDED,
    "PendingDeletion": State.DEACTIVATED,
    "PendingReplicaDeletion": State.DEACTIVATED,
    "Creating": State.PRE_ACTIVATION,
    "PendingImport": State.PRE_ACTIVATION,
}
_USUAL_PERIOD = 365
_MEMBERS = ("KeyMetadata", "KeyRotationEnabled", "Rotations")


def recognises(document: Document) -> bool:
    """Tell whether each page is an answer of KMS, and one describes a key."""
    known = [any(page.has(name) for name in _MEMBERS) for page in document.pages]
    return len(known) == len(document.roots) and all(known) and any(page.has("KeyMetadata") for page in document.pages)


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each key that is the project's own."""
    for page in document.pages:
        if not page.has("KeyMetadata"):
            continue
        each = page.record("KeyMetadata")
        place = document.at(each, "KeyId")
        if each.text("KeyManager") == "AWS":
            yield LeftOut("keys that AWS rotates itself", place.line)
            continue
        created = each.moment("CreationDate")
        yield Key(
            source=SOURCE,
            kind="key",
            name=each.text("KeyId") or "a key without an id",
            location=place,
            id=each.text("Arn"),
            scope=each.text("KeyUsage"),
            created=created,
            changed=_changed(document, each.text("KeyId"), created),
            expires=each.moment("ValidTo", "DeletionDate"),
            state=_STATES.get(each.text("KeyState") or "", State.ACTIVE),
        )


def _changed(document: Document, key: str | None, created: Moment) -> Moment:
    """Return when the key was last rotated: as listed, or as the status of the rotation implies."""
    listed = [each for each in document.listed("Rotations") if each.text("KeyId") in {key, None}]
    times = [time for each in listed if isinstance(time := each.moment("RotationDate"), datetime)]
    if times:
        return max(times)
    status = next((page for page in document.pages if "KeyRotationEnabled" in page and _is_of(page, key)), None)
    if status is None:
        return None
    following = status.moment("NextRotationDate")
    if not status.flag("KeyRotationEnabled") or not isinstance(following, datetime):
        return NEVER
    days = int(status.name("RotationPeriodInDays") or _USUAL_PERIOD)
    last = following - timedelta(days=days)
    # Half a day: the first rotation is due a period after the key was made, or rotation was switched on.
    rotated = not isinstance(created, datetime) or last > created + timedelta(hours=12)
    return last if rotated else NEVER


def _is_of(page: Record, key: str | None) -> bool:
    told = page.text("KeyId")
    return told is None or key is None or told == key or told.endswith(f"/{key}")
