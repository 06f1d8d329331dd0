"""The clone that a checkout left on the runner: what it holds, and fetching what it lacks.

Only what lies in a `.git` is asked for more: nobody can commit that, but a folder that makes git run programs, anybody
can.
"""

import base64
import os
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from upheld.git import GitMissingError, GitTimeoutError, git

_DEPTHS = (30, 150, 750, 3_750)
"""How many commits more are fetched, try by try, until the histories meet."""
_SECONDS = 120
_SECRET = "UPHELD_GIT_AUTHORIZATION"  # noqa: S105 - the name of a variable
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


class Clone:
    """The repository around a folder; without git it holds nothing."""

    def __init__(self, folder: Path, environ: Mapping[str, str], *, offline: bool) -> None:
        self._folder = folder
        self._environ = environ
        state = self._ask("rev-parse", "--is-shallow-repository", "--absolute-git-dir").partition("\n")
        self._shallow = state[0] == "true"
        self._may_fetch = not offline and ".git" in Path(state[2].strip()).parts

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self._ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()

    @property
    def parents(self) -> tuple[str, ...]:
        """The parents of that commit, also those that a shallow clone does not hold."""
        head = self._ask("cat-file", "-p", "HEAD").partition("\n\n")[0]
        return tuple(line.removeprefix("parent ") for line in head.splitlines() if line.startswith("parent "))

    def holds(self, commit: str) -> bool:
        """Tell whether a commit is there; one that is not is fetched, if that is possible."""
        if self._has(commit):
            return True
        if not _COMMIT.fullmatch(commit):
            return False
        # In a whole clone a depth would cut off what it has.
        self._fetch(*(["--depth=1"] if self._shallow else []), commit)
        return self._has(commit)

    def merge_base(self, tip: str) -> str | None:
        """Return where the history of HEAD left that of another commit; None where it cannot be found."""
        head = self.head
        for depth in _DEPTHS if self._shallow else ():
            if found := self._merge_base(tip):
                return found
            if not self._fetch(f"--deepen={depth}", tip, head):
                return None
        return self._merge_base(tip)

    def _merge_base(self, tip: str) -> str | None:
        return self._ask("merge-base", tip, "HEAD").strip() or None

    def _has(self, commit: str) -> bool:
        name = f"{commit}^{{commit}}"
        return bool(self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", name))

    def _fetch(self, *what: str) -> bool:
        """Fetch by the credentials that the checkout left, else by the job's token, which goes to GitHub only."""
        quiet = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance")
        # --upload-pack: the configuration could name a program of its own.
        arguments = ("fetch", *quiet, "--upload-pack=git-upload-pack", "origin", *what)
        if not self._may_fetch:
            return False
        if self._runs(*arguments):
            return True
        with self._token() as settings:
            return bool(settings) and self._runs(*settings, *arguments)

    @contextmanager
    def _token(self) -> Generator[tuple[str, ...], None, None]:
        """Lend git the token by a variable of its environment: arguments can be seen by every process."""
        server = (self._environ.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")
        token = self._environ.get("GH_TOKEN") or self._environ.get("GITHUB_TOKEN")
        if not token:
            yield ()
            return
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        os.environ[_SECRET] = f"AUTHORIZATION: basic {basic}"
        try:
            yield (f"--config-env=http.{server}/.extraheader={_SECRET}",)
        finally:
            del os.environ[_SECRET]

    def _runs(self, *arguments: str) -> bool:
        try:
            return git(self._folder, *arguments, timeout=_SECONDS, remote=True).returncode == 0
        except (GitMissingError, GitTimeoutError):
            return False

    def _ask(self, *arguments: str) -> str:
        """Return what git answers, or nothing where it refuses."""
        try:
            answer = git(self._folder, *arguments)
        except (GitMissingError, GitTimeoutError):
            return ""
        return "" if answer.returncode else answer.stdout.decode(errors="replace")
