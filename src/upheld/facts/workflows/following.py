"""What a command leads to inside the repository: scripts of a package, targets, sessions, hooks, shell scripts."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace

from upheld.facts.workflows.hooks import hooks_run
from upheld.facts.workflows.invocation import invoked
from upheld.facts.workflows.packages import package_scripts
from upheld.facts.workflows.recipes import just_recipes, make_targets
from upheld.facts.workflows.runs import Use
from upheld.facts.workflows.scripts import Script, readable
from upheld.facts.workflows.sessions import nox_sessions, tox_environments
from upheld.facts.workflows.shell import commands
from upheld.repository import Repository

_DEEPEST, _MOST = 5, 2_000
_SHELLS = {"bash", "sh", "zsh", "dash", "source", "."}
Resolver = Callable[[tuple[str, ...], str, Repository], Iterator[Script]]


class Follower:
    """Follows commands within bounds; what was already followed from the same step is not followed again."""

    def __init__(self, tree: Repository) -> None:
        self._tree = tree
        self._left = _MOST

    def uses(self, use: Use, folder: str) -> Iterator[Use]:
        """Yield a command, and every command that it leads to in the repository."""
        yield from self._followed(use, folder, frozenset())

    def _followed(self, use: Use, folder: str, seen: frozenset[tuple[str, int]]) -> Iterator[Use]:
        yield use
        if len(seen) >= _DEEPEST:
            return
        for script in self._scripts(use.words, folder):
            place = (script.path, script.line)
            if place in seen or self._left <= 0:
                continue
            shown = f"`{' '.join(use.words)[:60]}` ({script.path}:{script.line})"
            for command in commands(script.text):
                self._left -= 1
                inner = replace(
                    use,
                    words=command.words,
                    passed_over=use.passed_over or command.passed_over or script.passed_over,
                    through=(*use.through, shown),
                )
                yield from self._followed(inner, script.folder, seen | {place})

    def _scripts(self, words: tuple[str, ...], folder: str) -> Iterator[Script]:
        named = invoked(words)
        if not named:
            return
        program = named[0]
        if program in _SHELLS:
            yield from _shell(named[1:], folder, self._tree)
        elif words[0].startswith(("./", ".ci/", "scripts/", "bin/", "script/", "ci/", "tools/", ".github/")):
            yield from _file(words[0], folder, self._tree)
        elif program in _RESOLVERS:
            yield from _RESOLVERS[program](named, folder, self._tree)


def _shell(rest: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    for at, word in enumerate(rest):
        if word in {"-c", "-lc", "-ec", "-euc"}:
            yield from (Script(text, folder, "the command", 1) for text in rest[at + 1 : at + 2])
            return
        if not word.startswith("-"):
            yield from _file(word, folder, tree)
            return


def _file(path: str, folder: str, tree: Repository) -> Iterator[Script]:
    # Scripts mostly go to the repository's root themselves; those that do not name their folder's siblings.
    whole = posixpath.normpath(posixpath.join(folder, path))
    text = readable(tree, whole)
    first = (text or "").partition("\n")[0]
    if (
        text is not None
        and (not first.startswith("#!") or "sh" in first)
        and not whole.endswith((".py", ".js", ".rb", ".ps1"))
    ):
        yield Script(text, folder, whole, 1)


_RESOLVERS: dict[str, Resolver] = {
    **dict.fromkeys(("npm", "yarn", "pnpm", "bun", "run-s", "run-p", "npm-run-all", "npm-run-all2"), package_scripts),
    **dict.fromkeys(("make", "gmake"), make_targets),
    "just": just_recipes,
    "tox": tox_environments,
    "nox": nox_sessions,
    "pre-commit": hooks_run,
    "prek": hooks_run,
}
