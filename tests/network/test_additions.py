"""What a change adds, told from the places before and after."""

import pytest

from upheld.exposure import Bind, Reach, Strength
from upheld.model import Location
from upheld.network.additions import Place, added, rebinds


def place(text: str, rule: str = "js-listen", path: str = "a.ts", line: int = 1, reach: Reach = Reach.ALL) -> Place:
    return Place(rule, Strength.LISTENS, Location(path, line), text, Bind(reach))


def test_a_place_that_is_more_than_before_is_added() -> None:
    old, new = place("app.listen(1)"), place("ws.listen(2)", line=9)

    assert list(added([old], [old, new])) == [new]
    assert list(added([old], [new, old])) == [new]
    assert list(added([], [old, new])) == [old, new]


@pytest.mark.parametrize(
    "after",
    [
        place("app.listen(1)", line=40),
        place("server.listen(PORT)"),
        place("app.listen(1)", path="moved/b.ts"),
    ],
)
def test_what_is_moved_edited_or_renamed_adds_nothing(after: Place) -> None:
    assert list(added([place("app.listen(1)")], [after])) == []


def test_the_same_words_twice_are_one_more() -> None:
    old, copy = place("app.listen(1)"), place("app.listen(1)", path="b.ts")

    assert len(list(added([old], [old, copy]))) == 1


def test_one_rule_does_not_stand_for_another() -> None:
    old, new = place("app.listen(1)"), place("new WebSocketServer()", rule="js-ws")

    assert list(added([old], [new])) == [new]


def test_what_goes_is_no_addition() -> None:
    assert list(added([place("app.listen(1)"), place("b.listen(1)")], [place("c.listen(1)")])) == []


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (Reach.LOOPBACK, Reach.ALL, True),
        (Reach.LOOPBACK, Reach.UNKNOWN, True),
        (Reach.UNKNOWN, Reach.ALL, True),
        (Reach.ALL, Reach.LOOPBACK, False),
        (Reach.ALL, Reach.UNKNOWN, False),
    ],
)
def test_another_address_is_better_or_worse(before: Reach, after: Reach, worse: bool) -> None:  # noqa: FBT001
    (found,) = rebinds([place("app.listen(1)", reach=before)], [place("app.listen(1, h)", reach=after)])

    assert found.is_worse is worse
    assert found.before.reach is before


def test_the_same_address_is_no_change_and_an_addition_is_none_either() -> None:
    old, other = place("a.listen(1)"), place("b.listen(1)", reach=Reach.LOOPBACK)

    assert list(rebinds([old], [old])) == []
    assert list(rebinds([old], [old, other])) == []
