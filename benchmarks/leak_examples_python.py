"""Examples of tests written in Python: the values of `pytest.mark.parametrize`, read without running anything."""

import ast
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from leak_examples import Example, Skipped

# Tests with an `expected_output` are of what stands around a secret, such as the name of its user.
_FLAGS = ("should_flag", "expected_secret")
_TEXTS = ("payload", "line", "file_content")


class UnknownValueError(Exception):
    """An expression that only running it could tell."""


def detect_secrets(folder: Path) -> Iterator[Example | Skipped]:
    """Read the parameters of the tests of detect-secrets' plugins that say what is to be flagged."""
    for path in sorted((folder / "tests" / "plugins").glob("*_test.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        known = _assigned(module)
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("parametrize"):
                try:
                    yield from _parameters(path.stem.removesuffix("_test"), node, known)
                except UnknownValueError as error:
                    yield Skipped(f"{path.name}:{node.lineno}", str(error))


def _assigned(module: ast.Module) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                known[node.targets[0].id] = value_of(node.value, known)
            except UnknownValueError:
                continue
    return known


def _parameters(rule: str, call: ast.Call, known: dict[str, Any]) -> Iterator[Example]:
    names = [name.strip() for name in str(value_of(call.args[0], known)).split(",")]
    text_at = next((names.index(name) for name in _TEXTS if name in names), None)
    flag_at = next((names.index(name) for name in _FLAGS if name in names), None)
    if text_at is None:
        return
    for row in _rows(call.args[1], known):
        values = cast("tuple[object, ...]", row) if isinstance(row, tuple) else (row,)
        text = values[text_at] if len(values) == len(names) else None
        if isinstance(text, str):
            yield Example(rule, text, flag_at is None or bool(values[flag_at]))


def _rows(node: ast.expr, known: dict[str, Any]) -> Iterator[Any]:
    """Yield the rows of a list; of a call with pairs of a name and a list, each list's rows behind its name."""
    if isinstance(node, ast.Call) and node.args and not isinstance(node.func, ast.Attribute):
        for name, rows in value_of(node.args[0], known):
            yield from ((name, *row) for row in rows)
        return
    elements = node.elts if isinstance(node, ast.List | ast.Tuple) else None
    if elements is None:
        yield from value_of(node, known)
    elif len(elements) == 1 and isinstance(elements[0], ast.Call) and isinstance(elements[0].func, ast.Name):
        yield from _rows(elements[0], known)
    else:
        yield from (value_of(element, known) for element in elements)


def value_of(node: ast.expr, known: dict[str, Any]) -> Any:
    """Return what an expression is, of literals, known names, sums, products, `format` and `dedent`."""
    match node:
        case ast.Constant():
            return node.value
        case ast.Name() if node.id in known:
            return known[node.id]
        case ast.Tuple():
            return tuple(value_of(element, known) for element in node.elts)
        case ast.List():
            return list(_known_values(node.elts, known))
        case ast.BinOp(op=ast.Add()):
            return value_of(node.left, known) + value_of(node.right, known)
        case ast.BinOp(op=ast.Mult()):
            return value_of(node.left, known) * value_of(node.right, known)
        case ast.Call():
            return _called(node, known)
        case ast.Subscript(slice=ast.Slice()):
            return value_of(node.value, known)
        case _:
            raise UnknownValueError(type(node).__name__)


def _known_values(nodes: Sequence[ast.expr], known: dict[str, Any]) -> Iterator[Any]:
    """Yield the values of a list; rows that are drawn by chance are left out."""
    for node in nodes:
        try:
            yield value_of(node, known)
        except UnknownValueError:
            continue


def _called(call: ast.Call, known: dict[str, Any]) -> Any:
    given = [value_of(argument, known) for argument in call.args]
    named = {keyword.arg: value_of(keyword.value, known) for keyword in call.keywords if keyword.arg}
    match call.func:
        case ast.Attribute(attr="format"):
            return str(value_of(call.func.value, known)).format(*given, **named)
        case ast.Attribute(attr="dedent"):
            return textwrap.dedent(str(given[0]))
        case ast.Attribute(attr="encode"):
            return str(value_of(call.func.value, known)).encode()
        case _:
            raise UnknownValueError(f"a call of {ast.unparse(call.func)}")
