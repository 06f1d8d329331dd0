"""Nothing that a probe started outlives who asked for it, however that one ends."""

import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from upheld.exposure import Start
from upheld.probing.environment import clean
from upheld.probing.keeping import Kept, Order, RefusedError, StartError
from upheld.probing.namespaces import Way
from upheld.probing.probe import probe

SERVERS = Path(__file__).parent / "servers"
ASK = """
import signal
import sys
from pathlib import Path
from upheld.exposure import Start
from upheld.probing.probe import probe
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
probe(Start((sys.executable, *sys.argv[2:]), environment={"MARK": sys.argv[1]}), Path("."), contain=False, deadline=25)
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="it has a supervisor on Linux only")


def marked(mark: str) -> list[Path]:
    found: list[Path] = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARK={mark}".encode() in (each / "environ").read_bytes().split(b"\0"):
                found.append(each)
        except OSError:
            continue
    return found


def wait_for(count: int, mark: str) -> int:
    until = time.monotonic() + 30
    while len(marked(mark)) != count and time.monotonic() < until:
        time.sleep(0.02)
    return len(marked(mark))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_server_and_its_daemon_end_with_who_asked_for_them(number: signal.Signals, tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    command = [sys.executable, "-c", ASK, mark, str(SERVERS / "synthetic.py"), "daemon"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as asking:
        assert wait_for(2, mark) == 2

        asking.send_signal(number)

        assert asking.wait(30) != 0
    assert wait_for(0, mark) == 0


def test_an_error_while_a_server_runs_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = uuid.uuid4().hex

    def fail(*_: object, **__: object) -> None:
        assert wait_for(1, mark) == 1
        raise RuntimeError("on purpose")

    monkeypatch.setattr("upheld.probing.client.Client.shake_hands", fail)
    start = Start((sys.executable, str(SERVERS / "synthetic.py"), "ignores_everything"), environment={"MARK": mark})

    with pytest.raises(RuntimeError, match="on purpose"):
        probe(start, SERVERS)

    assert marked(mark) == []


def order(tmp_path: Path, program: str = sys.executable) -> Order:
    command = ("python", str(SERVERS / "synthetic.py"), "quiet")
    return Order(program=program, command=command, environment=clean({}, tmp_path), folder=tmp_path)


@pytest.mark.parametrize(
    ("way", "spaces"),
    [(Way.WHOLE, {"net", "user", "pid"}), (Way.NETWORK, {"net", "user"}), (Way.NONE, set[str]())],
)
def test_each_way_to_contain_gives_the_namespaces_that_it_says(way: Way, spaces: set[str], tmp_path: Path) -> None:
    names = ("net", "user", "pid")
    code = f"import os; print(*(os.readlink('/proc/self/ns/' + name) for name in {names}), os.getuid(), flush=True)"
    asked = replace(order(tmp_path), command=("python", "-c", code))

    try:
        with Kept(asked, way, tmp_path, lambda _: None) as server:
            *said, user = server.stdout.readline().decode().split()
        server.close()
    except RefusedError as error:
        pytest.skip(f"this system does not contain: {error}")

    ours = [str(Path(f"/proc/self/ns/{name}").readlink()) for name in names]
    assert {name for name, one, other in zip(names, said, ours, strict=True) if one != other} == spaces
    assert int(user) == os.getuid()


def test_a_program_that_is_none_is_no_server_and_leaves_nothing(tmp_path: Path) -> None:
    descriptors = len(list(Path("/proc/self/fd").iterdir()))

    with pytest.raises(StartError, match="No such file"):
        Kept(order(tmp_path, "/nonexistent"), Way.NONE, tmp_path, lambda _: None)

    assert len(list(Path("/proc/self/fd").iterdir())) == descriptors


def test_sudo_that_asks_for_a_password_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sudo = tmp_path / "sudo"
    sudo.write_text("#!/bin/sh\nexit 1\n")
    sudo.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(RefusedError, match="password"):
        Kept(order(tmp_path), Way.ROOT, tmp_path, lambda _: None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can play sudo")
def test_a_supervisor_that_is_root_starts_the_server_as_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path("/usr/bin/id")
    if not program.exists():
        pytest.skip("there is no /usr/bin/id")
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\nshift 2\nexec "$@"\n')
    sudo.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(os, "getuid", lambda: 65534)
    monkeypatch.setattr(os, "getgid", lambda: 65534)
    monkeypatch.setattr(os, "getgroups", lambda: [65534])
    asked = Order(program=str(program), command=("id", "-u"), environment={}, folder=Path("/"))

    try:
        with Kept(asked, Way.ROOT, tmp_path, lambda _: None) as server:
            said = server.stdout.read(100)
            own = server.own
        server.close()
    except RefusedError as error:
        pytest.skip(f"this system does not contain: {error}")

    assert said == b"65534\n"
    assert len(own) == 1
    assert server.outcome().exit_code == 0
