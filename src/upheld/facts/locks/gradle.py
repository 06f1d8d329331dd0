"""gradle.lockfile: a line an entry, `group:artifact:version=configuration,configuration`."""

import re

from upheld.facts.locks.entries import refuse_conflict
from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Lock, LockError
from upheld.lines import split_lines
from upheld.tree import Tree

_ENTRY = re.compile(r"([^:=\s]{1,200}):([^:=\s]{1,200}):([^:=\s]{1,200})=(\S*)")
_EMPTY = re.compile(r"empty=\S*")
_MOST_LINES = 200_000

_SHIPPED = re.compile(r"(?:\w*[cC]ompile|\w*[rR]untime|production\w*)Classpath|\w*[rR]untimeElements|default")
_TESTS = re.compile(r"test|\w*Test", re.ASCII)
_TOOLS = re.compile(
    r"\w*[aA]nnotationProcessor\w*|(?:checkstyle|pmd|spotbugs|codenarc|jacoco|ktlint|detekt|kapt|ksp)\w*"
)


def read(path: str, text: str, _tree: Tree) -> Lock:
    """Read a gradle.lockfile, or the one of a build script; which entries are direct is not in it."""
    refuse_conflict(text)
    lines = split_lines(text)
    if len(lines) > _MOST_LINES:
        raise LockError(f"has more than {_MOST_LINES:,} lines", _MOST_LINES)
    # What a build script needs is never shipped.
    for_build = path.rpartition("/")[2].startswith("buildscript-")
    entries = MergedEntries(path, "gradle.lockfile")
    found = False
    for number, stated in enumerate(lines, start=1):
        line = stated.strip()
        if not line or line.startswith("#"):
            continue
        found = True
        if match := _ENTRY.fullmatch(line):
            development = True if for_build else _development(match[4].split(","))
            entries.pin("Maven", f"{match[1]}:{match[2]}", match[3], number, development=development)
        elif not _EMPTY.fullmatch(line):
            raise LockError("has a line that is none of `group:artifact:version=configurations` and `empty=`", number)
    if not found:
        raise LockError("has no entry; Gradle writes at least `empty=`")
    return entries.lock()


def _development(configurations: list[str]) -> bool | None:
    """Tell whether none of the configurations is shipped; None where one is of an unknown kind and none is shipped."""
    kinds = [_is_development(name) for name in configurations if name]
    if any(kind is False for kind in kinds):
        return False
    return True if kinds and all(kinds) else None


def _is_development(configuration: str) -> bool | None:
    if _TESTS.match(configuration) or _TOOLS.fullmatch(configuration):
        return True
    return False if _SHIPPED.fullmatch(configuration) else None
