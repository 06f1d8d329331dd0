"""How to report a vulnerability: what a first policy says of it is known, or it says nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from github_server import GitHub, github
from making import git, repository
from produced import upheld

ADDRESS = "https://github.com/lantern/lantern/security/advisories/new"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
ASKED = "/repos/lantern/lantern/private-vulnerability-reporting"

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[GitHub]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with github() as server:
        monkeypatch.setenv("GITHUB_API_URL", server.address)
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = repository(tmp_path / "project", {}, tags=("v1.0.0",)).root
    git(made, "remote", "add", "origin", "git@github.com:lantern/lantern.git")
    return made


def init(folder: Path, *options: str) -> Result:
    done = upheld("init", "--action-commit", COMMIT, *options, folder)
    assert done.exit_code == 0, done.output
    return done


def test_private_reporting_is_offered_where_github_says_that_it_is_switched_on(folder: Path, api: GitHub) -> None:
    api.answers[ASKED] = (200, {"enabled": True})
    init(folder)

    policy = (folder / "SECURITY.md").read_text(encoding="utf-8")
    assert f"[GitHub's private vulnerability reporting]({ADDRESS}), not a public issue." in policy
    assert upheld("check", "--offline", folder).exit_code == 0


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, {"enabled": False}), "private reporting is switched off on GitHub"),
        ((200, {"enabled": "yes"}), "whether GitHub takes private reports is not known: GitHub answers with something"),
        ((200, []), "whether GitHub takes private reports is not known: GitHub answers with something"),
        ((403, {}), "whether GitHub takes private reports is not known: "),
        ((404, {}), "whether GitHub takes private reports is not known: "),
    ],
)
def test_where_it_is_not_known_to_be_switched_on_it_is_not_offered(
    folder: Path, api: GitHub, answer: tuple[int, Any], why: str
) -> None:
    api.answers[ASKED] = answer
    done = init(folder)

    assert why in done.stdout
    assert "Reporting a vulnerability" not in (folder / "SECURITY.md").read_text(encoding="utf-8")


def test_offline_nobody_is_asked(folder: Path, api: GitHub) -> None:
    done = init(folder, "--offline")

    assert "is not known: not asked: --offline" in done.stdout
    assert api.asked == []


def test_an_address_that_is_given_is_said_and_nobody_is_asked_for_another(folder: Path, api: GitHub) -> None:
    init(folder, "--contact", "https://lantern.dev/security")

    assert "to https://lantern.dev/security, not in" in (folder / "SECURITY.md").read_text(encoding="utf-8")
    assert ASKED not in [path for path, _ in api.asked]


def test_the_policy_of_the_owner_is_not_hidden_by_a_new_one(folder: Path, api: GitHub) -> None:
    entry = {"name": "SECURITY.md", "type": "file"}
    text = {
        "encoding": "base64",
        "content": "IyBTZWN1cml0eQo=",
        "html_url": "https://github.com/lantern/.github/blob/main/SECURITY.md",
    }
    api.answers["/repos/lantern/.github"] = (200, {"private": False})
    api.answers["/repos/lantern/.github/contents"] = (200, [entry])
    api.answers["/repos/lantern/.github/contents/SECURITY.md"] = (200, text)
    done = init(folder)

    assert "https://github.com/lantern/.github/blob/main/SECURITY.md is the security policy already" in done.stdout
    assert not (folder / "SECURITY.md").exists()
