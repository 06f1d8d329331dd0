"""The same servers as psutil sees them, where there is no /proc; here it stands beside it."""

import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from upheld.exposure import Reach, Start
from upheld.probing import starting
from upheld.probing.observation import Containment, End, Family, Observation
from upheld.probing.probe import probe

psutil = pytest.importorskip("psutil")

SERVERS = Path(__file__).parent / "servers"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Observation]]:
    monkeypatch.setattr(starting, "_SOCKETS", Path("/no/such/table"))
    mark = uuid.uuid4().hex

    def started(name: str, *, deadline: float = 8) -> Observation:
        start = Start((sys.executable, str(SERVERS / "synthetic.py"), name), environment={"MARK": mark})
        return probe(start, SERVERS, settle=0.4, deadline=deadline)

    yield started
    assert [
        each.info for each in psutil.process_iter(["environ"]) if (each.info["environ"] or {}).get("MARK") == mark
    ] == []


def test_a_server_is_spoken_to_and_ends(run: Callable[..., Observation]) -> None:
    observed = run("both_eras")

    assert observed.handshake is not None
    assert observed.handshake.tools == 2
    assert (observed.listeners, observed.problems) == ((), ())
    assert (observed.end, observed.exit_code) == (End.ON_EOF, 0)


@pytest.mark.parametrize(
    ("name", "reach"), [("loopback", Reach.LOOPBACK), ("every_interface", Reach.ALL), ("grandchild", Reach.LOOPBACK)]
)
def test_a_listener_is_seen(run: Callable[..., Observation], name: str, reach: Reach) -> None:
    assert [each.reach for each in run(name).network] == [reach]


def test_a_bound_udp_socket_counts_and_one_of_a_client_is_unsettled(run: Callable[..., Observation]) -> None:
    assert [(each.family, each.port) for each in run("udp").network] == [(Family.UDP, 5454)]
    assert [each.family for each in run("udp_client").unsettled] == [Family.UDP]


@pytest.mark.parametrize(("name", "end"), [("ignores_everything", End.KILLED), ("ends_on_term", End.ON_TERM)])
def test_a_server_that_goes_on_is_ended(run: Callable[..., Observation], name: str, end: End) -> None:
    assert run(name).end is end


def test_a_server_that_ends_by_itself_is_said_to(run: Callable[..., Observation]) -> None:
    observed = run("exits_at_once")

    assert observed.end is End.BY_ITSELF
    assert "exit code 7" in observed.problems[0]


def test_that_nothing_contains_it_is_said(run: Callable[..., Observation]) -> None:
    observed = run("quiet")

    assert observed.containment is Containment.NONE
    assert observed.uncontained == "this system has no network namespaces"


def test_many_processes_are_ended(run: Callable[..., Observation]) -> None:
    observed = run("bomb", deadline=6)

    assert "processes at once and was ended" in observed.problems[0]


def test_without_psutil_nothing_is_started(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Observation]) -> None:
    monkeypatch.setitem(sys.modules, "upheld.probing.portable", None)

    observed = run("quiet")

    assert observed.handshake is None
    assert not observed.watched
    assert "psutil is not installed" in observed.problems[0]
