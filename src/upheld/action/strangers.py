"""Inputs that run code of the repository, and events whose change anybody may have written."""

from collections.abc import Iterator

from upheld.action.runner import Runner

_RUNS_CODE = {"probe": "start the server", "resolve": "build the project"}
_OF_STRANGERS = {"pull_request", "pull_request_target"}


def allowed(runner: Runner, name: str) -> bool:
    """Tell whether an input that runs code is switched on, and the event is one on which it may."""
    return runner.switch(name) and not _lends_rights(runner)


def refused(runner: Runner) -> Iterator[str]:
    """Yield what is said of each such input that is switched on and may not run."""
    event = runner.environ.get("GITHUB_EVENT_NAME")
    for name, would in _RUNS_CODE.items():
        if runner.switch(name) and not allowed(runner, name):
            yield (
                f"the input '{name}' is refused on {event}: it would {would} of whoever opened the pull request, "
                "beside the token and the secrets of this repository; use the event pull_request"
            )


def _lends_rights(runner: Runner) -> bool:
    """Tell whether a stranger's pull request began the run, and it has the repository's own token and secrets."""
    if runner.environ.get("GITHUB_EVENT_NAME") == "pull_request_target":
        return True
    return runner.of_event("workflow_run", "event") in _OF_STRANGERS
