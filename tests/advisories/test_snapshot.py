"""A snapshot answers of the packages that it knows, and of every other one it says why it cannot."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from advisories.records import CRITICAL, affected, record, snapshot
from upheld.advisories.advisory import Answer
from upheld.advisories.snapshot import Snapshot
from upheld.ecosystems import Package

LANTERN = Package("npm", "lantern", "1.1.0")
CANDLE = Package("npm", "candle", "1.0.0")


def ask(folder: Path, *packages: Package) -> Answer:
    return Snapshot(folder).affecting(packages or (LANTERN, CANDLE))


def ids(answer: Answer) -> dict[str, list[str]]:
    return {package.name: [each.id for each in some] for package, some in answer.affecting.items()}


def test_packages_are_affected_or_nothing_is_known_of_them(tmp_path: Path) -> None:
    answer = ask(snapshot(tmp_path, [record()]))

    assert ids(answer) == {"lantern": ["GHSA-aaaa-bbbb-cccc"], "candle": []}
    assert (answer.unanswered, answer.problems) == ({}, ())
    (provenance,) = answer.provenance
    assert provenance.source == "snapshot of npm"
    assert provenance.as_of == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert provenance.records == 1


def test_withdrawn_records_and_other_versions_affect_nothing(tmp_path: Path) -> None:
    withdrawn = record("GHSA-1", withdrawn="2026-03-01T00:00:00Z")
    fixed = record("GHSA-2", affected("lantern", "introduced 0", "fixed 1.1.0"))

    assert ids(ask(snapshot(tmp_path, [withdrawn, fixed]), LANTERN)) == {"lantern": []}


def test_records_may_stand_as_files_and_the_later_state_of_one_counts(tmp_path: Path) -> None:
    snapshot(tmp_path, [record(summary="old")])
    newer = record(modified="2026-04-01T00:00:00Z", summary="new")
    (tmp_path / "npm" / "newer.json").write_text(json.dumps(newer), encoding="utf-8")
    answer = ask(tmp_path, LANTERN)

    assert [each.summary for each in answer.affecting[LANTERN]] == ["new"]
    assert answer.provenance[0].records == 2
    assert answer.provenance[0].as_of == datetime(2026, 4, 1, tzinfo=UTC)


def test_a_record_is_found_however_its_name_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "PyPI"
    folder.mkdir()
    text = json.dumps(record("PYSEC-1", affected("Old_Lantern", "introduced 0", ecosystem="PyPI")))
    for number, written in enumerate((text, text.replace("Old", "\\u004fld"), text.replace('"name"', '"n\\u0061me"'))):
        changed = written.replace("PYSEC-1", f"PYSEC-{number}")
        (folder / f"{number}.json").write_text(changed, encoding="utf-16" if number == 1 else "utf-8")

    answer = ask(tmp_path, Package("PyPI", "old-lantern", "1.0"))
    assert ids(answer) == {"old-lantern": ["PYSEC-0", "PYSEC-1", "PYSEC-2"]}


def test_an_ecosystem_without_advisories_is_unanswered_and_tells_how_to_get_them(tmp_path: Path) -> None:
    snapshot(tmp_path, [record()])
    (tmp_path / "Go").mkdir()
    serde, text = Package("crates.io", "serde", "1.0.0"), Package("Go", "golang.org/x/text", "0.3.0")
    answer = ask(tmp_path, LANTERN, serde, text)

    assert "upheld advisories sync --ecosystem 'crates.io'" in answer.unanswered[serde]
    assert "holds no advisory" in answer.unanswered[text]
    assert answer.affecting.keys() == {LANTERN}
    assert len(answer.problems) == 2


@pytest.mark.parametrize("ecosystem", ["../npm", "/etc", "", ".", "npm/../npm"])
def test_an_ecosystem_never_leads_out_of_the_snapshot(tmp_path: Path, ecosystem: str) -> None:
    outside = snapshot(tmp_path, [record()]) / "inside"
    outside.mkdir()
    package = LANTERN._replace(ecosystem=ecosystem)

    assert ask(outside, package).affecting == {}


def test_a_folder_that_is_not_there_answers_nothing(tmp_path: Path) -> None:
    answer = ask(tmp_path / "missing")

    assert answer.affecting == {}
    assert answer.unanswered.keys() == {LANTERN, CANDLE}


def test_an_empty_zip_is_not_a_database_in_which_nothing_is_known(tmp_path: Path) -> None:
    answer = ask(snapshot(tmp_path, []))

    assert answer.affecting == {}
    assert answer.unanswered.keys() == {LANTERN, CANDLE}


def test_a_zip_that_breaks_off_answers_nothing(tmp_path: Path) -> None:
    path = snapshot(tmp_path, [record()]) / "npm" / "all.zip"
    path.write_bytes(path.read_bytes()[:-30])
    answer = ask(tmp_path)

    assert answer.affecting == {}
    assert "cannot be read" in answer.unanswered[LANTERN]
    assert answer.problems == (answer.unanswered[LANTERN],)


def test_a_damaged_member_leaves_what_was_found_and_the_rest_open(tmp_path: Path) -> None:
    path = snapshot(tmp_path, [record(), record("GHSA-2", affected("wick", "introduced 0"))]) / "npm" / "all.zip"
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 16] ^= 1  # the checksum of the second
    path.write_bytes(data)
    answer = ask(tmp_path)

    assert ids(answer) == {"lantern": ["GHSA-aaaa-bbbb-cccc"]}
    assert "its checksum is wrong" in answer.unanswered[CANDLE]
    assert any("GHSA-2.json" in each for each in answer.problems)


def test_a_record_that_cannot_be_read_leaves_the_packages_open_that_it_names(tmp_path: Path) -> None:
    broken = record("GHSA-2", affected("candle", "fixed 1.2.0"))
    answer = ask(snapshot(tmp_path, [record(), broken]))

    assert ids(answer) == {"lantern": ["GHSA-aaaa-bbbb-cccc"]}
    assert answer.unanswered == {CANDLE: "GHSA-2.json cannot be read: GHSA-2: a range in which nothing is introduced"}


def test_a_record_that_cannot_be_read_is_told_beside_what_affects_a_package_anyway(tmp_path: Path) -> None:
    broken = record("GHSA-2", affected("lantern", "fixed 1.2.0"))
    answer = ask(snapshot(tmp_path, [record(), broken]))

    assert ids(answer) == {"lantern": ["GHSA-aaaa-bbbb-cccc"], "candle": []}
    assert [each for each in answer.problems if "GHSA-2" in each]


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"id": "GHSA-2"', "\0\1\2", '{"affected": [' * 3])
def test_a_file_that_is_no_json_and_names_nothing_leaves_all_open(tmp_path: Path, text: str) -> None:
    snapshot(tmp_path, [record()])
    (tmp_path / "npm" / "odd.json").write_text(text, encoding="utf-8")
    answer = ask(tmp_path)

    assert ids(answer) == {"lantern": ["GHSA-aaaa-bbbb-cccc"]}
    assert "odd.json cannot be read" in answer.unanswered[CANDLE]


def test_a_version_that_cannot_be_ordered_is_unanswered(tmp_path: Path) -> None:
    odd = Package("PyPI", "lantern", "2004d")
    stated = record("PYSEC-1", affected("lantern", "introduced 0", "fixed 1.0", ecosystem="PyPI"))
    answer = ask(snapshot(tmp_path, [stated], "PyPI"), odd, odd._replace(name="candle"))

    assert answer.unanswered == {
        odd: "whether PYSEC-1 affects lantern 2004d cannot be told: a version cannot be ordered"
    }
    assert answer.affecting == {odd._replace(name="candle"): ()}


@pytest.mark.parametrize("more", [{}, {"severity": [{"type": "Ubuntu", "score": "high"}]}])
def test_a_record_without_severity_has_that_of_its_alias_even_where_that_is_about_other_versions(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    bare = record("PYSEC-1", aliases=["CVE-2026-1", "GHSA-1", "GHSA-9"], **more)
    rated = record("GHSA-1", affected("lantern", "introduced 5.0.0"), severity=[{"type": "CVSS_V3", "score": CRITICAL}])
    (found,) = ask(snapshot(tmp_path, [bare, rated])).affecting[LANTERN]

    assert found.id == "PYSEC-1"
    assert found.severity
    assert found.severity.source == f"GHSA-1: {CRITICAL}"
