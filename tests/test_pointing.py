"""Where a report points in a change."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledgers import entry, ledger
from making import git, repository
from upheld.model import Entry, Evidence, Ledger, Location, Standing, Verdict
from upheld.pointing import pointed, touched_lines

BEFORE = {"SECURITY.md": "one\ntwo\nthree\nfour\nfive\n", "ci.yml": "a\nb\nc\nd\n", "other.txt": "x\n"}


@pytest.mark.parametrize(
    ("diff", "lines"),
    [
        ("+++ a.md\n@@ -1 +1,2 @@\n-x\n+y\n+z\n", {"a.md": [1, 2]}),
        ("+++ a.md\n@@ -3,2 +2,0 @@\n-x\n-y\n", {"a.md": [3]}),
        ("+++ a b.md\t\n@@ -0,0 +1 @@\n+x\n@@ -5 +7 @@\n-x\n+y\n", {"a b.md": [1, 7]}),
        ("+++ a.md\n@@ -0,0 +1,2 @@\n+++ b.md\n+@@ -1 +9 @@\n", {"a.md": [1, 2]}),
        ("", {}),
    ],
)
def test_a_diff_says_which_lines_it_touches_whatever_they_hold(diff: str, lines: dict[str, list[int]]) -> None:
    assert touched_lines(diff) == lines


def change(folder: Path, after: dict[str, str | None], *entries: Entry) -> Ledger:
    made = repository(folder / "repository", BEFORE)
    base = git(made.root, "rev-parse", "HEAD").strip()
    for path, text in after.items():
        (made.root / path).unlink() if text is None else (made.root / path).write_text(text, encoding="utf-8")
    texts = {"SECURITY.md": BEFORE["SECURITY.md"]}
    return pointed(ledger(*entries, sources=texts, base=base), made, base)


def new(line: int, **stated: Any) -> Entry:
    return replace(entry(line, **stated), standing=Standing.NEW)


def places(made: Ledger) -> list[str]:
    return [str(each.location) for each in made.entries]


STEP_GONE: dict[str, str | None] = {"ci.yml": "a\nb\nd\n"}
LINE_EDITED: dict[str, str | None] = {"SECURITY.md": "one\ntwo\nthree\nfour\nFIVE\n"}


def test_a_line_that_the_change_touches_is_where_it_is(tmp_path: Path) -> None:
    elsewhere = (Location("ci.yml", 1),)
    made = change(tmp_path, {**LINE_EDITED, **STEP_GONE}, new(5, related=elsewhere))

    assert places(made) == ["SECURITY.md:5"]
    assert made.entries[0].finding.related == elsewhere


@pytest.mark.parametrize(
    "rests_on", [{"related": (Location("ci.yml"),)}, {"evidence": (Evidence("workflow", "read", Location("ci.yml")),)}]
)
def test_what_breaks_by_what_is_gone_points_beside_the_gap_and_names_the_promise(
    tmp_path: Path, rests_on: dict[str, Any]
) -> None:
    made = change(tmp_path, STEP_GONE, new(3, **rests_on))

    assert places(made) == ["ci.yml:3"]
    assert Location("SECURITY.md", 3) in made.entries[0].finding.related
    assert made.sources["ci.yml"] == "a\nb\nd\n"


def test_what_is_gone_at_the_end_of_a_file_is_pointed_at_by_its_last_line(tmp_path: Path) -> None:
    made = change(tmp_path, {"ci.yml": "a\nb\n"}, new(3, related=(Location("ci.yml"),)))

    assert places(made) == ["ci.yml:2"]


def test_the_next_line_of_the_same_file_is_the_last_resort(tmp_path: Path) -> None:
    assert places(change(tmp_path, LINE_EDITED, new(2))) == ["SECURITY.md:5"]


def test_what_has_nothing_to_do_with_the_files_that_change_stays(tmp_path: Path) -> None:
    assert places(change(tmp_path, {"other.txt": "y\n", "ci.yml": None}, new(2))) == ["SECURITY.md:2"]


def test_a_file_that_is_not_committed_yet_is_new_as_a_whole(tmp_path: Path) -> None:
    made = change(tmp_path, {"new.txt": "a\nb\n", **LINE_EDITED}, new(2, location=Location("new.txt", 2)))

    assert places(made) == ["new.txt:2"]


@pytest.mark.parametrize("standing", [Standing.EXISTING, None])
def test_what_the_change_did_not_bring_stays(tmp_path: Path, standing: Standing | None) -> None:
    assert places(change(tmp_path, LINE_EDITED, replace(entry(2), standing=standing))) == ["SECURITY.md:2"]


def test_what_nobody_can_tell_any_more_is_the_change_only_where_it_touches_what_showed_it(tmp_path: Path) -> None:
    gone = replace(new(3, verdict=Verdict.UNVERIFIED, related=(Location("ci.yml"),)), lost=True)
    silent = replace(new(2, verdict=Verdict.UNVERIFIED), lost=True)
    made = change(tmp_path, {**STEP_GONE, **LINE_EDITED}, gone, silent)

    assert places(made) == ["ci.yml:3", "SECURITY.md:2"]
    assert [each.lost for each in made.entries] == [True, False]


def test_no_line_of_a_file_with_a_secret_is_kept(tmp_path: Path) -> None:
    found = new(3, related=(Location("ci.yml"),), secret_in=("ci.yml",))

    assert "ci.yml" not in change(tmp_path, STEP_GONE, found).sources
