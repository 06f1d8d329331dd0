"""Gemfile.lock and gems.locked: sections of indented lines, as Bundler writes them."""

import re
from collections.abc import Iterator

from upheld.facts.locks.entries import refuse_conflict, shown
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.lines import split_lines
from upheld.tree import Tree

_SPEC = re.compile(r" {4}(\S{1,300})(?: \(([^()\s-]{1,200})(?:-([^()\s]{1,200}))?\))?")
_ASKED = re.compile(r" {2}([^\s!]{1,300})(?: \([^()]{0,1000}\))?!?")
_VERSION = re.compile(r"\s{0,10}(\d[\w.]{0,40})")
_MOST_LINES = 500_000

_PACKAGES = frozenset({"GEM", "GIT", "PATH", "PLUGIN SOURCE"})
_OTHERS = frozenset({"PLATFORMS", "DEPENDENCIES", "CHECKSUMS", "RUBY VERSION", "BUNDLED WITH"})
_ELSEWHERE = {
    "GIT": "is taken from a git repository",
    "PATH": "is a folder, not a published package",
    "PLUGIN SOURCE": "is taken from the source of a plug-in",
}


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a lock of Bundler; the groups, which would tell what is for development only, are not in it."""
    refuse_conflict(text)
    lines = split_lines(text)
    if len(lines) > _MOST_LINES:
        raise LockError(f"has more than {_MOST_LINES:,} lines", _MOST_LINES)
    sections = list(_sections(lines))
    if not _PACKAGES.intersection(heading for heading, _, _ in sections):
        raise LockError("has no section GEM, GIT or PATH, of which every lock of Bundler has one")
    asked = _asked(sections)
    entries = MergedEntries(path, _form(sections))
    for heading, number, body in sections:
        if heading in _PACKAGES:
            for line, stated in enumerate(body, start=number + 1):
                _add(heading, stated, line, asked, entries)
        elif heading not in _OTHERS:
            entries.unaudited("section", number, f"is named {shown(heading)}, which is not read")
    return entries.lock()


def _sections(lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the heading of each section, the number of its line and the lines below it."""
    starts = [index for index, line in enumerate(lines) if line.strip() and not line.startswith(" ")]
    for index, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        yield lines[index].rstrip(), index + 1, lines[index + 1 : end]
    if starts and any(line.strip() for line in lines[: starts[0]]):
        raise LockError("begins with lines that belong to no section")


def _asked(sections: list[tuple[str, int, list[str]]]) -> frozenset[str] | None:
    """Return the gems that the project itself asks for, or None where the lock does not say."""
    bodies = [body for heading, _, body in sections if heading == "DEPENDENCIES"]
    matches = (_ASKED.fullmatch(line.rstrip()) for body in bodies for line in body)
    return frozenset(match[1] for match in matches if match) if bodies else None


def _form(sections: list[tuple[str, int, list[str]]]) -> str:
    bodies = (body for heading, _, body in sections if heading == "BUNDLED WITH")
    match = next((_VERSION.fullmatch(line.rstrip()) for body in bodies for line in body[:1]), None)
    return f"Gemfile.lock of Bundler {match[1]}" if match else "Gemfile.lock"


def _add(heading: str, stated: str, line: int, asked: frozenset[str] | None, entries: MergedEntries) -> None:
    """Add a gem; lines indented less are settings of the source, those indented more are what a gem needs."""
    if not stated.startswith("    ") or stated.startswith("     "):
        return
    match = _SPEC.fullmatch(stated.rstrip())
    if not match:
        raise LockError("has a line that is not `name (version)`", line)
    name, version, platform = match.groups()
    if heading in _ELSEWHERE:
        entries.unaudited(name, line, _ELSEWHERE[heading])
        return
    note = f"for {shown(platform)}" if platform else None
    entries.pin("RubyGems", name, version, line, direct=None if asked is None else name in asked, note=note)
