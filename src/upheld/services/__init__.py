"""What the outside says: package registries and forges, through one session that is cached, retried and counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upheld.services.session import Session


@dataclass
class Services:
    """The services a run may ask; none when offline."""

    offline: bool = True
    _session: "Session | None" = None

    @property
    def session(self) -> "Session":
        """The one session; requests is imported when it is first needed, since it takes longer to import than most runs."""
        if self._session is None:
            from upheld.services.session import Session  # noqa: PLC0415

            self._session = Session()
        return self._session
