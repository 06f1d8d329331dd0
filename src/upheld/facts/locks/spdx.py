"""SPDX 2.2 and 2.3 in JSON: packages with package URLs among their external references, and relationships."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from upheld.facts.locks.cyclonedx import add_purl
from upheld.facts.locks.entries import refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.shaped_json import Members, Shape, read_shaped
from upheld.tree import Tree

_VERSIONS = ("SPDX-2.2", "SPDX-2.3")
_REFERENCE: Shape = {"referenceType": None, "referenceLocator": None}
_PACKAGE: Shape = {"SPDXID": None, "name": None, "versionInfo": None, "externalRefs": (_REFERENCE,)}
_RELATIONSHIP: Shape = {"spdxElementId": None, "relatedSpdxElement": None, "relationshipType": None}
_SHAPE: dict[str, Shape] = {
    "spdxVersion": None,
    "@context": None,
    "documentDescribes": None,
    "packages": (_PACKAGE,),
    "relationships": (_RELATIONSHIP,),
}
_DOCUMENT = "SPDXRef-DOCUMENT"
_USED_BY = frozenset({"DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF"})
_DEVELOPED_BY = frozenset(
    {
        "BUILD_DEPENDENCY_OF",
        "BUILD_TOOL_OF",
        "DEV_DEPENDENCY_OF",
        "DEV_TOOL_OF",
        "TEST_DEPENDENCY_OF",
        "TEST_TOOL_OF",
    }
)


class _Graph(NamedTuple):
    """What the relationships say."""

    described: frozenset[str]
    used: dict[str, list[str]]
    """What each package needs wherever it runs."""
    developed: dict[str, list[str]]
    """What each package needs only while it is built, tested or worked on."""


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a document of SPDX 2."""
    refuse_conflict(text)
    data = read_shaped(text, _SHAPE)
    version = data.get("spdxVersion")
    if version is None and "@context" in data:
        raise LockError("is SPDX 3, which is not read; SPDX-2.2 and SPDX-2.3 are", data.line_of("@context"))
    if version not in _VERSIONS:
        found = "has no `spdxVersion`" if version is None else f"is {shown(version)}"
        raise LockError(f"{found}; {' and '.join(_VERSIONS)} are read", data.line_of("spdxVersion"))
    entries = MergedEntries(path, f"SPDX {version.removeprefix('SPDX-')}")
    packages, graph = data.objects("packages"), _graph(data)
    project = graph.described if len(graph.described) == 1 and len(packages) > 1 else frozenset[str]()
    direct, shipped, developed = _told(project, graph)
    for package in packages:
        identity = package.text("SPDXID") or ""
        if identity not in project:
            development = True if identity in developed else False if identity in shipped else None
            _add(package, identity in direct if direct else None, development, entries)
    return entries.lock()


def _graph(data: Members) -> _Graph:
    described = set(data.texts("documentDescribes"))
    used, developed = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for one, kind, other in _relationships(data):
        if (one, kind) == (_DOCUMENT, "DESCRIBES"):
            described.add(other)
        elif (kind, other) == ("DESCRIBED_BY", _DOCUMENT):
            described.add(one)
        elif kind == "DEPENDS_ON":
            used[one].append(other)
        elif kind in _USED_BY:
            used[other].append(one)
        elif kind in _DEVELOPED_BY:
            developed[other].append(one)
    return _Graph(frozenset(described), used, developed)


def _relationships(data: Members) -> Iterator[tuple[str, str, str]]:
    for each in data.objects("relationships"):
        one, kind, other = (each.text(key) for key in ("spdxElementId", "relationshipType", "relatedSpdxElement"))
        if one and kind and other:
            yield one, kind, other


def _told(project: frozenset[str], graph: _Graph) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return what the project itself asks for, what is shipped with it, and what is for development only.

    The two latter are empty where the document makes no difference between them.
    """
    used = [each for root in project for each in graph.used.get(root, ())]
    developed = [each for root in project for each in graph.developed.get(root, ())]
    if not graph.developed:
        return frozenset(used), frozenset(), frozenset()
    shipped = _reached(used, graph)
    every_tool = [each for tools in graph.developed.values() for each in tools]
    return frozenset(used + developed), shipped, _reached(every_tool, graph) - shipped


def _reached(starts: list[str], graph: _Graph) -> frozenset[str]:
    reached, waiting = set(starts), list(starts)
    while waiting:
        for each in graph.used.get(waiting.pop(), ()):
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return frozenset(reached)


def _add(package: Members, direct: bool | None, development: bool | None, entries: MergedEntries) -> None:  # noqa: FBT001 - both are states of one pin
    name, line = package.text("name") or "", package.line_of("versionInfo", "name")
    version = package.text("versionInfo")
    if version in {"NOASSERTION", "NONE"}:
        version = None
    references = package.objects("externalRefs")
    locators = [each.text("referenceLocator") for each in references if each.get("referenceType") == "purl"]
    for locator in filter(None, locators):
        add_purl(entries, locator, name, version, line, direct=direct, development=development)
    if not any(locators):
        entries.unaudited(name, line, "has no package URL")
