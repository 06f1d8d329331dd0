"""Finds the manifests of a tree and reads each, bounded; one that cannot be read is told and loses nothing else."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache

from upheld.exposure import Offer
from upheld.facts.client_configs import ClientConfig, client_configs
from upheld.facts.client_configs.clients import client_of
from upheld.facts.client_configs.documentation import is_document
from upheld.facts.exposure.manifests.cargo import cargo_offers
from upheld.facts.exposure.manifests.clients import client_offers
from upheld.facts.exposure.manifests.compose import compose_offers
from upheld.facts.exposure.manifests.docker import dockerfile_offers
from upheld.facts.exposure.manifests.manifest import Manifest, ManifestError
from upheld.facts.exposure.manifests.procfile import procfile_offers
from upheld.facts.exposure.manifests.project import MOST_BYTES, Project, project_of
from upheld.facts.exposure.manifests.scripts import package_json_offers, pyproject_offers
from upheld.facts.exposure.manifests.server_json import CLIENT, server_json_offers
from upheld.facts.exposure.manifests.smithery import smithery_offers
from upheld.facts.settings.containers import is_compose_file, is_dockerfile
from upheld.facts.settings.jsonc import JsoncError, read_jsonc
from upheld.facts.settings.paths import is_of_others, is_of_tests
from upheld.files import MAX_FILE_BYTES, UnreadableFileError
from upheld.nouns import dataclass
from upheld.tree import Tree, holds

MOST_FILES = 1_000
"""Manifests beyond these are told as unread."""

Unread = tuple[tuple[str, str], ...]
Reader = Callable[[Manifest], Iterator[Offer]]
_BY_NAME: Mapping[str, Reader] = {
    "Procfile": procfile_offers, "smithery.yaml": smithery_offers, "smithery.yml": smithery_offers,
    "package.json": package_json_offers, "pyproject.toml": pyproject_offers, "Cargo.toml": cargo_offers,
}  # fmt: skip


@lru_cache(maxsize=8)
def offers(tree: Tree, paths: frozenset[str] | None = None) -> tuple[tuple[Offer, ...], Unread]:
    """Return what the manifests of a tree say, and those that could not be read, each with the reason.

    Where `paths` are given, only these files are looked at; the rest of the tree only tells which software is its own.
    """
    part: Tree = tree if paths is None else Part(tree, paths)
    project = project_of(tree) if any(map(_may_tell, part.paths)) else Project()
    found: list[Offer] = []
    unread = {path: why for path, why in project.unread if paths is None or path in paths}
    count = 0
    for path in part.paths:
        reader = None if is_of_others(path) or is_of_tests(path) else reader_of(path)
        if reader is None or path in unread:
            continue
        count += 1
        if count > MOST_FILES:
            unread[path] = "is not read: there are too many manifests"
            break
        try:
            found += reader(Manifest(path, tree.read_text(path, limit=MOST_BYTES) or "", tree, project))
        except UnreadableFileError as error:
            unread[path] = str(error).removeprefix(path).strip()
        except ManifestError as error:
            unread[path] = str(error)
        except RecursionError:
            unread[path] = "is nested too deeply"
    shown = set[tuple[str, str, str]]()
    for config in client_configs(part):
        if not is_of_tests(config.path):
            told = list(_of_config(config, tree, project, unread))
            # Documents show the same again for every client and in every language.
            keys = [(each.says, each.text, each.subject) for each in told]
            found += [
                each for each, key in zip(told, keys, strict=True) if not config.in_documentation or key not in shown
            ]
            shown.update(keys if config.in_documentation else ())
    unread.update((path, why) for path, why in _lost_entries(part) if path not in unread)
    return tuple(dict.fromkeys(found)), tuple(sorted(unread.items()))


@dataclass(frozen=True)
class Part:
    """Some of the files of a tree."""

    tree: Tree
    chosen: frozenset[str]

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        paths = self.tree.paths
        return tuple(path for path in sorted(self.chosen) if holds(paths, path))

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the tree that were chosen."""
        return self._paths

    def read_text(self, path: str, *, limit: int = MAX_FILE_BYTES) -> str | None:
        """Return a file's text, or None when there is no such file."""
        return self.tree.read_text(path, limit=limit)


def _may_tell(path: str) -> bool:
    return reader_of(path) is not None or client_of(path) is not None or is_document(path)


def reader_of(path: str) -> Reader | None:
    """Return what reads a file of this path; None where it is no manifest."""
    name = path.rpartition("/")[2]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if is_dockerfile(path):
        return dockerfile_offers
    if name.endswith((".yaml", ".yml")):
        return compose_offers if is_compose_file(path) else _kubernetes if not path.startswith(".") else None
    return None


def _kubernetes(manifest: Manifest) -> Iterator[Offer]:
    if "apiVersion" not in manifest.text:
        return
    from upheld.facts.exposure.manifests.kubernetes import (  # noqa: PLC0415 - PyYAML takes long to be imported
        is_kubernetes,
        kubernetes_offers,
    )

    if is_kubernetes(manifest.text):
        yield from kubernetes_offers(manifest)


def _of_config(config: ClientConfig, tree: Tree, project: Project, unread: dict[str, str]) -> Iterator[Offer]:
    if config.problem is not None:
        unread[config.path] = f"line {config.line} {config.problem}"
        return
    manifest = Manifest(config.path, "", tree, project)
    yield from server_json_offers(config, manifest) if config.client == CLIENT else client_offers(config, manifest)


def _lost_entries(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the registry's entries that are no JSON: as files of that name are common, the loader passes over them."""
    for path in tree.paths:
        if path.rpartition("/")[2] == "server.json" and not (is_of_others(path) or is_of_tests(path)):
            try:
                read_jsonc(tree.read_text(path, limit=MOST_BYTES) or "null")
            except JsoncError as error:
                yield path, f"line {error.line} {error}"
            except UnreadableFileError as error:
                yield path, str(error).removeprefix(path).strip()
