"""Security advisories in the OSV format: what they say, which versions they affect, and where they come from."""

from typing import TYPE_CHECKING

from upheld.advisories.advisory import Advisories, Advisory, Affected, Answer, Provenance, Range, Rating, Severity

if TYPE_CHECKING:
    from upheld.services import Services

__all__ = [
    "Advisories",
    "Advisory",
    "Affected",
    "Answer",
    "Provenance",
    "Range",
    "Rating",
    "Severity",
    "advisory_source",
]


def advisory_source(services: "Services") -> Advisories:
    """Return where a run looks advisories up: in its snapshot, else nowhere when it is offline, else online."""
    if services.snapshot is not None:
        from upheld.advisories.snapshot import Snapshot  # noqa: PLC0415 - a run needs one of the three

        return Snapshot(services.snapshot)
    if services.offline:
        from upheld.advisories.unavailable import Unavailable  # noqa: PLC0415

        return Unavailable()
    from upheld.advisories.online import Online  # noqa: PLC0415

    return Online(services)
