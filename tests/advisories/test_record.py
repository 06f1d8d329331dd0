"""Records in the OSV format are read, and what decides whom they affect is never guessed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.records import CRITICAL, affected, record
from upheld.advisories.advisory import Affected, Range, Rating
from upheld.advisories.record import RecordError, advisory

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_a_record_is_read() -> None:
    found = advisory(
        record(aliases=["CVE-2026-1", "GHSA-aaaa-bbbb-cccc"], severity=[{"type": "CVSS_V3", "score": CRITICAL}])
    )

    assert found.id == "GHSA-aaaa-bbbb-cccc"
    assert found.aliases == {"CVE-2026-1"}
    assert found.published == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.modified == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert found.summary == "Lanterns fall over"
    assert found.severity
    assert found.severity.rating is Rating.CRITICAL
    assert found.affected == (Affected("npm", "lantern", ranges=(Range((("introduced", "0"), ("fixed", "1.2.0"))),)),)


def test_names_are_brought_into_the_spelling_of_their_ecosystem() -> None:
    (entry,) = advisory(record("PYSEC-1", affected("Old_Lantern", "introduced 0", ecosystem="PyPI"))).affected

    assert entry.name == "old-lantern"


def test_ranges_of_commits_are_left_out_and_those_after_them_are_read() -> None:
    git = {"type": "GIT", "events": [{"introduced": "0"}, {"fixed": "deadbeef"}]}
    entry = affected("lantern", "introduced 1.0.0")
    entry["ranges"].insert(0, git)
    commits_only = {"ranges": [git]}
    (read,) = advisory(record("GHSA-1", commits_only, entry)).affected

    assert read.ranges == (Range((("introduced", "1.0.0"),)),)


def test_the_first_line_of_the_details_stands_for_a_missing_summary() -> None:
    stated = record(details="### Impact of\tit\n\nLanterns fall over.")
    del stated["summary"]

    assert advisory(stated).summary == "Impact of it"


def test_a_summary_without_end_is_cut() -> None:
    assert len(advisory(record(summary="x" * 100_000)).summary) == 300


@pytest.mark.parametrize("stated", ["0001-01-01T00:00:00Z", "yesterday", 5, None, "2026-13-01T00:00:00Z"])
def test_a_publication_that_is_no_time_is_none(stated: Any) -> None:
    assert advisory(record(published=stated)).published is None


def test_a_time_without_offset_is_universal_time() -> None:
    assert advisory(record(published="2026-01-02T03:04:05.123456789")).published == datetime(
        2026, 1, 2, 3, 4, 5, 123456, tzinfo=UTC
    )


def test_what_is_null_or_of_an_unknown_name_is_as_good_as_missing() -> None:
    entry = {**affected("lantern"), "ranges": None, "versions": ["1.0.0"], "lamps": 3}
    found = advisory(record("GHSA-1", entry, aliases=None, withdrawn=None, published=None, schema_version="1.99.0"))

    assert found.affected == (Affected("npm", "lantern", versions=frozenset({"1.0.0"})),)


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ([], "without an id"),
        ({"id": ""}, "without an id"),
        ({"id": "x" * 500}, "without an id"),
        (record(withdrawn="perhaps"), "`withdrawn` is not a time"),
        (record(affected={}), "`affected` is not a list"),
        (record(affected=["lantern"]), "`affected` does not hold objects"),
        (record("G-1", {"package": {"name": "lantern"}}), "without ecosystem or name"),
        (record("G-1", {"package": "npm/lantern"}), "without ecosystem or name"),
        (record("G-1", affected("lantern", versions=["1.0.0", 2])), "a version that is not text"),
        (record("G-1", affected("lantern", versions="1.0.0")), "`versions` is not a list"),
        (record("G-1", affected("lantern", "fixed 1.2.0")), "nothing is introduced"),
        (record("G-1", affected("lantern", versions=["1"] * 20_001)), "20,001 entries; at most 20,000"),
    ],
)
def test_a_record_that_does_not_tell_whom_it_affects_is_an_error(stated: Any, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        advisory(stated)


def test_what_is_said_of_one_package_is_bounded_and_a_record_may_name_many() -> None:
    stated = [f"introduced {number}.0.0" for number in range(1500)]
    many = [affected(f"lantern-{number}", *stated) for number in range(2)]

    assert len(advisory(record("G-1", *many)).affected) == 2
    with pytest.raises(RecordError, match="lantern has more than 20,000 versions or 2,000 events"):
        advisory(record("G-1", *(affected("lantern", *stated) for _ in range(2))))


def test_an_error_names_the_record() -> None:
    with pytest.raises(RecordError, match=r"^G-1: "):
        advisory(record("G-1", affected("lantern", "fixed 1.2.0")))


def test_a_brief_record_says_no_more_than_whom_it_affects() -> None:
    stated = record(severity=[{"type": "CVSS_V3", "score": CRITICAL}], withdrawn="2026-03-01T00:00:00Z")
    brief, whole = advisory(stated, brief=True), advisory(stated)

    assert (brief.id, brief.affected, brief.withdrawn) == (whole.id, whole.affected, whole.withdrawn)
    assert (brief.severity, brief.summary) == (None, "")


@given(
    st.fixed_dictionaries(
        {"id": st.just("G-1")},
        optional=dict.fromkeys(
            ["affected", "aliases", "severity", "published", "withdrawn", "database_specific"], ANYTHING
        ),
    )
)
def test_no_record_ends_in_another_error(stated: dict[str, Any]) -> None:
    try:
        assert advisory(stated).id == "G-1"
    except RecordError as error:
        assert str(error).startswith("G-1: ")  # noqa: PT017 - either outcome is right
