"""The session that the README proposes for a project's own noxfile.py, run by the real nox."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from environments import ROOT, build
from making import repository

POLICY = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {} | yes |\n"
ADDRESS = "git+https://github.com/upheld/upheld@<commit>"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")]


def nox(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NOX", "PYTHON", "VIRTUAL"))
    }
    environment |= {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # In the nox that runs our own tests, the session's colours and outputs are not this one's.
    command = [sys.executable, "-m", "nox", "--no-color", "-db", "virtualenv", "-s", "security", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_installs_upheld_and_fails_with_a_broken_promise_alone(tmp_path: Path) -> None:
    (snippet,) = re.findall(
        r"```python\n(import nox\n.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert snippet.count(ADDRESS) == 1
    wheel = build(ROOT, "wheel", tmp_path / "wheel")
    folder = repository(tmp_path / "project", {"SECURITY.md": POLICY.format("1.x")}, tags=("v1.0.0",)).root
    (folder / "noxfile.py").write_text(snippet.replace(ADDRESS, wheel.as_uri()), encoding="utf-8")

    done = nox(folder, "--install-only")
    assert done.returncode == 0, done.stderr
    # What Upheld depends on comes from an index elsewhere; here it is borrowed from the environment of the tests.
    (packages,) = (folder / ".nox" / "security").glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    kept = nox(folder, "-R", "--", "--offline")
    assert kept.returncode == 0, kept.stdout + kept.stderr
    (folder / "SECURITY.md").write_text(POLICY.format("0.2.x"), encoding="utf-8")
    broken = nox(folder, "-R", "--", "--offline")
    assert broken.returncode == 1
    assert "error[supported-versions]" in broken.stdout
