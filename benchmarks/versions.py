"""Versions: our order of versions held against the ecosystems' own tools; ends with 1 where too many differ.

    python benchmarks/versions.py [--seed N] [--count N] [ECOSYSTEM ...]

Tools that are not on this machine are skipped, and named. Those for Go and Rust are built with a library that is fetched.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from version_shapes import SHAPES, pairs
from version_tools import AbsentError, Tool, tool

from upheld.ecosystems import UnorderedVersionError, version_key

LEAST = 0.999
COUNT = 5_000
_ROUNDS = 40
_SHOWN = 6


class Result(NamedTuple):
    """How an ecosystem's comparisons went."""

    ecosystem: str
    tool: str
    compared: int
    refused: int
    """Pairs with a version that the tool takes for none."""
    differences: list[str]

    @property
    def agreement(self) -> float:
        """The part of the comparisons in which we agree."""
        return 1 - len(self.differences) / self.compared if self.compared else 0.0


def main() -> int:
    """Compare, print the table, and tell whether every ecosystem that could be asked agrees."""
    parser = argparse.ArgumentParser(description="Hold the order of versions against the ecosystems' own tools.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=COUNT, help="comparisons an ecosystem")
    parser.add_argument("ecosystems", nargs="*", metavar="ECOSYSTEM", help=f"of {', '.join(SHAPES)}; all by default")
    options = parser.parse_args()
    if unknown := set(options.ecosystems) - set(SHAPES):
        parser.error(f"no tool is known for {', '.join(sorted(unknown))}")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="upheld-versions-", ignore_cleanup_errors=True) as folder:
        for ecosystem in options.ecosystems or SHAPES:
            try:
                asked = tool(ecosystem, Path(folder) / ecosystem.replace(".", ""))
            except AbsentError as error:
                print(f"{ecosystem}: skipped, {error}")
                continue
            results.append(_compared(ecosystem, asked, options.seed, options.count))
    print("\n".join(_table(results)))
    return any(result.agreement < LEAST or result.compared < options.count for result in results)


def _compared(ecosystem: str, asked: Tool, seed: int, count: int) -> Result:
    """Ask for pairs until `count` of them are versions to the tool."""
    source = pairs(ecosystem, random.Random(f"{ecosystem} {seed}"))  # noqa: S311 - to be drawn again, not to be secret
    compared = refused = 0
    differences: list[str] = []
    for _ in range(_ROUNDS):
        batch = list(islice(source, count))
        for (left, right), theirs in zip(batch, asked.compare(batch), strict=True):
            if compared == count:
                return Result(ecosystem, asked.name, compared, refused, differences)
            if theirs == "x":
                refused += 1
                continue
            compared += 1
            if (ours := _ours(ecosystem, left, right)) != theirs:
                differences.append(f"{left!r} and {right!r}: {ours}, the tool {theirs}")
    return Result(ecosystem, asked.name, compared, refused, differences)


def _ours(ecosystem: str, left: str, right: str) -> str:
    key = version_key(ecosystem)
    if key is None:
        return "no order"
    try:
        first, second = key(left), key(right)
    except UnorderedVersionError as error:
        return str(error)
    return str((first > second) - (first < second))


def _table(results: Iterable[Result]) -> Iterator[str]:
    """Yield the lines of a Markdown table, and the first differences of each ecosystem below it."""
    yield "| Ecosystem | Tool | Comparisons | Refused by it | Agreement |"
    yield "| --- | --- | --- | --- | --- |"
    results = list(results)
    for result in results:
        verdict = "" if result.agreement >= LEAST else f", below {LEAST:.1%}"
        yield (
            f"| {result.ecosystem} | {result.tool} | {result.compared:,} | {result.refused:,} "
            f"| {result.agreement:.3%}{verdict} |"
        )
    for result in results:
        yield from (f"{result.ecosystem}: {difference}" for difference in result.differences[:_SHOWN])


if __name__ == "__main__":
    sys.exit(main())
