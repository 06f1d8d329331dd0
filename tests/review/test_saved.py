"""Ledgers as files: what is written is read back, and what means harm is refused with a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from review_records import as_json, ledger_of, record, reread, six
from upheld.review.period import Period
from upheld.review.saved import LedgerError, last_before, load, periods_in, read, records_among


def refused(document: Any) -> str:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(LedgerError) as told:
        read(data, "ledger.json")
    return str(told.value)


@pytest.mark.parametrize("name", six())
def test_what_is_written_is_read_back(name: str) -> None:
    made = six()[name]

    assert reread(made) == made


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no JSON"),
        (b"[1, 2", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 200_000, "is no JSON"),
        (b'{"a":' * 200_000, "is no JSON"),
        (b"9" * 100_000, "is no JSON"),
        (b"[]", "is no ledger of `upheld review`"),
        (b"null", "is no ledger of `upheld review`"),
        (b'{"kind": "other", "schema_version": 1}', "is no ledger of `upheld review`"),
        (b'{"kind": "upheld-review"}', "has version None of the schema; this reads version 1"),
        (b'{"kind": "upheld-review", "schema_version": 2}', "has version 2 of the schema; this reads version 1"),
        (b'{"kind": "upheld-review", "schema_version": 1}', "lacks 'period'"),
    ],
    ids=range(12),
)
def test_what_is_no_ledger_is_told(data: bytes, why: str) -> None:
    assert refused(data).startswith("ledger.json ")
    assert why in refused(data)


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("upheld.review.saved.MOST_BYTES", 100)
    file = tmp_path / "ledger.json"
    file.write_text(ledger_of(record(1)), encoding="utf-8")

    with pytest.raises(LedgerError, match="has more than 100 bytes, so it is not read"):
        load(file)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"period": "2026-Q5"}, "'2026-Q5' is no quarter; write it as 2026-Q4"),
        ({"period": 4}, "period is no str"),
        ({"promises": {}}, "promises is no list"),
        ({"next_review": "soon"}, "next_review is not a day such as 2026-11-22"),
        ({"next_review": 5}, "next_review is not a day such as 2026-11-22"),
        ({"policy": None}, "policy is no object"),
        ({"policy": {"path": 1}}, "path is no str"),
        ({"earlier": [{"period": "x", "as_of": "", "counts": {}}]}, "'x' is no quarter"),
        ({"earlier": [{"period": "2026-Q1", "as_of": "", "counts": {"broken": True}}]}, "broken is no int"),
        ({"how": {}}, "how lacks 'offline'"),
        ({"how": {"offline": 1}}, "offline is no bool"),
        ({"earlier": [{"period": "2026-Q1", "as_of": "", "counts": {"broken": 10**300}}]}, "broken is no int"),
        ({"policy": {"path": "x" * 1_000_001}}, "path is no str"),
    ],
    ids=range(13),
)
def test_a_value_of_another_type_is_told_by_its_name(change: dict[str, Any], why: str) -> None:
    assert why in refused(as_json(record(2)) | change)


@pytest.mark.parametrize("number", [-1, 2, 10**9])
def test_a_promise_that_names_a_finding_that_is_not_there_is_refused(number: int) -> None:
    document = as_json(record(2))
    document["promises"][0]["findings"] = [number]

    assert "a promise names a finding that is not there" in refused(document)


def test_a_state_that_there_is_not_is_refused() -> None:
    document = as_json(record(2))
    document["promises"][0]["state"] = "fine"

    assert "state is not one of broken, waived, unverified, upheld" in refused(document)


@pytest.mark.parametrize("time", ["", "yesterday", "2026-13-01T00:00:00+00:00"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    document = as_json(record(2))
    document["check"]["as_of"] = time

    assert "as_of is no time" in refused(document)


def test_what_a_newer_version_adds_is_passed_over() -> None:
    made = record(2)

    assert read(json.dumps(as_json(made) | {"more": [1]}).encode(), "ledger.json") == made


def test_the_last_record_before_a_period_is_found_and_nothing_else_is_taken_for_one(tmp_path: Path) -> None:
    for name in ("2025-Q4", "2026-Q2", "2026-Q4", "2026-Q9", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ledger.json").write_text(ledger_of(record(1)), encoding="utf-8")
    (tmp_path / "2026-Q3").mkdir()

    assert list(map(str, periods_in(tmp_path))) == ["2025-Q4", "2026-Q2", "2026-Q4"]
    assert last_before(tmp_path, Period(2026, 4)) is not None
    assert last_before(tmp_path, Period(2025, 4)) is None
    assert periods_in(tmp_path / "nowhere") == ()


def test_a_record_deep_in_a_repository_is_an_example() -> None:
    paths = (
        "security-reviews/2026-Q1/ledger.json",
        "2026-Q2/ledger.json",
        "docs/security/reviews/2026-Q3/ledger.json",
        "checks/a/examples/b/2026-Q4/ledger.json",
        "security-reviews/2026-Q1/ledger.json.bak",
        "security-reviews/2026-Q0/ledger.json",
    )

    assert [period for period, _ in records_among(paths)] == ["2026-Q1", "2026-Q2", "2026-Q3"]
