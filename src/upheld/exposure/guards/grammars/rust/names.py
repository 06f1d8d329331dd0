"""The functions of Rust, and what is given to names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import rust as declaring
from upheld.exposure.guards.expression import (
    Expr,
    Item,
    Listing,
    Lit,
    Member,
    Name,
)
from upheld.exposure.guards.grammar import Declared, Parameter, ancestors, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.rust.branches import RustBranches

if TYPE_CHECKING:
    from tree_sitter import Node


class Rust(RustBranches):
    """How Rust writes what guards rest on."""

    family = "rust"
    functions = frozenset({"function_item", "closure_expression"})
    classes = frozenset({"struct_item", "enum_item"})
    block = "block"
    returning = "return_expression"
    hands = frozenset({"arguments", "array_expression", "reference_expression"})
    declares = re.compile(rb"#\[(?:arg|clap|structopt|command|serde)|Arg::")
    defines = re.compile(rb".*\b(?:fn|struct|enum)\s+", re.DOTALL)
    assigns: re.Pattern[bytes] | None = re.compile(rb"[^\n=]{0,200}=")
    binds = re.compile(rb".*\b(?:const|static|mut)\s+", re.DOTALL)
    own = frozenset({"self", "Self"})

    def name_of(self, function: "Node") -> str:
        name = field(function, "name")
        if name is not None or function.type != "closure_expression":
            return words(name)
        above = function.parent
        pattern = field(above, "pattern") if above is not None and above.type == "let_declaration" else None
        return words(pattern) if pattern is not None and pattern.type == "identifier" else ""

    def class_of(self, function: "Node") -> str:
        above = function.parent
        owner = above.parent if above is not None and above.type == "declaration_list" else None
        if owner is None or owner.type != "impl_item":
            return ""
        return words(field(owner, "type")).partition("<")[0].rpartition("::")[2]

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        listed = field(function, "parameters")
        found: list[Parameter] = []
        for each in named_children(listed, "self_parameter", "attribute_item") if listed is not None else ():
            pattern = field(each, "pattern") or each
            name = words(pattern).removeprefix("mut ") if pattern.type in {"identifier", "mut_pattern"} else ""
            found.append(Parameter(name, None, words(field(each, "type")).lstrip("&")))
        return found

    def bound(self, name: "Node") -> Expr | None:  # noqa: PLR0912 - one for each kind of node
        above, inner = name.parent, name
        while above is not None and above.type in {
            "mut_pattern",
            "ref_pattern",
            "tuple_struct_pattern",
            "match_pattern",
        }:
            if field(above, "type") == inner or field(above, "condition") == inner:
                return None
            inner, above = above, above.parent
        if above is None:
            return None
        value = field(above, "value") or field(above, "right")
        match above.type:
            case "let_declaration" if field(above, "pattern") == inner:
                return self.expression(value) if value is not None else Expr(above)
            case "let_condition" if field(above, "pattern") == inner and value is not None:
                return self.expression(value)
            case "match_arm" if field(above, "pattern") == inner and above.parent is not None:
                subject = field(above.parent.parent, "value") if above.parent.parent is not None else None
                return self.expression(subject) if subject is not None else None
            case "assignment_expression" if field(above, "left") == inner and value is not None:
                return self.expression(value)
            case "const_item" | "static_item" if field(above, "name") == inner and value is not None:
                return self.expression(value)
            case "for_expression" if field(above, "pattern") == inner and value is not None:
                return Item(above, of=self.expression(value), key=Lit(above, value=0))
            case "struct_pattern" | "field_pattern":
                return self._of_struct(name)
            case "tuple_pattern" if above.parent is not None and above.parent.type == "let_declaration":
                whole = field(above.parent, "value")
                made = self.expression(whole) if whole is not None else None
                index = above.named_children.index(inner)
                if isinstance(made, Listing) and len(made.items) == len(above.named_children):
                    return made.items[index]
                return Expr(above, (made,) if made is not None else ())
            case _:
                return None

    def _of_struct(self, name: "Node") -> Expr | None:
        """Return what a name gets of a structure that is taken apart."""
        steps: list[str] = []
        inner = name
        for above in ancestors(name):
            if above.type == "field_pattern":
                key = field(above, "name")
                if key == inner and key is not None and key.type == "field_identifier":
                    return None
                steps.append(words(key))
            elif above.type == "struct_pattern" and inner.type == "shorthand_field_identifier":
                steps.append(words(inner))
            elif above.type not in {"struct_pattern", "mut_pattern", "ref_pattern"}:
                value = field(above, "value")
                if above.type != "let_declaration" or value is None:
                    return Expr(above)
                whole = self.expression(value)
                for step in reversed(steps):
                    whole = Member(name, of=whole, name=step)
                return whole
            inner = above
        return None

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if above.type == "field_initializer" and field(above, "field") == name:
            value = field(above, "value")
            return self.expression(value) if value is not None else None
        if above.type == "shorthand_field_initializer":
            return Name(name, id=words(name))
        return self._assigned(name)

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def _left_over(self, body: "Node") -> Sequence["Node"]:
        inner = named_children(body)
        return [] if not inner or inner[-1].type.endswith(("_statement", "_declaration")) else inner[-1:]
