"""What GitHub tells of the keys of a repository or an organisation (docs.github.com/rest): names and dates, never values.

Only the fields that are named here leave this module, each held against what it may be; nothing is cached.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError, Services
from upheld.services.address import Address

if TYPE_CHECKING:
    from upheld.services.session import Session

API_VERSION = "2022-11-28"
TOKENS = ("UPHELD_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN")
"""Where a token is looked for; the first one has Upheld use another than the workflow's own, which cannot list secrets."""

PER_PAGE = 100
MOST_PAGES = 100

_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": API_VERSION}
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w-]{0,99}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)
_OWNER = re.compile(r"[A-Za-z0-9][\w-]{0,99}(?:\[bot\])?", re.ASCII)
_REDIRECTED = frozenset({301, 302, 307, 308})

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)
_NAME = re.compile(r"\w{1,255}", re.ASCII)
_TITLE = re.compile(r"[^\x00-\x1f\x7f]{0,255}")
_ADDRESS = re.compile(r"https?://[\w.:-]{1,255}/[\w./-]{1,500}", re.ASCII)
_VISIBILITY = re.compile("all|private|selected")


def _text(shape: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(shape.fullmatch(value))


def _or_none(allowed: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or allowed(value)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_Fields = Mapping[str, Callable[[Any], bool]]
_SECRET: _Fields = {
    "name": _text(_NAME),
    "created_at": _text(_TIME),
    "updated_at": _text(_TIME),
    "visibility": _text(_VISIBILITY),
}
_DEPLOY_KEY: _Fields = {
    "id": _number,
    "title": _text(_TITLE),
    "url": _text(_ADDRESS),
    "created_at": _text(_TIME),
    "last_used": _or_none(_text(_TIME)),
    "read_only": _flag,
    "verified": _flag,
    "enabled": _flag,
    "added_by": _or_none(_text(_OWNER)),
}
_REQUIRED = frozenset({"name", "title", "created_at", "updated_at", "id", "read_only"})


@dataclass(frozen=True)
class Question:
    """A list to ask for."""

    kind: str
    """`actions`, `dependabot`, `codespaces`, `environments` or `deploy-keys`."""
    scope: str
    """What the list is about, in words."""
    path: str
    permission: str
    """What a fine-grained token or an app needs for it (docs.github.com, "Permissions required for ...")."""
    classic: str
    """The scope that a classic token needs for it."""
    may_be_missing: bool = False
    """Whether there may be no such list, for the lack of an organisation."""

    @property
    def noun(self) -> str:
        """What the list is of."""
        return "deploy keys" if self.kind == "deploy-keys" else "secrets"


def questions_of_repository(repository: str) -> tuple[Question, ...]:
    """Return the lists that a repository has, without those of its environments.

    Raises:
        ServiceError: GitHub allows no repository of this name.
    """
    if not _REPOSITORY.fullmatch(repository):
        raise ServiceError(Reason.UNEXPECTED, "not asked: a repository is named as OWNER/NAME")
    base, of = f"/repos/{repository}", f"repository {repository}"
    return (
        Question("actions", f"{of}, Actions", f"{base}/actions/secrets", "Secrets: read", "repo"),
        Question(
            "actions",
            f"{of}, Actions by its organisation",
            f"{base}/actions/organization-secrets",
            "Secrets: read",
            "repo",
            may_be_missing=True,
        ),
        Question("dependabot", f"{of}, Dependabot", f"{base}/dependabot/secrets", "Dependabot secrets: read", "repo"),
        Question("codespaces", f"{of}, Codespaces", f"{base}/codespaces/secrets", "Codespaces secrets: write", "repo"),
        Question("deploy-keys", of, f"{base}/keys", "Administration: read", "repo"),
    )


def questions_of_organisation(organisation: str) -> tuple[Question, ...]:
    """Return the lists that an organisation has.

    Raises:
        ServiceError: GitHub allows no organisation of this name.
    """
    if not _OWNER.fullmatch(organisation):
        raise ServiceError(Reason.UNEXPECTED, "not asked: GitHub allows no organisation of this name")
    base, of = f"/orgs/{organisation}", f"organisation {organisation}"
    permission = "of the organisation, {}: read".format
    return (
        Question("actions", f"{of}, Actions", f"{base}/actions/secrets", permission("Secrets"), "admin:org"),
        Question(
            "dependabot",
            f"{of}, Dependabot",
            f"{base}/dependabot/secrets",
            permission("Organization dependabot secrets"),
            "admin:org",
        ),
        Question(
            "codespaces",
            f"{of}, Codespaces",
            f"{base}/codespaces/secrets",
            permission("Organization codespaces secrets"),
            "admin:org",
        ),
    )


def token_of_the_environment() -> str | None:
    """Return the token to ask with."""
    return next((token for name in TOKENS if (token := os.environ.get(name))), None)


@dataclass(frozen=True)
class GitHubKeys:
    """GitHub's API, asked with a token."""

    session: "Session"
    base: Address

    @classmethod
    def of(cls, services: Services, token: str) -> "GitHubKeys":
        """Take the session of a run.

        Raises:
            ServiceError: the run is offline, or the address of the API may not be asked with a token.
        """
        api = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
        return cls(services.session, Address.with_token(api.rstrip("/"), token))

    def environments(self, repository: str) -> tuple[Question, ...]:
        """Return a question for the secrets of each environment of a repository.

        Raises:
            ServiceError: they are not told.
        """
        path, of = f"/repos/{repository}/environments", f"repository {repository}"
        question = Question("environments", f"{of}, environments", path, "Actions: read", "repo")
        names = [each.get("name") for each in self._listed(question, "environments")]
        if not all(isinstance(name, str) and name.strip(".") for name in names):
            raise self._malformed("environments")
        return tuple(
            Question(
                "environments",
                f"{of}, environment {name}",
                f"{path}/{quote(str(name), safe='')}/secrets",
                "Environments: read",
                "repo",
            )
            for name in names
        )

    def answer(self, question: Question) -> tuple[dict[str, Any], int]:
        """Return the list that a question asks for, under `data`, and how many entries it has.

        Raises:
            ServiceError: it is not told; the message says which permission it takes.
        """
        if question.kind == "deploy-keys":
            keys = [self._kept(each, _DEPLOY_KEY, question.noun) for each in self._listed(question, None)]
            return {"data": keys}, len(keys)
        try:
            secrets = [self._kept(each, _SECRET, question.noun) for each in self._listed(question, "secrets")]
        except ServiceError as error:
            if not (question.may_be_missing and error.reason is Reason.NOT_FOUND):
                raise
            secrets = []
        return {"data": {"total_count": len(secrets), "secrets": secrets}}, len(secrets)

    def _listed(self, question: Question, member: str | None) -> Iterator[Mapping[str, Any]]:
        """Yield the entries of all pages; they stand in a member beside `total_count`, or are the answer itself."""
        seen = 0
        for page in range(1, MOST_PAGES + 1):
            entries, total = self._entries(self._page(question, page), member, member or question.noun)
            yield from entries
            seen += len(entries)
            if len(entries) < PER_PAGE if total is None else seen >= total:
                return
            if not entries:
                raise self.base.error(Reason.UNEXPECTED, f"tells of {seen} entries where it counts {total}")
        raise self.base.error(Reason.UNEXPECTED, f"has more than {MOST_PAGES * PER_PAGE:,} entries in one list")

    def _entries(self, answer: Any, member: str | None, what: str) -> tuple[list[dict[str, Any]], int | None]:
        total: Any = None
        entries: Any = answer
        if member is not None:
            match answer:
                case {**found}:
                    entries, total = found.get(member), found.get("total_count")
                case _:
                    raise self._malformed(what)
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in _as_list(entries)):
            raise self._malformed(what)
        return _as_list(entries), total if _number(total) else None

    def _page(self, question: Question, page: int) -> Any:
        path = f"{self.base.path.rstrip('/')}{question.path}?per_page={PER_PAGE}&page={page}"
        there = replace(self.base, path=path)
        try:
            return self.session.deadline.within(lambda: self.session.ask_json(there, headers=_HEADERS))
        except ServiceError as error:
            raise _told(error, question) from None

    def _kept(self, entry: Mapping[str, Any], fields: _Fields, what: str) -> dict[str, Any]:
        """Return the fields that are known; what is not as it should be may be anything, and is not shown."""
        kept = {name: entry[name] for name in fields if name in entry}
        if not (_REQUIRED & fields.keys()) <= kept.keys() or not all(fields[name](kept[name]) for name in kept):
            raise self._malformed(what)
        return kept

    def _malformed(self, what: str) -> ServiceError:
        return self.base.error(Reason.UNEXPECTED, f"answers with something that is not a list of {what}")


def _as_list(value: Any) -> list[Any]:
    return list(value)


def _told(error: ServiceError, question: Question) -> ServiceError:
    needs = f"the token needs the permission {question.permission} (a classic token: {question.classic})"
    match error.reason:
        case Reason.FORBIDDEN:
            why = f"{error}: {needs}; the token that a workflow is given cannot have it"
        case Reason.NOT_FOUND:
            why = f"{error}: it does not exist, or {needs}"
        case Reason.UNAUTHORIZED:
            why = f"{error}: the token is not valid, or no longer"
        case _ if error.status in _REDIRECTED:
            why = f"{error}: it was renamed, name it as it is called now"
        case _:
            why = str(error)
    return ServiceError(error.reason, why, error.status)
