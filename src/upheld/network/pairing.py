"""Pairs what is there after a change with what it stands for from before, so that only what is more is an addition."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Likeness = Callable[[T], Hashable]


def paired(before: Sequence[T], after: Sequence[T], likenesses: Sequence[Likeness[T]]) -> Iterator[tuple[T | None, T]]:
    """Yield each of those after with the one before that it stands for, None where it is one more than before.

    Of the likenesses the surest comes first: what it pairs is paired before the next is tried. Each stands for one.
    """
    found: dict[int, int] = {}
    for alike in likenesses:
        taken = frozenset(found.values())
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for at, each in enumerate(before):
            if at not in taken:
                waiting[alike(each)].append(at)
        for at, each in enumerate(after):
            if at not in found and (those := waiting.get(alike(each))):
                found[at] = those.popleft()
    for at, each in enumerate(after):
        yield (before[found[at]] if at in found else None), each
