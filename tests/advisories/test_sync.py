"""A snapshot is brought up to date from a mirror or a folder, whole or not at all."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from advisories.records import affected, record, snapshot
from upheld.advisories.snapshot import Snapshot
from upheld.advisories.sync import SyncError, sync
from upheld.cli import main
from upheld.ecosystems import Package
from upheld.services import Services, retries

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

LANTERN = Package("npm", "lantern", "1.1.0")
OTHERS = [record("GHSA-9", affected("lantern", "introduced 0"))]


class Mirror(ThreadingHTTPServer):
    """A server that has files, each with an ETag made of its size."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.asked: list[tuple[str, str | None]] = []
        self.breaks_off = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/osv"


class _Handler(BaseHTTPRequestHandler):
    server: Mirror  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["If-None-Match"]))
        file = self.server.folder / unquote(self.path.removeprefix("/osv/"))
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        etag = f'"{len(body)}"'
        is_known = self.headers["If-None-Match"] == etag
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", "0" if is_known else str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body[: len(body) // 2] if self.server.breaks_off else body)


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(retries, "LONGEST_PAUSE", 0)
    with Mirror(snapshot(tmp_path / "mirror", [record()])) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def services() -> Iterator[Services]:
    services = Services(offline=False)
    yield services
    services.close()


def known(folder: Path) -> list[str]:
    answer = Snapshot(folder).affecting([LANTERN])
    assert answer.problems == ()
    return [each.id for each in answer.affecting[LANTERN]]


def test_a_snapshot_is_fetched_and_indexed(tmp_path: Path, mirror: Mirror, services: Services) -> None:
    done = sync("npm", tmp_path / "own", services, mirror.url)

    assert str(done) == "npm: 1 records, the newest of 2026-02-03"
    assert known(tmp_path / "own") == ["GHSA-aaaa-bbbb-cccc"]
    assert sorted(path.name for path in (tmp_path / "own").rglob("*")) == ["all.zip", "all.zip.etag", "index.db", "npm"]


def test_what_did_not_change_is_not_fetched_again(tmp_path: Path, mirror: Mirror, services: Services) -> None:
    folder = tmp_path / "own"
    assert sync("npm", folder, services, mirror.url).is_new
    assert not sync("npm", folder, services, mirror.url).is_new
    (folder / "npm" / "index.db").unlink()
    assert not sync("npm", folder, services, mirror.url).is_new
    assert (folder / "npm" / "index.db").is_file()
    snapshot(mirror.folder, [record(), *OTHERS])
    assert sync("npm", folder, services, mirror.url).is_new

    etags = [etag for _, etag in mirror.asked]
    assert etags[0] is None
    assert etags[1]
    assert etags[1] == etags[2] == etags[3]
    assert known(folder) == ["GHSA-9", "GHSA-aaaa-bbbb-cccc"]


def test_an_etag_of_another_mirror_or_of_a_zip_that_is_gone_does_not_count(
    tmp_path: Path, mirror: Mirror, services: Services
) -> None:
    folder = tmp_path / "own"
    sync("npm", folder, services, f"{mirror.url}/.")
    sync("npm", folder, services, mirror.url)
    (folder / "npm" / "all.zip").unlink()
    sync("npm", folder, services, mirror.url)

    assert [etag for _, etag in mirror.asked] == [None, None, None]
    assert known(folder) == ["GHSA-aaaa-bbbb-cccc"]


def test_the_name_of_an_ecosystem_is_quoted(tmp_path: Path, mirror: Mirror, services: Services) -> None:
    snapshot(mirror.folder, [record()], "GitHub Actions")
    sync("GitHub Actions", tmp_path / "own", services, mirror.url)

    assert mirror.asked[0][0] == "/osv/GitHub%20Actions/all.zip"


@pytest.mark.parametrize("ecosystem", ["../npm", "", ".hidden", "a/b"])
def test_what_is_no_ecosystem_is_refused(tmp_path: Path, mirror: Mirror, services: Services, ecosystem: str) -> None:
    with pytest.raises(SyncError, match="is no ecosystem"):
        sync(ecosystem, tmp_path / "own", services, mirror.url)

    assert mirror.asked == []


def test_what_fails_leaves_what_was_there(tmp_path: Path, mirror: Mirror, services: Services) -> None:
    folder = tmp_path / "own"
    sync("npm", folder, services, mirror.url)
    path = snapshot(mirror.folder, OTHERS) / "npm" / "all.zip"
    whole = path.read_bytes()

    mirror.breaks_off = True
    with pytest.raises(SyncError, match=r"^npm: 127\.0\.0\.1 "):
        sync("npm", folder, services, mirror.url)
    mirror.breaks_off = False
    for damaged in (whole[:-40], b"<html>not here</html>", b""):
        path.write_bytes(damaged)
        with pytest.raises(SyncError, match="what was fetched is no snapshot"):
            sync("npm", folder, services, mirror.url)
    snapshot(mirror.folder, [])
    with pytest.raises(SyncError, match="it holds no record"):
        sync("npm", folder, services, mirror.url)
    path.unlink()
    with pytest.raises(SyncError, match="404"):
        sync("npm", folder, services, mirror.url)

    assert known(folder) == ["GHSA-aaaa-bbbb-cccc"]
    assert not list(folder.glob(".sync-*"))


def test_a_folder_is_as_good_as_a_mirror(tmp_path: Path) -> None:
    source = snapshot(tmp_path / "mirror", [record()])
    offline = Services()

    assert sync("npm", tmp_path / "own", offline, str(source)).is_new
    assert not sync("npm", tmp_path / "own", offline, str(source)).is_new
    assert known(tmp_path / "own") == ["GHSA-aaaa-bbbb-cccc"]
    with pytest.raises(SyncError, match="No such file"):
        sync("Go", tmp_path / "own", offline, str(source))
    assert not (tmp_path / "own" / "Go").exists()


def test_the_command_says_what_it_did_and_what_it_could_not(tmp_path: Path, mirror: Mirror) -> None:
    words = [
        "advisories",
        "sync",
        "--from",
        mirror.url,
        "--ecosystem",
        "npm",
        "--ecosystem",
        "Go",
        str(tmp_path / "own"),
    ]
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 3
    assert done.stdout == "npm: 1 records, the newest of 2026-02-03\n"
    assert done.stderr.startswith("Go: 127.0.0.1 has nothing there (status 404)")
    assert CliRunner().invoke(main, words[:6] + words[-1:]).exit_code == 0
