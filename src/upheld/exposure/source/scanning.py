"""A file of source in, the calls that listen out."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from upheld.exposure.source.binding import is_local_socket
from upheld.exposure.source.declarations import declarations
from upheld.exposure.source.languages import family_of, language_of
from upheld.exposure.source.loading import rules
from upheld.exposure.source.matching import matching
from upheld.exposure.source.mentions import mentions
from upheld.exposure.source.parsed import Hit, Parsed
from upheld.exposure.source.rule import Rule, Rules
from upheld.exposure.source.syntax import call_of, text
from upheld.exposure.source.testing import test_ranges

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_SOURCE_BYTES = 1_000_000
"""What is larger is data or a bundle."""
_LEAST_MINIFIED = 20_000
_MAX_MEAN_BYTES = 500
_MAX_DEPTH = 1_500
"""Queries of trees take time that grows with the square of their depth."""
_BRACKETS = re.compile(rb"[(\[{]+|[)\]}]+")
_MOST_HITS = 5_000
"""Of one file: who listens more often is told often enough."""


def refusal(source: bytes) -> str | None:
    """Return why a file of source is not parsed, as a phrase; None where it is."""
    if len(source) > MAX_SOURCE_BYTES:
        return f"has {len(source):,} bytes; at most {MAX_SOURCE_BYTES:,} are parsed"
    if len(source) > _LEAST_MINIFIED and len(source) > _MAX_MEAN_BYTES * (source.count(b"\n") + 1):
        return "is minified"
    if b"\0" in source:
        return "is binary"
    if _depth(source) > _MAX_DEPTH:
        return "is nested too deeply"
    return None


def _depth(source: bytes) -> int:
    """Return how deeply brackets lie within each other, about, those of texts too; 0 where it is harmless."""
    if sum(map(source.count, (b"(", b"[", b"{"))) <= _MAX_DEPTH:
        return 0
    depth = deepest = 0
    for run in _BRACKETS.findall(source):
        if run[:1] in b"([{":
            depth += len(run)
            deepest = max(deepest, depth)
        else:
            depth = max(depth - len(run), 0)
    return deepest


def parsed(path: str, source: bytes) -> Parsed | None:
    """Return a file that can be parsed; None where it is of no language that is read, or `refusal` says why not."""
    language = language_of(path)
    if language is None or refusal(source) is not None:
        return None
    return Parsed(path, language, source)


def hits(parsed: Parsed) -> list[Hit]:
    """Return the calls of a file that listen or can, in their order; those of Rust's test modules left out."""
    told = rules(family_of(parsed.language))
    tests = test_ranges(parsed)
    found = [hit for hit in islice(_found(parsed, told), _MOST_HITS) if not tests.holds(hit.node.start_byte)]
    there = {hit.rule.id for hit in found}
    return [hit for hit in found if there.isdisjoint(hit.rule.yields_to)]


def _found(parsed: Parsed, told: Rules) -> Iterator[Hit]:
    seen: set[tuple[int, int]] = set()
    for node, candidates in _calls(parsed, told):
        place = (node.start_byte, node.end_byte)
        if place in seen:
            continue
        hit = next((Hit(rule, parsed, node) for rule in matching(parsed, node, candidates, told)), None)
        if hit is not None and not is_local_socket(hit):
            seen.add(place)
            yield hit


def _calls(parsed: Parsed, told: Rules) -> Iterator[tuple["Node", Sequence[tuple[str, Rule]]]]:
    """Yield the calls whose last name a rule knows, or what it stands for, with the rules that do."""
    aliases = _aliases(parsed, told)
    names = told.words.union(alias.encode() for alias in aliases) if aliases else told.words
    for name in mentions(parsed, names):
        call = call_of(name)
        if call is not None:
            written = text(name)
            yield call, [*((written, rule) for rule in told.by_name.get(written, ())), *aliases.get(written, ())]


def _aliases(parsed: Parsed, told: Rules) -> dict[str, list[tuple[str, Rule]]]:
    """Return the rules for names of the file that stand for another one, with that one."""
    names = declarations(parsed)
    found: dict[str, list[tuple[str, Rule]]] = {}
    for alias, of in names.aliases.items():
        if meant := [(name, rule) for name in sorted(of) for rule in told.by_name.get(name, ())]:
            found[alias] = meant
    for name in names.imported:
        if name not in told.by_name and (ending := next(filter(name.endswith, told.endings), None)):
            found.setdefault(name, []).extend((ending, rule) for rule in told.by_name[ending])
    return found
