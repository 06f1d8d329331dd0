"""`upheld probe`, as it is typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from making import repository
from network.test_observing import LISTENS, SPEAKS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="servers are watched through /proc")


def probe(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from upheld.cli import main; main()", "probe", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("server", "code", "said"),
    [
        (SPEAKS, 0, "it listened nowhere"),
        (LISTENS + SPEAKS, 1, "it listened on tcp 127.0.0.1:"),
        ("raise SystemExit(7)", 3, "it answered no handshake"),
    ],
)
def test_the_exit_code_says_what_was_seen(tmp_path: Path, server: str, code: int, said: str) -> None:
    folder = repository(tmp_path, {"server.py": server}).root
    result = probe(folder, "--settle", "0.2", "--", sys.executable, "server.py")

    assert (result.returncode, result.stderr) == (code, "")
    assert said in result.stdout


def test_the_configuration_says_how_it_is_started(tmp_path: Path) -> None:
    config = f"network:\n  command: [{sys.executable}, server.py]\n"
    folder = repository(tmp_path, {"server.py": SPEAKS, ".upheld.yml": config}).root
    result = probe(folder, "--settle", "0.2", "--format", "json")

    assert result.returncode == 0
    read = json.loads(result.stdout)
    assert read["start"] == {
        "command": [sys.executable, "server.py"],
        "folder": ".",
        "environment": [],
        "location": ".upheld.yml:2",
    }


def test_where_nothing_tells_how_it_is_started_that_is_said(tmp_path: Path) -> None:
    result = probe(repository(tmp_path, {"README.md": "# Words\n"}).root)

    assert (result.returncode, result.stdout) == (2, "")
    assert "upheld probe . -- COMMAND" in result.stderr


def test_variables_of_the_caller_are_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAY_TOKEN", "a value of nobody")
    folder = repository(tmp_path, {"server.py": f"import os\nassert 'RELAY_TOKEN' not in os.environ\n{SPEAKS}"}).root

    assert probe(folder, "--settle", "0.2", "--", sys.executable, "server.py").returncode == 0
