"""Allow-lists that other scanners read: `.gitleaksignore`, the allow-lists of `.gitleaks.toml`, `.secrets.baseline`.

None of them states a day on which it ends, and most state no reason. So they excuse nothing that is surely a secret:
it is lowered to what somebody has to look at. Of what is to be looked at anyway they take out what they name.
An audited baseline (`is_secret: false`) says that a person has looked already: that is believed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from upheld.advisories.shapes import as_list, as_object
from upheld.facts.leaks.patterns import quick
from upheld.files import UnreadableFileError
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.toml import read_toml_text
from upheld.tree import Tree

GITLEAKS_IGNORE = (".gitleaksignore", ".betterleaksignore")
GITLEAKS_CONFIG = (".gitleaks.toml", ".betterleaks.toml", ".github/.gitleaks.toml", "gitleaks.toml")
BASELINE = ".secrets.baseline"

_COMMIT = re.compile(r"[0-9a-f]{40}")
_MOST_ENTRIES = 50_000
_MOST_PATTERNS = 500
_MOST_BYTES = 20 * 1024 * 1024
_LONGEST = 1_000


class Listed(NamedTuple):
    """That an allow-list names a place."""

    file: str
    reviewed: bool
    """Whether a person said that it is no secret."""


class BaselineEntry(NamedTuple):
    """An entry of a baseline of detect-secrets."""

    type: str
    path: str
    line: int
    is_secret: bool | None
    """What its audit says; None where nobody has looked yet."""


@dataclass(frozen=True)
class _Patterns:
    """The allow-lists of one configuration of gitleaks."""

    file: str
    paths: tuple[re.Pattern[bytes], ...] = ()
    values: tuple[re.Pattern[bytes], ...] = ()
    lines: tuple[re.Pattern[bytes], ...] = ()
    words: tuple[bytes, ...] = ()
    commits: frozenset[str] = frozenset()

    def holds(self, path: str, value: bytes, line: bytes, commit: str) -> bool:
        where, seen = path.encode(errors="replace")[:_LONGEST], line[:_LONGEST]
        return (
            any(pattern.search(where) for pattern in self.paths)
            or any(pattern.search(value[:_LONGEST]) for pattern in self.values)
            or any(pattern.search(seen) for pattern in self.lines)
            or any(word in value.lower() for word in self.words)
            or (bool(commit) and commit in self.commits)
        )


@dataclass(frozen=True)
class AllowLists:
    """What all of them say."""

    places: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    in_commits: Mapping[tuple[str, str, int], str] = field(default_factory=dict[tuple[str, str, int], str])
    patterns: tuple[_Patterns, ...] = ()
    baseline: Mapping[tuple[str, int], BaselineEntry] = field(default_factory=dict[tuple[str, int], BaselineEntry])
    remarks: tuple[tuple[str, Location | None], ...] = ()

    def listed(self, path: str, line: int, value: bytes, text: bytes, commit: str = "") -> Listed | None:
        """Return which list names a place, if one does; `text` is its line."""
        entry = self.baseline.get((path, line))
        if entry is not None and entry.is_secret is False:
            return Listed(BASELINE, reviewed=True)
        file = self.in_commits.get((commit, path, line)) if commit else self.places.get((path, line))
        if file is None:
            file = next((each.file for each in self.patterns if each.holds(path, value, text, commit)), None)
        return Listed(file, reviewed=False) if file else None


def allow_lists(tree: Tree) -> AllowLists:
    """Read them at the root of a tree."""
    places: dict[tuple[str, int], str] = {}
    commits: dict[tuple[str, str, int], str] = {}
    remarks: list[tuple[str, Location | None]] = []
    for file in GITLEAKS_IGNORE:
        for commit, path, line in _ignored(_text(tree, file, remarks)):
            if commit:
                commits[commit, path, line] = file
            else:
                places[path, line] = file
    patterns = [each for file in GITLEAKS_CONFIG for each in _gitleaks(file, _text(tree, file, remarks), remarks)]
    entries = baseline_entries(_text(tree, BASELINE, remarks) or "", remarks)
    found = {(entry.path, entry.line): entry for entry in entries}
    return AllowLists(places, commits, tuple(patterns), found, tuple(remarks))


def _text(tree: Tree, path: str, remarks: list[tuple[str, Location | None]]) -> str | None:
    try:
        return tree.read_text(path, limit=_MOST_BYTES)
    except UnreadableFileError as error:
        remarks.append((f"{path} allows nothing: {error}", Location(path)))
        return None


def _ignored(text: str | None) -> Iterator[tuple[str, str, int]]:
    """Yield the commit, the path and the line of each fingerprint: `[commit:]path:rule:line`."""
    for line in (text or "").splitlines()[:_MOST_ENTRIES]:
        where, *named = line.partition(" #")[0].strip().rsplit(":", 2)
        if len(named) == 2 and named[1].isdecimal() and not line.startswith("#"):  # noqa: PLR2004
            commit, _, path = where.partition(":")
            known = _COMMIT.fullmatch(commit) is not None
            yield commit if known else "", path if known else where, int(named[1][:9])


def _gitleaks(file: str, text: str | None, remarks: list[tuple[str, Location | None]]) -> Iterator[_Patterns]:
    if text is None:
        return
    try:
        data: Any = read_toml_text(text)
    except (ValueError, RecursionError):
        remarks.append((f"{file} allows nothing: it is no TOML that can be read", Location(file)))
        return
    stated = [*(as_list(data.get("allowlists")) or ()), data.get("allowlist")]
    refused = 0
    for each in filter(None, map(as_object, stated)):
        if str(each.get("condition", "")).upper() in {"AND", "&&"} or as_list(each.get("targetRules")):
            refused += 1  # it allows less than each of its patterns: whoever wants it lowered can mark the line
            continue
        paths, no_paths = _compiled(each.get("paths"))
        values, no_values = _compiled(each.get("regexes"))
        refused += no_paths + no_values
        of_lines = each.get("regexTarget") in {"line", "match"}
        yield _Patterns(
            file,
            paths,
            () if of_lines else values,
            values if of_lines else (),
            tuple(word.lower().encode() for word in _texts(each.get("stopwords")) if len(word) > 2),  # noqa: PLR2004
            frozenset(_texts(each.get("commits"))),
        )
    if refused:
        what = "a pattern" if refused == 1 else f"{refused} patterns"
        remarks.append(
            (f"{what} of {file} is not followed: it could be slow, or holds for some rules only", Location(file))
        )


def _compiled(stated: object) -> tuple[tuple[re.Pattern[bytes], ...], int]:
    patterns = [quick(text) for text in _texts(stated)[:_MOST_PATTERNS]]
    taken = tuple(pattern for pattern in patterns if pattern is not None and not pattern.search(b""))
    return taken, len(patterns) - len(taken)


def _texts(stated: object) -> list[str]:
    return [each for each in (as_list(stated) or ())[:_MOST_ENTRIES] if isinstance(each, str)]


def baseline_entries(text: str, remarks: list[tuple[str, Location | None]]) -> list[BaselineEntry]:
    """Return the entries of a baseline; of the hashes that it holds nothing is read."""
    if not text.strip():
        return []
    try:
        document = as_object(json.loads(text)) or {}
    except (ValueError, RecursionError):
        remarks.append((f"{BASELINE} says nothing: it is no JSON that can be read", Location(BASELINE)))
        return []
    return entries_of(document)


def entries_of(document: Mapping[str, Any]) -> list[BaselineEntry]:
    """Return the entries of a baseline that is read already."""
    found: list[BaselineEntry] = []
    for path, listed in (as_object(document.get("results")) or {}).items():
        for each in filter(None, map(as_object, as_list(listed) or ())):
            match each:
                case {"type": str(kind), "line_number": int(line)} if len(found) < _MOST_ENTRIES and line > 0:
                    audited = each.get("is_secret")
                    is_secret = audited if isinstance(audited, bool) else None
                    found.append(BaselineEntry(kind, path.removeprefix("./"), line, is_secret))
                case _:
                    pass
    return found
