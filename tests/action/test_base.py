"""With which commit a pull request is compared, in every sort of clone that a checkout leaves."""

import base64
from pathlib import Path

import pytest

from action.api import Api
from action.conftest import POLICY
from action.pulls import Pull, pull, told
from making import git
from upheld.action import clone
from upheld.action.base import Base, base_of
from upheld.action.runner import Runner

ONLINE = {"UPHELD_INPUT_OFFLINE": "false"}


@pytest.fixture
def made(tmp_path: Path) -> Pull:
    return pull(tmp_path / "remote", {"SECURITY.md": POLICY}, {"README.md": "A change\n"})


def base(environment: dict[str, str], folder: Path, **given: str) -> Base:
    inputs = {f"UPHELD_INPUT_{name.upper()}": value for name, value in given.items()}
    return base_of(Runner({**environment, **ONLINE, **inputs}), folder)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_of_the_merge_that_github_makes_the_first_parent_is_the_base(
    environment: dict[str, str], tmp_path: Path, made: Pull, depth: int
) -> None:
    told(environment, {"pull_request": {"base": {"sha": made.began}, "head": {"sha": made.head}}})
    folder = made.checked_out(tmp_path / "clone", made.merge, depth=depth)

    assert base(environment, folder) == Base(made.tip)
    assert git(folder, "cat-file", "-t", made.tip) == "commit\n"


@pytest.mark.parametrize("depth", [0, 1, 5])
def test_of_the_head_the_merge_base_is_looked_for_until_the_histories_meet(
    environment: dict[str, str], tmp_path: Path, made: Pull, monkeypatch: pytest.MonkeyPatch, depth: int
) -> None:
    monkeypatch.setattr(clone, "_DEPTHS", (2, 4, 8, 16))
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.head, depth=depth)

    assert base(environment, folder) == Base(made.began, trusted=made.tip)


def test_a_merge_that_the_pull_request_made_itself_is_not_taken_for_that_of_github(
    environment: dict[str, str], tmp_path: Path, made: Pull
) -> None:
    told(environment, {"pull_request": {"base": {"sha": made.tip}, "head": {"sha": made.merge}}})
    folder = made.checked_out(tmp_path / "clone", made.merge, depth=0)
    git(folder, "commit", "--quiet", "--allow-empty", "--message=One more")

    assert base(environment, folder) == Base(made.tip)


def test_where_the_histories_do_not_meet_within_bounds_the_tip_is_taken_and_that_is_said(
    environment: dict[str, str], tmp_path: Path, made: Pull, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clone, "_DEPTHS", (1, 2))
    told(environment, made.event())
    found = base(environment, made.checked_out(tmp_path / "clone", made.head))

    assert found.revision == made.tip
    assert found.remark is not None
    assert f"it is compared with {made.tip[:12]}, the tip of the target branch" in found.remark


def test_offline_nothing_is_fetched(environment: dict[str, str], tmp_path: Path, made: Pull) -> None:
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.merge)
    before = (folder / ".git" / "shallow").read_text(encoding="utf-8")

    assert base(environment, folder, offline="true") == Base(made.tip)
    assert (folder / ".git" / "shallow").read_text(encoding="utf-8") == before


def test_a_checkout_of_the_target_branch_is_told_as_no_look_at_the_change(
    environment: dict[str, str], tmp_path: Path, made: Pull
) -> None:
    told(environment, made.event())
    found = base(environment, made.checked_out(tmp_path / "clone", made.tip))

    assert found.revision == made.tip
    assert found.remark is not None
    assert found.remark.startswith("what is checked out is part of the target branch")


def test_a_merge_group_is_compared_with_what_it_stands_on(
    environment: dict[str, str], tmp_path: Path, made: Pull
) -> None:
    told(environment, {"merge_group": {"base_sha": made.tip, "head_sha": made.merge}})
    folder = made.checked_out(tmp_path / "clone", made.merge)

    assert base(environment, folder) == Base(made.tip)
    assert git(folder, "cat-file", "-t", made.tip) == "commit\n"


def test_the_input_has_the_word_and_is_fetched_where_it_is_a_commit(
    environment: dict[str, str], tmp_path: Path, made: Pull
) -> None:
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.merge)

    assert base(environment, folder, base=made.began) == Base(made.began)
    assert git(folder, "cat-file", "-t", made.began) == "commit\n"
    assert base(environment, folder, base="--upload-pack=evil") == Base("--upload-pack=evil")


@pytest.mark.parametrize("event", [{"ref": "refs/heads/main", "before": "0" * 40}, {"pull_request": {"base": 3}}, []])
def test_any_other_event_is_compared_with_nothing(environment: dict[str, str], workspace: Path, event: object) -> None:
    told(environment, event)

    assert base(environment, workspace) == Base(None)


def test_a_folder_that_git_knows_nothing_of_has_the_base_that_the_event_names(
    environment: dict[str, str], tmp_path: Path, made: Pull
) -> None:
    told(environment, made.event())
    plain = tmp_path / "plain"
    plain.mkdir()

    assert base(environment, plain) == Base(made.tip)
    assert base(environment, tmp_path / "nowhere") == Base(made.tip)


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_private_repository_is_asked_with_the_token_where_the_checkout_left_no_credentials(
    environment: dict[str, str], tmp_path: Path, made: Pull, api: Api
) -> None:
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.merge)
    git(folder, "remote", "set-url", "origin", f"{api.address}/owner/project")
    api.status = 401
    lent = {"GITHUB_TOKEN": "not-a-real-token", "GITHUB_SERVER_URL": api.address}
    base({**environment, **lent}, folder)
    first, second = api.asked[0][1], api.asked[1][1]

    assert first is None
    assert base64.b64decode(str(second).removeprefix("basic ")) == b"x-access-token:not-a-real-token"


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_the_token_goes_to_no_server_but_github(
    environment: dict[str, str], tmp_path: Path, made: Pull, api: Api
) -> None:
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.merge)
    git(folder, "remote", "set-url", "origin", f"{api.address}/owner/project")
    api.status = 401
    lent = {"GITHUB_TOKEN": "not-a-real-token", "GITHUB_SERVER_URL": "https://github.example"}
    base({**environment, **lent}, folder)

    assert api.asked
    assert {authorization for _, authorization in api.asked} == {None}
