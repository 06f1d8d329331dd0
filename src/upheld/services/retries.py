"""How often and how soon a service is asked again."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from upheld.services.deadline import Deadline

RETRIES = 2
LONGEST_PAUSE = 5.0
"""In seconds, whatever the server asks for."""

_FIRST_PAUSE = 0.5


def pause(number: int, retry_after: str | None, deadline: Deadline) -> None:
    """Wait before a further try: as long as the server asks, else twice as long each time, and never beyond the deadline."""
    asked = _seconds(retry_after) if retry_after else 0 if number == 0 else _FIRST_PAUSE * 2**number
    time.sleep(max(0.0, min(asked, LONGEST_PAUSE, deadline.left)))


def _seconds(retry_after: str) -> float:
    """Return for how long `Retry-After` asks to wait (RFC 9110, section 10.2.3); 0 where it says nothing of the kind."""
    stated = retry_after.strip()
    if stated.isdecimal():
        return float(stated[:9])
    try:
        return (parsedate_to_datetime(stated).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0
