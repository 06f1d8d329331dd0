"""The tables of the kernel, read in both ways, hold the sockets that this process opens."""

import os
import socket
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest

from upheld.probing.descendants import printable
from upheld.probing.diag import Diag
from upheld.probing.observation import Family
from upheld.probing.sockets import Row, inodes_of, rows

pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="the tables are those of Linux")


def by_netlink() -> list[Row]:
    with closing(Diag()) as diag:
        return list(diag.listening())


TABLES: list[Callable[[], Iterable[Row]]] = [lambda: rows(os.getpid()), by_netlink]


@pytest.mark.parametrize("table", TABLES, ids=["proc", "netlink"])
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_listener_is_in_the_table(
    family: socket.AddressFamily, host: str, table: Callable[[], Iterable[Row]]
) -> None:
    with socket.socket(family) as listener:
        listener.bind((host, 0))
        listener.listen()
        inode, port = os.fstat(listener.fileno()).st_ino, listener.getsockname()[1]

        assert Row(Family.TCP, host, port, inode, waits=True) in list(table())
        assert inode in set(inodes_of(os.getpid()))


@pytest.mark.parametrize("table", TABLES, ids=["proc", "netlink"])
def test_a_socket_that_does_not_listen_is_not_one_that_waits(table: Callable[[], Iterable[Row]]) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        inode = os.fstat(bound.fileno()).st_ino

        assert [row for row in table() if row.inode == inode and row.waits] == []


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_datagrams_are_waited_for_by_an_unconnected_socket() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client,
    ):
        listener.bind(("127.0.0.1", 0))
        client.connect(listener.getsockname())
        waits = {os.fstat(each.fileno()).st_ino: each is listener for each in (listener, client)}

        found = [row for row in rows(os.getpid()) if row.inode in waits]

        assert {row.inode: row.waits for row in found} == waits
        assert [row.peer for row in found if not row.waits] == [listener.getsockname()]


def test_a_unix_socket_is_in_the_table_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(tmp_path)
        monkeypatch.chdir(tmp_path)
        listener.bind("socket")
        listener.listen()
        inode = os.fstat(listener.fileno()).st_ino

        assert [row.address for row in rows(os.getpid()) if row.inode == inode] == ["socket"]


def test_a_process_that_has_ended_has_no_sockets() -> None:
    assert list(rows(2**30)) == []


def test_what_is_printed_stays_on_its_line() -> None:
    assert printable(" a\n\x1b[2J\u202eb ") == "a  [2J b"
