"""Answers as GitHub's OpenAPI description has them (githubkit-schemas 26.10), and what `gh` prints of them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence

REPOSITORY = """\
{
  "total_count": 2,
  "secrets": [
    {
      "name": "GH_TOKEN",
      "created_at": "2019-08-10T14:59:22Z",
      "updated_at": "2020-01-10T14:59:22Z"
    },
    {
      "name": "PYPI_TOKEN",
      "created_at": "2020-01-10T14:59:22Z",
      "updated_at": "2020-01-10T14:59:22Z"
    }
  ]
}
"""
ORGANISATION = {
    "total_count": 1,
    "secrets": [
        {
            "name": "NPM_TOKEN",
            "created_at": "2024-03-01T00:00:00Z",
            "updated_at": "2024-03-02T00:00:00Z",
            "visibility": "selected",
            "selected_repositories_url": "https://api.github.com/orgs/example/dependabot/secrets/NPM_TOKEN/repositories",
        }
    ],
}
OF_GH = [
    {
        "name": "NPM_TOKEN",
        "numSelectedRepos": 0,
        "selectedReposURL": "",
        "updatedAt": "2026-05-01T10:00:00Z",
        "visibility": "all",
    },
    {
        "name": "OTHER",
        "numSelectedRepos": 0,
        "selectedReposURL": "",
        "updatedAt": "0001-01-01T00:00:00Z",
        "visibility": "",
    },
]


def read(value: Any) -> Evidence:
    (evidence,) = read_evidence("secrets", (value if isinstance(value, str) else json.dumps(value)).encode())
    assert evidence.source == "GitHub secrets" or evidence.problem
    return evidence


def page(total: int, *numbers: int) -> dict[str, Any]:
    time = "2026-01-01T00:00:00Z"
    entries = [{"name": f"SECRET_{number}", "created_at": time, "updated_at": time} for number in numbers]
    return {"total_count": total, "secrets": entries}


def test_a_secret_has_the_times_of_its_making_and_of_its_last_writing() -> None:
    first, second = read(REPOSITORY).keys

    assert (first.name, first.kind, first.location.line) == ("GH_TOKEN", "secret", 5)
    assert first.created == datetime(2019, 8, 10, 14, 59, 22, tzinfo=UTC)
    assert first.renewed == first.changed == datetime(2020, 1, 10, 14, 59, 22, tzinfo=UTC)
    assert (second.name, second.changed, second.location.line) == ("PYPI_TOKEN", NEVER, 10)
    assert "not that the value is another" in (first.note or "")


def test_when_it_was_last_used_and_when_it_ends_github_does_not_tell() -> None:
    assert {(key.last_used, key.expires) for key in read(REPOSITORY).keys} == {(None, None)}


def test_the_secret_of_an_organisation_says_whose_it_is() -> None:
    (key,) = read(ORGANISATION).keys

    assert key.scope == "organisation example, Dependabot"


def test_what_gh_prints_has_the_time_of_writing_alone() -> None:
    first, second = read(OF_GH).keys

    assert (first.created, first.changed, first.scope) == (None, datetime(2026, 5, 1, 10, tzinfo=UTC), "organisation")
    assert second.changed is None


def test_what_gh_cuts_out_is_read_too() -> None:
    assert [key.name for key in read(json.loads(REPOSITORY)["secrets"]).keys] == ["GH_TOKEN", "PYPI_TOKEN"]


def test_no_secrets_are_an_answer_too() -> None:
    assert read('{"total_count": 0, "secrets": []}').problem is None


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(page(3, 1, 2)) + json.dumps(page(3, 3)),
        json.dumps(page(3, 1, 2)) + "\n" + json.dumps(page(3, 3)) + "\n",
        json.dumps([page(3, 1, 2), page(3, 3)]),
        json.dumps(page(2, 1, 2)) + json.dumps(page(0)) + json.dumps(page(1, 3)),
    ],
)
def test_pages_and_lists_one_after_the_other_are_all_read(text: str) -> None:
    evidence = read(text)

    assert evidence.problem is None
    assert [key.name for key in evidence.keys] == ["SECRET_1", "SECRET_2", "SECRET_3"]


@pytest.mark.parametrize("pages", [[page(45, 1)], [page(1, 0), page(45, 1)], [page(45, 1), page(45, 2)], [page(2)]])
def test_a_list_of_which_pages_are_missing_is_told(pages: list[Any]) -> None:
    evidence = read("".join(map(json.dumps, pages)))

    assert "--paginate" in (evidence.problem or "")
    assert len(evidence.keys) == sum(len(each["secrets"]) for each in pages)


def test_a_list_with_values_is_refused() -> None:
    entry = {
        "name": "A",
        "created_at": "2026-05-01T10:00:00Z",
        "updated_at": "2026-05-01T10:00:00Z",
        "value": "hunter2",
    }
    refused = read({"total_count": 1, "secrets": [entry]})
    assert not refused.keys
    assert "`value`" in (refused.problem or "")
    assert "hunter2" not in (refused.problem or "")


def test_a_time_that_is_none_is_told_with_its_line() -> None:
    evidence = read(REPOSITORY.replace("2019-08-10T14:59:22Z", "2019-08-10 14:59"))

    assert (evidence.line, evidence.keys) == (6, ())
    assert "`created_at`" in (evidence.problem or "")
