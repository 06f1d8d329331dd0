"""What languages write differently means the same to the guards."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

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
)  # fmt: skip
from upheld.exposure.guards.files import grammar_for
from upheld.exposure.guards.grammar import Grammar
from upheld.exposure.source import parsed

if TYPE_CHECKING:
    from tree_sitter import Node

WITHIN = {
    "py": "x = {}\n",
    "ts": "x = {};\n",
    "go": "package a\nfunc f() {{ x = {} }}\n",
    "rs": "fn f() {{ x = {}; }}\n",
}
IF = {
    "py": "def f():\n    if a:\n        return 1\n    else:\n        return 2\n",
    "ts": "function f() { if (a) { return 1 } else { return 2 } }",
    "go": "package a\nfunc f() int { if a { return 1 } else { return 2 } }",
    "rs": "fn f() -> i32 { if a { return 1; } else { return 2; } }",
}


def read(ending: str, text: str) -> "tuple[Grammar, Node]":
    file = parsed(f"a.{ending}", text.encode())
    assert file
    return grammar_for(file), file.tree.root_node


def nodes(root: "Node") -> "Iterator[Node]":
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting = [*node.named_children, *waiting]


def shown(expr: Expr) -> object:
    """Return an expression without its places."""
    match expr:
        case Lit():
            return expr.value
        case Name():
            return f"<{expr.id}>"
        case Member():
            return (shown(expr.of), ".", expr.name)
        case Item():
            return (shown(expr.of), "[]", shown(expr.key))
        case Call():
            named = [(name, shown(value)) for name, value in expr.named]
            return ("call", shown(expr.of), *map(shown, expr.arguments), *named)
        case Choice():
            return ("choice", *((shown(when) if when else None, shown(then)) for when, then in expr.arms))
        case Listing():
            return [*map(shown, expr.items)]
        case Record():
            return {name: shown(value) for name, value in expr.fields}
        case Lambda():
            return "lambda"
        case _:
            return condition(expr)


def condition(expr: Expr) -> object:
    match expr:
        case Not():
            return ("not", shown(expr.of))
        case Both() | Either():
            return ("and" if isinstance(expr, Both) else "or", shown(expr.left), shown(expr.right))
        case Compare():
            return (shown(expr.left), expr.sign, shown(expr.right))
        case _:
            return tuple(map(shown, expr.parts))


def value_of(ending: str, text: str) -> object:
    """Return the expression that is given to `x`."""
    grammar, root = read(ending, WITHIN[ending].format(text))
    name = next(each for each in nodes(root) if each.type == "identifier" and each.text == b"x")
    given = grammar.bound(name)
    assert given is not None
    return shown(given)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a and b", "a && b", "a && b", "a && b"), ("and", "<a>", "<b>")),
        (("a or b", "a || b", "a || b", "a || b"), ("or", "<a>", "<b>")),
        (("not a", "!a", "!a", "!a"), ("not", "<a>")),
        (("(a == 'b')", "(a === 'b')", '(a == "b")', '(a == "b")'), ("<a>", "==", "b")),
        (("a != 1", "a !== 1", "a != 1", "a != 1"), ("<a>", "!=", 1)),
        (("a < 2", "a < 2", "a < 2", "a < 2"), ("<a>", "<", 2)),
        (("a.b", "a.b", "a.b", "a.b"), ("<a>", ".", "b")),
        (("a[0]", "a[0]", "a[0]", "a[0]"), ("<a>", "[]", 0)),
        (("a.b(1, c)", "a.b(1, c)", "a.b(1, c)", "a.b(1, c)"), ("call", ("<a>", ".", "b"), 1, "<c>")),
        (("None", "undefined", "nil", "None"), None),
        (("True", "true", "true", "true"), True),
        (("['a', b]", "['a', b]", '[]string{"a", b}', '["a", b]'), ["a", "<b>"]),
        (("{'a': 1}", "{a: 1}", "T{a: 1}", "T { a: 1 }"), {"a": 1}),
        (("lambda: 1", "() => 1", "func() int { return 1 }", "|| 1"), "lambda"),
    ],
)
def test_an_expression_is_the_same_in_every_language(texts: tuple[str, ...], expected: object) -> None:
    assert {ending: value_of(ending, text) for ending, text in zip(WITHIN, texts, strict=True)} == dict.fromkeys(
        WITHIN, expected
    )


@pytest.mark.parametrize(
    ("ending", "text", "expected"),
    [
        ("py", "f'{a}:{b.c}'", ("<a>", ("<b>", ".", "c"))),
        ("ts", "`${a}:${b.c}`", ("<a>", ("<b>", ".", "c"))),
        ("py", "a(b=1)", ("call", "<a>", ("b", 1))),
        ("ts", "a ?? b", ("or", "<a>", "<b>")),
        ("ts", "a ? 1 : 2", ("choice", ("<a>", 1), (None, 2))),
        ("py", "1 if a else 2", ("choice", ("<a>", 1), (None, 2))),
        ("rs", "Some(a)", "<a>"),
        ("rs", "&mut a", "<a>"),
        ("rs", "a::b()", ("call", ("<a>", ".", "b"))),
        ("go", "a.(T)", "<a>"),
        ("py", "a is not None", ("<a>", "!=", None)),
    ],
)
def test_what_one_language_alone_has_means_what_others_write_otherwise(
    ending: str, text: str, expected: object
) -> None:
    assert value_of(ending, text) == expected


@pytest.mark.parametrize("ending", list(IF))
def test_branches_and_what_is_returned_are_found_in_every_language(ending: str) -> None:
    grammar, root = read(ending, IF[ending])
    function = next(each for each in nodes(root) if each.type in grammar.functions)
    first, second = next(arms for each in nodes(function) if len(arms := grammar.arms(each)) == 2)

    assert first.condition is not None
    assert (shown(first.condition), second.condition) == ("<a>", None)
    assert [shown(grammar.expression(each)) for each in grammar.returns(function)] == [1, 2]
    assert not grammar.is_made(function)
    assert list(grammar.decorators(function)) == []
