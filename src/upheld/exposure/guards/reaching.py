"""Whether starting the software comes to a place, and what has to be said for it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from upheld.exposure.capability import Guard, GuardKind, Started
from upheld.exposure.guards.callers import makings
from upheld.exposure.guards.conditions import Condition
from upheld.exposure.guards.evaluating import Evaluator
from upheld.exposure.guards.expression import Expr
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.paths import Step, Way, ways
from upheld.exposure.guards.places import guard_of, location_of
from upheld.exposure.guards.scope import Frame, Scope
from upheld.exposure.guards.value import Option, Value
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

Own = Callable[[Evaluator, Scope], list[Guard]]
"""What has to be said in the arguments of the place itself."""
_RANK = {Started.DEFAULT: 0, Started.UNKNOWN: 1, Started.OPTIONAL: 2}
_NETWORK = re.compile(
    r"http|sse|stdio|transport|serve|listen|\bport\b|[_.-]port|Port\b|\bhost\b|socket|\bws\b|web|remote|daemon|mode|dashboard|gateway|oauth|callback",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"(?!this\.|self\.)\w{1,60}(?:\??\.\w{1,60}){0,4}?\??\.\w{0,40}(?:host|port|enabled?|url|http|sse|transport|tunnel|proxy|dashboard|serve)\w{0,20}",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\b__name__\b|\bimport\.meta\.(?:url|main|filename)|\brequire\.main\b")
_FOR_A_WAY = 200
"""How many steps of evaluation a further way may take."""
_LONGEST = 100


@dataclass(frozen=True)
class Reached:
    """How a place is come to."""

    started: Started
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True)
class _OfStep:
    """What the conditions of a step come to."""

    guards: tuple[Guard, ...]
    is_program: bool
    """Whether it is run only where its file is what is started."""
    is_barred: bool
    """Whether it cannot be come to by the calls that lead to it, whatever a user says."""


@dataclass
class Reaching:
    """Decides for places of one repository."""

    evaluator: Evaluator
    _steps: dict[tuple[object, ...], "_OfStep"] = field(default_factory=dict[tuple[object, ...], "_OfStep"])
    _made: dict[tuple[str, str], Reached | None] = field(default_factory=dict[tuple[str, str], Reached | None])

    def reached(self, parsed: Parsed, node: "Node", own: Own | None = None) -> Reached:
        """Return how a place is come to by the way that asks for least."""
        best: Reached | None = None
        self.evaluator.steps = 0
        for way in ways(self.evaluator, parsed, node):
            self.evaluator.steps = max(0, self.evaluator.steps - _FOR_A_WAY)
            found = self._along(way, own)
            if found is None:
                continue
            if best is None or _weight(found) < _weight(best):
                best = found
            if best.started is Started.DEFAULT:
                break
        return best or Reached(Started.UNKNOWN)

    def _along(self, way: Way, own: Own | None) -> Reached | None:
        """Return how a place is come to by one way; None where what is handed over on it bars it."""
        scopes = _scopes(way)
        guards: list[Guard] = []
        if own is not None:
            guards.extend(own(self.evaluator, scopes[0]))
        is_program = False
        for step, scope in zip(way.steps, scopes, strict=True):
            guards.extend(_registered(step))
            guards.extend(self._of_making(way, step))
            found = self._of_step(step, scope)
            if found.is_barred:
                return None
            is_program = is_program or found.is_program
            guards.extend(found.guards)
        told, begins = self._begun(way, is_program=is_program)
        guards.extend(begins)
        return Reached(_started(guards, told=told), _distinct(guards))

    def _of_step(self, step: Step, scope: Scope) -> "_OfStep":
        key = (step.parsed.path, step.node.start_byte, step.node.end_byte, scope.key)
        if key not in self._steps:
            conditions = self.evaluator.index.conditions(step.parsed, step.node, step.function)
            cuts = self.evaluator.cuts
            told = [(each, self.evaluator.value(each.expr, scope)) for each in conditions]
            guards = [guard for each, value in told for guard in _of_condition(each, value, scope)]
            barred = any(_bars(each, value) for each, value in told)
            found = _OfStep(tuple(guards), any(_is_program(each.expr) for each in conditions), barred)
            if self.evaluator.cuts != cuts:
                return found
            self._steps[key] = found
        return self._steps[key]

    def _of_making(self, way: Way, step: Step) -> Iterator[Guard]:
        """Yield what has to be said for an object to be there whose method a way goes through."""
        if step.function is None or step is way.steps[-1]:
            return
        grammar = Scope(step.parsed).grammar
        owner = grammar.class_of(step.function)
        if not owner or grammar.is_made(step.function) or grammar.family not in {"python", "javascript"}:
            return
        key = (step.parsed.path, owner)
        if key not in self._made:
            self._made[key] = None
            self._made[key] = self._making(step.parsed, owner)
        made = self._made[key]
        if made is not None:
            yield from (guard for guard in made.guards if guard.passes is not True)

    def _making(self, parsed: Parsed, owner: str) -> Reached | None:
        best: Reached | None = None
        for count, site in enumerate(makings(self.evaluator, parsed, owner)):
            if count > 6:  # noqa: PLR2004
                break
            found = self.reached(site.parsed, site.node)
            if best is None or _RANK[found.started] < _RANK[best.started]:
                best = found
        return best

    def _begun(self, way: Way, *, is_program: bool) -> tuple[bool | None, list[Guard]]:
        """Return whether the software begins where a way does, and that it has to be started in another way if not."""
        last = way.steps[-1]
        if way.assumed:
            return True, []
        if not way.complete:
            return None, []
        grammar = Scope(last.parsed).grammar
        name = grammar.name_of(last.function) if last.function is not None else "__main__" if is_program else ""
        told = self.evaluator.index.files.starts(last.parsed.path, name)
        if told is False:
            location = location_of(last.parsed, last.node)
            return True, [
                Guard(GuardKind.CONDITION, f"{last.parsed.path} started by itself", location, None, passes=False)
            ]
        return told, []


def _bars(condition: Condition, value: Value) -> bool:
    return not value.options and value.truth is not None and value.truth is not condition.wanted


def _of_condition(condition: Condition, value: Value, scope: Scope) -> Iterator[Guard]:
    # Where something is wrong unless it is so, it is no choice, but for one that has a default.
    chosen = condition.wanted and value.truth is not None and any(map(_is_choice, value.options))
    if condition.required and not chosen:
        return
    if (
        not value.options
        and value.truth is None
        and condition.wanted
        and _SETTING.fullmatch(said := words(condition.expr.node))
    ):
        # Data that the source does not hold, such as a file of settings, says whether it is so.
        yield Guard(GuardKind.CONDITION, said, location_of(scope.parsed, condition.expr.node), None, None)
    passes = None if value.truth is None else value.truth is condition.wanted
    said = (condition.expr.node.text or b"").decode(errors="replace")
    words_of_it = [each for each in value.options if each.kind is GuardKind.SUBCOMMAND]
    for option in value.options:
        if option in words_of_it and option.text.endswith("argument") and len(words_of_it) > 1:
            continue
        # What the source does not tell counts only where it is about the network.
        if passes is not None or _NETWORK.search(option.text) or _NETWORK.search(said):
            yield guard_of(option, passes=passes)


def _is_choice(option: Option) -> bool:
    return option.kind is not GuardKind.CONDITION and option.default not in {None, "", "false", "0"}


def _weight(reached: Reached) -> tuple[int, int]:
    return _RANK[reached.started], sum(guard.passes is not True for guard in reached.guards)


def _is_program(expr: Expr) -> bool:
    return _PROGRAM.search(words(expr.node)) is not None


def _scopes(way: Way) -> list[Scope]:
    """Return the scope of each step: the calls above it say what its parameters are."""
    frames: tuple[Frame, ...] = ()
    scopes: list[Scope] = []
    for index in range(len(way.steps) - 1, -1, -1):
        step = way.steps[index]
        scope = Scope(step.parsed, frames)
        scopes.append(scope)
        if index and (below := way.steps[index - 1].function) is not None and step.call is not None:
            frames = (*frames, Frame(below, step.call, scope))
    return scopes[::-1]


def _registered(step: Step) -> Iterator[Guard]:
    for each in step.registered:
        location = location_of(step.parsed, each.node)
        yield Guard(each.kind, each.text, location, None, passes=False)


def _started(guards: list[Guard], *, told: bool | None) -> Started:
    if any(guard.passes is False for guard in guards):
        return Started.OPTIONAL
    if told is None or any(guard.passes is None for guard in guards):
        return Started.UNKNOWN
    return Started.DEFAULT


def _distinct(guards: list[Guard]) -> tuple[Guard, ...]:
    """Return each guard once; what bars the way stands for what does not."""
    found: dict[tuple[GuardKind, str], Guard] = {}
    for guard in guards:
        key = (guard.kind, guard.text)
        if key not in found or (guard.passes is False and found[key].passes is not False):
            found[key] = guard
    return tuple(found.values())
