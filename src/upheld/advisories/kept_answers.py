"""Answers kept in the user's cache, whole: to the same question, in the same state of what is asked and of our code.

An answer that had a problem is never kept. What is in the cache and cannot be read is as good as none.
"""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any, NamedTuple

from upheld import ecosystems
from upheld.advisories.advisory import Answer, Provenance
from upheld.advisories.plain import advisory, moment, plain, plain_moment
from upheld.ecosystems import Package
from upheld.services.cache import cache_folder, write_whole

_MOST = 50
"""So many answers are kept."""


class Question(NamedTuple):
    """What is asked for: packages, and of whom, in a form that JSON can hold."""

    packages: Collection[Package]
    source: Any

    def answer(self) -> Answer | None:
        """Return the answer that was kept."""
        file = self._file()
        if file is None:
            return None
        try:
            affecting, unanswered, sources = json.loads(file.read_bytes())
            return Answer(
                {Package(*package): tuple(map(advisory, found)) for package, found in affecting},
                {Package(*package): str(reason) for package, reason in unanswered},
                tuple(Provenance(str(source), moment(as_of), records) for source, as_of, records in sources),
            )
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return None

    def keep(self, answer: Answer) -> None:
        """Keep the answer, unless it had a problem."""
        file = self._file()
        if file is None or answer.problems:
            return
        told: list[Any] = [
            [(package, list(map(plain, found))) for package, found in answer.affecting.items()],
            list(answer.unanswered.items()),
            [(source, plain_moment(as_of), records) for source, as_of, records in answer.provenance],
        ]
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(file, json.dumps(told).encode())
            _forget(sorted(file.parent.glob("*.json"), key=lambda each: each.stat().st_mtime_ns)[:-_MOST])

    def _file(self) -> Path | None:
        from hashlib import sha256  # noqa: PLC0415

        folder = cache_folder()
        try:
            code = [states(Path(package).parent) for package in (__file__, ecosystems.__file__)]
        except OSError:
            return None
        if folder is None:
            return None
        question = json.dumps([self.source, code, list(self.packages)])
        return folder / "answers" / f"{sha256(question.encode()).hexdigest()}.json"


def states(folder: Path) -> list[tuple[str, int, int]]:
    """Return each file of a folder with its size and when it was changed, in nanoseconds.

    Raises:
        OSError: the folder cannot be read.
    """
    found = ((path.name, path.stat()) for path in sorted(folder.iterdir()))
    return [(name, status.st_size, status.st_mtime_ns) for name, status in found if S_ISREG(status.st_mode)]


def _forget(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
