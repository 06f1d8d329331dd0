"""Options as flag, pflag, cobra, viper, urfave/cli and the tags of structures declare them."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Lit, Record, last_name
from upheld.exposure.guards.grammar import Declared, Grammar, ancestors, words
from upheld.exposure.guards.grammars.common import field

if TYPE_CHECKING:
    from tree_sitter import Node

_FLAG = re.compile(
    r"(?P<type>String|Bool|Int|Int64|Uint|Uint16|Uint64|Float64|Duration)(?:Slice|Array)?(?P<var>Var)?(?P<short>P)?"
)
_TAG = re.compile(r'(\w+):"([^"]{0,200})"')
_DEFAULTS = ("default", "envDefault", "env-default")
_OF_FLAGS = ("arg", "long", "name", "short", "help", "flag", "optional")


def declared(grammar: Grammar, node: "Node") -> Declared | None:
    """Return the option that is declared by the text or the name at a node."""
    whole = node.parent if node.type.endswith("_literal_content") else node
    if whole is None:
        return None
    if whole.type == "field_identifier" and whole.parent is not None and whole.parent.type == "field_declaration":
        return _tagged(whole, whole.parent)
    for above in ancestors(whole):
        if above.type == "call_expression":
            return _called(grammar, above, whole)
        if above.type == "composite_literal":
            return _composed(grammar, above, whole)
        if above.type in {"block", "func_literal", "source_file"}:
            return None
    return None


def _called(grammar: Grammar, node: "Node", whole: "Node") -> Declared | None:
    """`flag.String("transport", "stdio", "…")`, `cmd.Flags().StringVarP(&options.transport, "transport", "t", "stdio", "…")`."""
    call = grammar.expression(node)
    if not isinstance(call, Call):
        return None
    called = last_name(call.of)
    if called == "SetDefault" and len(call.arguments) == 2 and call.arguments[0].node == whole:  # noqa: PLR2004
        return Declared("setting", words(whole).strip('"'), call.arguments[1], node=whole)
    match = _FLAG.fullmatch(called)
    if not match:
        return None
    at = 1 if match["var"] else 0
    default_at = at + (2 if match["short"] else 1)
    if len(call.arguments) <= default_at + 1:
        return None
    name = call.arguments[at]
    target = call.arguments[0].node if match["var"] else name.node
    if whole != name.node and not (target.start_byte <= whole.start_byte and whole.end_byte == target.end_byte):
        return None
    shown = str(name.value) if isinstance(name, Lit) else _constant(words(name.node), name.node)
    default = call.arguments[default_at]
    # A field that is its own default holds what its type has for nothing.
    if match["var"] and words(target).lstrip("&") == words(default.node):
        return Declared("flag", f"--{shown}", None, nothing=True, node=name.node)
    return Declared("flag", f"--{shown}", default, node=name.node)


def _constant(name: str, node: "Node") -> str:
    """Return the text of a constant that the file declares, else its name."""
    root = next((each for each in ancestors(node) if each.type == "source_file"), node)
    text = (root.text or b"").decode(errors="replace")
    found = re.search(rf'\b{re.escape(name)}\s{{1,40}}(?:string\s{{1,10}})?=\s{{0,10}}"([\w-]{{1,60}})"', text)
    return found[1] if found else name


def _composed(grammar: Grammar, node: "Node", whole: "Node") -> Declared | None:
    """`&cli.StringFlag{Name: "transport", Value: "stdio"}`."""
    made = grammar.expression(node)
    if not isinstance(made, Record) or not made.made.endswith("Flag"):
        return None
    name = made.get("Name")
    if name is None or name.node != whole or not isinstance(name, Lit):
        return None
    default = made.get("Value")
    if default is None and made.made.startswith("Bool"):
        default = Lit(whole, value=False)
    return Declared("flag", f"--{name.value}", default, nothing=default is None, node=whole)


def _tagged(name: "Node", declaration: "Node") -> Declared | None:
    """`Transport string `env:"TRANSPORT" envDefault:"stdio"``."""
    tags = dict(_TAG.findall(words(field(declaration, "tag"))))
    default = next((tags[each] for each in _DEFAULTS if each in tags), None)
    variable = tags.get("env", tags.get("envconfig"))
    if default is None and variable is None and not any(each in tags for each in _OF_FLAGS):
        return None
    value = Lit(name, value=default) if default is not None else None
    kind, shown = ("variable", variable.partition(",")[0]) if variable else ("flag", f"--{words(name).lower()}")
    if words(field(declaration, "type")) == "bool":
        value = Lit(name, value=default == "true")
    return Declared(kind, shown, value, nothing=value is None, node=name)
