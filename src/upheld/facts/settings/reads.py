"""Where the program itself reads secrets from its environment: `os.environ["API_KEY"]`, `process.env.API_KEY`, ..."""

import re
from collections.abc import Iterator
from functools import lru_cache

from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.paths import is_of_others, is_of_tests
from upheld.files import UnreadableFileError
from upheld.lines import split_lines
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.tree import Tree

MOST_FILES = 3_000
MOST_READS = 200
_MOST_BYTES = 400_000
_LONGEST_LINE = 400
_MOST_CHARACTERS = 30_000_000
_SOURCE = re.compile(r".+\.(?:py|[cm]?[jt]sx?|go|rs|rb|java|kt|kts|scala|cs|php|ex|exs|swift|dart)")
_ASIDE = re.compile(
    r"(?:^|/)(?:\.[\w-]+|scripts?|tools?|examples?|docs?|hack|ci|alembic|migrations?|benchmarks?)/", re.IGNORECASE
)
_NAME = r"[\"'`](?P<quoted>[A-Z][A-Z0-9_]{2,80})[\"'`]"
_READ = re.compile(
    r"(?:\benviron\b(?:\.get\s{0,4}\(|\s{0,4}\[)|[Gg]etenv\s{0,4}\(|\bLookupEnv\(|GetEnvironmentVariable\(|\benv::var(?:_os)?\(|\benv!\(|\bENV(?:\.fetch\(|\[)"
    r"|\$_(?:ENV|SERVER)\[|\bprocess\.env\[|\b(?:Deno|Bun)\.env(?:\.get\(|\[)|System\.(?:fetch_env!?|get_env)\(?|\bsys\.env(?:\.get(?:OrElse)?)?\(|\benv\s{0,2}\(|environment\[)"
    rf"\s{{0,80}}{_NAME}|\b(?:process|Bun)\.env\.(?P<bare>[A-Z][A-Z0-9_]{{2,80}})\b"
)


@dataclass(frozen=True)
class Read:
    """A line that reads a secret's variable."""

    name: str
    location: Location


@lru_cache(maxsize=8)
def secret_reads(tree: Tree) -> tuple[Read, ...]:
    """Return where sources that are no tests read variables with a secret's name, the first place of each name."""
    found: dict[str, Read] = {}
    for path, text in sources(tree):
        for match in _READ.finditer(text):
            name = match["quoted"] or match["bare"]
            if name not in found and is_secret_name(name) and not _is_comment(_before(text, match.start())):
                found[name] = Read(name, Location(path, text.count("\n", 0, match.start()) + 1))
        if len(found) >= MOST_READS:
            break
    return tuple(found.values())


def sources(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield path and text of the sources that are the project's own and no tests, as far as they are read."""
    characters = 0
    paths = [path for path in tree.paths if _SOURCE.fullmatch(path) and not (is_of_others(path) or is_of_tests(path))]
    # What is shipped first: scripts read variables of their own.
    for path in sorted(paths, key=lambda path: (_ASIDE.search(path) is not None, path))[:MOST_FILES]:
        if characters > _MOST_CHARACTERS:
            return
        try:
            text = tree.read_text(path, limit=_MOST_BYTES) or ""
        except UnreadableFileError:
            continue
        characters += len(text)
        yield path, text


def is_comment(text: str, line: int) -> bool:
    """Tell whether a line, 1-based, is a comment from its beginning."""
    lines = split_lines(text)
    return line <= len(lines) and _is_comment(lines[line - 1])


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("#", "//", "*", "/*", "--", ";"))


def _before(text: str, at: int) -> str:
    """Return what stands on a line before an offset."""
    return text[text.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1 : at]
