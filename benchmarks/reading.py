"""Reading: how long the promises of a policy take, alone and as a whole command, and how that rises with its length."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time

from commands import Command, python, run, upheld
from figures import Figure
from timing import ROUNDS, medians

READ_LIMIT_MS = 30
COMMAND_LIMIT_MS = 250
GROWTH_LIMIT = 12
"""How much longer a text of ten times the length may take."""

_SIZES = (1_000, 10_000, 100_000, 500_000)
_REFUSED = (600_000, 10_000_000)
_POLICIES = (Path("SECURITY.md"), *sorted((Path(__file__).parent / "policies").glob("*.md")))
_NOISE_S = 0.02
"""A shorter time is too short to be compared."""
_READ_TWICE = """
import sys
from pathlib import Path
from time import process_time
from upheld.policy.kinds import built_in_kinds
from upheld.policy.markdown import markdown_blocks
from upheld.policy.reading import promises_in, read_document

kinds = built_in_kinds()
text = Path({path!r}).read_text(encoding="utf-8")
for _ in range(2):
    start = process_time()
    assert promises_in(read_document("SECURITY.md", text), kinds)
    print(process_time() - start, file=sys.stderr)
"""


def reading(folder: Path) -> Iterator[Figure]:
    """Yield the time of typical policies, of the whole command, and the growth with length."""
    for policy in _POLICIES:
        yield from _typical(policy, folder)
    yield from _growth("of realistic text", _realistic)
    for name, line in _HOSTILE.items():
        yield from _growth(f"of {name}", partial(_repeated, line))


def _typical(policy: Path, folder: Path) -> Iterator[Figure]:
    """Yield times in processor time beyond imports: where no pattern is kept, in the next processes, and again in each."""
    script = python(_READ_TWICE.format(path=str(policy)))
    anew = [_read_twice(script, forget=True)[0] for _ in range(ROUNDS)]
    first, again = zip(*(_read_twice(script) for _ in range(ROUNDS)), strict=True)
    name = f"{policy.name}, {policy.stat().st_size / 1000:.1f} kB"
    yield Figure(f"{name}: read, no pattern kept from an earlier run", median(anew) * 1e3, "ms")
    yield Figure(f"{name}: read, first in a process", median(first) * 1e3, "ms", READ_LIMIT_MS)
    yield Figure(f"{name}: read again", median(again) * 1e3, "ms", READ_LIMIT_MS)
    repository = folder / policy.stem
    repository.mkdir()
    (repository / "SECURITY.md").write_bytes(policy.read_bytes())
    command = upheld("promises", "--offline", str(repository))
    yield Figure(f"{name}: upheld promises", medians({"": command})[""] * 1e3, "ms", COMMAND_LIMIT_MS)


def _read_twice(script: Command, *, forget: bool = False) -> tuple[float, ...]:
    if forget:
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    return tuple(map(float, run(script).split()))


def _realistic(size: int) -> str:
    """Return text of a length in which no section is like another."""
    sections = "\n".join(policy.read_text(encoding="utf-8") for policy in _POLICIES).split("\n## ")
    text: list[str] = []
    number = length = 0
    while length < size:
        heading, _, body = sections[number % len(sections)].partition("\n")
        text.append(f"\n## {heading} of part {number}\n{body}\n")
        length += len(text[-1])
        number += 1
    # Real policies hold few tables, and a document with more than a hundred is refused.
    return "".join(text).replace("|", "/" if size > _SIZES[1] else "|")[:size]


_HOSTILE = {
    "one endless sentence": "we will not disclose the fix within 30 days before ",
    "the longest sentences that are read": "we never commit keys and tokens to a server or log " * 19 + ".\n\n",
    "headings": "## Report within 30 days, never commit secrets, update dependencies\n\nWe do.\n\n",
    "brackets and marks": "[*_`(<",
    "addresses that never end": "security@example.",
    "list within list": "- we\n  - will\n    - never\n",
    "spaces": "within \t ",
}
"""What may follow one another without end."""


def _repeated(line: str, size: int) -> str:
    return (line * (size // len(line) + 1))[:size]


def _growth(what: str, text_of: Callable[[int], str]) -> Iterator[Figure]:
    times = {size: _seconds(text_of(size)) for size in (*_SIZES, *_REFUSED)}
    yield Figure(f"{_SIZES[-1]:,} characters {what}: read", times[_SIZES[-1]] * 1e3, "ms")
    for small, large in pairwise(_SIZES):
        if times[small] > _NOISE_S:
            per_ten = (times[large] / times[small]) * 10 / (large / small)
            yield Figure(f"{small:,} to {large:,} characters {what}, for ten times", per_ten, "x", GROWTH_LIMIT)
    for size in _REFUSED:
        yield Figure(f"{size:,} characters {what}: refused", times[size] * 1e3, "ms", READ_LIMIT_MS)


def _seconds(text: str) -> float:
    # Imported late: the figures of start-up are taken in other processes, but nothing is to be warm by chance.
    from upheld.files import UnreadableFileError  # noqa: PLC0415
    from upheld.policy.kinds import built_in_kinds  # noqa: PLC0415
    from upheld.policy.reading import promises_in, read_document  # noqa: PLC0415

    kinds = built_in_kinds()

    def once() -> float:
        start = process_time()
        with suppress(UnreadableFileError):
            promises_in(read_document("SECURITY.md", text), kinds)
        return process_time() - start

    return min(once() for _ in range(3))
