"""Many reviews on one page: worst first, and what cannot be read is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from produced import upheld
from review_records import ledger_of, record
from upheld.review.record import Record, State


def saved(folder: Path, name: str, made: Record) -> Path:
    file = folder / name / "2026-Q4" / "ledger.json"
    file.parent.mkdir(parents=True)
    named = replace(made, repository=replace(made.repository, name=name))
    file.write_text(ledger_of(named), encoding="utf-8")
    (file.parent / "review.html").write_text("the page", encoding="utf-8")
    return file


@pytest.fixture
def ledgers(tmp_path: Path) -> list[Path]:
    made = {
        "fine": record(4, (State.UPHELD,)),
        "worst": record(4, (State.BROKEN,)),
        "open": record(4, (State.UNVERIFIED,)),
        "bad": record(4, (State.BROKEN, State.UPHELD)),
        "empty": record(0),
    }
    return [saved(tmp_path, name, each) for name, each in made.items()]


def rows(text: str) -> list[str]:
    lines = text.partition("| Repository |")[2].partition("## What is broken")[0].splitlines()
    return [each for each in lines if each.startswith("| ") and "---" not in each]


def test_the_worst_repository_stands_first(ledgers: list[Path], tmp_path: Path) -> None:
    done = upheld("review", "--from", "--out", tmp_path / "all", *ledgers)

    assert (done.exit_code, done.stderr) == (0, "")
    text = (tmp_path / "all" / "rollup.md").read_text(encoding="utf-8")
    assert [row.split(" | ")[0][2:] for row in rows(text)] == ["worst", "bad", "open", "empty", "fine"]
    assert "**2 of 5 repositories break 6 promises.**" in text


def test_each_line_leads_to_its_page(ledgers: list[Path], tmp_path: Path) -> None:
    upheld("review", "--from", "--out", tmp_path / "all", *ledgers)

    page = (tmp_path / "all" / "rollup.html").read_text(encoding="utf-8")
    assert '<a href="../worst/2026-Q4/review.html">worst</a>' in page


def test_a_folder_means_its_last_record(ledgers: list[Path], tmp_path: Path) -> None:
    done = upheld("review", "--from", "--out", tmp_path / "all", ledgers[0].parents[1], ledgers[1].parent)

    assert done.exit_code == 0
    text = (tmp_path / "all" / "rollup.md").read_text(encoding="utf-8")
    assert [row.split(" | ")[0][2:] for row in rows(text)] == ["worst", "fine"]


def test_what_cannot_be_read_is_told_on_the_page_too(ledgers: list[Path], tmp_path: Path) -> None:
    ledgers[0].write_text("{", encoding="utf-8")
    done = upheld("review", "--from", "--out", tmp_path / "all", *ledgers)

    assert done.exit_code == 3
    assert "is no JSON" in done.stderr
    assert "is no JSON" in (tmp_path / "all" / "rollup.md").read_text(encoding="utf-8")


def test_names_that_mean_harm_are_text(tmp_path: Path) -> None:
    made = record(2, (State.BROKEN,), words="<script>alert(1)</script> | [x](javascript:y)")
    file = tmp_path / "ledger.json"
    file.write_text(ledger_of(made), encoding="utf-8")
    upheld("review", "--from", "--out", tmp_path / "all", file)

    assert "<script" not in (tmp_path / "all" / "rollup.html").read_text(encoding="utf-8")
    text = (tmp_path / "all" / "rollup.md").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "](javascript" not in text


def test_nothing_to_put_together_is_a_mistake(tmp_path: Path) -> None:
    done = upheld("review", "--from", tmp_path)

    assert done.exit_code == 2
    assert "no ledger was found" in done.stderr


def test_several_repositories_are_not_reviewed_at_once(tmp_path: Path) -> None:
    done = upheld("review", tmp_path, tmp_path)

    assert done.exit_code == 2
    assert "one repository is reviewed at a time" in done.stderr
