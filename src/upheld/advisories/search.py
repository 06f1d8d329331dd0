"""What a snapshot knows of the packages that are looked up in one ecosystem: found, in doubt, or not to be told."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import field
from datetime import datetime

from upheld.advisories.advisory import Advisory, Provenance
from upheld.advisories.matching import affects_package
from upheld.ecosystems import Package, normalised
from upheld.nouns import dataclass

_NAME = re.compile(rb'\s*:\s*"([^"\\]{1,300})"')
_MOST_TOLD = 5


@dataclass
class Search:
    """The packages of one ecosystem that are looked up, and what came of it."""

    ecosystem: str
    packages: Collection[Package]
    provenance: Provenance | None = None
    problems: list[str] = field(default_factory=list[str])
    incomplete: str | None = None
    """Why there may be more than was found, of any package: a zip that breaks off, a record that cannot be read."""
    _found: dict[Package, dict[str, Advisory]] = field(default_factory=dict[Package, dict[str, Advisory]])
    _doubts: dict[Package, list[str]] = field(default_factory=dict[Package, list[str]])
    _wanted: dict[str, list[Package]] = field(default_factory=dict[str, list[Package]])

    def __post_init__(self) -> None:
        for each in self.packages:
            self._wanted.setdefault(normalised(each.ecosystem, each.name), []).append(each)

    @property
    def names(self) -> Collection[str]:
        """The names that are looked up."""
        return self._wanted.keys()

    def concerns(self, data: bytes) -> bool | None:
        """Tell from the bytes of a record whether it may be about a package that is looked up; None if they do not say.

        It is not parsed for that: parsing takes several times as long, and hardly any record is about them.
        """
        names = named(data)
        if not names:
            return None
        return any(normalised(self.ecosystem, each) in self._wanted for each in names)

    def consider(self, advisory: Advisory, read: Callable[[], Advisory]) -> None:
        """Hold whom an advisory affects against the packages; `read` gives the whole of it, where it is needed."""
        whole: Advisory | None = None
        for name in {each.name for each in advisory.affected}:
            for package in self._wanted.get(name, ()):
                verdict = affects_package(advisory, package)
                if verdict:
                    whole = whole or read()
                    self._keep(package, whole)
                elif verdict is None:
                    self.doubt(package, f"whether {advisory.id} affects {package} cannot be told: {_why(advisory)}")

    def doubt(self, package: Package, reason: str) -> None:
        """Note why it cannot be told of a package whether it is affected."""
        self._doubts.setdefault(package, []).append(reason)

    def doubt_named(self, names: Iterable[str], reason: str) -> None:
        """Note of the packages that a record names that it cannot be read."""
        known = [each for name in names for each in self._wanted.get(normalised(self.ecosystem, name), ())]
        for package in known:
            self.doubt(package, reason)

    def fail(self, reason: str) -> None:
        """Note that there may be more of any package than what was found."""
        if self.incomplete is None:
            self.incomplete = reason
            self.problems.append(reason)

    def found(self) -> dict[Package, tuple[Advisory, ...]]:
        """Return the packages that are affected, and those of which it is sure that nothing is known."""
        kept = {package: tuple(some[name] for name in sorted(some)) for package, some in self._found.items()}
        clean = () if self.incomplete else (each for each in self.packages if each not in self._doubts)
        return {**dict.fromkeys(clean, ()), **kept}

    def unanswered(self) -> dict[Package, str]:
        """Return the packages of which nothing was found, although something may be known."""
        open_ = (each for each in self.packages if each not in self._found)
        reasons = {each: self.incomplete or "; ".join(self._doubts.get(each, ())[:_MOST_TOLD]) for each in open_}
        return {package: reason for package, reason in reasons.items() if reason}

    def told(self) -> list[str]:
        """Return the problems, and the doubts about packages that are affected by something else anyway."""
        return self.problems + [each for package in self._found for each in self._doubts.get(package, ())]

    def advisories(self) -> list[Advisory]:
        """Return every advisory that affects something."""
        return [each for some in self._found.values() for each in some.values()]

    def replace(self, change: Callable[[Advisory], Advisory]) -> None:
        """Put something in the place of each advisory that was found."""
        done: dict[str, Advisory] = {}
        for some in self._found.values():
            for name, each in some.items():
                some[name] = done[name] if name in done else done.setdefault(name, change(each))

    def _keep(self, package: Package, advisory: Advisory) -> None:
        """Keep an advisory; of two states of one the later."""
        some = self._found.setdefault(package, {})
        known = some.get(advisory.id)
        if known is None or _time(known.modified) < _time(advisory.modified):
            some[advisory.id] = advisory


def named(data: bytes) -> list[str]:
    """Return what the bytes of a record give as names; none where it is not sure that these are all."""
    found: list[str] = []
    place = data.find(b'"name"')
    while place >= 0:
        match = _NAME.match(data, place + 6)
        if match is None:
            return []
        found.append(match[1].decode("utf-8", "replace"))
        place = data.find(b'"name"', match.end())
    return found


def _why(advisory: Advisory) -> str:
    ranges = any(each.ranges for each in advisory.affected)
    return "a version cannot be ordered" if ranges else "it names neither versions nor ranges of them"


def _time(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
