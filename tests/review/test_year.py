"""A year of four reviews: what they say is held against what the test itself committed, and when."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from making import git
from produced import upheld
from review_year import YEAR, Quarter, Year, live_through, review

PUBLISHED, LIMIT = date(2026, 2, 1), 30


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return live_through(tmp_path_factory.mktemp("year"))


def page(year: Year, period: str) -> str:
    return year.file(period, "review.html").read_text(encoding="utf-8")


def chart(year: Year, period: str, name: str) -> str:
    return page(year, period).partition(f'aria-labelledby="{name}-t')[2].partition("</svg>")[0]


def words_of(drawn: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]


def widths(drawn: str) -> Iterator[tuple[str, float]]:
    for look, width in re.findall(r'<rect class="([a-z]+)" x="[^"]*" y="[^"]*" width="([\d.]+)%"', drawn):
        yield look, float(width)


def test_each_review_says_in_one_sentence_how_things_stand_and_what_changed(year: Year) -> None:
    said = [re.findall(r"</span> ([^<]*)</p>", page(year, each.period))[0] for each in YEAR]

    assert said == [
        "All 4 promises are upheld; this is the first review.",
        "3 of 4 promises are broken; since 2026-Q1, 3 newly broken.",
        "All 4 promises are upheld; since 2026-Q2, 3 repaired.",
        "All 3 promises are upheld; since 2026-Q3, 1 withdrawn.",
    ]


def test_the_trend_shows_the_counts_of_every_ledger(year: Year) -> None:
    counts = []
    for quarter in YEAR:
        states = [each["state"] for each in year.ledger(quarter.period)["promises"] if each["stated"]]
        told = [f"{states.count(s)} {s}" for s in ("broken", "waived", "unverified", "upheld") if s in states]
        counts.append(f"{quarter.period}: {', '.join(told)}")

    assert words_of(chart(year, "2026-Q4", "trend")) == counts
    assert counts[1] == "2026-Q2: 3 broken, 1 upheld"


def test_the_bars_of_the_trend_are_as_long_as_the_counts(year: Year) -> None:
    drawn = list(widths(chart(year, "2026-Q4", "trend")))

    gap = 0.4
    expected = [("upheld", 100), ("broken", 75), ("upheld", 25), ("upheld", 100), ("upheld", 75)]
    assert [look for look, _ in drawn] == [look for look, _ in expected]
    assert [width for _, width in drawn] == pytest.approx([width - gap for _, width in expected])


@pytest.mark.parametrize("quarter", YEAR[:2], ids=lambda each: each.period)
def test_the_age_of_the_vulnerability_is_counted_from_its_publication(year: Year, quarter: Quarter) -> None:
    age = (quarter.day - PUBLISHED).days
    drawn = chart(year, quarter.period, "ageing")
    late = age - LIMIT

    ended = f"{late} days late" if late > 0 else "due on 2026-03-03" if late > -14 else "in time"
    assert words_of(drawn)[0] == f"PYSEC-2026-1: {age} of 30 days, {ended}"
    assert next(widths(drawn))[1] == pytest.approx(100 * age / max(age, LIMIT), abs=0.01)
    limit = re.findall(r'<line class="limit" x1="([\d.]+)%"', drawn)
    assert float(limit[0]) == pytest.approx(100 * LIMIT / max(age, LIMIT), abs=0.01)


def test_a_vulnerability_that_is_gone_is_listed_once_with_the_days_between_which_it_went(year: Year) -> None:
    gone = [[each["id"] for each in year.ledger(quarter.period)["mended"]] for quarter in YEAR]

    assert gone == [[], [], ["PYSEC-2026-1"], []]
    assert "2026-05-15 to 2026-08-15" in page(year, "2026-Q3")


@pytest.mark.parametrize("quarter", YEAR[:3], ids=lambda each: each.period)
def test_the_age_of_the_key_is_counted_from_the_day_that_its_metadata_tell(year: Year, quarter: Quarter) -> None:
    age = (quarter.day - date.fromisoformat(quarter.key_made)).days

    said = words_of(chart(year, quarter.period, "keys"))[0]
    over = f", {age - 90} days over" if age > 90 else ""
    assert said == f"PYPI_TOKEN: {age} of 90 days{over}"


def test_the_timeline_shows_each_series_with_its_releases_and_where_the_table_parts_from_them(year: Year) -> None:
    second, last = (year.ledger(period)["support"] for period in ("2026-Q2", "2026-Q4"))

    assert [(each["name"], each["support"]) for each in second["series"]] == [
        ("2.x", "not named"),
        ("1.x", "supported"),
    ]
    assert second["apart"] == ["the latest release, v2.0.0, is covered by no row that is supported"]
    assert last["series"][0]["released"] == [each.tagged for each in YEAR[1:]]
    assert chart(year, "2026-Q4", "support").count("<circle") == len(YEAR)


def test_a_promise_keeps_the_period_in_which_it_came_to_stand_so(year: Year) -> None:
    since = {each["kind"]: (each["state"], each["since"]) for each in year.ledger("2026-Q4")["promises"]}

    assert since["supported-versions"] == ("upheld", "2026-Q3")
    assert since["security-policy"] == ("upheld", "2026-Q1")


def test_a_promise_that_is_dated_anew_is_the_same_promise(year: Year) -> None:
    (reviewed,) = [each for each in year.ledger("2026-Q3")["promises"] if each["kind"] == "policy-review"]

    assert (reviewed["before"], reviewed["words_before"]) == ("upheld", "Last updated: 2026-05-15")


def test_what_changed_in_the_policy_is_shown_line_by_line(year: Year) -> None:
    diff = year.ledger("2026-Q4")["policy"]["diff"]

    assert [line for line in diff if line.startswith("-")] == [
        "-All API keys are rotated every 90 days.",
        "-",
        "-Last updated: 2026-08-15",
    ]


def test_each_ledger_names_the_one_before_by_its_hash(year: Year) -> None:
    for before, after in pairwise(YEAR):
        digest = hashlib.sha256(year.file(before.period).read_bytes()).hexdigest()
        assert year.ledger(after.period)["previous_sha256"] == digest


def test_the_same_review_taken_twice_has_the_same_bytes(year: Year, tmp_path: Path) -> None:
    for out in ("one", "two"):
        done = review(year, YEAR[-1], "--out", tmp_path / out, "--oscal")
        assert done.exit_code == 0
    one, two = (
        {each.name: each.read_bytes() for each in (tmp_path / out / "2026-Q4").iterdir()} for out in ("one", "two")
    )

    assert one == two
    assert set(one) == {"ledger.json", "review.md", "review.html", "oscal.json"}


def test_a_review_over_its_own_files_has_the_same_bytes(tmp_path: Path) -> None:
    year = live_through(tmp_path, YEAR[:1])
    before = {each.name: each.read_bytes() for each in year.file("2026-Q1").parent.iterdir()}
    # As it stood before the record was committed: the record is new, and no change of what is looked at.
    git(year.root, "reset", "-q", "--soft", "HEAD~1")
    git(year.root, "reset", "-q")
    assert review(year, YEAR[0]).exit_code == 0

    after = {each.name: each.read_bytes() for each in year.file("2026-Q1").parent.iterdir()}
    assert after["review.md"] == before["review.md"]
    assert after == before


def test_nothing_is_due_in_a_quarter_that_has_its_review(year: Year) -> None:
    done = upheld("review", "--offline", "--if-due", "--as-of", "2026-12-24", year.root)

    assert (done.output, done.exit_code) == ("no review is due before 2027-01-01: the last one is of 2026-Q4\n", 0)


def test_a_review_is_due_in_the_next_quarter_and_says_which_were_missed(year: Year, tmp_path: Path) -> None:
    previous = year.file("2026-Q2")
    given = ("--offline", "--if-due", "--as-of", "2027-02-01", "--previous", previous, "--out", tmp_path)
    done = upheld("review", *given, year.root)

    assert done.exit_code == 0
    text = (tmp_path / "2027-Q1" / "review.md").read_text(encoding="utf-8")
    assert "There is no review of 2026-Q3, 2026-Q4." in text.replace("\\", "")


def test_what_somebody_wrote_into_the_text_is_not_written_over(tmp_path: Path) -> None:
    year = live_through(tmp_path, YEAR[:1])
    text = year.file("2026-Q1", "review.md")
    text.write_text(
        text.read_text(encoding="utf-8").replace("| | | |", "| Ada | lead | 2026-02-16 |"), encoding="utf-8"
    )

    refused = review(year, YEAR[0])
    assert refused.exit_code == 2
    assert "was edited after it was written; --force writes it anew" in refused.stderr
    assert "| Ada |" in text.read_text(encoding="utf-8")
    assert review(year, YEAR[0], "--force").exit_code == 0
    assert "| Ada |" not in text.read_text(encoding="utf-8")


def test_the_check_in_a_ledger_is_what_check_prints(year: Year) -> None:
    kept = year.ledger("2026-Q4")["check"]
    printed = upheld(
        *("check", "--offline", "--advisories", year.advisories, "--as-of", "2026-11-15", "--format", "json", year.root)
    )

    # The record has been committed since, so that the commit is another and the policy's review is shown by it.
    now = json.loads(printed.stdout)
    assert kept.keys() == now.keys()
    assert [each["fingerprint"] for each in kept["findings"]] == [each["fingerprint"] for each in now["findings"]]
