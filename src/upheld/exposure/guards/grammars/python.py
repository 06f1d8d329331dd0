"""Python."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from upheld.exposure.guards.declaring import python as declaring
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
from upheld.exposure.guards.grammar import Arm, Declared, Parameter, ancestors, both, inside, words
from upheld.exposure.guards.grammars.common import DEEPEST, field, named_children, number, string_of

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDS = {"return_statement": "return", "continue_statement": "return", "break_statement": "return"}
_WRAPPED = frozenset({"parenthesized_expression", "await", "expression_statement", "type", "as_pattern_target"})
_CONSTANTS = {"true": True, "false": False, "none": None}


class Python:
    """How Python writes what guards rest on."""

    family = "python"
    functions = frozenset({"function_definition", "lambda"})
    classes = frozenset({"class_definition"})
    calls = frozenset({"call"})
    comments = frozenset({"comment"})
    declares = re.compile(rb'add_argument|option\(|Option\(|Settings|add_subparsers|argument\(')
    own = frozenset({"self", "cls"})

    def expression(self, node: "Node") -> Expr:
        return self._expression(node, 0)

    def _expression(self, node: "Node", depth: int) -> Expr:  # noqa: PLR0911 - one for each kind of node
        if depth > DEEPEST:
            return Expr(node)
        inner = [each for each in named_children(node)]

        def of(child: "Node | None") -> Expr:
            return self._expression(child, depth + 1) if child is not None else Expr(node)

        match node.type:
            case "identifier":
                return Name(node, id=words(node))
            case "true" | "false" | "none":
                return Lit(node, value=_CONSTANTS[node.type])
            case "integer" | "float":
                return number(node)
            case "string":
                if any(each.type == "interpolation" for each in inner):
                    return Expr(node, tuple(of(each.named_children[0]) for each in inner if each.named_children))
                return Lit(node, value=string_of(node, "string_content"))
            case "attribute":
                return Member(node, of=of(field(node, "object")), name=words(field(node, "attribute")))
            case "dotted_name":
                made: Expr = of(inner[0])
                for each in inner[1:]:
                    made = Member(each, of=made, name=words(each))
                return made
            case "subscript":
                return Item(node, of=of(field(node, "value")), key=of(field(node, "subscript")))
            case "call":
                return self._call(node, depth)
            case "not_operator":
                return Not(node, of=of(field(node, "argument")))
            case "boolean_operator":
                make = Both if words(field(node, "operator")) == "and" else Either
                return make(node, left=of(field(node, "left")), right=of(field(node, "right")))
            case "comparison_operator":
                return self._compare(node, inner, depth)
            case "conditional_expression" if len(inner) == 3:  # noqa: PLR2004
                return Choice(node, arms=((of(inner[1]), of(inner[0])), (None, of(inner[2]))))
            case "named_expression":
                return of(field(node, "value"))
            case "dictionary":
                return self._record(node, inner, depth)
            case "list" | "tuple" | "set":
                return Listing(node, items=tuple(map(of, inner)))
            case "lambda":
                return Lambda(node)
            case kind if kind in _WRAPPED and inner:
                return of(inner[0])
            case _:
                return Expr(node, tuple(map(of, inner[:10])))

    def _call(self, node: "Node", depth: int) -> Expr:
        arguments = field(node, "arguments")
        plain: list[Expr] = []
        named: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in named_children(arguments) if arguments is not None else ():
            value = field(each, "value")
            if each.type == "keyword_argument" and value is not None:
                named.append((words(field(each, "name")), self._expression(value, depth + 1)))
            elif each.type in {"dictionary_splat", "list_splat"} and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
            else:
                plain.append(self._expression(each, depth + 1))
        callee = field(node, "function")
        of = self._expression(callee, depth + 1) if callee is not None else Expr(node)
        return Call(node, of=of, arguments=tuple(plain), named=tuple(named), spread=tuple(spread))

    def _compare(self, node: "Node", inner: Sequence["Node"], depth: int) -> Expr:
        signs = [words(each) for each in node.children if not each.is_named or each.type in {"not in", "is not"}]
        if len(inner) != 2 or not signs:  # noqa: PLR2004
            return Expr(node, tuple(self._expression(each, depth + 1) for each in inner))
        sign = {"is": "==", "is not": "!=", "<>": "!="}.get(" ".join(signs), " ".join(signs))
        return Compare(node, sign=sign, left=self._expression(inner[0], depth + 1), right=self._expression(inner[1], depth + 1))

    def _record(self, node: "Node", inner: Sequence["Node"], depth: int) -> Expr:
        fields: list[tuple[str, Expr]] = []
        spread: list[Expr] = []
        for each in inner:
            if each.type == "pair":
                key, value = field(each, "key"), field(each, "value")
                if key is not None and key.type == "string" and value is not None:
                    fields.append((string_of(key, "string_content"), self._expression(value, depth + 1)))
            elif each.type == "dictionary_splat" and each.named_children:
                spread.append(self._expression(each.named_children[0], depth + 1))
        return Record(node, fields=tuple(fields), spread=tuple(spread))

    def arms(self, node: "Node") -> Sequence[Arm]:
        match node.type:
            case "if_statement":
                return [*self._if(node)]
            case "conditional_expression" if len(inner := named_children(node)) == 3:  # noqa: PLR2004
                return [Arm(self.expression(inner[1]), inner[0]), Arm(None, inner[2])]
            case "match_statement":
                return [*self._match(node)]
            case "while_statement":
                condition, body = field(node, "condition"), field(node, "body")
                return [Arm(self.expression(condition), body)] if condition is not None and body is not None else []
            case "boolean_operator":
                left, right = field(node, "left"), field(node, "right")
                if left is None or right is None:
                    return []
                condition = self.expression(left)
                if words(field(node, "operator")) == "or":
                    condition = Not(left, of=condition)
                return [Arm(condition, right)]
            case _:
                return []

    def _if(self, node: "Node") -> Iterator[Arm]:
        for part in (node, *node.children_by_field_name("alternative")):
            condition = field(part, "condition")
            body = field(part, "body") if part.type == "else_clause" else field(part, "consequence")
            if body is not None:
                yield Arm(self.expression(condition) if condition is not None else None, body)

    def _match(self, node: "Node") -> Iterator[Arm]:
        subject, body = field(node, "subject"), field(node, "body")
        if subject is None or body is None:
            return
        value = self.expression(subject)
        for clause in body.children_by_field_name("alternative"):
            guard = next((each for each in clause.named_children if each.type == "if_clause"), None)
            patterns = [each for each in clause.named_children if each.type == "case_pattern"]
            condition: Expr | None = None
            for pattern in patterns:
                for text in self._alternatives(pattern):
                    same = Compare(text, sign="==", left=value, right=self.expression(text))
                    condition = same if condition is None else Either(text, left=condition, right=same)
            if patterns and not patterns[0].named_children and words(patterns[0]) != "_":
                condition = Expr(clause)
            if guard is not None and guard.named_children:
                condition = both(condition, self.expression(guard.named_children[0]))
            consequence = field(clause, "consequence")
            if consequence is not None:
                yield Arm(condition, consequence)

    @staticmethod
    def _alternatives(pattern: "Node") -> list["Node"]:
        inner = pattern.named_children
        if len(inner) == 1 and inner[0].type == "union_pattern":
            return [*inner[0].named_children]
        # A bare name takes everything.
        if len(inner) == 1 and inner[0].type == "dotted_name" and len(inner[0].named_children) == 1:
            return []
        return [*inner]

    def leaves(self, body: "Node") -> str:
        statements = named_children(body)
        if not statements:
            return ""
        last = statements[-1]
        if last.type == "raise_statement":
            return "error"
        if last.type == "expression_statement" and last.named_children:
            call = self.expression(last.named_children[0])
            if isinstance(call, Call) and path_of(call.of)[-1:] in {("exit",), ("_exit",), ("Exit",)}:
                first = call.arguments[0] if call.arguments else None
                fine = first is None or (isinstance(first, Lit) and first.value in (0, None))
                return "return" if fine else "error"
        if last.type == "return_statement" and last.named_children:
            value = last.named_children[0]
            if value.type == "integer" and words(value) != "0":
                return "error"
        return _ENDS.get(last.type, "")

    def name_of(self, function: "Node") -> str:
        if function.type == "lambda":
            above = function.parent
            left = field(above, "left") if above is not None and above.type == "assignment" else None
            return words(left) if left is not None and left.type == "identifier" else ""
        return words(field(function, "name"))

    def class_of(self, function: "Node") -> str:
        above = function.parent
        if above is not None and above.type == "decorated_definition":
            above = above.parent
        owner = above.parent if above is not None and above.type == "block" else None
        return words(field(owner, "name")) if owner is not None and owner.type == "class_definition" else ""

    def is_made(self, function: "Node") -> bool:
        return self.name_of(function) in {"__init__", "__post_init__", "__new__"}

    def parameters(self, function: "Node") -> Sequence[Parameter]:
        found: list[Parameter] = []
        listed = field(function, "parameters")
        for each in named_children(listed) if listed is not None else ():
            name = field(each, "name")
            if each.type == "identifier":
                name = each
            elif each.type == "typed_parameter" and each.named_children:
                name = each.named_children[0]
            if name is None or name.type != "identifier":
                continue
            value = field(each, "value")
            default = self.expression(value) if value is not None else None
            found.append(Parameter(words(name), default, words(field(each, "type"))))
        if found and found[0].name in self.own and self.class_of(function):
            return found[1:]
        return found

    def bound(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        value = field(above, "right") or field(above, "value")
        match above.type:
            case "assignment" if field(above, "left") == name and value is not None:
                return self.expression(value)
            case "named_expression" if field(above, "name") == name and value is not None:
                return self.expression(value)
            case "augmented_assignment" if field(above, "left") == name:
                return Expr(above)
            case "pattern_list" | "tuple_pattern" if above.parent is not None and above.parent.type == "assignment":
                value = field(above.parent, "right")
                if value is None or field(above.parent, "left") != above:
                    return None
                whole, index = self.expression(value), above.named_children.index(name)
                if isinstance(whole, Listing) and len(whole.items) == len(above.named_children):
                    return whole.items[index]
                return Expr(above, (whole,))
            case "for_statement" | "for_in_clause" if field(above, "left") == name and value is not None:
                return Expr(above, (self.expression(value),))
            case "as_pattern_target" if above.parent is not None and above.parent.named_children:
                return self.expression(above.parent.named_children[0])
            case _:
                return None

    def stored(self, name: "Node") -> Expr | None:
        above = name.parent
        if above is None:
            return None
        if above.type == "attribute" and field(above, "attribute") == name and above.parent is not None:
            value = field(above.parent, "right")
            is_left = above.parent.type == "assignment" and field(above.parent, "left") == above
            return self.expression(value) if is_left and value is not None else None
        if above.type == "keyword_argument" and field(above, "name") == name:
            value = field(above, "value")
            return self.expression(value) if value is not None else None
        if above.type == "assignment" and field(above, "left") == name:
            return self.bound(name) if self._is_class_body(above) else None
        if above.type == "string_content" or name.type == "string_content":
            pair = next((each for each in ancestors(name) if each.type == "pair"), None)
            key, value = (field(pair, "key"), field(pair, "value")) if pair is not None else (None, None)
            return self.expression(value) if key is not None and value is not None and inside(name, key) else None
        return None

    @staticmethod
    def _is_class_body(statement: "Node") -> bool:
        block = next((each for each in ancestors(statement) if each.type == "block"), None)
        return block is not None and block.parent is not None and block.parent.type == "class_definition"

    def declared(self, node: "Node") -> Declared | None:
        return declaring.declared(self, node)

    def returns(self, function: "Node") -> Iterator["Node"]:
        body = field(function, "body")
        if body is None:
            return
        if function.type == "lambda":
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
            if each.type == "call":
                return each
            if each.type not in {"argument_list", "keyword_argument", "list", "tuple", "dictionary", "pair"}:
                return None
        return None

    def decorators(self, function: "Node") -> Sequence[Expr]:
        above = function.parent
        if above is None or above.type != "decorated_definition":
            return ()
        return [
            self.expression(each.named_children[0])
            for each in above.named_children
            if each.type == "decorator" and each.named_children
        ]
