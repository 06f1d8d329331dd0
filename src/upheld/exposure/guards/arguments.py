"""What a program reads of its command line and its environment itself, without a library."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.capability import GuardKind
from upheld.exposure.guards import names
from upheld.exposure.guards.expression import Call, Compare, Expr, Item, Lit, Member, Name, last_name, path_of
from upheld.exposure.guards.scope import Scope
from upheld.exposure.guards.value import UNKNOWN, Option, Value, literal, merged

if TYPE_CHECKING:
    from upheld.exposure.guards.evaluating import Evaluator

_LISTS = frozenset({("process", "argv"), ("sys", "argv"), ("os", "Args"), ("Deno", "args"), ("Bun", "argv")})
_PROGRAM: dict[tuple[str, ...], int] = {
    ("process", "argv"): 2,
    ("Bun", "argv"): 2,
    ("sys", "argv"): 1,
    ("os", "Args"): 1,
}
_FLAG = re.compile(r"--?[A-Za-z][\w-]{0,60}=?")
_LOUD = re.compile(r"[A-Z][A-Z0-9_]{1,80}")
_SAME = frozenset(
    {"slice", "filter", "collect", "skip", "map", "concat", "copy", "to_vec", "iter", "entries", "into_iter", "values"}
)
_THERE = frozenset({"includes", "has", "some", "any", "contains", "Contains", "every"})
_PLACE = frozenset({"indexOf", "findIndex", "index", "lastIndexOf"})
_BEGINS = frozenset({"startsWith", "startswith", "HasPrefix", "starts_with"})


def of_member(evaluator: "Evaluator", expr: Member, scope: "Scope", depth: int) -> Value | None:
    """Return what is read of the environment or of the command line, None where it is something else."""
    path = path_of(expr)
    if path in _LISTS:
        return Value(is_arguments=True)
    if len(path) > 1 and path[-2] in {"env", "environ", "ENV"} and _LOUD.fullmatch(path[-1]):
        checked = names.declared_value(evaluator, path[-1], scope, depth) if path[0] == "env" else None
        return checked or variable(expr, path[-1], scope)
    if expr.name == "length" and path[:-1]:
        return _length(evaluator, expr.of, scope, depth)
    return None


def of_item(evaluator: "Evaluator", expr: Item, scope: "Scope", depth: int) -> Value:
    """Return what stands under a key."""
    path = path_of(expr.of)
    if isinstance(expr.key, Lit) and isinstance(expr.key.value, str):
        if path[-1:] in {("environ",), ("env",)}:
            return variable(expr, expr.key.value, scope)
        return evaluator.value(Member(expr.node, of=expr.of, name=expr.key.value), scope, depth + 1)
    if path[-1:] in {("environ",), ("env",)}:
        # A helper that is handed the name.
        named = evaluator.value(expr.key, scope, depth + 1)
        return variable(expr, named.value, scope) if isinstance(named.value, str) else UNKNOWN
    whole = evaluator.value(expr.of, scope, depth + 1)
    if path and whole.records and names.is_store(whole, path[-1]):
        key = evaluator.value(expr.key, scope, depth + 1)
        shown = f"--{key.value}" if isinstance(key.value, str) else "a flag"
        return literal(None, (Option(GuardKind.FLAG, shown, expr.node, scope.parsed),))
    if whole.is_arguments:
        # `sys.argv[1:]` is the rest of the list, `sys.argv[1]` the first that a user may give.
        if not isinstance(expr.key, Lit | Name):
            return whole
        at = expr.key.value if isinstance(expr.key, Lit) else None
        if isinstance(at, int) and at < _PROGRAM.get(path, 0):
            return UNKNOWN
        option = Option(GuardKind.SUBCOMMAND, "the first argument", expr.node, scope.parsed)
        return literal(None, (option,))
    return Value(options=merged(whole, evaluator.value(expr.key, scope, depth + 1)))


def variable(expr: Expr, name: str, scope: "Scope", default: Value | None = None) -> Value:
    """Return what a variable of the environment is worth that nobody sets."""
    shown = str(default.value) if default is not None and default.known and default.value is not None else None
    option = Option(GuardKind.VARIABLE, name, expr.node, scope.parsed, shown)
    if default is None:
        return literal(None, (option,))
    return default.with_options(option)


def _length(evaluator: "Evaluator", of: Expr, scope: "Scope", depth: int) -> Value | None:
    whole = evaluator.value(of, scope, depth + 1)
    if whole.is_arguments:
        path = path_of(of)
        option = Option(GuardKind.SUBCOMMAND, "an argument", of.node, scope.parsed)
        return literal(_PROGRAM.get(path, 0), (option,))
    if whole.known and isinstance(whole.value, str | None):
        return literal(len(whole.value or ""), whole.options)
    return None


def of_call(evaluator: "Evaluator", call: Call, scope: "Scope", depth: int) -> Value | None:
    """Return what a call tells of the command line, None where it is about something else."""
    name = last_name(call.of)
    if name in {"len", "String"} and isinstance(call.of, Name) and call.arguments:
        return _length(evaluator, call.arguments[0], scope, depth)
    if path_of(call.of)[-2:] == ("env", "args") or path_of(call.of)[-2:] == ("env", "args_os"):
        return Value(is_arguments=True)
    if name == "hideBin":
        return Value(is_arguments=True)
    if name in _BEGINS:
        return _flag_in(call, scope, told=False)
    receiver = call.of.of if isinstance(call.of, Member) else None
    listed = receiver if receiver is not None else None
    if name == "Contains" and len(call.arguments) == 2:  # noqa: PLR2004
        listed = call.arguments[0]
    if listed is None or name not in _SAME | _THERE | _PLACE | {"find", "nth", "next", "pop", "shift", "get"}:
        return None
    whole = evaluator.value(listed, scope, depth + 1)
    if not whole.is_arguments:
        # A set or a list of arguments that was made by hand still speaks of flags.
        return _flag_in(call, scope, told=False) if name in {"includes", "has", "contains"} else None
    if name in _SAME:
        return whole
    if name in _THERE:
        return _flag_in(call, scope, told=False) or literal(False, (_some(call, scope),))
    if name in _PLACE:
        shown = _flag_in(call, scope, told=False)
        return literal(-1, shown.options if shown else (_some(call, scope),))
    return literal(None, (_some(call, scope),))


def _some(call: Call, scope: "Scope") -> Option:
    """Return the option of which a call speaks: the first flag that is written in it, else any argument."""
    match = _FLAG.search((call.node.text or b"")[:2000].decode(errors="replace").replace("\\", ""))
    named = match is not None and match[0].startswith("--")
    text = match[0].rstrip("=") if match is not None and named else "an argument"
    return Option(GuardKind.FLAG if named else GuardKind.SUBCOMMAND, text, call.node, scope.parsed)


def _flag_in(call: Call, scope: "Scope", *, told: bool) -> Value | None:
    """Return that a flag is not given, where an argument of a call is one."""
    for each in call.arguments:
        text = each.value if isinstance(each, Lit) else None
        if isinstance(text, str) and _FLAG.fullmatch(text):
            return literal(told, (Option(GuardKind.FLAG, text.rstrip("="), each.node, scope.parsed),))
    return None


def of_comparison(evaluator: "Evaluator", expr: Compare, scope: "Scope", depth: int) -> Value | None:
    """Return that a flag is not given, where something is compared with one; None where it is not."""
    for one, other in ((expr.left, expr.right), (expr.right, expr.left)):
        text = one.value if isinstance(one, Lit) else None
        if expr.sign in {"==", "!=", "in", "not in"} and isinstance(text, str) and _FLAG.fullmatch(text):
            if expr.sign in {"in", "not in"} and one is expr.right:
                continue
            flag = Option(GuardKind.FLAG, text.rstrip("="), one.node, scope.parsed)
            return literal(expr.sign in {"!=", "not in"}, (flag,))
        if isinstance(text, str) and expr.sign in {"in", "not in"} and one is expr.left:
            if path_of(other)[-1:] in {("environ",), ("env",)}:
                return literal(expr.sign == "not in", variable(expr, text, scope).options)
            if evaluator.value(other, scope, depth + 1).is_arguments:
                word = Option(GuardKind.SUBCOMMAND, text, one.node, scope.parsed)
                return literal(expr.sign == "not in", (word,))
    return None
