"""Go."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import go as declaring
from upheld.exposure.guards.expression import (
    Both,
    Call,
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

_CONTENT = {"interpreted_string_literal": "interpreted_string_literal_content", "raw_string_literal": "raw_string_literal_content"}
_WRAPPED = frozenset({"parenthesized_expression", "literal_element", "type_assertion_expression", "expression_statement"})
_CONSTANTS = {"true": True, "false": False, "nil": None}
_SIGNS = frozenset({"==", "!=", "<", ">", "<=", ">="})
_FATAL = frozenset({"Fatal", "Fatalf", "Fatalln", "panic", "Panic", "Panicf", "Exit"})
_BOUND = frozenset({"short_var_declaration", "assignment_statement", "var_spec", "const_spec", "range_clause"})


class Go:
    """How Go writes what guards rest on."""

    family = "go"
    functions = frozenset({"function_declaration", "method_declaration", "func_literal"})
    classes = frozenset({"type_spec"})
    calls = frozenset({"call_expression"})
    comments = frozenset({"comment"})
    declares = re.compile(rb'[Ff]lag|Var\(|`\w+:"|SetDefault')
    own = frozenset[str]()

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0911 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "true" | "false" | "nil":
                return Lit(node, value=_CONSTANTS[node.type])
            case "identifier" | "field_identifier" | "package_identifier" | "type_identifier":
                return Name(node, id=words(node))
            case "int_literal" | "float_literal":
                return number(node)
            case "interpreted_string_literal" | "raw_string_literal":
                return Lit(node, value=string_of(node, _CONTENT[node.type]))
            case "selector_expression":
                return Member(node, of=of(field(node, "operand")), name=words(field(node, "field")))
            case "qualified_type":
                return Member(node, of=of(field(node, "package")), name=words(field(node, "name")))
            case "index_expression":
                return Item(node, of=of(field(node, "operand")), key=of(field(node, "index")))
            case "call_expression":
                listed, callee = field(node, "arguments"), field(node, "function")
                arguments = tuple(of(each) for each in named_children(listed)) if listed is not None else ()
                return Call(node, of=of(callee), arguments=arguments)
            case "unary_expression":
                inner = of(field(node, "operand"))
                return Not(node, of=inner) if words(field(node, "operator")) == "!" else inner
            case "binary_expression":
                return self._binary(node, depth)
            case "composite_literal":
                return self._composite(node, depth)
            case "func_literal":
                return Lambda(node)
            case "expression_list" if len(node.named_children) == 1:
                return of(node.named_children[0])
            case kind if kind in _WRAPPED and node.named_children:
                return of(node.named_children[0])
            case _:
                return Expr(node, tuple(of(each) for each in named_children(node)[:10]))

    def _binary(self, node: "Node", depth: int) -> Expr:
        left, right = field(node, "left"), field(node, "right")
        if left is None or right is None:
            return Expr(node)
        one, other, sign = self._expression(left, depth + 1), self._expression(right, depth + 1), words(field(node, "operator"))
        if sign == "&&":
            return Both(node, left=one, right=other)
        if sign == "||":
            return Either(node, left=one, right=other)
        return Compare(node, sign=sign, left=one, right=other) if sign in _SIGNS else Expr(node, (one, other))

    def _composite(self, node: "Node", depth: int) -> Expr:
        body, kind = field(node, "body"), field(node, "type")
        fields: list[tuple[str, Expr]] = []
        items: list[Expr] = []
        for each in named_children(body) if body is not None else ():
            inner = each.named_children
            if each.type == "keyed_element" and len(inner) == 2:  # noqa: PLR2004
                key = self._expression(inner[0], depth + 1)
                name = str(key.value) if isinstance(key, Lit) else words(inner[0])
                fields.append((name, self._expression(inner[1], depth + 1)))
            else:
                items.append(self._expression(each, depth + 1))
        if items and not fields:
            return Listing(node, items=tuple(items))
        return Record(node, fields=tuple(fields), made=words(kind).rpartition(".")[2])

    def arms(self, node: "Node") -> Sequence[Arm]:
        match node.type:
            case "if_statement":
                condition, body, other = (field(node, each) for each in ("condition", "consequence", "alternative"))
                if condition is None or body is None:
                    return []
                first = Arm(self.expression(condition), body)
                return [first] if other is None else [first, Arm(None, other)]
            case "expression_switch_statement":
                return [*self._switch(node)]
            case "binary_expression" if words(field(node, "operator")) in {"&&", "||"}:
                left, right = field(node, "left"), field(node, "right")
                if left is None or right is None:
                    return []
                condition = self.expression(left)
                return [Arm(condition if words(field(node, "operator")) == "&&" else Not(left, of=condition), right)]
            case _:
                return []

    def _switch(self, node: "Node") -> Iterator[Arm]:
        value = field(node, "value")
        subject = self.expression(value) if value is not None else None
        last: Arm | None = None
        for case in node.named_children:
            if case.type == "default_case":
                last = Arm(None, case)
            listed = field(case, "value")
            if case.type != "expression_case" or listed is None:
                continue
            condition: Expr | None = None
            for each in listed.named_children:
                one = self.expression(each)
                if subject is not None:
                    one = Compare(each, sign="==", left=subject, right=one)
                condition = one if condition is None else Either(each, left=condition, right=one)
            yield Arm(condition, case)
        if last is not None:
            yield last

    def leaves(self, body: "Node") -> str:
        statements = [each for each in named_children(body) if each.type != "expression_list"]
        if len(statements) == 1 and statements[0].type == "statement_list":
            statements = named_children(statements[0])
        if not statements:
            return ""
        last = statements[-1]
        if last.type in {"continue_statement", "break_statement"}:
            return "" if body.type in {"expression_case", "default_case"} else "return"
        if last.type == "return_statement":
            returned = last.named_children[0].named_children if last.named_children else []
            return "error" if returned and self._is_error(returned[-1]) else "return"
        if last.type == "expression_statement" and last.named_children:
            call = self.expression(last.named_children[0])
            if isinstance(call, Call) and path_of(call.of)[-1:] and path_of(call.of)[-1] in _FATAL:
                first = call.arguments[0] if call.arguments else None
                return "return" if isinstance(first, Lit) and first.value == 0 else "error"
        return ""

    def _is_error(self, node: "Node") -> bool:
        value = self.expression(node)
        if isinstance(value, Call):
            name = (path_of(value.of) or ("",))[-1]
            return "rr" in name.lower() or name in {"New", "Wrap", "Wrapf"}
        return isinstance(value, Name | Member) and "err" in words(node).lower()

    def name_of(self, function: "Node") -> str:
        name = field(function, "name")
        if name is not None or function.type != "func_literal":
            return words(name)
        above = function.parent
        if above is not None and above.type == "expression_list" and above.parent is not None:
            left = field(above.parent, "left")
            if above.parent.type == "short_var_declaration" and left is not None and len(left.named_children) == 1:
                return words(left)
        return ""

    def class_of(self, function: "Node") -> str:
        receiver = field(function, "receiver")
        if receiver is None or not receiver.named_children:
            return ""
        return words(field(receiver.named_children[0], "type")).lstrip("*").partition("[")[0]

    def is_made(self, function: "Node") -> bool:
        del function
        return False

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        listed = field(function, "parameters")
        return [
            Parameter(words(name), None, words(field(each, "type")).lstrip("*"))
            for each in (named_children(listed) if listed is not None else ())
            for name in each.children_by_field_name("name")
        ]

    def bound(self, name: "Node") -> Expr | None:
        statement = name.parent
        if statement is None:
            return None
        names = [name]
        if statement.type == "expression_list":
            names, statement = statement.named_children, statement.parent
        elif statement.type in {"var_spec", "const_spec"}:
            names = statement.children_by_field_name("name")
        if statement is None or statement.type not in _BOUND or name not in names:
            return None
        left, right = field(statement, "left"), field(statement, "right") or field(statement, "value")
        if left is not None and not inside(name, left):
            return None
        if right is None:
            return Lit(statement, value=None) if statement.type == "var_spec" else None
        values = right.named_children if right.type == "expression_list" else [right]
        index = names.index(name)
        if statement.type == "range_clause":
            return Expr(statement, (self.expression(right),))
        if len(values) == len(names):
            return self.expression(values[index])
        # Of several results the first is the value; the others say whether all is well.
        whole = self.expression(values[0])
        if index == 0:
            return whole
        return Expr(statement) if "err" in words(name) else Member(statement, of=whole, name=f"#{index}")

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if above.type == "selector_expression" and field(above, "field") == name and above.parent is not None:
            statement = above.parent.parent
            if above.parent.type != "expression_list" or statement is None or statement.type != "assignment_statement":
                return None
            left, right = field(statement, "left"), field(statement, "right")
            if left != above.parent or right is None or len(left.named_children) != len(right.named_children):
                return None
            return self.expression(right.named_children[left.named_children.index(above)])
        if above.type == "literal_element" and above.parent is not None and above.parent.type == "keyed_element":
            inner = above.parent.named_children
            return self.expression(inner[1]) if inner[0] == above and len(inner) == 2 else None  # noqa: PLR2004
        return None

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def returns(self, function: "Node") -> Iterator["Node"]:
        body = field(function, "body")
        waiting = [body] if body is not None else []
        while waiting:
            node = waiting.pop()
            if node.type == "return_statement":
                listed = node.named_children[0] if node.named_children else None
                yield from listed.named_children[:1] if listed is not None else ()
            elif node.type not in self.functions:
                waiting.extend(reversed(node.named_children))

    def handed(self, node: "Node") -> "Node | None":
        for each in ancestors(node):
            if each.type in self.calls:
                return each
            kinds = {"argument_list", "literal_element", "keyed_element", "literal_value", "composite_literal"}
            if each.type not in {*kinds, "unary_expression"}:
                return None
        return None

    def decorators(self, function: "Node") -> Sequence[Expr]:
        del function
        return ()


def composites(node: "Node") -> Iterator["Node"]:
    """Yield the literals of structures in which a node stands, the nearest first, as far as it is one of their values."""
    for each in ancestors(node):
        if each.type == "composite_literal":
            yield each
        elif each.type not in {"literal_element", "keyed_element", "literal_value", "unary_expression", "argument_list"}:
            return
