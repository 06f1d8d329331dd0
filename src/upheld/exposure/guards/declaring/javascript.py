"""Options as yargs, commander, `parseArgs`, minimist, zod and their like declare them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Expr, Lambda, Lit, Member, Name, Record, last_name
from upheld.exposure.guards.grammar import Declared, Grammar, ancestors, inside, words
from upheld.exposure.guards.grammars.common import field, named_children, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_OPTION = frozenset({"option", "requiredOption", "Option", "positional", "argument"})
_GROUPS = frozenset({"options", "flags", "args", "arguments"})
_READERS = frozenset({"options", "parseArgs", "meow", "cli", "defineCommand", "command", "parse"})
_SHAPE = frozenset({"type", "default", "alias", "describe", "description", "short", "demandOption"})
_OTHERS = frozenset({"properties", "inputSchema", "schema", "outputSchema"})
_TOOLS = frozenset({"tool", "registerTool", "addTool", "registerPrompt", "prompt"})
_NEGATED = re.compile(r"--no-[\w-]+")
_LONG = re.compile(r"--?[\w-]+")
_LOUD = re.compile(r"[A-Z][A-Z0-9_]+")


def declared(grammar: Grammar, node: "Node") -> Declared | None:
    """Return the option that is declared by the text or the key at a node."""
    whole = node.parent if node.type == "string_fragment" else node
    if whole is None or whole.parent is None:
        return None
    above = whole.parent
    if above.type == "arguments" and whole.type in {"string", "template_string"} and above.parent is not None:
        return _called(grammar, above.parent, whole)
    if above.type == "pair" and field(above, "key") == whole:
        return _keyed(grammar, above)
    if above.type == "array":
        return _listed(above, whole)
    return None


def _called(grammar: Grammar, node: "Node", text: "Node") -> Declared | None:
    """`.option("transport", {...})`, `.option("--transport <kind>", "what for", "stdio")`, `new Option("--transport")`."""
    call = grammar.expression(node)
    if not isinstance(call, Call) or last_name(call.of) not in _OPTION or not call.arguments:
        return None
    first = call.arguments[0]
    if first.node != text or not isinstance(first, Lit) or not isinstance(first.value, str):
        return None
    stated = first.value
    if len(call.arguments) > 1 and isinstance(call.arguments[1], Record):
        return _described(call.arguments[1], f"--{stated.lstrip('-')}", text)
    names = _LONG.findall(stated)
    shown = names[-1] if names else stated
    if _NEGATED.search(stated):
        return Declared("flag", shown, Lit(text, value=True), node=text)
    chained = next(
        (each.arguments[0] for name, each in _chain(grammar, node) if name == "default" and each.arguments), None
    )
    plain = [each for each in call.arguments[2:] if not _is_function(each)]
    default = chained or (plain[0] if plain else None)
    if default is None and "<" not in stated and "[" not in stated and stated.startswith("-"):
        default = Lit(text, value=False)
    return Declared("flag", shown, default, nothing=default is None, node=text)


def _is_function(expr: Expr) -> bool:
    return isinstance(expr, Lambda) or (
        isinstance(expr, Name) and re.match(r"parse|to[A-Z]|Number|String", expr.id) is not None
    )


def _chain(grammar: Grammar, node: "Node") -> Iterator[tuple[str, Call]]:
    """Yield the methods that are called on what a call returns, one after the other."""
    for above in ancestors(node):
        if above.type not in {"member_expression", "call_expression"}:
            return
        if above.type == "call_expression":
            call = grammar.expression(above)
            if isinstance(call, Call) and isinstance(call.of, Member):
                yield call.of.name, call


def _described(stated: Record, shown: str, node: "Node") -> Declared:
    default = stated.get("default")
    kind = stated.get("type")
    if default is None and (
        (isinstance(kind, Lit) and kind.value == "boolean")
        or (isinstance(kind, Name) and kind.id == "Boolean")
        or isinstance(stated.get("boolean"), Lit)
    ):
        default = Lit(node, value=False)
    return Declared("flag", shown, default, nothing=default is None, node=node)


def _keyed(grammar: Grammar, pair: "Node") -> Declared | None:
    key, value = field(pair, "key"), field(pair, "value")
    if key is None or value is None or _is_of_a_tool(grammar, pair):
        return None
    name = string_of(key, "string_fragment") if key.type == "string" else words(key)
    expr = grammar.expression(value)
    if isinstance(expr, Record) and _SHAPE & {field for field, _ in expr.fields} and _is_of_a_reader(grammar, pair):
        return _described(expr, f"--{name}", key)
    return _validated(expr, name, key)


def _is_of_a_tool(grammar: Grammar, pair: "Node") -> bool:
    """Tell whether a schema is that of what a tool is given."""
    for above in ancestors(pair):
        if above.type == "pair" and words(field(above, "key")) in _OTHERS:
            return True
        if above.type in grammar.calls:
            call = grammar.expression(above)
            if isinstance(call, Call) and last_name(call.of) in _TOOLS:
                return True
    return False


def _is_of_a_reader(grammar: Grammar, pair: "Node") -> bool:
    for above in ancestors(pair):
        if above.type == "pair" and words(field(above, "key")) in _GROUPS:
            return True
        if above.type in grammar.calls:
            call = grammar.expression(above)
            return isinstance(call, Call) and last_name(call.of) in _READERS
        if above.type == "variable_declarator":
            return any(word in words(field(above, "name")).lower() for word in ("option", "flag", "args"))
    return False


def _validated(expr: Expr, name: str, key: "Node") -> Declared | None:
    """`z.enum(["stdio", "http"]).default("stdio")`."""
    default: Expr | None = None
    optional = False
    inner = expr
    while isinstance(inner, Call) and isinstance(inner.of, Member):
        if inner.of.name in {"default", "catch", "prefault"} and inner.arguments and default is None:
            default = inner.arguments[0]
        optional = optional or inner.of.name in {"optional", "nullish"}
        inner = inner.of.of
        if isinstance(inner, Member):
            inner = inner.of
    if not isinstance(inner, Name) or inner.id not in {"z", "zod", "v", "Joi", "joi", "convict"} or inner is expr:
        return None
    if default is None and not optional:
        return None
    kind = "variable" if _LOUD.fullmatch(name) else "setting"
    return Declared(kind, name, default, nothing=default is None, node=key)


def _listed(array: "Node", text: "Node") -> Declared | None:
    """`minimist(argv, {boolean: ["http"]})`."""
    pair = array.parent
    if pair is None or pair.type != "pair" or words(field(pair, "key")) not in {"boolean", "string"}:
        return None
    call = next((each for each in ancestors(pair) if each.type == "call_expression"), None)
    callee = words(field(call, "function")) if call is not None else ""
    if "minimist" not in callee and "mri" not in callee and "yargs" not in callee.lower():
        return None
    boolean = words(field(pair, "key")) == "boolean"
    default = Lit(text, value=False) if boolean else None
    options = pair.parent
    for other in named_children(options) if options is not None else ():
        stated = field(other, "value")
        if words(field(other, "key")) == "default" and stated is not None:
            for each in named_children(stated):
                key, value = field(each, "key"), field(each, "value")
                if (
                    words(key).strip("'\"") == words(text).strip("'\"")
                    and value is not None
                    and not inside(text, value)
                ):
                    default = Lit(value, value=words(value).strip("'\""))
    return Declared("flag", f"--{words(text).strip(chr(39) + chr(34))}", default, nothing=default is None, node=text)
