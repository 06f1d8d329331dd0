"""Where the files of a repository can be read on the web, as they are in a commit."""

import re
from urllib.parse import quote

from upheld.repository import Repository
from upheld.review.record import Home
from upheld.services.github import github_hosts

_PART = re.compile(r"[\w.~-]{1,100}", re.ASCII)
_FORGES = {
    "gitlab.com": ("/-/blob/", "#L"),
    "codeberg.org": ("/src/commit/", "#L"),
    "bitbucket.org": ("/src/", "#lines-"),
}


def home_of(repository: Repository, name: str | None = None) -> Home:
    """Return what a repository is called, and the address that a path follows where the forge is known."""
    web, mark = _web(repository)
    called = "/".join(repository.owner_and_name) if repository.owner_and_name and repository.host else repository.name
    return Home(name or called, repository.commit, repository.branch, web, mark)


def _web(repository: Repository) -> tuple[str | None, str]:
    owner_and_name, host, commit = repository.owner_and_name, repository.host, repository.commit
    if not (owner_and_name and host and commit) or not all(map(_PART.fullmatch, (host, *owner_and_name))):
        return None, ""
    if host in github_hosts():
        between, mark = "/blob/", "#L"
    elif host in _FORGES:
        between, mark = _FORGES[host]
    elif "gitlab" in host:
        between, mark = _FORGES["gitlab.com"]
    else:
        return None, ""
    return f"https://{host}/{'/'.join(map(quote, owner_and_name))}{between}{commit}/", mark
