"""Where the policy is: GitHub's own order, and the copies that it hides."""

from typing import NamedTuple

from upheld.repository import Repository, UnreadableFileError

FOLDERS = (".github", "", "docs")
"""GitHub's order: the first folder that holds a policy wins (docs.github.com, "Creating a default community health file")."""

SUFFIXES = (".md", ".rst", ".txt", "")
_STEM = "security"


class FoundPolicies(NamedTuple):
    """The policy that GitHub shows, the copies it hides, and what could not be looked at."""

    path: str | None
    shadowed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def find_policies(repository: Repository) -> FoundPolicies:
    """Look for the policy in GitHub's order, in any mixture of upper and lower case."""
    found: list[str] = []
    unreadable: list[str] = []
    for folder in _spelled(repository, FOLDERS, unreadable):
        try:
            names = [name for name in repository.names(folder) if _is_policy(name)]
        except UnreadableFileError as error:
            unreadable.append(str(error))
            continue
        names.sort(key=lambda name: (SUFFIXES.index(_suffix(name)), name))
        paths = (f"{folder}/{name}" if folder else name for name in names)
        found += [path for path in paths if _is_file(repository, path)]
    return FoundPolicies(found[0] if found else None, tuple(found[1:]), tuple(unreadable))


def _spelled(repository: Repository, folders: tuple[str, ...], unreadable: list[str]) -> list[str]:
    """Return the folders as the repository spells them."""
    try:
        here = {name.lower(): name for name in repository.names()}
    except UnreadableFileError as error:
        unreadable.append(str(error))
        return []
    return [here.get(folder, folder) for folder in folders]


def _is_file(repository: Repository, path: str) -> bool:
    """Tell a file, also one that cannot be read, from a folder: many projects have one called `security`."""
    try:
        return repository.read_text(path) is not None
    except UnreadableFileError:
        return True


def _suffix(name: str) -> str:
    return name[len(_STEM) :].lower()


def _is_policy(name: str) -> bool:
    return name.lower().startswith(_STEM) and _suffix(name) in SUFFIXES
