"""CycloneDX in JSON, 1.4 to 1.7: components, each with a package URL; one may hold others."""

from collections.abc import Iterator, Mapping
from typing import Any

from upheld.facts.locks.entries import refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.purl import PurlError, read_purl
from upheld.facts.locks.shaped_json import Members, Shape, read_shaped
from upheld.tree import Tree

_VERSIONS = ("1.4", "1.5", "1.6", "1.7")
_COMPONENT: dict[str, Shape] = dict.fromkeys(("type", "bom-ref", "group", "name", "version", "purl", "scope"))
_COMPONENT["properties"] = ({"name": None, "value": None},)
_COMPONENT["components"] = (_COMPONENT,)
_SHAPE: dict[str, Shape] = {
    "bomFormat": None,
    "specVersion": None,
    "metadata": {"component": {"bom-ref": None, "components": (_COMPONENT,)}},
    "components": (_COMPONENT,),
    "dependencies": ({"ref": None, "dependsOn": None},),
}
_NO_PACKAGES = frozenset({"cryptographic-asset", "data", "file"})
"""Types of components that advisories never tell of; without a package URL they are no entries."""
_DEVELOPMENT: Mapping[str | None, str] = {
    "cdx:composer:package:isDevRequirement": "true",
    "cdx:npm:package:development": "true",
    "cdx:pipenv:category": "develop",
}
"""Properties by which generators mark what is for development only, with the value that does."""


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a bill of materials; one of vulnerabilities alone (VEX) has no entries."""
    refuse_conflict(text)
    data = read_shaped(text, _SHAPE)
    if data.text("bomFormat") != "CycloneDX":
        raise LockError("is not CycloneDX: its `bomFormat` is another or missing", data.line_of("bomFormat"))
    version = data.get("specVersion")
    if version not in _VERSIONS:
        message = f"is CycloneDX {shown(version)}; {', '.join(_VERSIONS)} are read"
        raise LockError(message, data.line_of("specVersion"))
    entries = MergedEntries(path, f"CycloneDX {version}")
    direct = _direct(data)
    for component in _components(data):
        _add(component, direct, entries)
    return entries.lock()


def _components(data: Members) -> Iterator[Members]:
    """Yield every component in the order of the document, without the one that the document is about."""
    subject = _subject(data)
    waiting = [*reversed(data.objects("components")), *reversed(subject.objects("components"))]
    while waiting:
        component = waiting.pop()
        yield component
        waiting += reversed(component.objects("components"))


def _subject(data: Members) -> Members:
    metadata = data.get("metadata")
    subject = metadata.get("component") if isinstance(metadata, Members) else None
    return subject if isinstance(subject, Members) else Members(1)


def _direct(data: Members) -> frozenset[str] | None:
    """Return the references of what the project itself asks for, or None where the document does not say."""
    root = _subject(data).text("bom-ref")
    asked: set[str] = set()
    for dependency in data.objects("dependencies") if root else ():
        if dependency.get("ref") == root:
            asked.update(dependency.texts("dependsOn"))
    return frozenset(asked) or None


def _add(component: Members, direct: frozenset[str] | None, entries: MergedEntries) -> None:
    line, purl = component.line_of("version", "name"), component.text("purl")
    name = "/".join(filter(None, (component.text("group"), component.text("name"))))
    if purl is None:
        if component.get("type") not in _NO_PACKAGES:
            entries.unaudited(name, line, "has no package URL")
        return
    asked = None if direct is None else component.get("bom-ref") in direct
    add_purl(entries, purl, name, component.text("version"), line, direct=asked, development=_development(component))


def _development(component: Members) -> bool | None:
    stated: dict[Any, Any] = {each.text("name"): each.get("value") for each in component.objects("properties")}
    if any(stated.get(name) == value for name, value in _DEVELOPMENT.items()):
        return True
    return {"excluded": True, "required": False}.get(component.text("scope") or "")


def add_purl(
    entries: MergedEntries,
    text: str,
    name: str,
    version: str | None,
    line: int,
    *,
    direct: bool | None,
    development: bool | None,
) -> None:
    """Add what a package URL names; name and version are what the document says beside it."""
    try:
        purl = read_purl(text)
    except PurlError as error:
        entries.unaudited(name, line, str(error))
        return
    if purl.ecosystem is None:
        entries.unaudited(name or purl.package_name, line, f"is of type {purl.type}, of which no advisories are read")
        return
    stated = purl.version or version
    entries.pin(purl.ecosystem, purl.package_name, stated, line, direct=direct, development=development)
