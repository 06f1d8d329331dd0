"""What can be verified here: the clone, the services, the tools, each with how to mend what is missing."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from github_server import GitHub, github
from making import git, repository
from produced import upheld
from upheld.diagnosis import examining, tools
from upheld.diagnosis.ability import Proof
from upheld.report import doctor

POLICY = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n"
TOKENS = ("UPHELD_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN")
VALUE = "ghp_nobodyshallseethis"

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave out the proof, which has tests of its own, and what this machine's user has set."""
    monkeypatch.setattr(examining, "proof", lambda: Proof((), ()))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in (*TOKENS, "GITHUB_API_URL", "GITHUB_SERVER_URL", "UPHELD_OSV_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "project", {"SECURITY.md": POLICY}, tags=("v1.0.0", "v1.1.0")).root


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with github() as server:
        server.answers["/rate_limit"] = (200, {})
        monkeypatch.setenv("GITHUB_API_URL", server.address)
        monkeypatch.setenv("UPHELD_OSV_URL", server.address)
        yield server


def told(folder: Path, *options: str | Path) -> dict[str, tuple[str, str, str | None]]:
    """Return the state, what is said and how to mend it, by subject."""
    done = upheld("doctor", "--format", "json", *options, folder)
    assert done.exit_code == 0, done.output
    return {
        each["subject"]: (each["state"], each["says"], each["mend"]) for each in json.loads(done.stdout)["abilities"]
    }


def offline(folder: Path, *options: str | Path) -> dict[str, tuple[str, str, str | None]]:
    return told(folder, "--offline", *options)


# The clone


def test_a_whole_clone_with_tags_and_a_policy_is_all_that_is_wanted(folder: Path) -> None:
    found = offline(folder)

    assert found["history"] == ("yes", "the whole history is here", None)
    assert found["releases"] == ("yes", "git tags: 2 tags, 2 final releases, the highest v1.1.0", None)
    assert found["policy"] == ("yes", "SECURITY.md: 1 promise read", None)


def test_a_shallow_clone_is_told_with_how_to_deepen_it(folder: Path) -> None:
    (folder / ".git" / "shallow").write_text(git(folder, "rev-parse", "HEAD"), encoding="utf-8")
    found = offline(folder)

    assert found["history"][0] == "partly"
    assert "--unshallow" in (found["history"][2] or "")
    assert found["releases"][0] == "no"
    assert found["releases"][2] == found["history"][2]


@pytest.mark.parametrize(
    ("make", "subject", "state", "said"),
    [
        (
            lambda path: repository(path, {}),
            "releases",
            "partly",
            "supported versions can be held against branches only",
        ),
        (lambda path: repository(path, {}), "policy", "no", "no security policy could be read: there is none"),
        (lambda path: repository(path, {"SECURITY.md": "# Hello\n"}), "policy", "no", "SECURITY.md: 0 promises read"),
        (lambda path: path.mkdir(), "history", "no", "no tags, branches or commits can be seen"),
        (lambda path: (path.mkdir(), git(path, "init", "-q")), "history", "no", "there is no commit yet"),
    ],
)
def test_what_a_clone_lacks_is_told_with_how_to_mend_it(
    tmp_path: Path, make: Any, subject: str, state: str, said: str
) -> None:
    make(tmp_path / "project")
    found = offline(tmp_path / "project")

    assert found[subject][0] == state
    assert said in found[subject][1]
    assert found[subject][2]


# The services


def test_offline_nothing_is_asked_and_that_is_told(folder: Path, api: GitHub) -> None:
    found = offline(folder)

    assert found["network"][0] == found["vulnerabilities"][0] == "no"
    assert found["network"][2] == "leave out --offline"
    assert api.asked == []


def test_without_a_token_github_answers_little(folder: Path, api: GitHub) -> None:
    state, said, mend = told(folder)["GitHub"]

    assert (state, mend) == ("partly", "put one in GH_TOKEN or GITHUB_TOKEN")
    assert "without a token" in said
    assert api.asked[0] == ("/rate_limit", None)


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_is_told_by_its_name_and_never_by_its_value(
    folder: Path, api: GitHub, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, VALUE)
    done = upheld("doctor", folder)

    assert f"it takes the token of {name}\n" in done.stdout
    assert VALUE not in done.output
    assert (api.asked[0][1] or "").endswith(VALUE)


def test_a_token_that_is_not_taken_is_told_with_the_others_that_are_not_used(
    folder: Path, api: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.answers["/rate_limit"] = (401, {"message": "Bad credentials"})
    monkeypatch.setenv("GH_TOKEN", VALUE)
    monkeypatch.setenv("GITHUB_TOKEN", "another")
    state, said, mend = told(folder)["GitHub"]

    assert (state, mend) == ("no", "give a valid token")
    assert said.endswith("(token of GH_TOKEN; GITHUB_TOKEN not used)")


@pytest.mark.parametrize(
    ("secrets", "scanning", "states"),
    [
        ((200, {}), (200, []), ("yes", "yes")),
        ((403, {}), (403, {}), ("no", "no")),
        ((404, {}), (404, {}), ("no", "partly")),
    ],
)
def test_what_the_token_may_see_of_the_repository_is_asked(
    folder: Path,
    api: GitHub,
    monkeypatch: pytest.MonkeyPatch,
    secrets: tuple[int, Any],
    scanning: tuple[int, Any],
    states: tuple[str, str],
) -> None:
    git(folder, "remote", "add", "origin", "https://github.com/lantern/lantern.git")
    monkeypatch.setenv("GITHUB_TOKEN", VALUE)
    api.answers["/repos/lantern/lantern/actions/secrets"] = secrets
    api.answers["/repos/lantern/lantern/code-scanning/analyses"] = scanning
    found = told(folder)

    assert (found["keys on GitHub"][0], found["code scanning"][0]) == states


@pytest.mark.usefixtures("api")
def test_where_osv_does_not_answer_a_snapshot_is_proposed(folder: Path) -> None:
    state, _, mend = told(folder)["vulnerabilities"]

    assert state == "no"
    assert "`upheld advisories sync DIR`" in (mend or "")


def snapshot(folder: Path, days: int) -> Path:
    modified = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    record = {
        "id": "PYSEC-1",
        "modified": modified,
        "affected": [{"package": {"ecosystem": "PyPI", "name": "lantern"}}],
    }
    (folder / "PyPI").mkdir(parents=True)
    (folder / "PyPI" / "PYSEC-1.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (0, "yes", "of today"),
        (1, "yes", "1 day old"),
        (7, "yes", "7 days old"),
        (8, "partly", "8 days old; what came out"),
    ],
)
def test_a_snapshot_is_as_good_as_it_is_young(tmp_path: Path, folder: Path, days: int, state: str, said: str) -> None:
    found = offline(folder, "--advisories", snapshot(tmp_path / "advisories", days))

    assert found["vulnerabilities"][0] == state
    assert f"snapshot of PyPI: newest advisory {said}" in found["vulnerabilities"][1]


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda _: None], ids=["empty", "missing"])
def test_a_snapshot_without_advisories_is_none(tmp_path: Path, folder: Path, make: Any) -> None:
    make(tmp_path / "advisories")
    state, _, mend = offline(folder, "--advisories", tmp_path / "advisories")["vulnerabilities"]

    assert state == "no"
    assert mend == f"`upheld advisories sync {tmp_path / 'advisories'}`"


# The tools


def test_a_library_that_cannot_be_imported_is_told_with_what_it_costs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> object:
        if name == "tree_sitter_rust":
            raise ImportError(name)
        return object()

    monkeypatch.setattr(tools, "import_module", refuse)
    state, said, mend = offline(folder)["source"]

    assert (state, mend) == ("no", "install Upheld with its dependencies")
    assert said.startswith("tree-sitter-rust cannot be imported: whether the source listens")


def test_without_programs_on_the_path_each_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr("upheld.git._program", _no_git)
    found = offline(folder)

    assert found["git"] == ("no", "git is not installed: no history, no tags, no base", "install git")
    assert found["history"][0] == "no"
    assert found["tracing"][0] == "no"
    assert found["pip-audit"][2] == "pip install 'upheld[pip-audit]'"


def _no_git() -> str:
    from upheld.git import GitMissingError  # noqa: PLC0415

    raise GitMissingError("git is not installed")


def test_the_text_names_each_subject_its_state_and_how_to_mend_it(folder: Path) -> None:
    done = upheld("doctor", "--offline", folder)
    lines = done.stdout.splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith("network "))

    assert lines[place].split()[:2] == ["network", "no"]
    assert lines[place + 1].strip() == "to mend it: leave out --offline"
    assert "\x1b[" in upheld("doctor", "--offline", "--color", "always", folder).stdout


def test_what_others_wrote_is_shown_so_that_no_terminal_obeys_it() -> None:
    from upheld.diagnosis.ability import Ability, Diagnosis, State  # noqa: PLC0415
    from upheld.report.style import PLAIN  # noqa: PLC0415

    made = Diagnosis("1.0", (Ability("policy", State.NO, "\x1b[31mred\n::error::x", "\u202e"),), Proof((), ()))

    assert doctor.render(made, "text", PLAIN).count("\n") == 5
    assert "\x1b" not in doctor.render(made, "text", PLAIN)
    assert "\u202e" not in doctor.render(made, "text", PLAIN)
