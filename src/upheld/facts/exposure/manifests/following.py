"""Commands that lead to others: scripts of package.json, shell scripts, `sh -c`."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.programs import assigned_in, program_of, started_by
from upheld.facts.workflows.packages import package_scripts
from upheld.facts.workflows.scripts import readable
from upheld.facts.workflows.shell import commands
from upheld.nouns import dataclass
from upheld.tree import Tree

_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh"})
_BEFORE = frozenset(
    {"exec", "command", "--", "tini", "dumb-init", "/sbin/tini", "/usr/bin/tini", "/usr/bin/dumb-init", "-g"}
)
_SETTING = frozenset({"env", "cross-env", "cross-env-shell"})
"""They set variables for the command that they start."""
_EXPORTING = frozenset({"export", "set", "setenv"})
_MANAGERS = frozenset({"npm", "pnpm", "yarn", "bun"})
_DEEPEST, _MOST = 4, 60
_LONGEST = 20_000


@dataclass(frozen=True)
class Led:
    """A command that is run in the end, and the file that it stands in where it was followed there."""

    words: tuple[str, ...]
    folder: str
    path: str | None = None
    line: int = 1
    assigned: tuple[str, ...] = ()
    """The variables that are set for it: `MODE=fast`."""


def led_to(words: tuple[str, ...], folder: str, tree: Tree) -> Iterator[Led]:
    """Yield what a command comes to, in the order in which it is run; the command itself where it leads nowhere."""
    return _led_to(Led(words, folder), tree)


def _led_to(first: Led, tree: Tree) -> Iterator[Led]:
    waiting = [(first, 0)]
    count = 0
    while waiting and count < _MOST:
        count += 1
        command, depth = waiting.pop(0)
        further = _next(command, tree) if depth < _DEEPEST else None
        if further is None:
            yield command
        else:
            waiting = [*((each, depth + 1) for each in further), *waiting]


def in_shell(text: str, folder: str, tree: Tree) -> Iterator[Led]:
    """Yield the commands of a line of a shell."""
    yield from (led for each in _of_shell(text, Led((), folder), 1) for led in _led_to(each, tree))


def followed(led: Iterator[Led]) -> Choice | None:
    """Return what commands choose together: the last that chooses counts, for what comes before only prepares it."""
    found: Choice | None = None
    for command in led:
        choice = started_by(command.words, command.assigned)
        if choice:
            told = f"({command.path}:{command.line})" if command.path else ""
            found = replace(choice, text=f"{choice.text} {told}".strip())
    return found


def _next(command: Led, tree: Tree) -> list[Led] | None:
    words = command.words
    while words[:1] and words[0] in _BEFORE:
        words = words[1:]
    assigned = command.assigned
    if words[:1] and words[0] in _SETTING:
        started = program_of(words)
        assigned += assigned_in(words, started)
        words = started.words
    if len(words) == 0:
        return []
    program = words[0].rpartition("/")[2]
    if program in _SHELLS and len(words) > 1:
        rest = [word for word in words[1:] if not word.startswith("-")]
        if any(word.startswith("-") and "c" in word for word in words[1:3]) and rest:
            return list(_of_shell(rest[0], replace(command, assigned=assigned), command.line))
        return _of_script(rest[0], command, tree) if rest else None
    if program in _MANAGERS:
        scripts = list(package_scripts((program, *words[1:]), command.folder, tree))
        return [
            led
            for each in scripts
            for led in _of_shell(each.text, Led((), each.folder or ".", each.path, assigned=assigned), each.line)
        ] or None
    return _of_script(words[0], command, tree) if words[0].endswith(".sh") else None


def _of_script(name: str, command: Led, tree: Tree) -> list[Led] | None:
    """Return the commands of a shell script; of a container's path, the script that has its name."""
    for path in (posixpath.normpath(posixpath.join(command.folder, name.lstrip("/"))), _named(name, tree)):
        text = readable(tree, path) if path else None
        if text is not None and path:
            # What follows an `if` is not sure to be run.
            within = Led((), command.folder, path, assigned=command.assigned)
            return list(_of_shell(text, within, 1)) if not _branches(text) else None
    return None


def _named(name: str, tree: Tree) -> str | None:
    last = name.rpartition("/")[2]
    found = [path for path in tree.paths if path.rpartition("/")[2] == last]
    return found[0] if len(found) == 1 else None


def _branches(text: str) -> bool:
    return any(line.split(None, 1)[:1] in (["if"], ["case"], ["elif"]) for line in text[:_LONGEST].splitlines())


def _of_shell(text: str, within: Led, line: int) -> Iterator[Led]:
    folder, exported = within.folder, within.assigned
    for command in commands(text[:_LONGEST]):
        program, *given = command.words
        if program == "cd" and given:
            folder = posixpath.normpath(posixpath.join(folder, given[0]))
        elif program in _EXPORTING:
            exported += tuple(word for word in given if "=" in word)
        else:
            assigned = (*exported, *command.assigned)
            yield Led(command.words, folder, within.path, line + command.line, assigned)
