"""A remote with a pull request, and what actions/checkout leaves of it on a runner."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from making import git, repository

COMMITS = 12
"""How many commits the pull request has."""


@dataclass(frozen=True)
class Pull:
    """A remote whose main branch has gone on since the pull request began."""

    remote: Path
    began: str
    """The commit of main from which it comes."""
    tip: str
    """The newest commit of main."""
    head: str
    merge: str
    """What GitHub makes of both, to test the change."""

    def checked_out(self, folder: Path, commit: str, *, depth: int = 1) -> Path:
        """Fetch one commit as actions/checkout does: no tags, and as many of its parents as are asked for."""
        folder.mkdir()
        git(folder, "init", "--quiet")
        git(folder, "remote", "add", "origin", self.remote.as_uri())
        options = [f"--depth={depth}"] if depth else []
        git(folder, "fetch", "--quiet", "--no-tags", *options, "origin", commit)
        git(folder, "checkout", "--quiet", "--detach", commit)
        return folder

    def event(self, **others: object) -> dict[str, object]:
        """Return what GitHub tells of it; the base that it names is the tip of main as it was when the event began."""
        return {"pull_request": {"base": {"sha": self.tip}, "head": {"sha": self.head}}, **others}


def pull(folder: Path, files: Mapping[str, str], changed: Mapping[str, str], *, commits: int = COMMITS) -> Pull:
    """Make a remote with these files, a pull request that changes some, and one commit more on main.

    A text that begins with `-> ` makes a link to what it names.
    """
    remote = repository(folder, files, tags=("v1.0.0", "v1.2.6")).root
    began = git(remote, "rev-parse", "HEAD").strip()
    git(remote, "checkout", "--quiet", "-b", "topic")
    for number in range(1, commits):
        git(remote, "commit", "--quiet", "--allow-empty", f"--message=Step {number}")
    head = _committed(remote, changed)
    git(remote, "checkout", "--quiet", "main")
    tip = _committed(remote, {"elsewhere.txt": "main goes on\n"})
    git(remote, "checkout", "--quiet", "--detach")
    git(remote, "merge", "--quiet", "--no-ff", "--no-edit", head)
    merge = git(remote, "rev-parse", "HEAD").strip()
    git(remote, "update-ref", "refs/pull/1/merge", merge)
    return Pull(remote, began, tip, head, merge)


def _committed(root: Path, files: Mapping[str, str]) -> str:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("-> "):
            (root / path).symlink_to(text.removeprefix("-> "))
        else:
            (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Change")
    return git(root, "rev-parse", "HEAD").strip()


def told(environment: Mapping[str, str], event: object) -> None:
    """Write the event where the runner keeps it."""
    Path(environment["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), encoding="utf-8")
