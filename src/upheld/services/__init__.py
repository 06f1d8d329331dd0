"""What the outside says: package registries and forges, through one session that is cached, retried and counted."""

from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from upheld.nouns import dataclass

if TYPE_CHECKING:
    from upheld.services.deadline import Deadline
    from upheld.services.session import Session

TIMEOUT = 60.0
"""Seconds."""


class Reason(StrEnum):
    """Why a service gave no answer that can be used; none of them means "nothing wrong"."""

    NOT_FOUND = "not-found"
    FORBIDDEN = "forbidden"
    UNAUTHORIZED = "unauthorized"
    RATE_LIMITED = "rate-limited"
    UNREACHABLE = "unreachable"
    UNEXPECTED = "unexpected"


class ServiceError(Exception):
    """A service gave no answer that can be used; the message says which host and what, and holds no secret."""

    def __init__(self, reason: Reason, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status


@dataclass(eq=False)
class Services:
    """The services a run may ask; none when offline."""

    offline: bool = True
    snapshot: Path | None = None
    """Where advisories are looked up instead of asking a service for them."""
    timeout: float | None = TIMEOUT
    """How many seconds all of the run's requests may take together, from the first one on; None for no end."""
    evidence: tuple[Path, ...] = ()
    """Reports of other scanners, which are believed of what they name."""
    resolve: bool = False
    """Whether pip-audit may resolve Python projects that lock nothing, which builds packages by strangers."""
    environments: tuple[Path, ...] = ()
    """Python environments that pip-audit is to look into."""
    hosts: set[str] = field(default_factory=set[str])
    """The hosts that were asked until the connections were given back."""
    _session: "Session | None" = None
    _deadline: "Deadline | None" = None

    @property
    def session(self) -> "Session":
        """The one session; it is imported when it is first needed: most runs ask nothing.

        Raises:
            ServiceError: the run is offline; so no caller can open a socket by oversight.

        """
        if self.offline:
            raise ServiceError(Reason.UNREACHABLE, "not asked: --offline")
        if self._session is None:
            from upheld.services.deadline import Deadline  # noqa: PLC0415
            from upheld.services.session import Session  # noqa: PLC0415

            self._deadline = self._deadline or Deadline(self.timeout)
            self._session = Session(deadline=self._deadline)
        return self._session

    def close(self) -> None:
        """Give back the connections; what is asked afterwards opens new ones."""
        if self._session is not None:
            self._session.close()
            self.hosts |= self._session.hosts
            self._session = None
