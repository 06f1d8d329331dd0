"""The cache of OSV's answers: shared, bounded, and as good as none where it is damaged."""

import multiprocessing
import sqlite3
import time
from pathlib import Path

import pytest

from upheld.advisories import online_cache
from upheld.advisories.online_cache import Found, OnlineCache, Record, packed, unpacked
from upheld.ecosystems import Package

LANTERN = Package("PyPI", "lantern", "1.0")
SERVER = "https://api.osv.dev/"
PAIRS = (("PYSEC-2026-1", "2026-02-01T00:00:00Z"),)
VALUE = {"id": "PYSEC-2026-1", "summary": "A leak", "affected": []}


def cache(folder: Path, server: str = SERVER) -> OnlineCache:
    return OnlineCache(folder / "osv.sqlite", server)


def fill(folder: Path, *, asked: float | None = None) -> OnlineCache:
    found = cache(folder)
    now = time.time() if asked is None else asked
    found.store({LANTERN: Found(now, PAIRS)}, {"PYSEC-2026-1": Record(now, "2026", packed(VALUE))})
    return found


def test_what_was_stored_comes_back(tmp_path: Path) -> None:
    kept = fill(tmp_path)
    assert kept.answers([LANTERN])[LANTERN].advisories == PAIRS
    record = kept.records(["PYSEC-2026-1", "PYSEC-2026-2"])["PYSEC-2026-1"]
    assert record.modified == "2026"
    assert unpacked("PYSEC-2026-1", record.data) == VALUE


@pytest.mark.parametrize("package", [LANTERN._replace(version="1.1"), LANTERN._replace(ecosystem="npm")])
def test_another_version_or_ecosystem_is_another_package(tmp_path: Path, package: Package) -> None:
    assert fill(tmp_path).answers([package]) == {}


def test_each_server_has_its_own_answers(tmp_path: Path) -> None:
    fill(tmp_path)
    other = cache(tmp_path, "http://127.0.0.1:8000/")
    assert (other.answers([LANTERN]), other.records(["PYSEC-2026-1"])) == ({}, {})


@pytest.mark.parametrize("age", [online_cache.HOUR + 1, -60], ids=["too-old", "of-the-future"])
def test_an_answer_counts_for_an_hour_and_a_record_for_longer(tmp_path: Path, age: float) -> None:
    kept = fill(tmp_path, asked=time.time() - age)
    assert kept.answers([LANTERN]) == {}
    assert kept.records(["PYSEC-2026-1"])


def test_old_answers_are_dropped(tmp_path: Path) -> None:
    kept = fill(tmp_path, asked=time.time() - 2 * online_cache.HOUR)
    kept.store({LANTERN._replace(version="2.0"): Found(time.time(), ())}, {})
    with sqlite3.connect(tmp_path / "osv.sqlite") as database:
        assert database.execute("select version from answers").fetchall() == [("2.0",)]
    database.close()


def test_the_file_is_bounded_and_the_oldest_records_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online_cache, "MOST_BYTES", 200_000)
    kept = cache(tmp_path)
    for number in range(100):
        kept.store({}, {f"PYSEC-{number}": Record(float(number), "", bytes(10_000))})
    assert (tmp_path / "osv.sqlite").stat().st_size < 300_000
    there = kept.records([f"PYSEC-{number}" for number in range(100)])
    assert "PYSEC-99" in there
    assert "PYSEC-0" not in there


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000, b"x" * 100_000])
def test_a_damaged_file_is_as_good_as_none_and_replaced(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "osv.sqlite").write_bytes(data)
    assert cache(tmp_path).answers([LANTERN]) == {}
    assert cache(tmp_path).records(["PYSEC-2026-1"]) == {}
    assert fill(tmp_path).answers([LANTERN])[LANTERN].advisories == PAIRS


def test_a_file_that_was_cut_off_is_replaced(tmp_path: Path) -> None:
    kept = fill(tmp_path)
    kept.store({}, {f"PYSEC-{number}": Record(1.0, "", bytes(5000)) for number in range(50)})
    file = tmp_path / "osv.sqlite"
    file.write_bytes(file.read_bytes()[:9000])
    kept.answers([LANTERN])
    fill(tmp_path)
    assert fill(tmp_path).answers([LANTERN])[LANTERN].advisories == PAIRS


def test_a_file_of_another_form_is_replaced(tmp_path: Path) -> None:
    fill(tmp_path)
    with sqlite3.connect(tmp_path / "osv.sqlite") as database:
        database.execute("pragma user_version = 99")
    database.close()
    assert cache(tmp_path).answers([LANTERN]) == {}
    assert fill(tmp_path).answers([LANTERN])[LANTERN].advisories == PAIRS


@pytest.mark.parametrize(
    ("column", "value"),
    [("found", "["), ("found", "[1]"), ("found", "[" * 100_000), ("found", "7"), ("asked", "soon"), ("asked", None)],
    ids=["cut", "numbers", "deep", "number", "text", "nothing"],
)
def test_a_damaged_answer_is_as_good_as_none(tmp_path: Path, column: str, value: str | None) -> None:
    kept = fill(tmp_path)
    with sqlite3.connect(tmp_path / "osv.sqlite") as database:
        database.execute(f"update answers set {column} = ?", (value,))  # noqa: S608 - our own words
    database.close()
    assert kept.answers([LANTERN]) == {}


@pytest.mark.parametrize("data", [b"", b"x", packed({"id": "OTHER"}), packed(VALUE)[:20], None], ids=range(5))
def test_a_damaged_record_is_refused(data: bytes | None) -> None:
    with pytest.raises(ValueError, match="PYSEC-2026-1"):
        unpacked("PYSEC-2026-1", data)


def test_what_nobody_reads_is_not_kept() -> None:
    long = {**VALUE, "details": "x" * 100_000, "references": [{"url": "https://example.org"}] * 100}
    kept = unpacked("PYSEC-2026-1", packed(long))
    assert "references" not in kept
    assert len(kept["details"]) < 10_000


def test_a_cache_that_cannot_be_made_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert fill(tmp_path / "file").answers([LANTERN]) == {}
    (tmp_path / "osv.sqlite").mkdir()
    assert fill(tmp_path).answers([LANTERN]) == {}
    none = OnlineCache(None, SERVER)
    none.store({LANTERN: Found(1.0, ())}, {})
    assert none.answers([LANTERN]) == {}


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    fill(tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "cache" / "osv.sqlite").stat().st_mode & 0o777 == 0o600


def _write(folder: Path, first: int) -> None:
    for number in range(first, first + 20):
        cache(folder).store({}, {f"PYSEC-{number}": Record(float(number), "", b"x")})


def test_runs_may_write_at_the_same_time(tmp_path: Path) -> None:
    fill(tmp_path)
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_write, args=(tmp_path, 100 * number)) for number in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    names = [f"PYSEC-{100 * number + each}" for number in range(3) for each in range(20)]
    assert len(cache(tmp_path).records(names)) > 20
    assert cache(tmp_path).answers([LANTERN])
