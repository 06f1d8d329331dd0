"""Where a report points in a change: a finding that the change brings stands on a line that the change touches.

Code scanning shows a pull request only what stands in its diff. A promise may break by what is gone, such as a step of
a workflow, and the finding then names the promise, far from the change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from upheld.model import Entry, Ledger, Location, Standing, Verdict
from upheld.repository import Repository, UnreadableFileError
from upheld.verification import with_secrets

_HUNK = re.compile(r"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_MOST_LINES = 100_000


def pointed(ledger: Ledger, repository: Repository, base: str) -> Ledger:
    """Return the ledger in which what a change breaks points at lines that it touches, where one is known.

    That is the finding's own line; else one of those that it rests on or is held against; else the next one in its file.
    """
    new = [entry for entry in ledger.entries if _is_pointed(entry)]
    if not new:
        return ledger
    changed = frozenset(repository.changed_since(base))
    asked = {place.path for entry in new for place in _places(entry)} & changed
    diff = touched_lines(repository.changed_lines(base, sorted(asked))) if asked else {}
    change = _Change(changed, {path: _within(lines, _text(path, repository)) for path, lines in diff.items()})
    entries = tuple(_pointed(entry, change) if _is_pointed(entry) else entry for entry in ledger.entries)
    return replace(ledger, entries=entries, sources=_sources(ledger, entries, repository))


def touched_lines(diff: str) -> dict[str, list[int]]:
    """Return the lines that a diff without context writes, by path; where lines are only gone, the one that follows."""
    found: dict[str, list[int]] = {}
    path, left = "", 0
    for line in diff.split("\n"):
        if left and line[:1] in {"+", "-"}:
            left -= 1
        elif line.startswith("+++ "):
            path = line.removeprefix("+++ ").rstrip("\t")
        elif match := _HUNK.match(line):
            gone, first, count = (int(match[name] or 1) for name in ("gone", "first", "count"))
            lines = range(first, first + min(count, _MOST_LINES)) if count else (first + 1,)
            found.setdefault(path, []).extend(lines)
            left = gone + count
    return found


class _Change(NamedTuple):
    files: frozenset[str]
    lines: Mapping[str, Sequence[int]]
    """By path; a file of which none is told is new and not committed yet, or no text."""

    def touches(self, place: Location) -> bool:
        return place.path in self.files and (place.path not in self.lines or place.line in self.lines[place.path])

    def next_to(self, place: Location) -> Location:
        return Location(place.path, min(self.lines[place.path], key=lambda line: abs(line - place.line)))


def _is_pointed(entry: Entry) -> bool:
    weighs = entry.finding.verdict is Verdict.BROKEN or entry.is_pressing or entry.lost
    return entry.standing is Standing.NEW and weighs


def _places(entry: Entry) -> Iterator[Location]:
    """Yield where a finding could point, the best place first."""
    finding = entry.finding
    yield entry.location
    yield from (each.location for each in finding.evidence if each.location)
    yield from finding.related
    yield entry.promise.location


def _pointed(entry: Entry, change: _Change) -> Entry:
    here, *others = _places(entry)
    if change.touches(here):
        return entry
    better = next(filter(change.touches, others), None) or next(_nearest(entry, change), None)
    if better is None:
        # Not the change is why nobody can tell any more: a service may have fallen silent.
        return replace(entry, lost=False)
    finding = replace(entry.finding, location=better, related=(here, *entry.finding.related))
    return replace(entry, finding=finding)


def _nearest(entry: Entry, change: _Change) -> Iterator[Location]:
    """Yield the touched line that is next to each place: in other files first, which the policy is held against."""
    here, *others = _places(entry)
    yield from (change.next_to(each) for each in others if each.path != here.path and each.path in change.lines)
    if here.path in change.lines and not entry.lost:
        yield change.next_to(here)


def _sources(ledger: Ledger, entries: Sequence[Entry], repository: Repository) -> dict[str, str]:
    sources = dict(ledger.sources)
    secret = with_secrets(entries)
    for path in {entry.location.path for entry in entries} - sources.keys() - secret:
        sources[path] = _text(path, repository)
    return sources


def _within(lines: Iterable[int], text: str) -> list[int]:
    """Return lines of a file; what is gone at its end, its last line has to stand for."""
    last = max(1, len(text.removesuffix("\n").split("\n")))
    return [min(line, last) for line in lines]


def _text(path: str, repository: Repository) -> str:
    try:
        return repository.read_text(path) or ""
    except UnreadableFileError:
        return ""
