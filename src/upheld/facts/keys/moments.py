"""Times as the tools of this world write them: RFC 3339, Unix seconds and milliseconds, never, and not at all."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

from upheld.facts.keys.key import NEVER, Moment

_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ](?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,](?P<fraction>[0-9]{1,12}))?"
    r" ?(?P<offset>[Zz]|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMBER = re.compile(r"[0-9]{9,13}(?:\.[0-9]{1,9})?")
_FIRST_OF_MILLISECONDS = 100_000_000_000
"""As seconds it lies in the year 5138, as milliseconds in 1973: no key is as old or as new as that."""
_LAST_OF_MILLISECONDS = 32_503_680_000_000
_NEVER_YEAR = 9999
_UNSET_YEAR = 1
"""The zero time of Go and .NET: nobody set it."""


def moment(value: object) -> Moment:
    """Return what a value of JSON, YAML or CSV says of a time, in UTC; None where it is empty or not set.

    A day alone is its beginning in UTC. The last day of the year 9999 is never.

    Raises:
        ValueError: it is no time, or one whose offset is not told.
    """
    if value is None or isinstance(value, bool):
        if value is None:
            return None
        raise ValueError("is no time")
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str):
        raise ValueError("is no time")  # noqa: TRY004 - to whoever reads, a list is a value that is wrong
    text = value.strip()
    if not text:
        return None
    if len(text) <= len("1700000000000.000000000") and _NUMBER.fullmatch(text):
        return _from_number(float(text) if "." in text else int(text))
    return _from_text(text)


def _from_number(number: float) -> Moment:
    if not 0 <= number < _LAST_OF_MILLISECONDS:
        raise ValueError("is no time")
    if number == 0:
        return None
    seconds = number / 1000 if number >= _FIRST_OF_MILLISECONDS else number
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _from_text(text: str) -> Moment:
    match = _TIME.fullmatch(text) if len(text) <= len("2024-01-01T00:00:00.000000000000 +00:00") else None
    if match is None:
        raise ValueError("is no time")
    if int(match["day"][:4]) == _UNSET_YEAR:
        return None
    if int(match["day"][:4]) == _NEVER_YEAR:
        return NEVER
    if match["clock"] and not match["offset"]:
        raise ValueError("is a time without its offset from UTC")
    with suppress(ValueError, OverflowError):
        return _built(match).astimezone(UTC)
    raise ValueError("is no time")


def _built(match: re.Match[str]) -> datetime:
    year, month, day = map(int, match["day"].split("-"))
    hour, minute, second = (int(each) for each in f"{match['clock'] or '00:00'}:00".split(":")[:3])
    # A leap second is the last one of its minute.
    second = 59 if second == 60 else second  # noqa: PLR2004
    microsecond = int(f"{match['fraction'] or '0':0<6}"[:6])
    return datetime(year, month, day, hour, minute, second, microsecond, _zone(match["offset"]))


def _zone(offset: str | None) -> timezone:
    if offset is None or offset[0] not in "+-":
        return UTC
    digits = offset[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if offset[0] == "-" else away)
