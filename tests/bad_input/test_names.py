"""Tags, file names and words that a terminal, a runner or a reader would take for something else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bad_input.commands import BROKEN, checked, is_harmless, upheld
from making import git, repository

HOSTILE = (
    "\x1b[2J\x1b]8;;https://example.org\x07click\x1b]8;;\x07",
    "\x9b31mred\x9b0m",
    "\u202etxt.exe\u202c \u2066hidden\u2069",
    "::error file=a.py,line=1::pwned",
    "##[error]pwned ##[group]",
    "\x85::error::pwned\u2028::error::pwned",
    "\U000e0069\U000e0067\u200b\u2060",
    "[main](https://example.org) <img src=x onerror=y> @someone `code` | cell",
)


def in_refs(folder: Path, *tags: str) -> None:
    """Write tags past git's own rules for names."""
    commit = git(folder, "rev-parse", "HEAD").strip()
    lines = "".join(f"{commit} refs/tags/{tag}\n" for tag in tags)
    (folder / ".git" / "packed-refs").write_text(f"# pack-refs with: peeled fully-peeled \n{lines}", encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "v2.0.0\x1b[31m",
        "\x9b31mv2.0.0",
        "v2.0.0\u202e",
        "::error::v2.0.0",
        "##[group]v2.0.0",
        "v2.0.0\x07",
        "v\x7f2.0.0",
    ],
    ids=ascii,
)
def test_a_tag_with_controls_is_harmless_and_hides_no_other(tmp_path: Path, name: str) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN})
    in_refs(tmp_path, name, "v2.1.0")

    told = checked(tmp_path)

    assert told.code == 1
    assert "the latest release, v2.1.0" in told.said("supported-versions")


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\x1c", "\x0b"], ids=ascii)
def test_a_tag_that_looks_like_two_makes_up_no_release(tmp_path: Path, separator: str) -> None:
    policy = BROKEN.replace("1.x", "2.x")
    repository(tmp_path, {"SECURITY.md": policy}, tags=["v2.0.0"])
    in_refs(tmp_path, f"x{separator}refs/tags/v9.9.9", "v2.0.0")

    assert checked(tmp_path).code == 0


@pytest.mark.skipif(os.name == "nt", reason="such a name cannot be written there")
def test_a_tag_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN})
    commit = git(tmp_path, "rev-parse", "HEAD").strip()
    (tmp_path / ".git" / "packed-refs").write_bytes(commit.encode() + b" refs/tags/p\xff\xfe-v2.0.0\n")

    assert checked(tmp_path).code == 1


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_words_of_a_policy_are_harmless_in_every_report(tmp_path: Path, words: str) -> None:
    policy = f"# {words}\n\n{words}\n\n{BROKEN}| 0.x {words} | no {words} |\n\nOnly 3.x is supported. {words}\n"
    repository(
        tmp_path, {"SECURITY.md": policy, "README.md": f"## Supported versions {words}\n\n{words}\n"}, tags=["v2.0.0"]
    )

    told = checked(tmp_path)
    read = upheld("promises", tmp_path)

    assert told.code == 1
    assert is_harmless(read.out)
    assert "](https://example.org)" not in told.markdown
    assert "<img" not in told.markdown
    assert "@someone" not in told.markdown


@pytest.mark.parametrize("words", [HOSTILE[0], HOSTILE[3], HOSTILE[4]], ids=ascii)
def test_a_branch_of_any_name_is_harmless(tmp_path: Path, words: str) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN}, tags=["v2.0.0"])
    (tmp_path / ".git" / "HEAD").write_text(f"ref: refs/heads/{words}\n", encoding="utf-8", newline="\n")

    assert checked(tmp_path).code in {0, 1}


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be written there")
@pytest.mark.parametrize(
    "name",
    [b"README\n::error::pwned", b"README\x1b[31m", b"README\xff\xfe", "README\u202e".encode(), b"license\r\n##[group]"],
)
def test_a_file_name_is_harmless_where_it_stands_for_a_missing_policy(tmp_path: Path, name: bytes) -> None:
    repository(tmp_path)
    (tmp_path / os.fsdecode(name)).write_text("A project.\n", encoding="utf-8")

    told = checked(tmp_path)

    assert told.code == 3
    assert told.said("security-policy") == "there is no security policy"


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be written there")
@pytest.mark.parametrize(
    "name", ["::error file=a,line=1::b", "##[group]", "a\n::error::b", "\x1b[31m", "-rf", "a b"], ids=ascii
)
def test_a_policy_of_any_name_is_harmless(tmp_path: Path, name: str) -> None:
    quoted = name.replace("\n", "\\n").replace("\x1b", "\\e")
    repository(tmp_path, {f"{name}.md": BROKEN, ".upheld.yml": f'policy: "{quoted}.md"\n'}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 1
    assert told.json["policy"]["path"] == f"{name}.md"
    assert is_harmless(upheld("promises", tmp_path).out)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be written there")
@pytest.mark.parametrize("name", ["new\nline", "\x1b[31mred", "caf\udce9", "::error::x"], ids=ascii)
def test_a_repository_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    repository(tmp_path / name, {"SECURITY.md": BROKEN}, tags=["v2.0.0"])

    assert checked(tmp_path / name).code == 1
    assert checked(tmp_path / name / ".git").code == 3


def test_what_a_runner_reads_of_a_correction_is_harmless(tmp_path: Path) -> None:
    words = "\n".join(HOSTILE)
    repository(tmp_path, {"SECURITY.md": f"{words}\n\n{BROKEN}\n{words}\n"}, tags=["v2.0.0"])

    in_a_log = upheld("fix", "--offline", tmp_path, variables={"GITHUB_ACTIONS": "true"})
    to_a_program = upheld("fix", "--offline", tmp_path, variables={"GITHUB_ACTIONS": ""})

    assert "+| 2.x" in in_a_log.out
    assert is_harmless(in_a_log.out)
    assert to_a_program.out.startswith("--- a/SECURITY.md\n+++ b/SECURITY.md\n@@ ")
    assert HOSTILE[1] in to_a_program.out


def test_colours_are_ours_alone(tmp_path: Path) -> None:
    repository(
        tmp_path,
        {"SECURITY.md": BROKEN.replace("1.x", "1.x \x1b[32m\x1b]8;;https://example.org\x1b\\")},
        tags=["v2.0.0"],
    )

    shown = upheld("check", "--offline", "--color=always", tmp_path).out

    assert "\x1b[1;31m" in shown or "\x1b[31;1m" in shown
    assert "\x1b[32m" not in shown
    assert "\x1b]8;;https://example.org" not in shown
    assert "\\u001b[32m" in shown


def test_a_runner_obeys_nothing_but_the_action_itself(tmp_path: Path) -> None:
    words = "\n\n".join(HOSTILE)
    policy = f"{words}\n\n{BROKEN}| 0.x {HOSTILE[3]} | no |\n| {' '.join(HOSTILE)} | yes |\n"
    repository(tmp_path / "work", {"SECURITY.md": policy}, tags=["v2.0.0"])
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_PATH": "",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_WORKSPACE": str(tmp_path / "work"),
        "RUNNER_TEMP": str(tmp_path),
        "UPHELD_INPUT_OFFLINE": "true",
    }

    done = subprocess.run(
        [sys.executable, "-m", "upheld.action"], env=os.environ | variables, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    begin, end = re.findall(r"^::(?:stop-commands::)?(upheld-\w+)(?:::)?$", done.stdout, re.MULTILINE)
    assert begin == end
    _, _, rest = done.stdout.partition(f"::stop-commands::{begin}\n")
    quarantined, _, commands = rest.partition(f"::{end}::\n")
    assert "the latest release, v2.0.0" in quarantined
    assert commands.count("\n") > 1
    assert all(
        re.fullmatch(r"::(?:error|warning|notice) (?:\w+=[^,:]+,?)+::[ -~…]+", line) for line in commands.splitlines()
    )
    assert "exit-code<<" in (tmp_path / "output").read_text(encoding="utf-8")
    assert is_harmless((tmp_path / "summary").read_text(encoding="utf-8"))
