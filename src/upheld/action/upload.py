"""Whether code scanning would take the SARIF report: to try in vain puts an error into the log of a sound job."""

from contextlib import closing

from upheld.action.runner import Runner
from upheld.services import Reason, ServiceError, Services

GO = "true"
"""The value of the output `upload` for which the Action uploads; any other one says why it does not."""


def upload(runner: Runner) -> str:
    """Return `GO`, or `skipped: ` and the reason; in doubt it is worth a try, since a refusal fails no job."""
    match runner.choice("upload-sarif", "auto", "true", "false"):
        case "auto":
            reason = _by_circumstances(runner)
        case "true":
            reason = None
        case _:
            reason = "the input upload-sarif is false"
    return f"skipped: {reason}" if reason else GO


def _by_circumstances(runner: Runner) -> str | None:
    if runner.switch("offline"):
        return "the run is offline"
    if runner.environ.get("GITHUB_EVENT_NAME") == "push" and runner.environ.get("GITHUB_ACTOR") == "dependabot[bot]":
        return "a push by Dependabot has a token that may only read"
    if runner.of_event("repository", "private") is True and _is_of_fork(runner):
        return "a pull request from a fork of a private repository has a token that may only read"
    return _by_token(runner)


def _is_of_fork(runner: Runner) -> bool:
    head = runner.of_event("pull_request", "head", "repo", "full_name")
    return bool(head != runner.of_event("pull_request", "base", "repo", "full_name"))


def _by_token(runner: Runner) -> str | None:
    """Ask for the analyses that there are: who may not read them may not add to them."""
    repository, token = runner.environ.get("GITHUB_REPOSITORY"), runner.environ.get("GITHUB_TOKEN")
    if not repository or not token:
        return None
    api = runner.environ.get("GITHUB_API_URL") or "https://api.github.com"
    address = f"{api.rstrip('/')}/repos/{repository}/code-scanning/analyses?per_page=1"
    try:
        with closing(Services(offline=False)) as services:
            services.session.get_json(address, token=token)
    except ServiceError as error:
        if error.reason in {Reason.FORBIDDEN, Reason.UNAUTHORIZED}:
            return "it needs `security-events: write` in the job's permissions, and code scanning switched on"
    return None
