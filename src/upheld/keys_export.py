"""What `upheld keys export` does: asks a service for the metadata of keys and writes the file that later runs read.

The file is `{"generated_at": ..., "generator": ..., "answers": [{"scope": ..., "data": ...}], "missing": [...]}`. The
`data` of an answer, or its `pages`, are as the service gives them, with the fields alone that are read. What could not
be got is told in `missing`.
"""

import json
import os
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from upheld import __version__
from upheld.errors import UserError
from upheld.nouns import dataclass
from upheld.services import TIMEOUT, ServiceError, Services
from upheld.told import Told

if TYPE_CHECKING:
    from upheld.services.github_keys import GitHubKeys


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to export."""

    source: str = "github"
    repository: str | None = None
    """OWNER/NAME; where neither it nor an organisation is named, the one that a workflow runs for, or `origin`."""
    organisation: str | None = None
    environments: bool = False
    kinds: tuple[str, ...] = ()
    """The lists to ask GitHub for; all of them where none is named."""
    timeout: float | None = TIMEOUT
    folder: Path = Path()
    """Where `origin` is looked up."""


@dataclass
class _Gathered:
    answers: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    lines: list[str] = field(default_factory=list[str])
    missing: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def ask(self, scope: str, what: str, get: Callable[[], tuple[dict[str, Any], int]]) -> None:
        """Take an answer, `data` or its `pages`, with how many entries it has; or why there is none."""
        try:
            answer, count = get()
        except ServiceError as error:
            self.missing.append({"scope": scope, "reason": str(error)})
        else:
            self.answers.append({"scope": scope, **answer})
            self.lines.append(f"{scope}: {count:,} {what}")

    @property
    def failures(self) -> tuple[str, ...]:
        return tuple(f"{each['scope']}: {each['reason']}" for each in self.missing)


def export(wanted: Wanted, output: Path, now: datetime | None = None) -> Told:
    """Ask for metadata and write them to a file; what is not told is named in it, for no gap to look like no key.

    Raises:
        UserError: nothing can be asked, nothing was told, or the file cannot be written.
    """
    began = now or datetime.now(UTC)
    gathered = _Gathered()
    try:
        about = _from_github(wanted, gathered) if wanted.source == "github" else _from_aws(gathered)
    except ServiceError as error:
        raise UserError(str(error)) from None
    if not gathered.lines:
        raise UserError("; ".join(gathered.failures) or "nothing was asked for")
    content = {
        "generated_at": began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "generator": f"upheld {__version__}",
        **about,
        "answers": gathered.answers,
        "missing": gathered.missing,
    }
    _write(output, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return Told(tuple(gathered.lines), gathered.failures)


def _from_github(wanted: Wanted, gathered: _Gathered) -> dict[str, Any]:
    from upheld.services import github_keys as github  # noqa: PLC0415 - one source is asked

    token = github.token_of_the_environment()
    if token is None:
        raise UserError(f"GitHub tells of keys to a token only: put one in {github.TOKENS[0]}")
    repository = wanted.repository or (None if wanted.organisation else _repository_here(wanted.folder))
    services = Services(offline=False, timeout=wanted.timeout)
    try:
        asked = github.GitHubKeys.of(services, token)
        questions = list(github.questions_of_repository(repository)) if repository else []
        if wanted.organisation:
            questions += github.questions_of_organisation(wanted.organisation)
        for each in questions:
            if not wanted.kinds or each.kind in wanted.kinds:
                gathered.ask(each.scope, each.noun, partial(asked.answer, each))
        if repository and wanted.environments:
            _ask_environments(asked, repository, gathered)
    finally:
        services.close()
    return {"service": "GitHub", "api_version": github.API_VERSION, "repository": repository}


def _ask_environments(asked: "GitHubKeys", repository: str, gathered: _Gathered) -> None:
    try:
        questions = asked.environments(repository)
    except ServiceError as error:
        gathered.missing.append({"scope": f"repository {repository}, environments", "reason": str(error)})
        return
    for each in questions:
        gathered.ask(each.scope, each.noun, partial(asked.answer, each))


def _from_aws(gathered: _Gathered) -> dict[str, Any]:
    from upheld.services.aws_keys import AwsKeys  # noqa: PLC0415 - one source is asked

    asked = AwsKeys.of_the_environment()
    gathered.ask("AWS IAM", "access keys", asked.access_keys)
    gathered.ask(f"AWS Secrets Manager, {asked.region}", "secrets", asked.secrets)
    return {"service": "AWS"}


def _repository_here(folder: Path) -> str:
    """Return the repository that a workflow runs for, or that `origin` names.

    Raises:
        UserError: neither names one.
    """
    from upheld.repository import Repository  # noqa: PLC0415 - not needed where one is named

    if stated := os.environ.get("GITHUB_REPOSITORY"):
        return stated
    found = Repository(folder).owner_and_name
    if not found:
        raise UserError("no repository on GitHub is known here; name it, as in `--repo OWNER/NAME`")
    return "/".join(found)


def _write(output: Path, text: str) -> None:
    import tempfile  # noqa: PLC0415

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=output.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(output)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}") from None
