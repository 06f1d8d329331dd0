"""Severities come from the newest vector of a record, else from its database's word, else from an alias."""

from typing import Any

import pytest

from advisories.records import CRITICAL, LOW_4, MEDIUM, affected, record
from upheld.advisories.advisory import Advisory, Rating, Severity
from upheld.advisories.record import advisory
from upheld.advisories.severity import highest, of_vectors, of_word, rated_by

HIGH_2 = "AV:N/AC:L/Au:N/C:C/I:C/A:C"


def vectors(*stated: str) -> list[dict[str, str]]:
    kinds = {"CVSS:3": "CVSS_V3", "CVSS:4": "CVSS_V4"}
    return [{"type": kinds.get(each[:6], "CVSS_V2"), "score": each} for each in stated]


@pytest.mark.parametrize(
    ("stated", "rating", "score"),
    [
        ([CRITICAL], Rating.CRITICAL, 9.8),
        ([MEDIUM], Rating.MEDIUM, 4.6),
        ([LOW_4], Rating.LOW, 1.0),
        ([HIGH_2], Rating.HIGH, 10.0),
        (["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N"], Rating.NONE, 0.0),
        ([HIGH_2, CRITICAL, LOW_4], Rating.LOW, 1.0),
        ([HIGH_2, CRITICAL], Rating.CRITICAL, 9.8),
    ],
)
def test_the_newest_vector_gives_score_and_rating(stated: list[str], rating: Rating, score: float) -> None:
    found = of_vectors(vectors(*stated))

    assert found
    assert (found.rating, found.score) == (rating, score)
    assert found.source in stated


def test_threat_metrics_do_not_play_a_vulnerability_down() -> None:
    plain = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    found = [of_vectors(vectors(each)) for each in (plain, f"{plain}/E:U", f"{CRITICAL}/E:U")]

    assert [each.score for each in found if each] == [9.3, 9.3, 9.8]


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "HIGH",
        [],
        ["HIGH"],
        [{"type": "CVSS_V3"}],
        [{"type": "CVSS_V3", "score": 7}],
        [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}],
        [{"type": "CVSS_V4", "score": "CVSS:4.0/" + "AV:N/" * 1000}],
        [{"type": "CVSS_V4", "score": CRITICAL}],
        [{"type": "Ubuntu", "score": "high"}],
    ],
)
def test_what_is_no_vector_gives_no_severity(stated: Any) -> None:
    assert of_vectors(stated) is None


def test_a_vector_that_cannot_be_read_leaves_it_to_the_next() -> None:
    found = of_vectors([{"type": "CVSS_V4", "score": "CVSS:4.0/AV:X"}, *vectors(CRITICAL)])

    assert found
    assert found.source == CRITICAL


@pytest.mark.parametrize(
    ("word", "rating"), [("MODERATE", Rating.MEDIUM), ("critical", Rating.CRITICAL), ("LOW", Rating.LOW)]
)
def test_a_word_gives_a_rating_without_a_score(word: str, rating: Rating) -> None:
    assert of_word("GHSA-1", {"severity": word}) == Severity(rating, None, f"GHSA-1 says {word}")


@pytest.mark.parametrize("stated", [None, [], {}, {"severity": None}, {"severity": "DREADFUL"}, {"severity": ["HIGH"]}])
def test_what_is_no_word_for_a_severity_gives_none(stated: Any) -> None:
    assert of_word("GHSA-1", stated) is None


def test_a_vector_comes_before_a_word() -> None:
    stated = record(severity=vectors(CRITICAL), database_specific={"severity": "LOW"})

    assert advisory(stated).severity == Severity(Rating.CRITICAL, 9.8, CRITICAL)


def test_a_package_has_a_severity_of_its_own() -> None:
    (entry,) = advisory(record("G-1", affected("lantern", "introduced 0", severity=vectors(MEDIUM)))).affected

    assert entry.severity == Severity(Rating.MEDIUM, 4.6, MEDIUM)


def test_an_alias_lends_its_severity_and_is_named_with_it() -> None:
    vector = Advisory("GHSA-1", severity=Severity(Rating.HIGH, 7.5, "CVSS:3.1/..."))
    word = Advisory("GHSA-2", severity=Severity(Rating.LOW, None, "GHSA-2 says LOW"))
    bare = Advisory("PYSEC-1")

    assert rated_by(bare, [word]).severity == word.severity
    assert rated_by(bare, [word, vector]).severity == Severity(Rating.HIGH, 7.5, "GHSA-1: CVSS:3.1/...")
    assert rated_by(bare, [Advisory("GHSA-3")]) == bare


def test_the_highest_is_that_of_the_worst_rating_then_of_the_highest_score() -> None:
    word, low, high = (Severity(Rating.HIGH, score, str(score)) for score in (None, 7.1, 8.8))

    assert highest([low, word, high]) == high
    assert highest([high, Severity(Rating.CRITICAL, None, "word")]) == Severity(Rating.CRITICAL, None, "word")
    assert highest([]) is None
