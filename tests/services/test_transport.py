"""Connections that threads share, and answers that go to a file."""

import gzip
import io
import os
import subprocess
import sys
import threading
import tracemalloc
from typing import Any

import pytest

from upheld.advisories.inquiry import THREADS
from upheld.services import ServiceError
from upheld.services.address import Address
from upheld.services.deadline import Deadline, Errands
from upheld.services.exchange import CONNECTIONS, Request
from upheld.services.session import Limits, Session
from upheld.services.transport import Transport

pytestmark = [pytest.mark.block_network(allowed_hosts=["127.0.0.1"]), pytest.mark.usefixtures("carrier")]


def test_a_connection_is_used_again(base: str, routes: dict[str, Any], opened: list[Any]) -> None:
    routes["/a"] = {}
    session = Session()
    for _ in range(3):
        session.get_json(f"{base}/a")
    session.close()
    assert len(opened) == 1


def test_as_many_connections_are_kept_as_threads_ask(
    base: str, routes: dict[str, Any], opened: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    together = threading.Barrier(CONNECTIONS)
    routes["/a"] = {}
    transport, deadline = Transport(), Deadline(60)

    def ask() -> int:
        together.wait()
        return transport.send(Request(Address.of(f"{base}/a"), {}), Limits(), deadline).status

    for _ in range(2):
        errands: Errands[int] = Errands(CONNECTIONS, deadline)
        for number in range(CONNECTIONS):
            errands.submit(number, ask)
        assert {outcome for _, outcome in errands.outcomes()} == {200}
    transport.close()
    assert THREADS <= CONNECTIONS
    assert len(opened) <= CONNECTIONS
    assert "pool is full" not in caplog.text


def test_a_file_holds_the_one_answer_that_came_whole(base: str, routes: dict[str, Any]) -> None:
    cut_off = (200, {"Content-Length": "100", "Connection": "close"}, b"some of it")
    routes["/a"] = iter([cut_off, (200, {"ETag": '"1"'}, b"all")])
    sink = io.BytesIO()
    assert Session().download(f"{base}/a", sink, size=1000, seconds=60) == '"1"'
    assert sink.getvalue() == b"all"


def test_what_stands_there_unchanged_is_not_sent_again(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"all")
    sink = io.BytesIO()
    assert Session().download(f"{base}/a", sink, etag='"1"', size=1000, seconds=60) is None
    assert sink.getvalue() == b""


def test_a_file_has_the_limit_that_is_stated_for_it(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {}, b"x" * 1001)
    with pytest.raises(ServiceError, match="more than 1,000 bytes"):
        Session().download(f"{base}/a", io.BytesIO(), size=1000, seconds=60)


def test_an_answer_that_unpacks_to_much_more_is_left_before_it_is_unpacked(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 64 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(ServiceError, match="more than 100,000 bytes"):
        Session(Limits(size=100_000)).get_json(f"{base}/a")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 1024 * 1024


def test_an_answer_that_is_packed_comes_unpacked(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"answer": 42}' + b" " * 200_000))
    assert Session().get_json(f"{base}/a") == {"answer": 42}


@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9"])
def test_the_library_that_knows_proxies_is_imported_where_there_is_one(
    base: str, routes: dict[str, Any], proxy: str
) -> None:
    routes["/a"] = {}
    program = (
        "import sys\n"
        "from upheld.services.session import Session\n"
        f"Session().get_json('{base}/a')\n"
        "print(*sys.modules)\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    environment |= {"HTTPS_PROXY": proxy, "NO_PROXY": "127.0.0.1"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ("requests" in done.stdout.split()) == bool(proxy)
