"""An index says the same as the zip that it was made of, and nothing where it was not made of it."""

import os
import sqlite3
from pathlib import Path

import pytest

from advisories.records import CRITICAL, affected, record, snapshot
from upheld.advisories import index
from upheld.advisories.advisory import Answer
from upheld.advisories.snapshot import Snapshot
from upheld.ecosystems import Package

LANTERN = Package("npm", "lantern", "1.1.0")
CANDLE = Package("npm", "candle", "1.0.0")
MOST_OF_ALL = [
    record(aliases=["CVE-2026-1"]),
    record("GHSA-2", affected("lantern", "introduced 1.0.0", "last_affected 1.1.0", versions=["3.0.0"])),
    record("GHSA-3", affected("lantern", "introduced 0"), withdrawn="2026-03-01T00:00:00Z"),
    record("CVE-2026-1", affected("wick", "introduced 0", severity=[{"type": "CVSS_V3", "score": CRITICAL}])),
    record("GHSA-4", affected("wick", "introduced 0"), affected("wick", "introduced 0", ecosystem="PyPI")),
    record("GHSA-5", affected("shade", "fixed 1.0.0")),
    record("GHSA-6", affected("wax", "introduced 0", "fixed 1.0.0"), published=None, modified=None),
]
PACKAGES = [
    Package("npm", name, version)
    for name in ("lantern", "wick", "shade", "wax", "candle")
    for version in ("0.9.0", "1.1.0", "odd")
]


def indexed(folder: Path) -> Path:
    path = folder / "npm" / "index.db"
    path.unlink(missing_ok=True)
    index.build(path.with_name("all.zip"), "npm", path)
    return path


def ask(folder: Path) -> Answer:
    return Snapshot(folder).affecting(PACKAGES)


def without_index(answer: Answer) -> tuple[object, ...]:
    narrowed = {
        package: [(each.id, each.aliases, each.published, each.modified, each.summary, each.severity) for each in some]
        for package, some in answer.affecting.items()
    }
    return narrowed, answer.unanswered, answer.provenance, set(answer.problems)


def test_the_index_says_what_the_zip_says(tmp_path: Path) -> None:
    before = ask(snapshot(tmp_path, MOST_OF_ALL))
    indexed(tmp_path)
    after = ask(tmp_path)

    assert without_index(after) == without_index(before)
    assert any(before.affecting.values())
    assert before.unanswered


def test_the_index_answers_without_the_zip(tmp_path: Path) -> None:
    before = ask(snapshot(tmp_path, MOST_OF_ALL))
    indexed(tmp_path)
    (tmp_path / "npm" / "all.zip").unlink()

    assert without_index(ask(tmp_path)) == without_index(before)


def test_files_beside_the_index_are_read_too(tmp_path: Path) -> None:
    indexed(snapshot(tmp_path, [record()]))
    (tmp_path / "npm" / "more.json").write_text(
        '{"id": "GHSA-9", "affected": [{"package": {"ecosystem": "npm", "name": "candle"}, "versions": ["1.0.0"]}]}',
        encoding="utf-8",
    )
    answer = Snapshot(tmp_path).affecting([CANDLE])

    assert [each.id for each in answer.affecting[CANDLE]] == ["GHSA-9"]
    assert answer.provenance[0].records == 2


def test_an_index_of_another_zip_is_passed_over_and_that_is_told(tmp_path: Path) -> None:
    indexed(snapshot(tmp_path, [record("GHSA-1", affected("candle", "introduced 0"))]))
    snapshot(tmp_path, [record()])
    answer = Snapshot(tmp_path).affecting([LANTERN, CANDLE])

    assert [each.id for each in answer.affecting[LANTERN]] == ["GHSA-aaaa-bbbb-cccc"]
    assert answer.affecting[CANDLE] == ()
    assert "was made of another zip" in answer.problems[0]
    assert "was read instead" in answer.problems[0]


def test_the_same_zip_with_another_time_is_the_same(tmp_path: Path) -> None:
    indexed(snapshot(tmp_path, [record()]))
    os.utime(tmp_path / "npm" / "all.zip", (1, 1))

    assert Snapshot(tmp_path).affecting([LANTERN]).problems == ()


def change(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    for each in statements:
        database.execute(each)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        (["PRAGMA user_version = 99"], "has version 99, not 1"),
        (["CREATE TABLE more (one TEXT)"], "has other tables"),
        (["ALTER TABLE entry RENAME TO kept", "CREATE VIEW entry AS SELECT * FROM kept"], "has other tables"),
        (["UPDATE entry SET affected = '{'"], "is damaged"),
        (["UPDATE entry SET affected = '[1, 2]'"], "is damaged"),
        (["UPDATE record SET said = '[]'"], "is damaged"),
        (["DELETE FROM record"], "is damaged"),
        (["DELETE FROM source"], "is damaged"),
    ],
)
def test_an_index_that_is_not_ours_or_damaged_is_refused(tmp_path: Path, statements: list[str], why: str) -> None:
    path = indexed(snapshot(tmp_path, [record()]))
    change(path, *statements)
    answer = Snapshot(tmp_path).affecting([LANTERN])
    assert why in answer.problems[0]
    assert answer.affecting[LANTERN]

    path.with_name("all.zip").unlink()
    answer = Snapshot(tmp_path).affecting([LANTERN])
    assert answer.affecting == {}
    assert answer.unanswered.keys() == {LANTERN}


def test_an_index_that_is_cut_anywhere_never_ends_in_an_error_or_clean(tmp_path: Path) -> None:
    path = indexed(snapshot(tmp_path, MOST_OF_ALL))
    whole = path.read_bytes()
    want = without_index(ask(tmp_path))[0]
    for end in (0, 1, 100, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:end])
        answer = ask(tmp_path)
        assert without_index(answer)[0] == want
        assert answer.problems


def test_an_index_of_a_zip_without_records_answers_nothing(tmp_path: Path) -> None:
    indexed(snapshot(tmp_path, []))

    assert Snapshot(tmp_path).affecting([LANTERN]).affecting == {}
