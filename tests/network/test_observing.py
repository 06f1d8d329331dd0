"""Which command is run, and what two runs say together."""

import sys
from pathlib import Path

import pytest

from making import repository
from upheld.config import NetworkSettings
from upheld.network.observing import observed, starts_of
from upheld.probing.observation import ProbeSettings

QUICK = ProbeSettings(settle=0.2, deadline=20)
SPEAKS = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    if "id" in asked:
        about = {"protocolVersion": "2025-06-18", "capabilities": {}, "serverInfo": {"name": "relay", "version": "1"}}
        print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": about | {"tools": []}}), flush=True)
"""
LISTENS = """
import socket, sys
if "--stdio" not in sys.argv:
    listener = socket.create_server(("127.0.0.1", 0))
"""
ENTRY = (
    '{"name": "io.example/relay", "packages": [{"registryType": "npm", "identifier": "relay", "version": "1.0.0", %s}]}'
)
ARGUMENTS = '"transport": {"type": "stdio"}, "packageArguments": [{"type": "named", "name": "--stdio"}]'
PACKAGE = '{"name": "relay", "version": "1.0.0", "mcpName": "io.example/relay", "bin": {"relay": "server.js"}}'


def test_the_configuration_has_the_first_word(tmp_path: Path) -> None:
    made = repository(tmp_path, {"package.json": PACKAGE, "server.js": ""})
    settings = NetworkSettings(("node", "other.js"), folder="x", environment=(("A", "b"),))

    (start,) = starts_of(made, settings)
    assert (start.command, start.folder, dict(start.environment)) == (("node", "other.js"), "x", {"A": "b"})


def test_where_nothing_tells_how_it_is_started_nothing_is_run(tmp_path: Path) -> None:
    made = repository(tmp_path, {"README.md": "# Words\n"})

    assert starts_of(made, NetworkSettings()) == ()
    assert observed(made, NetworkSettings(), QUICK) is None


def test_a_manifest_that_adds_an_argument_is_run_beside_the_bare_command(tmp_path: Path) -> None:
    made = repository(tmp_path, {"package.json": PACKAGE, "server.js": "", "server.json": ENTRY % ARGUMENTS})

    assert [start.command for start in starts_of(made, NetworkSettings())] == [
        ("node", "server.js", "--stdio"),
        ("node", "server.js"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="runs a server that is watched through /proc")
def test_one_run_serves_every_promise(tmp_path: Path) -> None:
    made = repository(tmp_path, {"server.py": SPEAKS})
    settings = NetworkSettings((sys.executable, "server.py"))
    seen = observed(made, settings, QUICK)

    assert seen is not None
    assert seen.handshake is not None
    assert observed(made, settings, QUICK) is seen


@pytest.mark.skipif(sys.platform != "linux", reason="runs a server that is watched through /proc")
def test_of_two_starts_the_one_that_listens_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = repository(tmp_path, {"server.py": LISTENS + SPEAKS})
    from upheld.exposure import Start  # noqa: PLC0415
    from upheld.network import observing  # noqa: PLC0415

    bare = (sys.executable, "server.py")
    monkeypatch.setattr(observing, "starts_of", lambda *_: (Start((*bare, "--stdio")), Start(bare)))
    seen = observed(made, NetworkSettings(), QUICK)

    assert seen is not None
    assert seen.start.command == bare
    assert [each.address for each in seen.network] == ["127.0.0.1"]
