"""Whether GitHub takes private vulnerability reports for a repository (docs.github.com/rest/repos/repos)."""

import os
import re

from upheld.services import Reason, ServiceError, Services

_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,99}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)


def private_reporting(services: Services, repository: str) -> bool:
    """Tell whether it is switched on for OWNER/NAME.

    Raises:
        ServiceError: nobody can tell.
    """
    if not _NAME.fullmatch(repository):
        raise ServiceError(Reason.UNEXPECTED, "not asked: GitHub allows no repository of this name")
    api = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
    token = os.environ.get("GH_TOKEN") or os.environ.get("GITHUB_TOKEN")
    address = f"{api.rstrip('/')}/repos/{repository}/private-vulnerability-reporting"
    match services.session.get_json(address, accept="application/vnd.github+json", token=token):
        case {"enabled": bool(enabled)}:
            return enabled
        case _:
            raise ServiceError(Reason.UNEXPECTED, "GitHub answers with something that is not whether reports are taken")
