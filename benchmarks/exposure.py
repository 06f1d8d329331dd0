"""The scan of source for what listens against its limits, and beside semgrep; ends with 1 when one is exceeded.

    python benchmarks/exposure.py [--sources FOLDER ...] [--megabytes COUNT] [--semgrep PROGRAM]

Where no folder is given, the interpreter's own library and what is installed beside it are read, as often as it takes to
be of that size. semgrep is left out where it is not found; it reads a part of the same files, in one job as well. What is
held against a limit is work of the processor: what else the machine does at that time says nothing of the scan.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import yaml
from commands import python
from figures import Figure, table

from upheld.exposure.source import hits, language_of, may_hit, parsed, refusal
from upheld.exposure.source.languages import family_of
from upheld.exposure.source.loading import rules

MOST_PER_MEGABYTE_MS = 125
"""8 MB/s."""
MOST_PER_FILE_MS = 1.25
"""800 files/s."""
MOST_OF_TWO = 1.25
"""What two processes work for the same files, in terms of one: the nearer to 1, the better they use two processors."""
MOST_CHANGE_MS = 100
CHANGED_FILES = 20
LANGUAGES = 3
LEAST_RATIO = 5
_MEGABYTE = 1_000_000
_OF_SEMGREP = 4 * _MEGABYTE
_PATTERNS = 45
_CHANGE = """
import sys
from upheld.exposure.source import hits, language_of, may_hit, parsed
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        text = file.read()
    if may_hit(text, language_of(path)) and (found := parsed(path, text)):
        hits(found)
"""
File = tuple[str, bytes]


def main() -> int:
    """Measure, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the scan of source for what listens.")
    parser.add_argument("--sources", type=Path, nargs="+", metavar="FOLDER", default=_library())
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--semgrep", default=shutil.which("semgrep"), metavar="PROGRAM")
    options = parser.parse_args()
    files = _gathered(options.sources, options.megabytes * _MEGABYTE)
    figures = [*_speeds(files, options.rounds), *_change(files, options.rounds)]
    if options.semgrep:
        figures.append(_semgrep(options.semgrep, files))
    print("\n".join(table(figures)))
    return any(figure.exceeded for figure in figures)


def _library() -> list[Path]:
    paths = sysconfig.get_paths()
    return [Path(paths["stdlib"]), Path(paths["purelib"])]


def _gathered(folders: Iterable[Path], size: int) -> list[File]:
    """Return files of source, each as often as it takes to be of that size together."""
    found = sorted({path for folder in folders for path in folder.rglob("*") if language_of(path.name)})
    # Spread over the folders, so that a part of them is like the whole.
    contents = [(str(path), path.read_bytes()) for path in found if path.is_file() and not path.is_symlink()]
    contents = [file for start in range(7) for file in contents[start::7]]
    if not contents:
        sys.exit("benchmarks: there is no source in these folders")
    gathered: list[File] = []
    for file in cycle(contents):
        gathered.append(file)
        size -= len(file[1])
        if size <= 0:
            return gathered
    return gathered


def _scan(files: Sequence[File]) -> int:
    count = 0
    for path, text in files:
        language = language_of(path)
        if language and may_hit(text, language) and refusal(text) is None and (file := parsed(path, text)):
            count += len(hits(file))
    return count


_HELD: list[File] = []


def _scan_half(half: int) -> float:
    return _taken(lambda: _scan(_HELD[half::2])).processor


def _speeds(files: Sequence[File], rounds: int) -> Iterator[Figure]:
    size = sum(len(text) for _, text in files)
    parsed_size = sum(len(text) for path, text in files if may_hit(text, language_of(path) or ""))
    alone: list[Taken] = []
    together: list[Taken] = []
    with ProcessPoolExecutor(2, initializer=_HELD.extend, initargs=(files,)) as pool:
        # Both are warm and hold the files: the figures are of the work, not of the start.
        list(pool.map(_scan_half, (0, 1)))
        for _ in range(rounds):
            alone.append(_taken(lambda: _scan(files)))
            start = perf_counter()
            processors = sum(pool.map(_scan_half, (0, 1)))
            together.append(Taken(perf_counter() - start, processors))
    one, two = min(alone, key=_processor), min(together, key=_processor)
    yield Figure("size of the files", size / _MEGABYTE, "MB")
    yield Figure("files", len(files), "")
    yield Figure("of these bytes are parsed", 100 * parsed_size / size, "%")
    yield Figure("speed on one processor", size / _MEGABYTE / one.processor, "MB/s")
    yield Figure("the same in files", len(files) / one.processor, "files/s")
    yield Figure("a megabyte", one.processor * 1e3 / (size / _MEGABYTE), "ms", MOST_PER_MEGABYTE_MS)
    yield Figure("a file", one.processor * 1e3 / len(files), "ms", MOST_PER_FILE_MS)
    yield Figure("work of two processes, in terms of one", two.processor / one.processor, "x", MOST_OF_TWO)
    yield Figure("their time, in terms of one", min(each.seconds for each in together) / one.seconds, "x")


class Taken(NamedTuple):
    """What some work took: by the clock, and on a processor, which other programs leave alone."""

    seconds: float
    processor: float


def _processor(taken: Taken) -> float:
    return taken.processor


def _taken(work: Callable[[], object]) -> Taken:
    start, processor = perf_counter(), process_time()
    work()
    return Taken(perf_counter() - start, process_time() - processor)


def _change(files: Sequence[File], rounds: int) -> Iterator[Figure]:
    """Yield what the files of a pull request take in a process of their own, with all that has to be loaded.

    They are of the language that most files are of, or of the three, and about as long as most.
    """
    most = [language for language, _ in Counter(language_of(path) for path, _ in files).most_common(LANGUAGES)]
    for languages in dict.fromkeys([tuple(most[:1]), tuple(most)]):
        change = [file for number, each in enumerate(languages) for file in _of(each or "", files, languages, number)]
        what = f"{len(change)} changed files of {', '.join(map(str, languages))}, half of them parsed, with what has to be loaded"
        yield Figure(what, _seconds_of(change, rounds) * 1e3, "ms", MOST_CHANGE_MS)


def _of(language: str, files: Sequence[File], languages: Sequence[object], number: int) -> list[File]:
    """Return the files of one language for a change, half of which may listen: each language has its share."""
    share = CHANGED_FILES // len(languages) + (number < CHANGED_FILES % len(languages))
    alike = [(path, text) for path, text in files if language_of(path) == language and refusal(text) is None]
    usual = median(len(text) for _, text in alike)
    alike.sort(key=lambda file: abs(len(file[1]) - usual))
    half = (share + number % 2) // 2
    listening = [file for file in alike if may_hit(file[1], language)][:half]
    return [*listening, *[file for file in alike if not may_hit(file[1], language)][: share - half]]


def _seconds_of(change: Sequence[File], rounds: int) -> float:
    with tempfile.TemporaryDirectory(prefix="upheld-exposure-") as name:
        folder = Path(name)
        # What is imported is found compiled, as it is after an installation.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        paths = [_written(folder / f"{number}-{Path(path).name}", text) for number, (path, text) in enumerate(change)]
        commands = [*python("import upheld.model, yaml")], [*python(_CHANGE), *paths]
        taken = [[_process(command) for command in commands] for _ in range(3 * rounds)]
    return min(whole for _, whole in taken) - min(bare for bare, _ in taken)


def _written(path: Path, text: bytes) -> str:
    path.write_bytes(text)
    return str(path)


def _process(command: Sequence[str]) -> float:
    """Return what a command took of processors, with what it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _semgrep(program: str, files: Sequence[File]) -> Figure:
    """Return what our scan takes in terms of semgrep's, for calls of the same names in the same files."""
    with tempfile.TemporaryDirectory(prefix="upheld-exposure-") as folder:
        part: list[File] = []
        for path, text in files:
            if sum(len(each) for _, each in part) > _OF_SEMGREP:
                break
            part.append((_written(Path(folder) / f"{len(part)}{Path(path).suffix}", text), text))
        rule_file = Path(folder) / "rules.yml"
        rule_file.write_text(yaml.safe_dump({"rules": list(_rules_of_semgrep())}), encoding="utf-8")
        options = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--jobs=1", "--quiet", "--json"]
        nothing = [program, "scan", *options, f"--config={rule_file}", str(rule_file)]
        _process(nothing)  # what it writes and reads at its very first start is not its start
        started = _process(nothing)
        taken = _process([program, "scan", *options, f"--config={rule_file}", folder])
        ours = _taken(lambda: _scan(part)).processor
    # Its start is not counted: what is compared is the work.
    return Figure("our time, in terms of semgrep's without its start", ours / (taken - started), "x", 1 / LEAST_RATIO)


def _rules_of_semgrep() -> Iterator[dict[str, object]]:
    for language in ("python", "typescript", "go", "rust"):
        names = sorted(rules(family_of(language)).by_name)[:_PATTERNS]
        patterns = [{"pattern": f"$X.{name}(...)"} for name in names if name.isidentifier()]
        languages = [language, "javascript"] if language == "typescript" else [language]
        yield {
            "id": language,
            "languages": languages,
            "severity": "INFO",
            "message": "listens",
            "pattern-either": patterns,
        }


if __name__ == "__main__":
    sys.exit(main())
