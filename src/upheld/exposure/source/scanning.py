"""A file of source in, the calls that listen out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.exposure.source.binding import is_local_socket
from upheld.exposure.source.declarations import declarations
from upheld.exposure.source.languages import family_of, language_of, parser, query
from upheld.exposure.source.loading import rules
from upheld.exposure.source.matching import matching
from upheld.exposure.source.parsed import Hit, Parsed
from upheld.exposure.source.queries import calls_query
from upheld.exposure.source.rule import Rule, Rules
from upheld.exposure.source.syntax import text
from upheld.exposure.source.testing import test_ranges

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_SOURCE_BYTES = 1_000_000
"""What is larger is data or a bundle."""
_LEAST_MINIFIED = 20_000
_MAX_MEAN_BYTES = 500


def refusal(source: bytes) -> str | None:
    """Return why a file of source is not parsed, as a phrase; None where it is."""
    if len(source) > MAX_SOURCE_BYTES:
        return f"has {len(source):,} bytes; at most {MAX_SOURCE_BYTES:,} are parsed"
    if len(source) > _LEAST_MINIFIED and len(source) > _MAX_MEAN_BYTES * (source.count(b"\n") + 1):
        return "is minified"
    if b"\0" in source:
        return "is binary"
    return None


def parsed(path: str, source: bytes) -> Parsed | None:
    """Return a file as it is parsed; None where it is of no language that is read, or `refusal` says why not."""
    language = language_of(path)
    if language is None or refusal(source) is not None:
        return None
    return Parsed(path, language, source, parser(language).parse(source))


def hits(parsed: Parsed) -> list[Hit]:
    """Return the calls of a file that listen or can, in their order; those of Rust's test modules left out."""
    told = rules(family_of(parsed.language))
    tests = test_ranges(parsed)
    found = [hit for hit in _found(parsed, told) if not tests.holds(hit.node.start_byte)]
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
    names = declarations(parsed).aliases
    aliases = {alias: meant for alias, names in names.items() if (meant := list(_meant(names, told)))}
    for name in declarations(parsed).imported:
        if name not in told.by_name and (ending := next(filter(name.endswith, told.endings), None)):
            aliases.setdefault(name, []).extend(_meant([ending], told))
    # Where nothing goes by another name, the query itself leaves out the calls that no rule knows.
    known = None if aliases else frozenset(told.by_name)
    for node, name in _called(parsed, calls_query(family_of(parsed.language), known)):
        candidates = [*((name, rule) for rule in told.by_name.get(name, ())), *aliases.get(name, ())]
        if candidates:
            yield node, candidates


def _meant(names: Iterable[str], told: Rules) -> Iterator[tuple[str, Rule]]:
    for name in sorted(names):
        for rule in told.by_name.get(name, ()):
            yield name, rule


def _called(parsed: Parsed, source: str) -> list[tuple["Node", str]]:
    """Return the calls that a query finds in the order in which they begin, each with the last name of what is called."""
    from tree_sitter import QueryCursor  # noqa: PLC0415 - only who parses pays for it

    matches = QueryCursor(query(parsed.language, source)).matches(parsed.tree.root_node)
    found = [(captured["call"][0], text(captured["name"][0])) for _, captured in matches]
    return sorted(found, key=lambda each: each[0].start_byte)
