"""Which commit of Upheld a workflow is pinned to: the one that was installed, else that of the release."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from making import git, repository
from upheld import HOME, __version__
from upheld.starting import action_commit as room
from upheld.starting.action_commit import action_commit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Say what pip has noted of where Upheld came from; nothing as it stands."""
    noted: dict[str, object] = {}

    def distribution(name: str) -> SimpleNamespace:
        assert name == "upheld"
        return SimpleNamespace(
            read_text=lambda file: json.dumps(noted) if file == "direct_url.json" and noted else None
        )

    monkeypatch.setattr("importlib.metadata.distribution", distribution)
    return noted


def released(folder: Path, monkeypatch: pytest.MonkeyPatch, *, annotated: bool) -> str:
    """Make the repository from which Upheld is released; return the commit of this version."""
    made = repository(folder, {"a": "1"})
    git(folder, "tag", *(["-m", "Release"] if annotated else []), f"v{__version__}")
    monkeypatch.setattr(room, "HOME", folder.as_uri())
    return str(made.commit)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("annotated", [True, False])
def test_the_release_of_this_version_is_asked_for_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, annotated: bool
) -> None:
    commit = released(tmp_path / "home", monkeypatch, annotated=annotated)

    assert action_commit(None, offline=False) == commit
    assert action_commit(None, offline=True) is None


@pytest.mark.usefixtures("installed")
def test_the_settings_of_a_repository_do_not_lead_to_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = released(tmp_path / "home", monkeypatch, annotated=False)
    evil = repository(tmp_path / "evil", {"a": "2"}, tags=(f"v{__version__}",))
    git(evil.root, "config", f"url.{evil.root.as_uri()}.insteadOf", (tmp_path / "home").as_uri())
    monkeypatch.chdir(evil.root)

    assert action_commit(None, offline=False) == commit


@pytest.mark.usefixtures("installed")
def test_a_place_that_has_no_such_release_or_is_none_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "HOME", repository(tmp_path / "home", {}).root.as_uri())
    assert action_commit(None, offline=False) is None
    monkeypatch.setattr(room, "HOME", (tmp_path / "missing").as_uri())
    assert action_commit(None, offline=False) is None


@pytest.mark.parametrize(
    ("url", "commit", "found"),
    [
        (HOME, COMMIT, COMMIT),
        (f"{HOME}.git", COMMIT, COMMIT),
        ("https://github.com/somebody/upheld", COMMIT, None),
        (HOME, "main", None),
    ],
)
def test_what_was_installed_from_our_repository_names_its_commit(
    installed: dict[str, object], url: str, commit: str, found: str | None
) -> None:
    installed |= {"url": url, "vcs_info": {"vcs": "git", "commit_id": commit}}

    assert action_commit(None, offline=True) == found


def test_what_is_given_counts_more_than_what_is_installed(installed: dict[str, object]) -> None:
    installed |= {"url": HOME, "vcs_info": {"vcs": "git", "commit_id": COMMIT}}

    assert action_commit("f" * 40, offline=True) == "f" * 40
