"""Accuracy: what upheld finds to listen in labelled servers, beside what a reader found; ends with 1 below the limits.

    python benchmarks/exposure_corpus.py LABELS FOLDER [--all] [--name PART]

LABELS is a JSON file: a list of servers, or an object that holds one under `labels`. Each has `repo` (OWNER/NAME) or
`package`, `listens` (`none`, `optional`, `default`), and `locations` and `default_locations` as `path:line`. FOLDER holds
their checkouts as OWNER+NAME, and packages unpacked as NAME/wheel. What is not there is skipped, and told.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from upheld.exposure import Capability, Started, Strength
from upheld.exposure.guards import capabilities
from upheld.facts.exposure.source_files import SourceFiles
from upheld.files import decode, read_inside
from upheld.tree import walked

LEAST_LOCATIONS = 0.95
MOST_WRONG_VERDICTS = 1 / 15
MOST_EXTRA = 5 / 15
"""Places beside the labelled ones, for each server."""


@dataclass(frozen=True, eq=False)
class Folder:
    """A folder as a tree, whatever git knows of it: a checkout may lie in another one."""

    root: Path

    @property
    def paths(self) -> tuple[str, ...]:
        """The files below the folder."""
        return self._paths

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(sorted(walked(self.root)))

    def read_bytes(self, path: str, *, limit: int) -> bytes | None:
        """Return a file's bytes."""
        return read_inside(self.root, path, limit)

    def read_text(self, path: str, *, limit: int = 1 << 20) -> str | None:
        """Return a file's text."""
        data = self.read_bytes(path, limit=limit)
        return None if data is None else decode(data, path, limit)


@dataclass(frozen=True)
class Scored:
    """One server, as it is labelled and as it was found."""

    name: str
    expected: str
    verdict: str
    labelled: frozenset[str]
    found: frozenset[str]
    by_default: tuple[frozenset[str], frozenset[str]]
    """The places that starting it comes to: as labelled, and as found."""
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the labelled one."""
        return self.verdict == self.expected


def main() -> int:
    """Score each server that is there, print what was found, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="print every place with its guards")
    parser.add_argument("--name", default="", help="only servers whose names hold this")
    asked = parser.parse_args()
    document: Any = json.loads(asked.labels.read_text(encoding="utf-8"))
    labels: Any = document.get("labels") if hasattr(document, "get") else document
    scored = [
        each for label in labels if (each := _scored(label, asked.folder, asked.name, every=asked.all)) is not None
    ]
    return _told(scored)


def _scored(label: dict[str, Any], folder: Path, part: str, *, every: bool) -> Scored | None:
    name = str(label["repo"]).replace("/", "+") if "repo" in label else str(label["package"])
    if part not in name:
        return None
    root = folder / name if "repo" in label else folder / name / "wheel"
    if not root.is_dir():
        print(f"skipped {name}: there is no folder {root}")
        return None
    before = time.perf_counter()
    source = SourceFiles(Folder(root))
    found = capabilities([*source.hits()], source)
    seconds = time.perf_counter() - before
    if every:
        print(*_lines(found), sep="\n")
    # Manifests are labelled too, and found elsewhere.
    labelled = frozenset(each for each in label["locations"] if ":" in each)
    expected = frozenset(each for each in label["default_locations"] if ":" in each)
    default = frozenset(str(each.location) for each in found if each.started is Started.DEFAULT)
    # What binds and does not listen is told as such, and opens nothing that a label could name.
    opening = [each for each in found if each.strength is not Strength.BINDS]
    places = frozenset(map(str, (each.location for each in opening))) | {
        str(each.location) for each in found if str(each.location) in labelled
    }
    return Scored(name, label["listens"], _verdict(found), labelled, places, (expected, default), seconds)


def _verdict(found: list[Capability]) -> str:
    """Return what is said of a whole server; a transport alone listens only with something else that is found."""
    counted = [each for each in found if each.strength is not Strength.BINDS]
    if any(each.started is Started.DEFAULT and each.strength is not Strength.TRANSPORT for each in counted):
        return "default"
    return "optional" if counted else "none"


def _lines(found: list[Capability]) -> Iterator[str]:
    for each in found:
        yield f"    {each.location} {each.strength.value}, {each.started.value}: {each.text[:70]}"
        for guard in each.guards:
            passes = {True: "passes", False: "bars", None: "is not told"}[guard.passes]
            default = f", by default {guard.default!r}" if guard.default is not None else ""
            yield f"        {guard.kind.value} {guard.text} {passes}{default} ({guard.location})"


def _told(scored: list[Scored]) -> int:
    if not scored:
        print("nothing was scored: no checkout is there")
        return 0
    labelled = extra = there = right = 0
    for each in scored:
        lacking, beyond = sorted(each.labelled - each.found), sorted(each.found - each.labelled)
        labelled, there, extra = (
            labelled + len(each.labelled),
            there + len(each.labelled & each.found),
            extra + len(beyond),
        )
        right += each.is_right
        mark = "right" if each.is_right else f"WRONG, labelled {each.expected}"
        print(f"{each.name}: {each.verdict} ({mark}), {each.seconds:.2f} s")
        for title, places in (("missed", lacking), ("extra", beyond), *_of_default(each)):
            if places:
                print(f"    {title}: {', '.join(places)}")
    recall = there / labelled if labelled else 1.0
    print(f"verdicts {right}/{len(scored)}, locations {there}/{labelled} ({recall:.1%}), extra {extra}")
    wrong = len(scored) - right
    kept = (
        recall >= LEAST_LOCATIONS and extra <= MOST_EXTRA * len(scored) and wrong <= MOST_WRONG_VERDICTS * len(scored)
    )
    return 0 if kept else 1


def _of_default(scored: Scored) -> Iterator[tuple[str, list[str]]]:
    expected, found = scored.by_default
    yield "labelled as by default, not found so", sorted((expected & scored.found) - found)
    yield "found by default, not labelled so", sorted((found & scored.labelled) - expected)


if __name__ == "__main__":
    sys.exit(main())
