"""What a change adds, told from the places before and after."""

import pytest

from upheld.exposure import Bind, Offer, Reach, Says, Strength, Weight
from upheld.model import Location
from upheld.network.additions import Place, added, offered, rebinds


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


def test_a_place_that_moves_to_another_file_and_listens_wider_is_a_wider_bind() -> None:
    (found,) = rebinds([place("a.listen(1)", reach=Reach.LOOPBACK)], [place("b.listen(1)", path="b.ts")])

    assert found.is_worse
    assert found.place.location.path == "b.ts"


def test_a_place_that_keeps_its_address_is_held_for_the_one_that_was_edited() -> None:
    old = place("a.listen(1)", reach=Reach.LOOPBACK)
    edited, new = place("a.listen(port)", line=7, reach=Reach.LOOPBACK), place("b.listen(2)")

    assert list(added([old], [new, edited])) == [new]
    assert list(rebinds([old], [new, edited])) == []


def test_two_places_that_exchange_their_addresses_change_nothing_in_sum() -> None:
    inner, outer = place("a.listen(1)", reach=Reach.LOOPBACK), place("b.listen(1)")
    exchanged = [place("a.listen(2)"), place("b.listen(2)", reach=Reach.LOOPBACK)]

    assert list(rebinds([inner, outer], exchanged)) == []


def test_the_same_words_that_mean_another_address_are_told() -> None:
    (found,) = rebinds([place("a.listen(1, HOST)", reach=Reach.LOOPBACK)], [place("a.listen(1, HOST)")])

    assert found.is_worse


def offer(
    text: str,
    path: str = "Dockerfile",
    *,
    subject: str = "",
    reach: Reach | None = None,
    weight: Weight = Weight.STRONG,
    source: str = "Dockerfile",
) -> Offer:
    bind = Bind(reach) if reach else None
    return Offer(source, Says.NETWORK, weight, Location(path, 1), text, subject, bind)


@pytest.mark.parametrize(
    "after",
    [
        offer("CMD --port 8080"),
        offer("ENTRYPOINT --port 8080", subject="named.anew"),
        offer("ENTRYPOINT --port 8080", path="images/Dockerfile"),
        offer("ENTRYPOINT --host 127.0.0.1", reach=Reach.LOOPBACK),
    ],
)
def test_an_offer_in_other_words_of_another_name_elsewhere_or_narrower_is_none_more(after: Offer) -> None:
    assert list(offered([offer("ENTRYPOINT --port 8080", reach=Reach.UNKNOWN)], [after])) == []


@pytest.mark.parametrize(
    "after",
    [
        offer("publishes 8080", weight=Weight.MEDIUM, reach=Reach.ALL),
        offer("ENTRYPOINT --port 8080", reach=Reach.LOOPBACK),
        offer("publishes 127.0.0.1:8080", weight=Weight.MEDIUM, reach=Reach.LOOPBACK, source="compose"),
    ],
)
def test_an_offer_that_is_wider_surer_or_of_another_manifest_is_one_more(after: Offer) -> None:
    before = offer("publishes 127.0.0.1:8080", weight=Weight.MEDIUM, reach=Reach.LOOPBACK)

    assert list(offered([before], [after])) == [after]


def test_a_second_offer_beside_the_first_is_one_more() -> None:
    before, second = offer("publishes 8080", reach=Reach.ALL), offer("publishes 9090", reach=Reach.ALL)

    assert list(offered([before], [second, before])) == [second]
    assert list(offered([before], [before, before])) == [before]
