"""What GitHub says of an owner: the default security policy in their public `.github` repository."""

import base64
import binascii
import os
import re
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError, Services

if TYPE_CHECKING:
    from upheld.services.session import Session

FOLDERS = (".github", "", "docs")
"""GitHub's order: the first that holds a policy wins (docs.github.com, "Creating a default community health file")."""

NAMES = ("security.md", "security.rst", "security.txt")

_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")


def github_hosts() -> frozenset[str]:
    """Return the hosts that are GitHub: github.com, and the server on whose runner this is."""
    server = urlsplit(os.environ.get("GITHUB_SERVER_URL", "")).hostname
    return frozenset({"github.com", *([server] if server else [])})


def owner_policy(services: Services, owner: str) -> tuple[str, str] | None:
    """Return the address and the text of the policy that holds for an owner's repositories without one of their own.

    Raises:
        ServiceError: nobody can tell whether there is one.

    """
    session = services.session
    if not _OWNER.fullmatch(owner):
        raise ServiceError(Reason.UNEXPECTED, "not asked: GitHub allows no owner of this name")
    api = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
    token = os.environ.get("GH_TOKEN") or os.environ.get("GITHUB_TOKEN")
    repository = _Defaults(session, f"{api.rstrip('/')}/repos/{owner}/.github", token)
    if not repository.is_public():
        return None
    path = repository.policy_path()
    return repository.read(path) if path else None


@dataclass(frozen=True)
class _Defaults:
    """An owner's `.github` repository, by GitHub's REST API (docs.github.com/rest/repos/contents)."""

    session: "Session"
    address: str
    token: str | None = field(repr=False)

    def is_public(self) -> bool:
        match self._get(""):
            case None:
                return False
            case {"private": bool(private)}:
                return not private
            case _:
                raise _malformed("a repository")

    def policy_path(self) -> str | None:
        root = self._entries("")
        spelled = {name.lower(): name for name, kind in root if kind == "dir"}
        for folder in FOLDERS:
            inside = root if not folder else self._entries(spelled[folder]) if folder in spelled else []
            names = [name for name, kind in inside if kind in {"file", "symlink"} and name.lower() in NAMES]
            if names:
                first = min(names, key=lambda name: (NAMES.index(name.lower()), name))
                return f"{spelled[folder]}/{first}" if folder else first
        return None

    def read(self, path: str) -> tuple[str, str]:
        match self._get(f"/contents/{quote(path)}"):
            case {"encoding": "base64", "content": str(content), "html_url": str(url)} if _ADDRESS.fullmatch(url):
                return url, _text(content)
            case _:
                raise _malformed("a text file of less than a megabyte")

    def _entries(self, folder: str) -> list[tuple[str, str]]:
        match self._get(f"/contents/{quote(folder)}".rstrip("/")):
            case [*entries]:
                return list(_names_and_kinds(entries))
            case None:
                return []
            case _:
                raise _malformed("a folder")

    def _get(self, path: str) -> Any:
        """Return GitHub's answer, None where it has nothing there."""
        try:
            return self.session.get_json(self.address + path, accept="application/vnd.github+json", token=self.token)
        except ServiceError as error:
            if error.reason is Reason.NOT_FOUND:
                return None
            if error.reason is Reason.RATE_LIMITED and not self.token:
                raise ServiceError(error.reason, f"{error}; a token in GH_TOKEN raises the limit") from None
            raise


def _names_and_kinds(entries: list[Any]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        match entry:
            case {"name": str(name), "type": str(kind)}:
                yield name, kind
            case _:
                raise _malformed("a folder")


def _text(content: str) -> str:
    try:
        data = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _malformed("a file") from None
    if b"\0" in data:
        raise ServiceError(Reason.UNEXPECTED, "GitHub answers with a policy that is binary, not text")
    return data.decode("utf-8-sig", errors="replace")


def _malformed(what: str) -> ServiceError:
    return ServiceError(Reason.UNEXPECTED, f"GitHub answers with something that is not {what}")
