"""Finds the files of a repository that give names their values, and reads each, bounded."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

from upheld.facts.settings.containers import compose_settings, dockerfile_settings, is_compose_file, is_dockerfile
from upheld.facts.settings.dotenv import env_file_settings, is_env_file, is_template
from upheld.facts.settings.giving import MOST_BYTES
from upheld.facts.settings.paths import is_of_others
from upheld.facts.settings.pipelines import is_pipeline, pipeline_settings
from upheld.facts.settings.setting import Setting
from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.nouns import dataclass
from upheld.tree import Tree

MOST_FILES = 1_000
"""Of each kind."""
MOST_CHARACTERS = 20_000_000
"""Of all files with settings."""
_YAML = re.compile(r".+\.ya?ml", re.IGNORECASE)


class Kind(StrEnum):
    """What a file that gives values is."""

    ENV = "environment file"
    TEMPLATE = "template of an environment file"
    COMPOSE = "compose file"
    DOCKERFILE = "Dockerfile"
    PIPELINE = "CI file"
    KUBERNETES = "Kubernetes manifest"


@dataclass(frozen=True)
class SettingsFile:
    """A file with what it gives."""

    path: str
    kind: Kind
    settings: tuple[Setting, ...] = ()
    problem: str | None = None
    """Why it could not be read."""
    line: int = 1


@lru_cache(maxsize=8)
def settings_files(tree: Tree) -> tuple[SettingsFile, ...]:
    """Return every file that gives names their values."""
    counts = dict.fromkeys(Kind, 0)
    left = MOST_CHARACTERS
    found: list[SettingsFile] = []
    for path in tree.paths:
        kind = None if is_of_others(path) else _kind(path)
        if kind is None or counts[kind] > MOST_FILES:
            continue
        counts[kind] += 1
        if counts[kind] > MOST_FILES or left <= 0:
            counts[kind] = MOST_FILES + 1
            found.append(
                SettingsFile(path, kind, problem="is not read: there are too many such files, or too large ones")
            )
            continue
        read, characters = _read(tree, path, kind)
        left -= characters
        if read is not None:
            found.append(read)
    return tuple(found)


def _kind(path: str) -> Kind | None:
    if is_env_file(path):
        return Kind.TEMPLATE if is_template(path) else Kind.ENV
    if is_dockerfile(path):
        return Kind.DOCKERFILE
    if not _YAML.fullmatch(path):
        return None
    if is_compose_file(path):
        return Kind.COMPOSE
    return Kind.PIPELINE if is_pipeline(path) else Kind.KUBERNETES


def _read(tree: Tree, path: str, kind: Kind) -> tuple[SettingsFile | None, int]:
    """Return what a file gives and how many characters were looked at; None for a YAML file that is no manifest."""
    from upheld.yaml import YamlError  # noqa: PLC0415 - PyYAML takes long to be imported

    text, problem, line = "", "", 1
    try:
        text = tree.read_text(path, limit=MOST_BYTES) or ""
        settings = _settings(path, text, kind)
        if settings is None:
            return None, 0
        return SettingsFile(path, kind, tuple(settings)), len(text)
    except YamlError as error:
        # The parser's own words may quote the text.
        problem, line = "is not valid YAML, or has more than is read of it", error.line
    except UnreadableFileError as error:
        problem = str(error).removeprefix(path).strip()
    except (UnicodeError, RecursionError):
        problem = "is not valid YAML"
    return SettingsFile(path, kind, problem=problem, line=line), len(text)


def _settings(path: str, text: str, kind: Kind) -> Iterator[Setting] | None:
    if kind in {Kind.ENV, Kind.TEMPLATE}:
        return env_file_settings(path, text)
    if kind is Kind.DOCKERFILE:
        return dockerfile_settings(path, text)
    if kind is Kind.KUBERNETES:
        from upheld.facts.settings.kubernetes import is_manifest, kubernetes_settings  # noqa: PLC0415 - reads YAML

        return kubernetes_settings(path, text) if is_manifest(text) else None
    return _of_yaml(path, text, compose_settings if kind is Kind.COMPOSE else pipeline_settings)


def _of_yaml(path: str, text: str, read: Callable[[str, Item], Iterator[Setting]]) -> Iterator[Setting]:
    from upheld.yaml import read_yaml_text  # noqa: PLC0415 - PyYAML takes long to be imported

    root = read_yaml_text(text, aliases=True)
    return read(path, root) if root else iter(())
