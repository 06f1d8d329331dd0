"""Lists of keys from GitHub's API: all pages, the fields that are wanted, and what a refusal takes to mend."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from upheld.cli.keys import KINDS
from upheld.cli.keys import export as export_command
from upheld.errors import UserError
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Key
from upheld.keys_export import Wanted, export
from upheld.services import Services
from upheld.services.github_keys import GitHubKeys, questions_of_repository
from upheld.told import Told

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

TOKEN = "not-a-real-token"  # noqa: S105
PLANTED = "planted-c0rrect-h0rse"
REPOSITORY = "/github/repos/example/app"
ORGANISATION = "/github/orgs/example"
LISTS = ("actions/secrets", "actions/organization-secrets", "dependabot/secrets", "codespaces/secrets")
PAGE = "?per_page=100&page="


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPHELD_GITHUB_TOKEN", raising=False)
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    monkeypatch.setenv("GH_TOKEN", TOKEN)


def secret(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "created_at": "2025-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", **more}


def secrets(*entries: dict[str, Any], total: int | None = None, **more: Any) -> dict[str, Any]:
    return {"total_count": len(entries) if total is None else total, "secrets": list(entries), **more}


def deploy_key(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "key": "ssh-ed25519 AAAA",
        "url": f"https://api.github.com/repos/example/app/keys/{number}",
        "title": f"deploy {number}",
        "verified": True,
        "created_at": "2025-06-01T00:00:00Z",
        "read_only": True,
        "added_by": "octocat",
        "last_used": None,
        "enabled": True,
        **more,
    }


def repository_with(routes: dict[str, Any], **lists: Any) -> None:
    """Answer for a repository whose other lists are empty."""
    for name in LISTS:
        routes[f"{REPOSITORY}/{name}{PAGE}1"] = lists.get(name.replace("/", "_").replace("-", "_"), secrets())
    routes[f"{REPOSITORY}/keys{PAGE}1"] = lists.get("keys", [])


def exported(folder: Path, **wanted: Any) -> tuple[Told, dict[str, Any], tuple[Key, ...]]:
    file = folder / "keys.json"
    chosen: dict[str, Any] = {"repository": "example/app", **wanted}
    outcome = export(Wanted(**chosen), file)
    found = read_evidence("keys.json", file.read_bytes())
    assert [each.problem for each in found if each.problem and not outcome.failures] == []
    return outcome, json.loads(file.read_text(encoding="utf-8")), tuple(key for each in found for key in each.keys)


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
def test_the_file_that_is_written_is_the_file_that_is_read(routes: dict[str, Any], tmp_path: Path) -> None:
    repository_with(
        routes,
        actions_secrets=secrets(secret("PYPI_TOKEN"), secret("OLD", updated_at="2025-01-01T00:00:00Z")),
        dependabot_secrets=secrets(secret("NPM_TOKEN")),
        keys=[deploy_key(1)],
    )
    outcome, content, keys = exported(tmp_path)

    assert [(key.name, key.scope) for key in keys] == [
        ("PYPI_TOKEN", "repository example/app, Actions"),
        ("OLD", "repository example/app, Actions"),
        ("NPM_TOKEN", "repository example/app, Dependabot"),
        ("deploy 1", "repository example/app, read-only"),
    ]
    assert [keys[1].changed, keys[3].last_used] == [NEVER, NEVER]
    assert (content["repository"], content["api_version"], content["missing"]) == ("example/app", "2022-11-28", [])
    assert "repository example/app, Actions: 2 secrets" in outcome.lines
    assert outcome.failures == ()


@pytest.mark.usefixtures("on_loopback")
def test_what_was_asked_is_the_documented_api(
    routes: dict[str, Any], asked: list[dict[str, str]], tmp_path: Path
) -> None:
    repository_with(routes)
    exported(tmp_path)

    assert [each["Path"].removeprefix(REPOSITORY) for each in asked] == [f"/{name}{PAGE}1" for name in (*LISTS, "keys")]
    assert {each["Authorization"] for each in asked} == {f"Bearer {TOKEN}"}
    assert {each["X-GitHub-Api-Version"] for each in asked} == {"2022-11-28"}


@pytest.mark.usefixtures("on_loopback")
def test_only_what_was_chosen_is_asked(routes: dict[str, Any], asked: list[dict[str, str]], tmp_path: Path) -> None:
    repository_with(routes)
    exported(tmp_path, kinds=("deploy-keys",))

    assert [each["Path"] for each in asked] == [f"{REPOSITORY}/keys{PAGE}1"]


@pytest.mark.usefixtures("on_loopback")
def test_all_pages_are_asked_for(routes: dict[str, Any], tmp_path: Path) -> None:
    names = [f"SECRET_{number}" for number in range(230)]
    repository_with(routes, keys=[deploy_key(number) for number in range(100)])
    for page in range(3):
        entries = map(secret, names[page * 100 : page * 100 + 100])
        routes[f"{REPOSITORY}/actions/secrets{PAGE}{page + 1}"] = secrets(*entries, total=230)
    routes[f"{REPOSITORY}/keys{PAGE}2"] = [deploy_key(100)]
    _, _, keys = exported(tmp_path)

    assert [key.name for key in keys if key.kind == "secret"] == names
    assert len([key for key in keys if key.kind == "deploy-key"]) == 101


@pytest.mark.usefixtures("on_loopback")
def test_a_list_that_never_ends_is_given_up(
    routes: dict[str, Any], asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("upheld.services.github_keys.MOST_PAGES", 3)
    repository_with(routes)
    for page in range(1, 9):
        routes[f"{REPOSITORY}/actions/secrets{PAGE}{page}"] = secrets(secret("AGAIN"), total=10**9)
    outcome, _, _ = exported(tmp_path)

    assert "more than 300 entries" in outcome.failures[0]
    assert len([each for each in asked if "/actions/secrets" in each["Path"]]) == 3


@pytest.mark.usefixtures("on_loopback")
def test_a_list_that_stops_short_of_its_count_is_a_failure(routes: dict[str, Any], tmp_path: Path) -> None:
    repository_with(routes, actions_secrets=secrets(secret("A"), total=2))
    routes[f"{REPOSITORY}/actions/secrets{PAGE}2"] = secrets(total=2)
    outcome, _, _ = exported(tmp_path)

    assert "1 entries where it counts 2" in outcome.failures[0]


@pytest.mark.usefixtures("on_loopback")
def test_each_environment_has_secrets_of_its_own(routes: dict[str, Any], tmp_path: Path) -> None:
    repository_with(routes)
    environments = [{"id": 1, "name": "production"}, {"id": 2, "name": "a/b & c"}]
    routes[f"{REPOSITORY}/environments{PAGE}1"] = {"total_count": 2, "environments": environments}
    routes[f"{REPOSITORY}/environments/production/secrets{PAGE}1"] = secrets(secret("DEPLOY"))
    routes[f"{REPOSITORY}/environments/a%2Fb%20%26%20c/secrets{PAGE}1"] = secrets(secret("OTHER"))
    _, _, keys = exported(tmp_path, environments=True)

    assert [(key.name, key.scope) for key in keys] == [
        ("DEPLOY", "repository example/app, environment production"),
        ("OTHER", "repository example/app, environment a/b & c"),
    ]


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("name", ["..", ".", "", None])
def test_an_environment_that_leads_elsewhere_is_not_asked(
    routes: dict[str, Any], asked: list[dict[str, str]], tmp_path: Path, name: Any
) -> None:
    repository_with(routes)
    routes[f"{REPOSITORY}/environments{PAGE}1"] = {"total_count": 1, "environments": [{"name": name}]}
    outcome, _, _ = exported(tmp_path, environments=True)

    assert len(outcome.failures) == 1
    assert asked[-1]["Path"] == f"{REPOSITORY}/environments{PAGE}1"


@pytest.mark.usefixtures("on_loopback")
def test_an_organisation_is_asked_alone_where_it_is_named_alone(routes: dict[str, Any], tmp_path: Path) -> None:
    for name in ("actions", "dependabot", "codespaces"):
        routes[f"{ORGANISATION}/{name}/secrets{PAGE}1"] = secrets(secret(name.upper(), visibility="all"))
    _, content, keys = exported(tmp_path, repository=None, organisation="example")

    assert [key.scope for key in keys] == [
        f"organisation example, {name}" for name in ("Actions", "Dependabot", "Codespaces")
    ]
    assert content["repository"] is None


# Refusals


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    ("path", "permission"),
    [
        ("actions/secrets", "Secrets: read"),
        ("dependabot/secrets", "Dependabot secrets: read"),
        ("codespaces/secrets", "Codespaces secrets: write"),
        ("keys", "Administration: read"),
    ],
)
@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_names_the_permission_that_is_missing(
    routes: dict[str, Any], tmp_path: Path, path: str, permission: str, status: int
) -> None:
    repository_with(routes)
    routes[f"{REPOSITORY}/{path}{PAGE}1"] = status
    outcome, content, _ = exported(tmp_path)

    (failure,) = outcome.failures
    assert permission in failure
    assert ("workflow" in failure) == (status == 403)
    assert [each["reason"] in failure for each in content["missing"]] == [True]


@pytest.mark.usefixtures("on_loopback")
def test_a_gap_in_the_file_is_told_when_it_is_read(routes: dict[str, Any], tmp_path: Path) -> None:
    repository_with(routes)
    routes[f"{REPOSITORY}/keys{PAGE}1"] = 403
    exported(tmp_path)

    problems = [each.problem for each in read_evidence("keys.json", (tmp_path / "keys.json").read_bytes())]
    assert [problem for problem in problems if problem] == [
        "lacks a list that was asked for, and says why in `missing`"
    ]


@pytest.mark.usefixtures("on_loopback")
def test_a_repository_without_an_organisation_has_none_of_its_secrets(routes: dict[str, Any], tmp_path: Path) -> None:
    repository_with(routes)
    routes[f"{REPOSITORY}/actions/organization-secrets{PAGE}1"] = 404
    outcome, _, _ = exported(tmp_path)

    assert outcome.failures == ()


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(("status", "words"), [(401, "not valid"), (301, "renamed"), (429, "how often")])
def test_where_nothing_is_told_nothing_is_written(
    routes: dict[str, Any], tmp_path: Path, status: int, words: str
) -> None:
    for name in (*LISTS, "keys"):
        routes[f"{REPOSITORY}/{name}{PAGE}1"] = status
    with pytest.raises(UserError, match=words):
        exported(tmp_path)
    assert list(tmp_path.rglob("keys.json")) == []


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("name", ["example", "example/app/..", "example/..", "a b/c", "example/app?x", "é/é", "/app"])
def test_no_other_address_can_be_asked(asked: list[dict[str, str]], tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="OWNER/NAME"):
        exported(tmp_path, repository=name)
    with pytest.raises(UserError, match="no organisation"):
        exported(tmp_path, repository=None, organisation="../user")
    assert asked == []


def test_without_a_token_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GH_TOKEN")
    with pytest.raises(UserError, match="UPHELD_GITHUB_TOKEN"):
        exported(tmp_path)


@pytest.mark.usefixtures("on_loopback")
def test_the_token_that_is_meant_for_it_comes_first(
    routes: dict[str, Any], asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UPHELD_GITHUB_TOKEN", "narrow")
    repository_with(routes)
    exported(tmp_path)

    assert {each["Authorization"] for each in asked} == {"Bearer narrow"}


@pytest.mark.usefixtures("on_loopback")
def test_a_workflow_s_own_repository_is_asked_where_none_is_named(
    routes: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository_with(routes)
    monkeypatch.setenv("GITHUB_REPOSITORY", "example/app")
    _, content, _ = exported(tmp_path, repository=None)

    assert content["repository"] == "example/app"


# The command


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(("status", "code"), [(403, 3), (None, 0)])
def test_the_exit_code_says_whether_all_was_got(
    routes: dict[str, Any], tmp_path: Path, status: int | None, code: int
) -> None:
    repository_with(routes, actions_secrets=secrets(secret("A")))
    if status:
        routes[f"{REPOSITORY}/keys{PAGE}1"] = status
    result = CliRunner().invoke(export_command, ["--repo", "example/app", "--output", str(tmp_path / "keys.json")])

    assert result.exit_code == code
    assert "repository example/app, Actions: 1 secrets" in result.stdout
    assert ("Administration: read" in result.stderr) == bool(status)
    assert (tmp_path / "keys.json").exists()


def test_what_the_user_can_mend_is_exit_code_2(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GH_TOKEN")
    result = CliRunner().invoke(export_command, ["--repo", "a/b", "--output", str(tmp_path / "keys.json")])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("upheld: ")


# No value anywhere


@pytest.mark.usefixtures("on_loopback")
def test_no_field_that_is_not_wanted_leaves_the_answer(
    routes: dict[str, Any], tmp_path: Path, cache_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    extra: dict[str, Any] = {
        "value": PLANTED,
        "encrypted_value": PLANTED,
        "nested": {"token": [PLANTED]},
        PLANTED: PLANTED,
    }
    repository_with(
        routes,
        actions_secrets=(
            200,
            {"ETag": f'"{PLANTED}"', "Content-Type": "application/json", "X-Secret": PLANTED},
            json.dumps(secrets(secret("A", **extra), **extra)).encode(),
        ),
        keys=[deploy_key(1, **{**extra, "key": PLANTED})],
    )
    outcome, _, _ = exported(tmp_path)

    assert PLANTED not in repr(outcome) + caplog.text
    assert not any(PLANTED in each.read_text(encoding="utf-8") for each in tmp_path.rglob("*") if each.is_file())
    assert not cache_folder.exists()


SECRET_FIELDS = ["name", "created_at", "updated_at", "visibility"]
KEY_FIELDS = [field for field in deploy_key(1) if field not in {"key", "title", "added_by"}]


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("field", SECRET_FIELDS)
@pytest.mark.parametrize("planted", [f"{PLANTED}!", {"a": PLANTED}, [PLANTED], None, 5])
def test_a_field_of_a_secret_that_holds_something_else_is_told_and_not_shown(
    routes: dict[str, Any], tmp_path: Path, field: str, planted: Any
) -> None:
    repository_with(routes, actions_secrets=secrets({**secret("A"), field: planted}))
    outcome, _, _ = exported(tmp_path)

    (failure,) = outcome.failures
    assert "not a list of secrets" in failure
    assert PLANTED not in failure + (tmp_path / "keys.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("field", KEY_FIELDS)
def test_a_field_of_a_deploy_key_that_holds_something_else_is_told_and_not_shown(
    routes: dict[str, Any], tmp_path: Path, field: str
) -> None:
    repository_with(routes, keys=[deploy_key(1, **{field: PLANTED})])
    outcome, _, _ = exported(tmp_path)

    (failure,) = outcome.failures
    assert "not a list of deploy keys" in failure
    assert PLANTED not in failure + (tmp_path / "keys.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("answer", [[], {}, {"secrets": {}}, {"secrets": [1]}, {"total_count": 0}, [[]], "x", None])
def test_an_answer_of_another_shape_is_told(routes: dict[str, Any], tmp_path: Path, answer: Any) -> None:
    repository_with(routes, actions_secrets=answer)
    outcome, _, _ = exported(tmp_path)

    assert "not a list of secrets" in outcome.failures[0]


def test_a_run_that_is_offline_asks_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="--offline"):
        GitHubKeys.of(Services(offline=True), TOKEN)
    assert {each.kind for each in questions_of_repository("example/app")} == set(KINDS)
    assert list(tmp_path.iterdir()) == []
