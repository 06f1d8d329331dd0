"""What becomes of a function that is handed to another, or decorated: run at once, on a call, or as a subcommand."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.capability import GuardKind
from upheld.exposure.guards import names
from upheld.exposure.guards.expression import Call, Expr, Listing, Lit, Member, Name, Record, last_name
from upheld.exposure.guards.grammar import Grammar, ancestors, inside, words
from upheld.exposure.guards.grammars.common import field
from upheld.exposure.guards.scope import Scope
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.evaluating import Evaluator

_TOOLS = frozenset(
    """
    tool registerTool addTool AddTool add_tool setRequestHandler set_request_handler registerPrompt prompt AddPrompt
    registerResource AddResource resource addResource addPrompt AddReceivingMiddleware AddSendingMiddleware AddMiddleware add_middleware call_tool list_tools completion setNotificationHandler
    """.split()
)
_REQUESTS = frozenset(
    """
    get post put delete patch all use route HandleFunc Handle Get Post Put Delete Patch GET POST PUT DELETE websocket
    custom_route middleware before_request after_request handle HandlerFunc onRequest add_route add_api_route nest
    createServer
    """.split()
)
_EVENTS = re.compile(
    r"SIG[A-Z]+|exit|beforeExit|uncaughtException|request|connection|message|data|upgrade|click|disconnect"
)
_COMMANDS = frozenset({"command", "group"})


@dataclass(frozen=True, eq=False)
class Registered:
    """A guard that a function has by the way in which it is handed over."""

    kind: GuardKind
    text: str
    node: "Node"


def of_argument(evaluator: "Evaluator", handed: "Node", function: "Node", scope: "Scope") -> Registered | None:
    """Return the guard of a function that is an argument of a call, None where it is followed as if called."""
    grammar = scope.grammar
    call = grammar.expression(handed)
    if not isinstance(call, Call):
        return None
    name = last_name(call.of)
    if name in _TOOLS:
        return Registered(GuardKind.LATER, _first_text(call) or name, handed)
    if name in {"on", "once", "addEventListener", "addListener", "signal"}:
        event = _first_text(call)
        return Registered(GuardKind.LATER, event, handed) if _EVENTS.fullmatch(event) else None
    if name == "action":
        return _of_chain(evaluator, call, scope)
    if name == "command":
        return _of_command(call, handed)
    if name == "set_defaults":
        return _of_parser(evaluator, call, scope)
    if name in _REQUESTS and isinstance(call.of, Member) and _is_route(call, name, function):
        return Registered(GuardKind.LATER, "a request", handed)
    return None


def _is_route(call: Call, name: str, function: "Node") -> bool:
    del function
    return name in {"use", "createServer", "middleware", "handle"} or len(call.arguments) > 1


def _first_text(call: Call) -> str:
    first = call.arguments[0] if call.arguments else None
    return str(first.value) if isinstance(first, Lit) and isinstance(first.value, str) else ""


def _of_chain(evaluator: "Evaluator", call: Call, scope: "Scope") -> Registered | None:
    """`program.command("http").action(run)`: the command is somewhere in front of it."""
    inner: Expr | None = call.of
    for _ in range(40):
        if isinstance(inner, Member):
            inner = inner.of
        elif isinstance(inner, Call):
            name, first = last_name(inner.of), _first_text(inner)
            if name in {"command", "Command"} and first:
                second = inner.arguments[1] if len(inner.arguments) > 1 else None
                second = inner.arguments[-1] if len(inner.arguments) > 1 else second
                is_default = isinstance(second, Record) and second.get("isDefault") is not None
                is_root = name == "Command" and not _is_added(scope, inner)
                return None if is_default or is_root else Registered(GuardKind.SUBCOMMAND, first.split()[0], inner.node)
            inner = inner.of
        elif isinstance(inner, Name):
            inner = names.bound_once(evaluator, inner, scope)
        else:
            return None
    return None


def _is_added(scope: "Scope", made: Call) -> bool:
    """Tell whether a command is added to another: `program.addCommand(http)`."""
    above = next((each for each in ancestors(made.node) if each.type == "variable_declarator"), None)
    name = words(field(above, "name")) if above is not None else ""
    return (
        bool(name) and re.search(rb"addCommand\(\s*" + re.escape(name.encode()) + rb"\b", scope.parsed.text) is not None
    )


def _of_command(call: Call, handed: "Node") -> Registered | None:
    """`yargs.command("http", "what for", builder, handler)`; `$0` is what runs without a command."""
    first = call.arguments[0] if call.arguments else None
    texts = first.items if isinstance(first, Listing) else (first,) if first is not None else ()
    if isinstance(first, Record):
        named = first.get("command")
        texts = named.items if isinstance(named, Listing) else (named,) if named is not None else ()
    stated = [str(each.value) for each in texts if isinstance(each, Lit) and each.value]
    if not stated or any(each.startswith("$0") or each == "*" for each in stated):
        return None
    return Registered(GuardKind.SUBCOMMAND, stated[0].split()[0], handed)


def _of_parser(evaluator: "Evaluator", call: Call, scope: "Scope") -> Registered | None:
    """`commands.add_parser("http")`, and then `.set_defaults(run=…)` of it."""
    receiver = call.of.of if isinstance(call.of, Member) else None
    made = names.bound_once(evaluator, receiver, scope) if isinstance(receiver, Name) else None
    if isinstance(made, Call) and last_name(made.of) == "add_parser":
        return Registered(GuardKind.SUBCOMMAND, _first_text(made), made.node)
    return None


def of_decorators(grammar: Grammar, function: "Node", count: int) -> tuple[Registered | None, bool]:
    """Return the guard that a function has by its decorators, and whether they alone have it run.

    `count` tells how many commands the file has: the only one of a program needs no name.
    """
    for each in grammar.decorators(function):
        called = each.of if isinstance(each, Call) else each
        name = last_name(called)
        if name in _TOOLS or (name in _REQUESTS and isinstance(called, Member)):
            return Registered(GuardKind.LATER, grammar.name_of(function), each.node), True
        if name == "on_event" and isinstance(each, Call):
            return None, True
        if name == "callback" and isinstance(called, Member):
            return None, True
        if name in _COMMANDS and isinstance(called, Member) and last_name(called.of) not in {"click", "typer"}:
            stated = _first_text(each) if isinstance(each, Call) else ""
            if name == "command" and count == 1 and not stated:
                return None, True
            shown = stated or grammar.name_of(function).replace("_", "-")
            return Registered(GuardKind.SUBCOMMAND, shown, each.node), True
    return None, False


def of_composite(grammar: Grammar, node: "Node", *, is_added: bool) -> Registered | None:
    """`&cobra.Command{Use: "http", RunE: run}`; the one that is added to no other is the program itself."""
    for above in ancestors(node):
        if above.type == "composite_literal":
            made = grammar.expression(above)
            if not isinstance(made, Record) or made.made != "Command":
                continue
            stated = made.get("Use") or made.get("Name")
            text = str(stated.value).split() if isinstance(stated, Lit) and stated.value else []
            within = any(inside(above, each) for each in _lists_of_commands(above))
            if text and (is_added or within):
                return Registered(GuardKind.SUBCOMMAND, text[0], above)
            return None
        if above.type in grammar.functions and above != node:
            return None
    return None


def _lists_of_commands(node: "Node") -> "list[Node]":
    return [
        each
        for each in ancestors(node)
        if each.type == "keyed_element" and words(each.named_children[0]) in {"Commands", "Subcommands"}
    ]
