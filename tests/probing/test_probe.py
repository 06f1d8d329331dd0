"""The probe on servers that each do one thing: what was opened is seen, and nothing of them is left."""

import re
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from upheld.exposure import Reach, Start
from upheld.probing import client
from upheld.probing import probe as probing
from upheld.probing.observation import Containment, End, Family, Observation
from upheld.probing.probe import probe

SERVERS = Path(__file__).parent / "servers"

pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="it has a supervisor on Linux only")


class Run(Protocol):
    def __call__(self, name: str, *, settle: float = 0.3, deadline: float = 8, **options: Any) -> Observation: ...


def marked(mark: str) -> list[str]:
    """The processes that have a mark in their environment: those of one test's server."""
    found: list[str] = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (each / "environ").read_bytes():
                found.append((each / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.fixture
def run() -> Iterator[Run]:
    mark = uuid.uuid4().hex

    def started(name: str, *, settle: float = 0.3, deadline: float = 8, **options: Any) -> Observation:
        environment = {"UPHELD_TEST_MARK": mark} | options.pop("environment", {})
        start = Start((sys.executable, str(SERVERS / "synthetic.py"), name), environment=environment)
        return probe(start, SERVERS, settle=settle, deadline=deadline, **options)

    yield started
    assert marked(mark) == []


CONTAIN = pytest.mark.parametrize("contain", [True, False], ids=["contained", "uncontained"])


@CONTAIN
@pytest.mark.parametrize(
    ("name", "method", "server"),
    [
        ("only_initialize", "initialize", "old 1"),
        ("only_new", "server/discover", "new 2"),
        ("both_eras", "server/discover", "new 2"),
        ("ends_on_unknown_words", "initialize", "strict"),
        ("another_version", "server/discover", ""),
        ("asks_first", "initialize", "old 1"),
        ("junk_first", "initialize", "old 1"),
    ],
)
def test_a_server_is_understood_in_the_words_of_either_era(
    run: Run, name: str, method: str, server: str, *, contain: bool
) -> None:
    observed = run(name, contain=contain)

    assert observed.handshake is not None
    assert (observed.handshake.method, observed.handshake.server) == (method, server)
    assert observed.handshake.tools == 2
    assert observed.listeners == ()
    assert observed.watched
    assert observed.problems == ()
    assert observed.end is End.ON_EOF


def test_a_server_that_is_silent_on_words_that_it_does_not_know_is_asked_in_the_old_ones(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_SILENCE", 0.5)

    observed = run("silent_on_unknown_words")

    assert observed.handshake is not None
    assert observed.handshake.version == "2025-06-18"


def test_tools_are_counted_over_all_pages(run: Run) -> None:
    observed = run("many_pages")

    assert observed.handshake is not None
    assert observed.handshake.tools == 6


@CONTAIN
@pytest.mark.parametrize(
    ("name", "reach"),
    [
        ("loopback", Reach.LOOPBACK),
        ("every_interface", Reach.ALL),
        ("unbound", Reach.ALL),
        ("multipath", Reach.LOOPBACK),
        ("short", Reach.LOOPBACK),
        ("grandchild", Reach.LOOPBACK),
        ("daemon", Reach.LOOPBACK),
    ],
)
def test_a_listener_of_a_server_that_speaks_is_seen(run: Run, name: str, reach: Reach, *, contain: bool) -> None:
    observed = run(name, contain=contain)

    assert observed.handshake is not None
    assert [(each.family, each.reach) for each in observed.network] == [(Family.TCP, reach)]
    assert observed.watched


def test_a_listener_that_opens_while_the_server_settles_is_seen_and_a_later_one_is_not(run: Run) -> None:
    assert len(run("late", settle=1.5).network) == 1
    assert run("late", settle=0.1).network == ()


@CONTAIN
@pytest.mark.parametrize("name", ["network_only", "daemon_after_the_end"])
def test_a_server_that_listens_and_does_not_speak_is_not_waited_for_until_the_deadline(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch, *, contain: bool
) -> None:
    monkeypatch.setattr(probing, "_AFTER_LISTENING", 0.5)

    observed = run(name, contain=contain, deadline=3600)

    assert observed.handshake is None
    assert [each.reach for each in observed.network] == [Reach.LOOPBACK]


@CONTAIN
def test_a_bound_udp_socket_counts(run: Run, *, contain: bool) -> None:
    observed = run("udp", contain=contain)

    assert [(each.family, each.port, each.reach) for each in observed.network] == [(Family.UDP, 5454, Reach.ALL)]


@CONTAIN
def test_a_udp_socket_of_a_client_is_unsettled(run: Run, *, contain: bool) -> None:
    observed = run("udp_client", contain=contain)

    assert observed.network == ()
    assert [each.family for each in observed.unsettled] == [Family.UDP]


@CONTAIN
def test_unix_sockets_are_no_network(run: Run, *, contain: bool) -> None:
    observed = run("unix", contain=contain)

    assert observed.network == ()
    assert [each.family for each in observed.listeners] == [Family.UNIX] * 2
    assert [each.address[0] for each in observed.listeners] == ["/", "@"]


@CONTAIN
def test_a_socket_that_is_bound_and_does_not_listen_is_nothing(run: Run, *, contain: bool) -> None:
    assert run("only_bound", contain=contain).listeners == ()


@pytest.mark.parametrize(
    ("name", "end", "says"),
    [
        ("never_answers", End.ON_EOF, "did not answer"),
        ("exits_at_once", End.BY_ITSELF, "exit code 7"),
        ("wrong_json", End.ON_EOF, "did not answer"),
        ("wrong_answers", End.ON_EOF, "did not answer"),
    ],
)
def test_a_server_that_does_not_speak_the_protocol_is_said_to(run: Run, name: str, end: End, says: str) -> None:
    observed = run(name, deadline=2)

    assert observed.handshake is None
    assert observed.network == ()
    assert observed.end is end
    assert says in observed.problems[0]


@pytest.mark.parametrize("name", ["floods", "floods_one_line"])
def test_a_flood_on_stdout_is_cut_off(run: Run, name: str) -> None:
    observed = run(name, deadline=4)

    assert observed.handshake is None
    assert "it wrote more on stdout than is read" in observed.problems


def test_lines_that_are_no_messages_are_counted(run: Run) -> None:
    assert run("junk_first").junk == 2


@CONTAIN
def test_a_server_that_ignores_everything_is_killed(run: Run, *, contain: bool) -> None:
    observed = run("ignores_everything", contain=contain)

    assert observed.handshake is not None
    assert observed.end is End.KILLED
    assert observed.exit_code in (-9, None)


@CONTAIN
def test_a_server_that_ignores_the_end_of_its_input_is_asked_to_end(run: Run, *, contain: bool) -> None:
    observed = run("ends_on_term", contain=contain)

    assert observed.end is End.ON_TERM
    assert observed.exit_code == -15


@CONTAIN
def test_what_goes_on_without_the_server_is_named(run: Run, *, contain: bool) -> None:
    observed = run("daemon", contain=contain)

    assert observed.end is End.ON_EOF
    assert len(observed.left) == 1


@CONTAIN
@pytest.mark.parametrize("name", ["bomb", "bomb_of_sessions"])
def test_a_server_that_forks_without_end_is_ended(run: Run, name: str, *, contain: bool) -> None:
    observed = run(name, deadline=4, contain=contain)

    assert observed.handshake is None
    assert "processes at once and was ended" in observed.problems[0]
    assert observed.end is End.KILLED


def test_the_supervisor_that_a_server_ends_is_missed(run: Run) -> None:
    observed = run("kills_its_parent", deadline=3, contain=False)

    assert not observed.watched
    assert observed.handshake is None


def test_no_value_of_the_environment_is_shown(run: Run) -> None:
    observed = run("prints_secrets", environment={"SERVICE_TOKEN": "hunter2-hunter2"})

    assert observed.problems == (
        "it ended with exit code 1 before it answered; on stderr it said: cannot log in with […] and […]",
    )


def test_the_environment_is_clean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_PASSWORD", "nobody's")

    observed = run("shows_environment")

    names = observed.problems[0].rpartition(": ")[2].split()
    assert set(names) - {"LC_CTYPE"} == {"HOME", "LANG", "PATH", "TMPDIR", "UPHELD_TEST_MARK"}


def test_containment_is_told_and_keeps_the_server_from_the_network(run: Run) -> None:
    observed = run("calls_home")

    if observed.containment is Containment.NONE:
        pytest.skip(f"this system does not contain: {observed.uncontained}")
    assert [each.name for each in observed.attempts] == ["telemetry.example.org"]
    assert observed.uncontained is None
    assert not observed.attempts_seen


def test_a_server_without_a_program_or_folder_is_not_started() -> None:
    missing = probe(Start(("upheld-has-no-such-program",)), SERVERS)
    outside = probe(Start((sys.executable,), folder="../.."), SERVERS)
    empty = probe(Start(()), SERVERS)

    assert missing.problems == ("there is no program `upheld-has-no-such-program` that can be run",)
    assert outside.problems == ("there is no folder `../..`",)
    assert empty.problems == ("there is no program `` that can be run",)


@pytest.mark.parametrize("word", ["a\0b", "x" * 50_000])
def test_a_command_that_no_program_can_be_given_is_told(word: str) -> None:
    observed = probe(Start((sys.executable, word)), SERVERS)

    assert observed.problems == ("its command or its environment is none that can be given to a program",)


def test_a_server_that_misses_the_network_is_said_to(run: Run) -> None:
    observed = run("needs_network")

    if observed.containment is Containment.NONE:
        pytest.skip(f"this system does not contain: {observed.uncontained}")
    assert observed.problems[-1] == "it was kept from the network, where it wanted to reach api.example.org"


def test_folders_in_folders_without_end_are_removed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    observed = run("digs")

    assert observed.handshake is not None
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    program = tmp_path / "server"
    program.write_bytes(b"\x7fELF nothing")
    program.chmod(0o755)

    observed = probe(Start(("./server",)), tmp_path)

    assert observed.problems == ("`./server` could not be started: Exec format error",)
    assert not observed.watched


def test_nothing_of_the_caller_changes(run: Run) -> None:
    def state() -> tuple[list[str], int, str]:
        spaces = [str(Path(f"/proc/self/ns/{name}").readlink()) for name in ("net", "user", "pid", "mnt")]
        orphans = re.search(r"(?<=NSpid:).*", Path("/proc/self/status").read_text())
        return spaces, len(list(Path("/proc/self/fd").iterdir())), orphans[0] if orphans else ""

    before = state()

    run("quiet")

    assert state() == before
