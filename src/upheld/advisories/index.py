"""An index of the records of a zip, in SQLite: which advisories name a package is one look-up, however many there are.

It is made whole or not at all, never changed, and knows the zip that it was made of. A file with other tables than
these is not asked: it was made by another version, or by somebody else.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from upheld.advisories.advisory import Advisory, Affected, Provenance
from upheld.advisories.archive import opened
from upheld.advisories.plain import affected, moment, plain_affected, plain_moment, plain_severity, severity
from upheld.advisories.record import advisory
from upheld.advisories.search import Search, named
from upheld.advisories.severity import of_advisory
from upheld.advisories.snapshot import rate, unreadable
from upheld.ecosystems import normalised

VERSION = 1
_TABLES = (
    "CREATE TABLE source (size INTEGER, changed INTEGER, digest TEXT, records INTEGER, newest TEXT)",
    "CREATE TABLE entry (name TEXT, record INTEGER, affected TEXT, PRIMARY KEY (name, record)) WITHOUT ROWID",
    "CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT, said TEXT)",
    "CREATE INDEX record_by_id ON record (id)",
    "CREATE TABLE unreadable (name TEXT, reason TEXT)",
)
_MOST_UNREADABLE = 1000


class UnusableIndexError(Exception):
    """An index is damaged, or not of this zip or version; the message says which, as the end of a sentence."""


def search(path: Path, archive: Path, wanted: Search) -> None:
    """Look packages up; `archive` is the zip beside the index, which may be gone.

    Raises:
        UnusableIndexError: nothing that the index says counts.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _refuse_foreign(database)
            _refuse_outdated(database, archive)
            _search(database, wanted, f"snapshot of {path.parent.name}")
    except (sqlite3.Error, ValueError, TypeError, LookupError, RecursionError) as error:
        raise UnusableIndexError("is damaged") from error
    except OSError as error:
        raise UnusableIndexError(f"cannot be used: {error.strerror}") from error


def summary(path: Path, archive: Path) -> tuple[int, datetime | None] | None:
    """Return how many records an index has and when the newest was modified; None where it cannot be used."""
    found = Search("", ())
    try:
        search(path, archive, found)
    except UnusableIndexError:
        return None
    return (found.provenance.records or 0, found.provenance.as_of) if found.provenance else None


def build(archive: Path, ecosystem: str, path: Path) -> int:
    """Make the index of a zip and return how many records it holds.

    Raises:
        ArchiveError: the zip, or one of its members, cannot be read.
        OSError, sqlite3.Error: the index cannot be written.
    """
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("PRAGMA journal_mode = OFF")  # nobody reads it before it is whole
        database.execute("PRAGMA synchronous = OFF")
        for table in _TABLES:
            database.execute(table)
        records, newest = 0, ""
        with opened(archive) as members:
            for name, content in members.records():
                if not isinstance(content, bytes):
                    raise content
                newest = max(newest, _insert(database, records, (name, content), ecosystem))
                records += 1
        database.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?)", (*stamp(archive), records, newest))
        database.commit()
    return records


def _insert(database: sqlite3.Connection, number: int, file: tuple[str, bytes], ecosystem: str) -> str:
    """Put one record into the index and return when it was published or last modified."""
    name, data = file
    try:
        found = advisory(json.loads(data))
    except (ValueError, RecursionError) as error:
        reason = f"{name} cannot be read: {unreadable(error)}"
        names: set[str | None] = {normalised(ecosystem, each) for each in named(data)}
        database.executemany("INSERT INTO unreadable VALUES (?, ?)", [(each, reason) for each in names or {None}])
        return ""
    newest = max((each.isoformat() for each in (found.modified, found.published) if each), default="")
    if found.withdrawn:
        return newest
    entries: dict[str, list[Any]] = {}
    for each in found.affected:
        if each.ecosystem.partition(":")[0] == ecosystem:
            entries.setdefault(each.name, []).append(plain_affected(each))
    rows = [(each, number, json.dumps([found.id, some])) for each, some in entries.items()]
    database.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO record VALUES (?, ?, ?)", (number, found.id, json.dumps(_said(found))))
    return newest


def _refuse_foreign(database: sqlite3.Connection) -> None:
    """Refuse tables that are not ours: what a view or a trigger of a stranger does, nobody knows."""
    database.execute("PRAGMA trusted_schema = OFF")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        raise UnusableIndexError(f"has version {version}, not {VERSION}")
    stated = {sql for (sql,) in database.execute("SELECT sql FROM sqlite_schema") if sql}
    if stated != set(_TABLES):
        raise UnusableIndexError("has other tables than an index of advisories")


def _refuse_outdated(database: sqlite3.Connection, archive: Path) -> None:
    if not archive.is_file():
        return
    size, changed, digest = database.execute("SELECT size, changed, digest FROM source").fetchone()
    status = archive.stat()
    # A checkout or a cache gives the same zip another time; only then is it read.
    if status.st_size != size or (status.st_mtime_ns != changed and stamp(archive)[2] != digest):
        raise UnusableIndexError("was made of another zip")


def stamp(archive: Path) -> tuple[int, int, str]:
    """Return the size of a zip, when it was changed, and the digest of its content."""
    from hashlib import file_digest  # noqa: PLC0415 - needed only where size and time do not tell

    status = archive.stat()
    with archive.open("rb") as file:
        return status.st_size, status.st_mtime_ns, file_digest(file, "sha256").hexdigest()


def _search(database: sqlite3.Connection, wanted: Search, source: str) -> None:
    records, newest = database.execute("SELECT records, newest FROM source").fetchone()
    wanted.provenance = Provenance(source, moment(newest), int(records))
    if not records:
        wanted.fail(f"{source} holds no advisory")
    for name, reason in database.execute("SELECT name, reason FROM unreadable LIMIT ?", (_MOST_UNREADABLE,)):
        wanted.fail(str(reason)) if name is None else wanted.doubt_named([str(name)], str(reason))
    for name in wanted.names:
        for number, stated in database.execute("SELECT record, affected FROM entry WHERE name = ?", (name,)):
            record_id, entries = json.loads(stated)
            found = tuple(affected(name, each) for each in entries)
            brief = Advisory(record_id, affected=found)
            wanted.consider(brief, partial(_whole, database, number, found))
    rate(wanted, lambda names: _by_id(database, names))


def _whole(database: sqlite3.Connection, number: int, affected: tuple[Affected, ...]) -> Advisory:
    (said,) = database.execute("SELECT said FROM record WHERE number = ?", (number,)).fetchone()
    return _advisory(json.loads(said), affected)


def _by_id(database: sqlite3.Connection, names: Collection[str]) -> Iterator[Advisory]:
    for name in names:
        for (said,) in database.execute("SELECT said FROM record WHERE id = ?", (name,)):
            yield _advisory(json.loads(said), ())


def _said(found: Advisory) -> list[Any]:
    """Return what is kept of a record beside whom it affects; its highest severity serves its aliases."""
    times = map(plain_moment, (found.published, found.modified))
    return [
        found.id,
        sorted(found.aliases),
        *times,
        found.summary,
        *map(plain_severity, (found.severity, *of_advisory(found))),
    ]


def _advisory(said: list[Any], affected: tuple[Affected, ...]) -> Advisory:
    name, aliases, published, modified, summary, own, *others = said
    # Of an alias, whose packages are not kept here, the severities of its packages stand for its own.
    stated = own if own or affected else next(iter(others), None)
    return Advisory(
        id=str(name),
        aliases=frozenset(aliases),
        published=moment(published),
        modified=moment(modified),
        summary=str(summary),
        severity=severity(stated),
        affected=affected,
    )
