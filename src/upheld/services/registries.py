"""What package registries list: the final versions of a package on PyPI or npm."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from packaging.utils import InvalidName, canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import Version as PythonVersion

from upheld.model import Evidence
from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError, Services
from upheld.versions import Version

_NPM_NAME = re.compile(r"(?:@[\w~-][\w.~-]*/)?[\w~-][\w.~-]*", re.ASCII)
_NPM_FINAL = re.compile(r"v?(\d{1,16})\.(\d{1,16})\.(\d{1,16})(?:\+[\w.-]+)?", re.ASCII)
_LONGEST_NAME = 214


@dataclass(frozen=True)
class Published:
    """The final versions that a registry lists, lowest first, and what that rests on.

    Without versions and without a problem the package is there and has no final version.
    """

    versions: tuple[Version, ...] = ()
    evidence: Evidence | None = None
    problem: str | None = None
    """Why it cannot be told what is published; None where it can."""


@dataclass(frozen=True)
class _Registry:
    variable: str
    """The environment variable by which the registry's own client is led to another index."""
    address: str
    accept: str
    path: Callable[[str], str | None]
    """The package's path below the address; None where no package can have this name."""
    read: Callable[[Any], Iterator[Version]]
    dated: str
    """What to accept for an answer that dates its versions."""
    dates: Callable[[Any, str], Iterator[Any]]


def published_versions(services: Services, registry: str, name: str) -> Published:
    """Ask `PyPI` or `npm`, or the index that the environment names in its place, for a package's final versions."""
    known = _REGISTRIES.get(registry)
    if known is None:
        return Published(problem=f"{registry} is no registry that can be asked")
    address = _address(known)
    try:
        session = services.session
        path = known.path(name) if len(name) <= _LONGEST_NAME else None
        if path is None:
            return Published(problem=f"not asked: {registry} allows no package of this name")
        answer = session.get_json(f"{address}/{path}", accept=known.accept)
        versions = tuple(sorted(set(known.read(answer))))
    except ServiceError as error:
        return Published(problem=_problem(error, registry + _elsewhere(known, address)))
    return Published(versions, Evidence(registry, _summary(versions) + _elsewhere(known, address)))


def released_at(services: Services, ecosystem: str, name: str, version: str) -> datetime:
    """Return when a version was released: the first upload on PyPI, npm's `time`.

    Raises:
        ServiceError: the registry gives no answer that can be used, or is none of the two.
    """
    known = _REGISTRIES.get(ecosystem)
    path = known.path(name) if known and len(name) <= _LONGEST_NAME else None
    if known is None or path is None:
        raise ServiceError(Reason.UNEXPECTED, f"{ecosystem} is no registry that can be asked for dates")
    answer = services.session.get_json(f"{_address(known)}/{path}", accept=known.dated)
    moments = [moment for text in known.dates(answer, version) if (moment := _moment(text))]
    if not moments:
        raise ServiceError(Reason.UNEXPECTED, f"{ecosystem} gives no date for {name} {version}")
    return min(moments)


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pypi_dates(answer: Any, version: str) -> Iterator[Any]:
    """Yield the upload times of a version's files (PEP 700)."""
    wanted = PythonVersion(version)
    match answer:
        case {"files": [*files]}:
            for file in files:
                match file:
                    case {"filename": str(name), "upload-time": moment} if _version_of_file(name) == wanted:
                        yield moment
                    case _:
                        pass
        case _:
            raise _malformed("PyPI")


def _npm_dates(answer: Any, version: str) -> Iterator[Any]:
    match answer:
        case {"time": {**times}}:
            yield times.get(version)
        case _:
            raise _malformed("npm")


def _address(known: _Registry) -> str:
    stated = os.environ.get(known.variable, "").strip()
    return (stated if stated.startswith(("https://", "http://")) else known.address).rstrip("/")


def _elsewhere(known: _Registry, address: str) -> str:
    if address == known.address:
        return ""
    try:
        return f" (at {urlsplit(address).hostname})"
    except ValueError:
        return ""


def _problem(error: ServiceError, registry: str) -> str:
    return f"{registry} lists no package of this name" if error.reason is Reason.NOT_FOUND else str(error)


def _summary(versions: tuple[Version, ...]) -> str:
    if not versions:
        return "no final version"
    return f"{len(versions)} version{'s' if len(versions) != 1 else ''}, the highest {versions[-1]}"


def _malformed(registry: str) -> ServiceError:
    return ServiceError(Reason.UNEXPECTED, f"{registry} answers with something that is no list of versions")


def _pypi_path(name: str) -> str | None:
    try:
        return f"{canonicalize_name(name, validate=True)}/"
    except InvalidName:
        return None


def _npm_path(name: str) -> str | None:
    return quote(name, safe="@") if _NPM_NAME.fullmatch(name) else None


def _pypi(answer: Any) -> Iterator[Version]:
    """Read a project's page of the simple API (PEP 691); its `versions` came with PEP 700, and a mirror may lack it."""
    installable = _installable(answer)
    match answer:
        case {"versions": [*stated]}:
            versions: Iterable[PythonVersion] = _python_versions(stated)
        case {"versions": _}:
            raise _malformed("PyPI")
        case _:
            versions = installable
    for version in versions:
        if not version.is_prerelease and installable.get(version, True):
            if version.epoch:
                raise ServiceError(Reason.UNEXPECTED, "PyPI lists versions with an epoch, which cannot be compared")
            yield Version(version.release, version.post or 0)


def _installable(answer: Any) -> dict[PythonVersion, bool]:
    """Return for each version that files name whether at least one of its files is not yanked (PEP 592)."""
    match answer:
        case {"files": [*files]}:
            pass
        case _:
            raise _malformed("PyPI")
    found: dict[PythonVersion, bool] = {}
    for file in files:
        match file:
            case {"filename": str(name)}:
                version = _version_of_file(name)
            case _:
                raise _malformed("PyPI")
        if version is not None:
            found[version] = found.get(version, False) or not file.get("yanked")
    return found


def _python_versions(stated: Iterable[Any]) -> Iterator[PythonVersion]:
    for text in stated:
        if not isinstance(text, str):
            raise _malformed("PyPI")
        try:
            yield PythonVersion(text)
        except ValueError:
            continue  # older than PEP 440: installers pass over it too


def _version_of_file(name: str) -> PythonVersion | None:
    try:
        return parse_wheel_filename(name)[1] if name.endswith(".whl") else parse_sdist_filename(name)[1]
    except ValueError:
        return None


def _npm(answer: Any) -> Iterator[Version]:
    """Read an abbreviated packument (github.com/npm/registry, docs/responses/package-metadata.md)."""
    match answer:
        case {"versions": {**versions}}:
            for text in versions:
                if match := _NPM_FINAL.fullmatch(str(text)):
                    yield Version(tuple(map(int, match.groups())))
        case _:
            raise _malformed("npm")


_REGISTRIES: Mapping[str, _Registry] = {
    "PyPI": _Registry(
        "PIP_INDEX_URL",
        "https://pypi.org/simple",
        "application/vnd.pypi.simple.v1+json",
        _pypi_path,
        _pypi,
        "application/vnd.pypi.simple.v1+json",
        _pypi_dates,
    ),
    "npm": _Registry(
        "npm_config_registry",
        "https://registry.npmjs.org",
        "application/vnd.npm.install-v1+json",
        _npm_path,
        _npm,
        "application/json",
        _npm_dates,
    ),
}
