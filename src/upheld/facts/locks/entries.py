"""What a reader finds in one lock file, held against what a package of any ecosystem can be called."""

import re

from upheld.ecosystems import Package, spelled
from upheld.facts.locks.pins import MOST_ENTRIES, Lock, LockError, Pin, Unaudited
from upheld.model import Location

_MARKER = "<<<<<<< "
_LONGEST_SHOWN = 100
_UNSHOWN = re.compile(r"[^ -~]")
_NAME = re.compile(r"[!-~]{1,400}")
_VERSION = re.compile(r"[!-~]{1,300}")


def refuse_conflict(text: str) -> None:
    """Refuse a file in which git left a merge undecided.

    Raises:
        LockError: it did.
    """
    at = 0 if text.startswith(_MARKER) else text.find("\n" + _MARKER) + 1
    if at or text.startswith(_MARKER):
        raise LockError("has the marks of an undecided merge", text.count("\n", 0, at) + 1)


def shown(value: object) -> str:
    """Return what a stranger wrote as a message may quote it: short, and of visible letters only."""
    text = str(value)
    cut = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return _UNSHOWN.sub(lambda match: match[0] if match[0] == "…" else "?", cut)


class Entries:
    """The pins and the entries without one as they are found; `lock` puts them in the order of the file."""

    def __init__(self, path: str, form: str) -> None:
        self._path, self._form = path, form
        self._pins: list[Pin] = []
        self._unaudited: list[Unaudited] = []

    def pin(
        self,
        ecosystem: str,
        name: str | None,
        version: str | None,
        line: int,
        *,
        direct: bool | None = None,
        development: bool | None = None,
        note: str | None = None,
    ) -> None:
        """Take an entry; where its name or version cannot be one of a package, it is left unaudited."""
        if not name or not _NAME.fullmatch(name):
            self.unaudited(name or "an entry", line, "has no name that a package can have")
        elif not {"", ".", ".."}.isdisjoint(name.split("/")):
            self.unaudited(name, line, "has a path in place of a name")
        elif not version:
            self.unaudited(name, line, "states no version")
        elif not _VERSION.fullmatch(version):
            self.unaudited(name, line, f"states {shown(version)}, not a version")
        else:
            self._refuse_more(line)
            package = Package(ecosystem, spelled(ecosystem, name), version)
            self._pins.append(Pin(package, Location(self._path, line), direct, development, note))

    def unaudited(self, name: str, line: int, reason: str) -> None:
        """Take an entry that no advisory can be held against."""
        self._refuse_more(line)
        self._unaudited.append(Unaudited(shown(name), Location(self._path, line), reason))

    def lock(self, problem: str | None = None, problem_line: int = 1) -> Lock:
        """Return the lock."""
        pins = tuple(sorted(self._pins, key=lambda pin: pin.location.line))
        unaudited = tuple(sorted(self._unaudited, key=lambda entry: entry.location.line))
        return Lock(self._path, self._form, pins, unaudited, problem, problem_line)

    def _refuse_more(self, line: int) -> None:
        if len(self._pins) + len(self._unaudited) >= MOST_ENTRIES:
            raise LockError(f"has more than {MOST_ENTRIES:,} entries", line)
