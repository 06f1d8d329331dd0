"""Whether a call is one that a rule names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from upheld.exposure.source.arguments import Call
from upheld.exposure.source.declarations import declarations
from upheld.exposure.source.origins import is_known, origins
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.passing import handed_on
from upheld.exposure.source.rule import Condition, Rule, Rules
from upheld.exposure.source.syntax import bare, function_of, member, text
from upheld.exposure.source.values import HOLE, values

if TYPE_CHECKING:
    from tree_sitter import Node


_MOST_WRITTEN = 5_000


def matching(parsed: Parsed, node: "Node", candidates: Iterable[tuple[str, Rule]], rules: Rules) -> Iterator[Rule]:
    """Yield those of some rules that name a call; each comes with the last name by which it may."""
    call = Call(parsed, node)
    came_from: tuple[str, ...] | None = None
    for name, rule in candidates:
        if not _imports(parsed, rule) or not _fits(call, rule):
            continue
        if not (name in rule.anywhere and not _is_of_base(call)):
            if came_from is None:
                came_from = called(parsed, node)
            others = any(is_known(each) and rules.knows(each) for each in came_from)
            if not any(map(rule.is_called, came_from)) and (others or not _loosely(call, rule, name)):
                continue
        if _fits_in_all(call, rule):
            yield rule


def called(parsed: Parsed, node: "Node") -> tuple[str, ...]:
    """Return what a call calls, by the modules that it may come from."""
    function = function_of(node)
    if function is None:
        return (_in_macro(parsed, node),)
    return origins(parsed, function)


def _in_macro(parsed: Parsed, node: "Node") -> str:
    """Return what is called in the brackets of a macro, where only words stand before the arguments."""
    words: list[str] = []
    before = node.prev_sibling
    while before is not None and before.type in {"identifier", "::", ".", "self", "crate"}:
        words.insert(0, text(before))
        before = before.prev_sibling
    first, rest = (words[0], words[1:]) if words else ("", [])
    names = declarations(parsed)
    return names.imported.get(first, first if rest[:1] == ["::"] else f"?{first}") + "".join(rest)


def _imports(parsed: Parsed, rule: Rule) -> bool:
    return not rule.imports or any(map(declarations(parsed).imports, rule.imports))


def _loosely(call: Call, rule: Rule, name: str) -> bool:
    """Tell whether a call on something that the file does not tell is meant, by the receiver's name and the imports."""
    loosely = rule.loosely
    if loosely is None or name not in loosely.methods:
        return False
    receiver = call.receiver
    if receiver is None or _is_of_base(call):
        return False
    inside = member(bare(function_of(bare(receiver)) or receiver))
    last = text(inside[1] if inside else bare(receiver))
    if rule.receivers is not None and not rule.receivers.fullmatch(last):
        return False
    return not loosely.imports or any(map(declarations(call.parsed).imports, loosely.imports))


def _fits(call: Call, rule: Rule) -> bool:
    given = call.arguments
    count = len(given.positional) + len(given.named)
    if rule.most_arguments is not None and len(given.positional) > rule.most_arguments:
        return False
    if rule.unless_calls and _is_called_too(call, rule.unless_calls):
        return False
    if (count < rule.least_arguments and not given.spread) or (rule.spread and not given.spread):
        return False
    where, unless = ([each for each in some if each.place.of != "any"] for some in (rule.where, rule.unless))
    return all(_holds(call, each) for each in where) and not any(_holds(call, each) for each in unless)


def _fits_in_all(call: Call, rule: Rule) -> bool:
    """Tell whether all that is handed to a call is as a rule wants it: that is a look into much, so it comes last."""
    where, unless = ([each for each in some if each.place.of == "any"] for some in (rule.where, rule.unless))
    return all(_any_holds(call, each) for each in where) and not any(_any_holds(call, each) for each in unless)


def _is_of_base(call: Call) -> bool:
    """Tell whether a method hands on to that of its base: then what calls the method is told."""
    return call.receiver is not None and text(call.receiver) in {"super()", "super"}


def _is_called_too(call: Call, names: tuple[str, ...]) -> bool:
    """Tell whether one of these methods is called on the same receiver, as its name says."""
    receiver = text(call.receiver) if call.receiver else ""
    return any(f"{receiver}.{name}(".encode() in call.parsed.text for name in names)


def _holds(call: Call, condition: Condition) -> bool:
    if condition.function:
        return call.arguments.is_function(condition.place.at or 0)
    node = call.at(condition.place)
    if condition.present is not None and condition.present != (node is not None):
        return False
    if node is None:
        return condition.present is False or condition.misses is not None
    if condition.literal is not None or condition.among or condition.without:
        told = {value.lower() for value in values(call.parsed, node)}
        is_told = not any(HOLE in value for value in told)
        if condition.literal is not None and condition.literal != is_told:
            return False
        if condition.among and not told.intersection(condition.among):
            return False
        if condition.without and (not is_told or told <= set(condition.without)):
            return False
    if condition.matches and not _pattern(condition.matches).search(text(node)):
        return False
    return not (condition.misses and _pattern(condition.misses).search(text(node)))


def _any_holds(call: Call, condition: Condition) -> bool:
    """Tell whether a pattern is found in the arguments as they are written, here or where they come from."""
    written = "\n".join((each.text or b"")[:_MOST_WRITTEN].decode("utf-8", "replace") for each in handed_on(call))
    return condition.matches is not None and _pattern(condition.matches).search(written) is not None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
