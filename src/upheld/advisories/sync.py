"""Keeps a snapshot of advisories: fetches what OSV, or a mirror of it, publishes of an ecosystem, and builds its index.

A snapshot is replaced whole, and only by one that was read from its first record to its last; until then the old one
stands.
"""

import shutil
import sqlite3
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from upheld.advisories import index
from upheld.advisories.archive import ArchiveError
from upheld.advisories.snapshot import FOLDER, INDEX, ZIP
from upheld.errors import UserError
from upheld.nouns import dataclass
from upheld.services import ServiceError

if TYPE_CHECKING:
    from upheld.services import Services

OSV = "https://osv-vulnerabilities.storage.googleapis.com"
_ETAG = f"{ZIP}.etag"
_MOST_BYTES = 2 * 1024 * 1024 * 1024
_LONGEST = 1800.0


class SyncError(UserError):
    """The advisories of an ecosystem could not be brought up to date; those that were there still are."""


@dataclass(frozen=True)
class Synced:
    """What a snapshot of an ecosystem holds after it was brought up to date."""

    ecosystem: str
    records: int
    newest: datetime | None
    is_new: bool
    """Whether other bytes than before came."""

    def __str__(self) -> str:
        dated = f", the newest of {self.newest:%Y-%m-%d}" if self.newest else ""
        return f"{self.ecosystem}: {self.records:,} records{dated}{'' if self.is_new else ' (unchanged)'}"


def sync(ecosystem: str, folder: Path, services: "Services", source: str = OSV) -> Synced:
    """Bring the advisories of one ecosystem in a snapshot up to date, from an address or a folder of the same layout.

    Raises:
        SyncError: there are none, or not such as can be read.
    """
    if not FOLDER.fullmatch(ecosystem):
        raise SyncError(f"'{ecosystem}' is no ecosystem")
    target = folder / ecosystem
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".sync-") as name:
            fresh = _fetched(ecosystem, target, Path(name) / ZIP, services, source)
            if not fresh and (known := index.summary(target / INDEX, target / ZIP)):
                return Synced(ecosystem, *known, is_new=False)
            _install(ecosystem, Path(name), target)
        records, newest = index.summary(target / INDEX, target / ZIP) or (0, None)
        return Synced(ecosystem, records, newest, is_new=fresh)
    except ServiceError as error:
        raise SyncError(f"{ecosystem}: {error}") from None
    except ArchiveError as error:
        raise SyncError(f"{ecosystem}: what was fetched is no snapshot: {error}") from None
    except OSError as error:
        raise SyncError(f"{ecosystem}: {error.filename or target} cannot be used: {error.strerror}") from None
    except sqlite3.Error as error:
        raise SyncError(f"{ecosystem}: the index cannot be written: {error}") from None


def _install(ecosystem: str, fresh: Path, target: Path) -> None:
    """Build the index of what was fetched, or of what is there, and put both in their place."""
    archive = fresh / ZIP if (fresh / ZIP).exists() else target / ZIP
    if not index.build(archive, ecosystem, fresh / INDEX):
        raise ArchiveError("it holds no record")
    target.mkdir(exist_ok=True)
    # The zip first: an index that was made of another zip is told and passed over.
    for name in (ZIP, INDEX):
        if (fresh / name).exists():
            (fresh / name).replace(target / name)
    with suppress(FileNotFoundError):
        (fresh / _ETAG).replace(target / _ETAG)


def _fetched(ecosystem: str, target: Path, file: Path, services: "Services", source: str) -> bool:
    """Fetch the zip of an ecosystem into a file; False where it is the one that is there."""
    if "://" not in source:
        shutil.copyfile(Path(source) / ecosystem / ZIP, file)
        return not _are_same(file, target / ZIP)
    url = f"{source.rstrip('/')}/{quote(ecosystem)}/{ZIP}"
    kept = _kept_etag(target, url)
    with file.open("wb") as sink:
        etag = services.session.download(url, sink, etag=kept, size=_MOST_BYTES, seconds=_LONGEST)
    if etag is None:
        file.unlink()
        return False
    file.with_name(_ETAG).write_text(f"{url}\n{etag}\n", encoding="utf-8")
    return True


def _kept_etag(target: Path, url: str) -> str:
    """Return what the server called the zip that is there; empty where it is from elsewhere."""
    with suppress(OSError, ValueError):
        where, etag = (target / _ETAG).read_text(encoding="utf-8").splitlines()
        if where == url and (target / ZIP).is_file():
            return etag
    return ""


def _are_same(one: Path, other: Path) -> bool:
    return other.is_file() and index.stamp(one)[2] == index.stamp(other)[2]
