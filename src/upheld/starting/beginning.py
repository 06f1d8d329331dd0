"""What `upheld init` does: a workflow, a first policy and a configuration for a repository that has none."""

import json
import re
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime, timedelta

from upheld import HOME, __version__
from upheld.config import PATHS
from upheld.errors import UserError
from upheld.files import UnreadableFileError, inside
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.run import Options, Reading, read
from upheld.services import ServiceError
from upheld.services.github import github_hosts
from upheld.starting.action_commit import action_commit
from upheld.starting.drafting import PATH, Section, drafted, filled, is_sound
from upheld.starting.promising import parts

_PYPROJECT = "pyproject.toml"
WORKFLOW = ".github/workflows/upheld.yml"
_QUARTER = timedelta(days=90)
_CONTACT = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}|https://[!-;=?-~]{1,200}", re.ASCII)


class NoCheckoutError(UserError):
    """There is no folder into which files could be written."""


class NoContactError(UserError):
    """What was given as a contact cannot be written to."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to begin with."""

    contact: str | None = None
    """Where vulnerabilities are reported: an e-mail address, or an https address."""
    commit: str | None = None
    """The commit of Upheld that the workflow is to run."""


@dataclass
class Beginning:
    """The files to write, by their paths, and what is to be told of them."""

    files: dict[str, str] = field(default_factory=dict[str, str])
    remarks: list[str] = field(default_factory=list[str])
    failures: list[str] = field(default_factory=list[str])
    """What should have been written, and why it was not."""


def beginning(options: Options, wanted: Wanted) -> tuple[Reading, Beginning]:
    """Make the files that a repository lacks, without writing any.

    Raises:
        UserError: what was given cannot be used, or the repository cannot be read.
    """
    if wanted.contact and not _CONTACT.fullmatch(wanted.contact):
        raise NoContactError(f"'{wanted.contact}' is neither an e-mail address nor one that begins with https://")
    reading, made = read(options), Beginning()
    if reading.repository.is_bare:
        raise NoCheckoutError(f"{options.path} has no files to add to: it is a bare repository; check it out first")
    try:
        _add_policy(made, reading, wanted, options.as_of)
        _add_workflow(made, reading, wanted, offline=options.offline)
        _add_config(made, reading, options.as_of)
    finally:
        reading.services.close()
    return reading, made


def write(reading: Reading, made: Beginning) -> Iterator[str]:
    """Write the files, and yield the path of each; one that has come into being meanwhile is not touched.

    Raises:
        UserError: a file cannot be written, or would be outside of the repository.
    """
    for path, text in made.files.items():
        try:
            file = inside(reading.repository.root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except (OSError, UnreadableFileError) as error:
            raise UserError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from error
        yield path


def _add_policy(made: Beginning, reading: Reading, wanted: Wanted, as_of: datetime) -> None:
    source = reading.policy.source
    if source.path:
        made.remarks.append(f"{source.path} is the security policy already")
        return
    made.remarks += reading.policy.itself.unreadable
    reporting = _reporting(made, reading, wanted)
    if wanted.contact and not is_sound(reporting.text, reading, as_of):
        raise NoContactError(f"'{wanted.contact}' reads like a placeholder; give an address that somebody reads")
    draft = drafted(parts(reading), reporting, reading, as_of)
    made.remarks += (f"the policy does not say {what}: nothing here shows it" for what in draft.left_out)
    if draft.text:
        made.files[PATH] = draft.text
    else:
        made.failures.append(
            f"{PATH} is not written: there is nothing that it could promise and a program could verify"
        )


def _reporting(made: Beginning, reading: Reading, wanted: Wanted) -> Section:
    """Return the section on reports: what was given, else GitHub's own way where that is known to be switched on."""
    if wanted.contact:
        return Section("contact", {"contact": wanted.contact})
    repository = reading.repository
    why = "no address was given (--contact)"
    if repository.owner_and_name and repository.host in github_hosts():
        from upheld.services.private_reporting import private_reporting  # noqa: PLC0415 - asks the network

        name = "/".join(repository.owner_and_name)
        try:
            if private_reporting(reading.services, name):
                return Section(
                    "private-reporting", {"address": f"https://{repository.host}/{name}/security/advisories/new"}
                )
            why += ", and private reporting is switched off on GitHub"
        except ServiceError as error:
            why += f", and whether GitHub takes private reports is not known: {error}"
    made.remarks.append(f"the policy does not say yet how to report a vulnerability: {why}")
    return Section("no-contact")


def _add_workflow(made: Beginning, reading: Reading, wanted: Wanted, *, offline: bool) -> None:
    repository = reading.repository
    if "gitlab" in (repository.host or ""):
        made.remarks.append(
            f"no workflow is written: for GitLab, include {HOME}/blob/v{__version__}/templates/gitlab.yml"
        )
        return
    if _is_there(repository, WORKFLOW):
        made.remarks.append(f"{WORKFLOW} is there already")
        return
    commit = action_commit(wanted.commit, offline=offline)
    if commit is None:
        how = f"look at {HOME}/releases and give it: `upheld init --action-commit COMMIT`"
        made.failures.append(f"{WORKFLOW} is not written: which commit of Upheld it is to run is not known; {how}")
        return
    # What YAML reads as text whatever it is, and GitHub as no pattern.
    branch = json.dumps(re.sub(r"([+!\\])", r"\\\1", repository.default_branch or "main"), ensure_ascii=False)
    made.files[WORKFLOW] = filled("workflow.yml", {"branch": branch, "commit": commit, "version": __version__})


def _add_config(made: Beginning, reading: Reading, as_of: datetime) -> None:
    there = next((path for path in PATHS if _is_there(reading.repository, path)), None)
    if there or (there := _in_pyproject(reading.repository)):
        made.remarks.append(f"{there} is the configuration already")
        return
    days = {"today": as_of.date().isoformat(), "in-a-quarter": (as_of + _QUARTER).date().isoformat()}
    made.files[PATHS[0]] = filled("config.yml", {"home": HOME, **days})


def _is_there(repository: Repository, path: str) -> bool:
    try:
        return repository.read_bytes(path) is not None
    except UnreadableFileError:  # it is something, if only a folder or a link
        return True


def _in_pyproject(repository: Repository) -> str | None:
    from upheld.config.reading import config_in  # noqa: PLC0415 - reads TOML

    text = repository.read_text(_PYPROJECT)
    return f"[tool.upheld] in {_PYPROJECT}" if text and config_in(_PYPROJECT, text) else None
