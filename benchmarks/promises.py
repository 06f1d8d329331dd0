"""Scores the reading of promises on labelled corpora: precision and recall for each kind, and what was missed with `-v`."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from upheld.model import Force, Promise
from upheld.policy.kinds import built_in_kinds
from upheld.policy.reading import promises_in, read_document
from upheld.policy.supported_versions import SupportedVersions

BROAD = ("design-claim", "courtesy")
"""Kinds whose limits are a matter of judgement: scored apart."""

Key = tuple[str, int, str]


def labelled(root: Path) -> Iterator[tuple[str, Path, list[dict[str, Any]]]]:
    """Yield each repository's name, its policy and its labels: folders with an expected.json, or NAME.expected.json beside NAME.txt."""
    for path in sorted(root.glob("*/expected.json")):
        policy = next(each for each in path.parent.iterdir() if each.name.upper().startswith("SECURITY"))
        yield path.parent.name, policy, json.loads(path.read_text(encoding="utf-8"))["promises"]
    for path in sorted(root.glob("*.expected.json")):
        policy = path.with_name(path.name.removesuffix(".expected.json") + ".txt")
        yield path.name, policy, json.loads(path.read_text(encoding="utf-8"))["promises"]


def key(kind: str, line: int, fields: dict[str, Any]) -> Key:
    lists = {
        name: sorted(cast("list[str]", value)) for name, value in fields.items() if isinstance(value, list | tuple)
    }
    return kind, line, json.dumps({**fields, **lists}, sort_keys=True)


def wanted(labels: list[dict[str, Any]]) -> dict[Key, str | None]:
    """Return the labels as keys, each with its force where it is labelled."""
    found: dict[Key, str | None] = {}
    for label in labels:
        fields = {name: value for name, value in label.items() if name not in {"kind", "line", "quote", "force"}}
        found[key(label["kind"], label["line"], fields)] = label.get("force")
    return found


def read(policy: Path) -> tuple[Promise, ...]:
    source = policy.read_text(encoding="utf-8", errors="replace")
    kinds = [kind for kind in built_in_kinds() if kind is not SupportedVersions]  # rows are scored by corpus.py
    return promises_in(read_document(policy.name, source), kinds)


def scored(root: Path, *, verbose: bool) -> tuple[Counter[str], Counter[str], Counter[str]]:
    hit: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for name, policy, labels in labelled(root):
        want = wanted(labels)
        lines = policy.read_text(encoding="utf-8", errors="replace").splitlines()
        got = {key(p.kind, p.location.line, p.fields()): p for p in read(policy)}
        for each in dict.fromkeys((*want, *got)):
            kind, line, fields = each
            promise = got.get(each)
            if each not in want and promise and promise.force is Force.PRACTICE:
                continue  # the corpus labels no advice, so it counts neither for nor against
            if promise and each in want and promise.force.value == (want[each] or Force.COMMITMENT.value):
                hit[kind] += 1
                continue
            (missed if each in want else false)[kind] += 1
            if verbose:
                text = lines[line - 1].strip()[:150] if line <= len(lines) else ""
                note = "MISS" if promise is None else "FORCE" if each in want else "EXTRA"
                print(f"{name[:24]:24} {note:5} {kind} {line} {fields} | {text}")
    return hit, missed, false


def f1(hit: Counter[str], missed: Counter[str], false: Counter[str], kinds: list[str]) -> float:
    right, wrong = sum(hit[k] for k in kinds), sum(missed[k] + false[k] for k in kinds)
    return 2 * right / (2 * right + wrong) if right + wrong else 1.0


def groups(*counts: Counter[str]) -> Iterator[tuple[str, list[str]]]:
    kinds = sorted({kind for count in counts for kind in count})
    yield from ((kind, [kind]) for kind in kinds)
    yield "all without broad kinds", [kind for kind in kinds if kind not in BROAD]
    yield "all", kinds


def table(hit: Counter[str], missed: Counter[str], false: Counter[str]) -> Iterator[str]:
    yield f"{'kind':26} {'labels':>6} {'precision':>9} {'recall':>7} {'F1':>6}"
    for name, kinds in groups(hit, missed, false):
        right = sum(hit[kind] for kind in kinds)
        labels, told = right + sum(missed[k] for k in kinds), right + sum(false[k] for k in kinds)
        precision, recall = right / told if told else 1, right / labels if labels else 1
        yield f"{name:26} {labels:6} {precision:9.3f} {recall:7.3f} {f1(hit, missed, false, kinds):6.3f}"


def main() -> int:
    """Print the table of each folder; return 1 when one is below the floors, without the broad kinds and with them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--at-least", nargs=2, type=float, default=(0.0, 0.0), metavar=("NARROW", "ALL"))
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print what was missed and what was read in excess"
    )
    options = parser.parse_args()
    below = False
    for root in options.folders:
        counts = scored(root, verbose=options.verbose)
        print(f"promises read in {root.name}:")
        print("\n".join(table(*counts)))
        totals = [f1(*counts, kinds) for name, kinds in groups(*counts) if name.startswith("all")]
        below |= any(total < floor for total, floor in zip(totals, options.at_least, strict=True))
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
