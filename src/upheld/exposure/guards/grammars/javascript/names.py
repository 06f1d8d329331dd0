"""The functions of JavaScript, and what is given to names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import javascript as declaring
from upheld.exposure.guards.expression import (
    Either,
    Expr,
    Item,
    Lit,
    Member,
    Name,
)
from upheld.exposure.guards.grammar import Declared, Parameter, ancestors, inside, words
from upheld.exposure.guards.grammars.common import field, named_children
from upheld.exposure.guards.grammars.javascript.branches import JavaScriptBranches
from upheld.exposure.guards.grammars.javascript.expressions import key_of

if TYPE_CHECKING:
    from tree_sitter import Node


class JavaScript(JavaScriptBranches):
    """How JavaScript and TypeScript write what guards rest on."""

    family = "javascript"
    functions = frozenset(
        {
            "function_declaration",
            "generator_function_declaration",
            "method_definition",
            "arrow_function",
            "function_expression",
            "generator_function",
        }
    )
    classes = frozenset({"class_declaration", "class", "abstract_class_declaration"})
    block = "statement_block"
    hands = frozenset({"arguments", "pair", "object", "array", *JavaScriptBranches.wraps})
    declares = re.compile(rb"[Oo]ption|parseArgs|minimist|meow|\bz\.|yargs|flags|args")
    defines = re.compile(
        rb".*\b(?:function|class|const|let|var)\b[\s*]*|.*[;{}]\s*|[\s,*#]*"
        rb"(?:(?:async|static|public|private|protected|readonly|override|abstract|get|set|export|default|declare)[\s*#]+)*",
        re.DOTALL,
    )
    assigns: re.Pattern[bytes] | None = re.compile(rb"\s*[?!]?\s*[=:]")
    binds = re.compile(rb".*", re.DOTALL)
    own = frozenset({"this"})

    def name_of(self, function: "Node") -> str:
        name = field(function, "name")
        if name is not None:
            return words(name)
        above = function.parent
        while above is not None and above.type in self.wraps:
            above = above.parent
        if above is None:
            return ""
        match above.type:
            case "variable_declarator" | "public_field_definition" | "field_definition":
                name = field(above, "name") or field(above, "property")
            case "pair":
                name = field(above, "key")
            case "assignment_expression":
                name = field(above, "left")
                name = field(name, "property") if name is not None and name.type == "member_expression" else name
            case _:
                return ""
        return words(name) if name is not None and name.type.endswith("identifier") else ""

    def class_of(self, function: "Node") -> str:
        above = function.parent
        if above is not None and above.type in {"public_field_definition", "field_definition"}:
            above = above.parent
        owner = above.parent if above is not None and above.type == "class_body" else None
        return self.name_of(owner) if owner is not None else ""

    def is_made(self, function: "Node") -> bool:
        return self.name_of(function) == "constructor"

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        single = field(function, "parameter")
        if single is not None:
            return [Parameter(words(single))]
        listed = field(function, "parameters")
        found: list[Parameter] = []
        for each in named_children(listed) if listed is not None else ():
            pattern = field(each, "pattern") or each
            value = field(each, "value")
            if pattern.type == "assignment_pattern":
                value, pattern = field(pattern, "right"), field(pattern, "left") or pattern
            default = self.expression(value) if value is not None else None
            kind = words(field(each, "type")).lstrip(": ")
            # A pattern takes a place, and its names are bound to fields of what is given.
            name = words(pattern) if pattern.type in {"identifier", "this"} else ""
            found.append(Parameter(name, default, kind))
        return found

    def bound(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        match above.type:
            case "variable_declarator" if field(above, "name") == name:
                value = field(above, "value")
                return self.expression(value) if value is not None else Lit(above, value=None)
            case "assignment_expression" if field(above, "left") == name:
                value = field(above, "right")
                return self.expression(value) if value is not None else None
            case "augmented_assignment_expression" if field(above, "left") == name:
                return Expr(above)
            case "for_in_statement" if field(above, "left") == name:
                value = field(above, "right")
                return Item(above, of=self.expression(value), key=Lit(above, value=0)) if value is not None else None
            case (
                "object_pattern" | "pair_pattern" | "object_assignment_pattern" | "assignment_pattern" | "array_pattern"
            ):
                return self._taken_apart(name)
            case _:
                return None

    def _taken_apart(self, name: "Node") -> Expr | None:
        """Return what a name gets of an object or a list that is taken apart."""
        default: Expr | None = None
        steps: list[str | int] = []
        inner = name
        for above in ancestors(name):
            if above.type in {"object_assignment_pattern", "assignment_pattern"}:
                value = field(above, "right")
                if field(above, "left") != inner or value is None:
                    return None
                default = self.expression(value)
                if inner.type == "shorthand_property_identifier_pattern":
                    steps.append(words(inner))
            elif above.type == "pair_pattern":
                key = field(above, "key")
                if key is None or inside(name, key):
                    return None
                steps.append(key_of(key))
            elif above.type == "object_pattern":
                if inner.type == "shorthand_property_identifier_pattern":
                    steps.append(words(inner))
            elif above.type == "array_pattern":
                steps.append(above.named_children.index(inner))
            else:
                value = field(above, "value") or field(above, "right")
                if above.type not in {"variable_declarator", "assignment_expression"} or value is None:
                    return None
                whole = self.expression(value)
                for step in reversed(steps):
                    whole = (
                        Member(name, of=whole, name=step)
                        if isinstance(step, str)
                        else Item(name, of=whole, key=Lit(name, value=step))
                    )
                return Either(name, left=whole, right=default, only_missing=True) if default is not None else whole
            inner = above
        return None

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if name.type == "string_fragment":
            name, above = above, above.parent
            if above is None:
                return None
        value: Node | None = None
        match above.type:
            case "pair" if field(above, "key") == name:
                value = field(above, "value")
            case "public_field_definition" | "field_definition" if name in (
                field(above, "name"),
                field(above, "property"),
            ):
                value = field(above, "value")
            case "member_expression":
                return self._assigned(name)
            case "object" if name.type == "shorthand_property_identifier":
                return Name(name, id=words(name))
            case _:
                pass
        return self.expression(value) if value is not None else None

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)
