"""Records as files: `ledger.json`, which is all that the next review, a page and a roll-up are made from."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from upheld.errors import UserError
from upheld.review.period import Period
from upheld.review.record import KIND, SCHEMA_VERSION, Record
from upheld.review.shapes import ShapeError, plain, reader

FILE = "ledger.json"
FOLDER = "security-reviews"
"""Where records are kept in a repository, unless it says otherwise: a folder for each period."""
MOST_BYTES = 50_000_000
_OF_A_PERIOD = re.compile(r"(?:[^/]+/){0,3}(?P<period>\d{4}-Q[1-4])/ledger\.json", re.ASCII)
"""No deeper: what lies there is an example, or somebody else's."""


class LedgerError(UserError):
    """A file is no record of a review that can be read here; the message says why."""


def written(record: Record, check: dict[str, Any]) -> str:
    """Return a record as JSON, with the whole of what `upheld check --format json` prints as `check`."""
    document = {"schema_version": SCHEMA_VERSION, "kind": KIND, **plain(record), "check": check}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace").decode()


def read(data: bytes, name: str) -> Record:
    """Return the record that a file holds; `name` is what messages call it.

    Raises:
        LedgerError: it is too large, no JSON, of another kind or of another version of the schema.
    """
    loaded = values(data, name)
    try:
        record = cast("Record", reader(Record)(loaded, "it"))
        _held_together(record)
    except (ShapeError, UserError, RecursionError) as error:
        raise LedgerError(f"{name} cannot be read: {error}") from error
    return record


def values(data: bytes, name: str) -> dict[str, Any]:
    """Return what a file of this kind and version holds, as JSON values that nobody has looked at; raises as `read` does."""
    if len(data) > MOST_BYTES:
        raise LedgerError(f"{name} has more than {MOST_BYTES:,} bytes, so it is not read")
    try:
        loaded: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{name} is no JSON: {error}") from error
    if not isinstance(loaded, dict) or cast("dict[str, Any]", loaded).get("kind") != KIND:
        raise LedgerError(f"{name} is no ledger of `upheld review`")
    found = cast("dict[str, Any]", loaded)
    version = found.get("schema_version")
    if version != SCHEMA_VERSION:
        raise LedgerError(f"{name} has version {str(version)[:20]} of the schema; this reads version {SCHEMA_VERSION}")
    return found


def _held_together(record: Record) -> None:
    """Refuse what its own parts contradict: a period that is none, findings that are not there."""
    Period.read(record.period)
    for each in record.earlier:
        Period.read(each.period)
    try:
        record.day  # noqa: B018 - it is the question
    except ValueError as error:
        raise ShapeError("as_of is no time") from error
    count = len(record.check.findings)
    if any(not 0 <= number < count for each in record.promises for number in each.findings):
        raise ShapeError("a promise names a finding that is not there")


def load(file: Path) -> tuple[Record, str]:
    """Read a file; return its record and the SHA-256 of its bytes.

    Raises:
        LedgerError: it is not there, or cannot be read.
    """
    data = bytes_of(file)
    return read(data, str(file)), hashlib.sha256(data).hexdigest()


def bytes_of(file: Path) -> bytes:
    """Return the bytes of a file, no more than one too many; raises as `load` does."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise LedgerError(f"{file} cannot be read: {error.strerror}") from error


def periods_in(folder: Path) -> tuple[Period, ...]:
    """Return the periods of which a folder holds records, oldest first."""
    try:
        found = [each.name for each in folder.iterdir() if (each / FILE).is_file()]
    except OSError:
        return ()
    return tuple(sorted(Period.read(name) for name in found if _OF_A_PERIOD.fullmatch(f"{name}/{FILE}")))


def last_before(folder: Path, period: Period) -> tuple[Record, str] | None:
    """Return the record of the last period before one, with its SHA-256; None where a folder holds none."""
    before = [each for each in periods_in(folder) if each < period]
    return load(folder / str(before[-1]) / FILE) if before else None


def records_among(paths: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the paths that may be records of a repository, each with its period."""
    for path in paths:
        if match := _OF_A_PERIOD.fullmatch(path):
            yield match["period"], path
