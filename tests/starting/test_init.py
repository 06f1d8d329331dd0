"""`upheld init`: what it writes is true, valid and pinned, and nothing that is there is ever touched."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from making import git, repository
from produced import upheld
from upheld.config.reading import config_in

COMMIT = "0123456789abcdef0123456789abcdef01234567"
WORKFLOW = ".github/workflows/upheld.yml"
OURS = Path(__file__).parents[2] / WORKFLOW
FILES = {"SECURITY.md", ".upheld.yml", WORKFLOW}
DEPENDABOT = """version: 2
updates:
  - {package-ecosystem: pip, directory: /, schedule: {interval: weekly}}
"""
AUDIT = "on: [pull_request]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pip-audit -r requirements.txt\n"
RENOVATE = '{"extends": ["config:recommended"]}'

REPOSITORIES: dict[str, tuple[dict[str, str | bytes], tuple[str, ...]]] = {
    "nothing but a commit": ({}, ()),
    "releases": ({}, ("v1.2.0", "v1.3.1", "v2.0.0-rc1")),
    "releases of one number": ({}, ("v4", "v5")),
    "a next release that is announced": (
        {"pyproject.toml": '[project]\nname = "lantern"\nversion = "1.4.0"\n'},
        ("v1.2.0", "v1.3.1"),
    ),
    "a next major release that is announced": (
        {"package.json": '{"name": "lantern", "version": "2.0.0"}'},
        ("v1.2.0", "v1.3.1"),
    ),
    "a bot and an audit": (
        {
            ".github/dependabot.yml": DEPENDABOT,
            ".github/workflows/ci.yml": AUDIT,
            "requirements.txt": "relay-http==1.0\n",
        },
        ("v0.1.0",),
    ),
    "another bot": ({"renovate.json": RENOVATE, "package.json": '{"dependencies": {"left": "1.0.0"}}'}, ()),
    "a token that is committed": ({"settings.py": "<planted>"}, ("v1.0.0",)),
}
TOKEN = ("ghp_", "SYvSVaBVd", "n5I5og2yx", "ec90W3BF1", "SRq0ca26p")
PLANTED = f'token = "{"".join(TOKEN)}"\n'


def made(folder: Path, named: str) -> Path:
    files, tags = REPOSITORIES[named]
    planted: dict[str, str | bytes] = {path: PLANTED if text == "<planted>" else text for path, text in files.items()}
    return repository(folder / "project", {"README.md": "# Lantern\n", **planted}, tags=tags).root


def init(folder: Path, *options: str) -> Result:
    return upheld("init", "--offline", *options, folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


@pytest.mark.parametrize("named", REPOSITORIES)
def test_every_promise_of_the_first_policy_is_kept_that_day(tmp_path: Path, named: str) -> None:
    folder = made(tmp_path, named)
    done = init(folder, "--action-commit", COMMIT, "--contact", "security@lantern.dev")
    assert done.exit_code == 0, done.output
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Upheld")

    checked = upheld("check", "--offline", "--format", "concise", folder)
    lines = [line for line in checked.stdout.splitlines() if line.startswith("SECURITY.md:")]
    assert checked.exit_code == 0, checked.stdout
    assert {re.split(r": ", line, maxsplit=2)[1] for line in lines if "[unchecked]" not in line} == {"upheld"}
    assert contents(folder).keys() >= FILES


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nothing but a commit", ["| main    |", "No API keys,"]),
        ("releases", ["| 1.3.x   |", "No API keys,"]),
        ("releases of one number", ["| 5       |"]),
        ("a next release that is announced", ["| 1.x     |"]),
        ("a next major release that is announced", ["| latest release |"]),
        (
            "a bot and an audit",
            [
                "| 0.1.x   |",
                "Dependabot updates our dependencies weekly.",
                "`pip-audit` looks for known",
                "every pull request",
            ],
        ),
        ("another bot", ["Renovate keeps our dependencies up to date."]),
    ],
)
def test_the_policy_says_what_the_repository_shows(tmp_path: Path, named: str, said: list[str]) -> None:
    folder = made(tmp_path, named)
    init(folder)
    policy = (folder / "SECURITY.md").read_text(encoding="utf-8")

    assert [words for words in said if words not in policy] == []


def test_what_is_not_kept_is_not_promised_and_told(tmp_path: Path) -> None:
    folder = made(tmp_path, "a token that is committed")
    done = init(folder)

    assert "API keys" not in (folder / "SECURITY.md").read_text(encoding="utf-8")
    assert "the policy does not say that no secrets are committed: nothing here shows it" in done.stdout


def test_without_an_address_the_policy_says_nothing_of_reports_and_the_command_says_that(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    done = init(folder)

    assert "Reporting" not in (folder / "SECURITY.md").read_text(encoding="utf-8")
    assert "the policy does not say yet how to report a vulnerability: no address was given (--contact)" in done.stdout


@pytest.mark.parametrize(
    "contact", ["security@example.com", "nobody", "javascript:alert(1)", "a@b.dev\n## x", "https://x y"]
)
def test_a_contact_that_nobody_could_write_to_is_refused_and_nothing_is_written(tmp_path: Path, contact: str) -> None:
    folder = made(tmp_path, "releases")
    before = contents(folder)
    done = init(folder, "--contact", contact)

    assert done.exit_code == 2
    assert repr(contact)[1:6] in done.stderr
    assert contents(folder) == before


def test_a_bare_repository_is_refused(tmp_path: Path) -> None:
    made(tmp_path, "releases")
    git(tmp_path, "clone", "-q", "--bare", "project", "bare.git")
    done = init(tmp_path / "bare.git")

    assert done.exit_code == 2
    assert "it is a bare repository; check it out first" in done.stderr
    assert not (tmp_path / "bare.git" / ".upheld.yml").exists()


def test_a_dry_run_shows_all_and_writes_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    before = contents(folder)
    done = init(folder, "--dry-run", "--action-commit", COMMIT)

    assert contents(folder) == before
    assert [line for line in done.stdout.splitlines() if line.startswith("--- ")] == [
        "--- SECURITY.md",
        f"--- {WORKFLOW}",
        "--- .upheld.yml",
    ]
    assert f"- uses: upheld/upheld@{COMMIT}" in done.stdout


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    init(folder, "--action-commit", COMMIT)
    before = contents(folder)
    done = init(folder, "--action-commit", "f" * 40)

    assert contents(folder) == before
    assert done.exit_code == 0
    assert f"{WORKFLOW} is there already" in done.stdout


@pytest.mark.parametrize(
    ("path", "text", "not_written"),
    [
        ("docs/security.rst", "Security\n========\n", "SECURITY.md"),
        (".github/.upheld.yml", "ignore: []\n", ".upheld.yml"),
        ("pyproject.toml", "[tool.upheld]\nignore = []\n", ".upheld.yml"),
        (WORKFLOW, "on: push\n", ""),
    ],
)
def test_what_is_there_in_another_place_is_left_and_not_doubled(
    tmp_path: Path, path: str, text: str, not_written: str
) -> None:
    folder = repository(tmp_path / "project", {path: text}, tags=("v1.0.0",)).root
    init(folder, "--action-commit", COMMIT)

    assert (folder / path).read_text(encoding="utf-8") == text
    assert not_written not in contents(folder)


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_link_or_a_folder_in_a_file_s_place_is_not_followed(tmp_path: Path, path: str) -> None:
    folder = made(tmp_path, "releases")
    outside = tmp_path / "outside"
    outside.mkdir()
    if "/" in path:
        (folder / ".github").symlink_to(outside, target_is_directory=True)
    else:
        (folder / path).symlink_to(outside / "file")
    init(folder, "--action-commit", COMMIT)

    assert list(outside.rglob("*")) == []


def test_without_a_known_commit_the_workflow_is_not_written_and_the_command_says_what_it_takes(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    done = init(folder)

    assert done.exit_code == 3
    assert "which commit of Upheld it is to run is not known" in done.stderr
    assert contents(folder).keys() == {"README.md", "SECURITY.md", ".upheld.yml"}


@pytest.mark.parametrize("commit", ["v1", "0123456", "G" * 40, COMMIT.upper()])
def test_a_tag_or_a_part_of_a_commit_is_no_pin(tmp_path: Path, commit: str) -> None:
    done = init(made(tmp_path, "releases"), "--action-commit", commit)

    assert done.exit_code == 2
    assert f"'{commit}' is not a commit of Upheld" in done.stderr


def test_the_workflow_is_pinned_asks_for_little_and_has_the_tags(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    init(folder, "--action-commit", COMMIT)
    text = (folder / WORKFLOW).read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()

    assert workflow["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "security-events": "write"}
    assert [re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) is not None for step in job["steps"]] == [True, True]
    assert job["steps"][0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert job["steps"][1]["uses"] == f"upheld/upheld@{COMMIT}"
    # One place to bring up to date: the pin that Dependabot keeps current in our own workflow.
    (pin,) = re.findall(r"uses: (actions/checkout@.+)", OURS.read_text(encoding="utf-8"))
    assert f"uses: {pin}\n" in text


@pytest.mark.parametrize(
    ("branch", "pattern"),
    [
        ("main", "main"),
        ("release/2.x", "release/2.x"),
        ("it's", "it's"),
        ("on", "on"),
        ("c++", "c\\+\\+"),
        ("2.0", "2.0"),
    ],
)
def test_the_workflow_runs_on_the_default_branch_whatever_it_is_called(
    tmp_path: Path, branch: str, pattern: str
) -> None:
    folder = repository(tmp_path / "project", {}, tags=("v1.0.0",), branches=(branch,)).root
    init(folder, "--action-commit", COMMIT)
    text = (folder / WORKFLOW).read_text(encoding="utf-8")

    # As YAML 1.1 reads it, the key `on` is True.
    assert yaml.safe_load(text)[True]["push"] == {"branches": [pattern]}


def test_on_gitlab_it_names_the_template_instead_of_a_workflow(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    git(folder, "remote", "add", "origin", "https://gitlab.com/lantern/lantern.git")
    done = init(folder)

    assert "for GitLab, include https://github.com/upheld/upheld/blob/" in done.stdout
    assert WORKFLOW not in contents(folder)
    assert done.exit_code == 0


def test_the_configuration_sets_nothing_until_a_line_of_it_is_wanted(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    init(folder)

    assert config_in(".upheld.yml", (folder / ".upheld.yml").read_text(encoding="utf-8")) is None


def test_each_example_of_the_configuration_is_valid_without_its_marks(tmp_path: Path) -> None:
    folder = made(tmp_path, "releases")
    init(folder)
    text = (folder / ".upheld.yml").read_text(encoding="utf-8")
    examples = re.findall(r"^#\n((?:# .+\n)+)", text.partition("\n\n")[2], re.MULTILINE)
    keys = [key for example in examples for key in yaml.safe_load(re.sub("^# ", "", example, flags=re.MULTILINE))]

    assert keys == ["waivers", "attestations", "corrections", "dependencies", "ignore"]
    for example in examples:
        assert config_in(".upheld.yml", re.sub("^# ", "", example, flags=re.MULTILINE)) is not None
