"""Reads `osv-scanner.toml` (google.github.io/osv-scanner/configuration): what is ignored below its folder, until when and why."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from upheld.ecosystems import normalised
from upheld.model import Location, RefusedWaiver, Waiver
from upheld.toml import read_toml_text
from upheld.waivers.beside import RULES, ExceptionsError

_HEADER = re.compile(r"\s*\[\[\s*(IgnoredVulns|PackageOverrides)\s*\]\]")


def read(path: str, text: str) -> Iterator[Waiver | RefusedWaiver]:
    """Yield what each entry excuses. Unlike osv-scanner, an entry without a reason or an end excuses nothing here.

    Raises:
        ExceptionsError: no TOML, or nested too deeply.
    """
    try:
        data = read_toml_text(text)
    except (ValueError, RecursionError) as error:
        raise ExceptionsError("it is no TOML that can be read") from error
    lines = _lines(text)
    for kind, made in (("IgnoredVulns", _vulnerability), ("PackageOverrides", _package)):
        entries: Any = data.get(kind)
        for place, entry in enumerate(cast("list[object]", entries) if isinstance(entries, list) else []):
            stated = lines.get(kind, [])
            location = Location(path, stated[place] if place < len(stated) else 1)
            if isinstance(entry, dict):
                yield from made(cast("dict[str, Any]", entry), location)


def _vulnerability(entry: Mapping[str, Any], location: Location) -> Iterator[Waiver | RefusedWaiver]:
    name = entry.get("id")
    if isinstance(name, str) and name:
        yield _waiver(name, entry, "ignoreUntil", location)


def _package(entry: Mapping[str, Any], location: Location) -> Iterator[Waiver | RefusedWaiver]:
    name, ecosystem, version = (entry.get(key) for key in ("name", "ecosystem", "version"))
    inner = entry.get("vulnerability")
    ignored = entry.get("ignore") is True or (isinstance(inner, dict) and cast("Any", inner).get("ignore") is True)
    if not ignored:
        return
    if not isinstance(name, str) or not name or entry.get("nameIsRegex"):
        return  # it may mean any package
    known = isinstance(ecosystem, str) and bool(ecosystem)
    subject = f"{ecosystem}/{normalised(str(ecosystem), name)}" if known else name
    if isinstance(version, str) and version:
        subject += f"@{version}"
    yield _waiver(subject, entry, "effectiveUntil", location)


def _waiver(subject: str, entry: Mapping[str, Any], until: str, location: Location) -> Waiver | RefusedWaiver:
    reason, last = entry.get("reason"), _last_day(entry.get(until))
    if not isinstance(reason, str) or not reason.strip():
        return RefusedWaiver((subject,), location, "states no `reason`")
    if last is None:
        return RefusedWaiver((subject,), location, f"states no `{until}`, so it would never end")
    folder = location.path.rpartition("/")[0]
    return Waiver(
        RULES, reason, location.path, last.isoformat(), subject, location, folder=f"{folder}/" if folder else ""
    )


def _last_day(until: Any) -> date | None:
    """Return the last whole day before a moment, or the day before a date: the moment itself is no longer excused."""
    if isinstance(until, datetime):
        moment = until if until.tzinfo else until.replace(tzinfo=UTC)
        return (moment.astimezone(UTC) - timedelta(microseconds=1)).date()
    if isinstance(until, date):
        return until - timedelta(days=1)
    return None


def _lines(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            found.setdefault(match[1], []).append(number)
    return found
