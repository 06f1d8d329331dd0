"""The advisories that OSV knows: asked in batches, their records all at once, and little of it twice within an hour."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from upheld.advisories.advisory import Answer, Provenance
from upheld.advisories.kept_answers import Question
from upheld.advisories.online_cache import OnlineCache, is_fresh
from upheld.ecosystems import Package
from upheld.services import ServiceError, Services
from upheld.services.cache import cache_folder
from upheld.services.osv import address

if TYPE_CHECKING:
    from upheld.advisories.inquiry import Inquiry

_FILE = "osv.sqlite"
_LONGEST = 500
"""Longer names and versions than any registry takes are not sent."""


class Online:
    """Asks OSV, or the server that `UPHELD_OSV_URL` names."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._begun: tuple[list[Package], Inquiry] | None = None

    def begin(self, packages: Collection[Package]) -> None:
        """Send the questions; a failure is told where the answers are asked for."""
        wanted = _askable(packages)
        with suppress(ServiceError):
            if wanted and not self._kept(wanted):
                self._begun = wanted, self._inquiry(wanted)

    def affecting(self, packages: Collection[Package]) -> Answer:
        """Tell which advisories affect each of these packages; never raises, what fails is in the answer."""
        unasked = {package: reason for package in packages if (reason := _why_not(package))}
        wanted = _askable(packages)
        if not wanted:
            return Answer({}, unasked)
        try:
            answer = self._kept(wanted) or self._ask(wanted)
        except ServiceError as error:
            answer = Answer({}, dict.fromkeys(wanted, str(error)))
        return replace(answer, unanswered={**answer.unanswered, **unasked})

    def _kept(self, wanted: list[Package]) -> Answer | None:
        """Return an answer of the last hour."""
        kept = self._question(wanted).answer()
        times = [each.as_of.timestamp() for each in kept.provenance if each.as_of] if kept else []
        return kept if times and all(map(is_fresh, times)) else None

    def _ask(self, wanted: list[Package]) -> Answer:
        begun, self._begun = self._begun, None
        inquiry = begun[1] if begun and begun[0] == wanted else self._inquiry(wanted)
        inquiry.finish()
        affecting = {package: tuple(inquiry.advisories(package)) for package in wanted if package in inquiry.answered}
        answer = Answer(
            affecting,
            inquiry.unanswered,
            (Provenance(f"OSV ({inquiry.address.host})", inquiry.asked),) if affecting else (),
            tuple(inquiry.problems),
        )
        if not answer.unanswered:
            self._question(wanted).keep(answer)
        return answer

    def _question(self, wanted: list[Package]) -> Question:
        if self._services.offline:
            _ = self._services.session  # it says why not
        return Question(wanted, address().url)

    def _inquiry(self, wanted: list[Package]) -> "Inquiry":
        from upheld.advisories.inquiry import Inquiry  # noqa: PLC0415 - it needs what asks, and few runs ask

        there = address()
        folder = cache_folder()
        inquiry = Inquiry(self._services, there, OnlineCache(folder / _FILE if folder else None, there.url))
        inquiry.begin(wanted)
        return inquiry


def _askable(packages: Collection[Package]) -> list[Package]:
    return sorted({package for package in packages if not _why_not(package)})


def _why_not(package: Package) -> str | None:
    """Return why a package cannot be asked for: without a version OSV would tell of every one of them."""
    if not package.version:
        return "no version is stated"
    if any(not part or len(part) > _LONGEST or not part.isprintable() for part in package):
        return "not asked for: no package can have such a name or version"
    return None
