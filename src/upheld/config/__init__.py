"""The configuration: `.upheld.yml` at the root or in `.github/`, or `[tool.upheld]` in pyproject.toml; all of it optional."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from upheld.config.problems import ConfigError, Problem
from upheld.model import Location, Waiver
from upheld.repository import Repository, UnreadableFileError

if TYPE_CHECKING:
    from upheld.config.stated import Stated
    from upheld.items import Item

__all__ = ["PATHS", "Config", "ConfigError", "DependencySettings", "KeySettings", "read_config"]

PATHS = (".upheld.yml", ".github/.upheld.yml")
_PYPROJECT = "pyproject.toml"


@dataclass(frozen=True)
class DependencySettings:
    """How dependencies are held against the fix times that are promised."""

    clock: str = "advisory"
    """When the time to fix begins: `advisory`, `fix` or `locked`."""
    due_soon: int = 14
    """In days."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compromise:
    """A key that was compromised, or may have been."""

    key: str
    """Its name or id, or its name after its source and a slash."""
    date: date
    reason: str
    location: Location


@dataclass(frozen=True)
class KeySettings:
    """How keys are held against the rotation that is promised; all in days."""

    unused: int = 45
    expires_soon: int = 14
    overlap: int = 7
    evidence_age: int = 7
    compromises: tuple[Compromise, ...] = ()


@dataclass(frozen=True)
class Config:
    """What the repository's owners have set."""

    policy: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    dependencies: DependencySettings = DependencySettings()
    keys: KeySettings = KeySettings()
    evidence: tuple[str, ...] = ()
    """Reports of other scanners, by their paths."""
    promises: "tuple[Stated, ...]" = ()
    attestations: "tuple[Stated, ...]" = ()
    corrections: "tuple[Stated, ...]" = ()

    @property
    def speaks_of_promises(self) -> bool:
        """Whether it says anything of promises but which are excused."""
        return bool(self.promises or self.attestations or self.corrections)


def read_config(repository: Repository, revision: str | None = None) -> Config:
    """Read the configuration of the checkout, or of a commit.

    Raises:
        ConfigError: with every mistake in the file, each with its line and column.
    """
    for path in (*PATHS, _PYPROJECT):
        try:
            text = repository.read_at(revision, path) if revision else repository.read_text(path)
        except UnreadableFileError as error:
            if path == _PYPROJECT:
                continue
            raise ConfigError([Problem(path, 1, 1, str(error))]) from error
        if text is None:
            continue
        from upheld.config.reading import tree_in  # noqa: PLC0415 - see there

        tree = tree_in(path, text)
        if tree is not None:
            return _config(path, tree, text)
    return Config()


def _config(path: str, tree: "Item", text: str) -> Config:
    from upheld.config.stated import stated_in  # noqa: PLC0415 - as above

    waivers = tree.get("waivers")
    return Config(
        policy=tree.text("policy"),
        select=tree.texts("select"),
        ignore=tree.texts("ignore"),
        waivers=tuple(_waiver(path, item) for item in waivers.items) if waivers else (),
        dependencies=_dependencies(tree.get("dependencies")),
        keys=_keys(path, tree.get("keys")),
        evidence=tree.texts("evidence"),
        promises=stated_in(path, tree.get("promises"), text),
        attestations=stated_in(path, tree.get("attestations"), text),
        corrections=stated_in(path, tree.get("corrections"), text),
    )


def _dependencies(item: "Item | None") -> DependencySettings:
    if item is None:
        return DependencySettings()
    return DependencySettings(
        clock=item.text("clock") or DependencySettings.clock,
        due_soon=int(item.text("due_soon") or DependencySettings.due_soon),
        include=item.texts("include"),
        exclude=item.texts("exclude"),
    )


def _keys(path: str, item: "Item | None") -> KeySettings:
    if item is None:
        return KeySettings()
    listed = item.get("compromises")
    return KeySettings(
        unused=int(item.text("unused") or KeySettings.unused),
        expires_soon=int(item.text("expires_soon") or KeySettings.expires_soon),
        overlap=int(item.text("overlap") or KeySettings.overlap),
        evidence_age=int(item.text("evidence_age") or KeySettings.evidence_age),
        compromises=tuple(_compromise(path, each) for each in listed.items) if listed else (),
    )


def _compromise(path: str, item: "Item") -> Compromise:
    return Compromise(
        key=item.text("key") or "",
        date=date.fromisoformat(item.text("date") or ""),
        reason=item.text("reason") or "",
        location=Location(path, item.line, item.column),
    )


def _waiver(path: str, item: "Item") -> Waiver:
    return Waiver(
        rules=(item.text("rule") or "",),
        reason=item.text("reason") or "",
        owner=item.text("owner") or "",
        expires=item.text("until") or date.fromisoformat(item.text("expires") or "").isoformat(),
        subject=item.text("subject"),
        location=Location(path, item.line, item.column),
    )
