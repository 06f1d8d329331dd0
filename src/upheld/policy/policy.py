"""The policy of a repository: found as GitHub finds it, read, with the promises in it."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from upheld.model import Location, PolicySource, Promise
from upheld.policy.dependencies import Dependencies
from upheld.policy.document import Document
from upheld.policy.locate import find_policies
from upheld.policy.reading import promises_in, read_document
from upheld.policy.security_policy import SecurityPolicy
from upheld.repository import Repository, UnreadableFileError
from upheld.services import ServiceError

__all__ = ["OwnerPolicy", "Policy", "read_policy"]

OwnerPolicy = Callable[[], "tuple[str, str] | None"]
"""Asks a service for the owner's default policy: its address and its text, or None when there is none.

Raises ServiceError where nobody can tell.
"""


class Policy(NamedTuple):
    """The policy of a repository: where it was found, its text as a document, and its own promises."""

    itself: SecurityPolicy

    @property
    def source(self) -> PolicySource:
        """Where it was found, and which copies GitHub does not show because of it."""
        return self.itself.source

    @property
    def document(self) -> Document | None:
        """The policy as a document; None where there is none that can be read."""
        return self.itself.document

    def promises(self, kinds: Iterable[type[Promise]]) -> tuple[Promise, ...]:
        """Read all promises of these kinds, after the two that are made without words."""
        unsaid = Dependencies(location=self.itself.location, quote="", stated=False)
        return (self.itself, unsaid, *(promises_in(self.document, kinds) if self.document else ()))


def read_policy(repository: Repository, path: str | None = None, owner_policy: OwnerPolicy | None = None) -> Policy:
    """Find the policy as GitHub does and read it; `path` names another file to read instead."""
    found = find_policies(repository)
    chosen = path or found.path
    others = tuple(
        other for other in ((found.path, *found.shadowed) if path else found.shadowed) if other and other != chosen
    )
    unreadable = list(found.unreadable)
    text: str | None = None
    kind = "repository" if chosen else "none"
    if chosen:
        text = _text(repository, chosen, unreadable)
    elif owner_policy and (default := _asked(owner_policy, unreadable)):
        chosen, text = default
        kind = "owner-default"
    document = _document(chosen, text, unreadable) if chosen and text is not None else None
    return Policy(
        SecurityPolicy(
            location=Location(chosen if chosen and kind == "repository" else _a_file(repository)),
            quote="",
            stated=False,
            source=PolicySource(chosen, kind, others),
            differing=tuple(
                other
                for other in others
                if _text(repository, other, unreadable) != text and not _points_to(chosen, text, other)
            ),
            unreadable=tuple(unreadable),
            document=document,
        )
    )


def _points_to(shown: str | None, text: str | None, other: str) -> bool:
    """Tell whether the policy that is shown sends its readers to another copy; its own name points nowhere."""
    name = PurePosixPath(other).name
    return name != PurePosixPath(shown or "").name and name in (text or "")


def _asked(owner_policy: OwnerPolicy, unreadable: list[str]) -> tuple[str, str] | None:
    try:
        return owner_policy()
    except ServiceError as error:
        unreadable.append(f"there is no policy here, and whether the owner has one for all cannot be told: {error}")
        return None


def _document(path: str, text: str, unreadable: list[str]) -> Document | None:
    try:
        return read_document(path, text, keep=True)
    except UnreadableFileError as error:
        unreadable.append(str(error))
        return None


def _text(repository: Repository, path: str, unreadable: list[str]) -> str | None:
    try:
        text = repository.read_text(path)
    except UnreadableFileError as error:
        unreadable.append(str(error))
        return None
    if text is None:
        unreadable.append(f"{path} does not exist")
    return text


def _a_file(repository: Repository) -> str:
    """Return a file to point at where there is no policy: code scanning needs one."""
    try:
        names = repository.names()
    except UnreadableFileError:
        return "SECURITY.md"
    by_start = [name for start in ("readme", "license") for name in names if name.lower().startswith(start)]
    return by_start[0] if by_start else "SECURITY.md"
