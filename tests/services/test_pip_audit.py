"""pip-audit: how it is run, and how its results are told from its failures."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from upheld.services import pip_audit
from upheld.services.pip_audit import PipAudit, PipAuditError, site_packages

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a shebang")

_CLEAN = '{"dependencies": [{"name": "wick", "version": "1.0", "vulns": []}], "fixes": []}'
_VULNERABLE = '{"dependencies": [{"name": "wick", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}], "fixes": []}'


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is found; it is for the test to write it."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.delenv("UPHELD_OSV_URL", raising=False)
    return tmp_path / "bin" / "pip-audit"


def _write(command: Path, script: str) -> None:
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)


def _says(command: Path, output: str, code: int, errors: str = "") -> None:
    _write(command, f"cat <<'END'\n{output}\nEND\ncat >&2 <<'END'\n{errors}\nEND\nexit {code}")


def _failure(tmp_path: Path, seconds: float | None = 30) -> str:
    with pytest.raises(PipAuditError) as caught:
        PipAudit(seconds).project(tmp_path, str(tmp_path))
    return str(caught.value)


@pytest.mark.parametrize(("output", "code"), [(_CLEAN, 0), (_VULNERABLE, 1), (_VULNERABLE, 0)])
def test_result_comes_as_json(command: Path, tmp_path: Path, output: str, code: int) -> None:
    _says(command, output, code)

    assert json.loads(PipAudit(30).project(tmp_path, ".")) == json.loads(output)


@pytest.mark.parametrize(
    ("output", "code"),
    [(_CLEAN, 1), (_VULNERABLE, 2), ("", 1), ("", 0), (_VULNERABLE[:-4], 1), ("[]", 0), ('{"dependencies": 7}', 0)],
)
def test_anything_else_is_a_failure(command: Path, tmp_path: Path, output: str, code: int) -> None:
    _says(command, output, code, "ERROR:pip_audit._cli:no such thing")

    assert _failure(tmp_path) == f"failed (exit code {code}): no such thing"


@pytest.mark.parametrize(
    ("errors", "why"),
    [
        (
            "ERROR: No matching distribution for x==9\n\nERROR:pip_audit._cli:Failed to install packages: ['python', '-m', 'pip']",
            "ERROR: No matching distribution for x==9",
        ),
        ("Traceback (most recent call last):\n  File x\nConnectionError: refused", "ConnectionError: refused"),
        ("", "it said nothing"),
        (
            "ERROR: https://me:secret@index.example.invalid/simple is down",
            "ERROR: https://index.example.invalid/simple is down",
        ),
    ],
)
def test_failure_says_why(command: Path, tmp_path: Path, errors: str, why: str) -> None:
    _says(command, "", 1, errors)

    assert _failure(tmp_path) == f"failed (exit code 1): {why}"


def test_command_that_is_not_there_is_told(command: Path, tmp_path: Path) -> None:
    assert not command.exists()
    assert _failure(tmp_path) == "is not installed"


def test_command_in_a_relative_folder_of_path_is_not_run(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _says(command, _CLEAN, 0)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "elsewhere" / "python"))
    monkeypatch.chdir(command.parent)
    monkeypatch.setenv("PATH", f".:{os.pathsep}")

    assert _failure(tmp_path) == "is not installed"


def test_no_token_of_the_run_reaches_a_build(command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "PYTHONPATH", "PIP_AUDIT_FORMAT", "AWS_SECRET_ACCESS_KEY", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example.invalid/simple")
    _write(command, f"env > {tmp_path}/env; echo \"$@\" > {tmp_path}/arguments; cat <<'END'\n{_CLEAN}\nEND")

    PipAudit(30).project(tmp_path, "--requirement", "x.txt")

    environment = (tmp_path / "env").read_text()
    assert "secret" not in environment
    assert "PIP_INDEX_URL=https://index.example.invalid/simple" in environment
    assert (tmp_path / "arguments").read_text().split() == [
        *"--format json --progress-spinner off --vulnerability-service osv --requirement x.txt".split()
    ]


def test_other_server_of_osv_is_asked_by_an_option(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", "http://127.0.0.1:7/")
    _write(command, f"echo \"$@\" > {tmp_path}/arguments; cat <<'END'\n{_CLEAN}\nEND")

    PipAudit(30).project(tmp_path, ".")

    assert "--osv-url http://127.0.0.1:7/v1/query ." in (tmp_path / "arguments").read_text()


@pytest.mark.parametrize("url", ["http://osv.example.invalid", "https://me:secret@osv.example.invalid", "ftp://x"])
def test_server_that_may_not_be_asked_is_not(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", url)
    _says(command, _CLEAN, 0)

    said = _failure(tmp_path)
    assert said.startswith("was not started: ")
    assert "secret" not in said


def test_time_is_kept_to_and_all_that_was_started_ends(command: Path, tmp_path: Path) -> None:
    _write(command, f"sh -c 'echo $$ > {tmp_path}/child; exec sleep 600' & wait")

    assert _failure(tmp_path, 0.5) == "took longer than the time that --timeout gives"
    child = Path(tmp_path / "child").read_text().strip()
    assert _ends(child)


def test_time_is_that_of_all_projects_together(command: Path, tmp_path: Path) -> None:
    _write(command, "sleep 600")
    program = PipAudit(0.2)
    for expected in ("took longer than", "was not started: the time"):
        with pytest.raises(PipAuditError, match=expected):
            program.project(tmp_path, ".")


def test_what_a_build_leaves_behind_ends_too(command: Path, tmp_path: Path) -> None:
    _write(command, f"sleep 600 >/dev/null 2>&1 & echo $! > {tmp_path}/child; cat <<'END'\n{_CLEAN}\nEND")

    PipAudit(30).project(tmp_path, ".")

    assert _ends((tmp_path / "child").read_text().strip())


def _ends(process: str) -> bool:
    """Tell whether a process ends; what nobody waits for stays as a zombie."""
    for _ in range(500):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


def test_more_output_than_a_report_has_is_refused(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pip_audit, "_MOST_BYTES", 10)
    _says(command, _CLEAN, 0)

    assert _failure(tmp_path) == "printed more than 10 bytes"


def test_environment_is_found_by_its_folder_its_python_and_itself(tmp_path: Path) -> None:
    packages = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    (packages / "wick-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "env" / "bin").mkdir()
    (tmp_path / "env" / "bin" / "python").symlink_to(sys.executable)

    assert site_packages(tmp_path / "env") == [packages]
    assert site_packages(tmp_path / "env" / "bin" / "python") == [packages]
    assert site_packages(packages) == [packages]


def test_folder_that_is_no_environment_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipAuditError, match="neither an environment nor a Python in one"):
        site_packages(tmp_path)


def test_folders_of_an_environment_are_given_and_the_repository_is_not_the_place(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(command, f"pwd > {tmp_path}/place; echo \"$@\" > {tmp_path}/arguments; cat <<'END'\n{_CLEAN}\nEND")

    monkeypatch.chdir(tmp_path)

    PipAudit(30).environment([Path("a b")])

    assert (tmp_path / "arguments").read_text().strip().endswith(f"--path {tmp_path}/a b")
    assert (tmp_path / "place").read_text().strip() != os.getcwd()  # noqa: PTH109 - as the shell says it
