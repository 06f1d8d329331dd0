"""What OSV answered, kept on disk: which advisories a package has for one hour, a record until OSV names a later state.

One SQLite file, which several runs may share and a workflow may keep. It is a cache: what cannot be read is as good as none.
"""

import json
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from upheld.ecosystems import Package
from upheld.nouns import dataclass

if TYPE_CHECKING:
    import sqlite3

K = TypeVar("K")

HOUR = 3600.0
MOST_BYTES = 64 * 1024 * 1024

_FORM = 1
_TABLES = f"""
create table answers (server text, ecosystem text, name text, version text, asked real, found text,
    primary key (server, ecosystem, name, version)) without rowid;
create table records (server text, id text, modified text, asked real, data blob, primary key (server, id));
pragma user_version = {_FORM};
"""
_READ = ("id", "aliases", "published", "modified", "withdrawn", "summary", "details", "severity", "database_specific")
"""What is kept of a record beside `affected`: all that is ever read of one."""
_DETAILS = 3000
_LONGEST_RECORD = 16 * 1024 * 1024


class Found(NamedTuple):
    """Which advisories a package has, and when that was asked."""

    asked: float
    advisories: tuple[tuple[str, str], ...]


class Record(NamedTuple):
    """A record as `packed` gives it, and when it was asked for; None where the server had none."""

    asked: float
    modified: str
    data: bytes | None


@dataclass(frozen=True)
class OnlineCache:
    """The answers of one server; nothing is kept where there is no file."""

    file: Path | None
    server: str

    def answers(self, packages: Iterable[Package]) -> dict[Package, Found]:
        """Return what was answered within the last hour."""
        found: dict[Package, Found] = {}
        query = "select asked, found from answers where server = ? and ecosystem = ? and name = ? and version = ?"
        for package, (asked, text) in self._rows(query, {package: tuple(package) for package in packages}):
            with suppress(ValueError, TypeError, RecursionError):
                if is_fresh(asked):
                    found[package] = Found(
                        asked, tuple((str(name), str(modified)) for name, modified in json.loads(text))
                    )
        return found

    def records(self, names: Iterable[str]) -> dict[str, Record]:
        """Return the records that were kept, in whatever state."""
        found: dict[str, Record] = {}
        query = "select asked, modified, data from records where server = ? and id = ?"
        for name, (asked, modified, data) in self._rows(query, {name: (name,) for name in names}):
            if data is None or isinstance(data, bytes):
                found[name] = Record(asked, modified, data)
        return found

    def store(self, answers: Mapping[Package, Found], records: Mapping[str, Record]) -> None:
        """Keep what was answered, and drop what is too old or too much."""
        if self.file is None or not (answers or records):
            return
        for _ in range(2):  # a file that is none of SQLite's is dropped, and begun anew
            with suppress(ImportError, OSError, ValueError, RecursionError):
                if self._write(answers, records):
                    return

    def _write(self, answers: Mapping[Package, Found], records: Mapping[str, Record]) -> bool:
        import sqlite3  # noqa: PLC0415

        assert self.file is not None  # noqa: S101 - the caller asked
        try:
            with closing(self._connection(create=True)) as database, database:
                database.executemany(
                    "insert or replace into answers values (?, ?, ?, ?, ?, ?)",
                    (
                        (self.server, *package, each.asked, json.dumps(each.advisories))
                        for package, each in answers.items()
                    ),
                )
                database.executemany(
                    "insert or replace into records values (?, ?, ?, ?, ?)",
                    ((self.server, name, each.modified, each.asked, each.data) for name, each in records.items()),
                )
                now = time.time()
                database.execute("delete from answers where asked < ? or asked > ?", (now - HOUR, now + HOUR))
                _bound(database)
        except sqlite3.OperationalError:  # another run is writing, the disk is full, ...: it may be whole
            return True
        except sqlite3.DatabaseError:
            self.file.unlink(missing_ok=True)
            return False
        return True

    def _rows(self, query: str, keys: Mapping[K, tuple[str, ...]]) -> Iterator[tuple[K, tuple[Any, ...]]]:
        """Yield the row of each key that has one, up to where the file turns out to be damaged."""
        if not keys or self.file is None or not self.file.is_file():
            return
        try:
            import sqlite3  # noqa: PLC0415 - a run that asks nothing should not wait for it
        except ImportError:
            return
        with suppress(sqlite3.Error, OSError, UnicodeError), closing(self._connection()) as database:
            for key, values in keys.items():
                if row := database.execute(query, (self.server, *values)).fetchone():
                    yield key, row

    def _connection(self, *, create: bool = False) -> "sqlite3.Connection":
        import sqlite3  # noqa: PLC0415

        assert self.file is not None  # noqa: S101 - the callers asked
        if create:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
        database = sqlite3.connect(self.file, timeout=1)
        try:
            form = database.execute("pragma user_version").fetchone()[0]
            database.execute("pragma synchronous = off")
            if form != _FORM and not create:
                raise sqlite3.DatabaseError("another form")  # noqa: TRY301
            if form == 0:
                database.executescript(f"begin immediate; {_TABLES} commit;")
            elif form != _FORM:
                raise sqlite3.DatabaseError("another form")  # noqa: TRY301
        except BaseException:
            database.close()
            raise
        return database


def is_fresh(asked: Any) -> bool:
    """Tell whether an answer is of the last hour, and not of the future."""
    return isinstance(asked, float) and 0 <= time.time() - asked < HOUR


def _bound(database: "sqlite3.Connection") -> None:
    pages, free, size = (
        database.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size > MOST_BYTES:
        half = "select id from records order by asked limit (select count(*) / 2 from records)"
        database.execute(f"delete from records where id in ({half})")  # noqa: S608 - no part is from outside


def packed(value: dict[str, Any]) -> bytes:
    """Return what is kept of a record."""
    kept = {key: value[key] for key in (*_READ, "affected") if key in value}
    if isinstance(details := kept.get("details"), str):
        kept["details"] = details[:_DETAILS]
    return zlib.compress(json.dumps(kept).encode(), 1)


def unpacked(name: str, data: bytes | None) -> dict[str, Any]:
    """Return a record that was kept.

    Raises:
        ValueError: it is damaged, or another.
    """
    try:
        value: Any = json.loads(zlib.decompressobj().decompress(data or b"", _LONGEST_RECORD))
    except (ValueError, zlib.error, RecursionError):
        raise ValueError(name) from None
    match value:
        case {"id": str(found)} if found == name:
            return value  # type: ignore[no-any-return]
        case _:
            raise ValueError(name)
