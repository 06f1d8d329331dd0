"""What pip-audit says of Python projects that lock nothing, and of environments, where a run was asked for that."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from upheld.advisories.shapes import as_object
from upheld.facts.locks.entries import shown
from upheld.facts.locks.unlocked import Unlocked
from upheld.facts.scanner_reports.reading import read_report
from upheld.facts.scanner_reports.report import ScannerReport
from upheld.files import UnreadableFileError, inside
from upheld.model import Location
from upheld.services import Services
from upheld.services.pip_audit import HOW_TO_INSTALL, PipAudit, PipAuditError, site_packages

MOST_PROJECTS = 100
_NOT_PINNED = "commit a lock file, or mend what pip-audit tells of"
_OFFLINE = "was not started: --offline"


class Audited(NamedTuple):
    """What pip-audit says of one project or environment."""

    report: ScannerReport
    location: Location | None
    """What asks for the packages; None for an environment."""
    help: str | None = None
    """How to mend what failed."""


def audited(root: Path, unlocked: Iterable[Unlocked], services: Services) -> Iterator[Audited]:
    """Yield what pip-audit says of every project that locks nothing, and of each environment; what fails is told.

    Without `services.resolve` no project is resolved: that builds packages of which nobody knows who wrote them.
    """
    program = PipAudit(services.timeout)
    if services.resolve:
        places = [place for each in unlocked if each.ecosystem == "PyPI" for place in (each.location, *each.others)]
        for count, place in enumerate(places):
            if count >= MOST_PROJECTS:
                problem = f"is not resolved: there are more than {MOST_PROJECTS} projects without a lock"
                yield Audited(ScannerReport("pip-audit", place.path, problem=problem), place)
                return
            yield _project(program, root, place, services)
    for where in services.environments:
        yield _environment(program, where, services)


def _project(program: PipAudit, root: Path, place: Location, services: Services) -> Audited:
    if services.offline:
        return Audited(_failed(place.path, PipAuditError(_OFFLINE)), place)
    try:
        return Audited(_resolved(program, root, place.path), place)
    except (PipAuditError, UnreadableFileError) as error:
        return Audited(_failed(place.path, error), place, _how_to(error))


def _resolved(program: PipAudit, root: Path, path: str) -> ScannerReport:
    full, name = inside(root, path), posixpath.basename(path)
    if name.endswith((".txt", ".in")):
        return _said(path, program.project(root, "--requirement", str(full.resolve())))
    if name != "pyproject.toml":
        raise PipAuditError("cannot read it: it resolves pyproject.toml and requirements only")
    report = _said(path, program.project(root, str(full.parent.resolve())))
    rest = tuple((each, "pip-audit does not resolve it") for each in _what_is_left(full))
    return replace(report, skipped=(*report.skipped, *rest))


def _environment(program: PipAudit, where: Path, services: Services) -> Audited:
    path = where.as_posix()
    if services.offline:
        return Audited(_failed(path, PipAuditError(_OFFLINE)), None)
    try:
        return Audited(_said(path, program.environment(site_packages(where))), None)
    except (PipAuditError, OSError) as error:
        return Audited(_failed(path, error), None, _how_to(error))


def _said(path: str, text: str) -> ScannerReport:
    report = read_report(path, text)
    if report.problem or report.audited or report.skipped:
        return report
    return replace(report, problem="is not audited: pip-audit lists no package of it")


def _what_is_left(file: Path) -> Iterator[str]:
    """Yield the parts of a project that pip-audit does not resolve: it takes the dependencies and nothing else."""
    from upheld.toml import read_toml_text  # noqa: PLC0415 - read where a project was resolved

    try:
        data = read_toml_text(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    extras = (as_object(data.get("project")) or {}).get("optional-dependencies")
    for word, stated in (("extra", extras), ("group", data.get("dependency-groups"))):
        yield from (f"the {word} {shown(name)}" for name, wanted in (as_object(stated) or {}).items() if wanted)


def _failed(path: str, error: Exception) -> ScannerReport:
    return ScannerReport("pip-audit", path, problem=f"is not audited: pip-audit {_shown(error)}")


def _shown(error: Exception) -> str:
    """Return what an error says, on one line of visible letters."""
    return "".join(each if each.isprintable() else "?" for each in " ".join(str(error).split()))


def _how_to(error: Exception) -> str:
    return HOW_TO_INSTALL if str(error) == "is not installed" else _NOT_PINNED
