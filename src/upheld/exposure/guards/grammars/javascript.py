"""JavaScript and TypeScript."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import javascript as declaring
from upheld.exposure.guards.expression import (
    Both,
    Call,
    Choice,
    Compare,
    Either,
    Expr,
    Item,
    Lambda,
    Listing,
    Lit,
    Member,
    Name,
    Not,
    Record,
    path_of,
)
from upheld.exposure.guards.grammar import Arm, Declared, Parameter, ancestors, inside, words
from upheld.exposure.guards.grammars.common import DEEPEST, field, named_children, number, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDS = {"return_statement": "return", "continue_statement": "return", "break_statement": "return"}
_WRAPPED = frozenset(
    {
        "parenthesized_expression",
        "await_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
        "type_assertion",
        "expression_statement",
        "else_clause",
    }
)
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_SIGNS = {"===": "==", "!==": "!=", "==": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "in": "in"}
_ANONYMOUS = frozenset({"arrow_function", "function_expression", "generator_function"})


class JavaScript:
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
    calls = frozenset({"call_expression", "new_expression"})
    comments = frozenset({"comment", "hash_bang_line"})
    declares = re.compile(rb'option|parseArgs|minimist|meow|\bz\.|yargs|flags|args')
    own = frozenset({"this"})

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0911 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "true" | "false" | "null" | "undefined":
                return Lit(node, value=_CONSTANTS[node.type])
            case "identifier" | "this" | "shorthand_property_identifier":
                name = words(node)
                return Lit(node, value=None) if name == "undefined" else Name(node, id=name)
            case "number":
                return number(node)
            case "string":
                return Lit(node, value=string_of(node, "string_fragment"))
            case "template_string":
                inner = [each for each in node.named_children if each.type == "template_substitution"]
                if not inner:
                    return Lit(node, value=string_of(node, "string_fragment"))
                return Expr(node, tuple(of(each.named_children[0]) for each in inner if each.named_children))
            case "member_expression":
                return Member(node, of=of(field(node, "object")), name=words(field(node, "property")))
            case "subscript_expression":
                key = of(field(node, "index"))
                if isinstance(key, Lit) and isinstance(key.value, str):
                    return Member(node, of=of(field(node, "object")), name=key.value)
                return Item(node, of=of(field(node, "object")), key=key)
            case "call_expression" | "new_expression":
                return self._call(node, depth)
            case "unary_expression" if words(field(node, "operator")) == "!":
                return Not(node, of=of(field(node, "argument")))
            case "binary_expression":
                return self._binary(node, depth)
            case "ternary_expression":
                condition, yes, no = (of(field(node, name)) for name in ("condition", "consequence", "alternative"))
                return Choice(node, arms=((condition, yes), (None, no)))
            case "object":
                return self._record(node, depth)
            case "array":
                return Listing(node, items=tuple(of(each) for each in named_children(node)))
            case kind if kind in _ANONYMOUS:
                return Lambda(node)
            case "assignment_expression":
                return of(field(node, "right"))
            case kind if kind in _WRAPPED and node.named_children:
                return of(node.named_children[0])
            case _:
                return Expr(node, tuple(of(each) for each in named_children(node)[:10]))

    def _binary(self, node: "Node", depth: int) -> Expr:
        left, right = field(node, "left"), field(node, "right")
        if left is None or right is None:
            return Expr(node)
        one, other, sign = self._expression(left, depth + 1), self._expression(right, depth + 1), words(field(node, "operator"))
        match sign:
            case "&&":
                return Both(node, left=one, right=other)
            case "||" | "??":
                return Either(node, left=one, right=other, only_missing=sign == "??")
            case _ if sign in _SIGNS:
                return Compare(node, sign=_SIGNS[sign], left=one, right=other)
            case _:
                return Expr(node, (one, other))

    def _call(self, node: "Node", depth: int) -> Expr:
        callee = field(node, "function") or field(node, "constructor")
        listed = field(node, "arguments")
        plain: list[Expr] = []
        spread: list[Expr] = []
        for each in named_children(listed) if listed is not None else ():
            if each.type == "spread_element" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
            else:
                plain.append(self._expression(each, depth + 1))
        of = self._expression(callee, depth + 1) if callee is not None else Expr(node)
        return Call(node, of=of, arguments=tuple(plain), spread=tuple(spread))

    def _record(self, node: "Node", depth: int) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(node):
            key, value = field(each, "key"), field(each, "value")
            if each.type == "pair" and key is not None and value is not None:
                fields.append((_key(key), self._expression(value, depth + 1)))
            elif each.type == "shorthand_property_identifier":
                fields.append((words(each), Name(each, id=words(each))))
            elif each.type == "method_definition":
                fields.append((words(field(each, "name")), Lambda(each)))
            elif each.type == "spread_element" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
        return Record(node, fields=tuple(fields), spread=tuple(spread))

    def arms(self, node: "Node") -> Sequence[Arm]:
        match node.type:
            case "if_statement" | "ternary_expression" | "while_statement":
                condition = field(node, "condition")
                bodies = (field(node, "consequence") or field(node, "body"), field(node, "alternative"))
                if condition is None or bodies[0] is None:
                    return []
                first = Arm(self.expression(condition), bodies[0])
                return [first] if bodies[1] is None else [first, Arm(None, bodies[1])]
            case "switch_statement":
                return [*self._switch(node)]
            case "binary_expression":
                left, right, sign = field(node, "left"), field(node, "right"), words(field(node, "operator"))
                if left is None or right is None or sign not in {"&&", "||", "??"}:
                    return []
                condition = self.expression(left)
                return [Arm(condition if sign == "&&" else Not(left, of=condition), right)]
            case _:
                return []

    def _switch(self, node: "Node") -> Iterator[Arm]:
        value, body = field(node, "value"), field(node, "body")
        if value is None or body is None:
            return
        subject = self.expression(value)
        waiting: Expr | None = None
        last: Arm | None = None
        for case in named_children(body):
            stated = field(case, "value")
            if stated is not None:
                same: Expr = Compare(stated, sign="==", left=subject, right=self.expression(stated))
                waiting = same if waiting is None else Either(stated, left=waiting, right=same)
            if case.type == "switch_default":
                last = Arm(None, case)
                waiting = None
            elif case.children_by_field_name("body") and waiting is not None:
                yield Arm(waiting, case)
                waiting = None
        # What holds where nothing else does may stand anywhere; here it comes last.
        if last is not None:
            yield last

    def leaves(self, body: "Node") -> str:
        if body.type in {"switch_case", "switch_default"}:
            statements = body.children_by_field_name("body")
            if len(statements) == 1 and statements[0].type == "statement_block":
                statements = named_children(statements[0])
        elif body.type == "else_clause" and body.named_children:
            return self.leaves(body.named_children[0])
        else:
            statements = named_children(body) if body.type == "statement_block" else [body]
        # A `break` of a `switch` goes on behind it.
        ends = {**_ENDS, "break_statement": ""} if body.type.startswith("switch_") else _ENDS
        last = statements[-1] if statements else None
        if last is None:
            return ""
        if last.type == "throw_statement":
            return "error"
        if last.type == "return_statement" and last.named_children:
            last = last.named_children[0]
            return self._exit(last) or ("error" if words(last).startswith("Promise.reject") else "return")
        if last.type == "expression_statement":
            return self._exit(last)
        return ends.get(last.type, "")

    def _exit(self, node: "Node") -> str:
        call = self.expression(node)
        if not isinstance(call, Call) or path_of(call.of) not in {("process", "exit"), ("exit",), ("Deno", "exit")}:
            return ""
        first = call.arguments[0] if call.arguments else None
        return "return" if first is None or (isinstance(first, Lit) and first.value == 0) else "error"

    def name_of(self, function: "Node") -> str:
        name = field(function, "name")
        if name is not None:
            return words(name)
        above = function.parent
        while above is not None and above.type in _WRAPPED:
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
                return Expr(above, (self.expression(value),)) if value is not None else None
            case "object_pattern" | "pair_pattern" | "object_assignment_pattern" | "assignment_pattern" | "array_pattern":
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
                steps.append(_key(key))
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
        value: "Node | None" = None
        match above.type:
            case "pair" if field(above, "key") == name:
                value = field(above, "value")
            case "public_field_definition" | "field_definition" if name in (field(above, "name"), field(above, "property")):
                value = field(above, "value")
            case "member_expression" if field(above, "property") == name and above.parent is not None:
                assigned = above.parent
                if assigned.type == "assignment_expression" and field(assigned, "left") == above:
                    value = field(assigned, "right")
            case "object" if name.type == "shorthand_property_identifier":
                return Name(name, id=words(name))
            case _:
                pass
        return self.expression(value) if value is not None else None

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def returns(self, function: "Node") -> Iterator["Node"]:
        body = field(function, "body")
        if body is None:
            return
        if body.type != "statement_block":
            yield body
            return
        waiting = [body]
        while waiting:
            node = waiting.pop()
            if node.type == "return_statement":
                yield from node.named_children[:1]
            elif node.type not in self.functions:
                waiting.extend(reversed(node.named_children))

    def handed(self, node: "Node") -> "Node | None":
        for each in ancestors(node):
            if each.type in self.calls:
                return each
            if each.type not in {"arguments", "pair", "object", "array", *_WRAPPED}:
                return None
        return None

    def decorators(self, function: "Node") -> Sequence[Expr]:
        del function
        return ()


def _key(node: "Node") -> str:
    return string_of(node, "string_fragment") if node.type == "string" else words(node)
