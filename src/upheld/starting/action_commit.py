"""Which commit of Upheld a workflow is to run: an Action is pinned by its commit, since a tag can be moved."""

import json
import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from upheld import HOME, __version__
from upheld.errors import UserError
from upheld.git import GitMissingError, GitTimeoutError, git

_COMMIT = re.compile(r"[0-9a-f]{40}")
_TIMEOUT = 20


class NotACommitError(UserError):
    """What was given as a commit is none."""


def action_commit(given: str | None, *, offline: bool) -> str | None:
    """Return the commit that is given, was installed, or is that of this release; None where none is known.

    Raises:
        NotACommitError: what is given is not the whole name of a commit.
    """
    if given and not _COMMIT.fullmatch(given):
        raise NotACommitError(f"'{given}' is not a commit of Upheld: all 40 digits are needed, a tag can be moved")
    return given or _installed() or (None if offline else _released())


def _installed() -> str | None:
    """Return the commit that pip has noted, where Upheld came from its repository (PEP 610)."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - slow, and seldom needed

    stated: Any = None
    with suppress(PackageNotFoundError, ValueError):
        stated = json.loads(distribution("upheld").read_text("direct_url.json") or "null")
    match stated:
        case {"url": str(url), "vcs_info": {"commit_id": str(commit)}} if url.removesuffix(".git") == HOME:
            return commit if _COMMIT.fullmatch(commit) else None
        case _:
            return None


def _released() -> str | None:
    tag = f"refs/tags/v{__version__}"
    try:
        # Not in the repository that begins: its settings could name another place for this address.
        with TemporaryDirectory() as folder:
            done = git(Path(folder), "ls-remote", HOME, tag, f"{tag}^{{}}", timeout=_TIMEOUT, remote=True)
    except (GitMissingError, GitTimeoutError):
        return None
    lines = (line.partition("\t") for line in done.stdout.decode(errors="replace").splitlines())
    named = {name: commit for commit, _, name in lines}
    commit = named.get(f"{tag}^{{}}") or named.get(tag, "")
    return commit if _COMMIT.fullmatch(commit) else None
