"""What `upheld advisories sync` does: which ecosystems a snapshot is to hold, each brought up to date, what came of it."""

from collections.abc import Collection
from pathlib import Path

from upheld.advisories.sync import OSV, SyncError, sync
from upheld.errors import UserError
from upheld.services import Services
from upheld.told import Told


def sync_all(folder: Path, ecosystems: Collection[str], source: str | None = None) -> Told:
    """Bring a snapshot up to date; without ecosystems, of those that the repository here locks.

    Raises:
        UserError: there is none to fetch.
    """
    services = Services(offline=False, timeout=None)
    lines: list[str] = []
    failures: list[str] = []
    try:
        for each in dict.fromkeys(ecosystems or locked(Path())):
            try:
                lines.append(str(sync(each, folder, services, source or OSV)))
            except SyncError as error:
                failures.append(f"{error}; what was there before is kept")
    finally:
        services.close()
    return Told(tuple(lines), tuple(failures))


def locked(path: Path) -> tuple[str, ...]:
    """Return the ecosystems of what the repository at a path locks.

    Raises:
        UserError: it locks nothing.
    """
    from upheld.facts.locks import locks  # noqa: PLC0415 - not needed where ecosystems are named
    from upheld.repository import Repository  # noqa: PLC0415

    found = {pin.package.ecosystem.partition(":")[0] for lock in locks(Repository(path)).locks for pin in lock.pins}
    if not found:
        raise UserError("no lock file is here that says which advisories to fetch; name them, as in `--ecosystem PyPI`")
    return tuple(sorted(found))
