"""The other files of the software, looked at only where a name leads to them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from upheld.exposure.guards.conditions import Condition, conditions_within
from upheld.exposure.guards.grammar import Grammar, Parameter, ancestors, words
from upheld.exposure.guards.grammars import grammar_of
from upheld.exposure.guards.grammars.common import words_of
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.testing import Ranges, test_ranges

if TYPE_CHECKING:
    from tree_sitter import Node

    from upheld.exposure.guards.expression import Expr

MOST_FILES = 40
"""How many files are looked at for one name, the nearest first."""
MOST_MENTIONS = 400
MOST_PLACES = 2_000
_LONGEST_LINE = 300
_OF_NAMES = re.compile(rb"[\w$]")
_OF_WORDS = re.compile(rb"[A-Za-z0-9]")
FAMILIES = {"python": "python", "go": "go", "rust": "rust"}


class Files(Protocol):
    """The shipped source of one repository."""

    def containing(self, spellings: frozenset[bytes], family: str) -> Sequence[str]:
        """Return the files of a language that hold one of several words, beside no letter or digit."""
        ...

    def parsed(self, path: str) -> Parsed | None:
        """Return a file as it is parsed, None where it cannot be."""
        ...

    def together(self, path: str, other: str) -> bool:
        """Tell whether two files may be parts of one program."""
        ...

    def starts(self, path: str, function: str) -> bool | None:
        """Tell whether starting the software as it is published runs a file's own statements, or a function of it.

        `function` is empty for what stands in no function. None where nothing tells.
        """
        ...


def grammar_for(parsed: Parsed) -> Grammar:
    """Return how a file is read."""
    return grammar_of(FAMILIES.get(parsed.language, "javascript"))


class Index:
    """Where names are mentioned."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._mentions: dict[tuple[str, str], list[Node]] = {}
        self._near: dict[tuple[str, str], list[str]] = {}
        self._given: dict[tuple[str, str], list[tuple[Node, Expr, tuple[Node, ...]]]] = {}
        self._conditions: dict[tuple[str, int, int, str, int], tuple[Condition, ...]] = {}
        self._declares: dict[str, bool] = {}
        self._tests: dict[str, Ranges] = {}
        self._functions: dict[tuple[str, str, str], list[tuple[Parsed, Node]]] = {}
        self._sorted: dict[tuple[str, str, str], list[Parsed]] = {}
        self._around: dict[tuple[str, int, int, str], tuple[Node | None, ...]] = {}
        self.kept: dict[tuple[str, ...], bool | str | None] = {}
        """What others found out, so that it is not looked for twice."""
        self._parameters: dict[tuple[str, int, int], Sequence[Parameter]] = {}
        self._elsewhere: dict[tuple[str, str], tuple[Parsed, Node, Expr] | None] = {}
        self._returned: dict[tuple[str, int, int], tuple[tuple[Node, Expr], ...]] = {}
        self._stored: dict[tuple[str, str], tuple[tuple[Node, Expr], ...]] = {}

    def mentions(self, parsed: Parsed, name: str) -> "list[Node]":
        """Return where a file's code mentions a name, without its comments and texts."""
        key = (parsed.path, name)
        if key not in self._mentions:
            self._mentions[key] = [
                node
                for node in _found(parsed, (name.encode(),), _OF_NAMES)
                if "identifier" in node.type and words(node) == name
            ]
        return self._mentions[key]

    def elsewhere(self, parsed: Parsed, name: str) -> "tuple[Parsed, Node, Expr] | None":
        """Return the nearest other file that gives something to a name in no function, and what."""
        key = (parsed.path, name)
        if key not in self._elsewhere:
            others = (each for each in self.near(parsed, name) if each.path != parsed.path)
            found = (
                (each, node, expr)
                for each in others
                if _stands(each, name, grammar_for(each).binds)
                for node, expr, around in self.given(each, name)
                if not around
            )
            self._elsewhere[key] = next(found, None)
        return self._elsewhere[key]

    def given(self, parsed: Parsed, name: str) -> "list[tuple[Node, Expr, tuple[Node, ...]]]":
        """Return where a file gives something to a name, what, and the functions around, the nearest first."""
        key = (parsed.path, name)
        if key not in self._given:
            grammar = grammar_for(parsed)
            self._given[key] = [
                (node, expr, tuple(each for each in ancestors(node) if each.type in grammar.functions))
                for node in self.mentions(parsed, name)
                if (expr := grammar.bound(node)) is not None
            ]
        return self._given[key]

    def stored(self, parsed: Parsed, name: str) -> "tuple[tuple[Node, Expr], ...]":
        """Return where a file stores something in a field of that name, and what."""
        key = (parsed.path, name)
        if key not in self._stored:
            grammar = grammar_for(parsed)
            found = ((node, grammar.stored(node)) for node in self.mentions(parsed, name))
            self._stored[key] = tuple((node, expr) for node, expr in found if expr is not None)
        return self._stored[key]

    def around(self, parsed: Parsed, node: "Node") -> "tuple[Node | None, ...]":
        """Return the functions in which a node stands, the nearest first, and the file itself, which is None."""
        key = (parsed.path, node.start_byte, node.end_byte, node.type)
        if key not in self._around:
            functions = grammar_for(parsed).functions
            self._around[key] = (*(each for each in ancestors(node) if each.type in functions), None)
        return self._around[key]

    def parameters(self, parsed: Parsed, function: "Node") -> "Sequence[Parameter]":
        """Return the parameters of a function."""
        key = (parsed.path, function.start_byte, function.end_byte)
        if key not in self._parameters:
            self._parameters[key] = grammar_for(parsed).parameters(function)
        return self._parameters[key]

    def returned(self, parsed: Parsed, function: "Node") -> "tuple[tuple[Node, Expr], ...]":
        """Return what a function may return, and where."""
        key = (parsed.path, function.start_byte, function.end_byte)
        if key not in self._returned:
            grammar = grammar_for(parsed)
            self._returned[key] = tuple((node, grammar.expression(node)) for node in grammar.returns(function))
        return self._returned[key]

    def conditions(self, parsed: Parsed, node: "Node", function: "Node | None") -> "tuple[Condition, ...]":
        """Return the conditions between a place and the beginning of its function."""
        key = (parsed.path, node.start_byte, node.end_byte, node.type, function.start_byte if function else -1)
        if key not in self._conditions:
            self._conditions[key] = tuple(conditions_within(grammar_for(parsed), node, function))
        return self._conditions[key]

    def declares(self, parsed: Parsed) -> bool:
        """Tell whether a file may declare options at all."""
        if parsed.path not in self._declares:
            self._declares[parsed.path] = grammar_for(parsed).declares.search(parsed.text) is not None
        return self._declares[parsed.path]

    def spelled(self, parsed: Parsed, name: str) -> "Iterator[Node]":
        """Yield where a file mentions a name in any spelling, in texts too."""
        return _found(parsed, spellings(name), _OF_WORDS)

    def is_test(self, parsed: Parsed, node: "Node") -> bool:
        """Tell whether a place is in a part of its file that is for tests."""
        if parsed.language != "rust":
            return False
        if parsed.path not in self._tests:
            self._tests[parsed.path] = test_ranges(parsed)
        return self._tests[parsed.path].holds(node.start_byte)

    def near(self, parsed: Parsed, name: str, *, spelled: bool = False) -> list[Parsed]:
        """Return the files that mention a name: the one that asks, those of its folder, those of its package, others."""
        family = grammar_for(parsed).family
        key = (family + ("?" if spelled else ""), name)
        folder = parsed.path.rpartition("/")[0]
        if (*key, parsed.path) in self._sorted:
            return self._sorted[*key, parsed.path]
        if key not in self._near:
            self._near[key] = [
                *self.files.containing(spellings(name) if spelled else frozenset({name.encode()}), family)
            ]
        paths = self._near[key]
        if family == "go" and not spelled and not name[:1].isupper():
            # Such a name is one of its package alone.
            paths = [path for path in paths if path.rpartition("/")[0] == folder]
        ordered = sorted(paths, key=lambda path: (path != parsed.path, _distance(folder, path), path))
        found = [each for path in ordered[:MOST_FILES] if (each := self.files.parsed(path)) is not None]
        self._sorted[*key, parsed.path] = found
        return found

    def functions(self, parsed: Parsed, name: str) -> "list[tuple[Parsed, Node]]":
        """Return the functions and the classes of a name, the nearest first."""
        key = (grammar_for(parsed).family, parsed.path, name)
        if key not in self._functions:
            self._functions[key] = [*self._of_name(parsed, name)]
        return self._functions[key]

    def _of_name(self, parsed: Parsed, name: str) -> "Iterator[tuple[Parsed, Node]]":
        for each in self.near(parsed, name):
            grammar = grammar_for(each)
            if not _stands(each, name, grammar.defines, grammar.assigns):
                continue
            for node in self.mentions(each, name):
                above = node.parent
                if above is not None and above.type in grammar.functions | grammar.classes:
                    if above.child_by_field_name("name") == node:
                        yield each, above
                elif (value := _assigned(node)) is not None and value.type in grammar.functions:
                    yield each, value


def _assigned(name: "Node") -> "Node | None":
    above = name.parent
    if above is None or above.type not in {"variable_declarator", "public_field_definition", "pair", "let_declaration"}:
        return None
    if name not in (above.child_by_field_name(each) for each in ("name", "key", "pattern")):
        return None
    return above.child_by_field_name("value")


def _distance(folder: str, path: str) -> int:
    """Return how many folders lie between a folder and a file."""
    here, there = folder.split("/") if folder else [], path.split("/")[:-1]
    common = 0
    for left, right in zip(here, there, strict=False):
        if left != right:
            break
        common += 1
    return len(here) + len(there) - 2 * common


def _found(parsed: Parsed, texts: Iterable[bytes], beside: re.Pattern[bytes]) -> "Iterator[Node]":
    """Yield where texts stand by themselves in a file: looking for plain text is many times as fast as for a pattern."""
    source = parsed.text
    places = sorted({(at, at + len(text)) for text in texts for at in _places(source, text)})
    for begin, end in places[:MOST_MENTIONS]:
        if beside.match(source[begin - 1 : begin]) or beside.match(source[end : end + 1]):
            continue
        node = parsed.tree.root_node.descendant_for_byte_range(begin, end)
        if node is not None:
            yield node


def _stands(parsed: Parsed, name: str, before: re.Pattern[bytes], behind: re.Pattern[bytes] | None = None) -> bool:
    """Tell by the text alone whether a name stands behind something on its line, or before: a tree is rarely needed."""
    source, word = parsed.text, name.encode()
    for at in _places(source, word):
        start = max(source.rfind(b"\n", 0, at) + 1, at - _LONGEST_LINE)
        if before.fullmatch(source, start, at) or (behind is not None and behind.match(source, at + len(word))):
            return True
    return False


def _places(source: bytes, text: bytes) -> Iterator[int]:
    at = source.find(text)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = source.find(text, at + 1)


@cache
def exactly(name: str) -> re.Pattern[bytes]:
    """Return the pattern of a name."""
    return re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")


@cache
def spellings(name: str) -> frozenset[bytes]:
    """Return a name in the spellings that programs use."""
    parts = words_of(name) or (name,)
    camel = parts[0] + "".join(part.title() for part in parts[1:])
    joined = {
        "".join(parts),
        "-".join(parts),
        "_".join(parts),
        "_".join(parts).upper(),
        camel,
        camel[:1].upper() + camel[1:],
    }
    return frozenset(each.encode() for each in (*joined, name))
