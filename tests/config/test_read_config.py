from pathlib import Path

import pytest

from making import git, repository
from upheld.config import Config, ConfigError, read_config
from upheld.model import Location, Waiver
from upheld.repository import Repository

YAML = """\
policy: policies/security.md
select: [supported-versions, security-policy]
ignore:
  - next-release
waivers:
  - rule: supported-versions
    subject: 1.10
    reason: "the table is being rewritten: see the tracker"
    owner: release team
    expires: 2026-12-31
"""
TOML = """\
[project]
name = "widget"

[tool.upheld]
policy = "policies/security.md"
select = ["supported-versions", "security-policy"]
ignore = ["next-release"]

[[tool.upheld.waivers]]
rule = "supported-versions"
subject = "1.10"
reason = "the table is being rewritten: see the tracker"
owner = "release team"
expires = 2026-12-31
"""


def read(folder: Path, **files: str) -> Config:
    for name, text in files.items():
        path = folder / {"yml": ".upheld.yml", "github": ".github/.upheld.yml", "toml": "pyproject.toml"}[name]
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_config(Repository(folder))


def expected(path: str, line: int, column: int) -> Config:
    waiver = Waiver(
        rules=("supported-versions",),
        reason="the table is being rewritten: see the tracker",
        owner="release team",
        expires="2026-12-31",
        subject="1.10",
        location=Location(path, line, column),
    )
    return Config("policies/security.md", ("supported-versions", "security-policy"), ("next-release",), (waiver,))


def test_every_setting_is_read_from_yaml(tmp_path: Path) -> None:
    assert read(tmp_path, yml=YAML) == expected(".upheld.yml", 6, 5)


def test_every_setting_is_read_from_toml(tmp_path: Path) -> None:
    assert read(tmp_path, toml=TOML) == expected("pyproject.toml", 10, 1)


def test_the_file_may_lie_in_the_github_folder(tmp_path: Path) -> None:
    assert read(tmp_path, github=YAML) == expected(".github/.upheld.yml", 6, 5)


@pytest.mark.parametrize(
    ("files", "policy"),
    [
        ({"yml": "policy: a", "github": "policy: b", "toml": "[tool.upheld]\npolicy='c'"}, "a"),
        ({"github": "policy: b", "toml": "[tool.upheld]\npolicy='c'"}, "b"),
        ({"yml": "# only a remark\n", "toml": "[tool.upheld]\npolicy='c'"}, "c"),
    ],
)
def test_the_first_file_that_states_something_counts(tmp_path: Path, files: dict[str, str], policy: str) -> None:
    assert read(tmp_path, **files).policy == policy


@pytest.mark.parametrize(
    "files",
    [{}, {"yml": ""}, {"yml": "# nothing\n"}, {"toml": "[tool.other]\nx = 1\n"}, {"toml": "no toml ["}, {"yml": "{}"}],
)
def test_without_settings_there_are_defaults(tmp_path: Path, files: dict[str, str]) -> None:
    assert read(tmp_path, **files) == Config()


@pytest.mark.parametrize("text", ["policy: 1.10", "policy: 2026-12-31", "policy: 0x1F", "policy: 1e3", "policy: 'no'"])
def test_a_text_stays_as_it_is_written(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, yml=text).policy == text.removeprefix("policy: ").strip("'")


def test_a_configuration_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".upheld.yml").write_bytes(b"\x00")

    with pytest.raises(ConfigError, match=r"\.upheld\.yml:1:1: error: \.upheld\.yml is binary, not text"):
        read_config(Repository(tmp_path))


def test_a_pyproject_that_cannot_be_read_is_left_to_its_own_tools(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\x00")

    assert read_config(Repository(tmp_path)) == Config()


def test_the_configuration_of_a_commit_is_not_that_of_the_checkout(tmp_path: Path) -> None:
    made = repository(tmp_path, {".upheld.yml": "policy: before"})
    base = git(tmp_path, "rev-parse", "HEAD").strip()
    (tmp_path / ".upheld.yml").write_text("policy: after", encoding="utf-8")

    assert read_config(made, base).policy == "before"
    assert read_config(made).policy == "after"


def test_a_commit_without_a_configuration_has_none(tmp_path: Path) -> None:
    made = repository(tmp_path)
    base = git(tmp_path, "rev-parse", "HEAD").strip()
    (tmp_path / ".upheld.yml").write_text("policy: after", encoding="utf-8")

    assert read_config(made, base) == Config()
