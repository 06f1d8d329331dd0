"""Who answers for a file by CODEOWNERS, as GitHub reads it."""

import re
from collections.abc import Iterable, Iterator

from upheld.lines import split_lines
from upheld.repository import Repository, UnreadableFileError
from upheld.review.record import Owned

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_MOST_LINES = 2_000
_MOST_WILD = 6
_LONGEST = 300
_TOKEN = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?/]+|/")
_WILD = {"**/": "(?:[^/]+/)*", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}

Rule = tuple[re.Pattern[str], tuple[str, ...]]


def owners_of(paths: Iterable[str], repository: Repository) -> tuple[Owned, ...]:
    """Return the owners of those of the paths that have any; the last line of CODEOWNERS that matches decides."""
    rules = tuple(_rules(repository))
    found = ((path, _owners(path, rules)) for path in sorted(set(paths)))
    return tuple(Owned(path, names) for path, names in found if names)


def _owners(path: str, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    return next((names for pattern, names in reversed(rules) if pattern.match(path)), ())


def _rules(repository: Repository) -> Iterator[Rule]:
    lines = _lines(repository)
    if len(lines) > _MOST_LINES:
        return  # of a part of the lines it cannot be told which one is the last that matches
    for line in lines:
        pattern, *names = line.split("#", 1)[0].split() or [""]
        if pattern.startswith("[") or not pattern:  # a section of GitLab's
            continue
        if len(pattern) > _LONGEST or pattern.count("*") + pattern.count("?") > _MOST_WILD:
            continue
        yield _matching(pattern), tuple(names)


def _lines(repository: Repository) -> list[str]:
    for place in _PLACES:
        try:
            text = repository.read_text(place)
        except UnreadableFileError:
            return []
        if text is not None:
            return split_lines(text)
    return []


def _matching(pattern: str) -> re.Pattern[str]:
    """Return what a path matches: a pattern without a slash matches in every folder, and a folder all that is in it."""
    anchored = "/" in pattern.rstrip("/")
    bare = pattern.strip("/")
    parts = (_WILD.get(token) or re.escape(token) for token in _TOKEN.findall(bare))
    # `docs/*` means the files of the folder and not those below it.
    end = "/" if pattern.endswith("/") else r"\Z" if bare.endswith("/*") else r"(?:/|\Z)"
    return re.compile(("" if anchored else "(?:.*/)?") + "".join(parts) + end)
