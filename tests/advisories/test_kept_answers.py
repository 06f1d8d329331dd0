"""An answer of a snapshot is kept until the snapshot or the packages change, and nothing depends on that but time."""

import json
import os
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisories.records import CRITICAL, affected, record, snapshot
from osv_server import OsvServer
from upheld.advisories import advisory_source, archive
from upheld.advisories.advisory import Answer
from upheld.advisories.archive import Archive
from upheld.advisories.online import Online
from upheld.ecosystems import Package
from upheld.services import Services, kept

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1"])

LANTERN = Package("npm", "lantern", "1.1.0")
CANDLE = Package("npm", "candle", "1.0.0")
AN_HOUR_AGO = time.time_ns() - 3600 * 10**9
RECORDS = [
    record(
        "GHSA-1",
        affected("lantern", "introduced 0", "fixed 1.2.0", versions=["1.1.0"]),
        aliases=["CVE-1", "PYSEC-1"],
        severity=[{"type": "CVSS_V3", "score": CRITICAL}],
    ),
    record("GHSA-2", affected("lantern", "introduced 1"), published=None, summary="No fix"),
    record("GHSA-3", affected("candle", "introduced 2")),
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "upheld" / "answers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a snapshot that was made an hour ago."""
    return settled(snapshot(tmp_path / "snapshot", RECORDS))


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """List the zips that were opened."""
    paths: list[Path] = []

    def opened(path: Path) -> AbstractContextManager[Archive]:
        paths.append(path)
        return archive.opened(path)

    monkeypatch.setattr("upheld.advisories.snapshot.opened", opened)
    return paths


def settled(folder: Path) -> Path:
    for path in folder.rglob("*"):
        os.utime(path, ns=(AN_HOUR_AGO, AN_HOUR_AGO))
    return folder


def ask(folder: Path, *packages: Package) -> Answer:
    source = advisory_source(Services(offline=True, snapshot=folder))
    source.begin(packages)
    return source.affecting(packages or (LANTERN, CANDLE))


def test_the_same_question_has_the_same_answer_and_is_not_looked_up_again(folder: Path, looked_up: list[Path]) -> None:
    first = ask(folder)
    assert [each.id for each in first.affecting[LANTERN]] == ["GHSA-1", "GHSA-2"]
    assert first.affecting[CANDLE] == ()
    assert ask(folder) == first
    assert list(ask(folder).affecting) == list(first.affecting)
    assert len(looked_up) == 1


def test_why_nothing_can_be_told_of_a_package_is_kept_too(folder: Path, looked_up: list[Path]) -> None:
    unordered = Package("npm", "lantern", "no version")
    first = ask(folder, unordered, CANDLE)
    assert set(first.unanswered) == {unordered}
    assert (ask(folder, unordered, CANDLE), len(looked_up)) == (first, 1)


@pytest.mark.parametrize("packages", [(LANTERN,), (LANTERN._replace(version="1.2.0"), CANDLE)])
def test_another_question_is_looked_up(folder: Path, looked_up: list[Path], packages: tuple[Package, ...]) -> None:
    ask(folder)
    ask(folder, *packages)
    assert len(looked_up) == 2


def test_a_snapshot_that_has_changed_is_asked_again(folder: Path) -> None:
    ask(folder)
    settled(snapshot(folder, RECORDS[:1]))
    assert [each.id for each in ask(folder).affecting[LANTERN]] == ["GHSA-1"]
    (folder / "npm" / "later.json").write_text(json.dumps(record("GHSA-4", affected("candle", "introduced 0"))))
    assert [each.id for each in ask(folder).affecting[CANDLE]] == ["GHSA-4"]


def test_another_snapshot_with_the_same_files_is_asked(folder: Path, tmp_path: Path, looked_up: list[Path]) -> None:
    ask(folder)
    folder.rename(tmp_path / "moved")
    ask(tmp_path / "moved")
    assert len(looked_up) == 2


def test_what_was_changed_a_moment_ago_may_be_changed_again_and_is_not_kept(folder: Path, cache: Path) -> None:
    (folder / "npm" / "all.zip").touch()
    ask(folder)
    assert not cache.exists()


def test_an_answer_with_a_problem_is_not_kept(folder: Path, cache: Path) -> None:
    (folder / "npm" / "all.zip").write_bytes(b"no zip")
    settled(folder)
    assert ask(folder).problems
    assert ask(folder, Package("..", "lantern", "1.0.0"), Package("PyPI", "lantern", "1.0.0")).problems
    assert not cache.exists()


@pytest.mark.parametrize("content", ["", "{}", "[[], [], 1]", '[[[["npm"], []]], [], []]', "[" * 100_000])
def test_what_is_no_answer_is_as_good_as_none(folder: Path, cache: Path, content: str) -> None:
    first = ask(folder)
    (file,) = cache.iterdir()
    file.write_text(content)
    assert ask(folder) == first
    assert json.loads(file.read_text())


def test_only_the_latest_answers_are_kept(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    for version in ("1", "2", "3"):
        ask(folder, LANTERN._replace(version=f"{version}.0.0"))
    assert len(list(cache.iterdir())) == 2


def test_a_cache_that_cannot_be_written_does_not_matter(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert ask(folder).affecting[LANTERN]


POTTED = Package("PyPI", "lantern", "1.0")


def test_what_a_service_answered_within_the_hour_is_not_asked_again(osv: OsvServer, services: Services) -> None:
    first = Online(services).affecting([POTTED])
    assert [each.id for each in first.affecting[POTTED]] == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "PYSEC-2026-2"]
    osv.asked.clear()
    again = Online(services)
    again.begin([POTTED])
    assert (again.affecting([POTTED]), osv.asked) == (first, [])


@pytest.mark.usefixtures("osv")
def test_an_older_answer_of_a_service_is_not_taken(services: Services, cache: Path) -> None:
    first = Online(services).affecting([POTTED])
    (file,) = cache.iterdir()
    found = json.loads(file.read_bytes())
    found[2][0][1] = (datetime.now(UTC) - timedelta(hours=1, seconds=1)).isoformat()
    file.write_text(json.dumps(found))
    assert Online(services).affecting([POTTED]).provenance == first.provenance
    assert json.loads(file.read_bytes())[2][0][1] == first.provenance[0].as_of.isoformat()  # type: ignore[union-attr]


def test_what_a_service_did_not_answer_is_asked_again(
    osv: OsvServer, services: Services, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnamed = Package("PyPI", "lantern", "")
    assert set(Online(services).affecting([POTTED, unnamed]).unanswered) == {unnamed}
    assert Online(services).affecting([POTTED, unnamed._replace(name="candle")]).affecting[POTTED]
    monkeypatch.setenv("UPHELD_OSV_URL", f"{osv.address}/elsewhere")
    assert set(Online(services).affecting([POTTED]).unanswered) == {POTTED}
    assert len(list(cache.iterdir())) == 1
