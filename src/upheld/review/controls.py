"""Which controls of which catalogues a kind of promise speaks to: `controls.json`, a file to be read and corrected."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from upheld.nouns import dataclass

BASES = {
    "published": "stated by a published mapping of the OSPS requirement that we name",
    "paired": "the published pair of a SOC 2 criterion that is our judgement",
    "judgement": "our own judgement",
}
"""On what a control is named, surest first."""


@dataclass(frozen=True)
class Catalogue:
    """A catalogue of controls."""

    key: str
    title: str
    version: str


@dataclass(frozen=True)
class Control:
    """A control that a kind of promise speaks to."""

    catalogue: Catalogue
    id: str
    basis: str
    """One of `BASES`."""


@cache
def _mapping() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("upheld.review") / "controls.json").read_text(encoding="utf-8"))
    return loaded


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """Return all catalogues with the versions that were read."""
    stated: dict[str, dict[str, str]] = _mapping()["catalogues"]
    return tuple(Catalogue(key, each["title"], each["version"]) for key, each in stated.items())


@cache
def controls_of(kind: str) -> tuple[Control, ...]:
    """Return the controls of a kind of promise, catalogue by catalogue; none for a kind that is not known."""
    stated: dict[str, dict[str, list[str]]] = _mapping()["kinds"].get(kind, {})
    return tuple(
        Control(catalogue, name, basis)
        for catalogue in catalogues()
        for basis in BASES
        for name in stated.get(catalogue.key, {}).get(basis, ())
    )
