"""Options as argparse, click and pydantic declare them."""

from typing import TYPE_CHECKING

from upheld.exposure.guards.expression import Call, Expr, Lit, last_name
from upheld.exposure.guards.grammar import Declared, Grammar, ancestors, words
from upheld.exposure.guards.grammars.common import field, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_FLAGS = frozenset({"add_argument", "add_option", "option", "argument", "Option"})


def declared(grammar: Grammar, node: "Node") -> Declared | None:
    """Return the option that is declared by the text or the name at a node."""
    whole = node.parent if node.type == "string_content" else node
    if whole is None or whole.parent is None:
        return None
    if whole.type == "string":
        return _of_text(grammar, whole)
    if whole.type == "identifier" and whole.parent.type == "assignment":
        return _of_settings(grammar, whole)
    return None


def _of_text(grammar: Grammar, text: "Node") -> Declared | None:
    node = next((each for each in ancestors(text) if each.type == "call"), None)
    call = grammar.expression(node) if node is not None else None
    if not isinstance(call, Call):
        return None
    named = dict(call.named)
    if last_name(call.of) == "add_subparsers" and "dest" in named and named["dest"].node == text:
        return Declared("subcommand", "a subcommand", None, nothing=True, node=text)
    is_name = any(each.node == text for each in call.arguments) or ("dest" in named and named["dest"].node == text)
    if last_name(call.of) not in _FLAGS or not is_name:
        return None
    texts = [each.value for each in call.arguments if isinstance(each, Lit) and isinstance(each.value, str)]
    shown = max(texts, key=len) if texts else string_of(text, "string_content")
    shown = shown.partition("/")[0] if "/" in shown and shown.startswith("-") else shown
    default = _default(named, text)
    return Declared("flag", shown, default, nothing=default is None, node=text)


def _default(named: dict[str, Expr], text: "Node") -> Expr | None:
    if "default" in named:
        return named["default"]
    action, flag = named.get("action"), named.get("is_flag")
    if isinstance(action, Lit) and action.value in {"store_true", "store_false"}:
        return Lit(text, value=action.value == "store_false")
    if isinstance(flag, Lit) and flag.value is True:
        return Lit(text, value=False)
    return None


def _of_settings(grammar: Grammar, name: "Node") -> Declared | None:
    """`transport: str = "stdio"` in a class whose fields are read from the environment."""
    above = name.parent
    owner = next((each for each in ancestors(name) if each.type in {"class_definition", "function_definition"}), None)
    if above is None or owner is None or owner.type != "class_definition" or field(above, "left") != name:
        return None
    if "Settings" not in words(field(owner, "superclasses")):
        return None
    value = field(above, "right")
    default = grammar.expression(value) if value is not None else None
    return Declared("variable", words(name).upper(), default, nothing=default is None, node=name)
