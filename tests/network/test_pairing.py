"""What is there after a change, paired with what it stands for from before."""

from hypothesis import given
from hypothesis import strategies as st

from upheld.network.pairing import paired

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "abc"]), max_size=12)
LIKENESSES = (str, len, lambda each: each[0])


def test_the_surest_likeness_pairs_first() -> None:
    before, after = ["ab", "ba"], ["bc", "ba", "ab"]

    assert list(paired(before, after, LIKENESSES)) == [(None, "bc"), ("ba", "ba"), ("ab", "ab")]


def test_what_is_less_alike_is_paired_with_what_is_left() -> None:
    assert list(paired(["ab", "b"], ["xy", "ba"], LIKENESSES)) == [("ab", "xy"), ("b", "ba")]


def test_each_stands_for_one_alone() -> None:
    assert list(paired(["a"], ["a", "a"], LIKENESSES)) == [("a", "a"), (None, "a")]


@given(before=WORDS, after=WORDS)
def test_nothing_is_lost_or_paired_twice(before: list[str], after: list[str]) -> None:
    found = list(paired(before, after, LIKENESSES))
    used = [was for was, _ in found if was is not None]

    assert [now for _, now in found] == after
    assert all(used.count(each) <= before.count(each) for each in used)


@given(before=WORDS, after=WORDS)
def test_as_many_are_more_as_there_are_more(before: list[str], after: list[str]) -> None:
    alike = [lambda _: 0]

    assert sum(was is None for was, _ in paired(before, after, alike)) == max(0, len(after) - len(before))
