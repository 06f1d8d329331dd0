"""The ways from the beginning of the software to a place."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from upheld.exposure.guards import registering
from upheld.exposure.guards.callers import Site, is_added, makings, sites
from upheld.exposure.guards.evaluating import Evaluator
from upheld.exposure.guards.expression import Call
from upheld.exposure.guards.grammar import ancestors
from upheld.exposure.guards.grammars.common import field
from upheld.exposure.guards.registering import Registered
from upheld.exposure.guards.scope import Scope
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

MOST_CALLERS = 6
"""How many levels up callers are looked for."""
MOST_WAYS = 30
_MOST_SITES = 12


@dataclass(frozen=True, eq=False)
class Step:
    """A part of a way: a place, and the function in which it stands."""

    parsed: Parsed
    node: "Node"
    function: "Node | None"
    """None at the top of a file."""
    call: Call | None = None
    """The call that the place is, of the function of the step below; None where it is something else."""
    registered: tuple[Registered, ...] = ()
    """Guards of the way in which the function below is handed on."""


@dataclass(frozen=True, eq=False)
class Way:
    """Steps from a place up to where the software begins."""

    steps: tuple[Step, ...]
    """The place itself first."""
    complete: bool = True
    """Whether it comes to a beginning; no caller is known where it does not."""
    assumed: bool = False
    """Whether what runs its last function is known, though not from where: a decorator."""


def ways(evaluator: Evaluator, parsed: Parsed, node: "Node") -> Iterator[Way]:
    """Yield the ways to a place, at most so many as are worth a look."""
    left = [MOST_WAYS]
    for way in _up(evaluator, (_step(parsed, node),), frozenset(), 0):
        yield way
        left[0] -= 1
        if left[0] <= 0:
            return


def _step(parsed: Parsed, node: "Node", call: Call | None = None, registered: tuple[Registered, ...] = ()) -> Step:
    grammar = Scope(parsed).grammar
    function = next((each for each in ancestors(node) if each.type in grammar.functions), None)
    return Step(parsed, node, function, call, registered)


def _up(evaluator: Evaluator, steps: tuple[Step, ...], seen: frozenset[tuple[str, int]], depth: int) -> Iterator[Way]:
    last = steps[-1]
    if last.function is None:
        yield from _from_file(evaluator, steps, seen, depth)
        return
    key = (last.parsed.path, last.function.start_byte)
    if key in seen:
        return
    seen |= {key}
    anonymous = _around(evaluator, last)
    if anonymous is not None:
        yield from _up(evaluator, (*steps, anonymous), seen, depth)
        return
    if depth >= MOST_CALLERS:
        yield Way(steps, complete=_may_begin(evaluator, last))
        return
    guard, runs = _decorated(last)
    if guard is not None or runs:
        marked = (*steps, Step(last.parsed, last.function, None, None, (guard,) if guard is not None else ()))
        yield Way(marked, assumed=True)
        return
    found = 0
    for site in sites(evaluator, last.parsed, last.function):
        found += 1
        step = _with_returned(evaluator, last, _of_site(site))
        yield from _up(evaluator, (*steps, step), seen, depth + 1)
        if found >= _MOST_SITES:
            break
    if not found or _may_begin(evaluator, last):
        yield Way(steps)


def _of_site(site: Site) -> Step:
    return _step(site.parsed, site.node, site.call, (site.registered,) if site.registered is not None else ())


def _with_returned(evaluator: Evaluator, last: Step, step: Step) -> Step:
    """Add to a step what becomes of the function that its call returns, where the step below stands in that one."""
    above = last.node.parent
    while above is not None and above.type in {"expression_list", "parenthesized_expression"}:
        above = above.parent
    grammar = Scope(last.parsed).grammar
    if above is None or "return" not in above.type or last.node.type not in grammar.functions or step.call is None:
        return step
    handed = grammar.handed(step.node)
    guard = registering.of_argument(evaluator, handed, step.node, Scope(step.parsed)) if handed is not None else None
    return replace(step, registered=(*step.registered, guard)) if guard is not None else step


def _may_begin(evaluator: Evaluator, step: Step) -> bool:
    """Tell whether the software may begin with a function although others call it too."""
    grammar = Scope(step.parsed).grammar
    name = grammar.name_of(step.function) if step.function is not None else ""
    return evaluator.index.files.starts(step.parsed.path, name) is True


def _decorated(step: Step) -> tuple[Registered | None, bool]:
    grammar = Scope(step.parsed).grammar
    if step.function is None or grammar.family != "python":
        return None, False
    count = step.parsed.text.count(b".command(")
    return registering.of_decorators(grammar, step.function, count)


def _around(evaluator: Evaluator, step: Step) -> Step | None:
    """Return the step above a function that is called by no name: where it stands, and to what it is handed."""
    function = step.function
    if function is None:
        return None
    scope = Scope(step.parsed)
    grammar = scope.grammar
    handed = grammar.handed(function)
    named = grammar.name_of(function)
    if named and not (handed is not None and function.parent is not None and function.parent.type == "pair"):
        return None
    registered = registering.of_argument(evaluator, handed, function, scope) if handed is not None else None
    if registered is None and grammar.family == "go":
        added = is_added(evaluator, step.parsed, function)
        registered = registering.of_composite(grammar, function, is_added=added)
    return _step(step.parsed, function, None, (registered,) if registered is not None else ())


def _from_file(
    evaluator: Evaluator, steps: tuple[Step, ...], seen: frozenset[tuple[str, int]], depth: int
) -> Iterator[Way]:
    """Yield the ways from what stands in no function: in a class, whose objects are made; or in a file, which is loaded."""
    last = steps[-1]
    grammar = Scope(last.parsed).grammar
    owner = next((each for each in ancestors(last.node) if each.type in grammar.classes), None)
    if owner is not None and grammar.family == "javascript" and depth < MOST_CALLERS:
        for count, site in enumerate(makings(evaluator, last.parsed, grammar.name_of(owner))):
            if count < _MOST_SITES:
                yield from _up(evaluator, (*steps, _of_site(site)), seen, depth + 1)
        return
    is_loaded = False
    if grammar.family == "javascript" and depth < MOST_CALLERS:
        for site in _loads(evaluator, last.parsed):
            is_loaded = True
            yield from _up(evaluator, (*steps, _of_site(site)), seen | {(last.parsed.path, -1)}, depth + 1)
    if not is_loaded or evaluator.index.files.starts(last.parsed.path, "") is True:
        yield Way(steps)


def _loads(evaluator: Evaluator, parsed: Parsed) -> Iterator[Site]:
    """Yield where a file is loaded while the software runs: `await import("./http.js")`."""
    stem = PurePosixPath(parsed.path).name.partition(".")[0]
    if stem == "index":
        stem = PurePosixPath(parsed.path).parent.name or stem
    for each in evaluator.index.near(parsed, stem, spelled=True):
        if each.path == parsed.path or b"import(" not in each.text:
            continue
        for node in evaluator.index.spelled(each, stem):
            call = next((above for above in ancestors(node) if above.type == "call_expression"), None)
            callee = field(call, "function") if call is not None else None
            if call is not None and callee is not None and callee.type == "import":
                yield Site(each, call)
