"""A bind says from where a call is reached, as it is written, and a socket of the file system is no network."""

import pytest

from upheld.exposure.capability import Bind, Reach
from upheld.exposure.source import bind_of, hits, parsed


def binds(path: str, text: str) -> list[Bind]:
    file = parsed(path, text.encode())
    assert file
    return [bind_of(hit) for hit in hits(file)]


@pytest.mark.parametrize(
    ("host", "reach"),
    [
        ("'127.0.0.1'", Reach.LOOPBACK),
        ("'127.8.9.1'", Reach.LOOPBACK),
        ("'localhost'", Reach.LOOPBACK),
        ("'LOCALHOST'", Reach.LOOPBACK),
        ("'::1'", Reach.LOOPBACK),
        ("'[::1]'", Reach.LOOPBACK),
        ("'0.0.0.0'", Reach.ALL),
        ("'::'", Reach.ALL),
        ("''", Reach.ALL),
        ("'192.168.1.2'", Reach.ALL),
        ("'db.internal'", Reach.UNKNOWN),
        ("host", Reach.UNKNOWN),
        ("process.env.HOST || '127.0.0.1'", Reach.LOOPBACK),
        ("open ? '0.0.0.0' : '127.0.0.1'", Reach.UNKNOWN),
        ("undefined", Reach.ALL),
    ],
)
def test_a_host_decides_the_reach(host: str, reach: Reach) -> None:
    assert binds("a.ts", f"import http from 'http'; http.createServer().listen(80, {host});") == [
        Bind(reach, host, "80")
    ]


@pytest.mark.parametrize(
    ("call", "bind"),
    [
        ("listen(port)", Bind(Reach.ALL, None, "port")),
        ("listen(port, () => {})", Bind(Reach.ALL, None, "port")),
        ("listen({ port: 80 })", Bind(Reach.ALL, None, "80")),
        ("listen({ port: 80, host: '::1' }, done)", Bind(Reach.LOOPBACK, "'::1'", "80")),
        ("listen({ port: 80, ...(host ? { host } : {}) })", Bind(Reach.UNKNOWN, "host", "80")),
        ("listen()", Bind(Reach.ALL, None, None)),
    ],
)
def test_arguments_and_options_are_read_alike(call: str, bind: Bind) -> None:
    assert binds("a.ts", f"import http from 'http'; http.createServer().{call};") == [bind]


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ('":8080"', Reach.ALL),
        ('"0.0.0.0:8080"', Reach.ALL),
        ('"[::]:8080"', Reach.ALL),
        ('"127.0.0.1:8080"', Reach.LOOPBACK),
        ('"[::1]:8080"', Reach.LOOPBACK),
        ('"localhost:" + port', Reach.LOOPBACK),
        ("address", Reach.UNKNOWN),
    ],
)
def test_the_host_of_an_address_decides(address: str, reach: Reach) -> None:
    text = f'package a\nimport "net"\nfunc f() {{ net.Listen("tcp", {address}) }}'

    assert binds("a.go", text) == [Bind(reach, address, None)]


def test_a_pair_is_told_apart() -> None:
    found = binds("a.py", "from http.server import HTTPServer\nHTTPServer(('localhost', 80), H)\n")

    assert found == [Bind(Reach.LOOPBACK, "'localhost'", "80")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "import net from 'net'; net.createServer().listen('/run/x.sock');"),
        ("a.ts", "import net from 'net'; net.createServer().listen(options.socketPath);"),
        ("a.ts", "import net from 'net'; const at = '/tmp/x'; net.createServer().listen(at);"),
        ("a.ts", r"import net from 'net'; net.createServer().listen('\\\\.\\pipe\\x');"),
        ("a.py", "import grpc\nserver.add_insecure_port('unix:///tmp/x')\n"),
        ("a.go", 'package a\nimport "net/http"\nfunc f() { http.ListenAndServe("/tmp/x.sock", nil) }'),
    ],
)
def test_a_socket_of_the_file_system_is_no_network(path: str, text: str) -> None:
    assert binds(path, text) == []


def test_long_expressions_are_shortened() -> None:
    host = "a" * 200
    (bind,) = binds("a.ts", f"import http from 'http'; http.createServer().listen(80, {host});")

    assert bind.host == "a" * 79 + "…"
