"""What package registries list of the project: a second witness of what was released, beside the tags."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.facts.manifests import Manifest
from upheld.facts.tags import Release
from upheld.model import Evidence
from upheld.nouns import dataclass
from upheld.services import Services

if TYPE_CHECKING:
    from upheld.services.registries import Published


@dataclass(frozen=True)
class Witness:
    """What the registries add: releases that no tag names, and what each registry said."""

    releases: tuple[Release, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def published(named: Sequence[Manifest], tagged: Sequence[Release], services: Services) -> Witness:
    """Ask the registries that the manifests point at; nothing is asked offline.

    A registry is believed only where it lists a version that this repository shows too, in a tag or a manifest:
    any package may bear a name that somebody else has published.
    """
    if services.offline or not named:
        return Witness()
    from upheld.services.registries import published_versions  # noqa: PLC0415 - offline runs start faster without

    known = {release.version for release in tagged}
    found: list[Release] = []
    evidence: list[Evidence] = []
    for registry, name in _packages(named):
        answer = published_versions(services, registry, name)
        shown = known | {m.final_version for m in named if (m.registry, m.name) == (registry, name)}
        believed = not shown.isdisjoint(answer.versions)
        evidence.append(_evidence(registry, name, answer, believed=believed))
        if believed:
            found += [Release(v, f"{v} on {registry}") for v in answer.versions if v not in known]
            known.update(answer.versions)
    return Witness(tuple(found), tuple(evidence))


def _packages(named: Sequence[Manifest]) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((m.registry, m.name) for m in named if m.registry and m.name)


def _evidence(registry: str, name: str, answer: "Published", *, believed: bool) -> Evidence:
    if answer.evidence is None:
        return Evidence(registry, f"{name}: {answer.problem}")
    if believed or not answer.versions:
        return Evidence(answer.evidence.source, f"{name}: {answer.evidence.text}")
    return Evidence(registry, f"{name} is left out: it lists no version that this repository has")
