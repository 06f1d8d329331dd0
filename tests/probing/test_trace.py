"""What strace adds: listeners of a moment, and where a server tries to connect to."""

import shutil
import sys
from pathlib import Path

import pytest

from upheld.exposure import Reach, Start
from upheld.probing import probe as probing
from upheld.probing.observation import Attempt, Family, Listener, Observation
from upheld.probing.probe import probe
from upheld.probing.tracing import Reader, tracer
from upheld.probing.watching import Seen

SERVERS = Path(__file__).parent / "servers"
EVERYWHERE = "0.0.0.0"  # noqa: S104
TRACES = pytest.mark.skipif(shutil.which("strace") is None or tracer() is None, reason="strace is missing, or may not")


def seen_in(*lines: str) -> Seen:
    seen = Seen()
    reader = Reader(seen)
    for line in lines:
        reader.read(line)
    return seen


def traced(name: str, *, contain: bool = True) -> Observation:
    command = (sys.executable, str(SERVERS / "synthetic.py"), name)
    return probe(Start(command), SERVERS, settle=0.3, deadline=8, trace=True, contain=contain)


@TRACES
@pytest.mark.parametrize("contain", [True, False])
def test_a_listener_of_a_moment_is_seen(*, contain: bool) -> None:
    observed = traced("very_short", contain=contain)

    assert observed.handshake is not None
    assert {each.reach for each in observed.network} == {Reach.LOOPBACK}


@TRACES
def test_where_a_server_tries_to_connect_to_is_seen() -> None:
    observed = traced("calls_home")

    assert observed.attempts_seen
    assert ("192.0.2.55", 443) in {(each.address, each.port) for each in observed.attempts}
    assert "telemetry.example.org" in {each.name for each in observed.attempts}


@TRACES
@pytest.mark.parametrize("name", ["daemon", "ignores_everything"])
def test_a_trace_is_no_reason_to_wait(name: str) -> None:
    observed = traced(name)

    assert observed.handshake is not None
    assert observed.problems == ()


def test_what_cannot_be_traced_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "tracer", lambda: None)

    observed = traced("quiet")

    assert not observed.attempts_seen
    assert observed.problems == ("strace is not installed or may not be used: nothing was traced",)


@pytest.mark.parametrize(
    ("line", "listener"),
    [
        ("7<n> listen(3<TCP:[127.0.0.1:80]>, 128) = 0", Listener(Family.TCP, "127.0.0.1", 80, "n")),
        ("7<n> listen(3<TCPv6:[[::]:80]>, 128) = 0", Listener(Family.TCP, "::", 80, "n")),
        ("7<n> listen(3<TCPv6:[[::ffff:127.0.0.1]:80]>, 128) = 0", Listener(Family.TCP, "127.0.0.1", 80, "n")),
        ("7<n> listen(3<TCP:[4711]>, 128) = 0", Listener(Family.TCP, EVERYWHERE, 0, "n")),
        ("7 listen(3<TCP:[4711]>, 128 <unfinished ...>", Listener(Family.TCP, EVERYWHERE, 0, "?")),
        (
            '7<n> bind(4<UDP:[9]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("0.0.0.0")}, 16) = 0',
            Listener(Family.UDP, EVERYWHERE, 53, "n"),
        ),
    ],
)
def test_a_line_tells_of_a_listener(line: str, listener: Listener) -> None:
    assert seen_in(line).listeners == (listener,)


def test_a_listener_has_the_address_to_which_it_was_bound_before() -> None:
    bound = '7<n> bind(3<TCP:[9]>, {sa_family=AF_INET6, sin6_port=htons(81), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0'

    assert seen_in(bound).listeners == ()
    assert seen_in(bound, "7<n> listen(3<TCP:[9]>, 1) = 0").listeners == (Listener(Family.TCP, "::1", 81, "n"),)


@pytest.mark.parametrize(
    "line",
    [
        "7<n> listen(3<TCP:[127.0.0.1:80]>, 128) = -1 EADDRINUSE (Address already in use)",
        '7<n> connect(3<TCP:[9]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
        '7<n> connect(7<UNIX-STREAM:[3]>, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0',
        '7<n> bind(4<UDP:[9]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0',
        "7<n> +++ exited with 0 +++",
        "",
    ],
)
def test_a_line_tells_of_nothing(line: str) -> None:
    seen = seen_in(line)

    assert (seen.listeners, seen.attempts) == ((), ())


@pytest.mark.parametrize(
    ("line", "attempt"),
    [
        (
            '7<n> connect(5<TCP:[9]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 EINPROGRESS (x)',
            Attempt(Family.TCP, "192.0.2.1", 443, "n"),
        ),
        (
            '7<n> sendto(5<UDP:[9]>, "hi", 2, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, 16) = 2',
            Attempt(Family.UDP, "192.0.2.1", 9, "n"),
        ),
        (
            r'7<n> sendmmsg(7<UDP:[192.0.2.2:57433->127.0.0.53:53]>, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="\377\2\1\0\0\1\0\0\0\0\0\0\7example\3org\0\0\1\0\1", iov_len=29}]}}], 2, 0) = 2',
            Attempt(Family.UDP, "127.0.0.53", 53, "n", "example.org"),
        ),
    ],
)
def test_a_line_tells_of_an_attempt(line: str, attempt: Attempt) -> None:
    assert seen_in(line).attempts == (attempt,)
