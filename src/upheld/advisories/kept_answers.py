"""Answers kept in the user's cache, whole: to the same question, in the same state of what is asked and of our code.

An answer that had a problem is never kept. What is in the cache and cannot be read is as good as none.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from upheld import ecosystems
from upheld.advisories.advisory import Answer, Provenance
from upheld.advisories.plain import advisory, moment, plain, plain_moment
from upheld.ecosystems import Package

if TYPE_CHECKING:
    from upheld.services.kept import Kept


class Question(NamedTuple):
    """What is asked for: packages, and of whom, in a form that JSON can hold."""

    packages: Collection[Package]
    source: Any

    def answer(self) -> Answer | None:
        """Return the answer that was kept."""
        kept = self._kept()
        try:
            affecting, unanswered, sources = json.loads((kept and kept.load()) or b"")
            return Answer(
                {Package(*package): tuple(map(advisory, found)) for package, found in affecting},
                {Package(*package): str(reason) for package, reason in unanswered},
                tuple(Provenance(str(source), moment(as_of), records) for source, as_of, records in sources),
            )
        except (ValueError, TypeError, LookupError, RecursionError):
            return None

    def keep(self, answer: Answer) -> None:
        """Keep the answer, unless it had a problem."""
        kept = self._kept()
        if kept is None or answer.problems:
            return
        told: list[Any] = [
            [(package, list(map(plain, found))) for package, found in answer.affecting.items()],
            list(answer.unanswered.items()),
            [(source, plain_moment(as_of), records) for source, as_of, records in answer.provenance],
        ]
        kept.store(json.dumps(told).encode())

    def _kept(self) -> "Kept | None":
        from upheld.services.kept import Kept, states  # noqa: PLC0415 - it needs hashlib, and many runs ask for nothing

        try:
            code = [states(Path(package).parent) for package in (__file__, ecosystems.__file__)]
        except OSError:
            return None
        return Kept.under("answers", self.source, code, list(map(tuple, self.packages)))
