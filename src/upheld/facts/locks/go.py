"""go.mod: what a module requires, with what is replaced and what is excluded."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from upheld.facts.locks.entries import Entries, refuse_conflict, shown
from upheld.facts.locks.pins import Lock, LockError
from upheld.files import UnreadableFileError
from upheld.tree import Tree

_TOKEN = re.compile(r'"(?:[^"\\]|\\.){0,2000}"|`[^`]{0,2000}`|=>|[^\s"`()]{1,2000}|[()]')
_MODULE = re.compile(r"[\w.~-]{1,200}(?:/[\w.~!+-]{1,200}){0,40}", re.ASCII)
_VERSION = re.compile(r"v(\d{1,20}\.\d{1,20}\.\d{1,20}(?:[-+][\w.+-]{1,200})?)", re.ASCII)
_GO = re.compile(r"(\d{1,4})\.(\d{1,4})\S{0,40}")
_INDIRECT = re.compile(r"//\s{0,20}indirect(?:;|\s|$)")
_WHOLE_SINCE = (1, 17)
_WORDS = frozenset(
    {"module", "go", "toolchain", "godebug", "require", "replace", "exclude", "retract", "tool", "ignore"}
)


class _Line(NamedTuple):
    word: str
    values: tuple[str, ...]
    comment: str
    number: int


class _Replacement(NamedTuple):
    to: tuple[str, ...]
    number: int


class _Changes(NamedTuple):
    """What a module does to what it requires."""

    path: str
    module: str
    tree: Tree

    replaced: Mapping[tuple[str, ...], _Replacement]
    excluded: frozenset[tuple[str, ...]]


def read(path: str, text: str, tree: Tree) -> Lock:
    """Read a go.mod; since Go 1.17 it names every module that is built, go.sum more than that.

    The standard library is no entry of it: the toolchain that builds decides.

    Raises:
        LockError: a line that go.mod cannot have.
    """
    refuse_conflict(text)
    lines = list(_lines(text.removeprefix("\ufeff")))
    module = next((line.values[0] for line in lines if line.word == "module" and line.values), None)
    if module is None:
        raise LockError("has no line `module`")
    stated = next((line for line in lines if line.word == "go" and line.values), None)
    entries = Entries(path, f"go.mod (go {shown(stated.values[0])})" if stated else "go.mod")
    changes = _Changes(
        path,
        module,
        tree,
        dict(map(_replacement, (line for line in lines if line.word == "replace"))),
        frozenset(line.values for line in lines if line.word == "exclude"),
    )
    for line in lines:
        if line.word == "require":
            _add(entries, line, changes)
    lock = entries.lock()
    if _lists_all(stated) or not any(line.word == "require" for line in lines):
        return lock
    return lock._replace(
        problem="does not list every module that is built, which a go.mod does since go 1.17",
        problem_line=stated.number if stated else 1,
    )


def _lists_all(stated: _Line | None) -> bool:
    match = _GO.fullmatch(stated.values[0]) if stated else None
    return match is not None and (int(match[1]), int(match[2])) >= _WHOLE_SINCE


def _lines(text: str) -> Iterator[_Line]:
    """Yield what each line says, with the word before it or before the brackets around it."""
    block: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        code, mark, comment = line.partition("//")
        values = _TOKEN.findall(code)
        if not values:
            continue
        if block is not None and values == [")"]:
            block = None
        elif block is not None:
            yield _Line(block, tuple(map(_unquoted, values)), mark + comment, number)
        elif values[0] not in _WORDS:
            raise LockError(f"has a line that begins with {shown(values[0])}, which go.mod does not know", number)
        elif values[1:] == ["("]:
            block = values[0]
        else:
            yield _Line(values[0], tuple(map(_unquoted, values[1:])), mark + comment, number)
    if block is not None:
        raise LockError("has an opening bracket that is never closed")


def _unquoted(token: str) -> str:
    return token[1:-1] if token[0] in '"`' else token


def _replacement(line: _Line) -> tuple[tuple[str, ...], _Replacement]:
    """Return the module and perhaps the version that is replaced, and by what."""
    before, after = line.values[: line.values.index("=>")] if "=>" in line.values else (), line.values
    after = after[len(before) + 1 :]
    if len(before) not in {1, 2} or len(after) not in {1, 2}:
        raise LockError("has a line that is not `replace module => module version`", line.number)
    return before, _Replacement(after, line.number)


def _is_own(name: str, target: str, changes: _Changes) -> bool:
    """Tell whether a folder is another module of this project, audited by its own go.mod, no copy of a foreign one."""
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(changes.path), target))
    if folder.startswith(("..", "/")) or name.split("/")[:2] != changes.module.split("/")[:2]:
        return False
    try:
        return changes.tree.read_text(posixpath.join(folder, "go.mod")) is not None
    except UnreadableFileError:
        return False


def _add(entries: Entries, line: _Line, changes: _Changes) -> None:
    if len(line.values) != 2:  # noqa: PLR2004 - a module and its version
        raise LockError("has a line that is not `module version`", line.number)
    name, version = line.values
    direct = not _INDIRECT.match(line.comment)
    instead = changes.replaced.get((name, version)) or changes.replaced.get((name,))
    if instead is None:
        if (name, version) in changes.excluded:
            entries.unaudited(name, line.number, f"is excluded at {shown(version)}, so that another version is built")
        else:
            _pin(entries, name, version, line.number, direct=direct)
    elif len(instead.to) == 1:
        if not _is_own(name, instead.to[0], changes):
            entries.unaudited(name, instead.number, "is replaced by a folder")
    else:
        module, built = instead.to
        note = None if module == name else f"in place of {shown(name)}"
        _pin(entries, module, built, instead.number, direct=direct, note=note)


def _pin(entries: Entries, name: str, version: str, line: int, *, direct: bool, note: str | None = None) -> None:
    match = _VERSION.fullmatch(version)
    if not _MODULE.fullmatch(name):
        entries.unaudited(name, line, "has a name that no module can have")
    elif not match:
        entries.unaudited(name, line, f"states {shown(version)}, which is no version")
    else:
        entries.pin("Go", name, match[1], line, direct=direct, note=note)
