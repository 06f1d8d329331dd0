"""The folders of checks: all that is known of a rule before any code of its check is imported."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from upheld import __version__
from upheld.errors import UserError
from upheld.nouns import dataclass

OUR_PACKAGE = "upheld_checks"
OUR_DISTRIBUTION = "upheld"


class PluginError(UserError):
    """An installed package of checks cannot be used; the message names the distribution that brought it."""


@dataclass(frozen=True)
class Folder:
    """The folder of a check, and the distribution that brought it."""

    package: str
    path: Path
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"check '{self.rule_id}' of {self.distribution}"

    @property
    def rule_id(self) -> str:
        """The folder's name in kebab case."""
        return self.path.name.replace("_", "-")

    @cached_property
    def page(self) -> str:
        """The rule's page."""
        try:
            return (self.path / "README.md").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PluginError(f"{self} has no README.md that can be read: a rule needs a page") from error

    @property
    def title(self) -> str:
        """The heading of the page."""
        return next((line[2:].strip() for line in self.page.splitlines() if line.startswith("# ")), self.rule_id)


def folders_in(package: str, roots: Iterable[str], distribution: str, version: str) -> Iterator[Folder]:
    """Yield the folder of every check in a package, which lies in `roots`.

    Raises:
        PluginError: a root cannot be read as a folder.
    """
    for root in map(Path, roots):
        try:
            paths = sorted(path for path in root.iterdir() if (path / "check.py").is_file())
        except OSError as error:
            raise PluginError(f"{distribution} brings '{package}', which cannot be read: {error}") from error
        yield from (Folder(package, path, distribution, version) for path in paths)


def our_folder(rule_id: str) -> Folder | None:
    """Return the folder of one of our own rules, or None for what is no rule of ours.

    It reads no package metadata, which alone would take longer than all the rest of `upheld explain`.
    """
    spec = find_spec(OUR_PACKAGE)
    roots = (spec.submodule_search_locations if spec else None) or ()
    return next(
        (f for f in folders_in(OUR_PACKAGE, roots, OUR_DISTRIBUTION, __version__) if f.rule_id == rule_id), None
    )
