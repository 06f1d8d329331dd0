"""What tests make: statements read from a text, and small git repositories."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent

from upheld.facts.releases import Releases
from upheld.facts.tags import read_tag
from upheld.policy.document import Document
from upheld.policy.reading import read_document
from upheld.policy.supported_versions import SupportedVersions
from upheld.repository import Repository

TODAY = date(2026, 6, 1)


def document(text: str, path: str = "SECURITY.md") -> Document:
    """Read an indented text as a policy."""
    return read_document(path, dedent(text).lstrip("\n"))


def statement(text: str, path: str = "SECURITY.md") -> SupportedVersions:
    """Return what an indented text says of supported versions."""
    (promise,) = SupportedVersions.read(document(text, path))
    return promise


def rows(text: str, path: str = "SECURITY.md") -> list[tuple[str, bool]]:
    """Return each row's words and whether they are supported on `TODAY`."""
    return [(row.text, row.supported(TODAY)) for row in statement(text, path).rows]


def repository(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    tags: Sequence[str] = (),
    branches: Sequence[str] = ("main",),
    at: str = "",
) -> Repository:
    """Make a repository with one commit that all tags and branches name; the first branch is checked out.

    `at` is when it is written and committed; now when left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in (files or {}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "init", "-q", "-b", branches[0])
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "A commit", at=at)
    names = [*(f"refs/tags/{tag}" for tag in tags), *(f"refs/heads/{branch}" for branch in branches[1:])]
    git(folder, "update-ref", "--stdin", stdin="".join(f"create {name} HEAD\n" for name in names))
    return Repository(folder)


def git(folder: Path, *arguments: str, stdin: str = "", at: str = "") -> str:
    """Run git as nobody in particular, with no configuration but the repository's."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "A tester", f"GIT_{who}_EMAIL": "tester@example.invalid"}
        environment |= {f"GIT_{who}_DATE": at} if at else {}
    result = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, input=stdin, check=True, capture_output=True, text=True
    )
    return result.stdout


def releases(*tags: str) -> Releases:
    """Return what a repository with these tags, and no package names, has released."""
    found = sorted(filter(None, map(read_tag, tags)), key=lambda release: release.version)
    main = tuple(release for release in found if not release.package)
    return Releases(main, tuple(release for release in found if release.package))
