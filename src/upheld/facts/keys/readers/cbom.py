"""Keys and certificates in a cryptography bill of materials (CBOM) of CycloneDX 1.6 and 1.7, as JSON.

Shapes are `relatedCryptoMaterialProperties` and `certificateProperties` of the JSON Schemas of CycloneDX 1.6 and 1.7.
"""

from collections.abc import Iterator

from upheld.facts.keys import cbom_words as words
from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, LeftOut, Moment, State
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "CycloneDX CBOM"
HOW = "leave out `value`, which CycloneDX allows and no inventory needs"
_ENDS = (
    ("revocationDate", State.COMPROMISED),
    ("destructionDate", State.DESTROYED),
    ("deactivationDate", State.DEACTIVATED),
)


def recognises(document: Document) -> bool:
    """Tell whether it is a bill of materials with cryptographic assets; one of packages alone is none."""
    page = document.pages[0] if len(document.pages) == 1 else Record(1)
    return page.text("bomFormat") == "CycloneDX" and any(
        each.has("cryptoProperties") for each in page.records("components")
    )


def made(document: Document) -> Moment:
    """Return when the metadata were taken: as our own bills say of each key, else when the bill was made."""
    page = document.pages[0]
    told = [each for each in map(_properties, page.records("components")) if words.TAKEN in each]
    if not told:
        return page.record("metadata").moment("timestamp")
    times = [None if each.text(words.TAKEN) == "unknown" else each.moment(words.TAKEN) for each in told]
    known = [each for each in times if each is not None and each is not NEVER]
    return min(known) if len(known) == len(times) else None


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each key and certificate; algorithms and protocols are none."""
    for each in document.pages[0].records("components"):
        asset = each.record("cryptoProperties")
        match asset.text("assetType"):
            case "related-crypto-material":
                yield _material(document, each, asset.record("relatedCryptoMaterialProperties"))
            case "certificate":
                yield _certificate(document, each, asset.record("certificateProperties"))
            case _:
                pass


def _material(document: Document, component: Record, stated: Record) -> Key | LeftOut:
    kind = stated.text("type") or "unknown"
    if kind not in words.TYPES:
        return LeftOut("cryptographic materials that are no keys", component.line)
    properties = _properties(component)
    state = _state(stated, "state") or State.ACTIVE
    return Key(
        source=properties.text(words.SOURCE) or SOURCE,
        kind=properties.text(words.KIND) or kind,
        name=component.text("name") or "a key without a name",
        location=document.at(component, "name"),
        id=stated.text("id"),
        owner=properties.text(words.OWNER),
        scope=properties.text(words.SCOPE),
        created=stated.moment("creationDate"),
        # A key that waits for its activation is not new again on that day.
        changed=_never(properties, words.CHANGED)
        or (None if state is State.PRE_ACTIVATION else stated.moment("activationDate")),
        last_used=_last_used(properties),
        expires=_never(properties, words.EXPIRES) or stated.moment("expirationDate"),
        state=state,
        note=component.text("description"),
    )


def _certificate(document: Document, component: Record, stated: Record) -> Key:
    properties = _properties(component)
    ended = next((state for name, state in _ENDS if stated.get(name)), None)
    return Key(
        source=properties.text(words.SOURCE) or SOURCE,
        kind="certificate",
        name=component.text("name") or "a certificate without a name",
        location=document.at(component, "name"),
        id=stated.text("serialNumber") or properties.text(words.ID),
        owner=properties.text(words.OWNER) or stated.text("subjectName"),
        scope=properties.text(words.SCOPE),
        created=stated.moment("creationDate", "notValidBefore"),
        last_used=_last_used(properties),
        expires=_never(properties, words.EXPIRES) or stated.moment("notValidAfter"),
        state=ended or _state(properties, words.STATE) or State.ACTIVE,
        note=component.text("description"),
    )


def _state(stated: Record, name: str) -> State | None:
    text = stated.text(name)
    if text is None:
        return None
    if text not in set(State):
        raise MetadataError(f"has a `{name}` that CycloneDX does not know", *stated.place_of(name))
    return State(text)


def _properties(component: Record) -> Record:
    """Return the properties as one record, each with the place of its value."""
    found = Record(component.line, component.column)
    for each in component.records("properties"):
        if name := each.text("name"):
            found[name], found.places[name] = each.get("value"), each.place_of("value")
    return found


def _never(properties: Record, name: str) -> Moment:
    return NEVER if properties.text(name) == "never" else None


def _last_used(properties: Record) -> Moment:
    return _never(properties, words.LAST_USED) or properties.moment(words.LAST_USED)
