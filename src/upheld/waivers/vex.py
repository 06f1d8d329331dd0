"""Reads VEX: statements that a product is not affected by a vulnerability (OpenVEX 0.2.0, CycloneDX 1.4 to 1.7).

A statement is believed for as long as an attestation is: 400 days from its date. Then somebody has to look again.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, cast

from upheld.ecosystems import normalised
from upheld.facts.locks.purl import PurlError, read_purl
from upheld.model import Location, RefusedWaiver, Waiver
from upheld.nouns import dataclass
from upheld.waivers.beside import RULES, ExceptionsError

BELIEVED = timedelta(days=400)

_MOST_STATEMENTS = 10_000
_PROJECTS = frozenset({"bitbucket", "docker", "generic", "github", "oci"})
"""Types of package URLs that name a project or an image, not a package of an ecosystem."""
_NOT_AFFECTED = frozenset({"not_affected", "fixed"})
_EXCUSING = frozenset({"not_affected", "false_positive", "resolved", "resolved_with_pedigree"})


@dataclass(frozen=True)
class _Statement:
    """What both formats say of one vulnerability in one product."""

    names: tuple[str, ...]
    product: str | None
    """A package URL; None for all that the document is about."""
    excuses: bool
    reason: str
    author: str
    said: str
    """When, as it stands there."""


def read(path: str, text: str) -> Iterator[Waiver | RefusedWaiver]:
    """Yield what each statement excuses; a bill of materials without statements yields nothing.

    Raises:
        ExceptionsError: no JSON, or nested too deeply.
    """
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExceptionsError("it is no JSON that can be read") from error
    latest: dict[tuple[str, str | None], _Statement] = {}
    for statement in sorted(_statements(path, data), key=lambda each: each.said):
        latest[statement.names[0], statement.product] = statement
    place = _places(path, text)
    for statement in latest.values():
        if statement.excuses:
            yield from _excused(statement, place(statement.names[0]))


def _statements(path: str, data: Any) -> Iterator[_Statement]:
    match data:
        case {"@context": str(context), "statements": [*stated]} if "openvex" in context:
            for each in stated[:_MOST_STATEMENTS]:
                if isinstance(each, dict):
                    yield from _openvex(cast("dict[str, Any]", each), cast("dict[str, Any]", data), path)
        case {"bomFormat": "CycloneDX", "vulnerabilities": [*stated]}:
            for each in stated[:_MOST_STATEMENTS]:
                if isinstance(each, dict):
                    yield from _cyclonedx(cast("dict[str, Any]", each), cast("dict[str, Any]", data), path)
        case _:
            pass


def _openvex(statement: dict[str, Any], document: dict[str, Any], path: str) -> Iterator[_Statement]:
    status = statement.get("status")
    reason = _words(statement.get("justification"), statement.get("impact_statement"))
    said = next(
        (each[key] for each in (statement, document) for key in ("last_updated", "timestamp") if each.get(key)), ""
    )
    match statement.get("vulnerability"):
        case str(name):
            names: tuple[str, ...] = (name,)
        case {"name": str(name), **more}:
            names = (name, *_texts(more.get("aliases")))
        case _:
            return
    for product in _products(statement.get("products")):
        excuses = status in _NOT_AFFECTED
        why = reason or ("it is fixed, by this statement" if status == "fixed" else "")
        yield _Statement(names, product, excuses, why, str(document.get("author") or path), str(said))


def _products(products: Any) -> Iterator[str | None]:
    """Yield what a statement is about: the parts of a product where they are named, else the product."""
    for product in _listed(products):
        parts = _listed(_mapping(product).get("subcomponents"))
        if parts:
            yield from _products(parts)
            continue
        match product:
            case str(name) | {"@id": str(name)} | {"identifiers": {"purl": str(name)}}:
                yield name
            case _:
                pass


def _cyclonedx(stated: dict[str, Any], document: dict[str, Any], path: str) -> Iterator[_Statement]:
    match stated:
        case {"id": str(name), "analysis": {"state": str(state), **analysis}}:
            pass
        case _:
            return
    said = analysis.get("lastUpdated") or analysis.get("firstIssued") or stated.get("updated") or ""
    said = said or _mapping(document.get("metadata")).get("timestamp", "")
    aliases = [each.get("id") for each in _mappings(stated.get("references"))]
    reason = _words(analysis.get("justification"), analysis.get("detail"))
    products: list[Any] = [each.get("ref") for each in _mappings(stated.get("affects"))]
    for product in products or [None]:
        about = product if isinstance(product, str) else None
        yield _Statement((name, *_texts(aliases)), about, state in _EXCUSING, reason, path, str(said))


def _excused(statement: _Statement, location: Location) -> Iterator[Waiver | RefusedWaiver]:
    said, about = _day(statement.said), _package(statement.product)
    if about is None:
        return  # of a product that is none of this repository's packages
    if not statement.reason or said is None:
        lacks = "has no date" if said is None else "has no justification"
        yield RefusedWaiver(statement.names, location, lacks)
        return
    names = tuple(f"{about} {each}".strip() for each in statement.names)
    yield Waiver(
        RULES, statement.reason, statement.author, (said + BELIEVED).isoformat(), names[0], location, also=names[1:]
    )


def _package(product: str | None) -> str | None:
    """Return a product as findings name it; empty where it is the whole project, None where it cannot be told."""
    if product is None:
        return ""
    # CycloneDX may refer to a component of another document: urn:cdx:serial/version#reference.
    text = product.rpartition("#")[2] if product.startswith("urn:cdx:") else product
    try:
        purl = read_purl(text)
    except PurlError:
        return None
    if purl.ecosystem is None:
        return "" if purl.type in _PROJECTS else None
    name = f"{purl.ecosystem}/{normalised(purl.ecosystem, purl.package_name)}"
    return f"{name}@{purl.version}" if purl.version else name


def _places(path: str, text: str) -> Callable[[str], Location]:
    def place(name: str) -> Location:
        found = text.find(json.dumps(name))
        return Location(path, text.count("\n", 0, found) + 1 if found >= 0 else 1)

    return place


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _words(*parts: Any) -> str:
    return ": ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(each for each in _listed(values) if isinstance(each, str))


def _mappings(values: Any) -> Iterator[dict[str, Any]]:
    yield from (cast("dict[str, Any]", each) for each in _listed(values) if isinstance(each, dict))


def _listed(value: Any) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
