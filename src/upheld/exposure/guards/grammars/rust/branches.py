"""The branches of Rust, and how they end."""

from typing import TYPE_CHECKING

from upheld.exposure.guards.grammar import words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.rust.expressions import RustExpressions

if TYPE_CHECKING:
    from tree_sitter import Node


class RustBranches(RustExpressions):
    """How Rust writes branches."""

    branches = frozenset({"if_expression"})
    choices = frozenset({"match_expression"})

    def leaves(self, body: "Node") -> str:
        statements = named_children(body) if body.type == "block" else [body]
        if not statements:
            return ""
        last = statements[-1]
        if last.type == "expression_statement" and last.named_children:
            last = last.named_children[0]
        if last.type == "return_expression":
            text = words(last.named_children[0]) if last.named_children else ""
            return "error" if text.startswith(("Err(", "Err::")) else "return"
        if last.type in {"continue_expression", "break_expression"}:
            return "return"
        if last.type == "macro_invocation":
            return (
                "error" if words(field(last, "macro")).rpartition("::")[2] in {"panic", "bail", "unreachable"} else ""
            )
        if last.type == "call_expression" and words(field(last, "function")).endswith("process::exit"):
            return "return" if words(field(last, "arguments")) == "(0)" else "error"
        return ""
