"""The advisories that OSV knows: asked in batches, their records all at once, and little of it twice within an hour."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from upheld.advisories.advisory import Answer, Provenance
from upheld.ecosystems import Package
from upheld.services import ServiceError, Services
from upheld.services.cache import cache_folder

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
            inquiry = self._inquiry() if wanted else None
            if inquiry:
                inquiry.begin(wanted)
                self._begun = wanted, inquiry

    def affecting(self, packages: Collection[Package]) -> Answer:
        """Tell which advisories affect each of these packages; never raises, what fails is in the answer."""
        unasked = {package: reason for package in packages if (reason := _why_not(package))}
        wanted = _askable(packages)
        if not wanted:
            return Answer({}, unasked)
        try:
            return self._ask(wanted, unasked)
        except ServiceError as error:
            return Answer({}, {**dict.fromkeys(wanted, str(error)), **unasked})

    def _ask(self, wanted: list[Package], unasked: Mapping[Package, str]) -> Answer:
        begun, self._begun = self._begun, None
        if begun and begun[0] == wanted:
            inquiry = begun[1]
        else:
            inquiry = self._inquiry()
            inquiry.begin(wanted)
        inquiry.finish()
        affecting = {package: tuple(inquiry.advisories(package)) for package in wanted if package in inquiry.answered}
        return Answer(
            affecting,
            {**inquiry.unanswered, **unasked},
            (Provenance(f"OSV ({inquiry.address.host})", inquiry.asked),) if affecting else (),
            tuple(inquiry.problems),
        )

    def _inquiry(self) -> "Inquiry":
        if self._services.offline:
            _ = self._services.session  # it says why not
        from upheld.advisories.inquiry import Inquiry  # noqa: PLC0415 - an offline run does not need it
        from upheld.advisories.online_cache import OnlineCache  # noqa: PLC0415
        from upheld.services.osv import address  # noqa: PLC0415

        there = address()
        folder = cache_folder()
        return Inquiry(self._services, there, OnlineCache(folder / _FILE if folder else None, there.url))


def _askable(packages: Collection[Package]) -> list[Package]:
    return sorted({package for package in packages if not _why_not(package)})


def _why_not(package: Package) -> str | None:
    """Return why a package cannot be asked for: without a version OSV would tell of every one of them."""
    if not package.version:
        return "no version is stated"
    if any(not part or len(part) > _LONGEST or not part.isprintable() for part in package):
        return "not asked for: no package can have such a name or version"
    return None
