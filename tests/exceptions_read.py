"""Reads files of exceptions out of a tree that is made of texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from upheld.model import Waiver
from upheld.waivers.beside import waivers_beside


@dataclass(frozen=True, eq=False)
class Texts:
    """A tree of these files."""

    files: Mapping[str, str]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    def read_text(self, path: str, *, limit: int = 0) -> str | None:
        del limit
        return self.files.get(path)


def excused(path: str, text: str) -> tuple[Waiver, ...]:
    """Return what a file excuses; all of it has to."""
    found = waivers_beside(Texts({path: text}))
    assert (found.refused, found.notifications) == ((), ())
    return found.waivers


def refused(path: str, text: str) -> list[str]:
    """Return what is told of a file that excuses nothing, each with its line."""
    found = waivers_beside(Texts({path: text}))
    assert found.waivers == ()
    told = [f"{note.location.line if note.location else 0}: {note.message}" for note in found.notifications]
    return [*told, *(f"{each.location.line}: {each.subjects[0]} {each.lacks}" for each in found.refused)]
