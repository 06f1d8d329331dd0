"""A real server on loopback that speaks HTTP as the services do, and cassettes that name the services themselves.

Cassettes are recorded against that server (`pytest tests/services --record-mode=once`) and rewritten to the addresses
of the real services; what it answers follows their documented APIs.
"""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from upheld.services import Services, retries

NEVER = "never"
_REAL = {
    "pypi": "https://pypi.org",
    "npm": "https://registry.npmjs.org",
    "github": "https://api.github.com",
}
_VARIABLES = {"PIP_INDEX_URL": "/pypi/simple", "npm_config_registry": "/npm", "GITHUB_API_URL": "/github"}
_REQUEST_HEADERS = {"accept"}
_RESPONSE_HEADERS = {"content-type", "etag", "last-modified", "location"}


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # as many as may come at once: who finds no room comes again after a second

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        self.ended = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        self.server.asked.append({"Path": self.path, **dict(self.headers.items())})
        reply: Any = self.server.routes.get(self.path, 404)
        if hasattr(reply, "__next__"):
            reply = next(reply)
        if reply == NEVER:
            self.server.ended.wait()
            self.close_connection = True
            return
        self._reply(*_complete(reply))

    def _reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        if self._has(headers):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _has(self, headers: dict[str, str]) -> bool:
        """Whether the client has the answer already (RFC 9110, section 13.2.2)."""
        for given, returned in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
            if given in headers and returned in self.headers:
                return self.headers[returned] == headers[given]
        return False


def _complete(reply: Any) -> tuple[int, dict[str, str], bytes]:
    if isinstance(reply, tuple):
        return reply  # pyright: ignore[reportUnknownVariableType]
    if isinstance(reply, int):
        return reply, {}, b'{"message": "no"}'
    return 200, {"Content-Type": "application/json"}, json.dumps(reply).encode()


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def base(server: _Server) -> str:
    """Return the server's address."""
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def routes(server: _Server) -> dict[str, Any]:
    """Hold the reply for each path.

    A reply is what is sent as JSON, a status, `(status, headers, body)`, "never", or an iterator of these. A reply with
    an ETag or a Last-Modified becomes a 304 when the client returns it.
    """
    return server.routes


@pytest.fixture
def asked(server: _Server) -> list[dict[str, str]]:
    """List the headers of every request that arrived, with its `Path`."""
    return server.asked


@pytest.fixture(autouse=True)
def cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "upheld"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*_VARIABLES, "GH_TOKEN", "GITHUB_TOKEN", "NETRC", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(retries, "LONGEST_PAUSE", 0)


@pytest.fixture
def opened(server: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """List who opened a connection to the server."""
    found: list[Any] = []
    process = server.process_request

    def noted(request: Any, client_address: Any) -> None:
        found.append(client_address)
        process(request, client_address)

    monkeypatch.setattr(server, "process_request", noted)
    return found


@pytest.fixture(params=["direct", "proxied"])
def carrier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ask as where there is no proxy, and as where there is one, of which this machine has no need."""
    if request.param == "proxied":
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    name: str = request.param
    return name


@pytest.fixture
def online() -> Services:
    return Services(offline=False)


@pytest.fixture
def on_loopback(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """Lead every service to the server."""
    for variable, path in _VARIABLES.items():
        monkeypatch.setenv(variable, base + path)


@pytest.fixture
def recordable(request: pytest.FixtureRequest, record_mode: str) -> None:
    """Lead every service to the server while a cassette is recorded, and to its real address while it is replayed."""
    if record_mode != "none":
        request.getfixturevalue("on_loopback")


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    return {
        "before_record_request": _request_for_cassette,
        "before_record_response": _response_for_cassette,
        "decode_compressed_response": True,
    }


def _request_for_cassette(request: Any) -> Any:
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _REQUEST_HEADERS}
    if match := re.match(r"http://127\.0\.0\.1:\d+/(\w+)", request.uri):
        request.uri = _REAL[match[1]] + request.uri[match.end() :]
    return request


def _response_for_cassette(response: Any) -> Any:
    kept = {k: v for k, v in response["headers"].items() if k.lower() in _RESPONSE_HEADERS}
    return {**response, "headers": kept}
