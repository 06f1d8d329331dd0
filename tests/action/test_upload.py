"""Whether the SARIF report is uploaded: wherever the job may do that, and the reason is told where it may not."""

import json
from pathlib import Path

import pytest

from action.api import Api
from upheld.action.runner import ActionError, Runner
from upheld.action.upload import GO, upload

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ASKED = "/repos/owner/project/code-scanning/analyses?per_page=1"


@pytest.fixture
def online(environment: dict[str, str], api: Api) -> dict[str, str]:
    """Return a runner that may ask GitHub's API."""
    del environment["UPHELD_INPUT_OFFLINE"]
    return environment | {"GITHUB_API_URL": api.address, "GITHUB_TOKEN": "not-a-real-token"}


def _pull_request(environment: dict[str, str], head: str, *, private: bool) -> None:
    names = {"base": {"repo": {"full_name": "owner/project"}}, "head": {"repo": {"full_name": head}}}
    event = {"repository": {"private": private}, "pull_request": names}
    Path(environment["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), encoding="utf-8")


@pytest.mark.parametrize("status", [200, 404])
def test_a_token_that_may_read_the_analyses_is_worth_a_try_also_before_the_first_one(
    online: dict[str, str], api: Api, status: int
) -> None:
    api.status = status
    assert upload(Runner(online)) == GO
    assert api.asked == [(ASKED, "Bearer not-a-real-token")]


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_may_not_is_told_what_it_lacks(online: dict[str, str], api: Api, status: int) -> None:
    api.status = status
    assert upload(Runner(online)).startswith("skipped: it needs `security-events: write`")


def test_no_answer_is_no_reason_to_give_up(online: dict[str, str], api: Api) -> None:
    api.status = 500
    assert upload(Runner(online)) == GO


@pytest.mark.parametrize(
    ("head", "private", "begins"),
    [
        ("stranger/project", False, GO),
        ("owner/project", True, GO),
        ("stranger/project", True, "skipped: a pull request from a fork of a private repository"),
    ],
)
def test_only_forks_of_private_repositories_are_passed_over(
    online: dict[str, str], head: str, *, private: bool, begins: str
) -> None:
    _pull_request(online, head, private=private)
    assert upload(Runner(online)).startswith(begins)


def test_a_push_by_dependabot_is_passed_over(online: dict[str, str], api: Api) -> None:
    assert "Dependabot" in upload(Runner(online | {"GITHUB_ACTOR": "dependabot[bot]"}))
    assert api.asked == []


@pytest.mark.parametrize("content", ["", "[]", "null", '{"repository": 1}', "no JSON"])
def test_an_event_that_says_nothing_of_forks_is_no_reason_to_give_up(online: dict[str, str], content: str) -> None:
    Path(online["GITHUB_EVENT_PATH"]).write_text(content, encoding="utf-8")
    assert upload(Runner(online)) == GO


def test_offline_nothing_is_asked(environment: dict[str, str], api: Api) -> None:
    given = {"GITHUB_API_URL": api.address, "GITHUB_TOKEN": "not-a-real-token"}
    assert upload(Runner(environment | given)) == "skipped: the run is offline"
    assert api.asked == []


@pytest.mark.parametrize(("given", "begins"), [("true", GO), ("false", "skipped: the input")])
def test_the_input_has_the_last_word(online: dict[str, str], api: Api, given: str, begins: str) -> None:
    api.status = 403
    assert upload(Runner(online | {"UPHELD_INPUT_UPLOAD_SARIF": given})).startswith(begins)
    assert api.asked == []


def test_another_word_is_refused(online: dict[str, str]) -> None:
    with pytest.raises(ActionError, match="'upload-sarif' must be auto or true or false, not 'never'"):
        upload(Runner(online | {"UPHELD_INPUT_UPLOAD_SARIF": "never"}))
