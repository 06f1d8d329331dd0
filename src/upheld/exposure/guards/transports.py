"""The transport that a call is told to use, where the call can also do without a network."""

from typing import TYPE_CHECKING

from upheld.exposure.capability import Guard, GuardKind, Strength
from upheld.exposure.guards.evaluating import Evaluator
from upheld.exposure.guards.expression import Call, Expr, Lit, Member, Name, Record, last_name
from upheld.exposure.guards.files import grammar_for
from upheld.exposure.guards.places import guard_of, location_of
from upheld.exposure.guards.scope import Scope
from upheld.exposure.guards.value import Value
from upheld.exposure.source.parsed import Hit

if TYPE_CHECKING:
    from tree_sitter import Node

NAMES = ("transport", "transportType", "transport_type", "mode")
_RUNS = frozenset({"run", "run_async", "start", "serve", "run_server", "start_server"})
_STDIO = ("stdio", "stdin", "inmemory")


def of_hit(hit: Hit, evaluator: Evaluator, scope: Scope) -> list[Guard]:
    """Return the guards of the transport that a call is given; none where it listens in any case."""
    if hit.rule.strength is not Strength.CAN:
        return []
    call = grammar_for(hit.parsed).expression(hit.node)
    given = _given(evaluator, call, scope) if isinstance(call, Call) else None
    if given is None:
        return [_by_variable(hit.node, scope)] if _is_plain(call) else [_untold(hit.node, scope)]
    value = evaluator.value(given, scope)
    passes = _passes(value)
    if value.options:
        return [guard_of(option, passes=passes) for option in value.options]
    if passes:
        return []
    text = (given.node.text or b"").decode(errors="replace").partition("\n")[0]
    default = str(value.value) if value.known else None
    return [Guard(GuardKind.CONDITION, text[:100], location_of(scope.parsed, given.node), default, passes)]


def _passes(value: Value) -> bool | None:
    if not value.known:
        return None
    # Nothing given means what the framework does then: it speaks over the standard streams.
    text = str(value.value or "stdio").lower().replace("-", "").replace("_", "")
    return not text.startswith(_STDIO)


def _given(evaluator: Evaluator, call: Call, scope: Scope) -> Expr | None:
    """Return what says the transport: an argument by its name, the first one, or a field of an object that is handed over."""
    named = dict(call.named)
    for name in NAMES:
        if name in named:
            return named[name]
    for each in (*call.arguments, *call.spread):
        for name in NAMES:
            found = _field(evaluator, each, name, scope)
            if found is not None:
                return found
    first = call.arguments[0] if call.arguments and last_name(call.of) in _RUNS else None
    is_text = isinstance(first, Lit) and isinstance(first.value, str)
    return first if is_text or isinstance(first, Name | Member) else None


def _field(evaluator: Evaluator, given: Expr, name: str, scope: Scope) -> Expr | None:
    record = given if isinstance(given, Record) else None
    if isinstance(given, Name):
        value = evaluator.value(given, scope)
        record = value.records[0][0] if value.records else None
    found = record.get(name) if record is not None else None
    return Member(given.node, of=given, name=name) if found is not None and isinstance(given, Name) else found


def _is_plain(call: Expr) -> bool:
    return isinstance(call, Call) and not call.arguments and not call.spread


def _by_variable(node: "Node", scope: Scope) -> Guard:
    """Without a word on its transport, the framework asks the environment."""
    return Guard(GuardKind.VARIABLE, "FASTMCP_TRANSPORT", location_of(scope.parsed, node), "stdio", passes=False)


def _untold(node: "Node", scope: Scope) -> Guard:
    text = (node.text or b"").decode(errors="replace").partition("\n")[0]
    return Guard(GuardKind.CONDITION, text[:100], location_of(scope.parsed, node), None, None)
