"""Advisories from a folder in the layout in which OSV publishes them: `<Ecosystem>/all.zip`, or one file a record.

Every record is unpacked and its bytes searched for the names that are looked up; only what names one is parsed. An
index beside a zip (`upheld advisories sync` makes it) saves that too, as long as it was made of this very zip.
"""

import json
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from upheld.advisories.advisory import Advisory, Answer, Provenance
from upheld.advisories.archive import MOST_RECORD_BYTES, Archive, ArchiveError, opened
from upheld.advisories.kept_answers import Question
from upheld.advisories.record import RecordError, advisory, moment
from upheld.advisories.search import Search, named
from upheld.advisories.severity import of_advisory, rated_by
from upheld.ecosystems import Package
from upheld.nouns import dataclass
from upheld.services.kept import states

ZIP = "all.zip"
INDEX = "index.db"
FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9._ -]{0,60}")
_SETTLED_NS = 2 * 10**9
"""A file that was changed less long ago may be changed again, to the same size, without its time telling."""
_TIME = re.compile(rb'\s*:\s*"([0-9TZ:.+-]{10,40})"')


@dataclass(frozen=True)
class Snapshot:
    """Advisories of a folder; opens no socket."""

    folder: Path

    def begin(self, packages: Collection[Package]) -> None:
        """Begin nothing: there is nothing to wait for."""

    def affecting(self, packages: Collection[Package]) -> Answer:
        """Tell which advisories affect each of these packages; what was told before, of the same files, is kept."""
        state = self._state(packages)
        question = Question(packages, state) if state else None
        kept = question.answer() if question else None
        if kept:
            return kept
        answer = self._look_up(packages)
        if question:
            question.keep(answer)
        return answer

    def _state(self, packages: Collection[Package]) -> list[Any] | None:
        """Return in which state the folders are; None where that cannot be told."""
        names = sorted({package.ecosystem.partition(":")[0] for package in packages})
        folders = [self.folder.resolve() / name for name in names if FOLDER.fullmatch(name)]
        try:
            found = [(str(folder), states(folder)) for folder in folders if folder.is_dir()]
        except OSError:
            return None
        settled = time.time_ns() - _SETTLED_NS
        return None if any(changed > settled for _, files in found for _, _, changed in files) else found

    def _look_up(self, packages: Collection[Package]) -> Answer:
        by_ecosystem: dict[str, list[Package]] = {}
        for package in dict.fromkeys(packages):
            by_ecosystem.setdefault(package.ecosystem.partition(":")[0], []).append(package)
        searches = [self._search(name, by_ecosystem[name]) for name in sorted(by_ecosystem)]
        return Answer(
            affecting={package: some for each in searches for package, some in each.found().items()},
            unanswered={package: reason for each in searches for package, reason in each.unanswered().items()},
            provenance=tuple(each.provenance for each in searches if each.provenance),
            problems=tuple(dict.fromkeys(problem for each in searches for problem in each.told())),
        )

    def _search(self, ecosystem: str, packages: Collection[Package]) -> Search:
        folder = self.folder / ecosystem
        problems: list[str] = []
        if FOLDER.fullmatch(ecosystem):
            from_index = self._from_index(ecosystem, packages, problems)
            if from_index:
                return from_index
        search = Search(ecosystem, packages, problems=problems)
        if not FOLDER.fullmatch(ecosystem) or not folder.is_dir():
            search.fail(
                f"{self.folder} has no advisories of {ecosystem}; "
                f"`upheld advisories sync --ecosystem '{ecosystem}' {self.folder}` gets them"
            )
            return search
        _read_all(search, folder)
        return search

    def _from_index(self, ecosystem: str, packages: Collection[Package], problems: list[str]) -> Search | None:
        """Return what the index says; None where there is none, or none that can be used: why not is then told."""
        path, archive = self.folder / ecosystem / INDEX, self.folder / ecosystem / ZIP
        if not path.is_file():
            return None
        from upheld.advisories import index  # noqa: PLC0415 - SQLite is not needed without one

        search = Search(ecosystem, packages)
        instead = f"{archive} was read instead" if archive.is_file() else "there is nothing to read instead"
        try:
            index.search(path, archive, search)
        except index.UnusableIndexError as error:
            problems.append(f"{path} {error}; {instead}; `upheld advisories sync` makes it anew")
            return None
        _read_loose(search, self.folder / ecosystem)
        return search


class _Reading:
    """Counts records and finds the newest while they are held against what is looked up."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.records = 0
        self.newest = b""

    def take(self, name: str, data: bytes) -> None:
        """Hold one record against the packages."""
        self.records += 1
        self.newest = max(self.newest, _time(data, b'"modified"'), _time(data, b'"published"'))
        if self.search.concerns(data) is False:
            return
        try:
            record = json.loads(data)
            found = advisory(record, brief=True)
        except (ValueError, RecursionError) as error:
            reason = f"{name} cannot be read: {unreadable(error)}"
            names = named(data)
            self.search.doubt_named(names, reason) if names else self.search.fail(reason)
        else:
            self.search.consider(found, lambda: advisory(record))


def _time(data: bytes, key: bytes) -> bytes:
    place = data.find(key)
    match = _TIME.match(data, place + len(key)) if place >= 0 else None
    return match[1] if match else b""


def unreadable(error: Exception) -> str:
    """Return why a record cannot be read, in words."""
    return str(error) if isinstance(error, RecordError) else "it is not JSON, or nested too deeply"


def rate(search: Search, records: Callable[[Collection[str]], Iterable[Advisory]]) -> None:
    """Give advisories without a severity that of their aliases, which `records` looks up by their ids."""
    unrated = [each for each in search.advisories() if not of_advisory(each)]
    names = {alias for each in unrated for alias in each.aliases}
    if not names:
        return
    known = {each.id: each for each in records(names) if not each.withdrawn}
    search.replace(
        lambda each: (
            each
            if of_advisory(each)
            else rated_by(each, [known[alias] for alias in sorted(each.aliases) if alias in known])
        )
    )


def _read_all(search: Search, folder: Path) -> None:
    reading = _Reading(search)
    path = folder / ZIP
    if path.is_file():
        _read_zip(reading, path)
    _take_loose(reading, folder)
    if not reading.records and not search.incomplete:
        search.fail(f"{folder} holds no advisory; `upheld advisories sync` gets them")
    newest = moment(reading.newest.decode("ascii"))
    search.provenance = Provenance(f"snapshot of {folder.name}", newest, reading.records)


def _read_zip(reading: _Reading, path: Path) -> None:
    search = reading.search
    try:
        with opened(path) as archive:
            for name, content in archive.records():
                if isinstance(content, bytes):
                    reading.take(name, content)
                else:
                    search.fail(f"{name} in {path} cannot be read: {content}")
            rate(search, lambda names: _by_id(archive, names))
    except ArchiveError as error:
        search.fail(f"{path} cannot be read: {error}")
    except OSError as error:
        search.fail(f"{path} cannot be read: {error.strerror}")


def _by_id(archive: Archive, names: Collection[str]) -> Iterator[Advisory]:
    """Yield the records of these ids: OSV calls each file after its record."""
    files = {f"{name}.json".encode() for name in names}
    for member in archive.members():
        if member.name in files:
            try:
                yield advisory(json.loads(archive.read(member)))
            except (ArchiveError, ValueError, RecursionError):
                continue  # it is told where it is looked for by the package that it names


def _read_loose(search: Search, folder: Path) -> None:
    """Read the files beside an index; they count as records too."""
    reading = _Reading(search)
    _take_loose(reading, folder)
    if reading.records and (known := search.provenance):
        newest = moment(reading.newest.decode("ascii"))
        as_of = max((each for each in (known.as_of, newest) if each), default=None)
        search.provenance = Provenance(known.source, as_of, (known.records or 0) + reading.records)


def _take_loose(reading: _Reading, folder: Path) -> None:
    for path in sorted(folder.glob("*.json")):
        try:
            with path.open("rb") as file:
                data = file.read(MOST_RECORD_BYTES + 1)
        except OSError as error:
            reading.search.fail(f"{path} cannot be read: {error.strerror}")
            continue
        if len(data) > MOST_RECORD_BYTES:
            reading.search.fail(f"{path} has more than {MOST_RECORD_BYTES:,} bytes, which no record has")
        else:
            reading.take(path.name, data)
