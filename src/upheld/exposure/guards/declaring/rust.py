"""Options as clap and serde declare them."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Expr, Lit, Member, Name
from upheld.exposure.guards.grammar import Declared, Grammar, ancestors, words
from upheld.exposure.guards.grammars.common import field

if TYPE_CHECKING:
    from tree_sitter import Node

_SUBCOMMAND = re.compile(r"\bsubcommand\b")
_DEFAULT = re.compile(
    r"\bdefault(?:_value(?:_t)?)?\s{0,5}=\s{0,5}(?:\"(?P<text>[^\"]{0,200})\"|(?P<name>[\w:.]{1,100}))"
)
_BARE = re.compile(r"\(\s{0,5}default\s{0,5}[,)]|,\s{0,5}default\s{0,5}[,)]|\bdefault_value_t\s{0,5}[,)]")
_LONG = re.compile(r"\blong\s{0,5}=\s{0,5}\"([\w-]{1,60})\"")
_VARIABLE = re.compile(r"\benv\s{0,5}=\s{0,5}\"(\w{1,80})\"")
_OURS = re.compile(r"#\[\s{0,5}(?:arg|clap|structopt|command|serde)\b")


def declared(grammar: Grammar, node: "Node") -> Declared | None:
    """Return the option that is declared by the text or the name at a node."""
    whole = node.parent if node.type == "string_content" else node
    if whole is None or whole.parent is None:
        return None
    if whole.type == "field_identifier" and whole.parent.type == "field_declaration":
        return _field(whole, whole.parent)
    if whole.type == "string_literal" and whole.parent.type == "arguments" and whole.parent.parent is not None:
        return _built(grammar, whole.parent.parent, whole)
    return None


def _field(name: "Node", declaration: "Node") -> Declared | None:
    attributes: list[str] = []
    before = declaration.prev_named_sibling
    while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
        if before.type == "attribute_item":
            attributes.append(words(before))
        before = before.prev_named_sibling
    stated = " ".join(attributes)
    if not _OURS.search(stated):
        return None
    kind = words(field(declaration, "type"))
    if _SUBCOMMAND.search(stated):
        return Declared("subcommand", "a subcommand", None, nothing=True, node=name)
    long, variable = _LONG.search(stated), _VARIABLE.search(stated)
    shown = f"--{long[1] if long else words(name).replace('_', '-')}"
    default = _default(stated, name, is_serde="#[serde" in stated)
    if default is None and _BARE.search(stated):
        default = Call(
            name, of=Member(name, of=Name(name, id=kind.partition("<")[0].rpartition("::")[2]), name="default")
        )
    if kind == "bool" and (default is None or isinstance(default, Call)):
        default = Lit(name, value=False)
    if variable and "long" not in stated:
        return Declared("variable", variable[1], default, nothing=default is None, node=name)
    return Declared("setting" if "#[serde" in stated else "flag", shown, default, nothing=default is None, node=name)


def _default(stated: str, node: "Node", *, is_serde: bool) -> Expr | None:
    match = _DEFAULT.search(stated)
    if match is None:
        return None
    if match["text"] is not None:
        # serde names the function that makes the default.
        if is_serde:
            return Call(node, of=Name(node, id=match["text"].rpartition("::")[2]))
        return Lit(node, value=match["text"])
    text = match["name"]
    if text in {"true", "false"}:
        return Lit(node, value=text == "true")
    if text.isdecimal():
        return Lit(node, value=int(text[:18]))
    above, _, last = text.rpartition("::")
    return Member(node, of=Name(node, id=above.rpartition("::")[2]), name=last) if above else Name(node, id=last)


def _built(grammar: Grammar, node: "Node", text: "Node") -> Declared | None:
    """`Arg::new("transport").long("transport").default_value("stdio")`."""
    call = grammar.expression(node)
    if not isinstance(call, Call) or words(call.of.node) not in {"Arg::new", "Arg::with_name", "clap::Arg::new"}:
        return None
    default: Expr | None = None
    for above in ancestors(node):
        if above.type == "call_expression":
            step = grammar.expression(above)
            if not isinstance(step, Call) or not isinstance(step.of, Member):
                break
            if step.of.name in {"default_value", "default_value_t"} and step.arguments:
                default = step.arguments[0]
            elif step.of.name == "action" and "SetTrue" in words(above):
                default = Lit(text, value=False)
        elif above.type != "field_expression":
            break
    return Declared("flag", f"--{words(text).strip(chr(34))}", default, nothing=default is None, node=text)
