"""The texts that an expression may be, as far as one file tells."""

import re
from typing import TYPE_CHECKING

from upheld.exposure.source.arguments import arguments, declared_values
from upheld.exposure.source.declarations import declarations
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.syntax import NAMES, NUMBERS, bare, function_of, is_string, member, string_value, text

if TYPE_CHECKING:
    from tree_sitter import Node

HOLE = "\0"
"""Stands in a text for what the source does not tell."""
NOTHING = frozenset({"none", "null", "undefined", "nil"})
_MOST_DEPTH = 12
_MOST_STEPS = 300
_MOST_VALUES = 6
_ADDRESS = frozenset({4, 8})
_OR = frozenset({"||", "??", "or"})
_FORMATS = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}")
_FALLS_BACK = frozenset(
    {
        "get",
        "getenv",
        "env",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "getOrDefault",
        "or_else",
        "GetEnv",
        "Getenv",
    }
)
_PASSES_ON = frozenset(
    {
        "into",
        "to_string",
        "to_owned",
        "parse",
        "unwrap",
        "expect",
        "String",
        "str",
        "format",
        "to_socket_addrs",
        "clone",
    }
    | {
        "trim",
        "toString",
        "strip",
        "lower",
        "as_str",
        "as_ref",
        "from_str",
        "ip_address",
        "ParseIP",
        "MustParse",
        "MustParseAddr",
        "MustParseAddrPort",
        "V4",
        "V6",
        "Some",
        "parseInt",
    }
    | {"Number", "int", "string", "from", "SocketAddr", "unwrap_or_default"}
)
_KNOWN = {
    "LOCALHOST": "127.0.0.1",
    "UNSPECIFIED": "0.0.0.0",  # noqa: S104 - it is looked for
    "IPv6loopback": "::1",
    "IPv4zero": "0.0.0.0",  # noqa: S104 - it is looked for
    "IPv6zero": "::",
    "IPv6unspecified": "::",
}


def values(parsed: Parsed, node: "Node", *, by_default: bool = False) -> tuple[str, ...]:
    """Return every text that an expression may be, with `HOLE` for what is not told; never none.

    `by_default` leaves out what somebody has to say: of `process.env.HOST || "127.0.0.1"` only the address is left.
    """
    found = _Values(parsed, by_default=by_default).of(bare(node), _MOST_DEPTH)
    return tuple(dict.fromkeys(found))[:_MOST_VALUES] or (HOLE,)


class _Values:
    """The look-up within one file."""

    def __init__(self, parsed: Parsed, *, by_default: bool) -> None:
        self._parsed = parsed
        self._by_default = by_default
        self._steps = _MOST_STEPS

    def of(self, node: "Node", depth: int) -> list[str]:
        node = bare(node)
        self._steps -= 1
        if depth <= 0 or self._steps <= 0:
            return [HOLE]
        if is_string(node):
            return self._string(node, depth)
        if node.type in NUMBERS:
            return [text(node)]
        if node.type in {"none", "null", "undefined", "nil"}:
            return [text(node).lower()]
        if node.type in {"binary_expression", "boolean_operator", "binary_operator"}:
            return self._both(node, depth - 1)
        if node.type in {"ternary_expression", "conditional_expression"}:
            return self._choice(node, depth - 1)
        if node.type in {"array_expression", "array", "list"} and node.named_child_count in _ADDRESS:
            return [".".join(text(each) for each in node.named_children)]
        if node.type == "macro_invocation":
            return self._macro(node, depth - 1)
        if function_of(node) is not None:
            return self._call(node, depth - 1)
        return self._name(node, depth - 1)

    def _name(self, node: "Node", depth: int) -> list[str]:
        inside = member(node)
        if text(inside[1] if inside else node) in _KNOWN:
            return [_KNOWN[text(inside[1] if inside else node)]]
        if inside is None and node.type not in NAMES:
            return [HOLE]
        if text(node) in NOTHING:
            return [text(node)]
        found: list[str] = []
        for each in declared_values(self._parsed, node)[:_MOST_VALUES]:
            found += self.of(each.value, depth)
            if each.is_default and not self._by_default:
                found.append(HOLE)
        return found[:_MOST_VALUES] or [HOLE]

    def _string(self, node: "Node", depth: int) -> list[str]:
        whole = string_value(node)
        if whole is not None:
            return [whole]
        parts: list[str] = []
        for each in node.children:
            if "interpolation" in each.type or each.type == "template_substitution":
                inner = next(iter(each.named_children), None)
                found = self.of(inner, depth - 1) if inner else [HOLE]
                parts.append(found[0] if len(found) == 1 else HOLE)
            elif each.type in {"string_content", "string_fragment", "escape_sequence"}:
                parts.append(text(each))
        return ["".join(parts)]

    def _both(self, node: "Node", depth: int) -> list[str]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None:
            return [HOLE]
        if operator is not None and text(operator) in _OR:
            first = self.of(left, depth)
            return first if not _is_open(first) else self._fallback(right, depth)
        if operator is not None and text(operator) == "+":
            one, other = self.of(left, depth), self.of(right, depth)
            return [f"{before}{after}" for before in one[:2] for after in other[:2]]
        return [HOLE]

    def _choice(self, node: "Node", depth: int) -> list[str]:
        children = [each for each in node.named_children if each.type != "comment"]
        if len(children) != 3:  # noqa: PLR2004 - a condition and two values
            return [HOLE]
        # Python's condition stands between its values.
        one = children[0] if node.type == "conditional_expression" else children[1]
        return [*self.of(one, depth), *self.of(children[2], depth)]

    def _macro(self, node: "Node", depth: int) -> list[str]:
        """Return the text of `format!("{}:{}", host, port)`."""
        tree = next((each for each in node.children if each.type == "token_tree"), None)
        first = next(iter(tree.named_children), None) if tree else None
        if tree is None or first is None or not is_string(first):
            return [HOLE]
        return [self._filled(string_value(first) or HOLE, tree.named_children[1:], depth)]

    def _filled(self, pattern: str, given: list["Node"], depth: int) -> str:
        waiting = iter(given)

        def filled(match: re.Match[str]) -> str:
            inside = match[0].strip("{}").partition(":")[0] if match[0].startswith("{") else ""
            if inside.isidentifier():
                declared = declarations(self._parsed).of(inside, given[0].start_byte if given else 0)
                found = self.of(declared[0].value, depth) if declared and not declared[0].is_type else [HOLE]
            else:
                node = next(waiting, None)
                found = self.of(node, depth) if node else [HOLE]
            return found[0] if len(found) == 1 else HOLE

        return _FORMATS.sub(filled, pattern)

    def _call(self, node: "Node", depth: int) -> list[str]:
        function = bare(function_of(node) or node)
        inside = member(function)
        name = text(inside[1] if inside else function)
        given = arguments(self._parsed, node).positional
        if name == "Sprintf" and given and is_string(given[0]):
            return [self._filled(string_value(given[0]) or HOLE, given[1:], depth)]
        if name == "JoinHostPort" and len(given) > 1:
            return [f"{self.of(given[0], depth)[0]}:{self.of(given[1], depth)[0]}"]
        if len(given) in _ADDRESS and all(each.type in NUMBERS for each in given):
            return [".".join(map(text, given))]
        if name in _FALLS_BACK and given:
            return (
                self._fallback(given[-1], depth)
                if len(given) > 1 or name.startswith(("unwrap_or", "or_else"))
                else [HOLE]
            )
        if name in _PASSES_ON:
            return self.of(given[0], depth) if given else self.of(inside[0], depth) if inside else [HOLE]
        return [HOLE]

    def _fallback(self, node: "Node", depth: int) -> list[str]:
        """Return the value of a fallback, which may be a closure that makes it."""
        body = node.child_by_field_name("body") if node.type == "closure_expression" else None
        found = self.of(body or node, depth)
        return found if self._by_default else [*found, HOLE]


def _is_open(found: list[str]) -> bool:
    return any(HOLE in each for each in found) or not NOTHING.isdisjoint(found)
