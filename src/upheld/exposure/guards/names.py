"""What a name is worth: by its assignments, by the call of the function whose parameter it is, or by its declaration."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from upheld.exposure.capability import GuardKind
from upheld.exposure.guards.expression import Call, Expr, Member, Name, Record, last_name, path_of
from upheld.exposure.guards.files import grammar_for
from upheld.exposure.guards.grammar import Parameter, words
from upheld.exposure.guards.grammars.common import literal_text, same_name, words_of
from upheld.exposure.guards.scope import Frame, Scope
from upheld.exposure.guards.value import UNKNOWN, Option, Value, literal, one_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.evaluating import Evaluator

_ERRORS = frozenset({"err", "error", "e", "exc", "ok", "ex", "cause", "reason"})
_SETTINGS = re.compile(
    r"(?:\w{0,40}(?:config|settings?|options?|opts?|args?|argv|params?|cfg|flags?|conf|cli|context|ctx|env|values|props|state)|\(\))",
    re.IGNORECASE,
)
_COMMANDS = frozenset({"command", "callback", "group", "main"})
_MOST_PLACES = 12


def value_of_name(evaluator: "Evaluator", name: Name, scope: "Scope", depth: int) -> Value:
    """Return what a name is worth where it stands."""
    if name.id in _ERRORS or name.id in scope.grammar.own:
        return UNKNOWN
    for function in evaluator.index.around(scope.parsed, name.node):
        given = _bindings(evaluator, name, scope, function)
        parameter = _parameter(evaluator, name.id, scope, function)
        if given:
            first = _of_parameter(evaluator, parameter, scope, function, depth) if parameter else None
            return _last(evaluator, given, name, scope, function, depth, first)
        if parameter is not None:
            return _of_parameter(evaluator, parameter, scope, function, depth)
    elsewhere = _imported(evaluator, name, scope, depth)
    return elsewhere if elsewhere is not None else declared_value(evaluator, name.id, scope, depth) or UNKNOWN


def function_of(evaluator: "Evaluator", node: "Node", scope: "Scope") -> "Node | None":
    """Return the function in which a node stands."""
    return evaluator.index.around(scope.parsed, node)[0]


def _bindings(evaluator: "Evaluator", name: Name, scope: "Scope", function: "Node | None") -> "list[tuple[Node, Expr]]":
    """Return what a function, or the file, gives to a name, in order."""
    found: list[tuple[Node, Expr]] = []
    for node, given, around in evaluator.index.given(scope.parsed, name.id):
        own = around[0] if around else None
        if function == own or ((function is None or function in around) and _is_outer(evaluator, name, scope, own)):
            found.append((node, given))
    return found


def _is_outer(evaluator: "Evaluator", name: Name, scope: "Scope", own: "Node | None") -> bool:
    """Tell whether an inner function gives to a name of an outer one: it does not declare the name itself."""
    if own is None or scope.grammar.family == "go":
        return own is None
    declares = re.compile(rb"(?:const|let|var|let mut)\s+" + re.escape(name.id.encode()) + rb"\b")
    taken = any(each.name == name.id for each in evaluator.index.parameters(scope.parsed, own))
    python = scope.grammar.family == "python"
    outer = re.search(rb"(?:global|nonlocal)[\w, ]{1,200}\b" + re.escape(name.id.encode()) + rb"\b", own.text or b"")
    return not taken and (bool(outer) if python else not declares.search(own.text or b""))


def _last(
    evaluator: "Evaluator",
    given: "list[tuple[Node, Expr]]",
    name: Name,
    scope: "Scope",
    function: "Node | None",
    depth: int,
    first: Value | None,
) -> Value:
    """Return what a name is worth after all that may give it something before the place where it stands."""
    here = function_of(evaluator, name.node, scope) == function
    values: list[Value] = [first] if first is not None else []
    for node, expr in given[:_MOST_PLACES]:
        if here and node.start_byte >= name.node.start_byte:
            continue
        told = evaluator.value(expr, scope, depth + 1)
        if function_of(evaluator, node, scope) != function:
            values.append(told)
            continue
        always, options = True, told.options
        for condition in evaluator.index.conditions(scope.parsed, node, function):
            truth = evaluator.value(condition.expr, scope, depth + 1)
            if (truth.truth is None) or truth.truth is not condition.wanted:
                always = False
            if truth.truth is not None and truth.truth is not condition.wanted:
                options = (*truth.options, *options)
                told = replace(told, known=False, value=None, options=options, records=())
                break
        else:
            values = [told] if always else [*values, told]
            continue
        # It is not given where nobody asks for it; who does is an option of the name all the same.
        values = [each.with_options(*options) for each in values] or [literal(None, options)]
    return one_of(values)


def _parameter(
    evaluator: "Evaluator", name: str, scope: "Scope", function: "Node | None"
) -> tuple[int, Parameter] | None:
    if function is None:
        return None
    listed = evaluator.index.parameters(scope.parsed, function)
    return next(((at, each) for at, each in enumerate(listed) if each.name == name), None)


def _of_parameter(
    evaluator: "Evaluator", parameter: tuple[int, Parameter] | None, scope: "Scope", function: "Node | None", depth: int
) -> Value:
    if parameter is None or function is None:
        return UNKNOWN
    at, stated = parameter
    frame = scope.frame_of(function)
    given = _argument(frame, at, stated.name) if frame is not None else None
    if frame is not None and given is not None:
        return evaluator.value(given, frame.caller, depth + 1)
    if frame is not None and frame.call is not None and not frame.call.spread:
        return evaluator.value(stated.default, scope, depth + 1) if stated.default is not None else literal(None)
    told = _of_command(evaluator, stated, scope, function, depth)
    if told is not None:
        return told
    declared = declared_value(evaluator, stated.name, scope, depth)
    if declared is not None:
        return declared
    return evaluator.value(stated.default, scope, depth + 1).unknown() if stated.default is not None else UNKNOWN


def _argument(frame: "Frame", at: int, name: str) -> Expr | None:
    if frame.call is None:
        return None
    named = dict(frame.call.named)
    if name in named:
        return named[name]
    return frame.call.arguments[at] if at < len(frame.call.arguments) else None


def _of_command(
    evaluator: "Evaluator", stated: Parameter, scope: "Scope", function: "Node", depth: int
) -> Value | None:
    """Return the default of a parameter that is an option, as typer and fire have it."""
    decorators = [last_name(each.of if isinstance(each, Call) else each) for each in scope.grammar.decorators(function)]
    options = {"option", "argument"} & set(decorators)
    if options or not _COMMANDS & set(decorators):
        return None
    default = evaluator.value(stated.default, scope, depth + 1) if stated.default is not None else literal(None)
    shown = literal_text(default.value) if default.known and default.value is not None else None
    flag = f"--{stated.name.replace('_', '-')}"
    return default.with_options(Option(GuardKind.FLAG, flag, function, scope.parsed, shown))


def bound_once(evaluator: "Evaluator", name: Name, scope: "Scope") -> Expr | None:
    """Return what a name stands for, where it is given something in one place only."""
    for function in evaluator.index.around(scope.parsed, name.node):
        given = _bindings(evaluator, name, scope, function)
        if given:
            return given[0][1] if len(given) == 1 else None
        if _parameter(evaluator, name.id, scope, function) is not None:
            return None
    return None


def _imported(evaluator: "Evaluator", name: Name, scope: "Scope", depth: int) -> Value | None:
    """Return what another file gives to a name at its top."""
    found = evaluator.index.elsewhere(scope.parsed, name.id)
    if found is None:
        return None
    parsed, node, given = found
    key = (parsed.path, node.start_byte)
    if key in evaluator.constants:
        return evaluator.constants[key]
    cuts = evaluator.cuts
    value = evaluator.value(given, Scope(parsed), depth + 1)
    if evaluator.cuts == cuts:
        evaluator.constants[key] = value
    return value


def value_of_member(evaluator: "Evaluator", expr: Member, scope: "Scope", depth: int) -> Value:
    """Return what a field is worth: of an object that is written out, by its declaration, or by what is stored in it."""
    whole = evaluator.value(expr.of, scope, depth + 1)
    if whole.records:
        found = _of_record(evaluator, whole, expr.name, depth)
        if found is not None and found.records:
            # What describes an option is no object of the program.
            return declared_value(evaluator, expr.name, scope, depth) or found
        if found is not None:
            return _as_setting(evaluator, found, expr, scope, depth)
    path = path_of(expr)
    if whole.records and len(path) > 1 and is_store(whole, path[-2]):
        return literal(None, (Option(GuardKind.FLAG, f"--{expr.name}", expr.node, scope.parsed),))
    if scope.grammar.family == "go":
        constant = _of_package(evaluator, expr, scope, depth)
        if constant is not None:
            return constant
    elif isinstance(expr.of, Name | Member) and last_name(expr.of)[:1].isupper() and expr.name[:1].isupper():
        return _constant(evaluator, expr, scope, depth)
    declared = declared_value(evaluator, expr.name, scope, depth)
    if declared is not None:
        return declared
    stored = _stored(evaluator, expr, scope, depth)
    if stored is not None:
        return stored.with_options(*whole.options)
    is_type = scope.grammar.family == "rust" and expr.name[:1].isupper()
    if len(path) > 1 and _SETTINGS.fullmatch(path[-2]) and not is_type:
        option = Option(GuardKind.CONDITION, ".".join(path), expr.node, scope.parsed)
        return Value(options=tuple(dict.fromkeys((*whole.options, option))))
    return whole.unknown()


def is_store(value: Value, name: str) -> bool:
    """Tell whether an object is what a program puts the flags into that it finds: it begins empty."""
    empty = all(not record.fields and not record.spread and not record.made for record, _ in value.records)
    return bool(value.records) and empty and re.search(r"arg|flag|option|opts", name, re.IGNORECASE) is not None


def _of_record(evaluator: "Evaluator", whole: Value, name: str, depth: int) -> Value | None:
    found = [each for record, there in whole.records if (each := _of_one(evaluator, record, there, name, depth))]
    return one_of(found) if found else None


def _of_one(evaluator: "Evaluator", record: Record, there: Scope, name: str, depth: int) -> Value | None:
    given = record.get(name)
    if given is not None:
        return evaluator.value(given, there, depth + 1)
    for each in reversed(record.spread):
        inner = evaluator.value(Member(each.node, of=each, name=name), there, depth + 1)
        if inner.known or inner.options or inner.records:
            return inner
    return None


def _of_package(evaluator: "Evaluator", expr: Member, scope: Scope, depth: int) -> Value | None:
    """Return the value of a constant of another package of Go, None where it is no such thing."""
    if not isinstance(expr.of, Name) or not expr.name[:1].isupper() or function_of(evaluator, expr.node, scope) is None:
        return None
    if bound_once(evaluator, expr.of, scope) is not None or _is_given(evaluator, expr.of, scope):
        return None
    value = _imported(evaluator, Name(expr.node, id=expr.name), scope, depth)
    return value if value is not None and value.known else None


def _is_given(evaluator: "Evaluator", name: Name, scope: Scope) -> bool:
    """Tell whether a name is a parameter of a function around it, or the object of which that is a method."""
    for function in evaluator.index.around(scope.parsed, name.node):
        receiver = function.child_by_field_name("receiver") if function is not None else None
        own = [words(each.child_by_field_name("name")) for each in receiver.named_children] if receiver else []
        if name.id in own or _parameter(evaluator, name.id, scope, function) is not None:
            return True
    return False


def _constant(evaluator: "Evaluator", expr: Member, scope: "Scope", depth: int) -> Value:
    """Return a member of an enumeration: by its value where that is near, else by its name."""
    for each in evaluator.index.near(scope.parsed, expr.name)[:5]:
        for node in evaluator.index.mentions(each, expr.name):
            above = node.parent
            value = (
                above.child_by_field_name("value") or above.child_by_field_name("right") if above is not None else None
            )
            is_one = above is not None and above.type in {"enum_assignment", "assignment", "const_spec"}
            if (
                is_one
                and value is not None
                and value.type in {"string", "interpreted_string_literal", "expression_list"}
            ):
                there = Scope(each)
                return evaluator.value(there.grammar.expression(value), there, depth + 1)
    return Value(known=True, value=expr.name, is_name=True)


def declared_value(evaluator: "Evaluator", name: str, scope: "Scope", depth: int) -> Value | None:
    """Return what an option of that name is worth where nobody gives it, None where there is none."""
    if len(name) < 2:  # noqa: PLR2004 - the letters of loops
        return None
    key = (scope.grammar.family, scope.parsed.path.rpartition("/")[0], "".join(words_of(name)))
    if key in evaluator.declared:
        return evaluator.declared[key]
    cuts = evaluator.cuts
    evaluator.declared[key] = None
    value = evaluator.declared[key] = _declaration(evaluator, name, scope, depth)
    if evaluator.cuts != cuts:
        del evaluator.declared[key]
    return value


def _declaration(evaluator: "Evaluator", name: str, scope: "Scope", depth: int) -> Value | None:
    for each in evaluator.index.near(scope.parsed, name, spelled=True):
        grammar = grammar_for(each)
        if not evaluator.index.declares(each) or not evaluator.index.files.together(scope.parsed.path, each.path):
            continue
        for node in evaluator.index.spelled(each, name):
            declared = grammar.declared(node)
            if declared is not None and _is_named(node, declared.text, name):
                return evaluator.option(declared, each, depth)
    return None


def _is_named(node: "Node", shown: str, name: str) -> bool:
    """Tell whether an option bears a name: `--http-port` is that of `httpPort`, and `-p, --port` that of `port`."""
    texts = re.findall(r"[A-Za-z][\w-]*", words(node))
    return any(same_name(text.removeprefix("no-"), name) for text in (*texts, shown))


def _stored(evaluator: "Evaluator", expr: Member, scope: "Scope", depth: int) -> Value | None:
    """Return what is stored in fields of that name, where all that is stored is the same."""
    root = path_of(expr)[-2:-1]
    if root and not _SETTINGS.fullmatch(root[0]) and root[0] not in scope.grammar.own:
        return None
    key = (scope.parsed.path, expr.name)
    if key not in evaluator.stored:
        cuts = evaluator.cuts
        evaluator.stored[key] = None
        result = evaluator.stored[key] = _all_stored(evaluator, expr, scope, depth)
        if evaluator.cuts != cuts:
            del evaluator.stored[key]
    else:
        result = evaluator.stored[key]
    return _as_setting(evaluator, result, expr, scope, depth) if result is not None else None


def _all_stored(evaluator: "Evaluator", expr: Member, scope: Scope, depth: int) -> Value | None:
    found: list[Value] = []
    for each in evaluator.index.near(scope.parsed, expr.name)[:_MOST_PLACES]:
        there = Scope(each)
        for node, given in evaluator.index.stored(each, expr.name):
            if len(found) >= _MOST_PLACES:
                break
            asked = [
                (evaluator.value(condition.expr, there, depth + 1), condition.wanted)
                for condition in evaluator.index.conditions(each, node, function_of(evaluator, node, there))
            ]
            if any(value.truth is not None and value.truth is not wanted for value, wanted in asked):
                continue
            found.append(evaluator.value(_default_of(given), there, depth + 1))
        if any(value.known or value.options for value in found):
            break
    told = [value for value in found if value.known or value.options or value.records]
    if not told:
        return None
    return one_of(told) if len(told) == len(found) else Value(options=one_of(told).options)


def _as_setting(evaluator: "Evaluator", value: Value, expr: Member, scope: Scope, depth: int) -> Value:
    """Return the value of a field with the option that it is, where it is a setting."""
    path = path_of(expr)
    if value.options or not value.known or len(path) < 2 or not _SETTINGS.fullmatch(path[-2]):  # noqa: PLR2004
        return value
    declared = declared_value(evaluator, expr.name, scope, depth)
    if declared is not None and declared.options:
        return value.with_options(*declared.options)
    shown = literal_text(value.value) if value.value is not None else None
    return value.with_options(Option(GuardKind.CONDITION, ".".join(path), expr.node, scope.parsed, shown))


def _default_of(given: Expr) -> Expr:
    """`Field(default="stdio")` and its like."""
    if isinstance(given, Call) and last_name(given.of) in {"Field", "field", "ib", "attrib", "Option", "Argument"}:
        named = dict(given.named)
        if "default" in named:
            return named["default"]
        if given.arguments:
            return given.arguments[0]
    return given
