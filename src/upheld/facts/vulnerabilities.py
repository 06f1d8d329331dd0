"""Which locked dependencies have known vulnerabilities: lock files and advisories, joined."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from upheld.advisories import Advisories, Answer, Severity, advisory_source
from upheld.advisories.groups import groups
from upheld.advisories.matching import fixed_after
from upheld.ecosystems import Package, version_key
from upheld.facts.locks import Locks, locks
from upheld.facts.locks.pins import Pin
from upheld.model import Location
from upheld.repository import Repository
from upheld.services import Services
from upheld.tree import Tree

if TYPE_CHECKING:
    from upheld.facts.scanner_reports import Joined

_MOST_ROUNDS = 10
HOW_TO_ASK = "ask again with a connection, or keep a snapshot: `upheld advisories sync DIR`, then `--advisories DIR`"
HOW_TO_LOCK = "commit a lock file, so that it is known which versions are used"


class Vulnerability(NamedTuple):
    """One vulnerability of one version of a package that is locked here; advisories that are aliases are one."""

    package: Package
    pins: tuple[Pin, ...]
    """Every place that locks the version, what the project asks for itself first."""
    id: str
    ids: tuple[str, ...]
    """Every name of it."""
    severity: Severity | None
    published: datetime | None
    """The earliest publication among the advisories."""
    fixes: tuple[str, ...]
    """Versions above the locked one that mend it, lowest first; empty where none is known."""
    clean: str | None
    """The smallest version above the locked one with none of the vulnerabilities known of that, where there is one."""
    summary: str = ""
    known_before: bool = False
    """Whether the files before the change that is judged had it too."""


class Gap(NamedTuple):
    """Something that could not be looked up, and how to mend that."""

    text: str
    location: Location | None = None
    help: str | None = None


class Audit(NamedTuple):
    """What an audit of all locks shows, and what it could not look at."""

    locks: Locks
    answer: Answer
    vulnerabilities: tuple[Vulnerability, ...] = ()
    packages: int = 0
    """How many package versions were looked up with success."""
    gaps: tuple[Gap, ...] = ()

    @property
    def is_about_anything(self) -> bool:
        """Whether anything is locked, should be, or was reported by a scanner: nothing found is no success."""
        return bool(self.packages or self.gaps or self.vulnerabilities)


class _Locked(NamedTuple):
    """What is locked here and in the base."""

    here: Locks
    pins: Mapping[Package, list[Pin]]
    earlier: Mapping[Package, list[Pin]]


@lru_cache(maxsize=4)
def _locked(tree: Tree, base: Tree | None, include: tuple[str, ...], exclude: tuple[str, ...]) -> _Locked:
    here = locks(tree, include=include, exclude=exclude)
    before = locks(base, include=include, exclude=exclude) if base else None
    return _Locked(here, _pins(here), _pins(before) if before else {})


@lru_cache(maxsize=4)
def _source(services: Services) -> Advisories:
    return advisory_source(services)


def begin_audit(
    repository: Repository,
    services: Services,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    base: Tree | None = None,
) -> None:
    """Send the questions of an audit, without waiting for the answers."""
    if not services.offline and services.snapshot is None:
        locked = _locked(repository, base, include, exclude)
        packages = locked.pins.keys() | locked.earlier.keys()
        _source(services).begin(packages)
        for ecosystem in {package.ecosystem for package in packages}:
            version_key(ecosystem)  # what orders versions is imported while the service works


@lru_cache(maxsize=4)
def audit(
    repository: Repository,
    services: Services,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    base: Tree | None = None,
    *,
    prove: bool = False,
    evidence: tuple[str, ...] = (),
) -> Audit:
    """Look up every locked package version; `base` holds the files before the change that is judged.

    `evidence` are the scanners' reports that the configuration names; those of the command line are with the services.
    With `prove` the clean versions are looked up too: a vulnerability of theirs need not be one of the locked version.
    """
    locked = _locked(repository, base, include, exclude)
    here, pins, earlier = locked.here, locked.pins, locked.earlier
    reports = _reports(repository, services, base or repository, evidence, here, pins)
    pins = reports.pins if reports else pins
    wanted = sorted(pins.keys() | earlier.keys())
    source = _source(services)
    answer = source.affecting(wanted) if wanted else Answer({})
    answer = reports.answer(answer) if reports else answer
    known = frozenset(_names(earlier, answer))
    found = [each for package in pins for each in _vulnerabilities(package, pins[package], answer, known)]
    if prove:
        proven = _proven(found, answer, source)
        found = [each._replace(clean=proven.get(each.package)) for each in found]
    return Audit(
        here,
        answer,
        tuple(sorted(found, key=lambda each: (each.package, each.id))),
        sum(package in answer.affecting and package not in answer.unanswered for package in pins),
        tuple(_gaps(here, pins, answer, reports)),
    )


def _reports(
    repository: Repository,
    services: Services,
    trusted: Tree,
    evidence: tuple[str, ...],
    here: Locks,
    pins: Mapping[Package, list[Pin]],
) -> "Joined | None":
    if not (evidence or services.evidence or services.resolve or services.environments):
        return None
    from upheld.facts.scanner_reports import reported  # noqa: PLC0415 - few runs are given any

    return reported(repository, services, trusted, evidence, here, pins)


def _pins(found: Locks) -> Mapping[Package, list[Pin]]:
    pins: dict[Package, list[Pin]] = {}
    for lock in found.locks:
        for pin in lock.pins:
            pins.setdefault(pin.package, []).append(pin)
    return pins


def _names(packages: Iterable[Package], answer: Answer) -> Iterator[tuple[str, str, str]]:
    """Yield each vulnerability of some packages by each of its names, whatever the version."""
    for package in packages:
        for each in answer.affecting.get(package, ()):
            yield from ((package.ecosystem, package.name, name) for name in (each.id, *each.aliases))


def _vulnerabilities(
    package: Package, pins: Iterable[Pin], answer: Answer, known: frozenset[tuple[str, str, str]]
) -> Iterator[Vulnerability]:
    affecting = answer.affecting.get(package)
    if not affecting:
        return
    nearest = tuple(sorted(pins, key=lambda pin: (pin.direct is not True, pin.development is True, pin.location)))
    clean = fixed_after(affecting, package)
    for group in groups(affecting, package):
        yield Vulnerability(
            package,
            nearest,
            group.id,
            group.ids,
            group.severity,
            group.published,
            group.fixes,
            clean,
            group.summary,
            known_before=any((package.ecosystem, package.name, name) in known for name in group.ids),
        )


def _proven(found: Iterable[Vulnerability], answer: Answer, source: Advisories) -> dict[Package, str]:
    """Return the smallest version above each package's of which nothing is known."""
    proven: dict[Package, str] = {}
    known = {each.package: list(answer.affecting[each.package]) for each in found}
    for _ in range(_MOST_ROUNDS):
        open_ = {package: fixed_after(known[package], package) for package in known if package not in proven}
        asked = {package: package._replace(version=version) for package, version in open_.items() if version}
        if not asked:
            break
        said = source.affecting(sorted(asked.values()))
        for package, candidate in asked.items():
            more = said.affecting.get(candidate)
            if more:
                known[package] += more
            else:
                known.pop(package)
                if more is not None:
                    proven[package] = candidate.version
    return proven


def _gaps(here: Locks, pins: Mapping[Package, list[Pin]], answer: Answer, reports: "Joined | None") -> Iterator[Gap]:
    for lock in here.locks:
        if lock.problem:
            yield Gap(f"{lock.path}: {lock.problem}", Location(lock.path, lock.problem_line), HOW_TO_LOCK)
    if reports:
        yield from (Gap(each.text, each.location, each.help) for each in reports.left_open(answer))
    resolved: set[Location] = reports.resolved if reports else set()
    for each in here.unlocked:
        if resolved.issuperset((each.location, *each.others)):
            continue
        yield Gap(each.message, each.location, each.help)
    for lock in here.locks:
        for entry in lock.unaudited:
            yield Gap(f"{entry.name} {entry.reason}", entry.location)
    reasons = Counter(reason for package, reason in answer.unanswered.items() if package in pins)
    for reason, count in reasons.items():
        yield Gap(f"{count:,} package version{'' if count == 1 else 's'}: {reason}", help=HOW_TO_ASK)
    yield from (Gap(problem) for problem in answer.problems)
