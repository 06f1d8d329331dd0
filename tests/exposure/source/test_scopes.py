"""Of the functions around a place the innermost comes first."""

from upheld.exposure.source.scopes import Scopes
from upheld.exposure.source.testing import Ranges

OUTER, INNER, BESIDE = (0, 100), (10, 50), (60, 90)


def test_the_innermost_comes_first_and_the_file_last() -> None:
    scopes = Scopes([BESIDE, OUTER, INNER])

    assert list(scopes.around(20)) == [10, 0, -1]
    assert list(scopes.around(55)) == [0, -1]
    assert list(scopes.around(60)) == [60, 0, -1]
    assert list(scopes.around(100)) == [-1]


def test_a_file_without_functions_is_one_scope() -> None:
    assert list(Scopes([]).around(5)) == [-1]


def test_very_many_functions_around_a_place_are_not_all_looked_at() -> None:
    deep = Scopes([(number, 10_000 - number) for number in range(1_000)])

    assert len(list(deep.around(5_000))) < 200


def test_ranges_hold_what_lies_in_one() -> None:
    ranges = Ranges((10, 60), (50, 90))

    assert [offset for offset in (5, 10, 49, 50, 70, 90) if ranges.holds(offset)] == [10, 49, 70]
