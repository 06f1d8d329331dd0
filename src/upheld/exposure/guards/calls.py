"""What a call returns where a user says nothing."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from upheld.exposure.guards import arguments, names
from upheld.exposure.guards.expression import Call, Expr, Lambda, Listing, Lit, Member, Name, Record, last_name, path_of
from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.scope import Frame, Scope
from upheld.exposure.guards.typing_of import type_of
from upheld.exposure.guards.value import UNKNOWN, Value, literal, merged, one_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.evaluating import Evaluator

_LOUD = re.compile(r"[A-Z][A-Z0-9_]{1,80}")
_VARIABLE = frozenset({"getenv", "Getenv", "LookupEnv", "getEnv", "env", "var", "var_os", "GetEnv"})
_GETS = re.compile(
    r"get|Get(?:String|Bool|Int|Duration)?|String|Bool|Int|Int64|Duration|get_one|get_flag|value_of|is_present|getattr|getBoolean|"
    r"getString|getNumber|getOptionValue|get_bool|get_string|get_int|getint|getboolean|values_of"
)
_THROUGH = frozenset(
    """
    String Number Boolean str int bool float parseInt parseFloat ToLower ToUpper TrimSpace ParseBool Atoi ParseInt
    toLowerCase toUpperCase trim toString lower upper strip casefold title lstrip rstrip to_string to_owned into clone
    as_str as_deref as_ref to_lowercase to_ascii_lowercase parse unwrap expect ok cloned copied flatten unwrap_or_default
    iter freeze Object assign Value as_mut borrow deref
    """.split()
)
_ELSE = frozenset({"unwrap_or", "unwrap_or_else", "or_else", "or", "Or", "default_value", "or_default"})
_THERE = {"is_ok": True, "is_some": True, "is_none": False, "is_err": False, "is_some_and": True, "is_empty": False}
_COMMON = frozenset(
    {"get", "set", "has", "add", "find", "run", "start", "parse", "load", "read", "create", "build", "call"}
)
_FIELDS = frozenset({"Field", "field", "ib", "attrib", "Option", "Argument"})
_PARSED = frozenset({"parse_args", "parse_known_args", "parse", "parseArgs", "opts", "parseSync", "from_args"})


def value_of_call(evaluator: "Evaluator", call: Call, scope: "Scope", depth: int) -> Value:  # noqa: PLR0912
    """Return what a call returns."""
    name = last_name(call.of)
    known = _of_environment(evaluator, call, name, scope, depth) or arguments.of_call(evaluator, call, scope, depth)
    if known is not None:
        return known
    known = _of_option(evaluator, call, name, scope, depth)
    if known is not None:
        return known
    if name in _FIELDS and call.named:
        stated = dict(call.named).get("default")
        if stated is not None:
            return evaluator.value(stated, scope, depth + 1)
    receiver = call.of.of if isinstance(call.of, Member) else None
    if name in _THROUGH:
        inner = receiver if receiver is not None and not _is_module(receiver) else None
        inner = inner or (call.arguments[0] if call.arguments else None)
        if inner is not None and (inner is not receiver or name not in _PARSED):
            return _lower(evaluator.value(inner, scope, depth + 1), name)
    if receiver is not None and name in {"replace", "replaceAll"}:
        return _replaced(evaluator.value(receiver, scope, depth + 1), call)
    if receiver is not None and name in _ELSE and call.arguments:
        return _or_else(evaluator, call, receiver, scope, depth)
    if receiver is not None and name in _THERE:
        value = evaluator.value(receiver, scope, depth + 1)
        there = value.value is not None and value.value != ""
        return literal(there is _THERE[name], value.options) if value.known else Value(options=value.options)
    if receiver is not None and name in {"map", "then", "and_then"} and call.arguments:
        value = evaluator.value(receiver, scope, depth + 1)
        return value if value.known and value.value is None else value.unknown()
    if name == "default" and scope.grammar.family == "rust" and isinstance(receiver, Name) and not call.arguments:
        default = _default_of_type(evaluator, receiver.id, scope)
        if default is not None:
            return default
    among = _among(evaluator, call, receiver, name, scope, depth)
    if among is not None:
        return among
    returned = _of_function(evaluator, call, name, scope, depth)
    if returned is not None:
        return returned
    made_of = [
        each for each in (receiver, *call.arguments[:6]) if each is not None and not isinstance(each, Record | Lambda)
    ]
    return Value(options=merged(*(evaluator.value(each, scope, depth + 1) for each in made_of)))


def _is_module(expr: Expr) -> bool:
    return isinstance(expr, Name) and expr.id in {"strings", "strconv", "Object", "os", "JSON", "Number", "builtins"}


def _replaced(value: Value, call: Call) -> Value:
    texts = [each.value for each in call.arguments[:2] if isinstance(each, Lit) and isinstance(each.value, str)]
    if isinstance(value.value, str) and len(texts) == 2:  # noqa: PLR2004
        return replace(value, value=value.value.replace(texts[0], texts[1]))
    return value


def _lower(value: Value, name: str) -> Value:
    if isinstance(value.value, str) and name.lower() in {"tolowercase", "lower", "tolower", "to_lowercase", "casefold"}:
        return replace(value, value=value.value.lower())
    return value


def _of_environment(evaluator: "Evaluator", call: Call, name: str, scope: "Scope", depth: int) -> Value | None:
    """`os.environ.get("X", "…")`, `os.Getenv("X")`, `env::var("X")`, and helpers that are called alike."""
    first = call.arguments[0] if call.arguments else None
    path = path_of(call.of)
    if isinstance(first, Name) and (name in _VARIABLE or path[-2:-1] in {("env",), ("environ",)}):
        told = evaluator.value(first, scope, depth + 1)
        first = Lit(first.node, value=told.value) if isinstance(told.value, str) else first
    if not isinstance(first, Lit) or not isinstance(first.value, str):
        return None
    above = path[-2] if len(path) > 1 else ""
    reads = name in _VARIABLE or (
        above in {"env", "environ", "Env"} and name in {"get", "var", "str", "bool", "int", "Get"}
    )
    if not reads and not (_LOUD.fullmatch(first.value) and "env" in name.lower()):
        return None
    named = dict(call.named)
    given = named.get("default") or (call.arguments[1] if len(call.arguments) > 1 else None)
    default = evaluator.value(given, scope, depth + 1) if given is not None and not isinstance(given, Lambda) else None
    return arguments.variable(call, first.value, scope, default)


def _of_option(evaluator: "Evaluator", call: Call, name: str, scope: "Scope", depth: int) -> Value | None:
    """`viper.GetString("transport")`, `flags.Bool("http", false, "…")`, `getattr(args, "http", False)`."""
    declared = next(
        (told for each in call.arguments[:2] if isinstance(each, Lit) and (told := scope.grammar.declared(each.node))),
        None,
    )
    if declared is not None and scope.grammar.family == "go":
        return evaluator.option(declared, scope.parsed, depth)
    if not _GETS.fullmatch(name):
        return None
    texts = [each for each in call.arguments[:2] if isinstance(each, Lit) and isinstance(each.value, str)]
    if not texts:
        return None
    whole = call.of.of if isinstance(call.of, Member) else call.arguments[0]
    field = Member(call.node, of=whole, name=str(texts[0].value).rpartition(".")[2])
    value = names.value_of_member(evaluator, field, scope, depth + 1)
    given = call.arguments[-1] if len(call.arguments) > 1 and call.arguments[-1] is not texts[0] else None
    if given is not None and not value.known and isinstance(given, Lit):
        default = evaluator.value(given, scope, depth + 1)
        return default.with_options(*value.options) if value.options else default.unknown()
    return value if value.known or value.options else None


def _or_else(evaluator: "Evaluator", call: Call, receiver: Expr, scope: "Scope", depth: int) -> Value:
    value = evaluator.value(receiver, scope, depth + 1)
    if not value.known:
        return value
    if value.value is not None:
        return value
    other = call.arguments[0]
    if isinstance(other, Lambda):
        returned = evaluator.index.returned(scope.parsed, other.node)
        other = returned[0][1] if len(returned) == 1 else Expr(other.node)
    told = evaluator.value(other, scope, depth + 1)
    shown = str(told.value) if told.known and told.value is not None else None
    return replace(told, options=tuple(replace(each, default=shown) for each in merged(value, told)))


def _among(
    evaluator: "Evaluator", call: Call, receiver: Expr | None, name: str, scope: "Scope", depth: int
) -> Value | None:
    """`["sse", "http"].includes(transport)`, `slices.Contains(kinds, transport)`."""
    if name not in {"includes", "Contains", "contains", "has"} or not call.arguments:
        return None
    first, *others = call.arguments
    listed, asked = (first, others[0]) if others else (receiver, first)
    if isinstance(listed, Name):
        listed = names.bound_once(evaluator, listed, scope) or listed
    if isinstance(listed, Call) and last_name(listed.of) == "Set" and listed.arguments:
        listed = listed.arguments[0]
    if not isinstance(listed, Listing):
        return None
    return evaluator.among(evaluator.value(asked, scope, depth + 1), listed, scope, depth)


def _of_function(evaluator: "Evaluator", call: Call, name: str, scope: "Scope", depth: int) -> Value | None:
    """Return what a function of the software returns."""
    if not name or not isinstance(call.of, Name | Member):
        return None
    of = type_of(evaluator, call.of.of, scope) if isinstance(call.of, Member) else ""
    for parsed, function in evaluator.index.functions(scope.parsed, name):
        there = Scope(parsed)
        owner = there.grammar.class_of(function)
        if owner and (owner != of if of else name in _COMMON):
            continue
        if function.type not in there.grammar.functions:
            return None
        frame = Frame(function, call, scope)
        return _returned(evaluator, function, Scope(parsed, (*scope.frames, frame)), depth)
    return None


def _default_of_type(evaluator: "Evaluator", name: str, scope: "Scope") -> Value | None:
    """`#[default]` before a variant of an enumeration of Rust."""
    for _, node in evaluator.index.functions(scope.parsed, name):
        body = node.child_by_field_name("body")
        before = ""
        for each in body.named_children if node.type == "enum_item" and body is not None else ():
            if each.type == "enum_variant" and "default" in before:
                return Value(known=True, value=words(each.child_by_field_name("name")), is_name=True)
            before = words(each) if each.type == "attribute_item" else ""
    return None


def _is_failure(expr: Expr) -> bool:
    """Tell whether what a function returns says only that something is wrong."""
    return isinstance(expr, Call) and last_name(expr.of).endswith(("Error", "Err", "Exception"))


def _returned(evaluator: "Evaluator", function: "Node", scope: "Scope", depth: int) -> Value | None:
    maybe: list[Value] = []
    asked: list[Value] = []
    for node, given in evaluator.index.returned(scope.parsed, function):
        if _is_failure(given):
            continue
        always = True
        for condition in evaluator.index.conditions(scope.parsed, node, function):
            told = evaluator.value(condition.expr, scope, depth + 1)
            asked.append(told)
            if told.truth is None:
                always = False
            elif told.truth is not condition.wanted:
                break
        else:
            maybe.append(evaluator.value(given, scope, depth + 1))
            if always:
                break
    if not maybe and not asked:
        return None
    result = one_of(maybe) if maybe else UNKNOWN
    return replace(result, options=merged(result, *asked)) if result.known else result
