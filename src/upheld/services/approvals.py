"""Who approved the pull request that brought a commit, as GitHub tells (docs.github.com/rest/pulls/reviews)."""

import os
import re
from typing import Any, NamedTuple, cast

from upheld.services import Reason, ServiceError, Services

_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,99}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LOGIN = re.compile(r"[\w.-]{1,100}(?:\[bot\])?", re.ASCII)


class Approval(NamedTuple):
    """A merged pull request."""

    number: int
    by: tuple[str, ...]
    """Whose last review approves it; who opened it is not among them."""


def approval(services: Services, repository: str, commit: str) -> Approval | None:
    """Return the merged pull request of OWNER/NAME that brought a commit; None where none did.

    Raises:
        ServiceError: nobody can tell.
    """
    if not _NAME.fullmatch(repository) or not _COMMIT.fullmatch(commit):
        raise ServiceError(Reason.UNEXPECTED, "not asked: GitHub allows no repository or commit of this name")
    pulls = _listed(services, f"{repository}/commits/{commit}/pulls")
    merged = [each for each in pulls if each.get("merged_at") and isinstance(each.get("number"), int)]
    if not merged:
        return None
    pull = merged[0]
    last: dict[str, str] = {}
    for review in _listed(services, f"{repository}/pulls/{pull['number']}/reviews?per_page=100"):
        login, state = _login(review), review.get("state")
        if login and state in {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}:
            last[login] = state
    approved = [login for login, state in last.items() if state == "APPROVED" and login != _login(pull)]
    return Approval(pull["number"], tuple(sorted(approved)))


def _listed(services: Services, path: str) -> list[dict[str, Any]]:
    api = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
    token = os.environ.get("GH_TOKEN") or os.environ.get("GITHUB_TOKEN")
    address = f"{api.rstrip('/')}/repos/{path}"
    answer = services.session.get_json(address, accept="application/vnd.github+json", token=token)
    shape = isinstance(answer, list) and all(map(_is_object, cast("list[Any]", answer)))  # type: ignore[redundant-cast]
    if not shape:
        raise ServiceError(Reason.UNEXPECTED, "GitHub answers with what is no list of pull requests or reviews")
    return cast("list[dict[str, Any]]", answer)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _login(value: dict[str, Any]) -> str | None:
    user = value.get("user")
    login = cast("dict[str, Any]", user).get("login") if isinstance(user, dict) else None
    return login if isinstance(login, str) and _LOGIN.fullmatch(login) else None
