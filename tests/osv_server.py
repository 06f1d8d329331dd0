"""A server on loopback that speaks the OSV API (google.github.io/osv.dev/api) over records on disk or in memory.

    python tests/osv_server.py FOLDER [--port PORT] [--latency SECONDS] [--page-size RECORDS]

FOLDER has the layout of OSV's bulk data: `<Ecosystem>/all.zip`. As OSV does, a batch with one question that is refused is
refused whole, withdrawn records are served by their id only, and a long answer comes in pages.
"""

import argparse
import json
import socket
import struct
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from upheld.advisories.advisory import Advisory
from upheld.advisories.matching import affects_package
from upheld.advisories.record import RecordError, advisory
from upheld.ecosystems import Package, spelled, version_key

MOST_QUESTIONS = 1000
Fault = Callable[["Handler"], None]
Reply = int | tuple[int, Mapping[str, str], bytes] | Fault | None
"""A status, a whole answer, something that does as it likes with the connection, or None for what OSV would say."""


class RefusedError(Exception):
    """A question that OSV refuses."""


class Database:
    """Records by their ids and by the packages that they are about."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        self.records = {record["id"]: record for record in records}
        self._about: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._read: dict[str, Advisory | None] = {}
        self._found = cache(self._find)  # a benchmark asks again, and is not to measure what this server takes
        for name, record in self.records.items():
            packages = [each["package"] for each in record.get("affected", []) if "package" in each]
            for ecosystem, package in {(each["ecosystem"], each["name"]) for each in packages}:
                self._about[ecosystem, spelled(ecosystem, package)].append(name)

    @classmethod
    def of_folder(cls, folder: Path) -> "Database":
        """Read every `all.zip` below a folder."""
        return cls(record for archive in sorted(folder.glob("*/all.zip")) for record in read(archive))

    def affecting(self, query: Mapping[str, Any]) -> list[str]:
        """Return the ids of the records that affect what a query names."""
        package = query.get("package", {})
        ecosystem, name, version = package.get("ecosystem", ""), package.get("name", ""), query.get("version", "")
        if not ecosystem or version_key(ecosystem) is None:
            raise RefusedError("Invalid ecosystem.")
        # As OSV does: only PyPI has many spellings of a name.
        return self._found(Package(ecosystem, spelled(ecosystem, name), version))

    def _find(self, wanted: Package) -> list[str]:
        about = self._about.get((wanted.ecosystem, wanted.name), ())
        return sorted(each for each in about if self._affects(each, wanted))

    def _affects(self, name: str, package: Package) -> bool:
        if name not in self._read:
            try:
                self._read[name] = advisory(self.records[name])
            except RecordError:
                self._read[name] = None
        found = self._read[name]
        return found is not None and (not package.version or affects_package(found, package) is True)


def read(archive: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of an archive."""
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            yield json.loads(files.read(name))


class OsvServer(ThreadingHTTPServer):
    """The server; `replies` takes the place of what OSV would say at a path.

    An answer leaves `latency` seconds after its question came, however long the server itself takes to make it.
    """

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, database: Database, port: int = 0, latency: float = 0, page_size: int = 1000) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.database = database
        self.latency = latency
        self.page_size = page_size
        self.replies: dict[str, Iterator[Reply] | Reply] = {}
        self.asked: list[str] = []
        self.questions: list[Mapping[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.ended = threading.Event()
        self._open: set[socket.socket] = set()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()

    def hang_up(self) -> None:
        """Close every connection that is open, as servers do with those that are idle for long."""
        for each in list(self._open):
            each.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note the connection."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: OsvServer  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def parse_request(self) -> bool:
        """Note when the answer may leave."""
        self._due = time.monotonic() + self.server.latency
        return super().parse_request()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer `GET /v1/vulns/{id}`."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer `POST /v1/query` and `POST /v1/querybatch`."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def do_CONNECT(self) -> None:
        """Refuse, as a proxy does that asks for other credentials."""
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers.items()))
        self.say(407, {"Proxy-Authenticate": "Basic"}, b"")

    def _answer(self, body: bytes) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers.items()))
        stated = self.server.replies.get(self.path)
        reply: Reply = next(stated, None) if isinstance(stated, Iterator) else stated
        if callable(reply):
            self._wait()
            reply(self)
        elif isinstance(reply, tuple):
            self.say(*reply)
        elif reply is not None:
            self.say(reply, {}, b'{"code": 2, "message": "no"}')
        else:
            self._as_osv(json.loads(body) if body else None)

    def _as_osv(self, question: Any) -> None:
        try:
            status, value = self._value(question)
        except RefusedError as error:
            status, value = 400, {"code": 3, "message": str(error)}
        self.say(status, {"Content-Type": "application/json"}, json.dumps(value).encode())

    def _value(self, question: Any) -> tuple[int, Any]:
        database = self.server.database
        if question is None:
            record = database.records.get(self.path.removeprefix("/v1/vulns/"))
            return (200, record) if record else (404, {"code": 5, "message": "Bug not found."})
        if self.path == "/v1/query":
            page = self._page(question)
            return 200, {**page, **({"vulns": [database.records[each] for each in page["vulns"]]} if page else {})}
        if self.path != "/v1/querybatch":
            return 404, {"code": 5, "message": "Not found."}
        questions: Sequence[Mapping[str, Any]] = question["queries"]
        if len(questions) > MOST_QUESTIONS:
            raise RefusedError("Too many queries.")
        return 200, {"results": [self._batch_page(each) for each in questions]}

    def _batch_page(self, question: Mapping[str, Any]) -> dict[str, Any]:
        page = self._page(question)
        records = self.server.database.records
        named = [{"id": each, "modified": records[each].get("modified", "")} for each in page.get("vulns", ())]
        return {**page, **({"vulns": named} if named else {})}

    def _page(self, question: Mapping[str, Any]) -> dict[str, Any]:
        self.server.questions.append(question)
        found, size = self.server.database.affecting(question), self.server.page_size
        first = int(question.get("page_token") or 0)
        page: dict[str, Any] = {"vulns": found[first : first + size]} if found else {}
        return {**page, "next_page_token": str(first + size)} if first + size < len(found) else page

    def _wait(self) -> None:
        time.sleep(max(0.0, self._due - time.monotonic()))

    def say(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Send a whole answer."""
        self._wait()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def reset(handler: Handler) -> None:
    """Break the connection off in the middle of an answer, with a reset instead of an end."""
    handler.say(200, {"Content-Length": "1000"}, b'{"results": [')
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.shutdown(socket.SHUT_RD)
    handler.close_connection = True


def never(handler: Handler) -> None:
    """Say nothing until the server ends."""
    handler.server.ended.wait()
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """Say something every now and then, without an end."""
    handler.say(200, {"Content-Length": "1000000"}, b"{")
    while not handler.server.ended.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()
    handler.close_connection = True


def drip_headers(handler: Handler) -> None:
    """Begin an answer whose headers never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.ended.wait(0.02):
        handler.wfile.write(b"X: y\r\n")
        handler.wfile.flush()
    handler.close_connection = True


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="Speak the OSV API over a folder of OSV's bulk data.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--page-size", type=int, default=1000, metavar="RECORDS")
    given = parser.parse_args()
    server = OsvServer(Database.of_folder(given.folder), given.port, given.latency, given.page_size)
    print(server.address, flush=True)  # noqa: T201 - who started it reads where it is
    server.serve_forever()


if __name__ == "__main__":
    main()
