"""Of which class an object is, as far as the source makes it evident."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.guards import names
from upheld.exposure.guards.expression import Call, Expr, Member, Name, Record, last_name
from upheld.exposure.guards.grammar import ancestors, words
from upheld.exposure.guards.grammars.common import field
from upheld.exposure.guards.scope import Scope

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.evaluating import Evaluator

_NAMED = re.compile(r"[A-Za-z_]\w*")
_WRAPPERS = frozenset(
    {"Promise", "Optional", "Arc", "Box", "Rc", "Option", "Result", "Ref", "Readonly", "Annotated", "Mutex"}
)
_BASIC = frozenset(
    {
        "any",
        "unknown",
        "object",
        "Any",
        "error",
        "self",
        "Self",
        "str",
        "int",
        "bool",
        "string",
        "number",
        "impl",
        "dyn",
    }
)
_DEEPEST = 4


def type_of(evaluator: "Evaluator", expr: Expr, scope: "Scope", depth: int = 0) -> str:
    """Return the name of an object's class, empty where it is not evident."""
    if depth > _DEEPEST:
        return ""
    match expr:
        case Name() if expr.id in scope.grammar.own:
            return own_class(expr.node, scope)
        case Name():
            return _of_name(evaluator, expr, scope, depth)
        case Call():
            return _of_call(evaluator, expr, scope, depth)
        case Record():
            return expr.made
        case Member():
            return _of_field(evaluator, expr, scope, depth)
        case _:
            return ""


def own_class(node: "Node", scope: "Scope") -> str:
    """Return the class in which a node stands."""
    for each in ancestors(node):
        if each.type in scope.grammar.functions:
            name = scope.grammar.class_of(each)
            if name:
                return name
        elif each.type in scope.grammar.classes:
            return scope.grammar.name_of(each)
    return ""


def _of_name(evaluator: "Evaluator", name: Name, scope: "Scope", depth: int) -> str:
    for each in ancestors(name.node):
        if each.type not in scope.grammar.functions:
            continue
        for parameter in evaluator.index.parameters(scope.parsed, each):
            if parameter.name == name.id and parameter.type:
                return _plain(parameter.type)
        receiver = field(each, "receiver")
        if (
            receiver is not None
            and receiver.named_children
            and words(field(receiver.named_children[0], "name")) == name.id
        ):
            return scope.grammar.class_of(each)
    given = names.bound_once(evaluator, name, scope)
    if given is not None:
        return type_of(evaluator, given, scope, depth + 1)
    for node in evaluator.index.mentions(scope.parsed, name.id):
        above = node.parent
        declared = field(above, "type") if above is not None else None
        if (
            declared is not None
            and above is not None
            and field(above, "name") == node
            and above.type.endswith(("declarator", "assignment"))
        ):
            return _plain(words(declared))
    return name.id if name.id[:1].isupper() else ""


def _plain(stated: str) -> str:
    """Return the one class that a type names."""
    found = [each for each in _NAMED.findall(stated.rpartition("|")[0] or stated) if each not in _WRAPPERS]
    return found[-1] if found and found[-1] not in _BASIC else ""


def _of_call(evaluator: "Evaluator", call: Call, scope: "Scope", depth: int) -> str:
    called = last_name(call.of)
    if isinstance(call.of, Member) and called in {"new", "default", "create", "getInstance", "get_instance", "builder"}:
        return last_name(call.of.of)
    if called[:1].isupper() and scope.grammar.family in {"python", "javascript"}:
        return called
    for parsed, function in evaluator.index.functions(scope.parsed, called):
        there = Scope(parsed)
        if function.type in there.grammar.classes:
            return called
        stated = field(function, "return_type") or field(function, "result")
        if stated is not None:
            text = words(stated).lstrip(":-> ")
            first = text.strip("()").partition(",")[0] if there.grammar.family == "go" else text
            return _plain(first)
        for _, given in evaluator.index.returned(parsed, function):
            found = type_of(evaluator, given, there, depth + 1)
            if found:
                return found
        return ""
    # Go makes a `Server` with `NewServer`.
    return called[3:] if called.startswith("New") else ""


def _of_field(evaluator: "Evaluator", expr: Member, scope: "Scope", depth: int) -> str:
    stored = {node.id: given for node, given in evaluator.index.stored(scope.parsed, expr.name)}
    for node in evaluator.index.mentions(scope.parsed, expr.name):
        above = node.parent
        declared = field(above, "type") if above is not None and field(above, "name") == node else None
        if (
            declared is not None
            and above is not None
            and above.type in {"public_field_definition", "field_declaration"}
        ):
            return _plain(words(declared).lstrip(": *&"))
        given = stored.get(node.id)
        if given is not None:
            found = type_of(evaluator, given, scope, depth + 1)
            if found:
                return found
    return ""
