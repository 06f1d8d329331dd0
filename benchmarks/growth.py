"""Growth: how the time of a check rises with the number of tags and of files."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from commands import check
from figures import Figure
from repositories import build
from timing import medians

LIMIT = 12
"""How much longer a run may take on ten times as many items."""

_FEW = 8
_NOISE = 0.25
"""A time above the baseline by less than this part of the baseline is too small to be compared."""


def growth(what: str, sizes: Sequence[int], folder: Path) -> Iterator[Figure]:
    """Yield the time of each size, per item above the smallest size, and the ratio between neighbouring sizes."""
    commands = {size: check(_repository(what, size, folder)) for size in sizes}
    times = medians(commands)
    base = sizes[0]
    for size in sizes:
        yield Figure(f"{size:,} {what}: check", times[size] * 1e3, "ms")
    for size in sizes[1:]:
        each = (times[size] - times[base]) / (size - base)
        yield Figure(f"{size:,} {what}: per item above {base}", each * 1e6, "us")
    for small, large in pairwise(sizes):
        yield Figure(f"{small:,} to {large:,} {what}", times[large] / times[small], "x", LIMIT)
    for small, large in pairwise(sizes[1:]):
        above = times[small] - times[base]
        if above > _NOISE * times[base]:
            ratio = (times[large] - times[base]) / above
            yield Figure(f"{small:,} to {large:,} {what}, above {base}", ratio, "x", LIMIT)


def _repository(what: str, size: int, folder: Path) -> Path:
    counts = {"tags": _FEW, "files": _FEW} | {what: size}
    return build(folder / f"{what}-{size}", tags=counts["tags"], files=counts["files"])
