"""Advisories of one vulnerability come together, whoever names whom, and speak with one voice."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from advisories.records import CRITICAL, MEDIUM, affected, record
from upheld.advisories.advisory import Advisory
from upheld.advisories.groups import groups
from upheld.advisories.record import advisory
from upheld.ecosystems import Package

LANTERN = Package("npm", "lantern", "1.1.0")


def test_aliases_meet_through_an_id_that_no_record_has() -> None:
    known = [
        Advisory("PYSEC-1", frozenset({"CVE-2026-7"})),
        Advisory("GHSA-1", frozenset({"CVE-2026-7"})),
        Advisory("GHSA-2"),
    ]

    assert [each.ids for each in groups(known, LANTERN)] == [("CVE-2026-7", "GHSA-1", "PYSEC-1"), ("GHSA-2",)]


def test_a_vulnerability_goes_by_its_smallest_cve_else_by_what_github_calls_it() -> None:
    with_two = [Advisory("GHSA-1", frozenset({"CVE-2026-1000", "CVE-2026-999", "GO-2026-1"}))]
    without = [Advisory("GO-2026-1", frozenset({"GHSA-2", "MAL-2026-1"}))]

    assert groups(with_two, LANTERN)[0].id == "CVE-2026-999"
    assert groups(without, LANTERN)[0].ids == ("GHSA-2", "GO-2026-1", "MAL-2026-1")


def test_a_group_has_the_earliest_publication_the_highest_severity_and_all_fixes() -> None:
    bare = record(
        "PYSEC-1",
        affected("lantern", "introduced 0", "fixed 1.3.0"),
        published="2026-01-05T00:00:00Z",
        aliases=["GHSA-1"],
    )
    rated = record(
        "GHSA-1",
        affected("lantern", "introduced 0", "fixed 1.2.0"),
        affected("candle", "introduced 0", "fixed 7.0.0"),
        published="2026-01-09T00:00:00Z",
        severity=[{"type": "CVSS_V3", "score": MEDIUM}],
        summary="",
    )
    (group,) = groups([advisory(rated), advisory(bare)], LANTERN)

    assert group.published == datetime(2026, 1, 5, tzinfo=UTC)
    assert group.severity
    assert group.severity.source == MEDIUM
    assert group.fixes == ("1.2.0", "1.3.0")
    assert group.summary == "Lanterns fall over"


def test_the_severity_is_that_of_the_package_and_not_of_another_one_in_the_same_record() -> None:
    def rated(vector: str) -> list[dict[str, str]]:
        return [{"type": "CVSS_V3", "score": vector}]

    mixed = record(
        "GHSA-1",
        affected("lantern", "introduced 0", severity=rated(MEDIUM)),
        affected("candle", "introduced 0", severity=rated(CRITICAL)),
    )
    (group,) = groups([advisory(mixed)], LANTERN)

    assert group.severity
    assert group.severity.source == MEDIUM


def test_no_advisories_are_no_groups() -> None:
    assert groups([], LANTERN) == ()


NAMES = st.sampled_from([f"{kind}-{number}" for kind in ("CVE-2026", "GHSA", "PYSEC-2026") for number in range(4)])


@given(st.dictionaries(NAMES, st.frozensets(NAMES, max_size=2), max_size=8), st.randoms(use_true_random=False))
def test_groups_are_the_connected_ids_in_any_order(named: dict[str, frozenset[str]], chance: Random) -> None:
    known = [Advisory(name, aliases - {name}) for name, aliases in named.items()]
    before = groups(known, LANTERN)
    chance.shuffle(known)

    assert groups(known, LANTERN) == before
    assert sorted(each.id for group in before for each in group.advisories) == sorted(named)
    ids = [name for group in before for name in group.ids]
    assert len(ids) == len(set(ids)), "an id is in two groups"
    for group in before:
        reached = {group.ids[0]}
        for _ in group.ids:
            reached |= {one for name, some in named.items() if ({name} | some) & reached for one in {name} | some}
        assert set(group.ids) == reached
