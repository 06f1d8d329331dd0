"""Accuracy: what upheld finds in the examples of other scanners' rules, beside gitleaks; ends with 1 below the limits.

    python benchmarks/leaks.py [--gitleaks FOLDER] [--detect-secrets FOLDER] [--kingfisher FOLDER] [--list FILE]

The folders are checkouts of these projects. Where one is not given, it is looked for in the folder that `UPHELD_PEERS`
names, then among the packages of the project: Go's module of gitleaks, the wheel of Kingfisher. What cannot be had is
skipped, and why is told. The examples are read, given to both programs, and forgotten. Where gitleaks is not on PATH, its
rows are missing and recall has no limit.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from leak_examples import Example, Skipped, kingfisher
from leak_examples_go import gitleaks
from leak_examples_python import detect_secrets
from peers import NoExamplesError, place_of

from upheld.secrets import Confidence, all_rules, scan

LEAST_PRECISION = 0.97
SETS: dict[str, Callable[[Path], Iterator[Example | Skipped]]] = {
    "gitleaks": gitleaks,
    "detect-secrets": detect_secrets,
    "kingfisher": kingfisher,
}
# Gitleaks' own examples are no measure of its recall.
_RECALL_AGAINST_GITLEAKS = ("detect-secrets", "kingfisher")


class Row(NamedTuple):
    """What one program said of one set."""

    examples: str
    program: str
    true: int
    false: int
    positives: int
    negatives: int

    @property
    def precision(self) -> float:
        """The part of what was flagged that is meant to be."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """The part of what is meant to be flagged that was."""
        return self.true / self.positives if self.positives else 1.0


def main() -> int:
    """Measure the sets whose folders are given, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Hold the findings of secrets against other scanners' examples.")
    for name in SETS:
        parser.add_argument(f"--{name}", type=Path, metavar="FOLDER", dest=name, help=f"a checkout of {name}")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where packages are kept that were fetched")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write which examples were missed or wrongly flagged")
    options = vars(parser.parse_args())
    rows: list[Row] = []
    differences: list[str] = []
    for name, read in SETS.items():
        try:
            place = place_of(name, options[name], options["cache"] or Path(tempfile.gettempdir()) / "upheld-peers")
        except NoExamplesError as error:
            print(f"{name}: skipped: {error}")
            continue
        found = list(read(place))
        examples = list(_judged([each for each in found if isinstance(each, Example)]))
        if not examples:
            print(f"{name}: skipped: {place} holds no examples")
            continue
        print(
            "".join(f"{name}: not read: {each.place}: {each.why}\n" for each in found if isinstance(each, Skipped)),
            end="",
        )
        flagged = _flagged(examples)
        rows += [_row(name, program, examples, marks) for program, marks in flagged.items()]
        differences += _differences(name, examples, flagged)
    if options["list"] is not None:
        options["list"].write_text("\n".join(differences), encoding="utf-8")
    print("\n".join(_table(rows)))
    return bool(_exceeded(rows))


def _judged(examples: list[Example]) -> Iterator[Example]:
    """Yield the examples without the look-alikes of one rule that another one of the same set holds to be secrets."""
    secrets = {example.text.strip() for example in examples if example.secret}
    yield from (example for example in examples if example.secret or example.text.strip() not in secrets)


def _flagged(examples: list[Example]) -> dict[str, list[bool]]:
    """Return, for each program, whether it flags each example."""
    rules = all_rules()
    hits = [list(scan(example.text.encode(), rules)) for example in examples]
    flagged = {
        "upheld, high": [any(hit.confidence is Confidence.HIGH for hit in each) for each in hits],
        "upheld, both": [bool(each) for each in hits],
    }
    program = shutil.which("gitleaks")
    if program is not None:
        flagged["gitleaks"] = _by_gitleaks(program, examples)
    return flagged


def _by_gitleaks(program: str, examples: list[Example]) -> list[bool]:
    with tempfile.TemporaryDirectory(prefix="upheld-leaks-") as folder:
        for number, example in enumerate(examples):
            (Path(folder) / f"{number}.txt").write_text(example.text, encoding="utf-8")
        report = Path(folder) / "report.json"
        options = ["--no-banner", "--exit-code", "0", "--report-format", "json", "--report-path", str(report)]
        subprocess.run([program, "dir", *options, folder], check=True, capture_output=True)
        found = {Path(each["File"]).stem for each in json.loads(report.read_text(encoding="utf-8"))}
    return [str(number) in found for number in range(len(examples))]


def _row(name: str, program: str, examples: list[Example], flagged: list[bool]) -> Row:
    true = sum(mark and example.secret for mark, example in zip(flagged, examples, strict=True))
    positives = sum(example.secret for example in examples)
    return Row(name, program, true, sum(flagged) - true, positives, len(examples) - positives)


def _differences(name: str, examples: list[Example], flagged: dict[str, list[bool]]) -> Iterator[str]:
    for number, example in enumerate(examples):
        high, both = flagged["upheld, high"][number], flagged["upheld, both"][number]
        other = flagged.get("gitleaks", [False] * len(examples))[number]
        if both != example.secret or (high and not example.secret):
            said = "high" if high else "medium" if both else "nothing"
            what = "a secret" if example.secret else "no secret"
            yield f"{name} {example.rule}: {said} in {what} (gitleaks {other}): {example.text[:300]!r}"


def _table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| Examples of | Found by | Precision | Recall | of | Wrongly flagged | of |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for row in rows:
        yield (
            f"| {row.examples} | {row.program} | {row.precision:.3f} | {row.recall:.3f} | {row.positives} "
            f"| {row.false} | {row.negatives} |"
        )


def _exceeded(rows: list[Row]) -> list[str]:
    """Return what is below its limit, after printing it."""
    by = {(row.examples, row.program): row for row in rows}
    high = [row for row in rows if row.program == "upheld, high"]
    true, false = sum(row.true for row in high), sum(row.false for row in high)
    below: list[str] = []
    if true + false:
        precision = true / (true + false)
        print(f"precision of high confidence over all sets: {precision:.4f}, at least {LEAST_PRECISION}")
        if precision < LEAST_PRECISION:
            below.append("precision")
    for name in _RECALL_AGAINST_GITLEAKS:
        ours, theirs = by.get((name, "upheld, both")), by.get((name, "gitleaks"))
        if ours and theirs:
            print(f"recall on {name}: {ours.recall:.3f}, gitleaks {theirs.recall:.3f}")
            if ours.recall < theirs.recall:
                below.append(f"recall on {name}")
    print(*(f"BELOW ITS LIMIT: {each}" for each in below), sep="\n", end="\n" if below else "")
    return below


if __name__ == "__main__":
    sys.exit(main())
