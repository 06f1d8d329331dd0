"""Which checks are installed, ours and third parties' alike, and the page of each."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from upheld.check import Check
from upheld.errors import UserError
from upheld.model import Promise, Rule

GROUP = "upheld.checks"


class PluginError(UserError):
    """An installed package of checks cannot be used; the message names the distribution that brought it."""


@dataclass(frozen=True)
class Folder:
    """The folder of a check: all that is known of a rule before its code is imported."""

    package: str
    path: Path
    distribution: str
    version: str

    @property
    def rule_id(self) -> str:
        """The folder's name in kebab case."""
        return self.path.name.replace("_", "-")

    @cached_property
    def page(self) -> str:
        """The rule's page."""
        try:
            return (self.path / "README.md").read_text(encoding="utf-8")
        except OSError as error:
            raise PluginError(f"{self._names_itself} has no README.md: a rule needs a page") from error

    @property
    def title(self) -> str:
        """The heading of the page."""
        return next((line[2:].strip() for line in self.page.splitlines() if line.startswith("# ")), self.rule_id)

    def load(self) -> "InstalledCheck":
        """Import the check.

        Raises:
            PluginError: the module cannot be imported, or has no check under the folder's name.
        """
        try:
            module = importlib.import_module(f"{self.package}.{self.path.name}.check")
        except Exception as error:
            raise PluginError(f"{self._names_itself} cannot be imported: {error!r}") from error
        found = getattr(module, self.path.name, None)
        if not isinstance(found, Check):
            raise PluginError(f"{self._names_itself} has no function {self.path.name} made with @check")
        kind = found.promise_type.kind
        return InstalledCheck(Rule(self.rule_id, found.level, kind, self.page, self.distribution, self.version), found)

    @property
    def _names_itself(self) -> str:
        return f"check '{self.rule_id}' of {self.distribution}"


@dataclass(frozen=True)
class InstalledCheck:
    """A rule and the code that verifies it."""

    rule: Rule
    check: Check[Any]


def folders() -> dict[str, Folder]:
    """Return the folder of every installed check by rule id, in alphabetical order; nothing of a check is imported.

    Raises:
        PluginError: two distributions bring a rule of the same id, or a package cannot be imported.
    """
    found: dict[str, Folder] = {}
    for entry_point in sorted(entry_points(group=GROUP), key=lambda e: (e.dist.name if e.dist else "", e.name)):
        for folder in _folders_of(entry_point):
            other = found.get(folder.rule_id)
            if other and other.path != folder.path:
                brought = f"{other.distribution} and {folder.distribution}"
                raise PluginError(f"{brought} both bring a check '{folder.rule_id}'; uninstall one of them")
            found[folder.rule_id] = folder
    return dict(sorted(found.items()))


def installed_checks() -> tuple[InstalledCheck, ...]:
    """Import every installed check."""
    return tuple(folder.load() for folder in folders().values())


def promise_kinds(checks: tuple[InstalledCheck, ...]) -> tuple[type[Promise], ...]:
    """Return the kinds of promise that the installed checks take, each once."""
    return tuple(dict.fromkeys(installed.check.promise_type for installed in checks))


def _folders_of(entry_point: EntryPoint) -> Iterator[Folder]:
    distribution = entry_point.dist
    name, version = (distribution.name, distribution.version) if distribution else (entry_point.name, "0")
    try:
        package = importlib.import_module(entry_point.value)
    except Exception as error:
        raise PluginError(
            f"{name} names the package '{entry_point.value}', which cannot be imported: {error!r}"
        ) from error
    for root in map(Path, package.__path__):
        for path in sorted(root.iterdir()):
            if (path / "check.py").is_file():
                yield Folder(entry_point.value, path, name, version)
