"""Puts what scanners report beside what is locked: a report is believed of what it names, and of nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import PurePosixPath

from upheld.advisories import Advisory, Affected, Answer, Provenance, Range
from upheld.advisories.matching import ascending, entries
from upheld.advisories.severity import of_advisory
from upheld.ecosystems import Package, normalised
from upheld.facts.locks.entries import shown
from upheld.facts.locks.formats import format_of
from upheld.facts.locks.pins import Lock, Pin
from upheld.facts.scanner_reports.npm_ranges import holds
from upheld.facts.scanner_reports.report import Named, ScannerReport
from upheld.facts.scanner_reports.resolving import Audited
from upheld.model import Location
from upheld.nouns import dataclass

_MOST_TOLD = 20
_HOW_TO_REPORT = "run the scanner again, on what is locked now, and give its whole output"


@dataclass(frozen=True)
class Remark:
    """Something that a report leaves open."""

    text: str
    location: Location | None = None
    help: str | None = None


@dataclass
class Joined:
    """What reports add to the pins of the locks and to what our own source of advisories answers."""

    pins: dict[Package, list[Pin]]
    """Those of the locks, and those of packages that only a report names."""
    named: dict[Package, list[tuple[str, Advisory]]] = field(default_factory=dict[Package, list[tuple[str, Advisory]]])
    """The vulnerabilities by the package that has them, each with the report that names it."""
    audited: set[Package] = field(default_factory=set[Package])
    resolved: set[Location] = field(default_factory=set[Location])
    """What asks for packages that are not locked, and was resolved; what was left out is told of itself."""
    provenance: list[Provenance] = field(default_factory=list[Provenance])
    remarks: list[Remark] = field(default_factory=list[Remark])
    open: list[tuple[ScannerReport, Named]] = field(default_factory=list[tuple[ScannerReport, Named]])
    """Vulnerabilities of which the report does not say what has them."""

    def answer(self, ours: Answer) -> Answer:
        """Return what our source says, with what the reports add: ours wins where both know a vulnerability.

        A package may then be in both parts of the answer: it has vulnerabilities, and others of it are not known.
        """
        affecting = {package: tuple(ours.affecting.get(package, ())) for package in (*ours.affecting, *self.audited)}
        for package, named in self.named.items():
            affecting[package] = _united(affecting.get(package, ()), [advisory for _, advisory in named])
        unanswered = {package: why for package, why in ours.unanswered.items() if package not in self.audited}
        return replace(
            ours, affecting=affecting, unanswered=unanswered, provenance=(*ours.provenance, *self.provenance)
        )

    def left_open(self, answer: Answer) -> Iterator[Remark]:
        """Yield what remains to be told, once it is known what the answer says."""
        yield from self.remarks
        known = {name for each in answer.affecting.values() for one in each for name in (one.id, *one.aliases)}
        rest = [(report, each) for report, each in self.open if not {each.advisory.id, *each.advisory.aliases} & known]
        for report, each in rest[:_MOST_TOLD]:
            what = f"{shown(each.name)} {each.version or ''}".strip() if each.name else "a package that it does not say"
            text = f"{report.origin} names {each.advisory.id} of {what}, which is not among what is locked"
            yield Remark(text, help=_HOW_TO_REPORT)
        if len(rest) > _MOST_TOLD:
            yield Remark(
                f"{len(rest) - _MOST_TOLD:,} more vulnerabilities that reports name are of nothing that is locked"
            )


def joined(locks: Iterable[Lock], pins: Mapping[Package, list[Pin]], reports: Iterable[ScannerReport]) -> Joined:
    """Hold reports that were given against what is locked."""
    found = Joined({package: list(each) for package, each in pins.items()})
    locked = _Locked(locks, pins)
    for report in reports:
        if not _told(found, report, None, _HOW_TO_REPORT):
            continue
        found.audited |= report.audited & pins.keys()
        for each in report.vulnerabilities:
            packages = locked.having(each)
            alone = None if packages else locked.alone(each)
            if alone:
                pin = Pin(alone, locked.place_of(alone, report), note=f"named by {report.origin}")
                places = found.pins.setdefault(alone, [])
                places += [pin] if pin not in places else []
                packages = [alone]
            for package in packages:
                found.named.setdefault(package, []).append((report.tool, _of_package(each, package)))
            if not packages:
                found.open.append((report, each))
    return found


def add_resolved(found: Joined, audits: Iterable[Audited]) -> None:
    """Add what pip-audit says now, of projects without a lock and of environments: whatever it lists is in use."""
    for each in audits:
        report = each.report
        if not _told(found, report, each.location, each.help):
            continue
        if each.location:
            found.resolved.add(each.location)
        found.audited |= report.audited
        place = each.location or _place(report)
        note = "resolved by pip-audit, not locked" if each.location else f"installed in {report.path}"
        for package in sorted(report.audited):
            found.pins.setdefault(package, []).append(Pin(package, place, note=note))
        for vulnerability in report.vulnerabilities:
            listed = _package(vulnerability)
            if listed is not None and listed in report.audited:
                found.named.setdefault(listed, []).append((report.tool, _of_package(vulnerability, listed)))


def _told(found: Joined, report: ScannerReport, location: Location | None, how: str | None) -> bool:
    """Note what a report says of itself; False where it says nothing else."""
    if report.problem:
        found.remarks.append(Remark(f"{report.path} {report.problem}", location, how))
    for name, reason in report.skipped[:_MOST_TOLD]:
        found.remarks.append(Remark(f"{report.origin} leaves out {name}: {reason}", location, how))
    if len(report.skipped) > _MOST_TOLD:
        found.remarks.append(Remark(f"{report.origin} leaves out {len(report.skipped) - _MOST_TOLD:,} more", location))
    if not report.tool:
        return False
    found.provenance.append(Provenance(f"{report.tool} report {report.path}", report.as_of))
    return not report.problem or bool(report.vulnerabilities)


class _Locked:
    """The packages of the locks, by their names."""

    def __init__(self, locks: Iterable[Lock], pins: Mapping[Package, list[Pin]]) -> None:
        self._locks = {lock.path: lock for lock in locks}
        self._by_name: dict[str, list[Package]] = {}
        for package in pins:
            self._by_name.setdefault(package.name, []).append(package)

    def having(self, named: Named) -> list[Package]:
        """Return the locked packages that a report means."""
        found = self._called(named)
        if named.version is not None:
            return [each for each in found if _same_version(each, named.version)]
        held = {each: holds(named.affected or "", each.version) for each in found}
        sure = [each for each in found if held[each]]
        # The report says that some version of it is affected: where there is one only, it can be no other.
        return sure or [each for each in found if held[each] is None and len(found) == 1]

    def alone(self, named: Named) -> Package | None:
        """Return the package that a report means where no lock has it; None where one has it at other versions.

        Then the report is of what was locked before, or of something else, and it would be wrong to blame this.
        """
        package = _package(named)
        if package is None or self._called(named):
            return None
        source = next((each for path, each in self._locks.items() if _is_at(named.place, path)), None)
        return package if source is None or source.problem else None

    def place_of(self, package: Package, report: ScannerReport) -> Location:
        """Return where a package that no lock has is asked for, as far as that can be told."""
        known = (path for path in self._locks if (form := format_of(path)) and form.ecosystem == package.ecosystem)
        path = next(known, None)
        return Location(path) if path else _place(report)

    def _called(self, named: Named) -> list[Package]:
        if not named.name:
            return []
        stated = named.ecosystem or _ecosystem_at(named.place)
        ecosystems = (stated,) if stated else ("PyPI", "Packagist", "npm")
        names = {normalised(each, named.name) for each in ecosystems} | {named.name}
        found = [each for name in sorted(names) for each in self._by_name.get(name, ())]
        alike = [each for each in found if normalised(each.ecosystem, named.name) == each.name]
        return [each for each in alike if stated in {None, each.ecosystem}]


def _ecosystem_at(place: str | None) -> str | None:
    """Return the ecosystem of the lock that a scanner says it read, where it does not say the ecosystem."""
    form = format_of(place) if place else None
    return form.ecosystem if form else None


def _place(report: ScannerReport) -> Location:
    """Return where a report is; of one outside of the repository its name, since there is no place for it in there."""
    path = PurePosixPath(report.path)
    return Location(path.name if path.is_absolute() or ".." in path.parts else report.path)


def _package(named: Named) -> Package | None:
    if named.ecosystem is None or named.version is None or not named.name:
        return None
    return Package(named.ecosystem, normalised(named.ecosystem, named.name), named.version)


def _same_version(package: Package, version: str) -> bool:
    return version == package.version or (package.ecosystem == "Go" and f"v{version}" == package.version)


def _is_at(place: str | None, path: str) -> bool:
    return bool(place) and (place == path or str(place).replace("\\", "/").endswith(f"/{path}"))


def _of_package(named: Named, package: Package) -> Advisory:
    """Return the advisory with what it affects: as its record says, else this version, up to the first that mends it."""
    advisory = named.advisory
    if any(entries(advisory, package)):
        return advisory
    later = ascending(package, {package.version, *named.fixes})
    after = later[later.index(package.version) + 1 :] if package.version in later else ()
    until = (("fixed", after[0]),) if after else ()
    affected = Affected(
        package.ecosystem,
        package.name,
        frozenset({package.version}),
        (Range((("introduced", package.version), *until)),) if until else (),
    )
    return advisory._replace(affected=(affected,))


def _united(ours: tuple[Advisory, ...], reported: Iterable[Advisory]) -> tuple[Advisory, ...]:
    """Return our advisories with more names where a report means the same, and what only reports name."""
    known = {each.id: each for each in ours}
    bearers = {name: each.id for each in ours for name in (*each.aliases, each.id)}
    others: dict[str, Advisory] = {}
    # Those with the most names first: through one of them, another may turn out to be one of ours.
    for each in sorted(reported, key=lambda each: (-len(each.aliases), each.id)):
        names = {each.id, *each.aliases}
        same = sorted({bearers[name] for name in names if name in bearers})
        if same:
            first = known[same[0]]
            rated, dated = (any(of_advisory(known[one])) for one in same), (known[one].published for one in same)
            known[first.id] = first._replace(
                aliases=(first.aliases | names | set(same)) - {first.id},
                severity=first.severity if any(rated) else each.severity,
                published=first.published if any(dated) else each.published,
            )
            bearers.update(dict.fromkeys(names - bearers.keys(), first.id))
        elif each.id in others:
            before = others[each.id]
            kept = before if before.severity or not each.severity else each
            others[each.id] = kept._replace(aliases=(before.aliases | each.aliases) - {each.id})
        else:
            others[each.id] = each
    return (*known.values(), *others.values())
