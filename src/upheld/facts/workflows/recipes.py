"""The targets of makefiles and the recipes of justfiles, with what they depend on."""

import re
from collections.abc import Iterator

from upheld.facts.workflows.scripts import Script, beside, readable
from upheld.repository import Repository

_TARGET = re.compile(r"(?P<names>[\w./%-][\w./% -]{0,200}?)\s*::?(?![=:])(?P<needs>[^=#]{0,2000})(?:#.{0,500})?$")
_RECIPE = re.compile(r"@?(?P<names>[\w-]{1,100})(?P<given>[^:]{0,300}):(?!=)(?P<needs>[^#]{0,2000})(?:#.{0,500})?$")
_VARIABLE = re.compile(
    r"^(?:export[ \t]+)?(?P<name>\w{1,100})[ \t]*[:?]{0,2}=[ \t]*(?P<value>[^#\n]{0,300})", re.MULTILINE
)
_USED = re.compile(r"\$[({](?P<name>\w{1,100})[)}]")
_MOST = 200


def make_targets(named: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    """Yield the recipes of the targets that `make` is asked for, and of those they need."""
    folder = _changed(named, folder)
    asked = [
        word for at, word in enumerate(named[1:], 1) if "=" not in word and word[:1] != "-" and named[at - 1] != "-C"
    ]
    yield from _followed(beside(folder, "GNUmakefile", "makefile", "Makefile"), _TARGET, asked, tree, folder)


def just_recipes(named: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    """Yield the recipe that `just` is asked for, and those it needs."""
    asked = [word for word in named[1:] if word[:1] != "-"][:1]
    yield from _followed(beside(folder, "justfile", "Justfile", ".justfile"), _RECIPE, asked, tree, folder)


def _changed(named: tuple[str, ...], folder: str) -> str:
    if "-C" in named[:-1]:
        return beside(folder, named[named.index("-C") + 1])[0]
    return folder


def _followed(
    paths: tuple[str, ...], head: "re.Pattern[str]", asked: list[str], tree: Repository, folder: str
) -> Iterator[Script]:
    for path in paths:
        if (text := readable(tree, path)) is None:
            continue
        targets, first = _targets(_filled(text), head)
        waiting, seen = asked or first, set[str]()
        while waiting and len(seen) < _MOST:
            name = waiting.pop(0)
            if name in targets and name not in seen:
                line, needs, recipe = targets[name]
                waiting += needs
                yield Script(recipe, folder, path, line)
            seen.add(name)
        return


def _filled(text: str) -> str:
    """Return a makefile with its variables replaced by what they are set to; others become a shell's."""
    values = {match["name"]: match["value"].strip() for match in _VARIABLE.finditer(text)}
    return _USED.sub(lambda match: values.get(match["name"], f"${match['name']}")[:_MOST], text)


def _targets(text: str, head: "re.Pattern[str]") -> tuple[dict[str, tuple[int, list[str], str]], list[str]]:
    """Return each target's line, needs and recipe, and the first target."""
    found: dict[str, tuple[int, list[str], str]] = {}
    names: list[str] = []
    for number, line in enumerate(text.replace("\\\n", "  ").splitlines(), 1):
        if line[:1] in {"\t", " "} and names:
            for name in names:
                at, needs, recipe = found[name]
                found[name] = (at, needs, f"{recipe}{_command(line)}\n")
        elif len(line) < 3_000 and (match := head.match(line)):  # noqa: PLR2004 - a longer line is no list of targets
            names = match["names"].split()[:_MOST]
            for name in names:
                _, needs, recipe = found.get(name, (number, [], ""))
                found[name] = (number, [*needs, *match["needs"].split()[:_MOST]], recipe)
        elif line.strip() and not line.startswith("#"):
            names = []
    first = next((name for name in found if not name.startswith(".")), None)
    return found, [first] if first else []


def _command(line: str) -> str:
    """Return a line of a recipe as shell; a leading `-` lets the recipe go on when it fails."""
    bare = line.strip()
    signs = bare[: len(bare) - len(bare.lstrip("@-+"))]
    bare = bare.lstrip("@-+").replace("$$", "$")
    return f"{bare} || true" if "-" in signs and bare else bare
