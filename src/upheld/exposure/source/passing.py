"""What is handed on within one file until it is an argument: by names, out of lists, and through parameters."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from upheld.exposure.source.arguments import Call, arguments, declared_names
from upheld.exposure.source.declaring import Declared
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.syntax import FUNCTIONS, NAMES, bare, call_of, member, text

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_DEPTH = 6
_MOST_OF_A_FILE = 5_000
"""How many values are looked at of one file, all calls together: then what is written counts alone."""
_BY_NAME = -1
_MOST_NODES = 60
_MOST_CALLS = 20
_MOST_PLACES = 200
_MOST_ABOVE = 100
_NAMED_BY = {
    "variable_declarator": "name",
    "pair": "key",
    "assignment_expression": "left",
    "public_field_definition": "name",
    "assignment": "left",
    "let_declaration": "pattern",
}
"""What gives a name to a function that has none, and where it has it."""
_OBJECTS = frozenset({"object", "dictionary"})
_SAME = frozenset(
    """
    split splitn split_whitespace split_ascii_whitespace trim strip slice concat filter map flat flatMap join collect
    replace iter into_iter to_vec to_string to_owned to_str as_str clone copy skip format matchAll match
    """.split()
)
"""Methods that hand on what they are called on, or its words."""
_OWN = frozenset({"self", "cls", "&self", "&mut self", "mut self"})


class _Kept:
    """What is known of a file's calls, and how much more may be asked of it."""

    def __init__(self) -> None:
        self.left = _MOST_OF_A_FILE
        self.calls: dict[str, list[Node]] = {}


_KEPT: "WeakKeyDictionary[Parsed, _Kept]" = WeakKeyDictionary()


def handed_on(call: Call) -> Iterator["Node"]:
    """Yield what the arguments of a call are made of, each as it is written, where it stands or where it comes from.

    Options that are written out as an object say how, not what; a function that is written out is run later.
    """
    given = call.arguments
    first = given.positional + given.rest
    # Elsewhere they are the fields of objects.
    first += given.named.values() if call.parsed.language == "python" else ()
    kept = _KEPT.setdefault(call.parsed, _Kept())
    waiting = [(each, _MOST_DEPTH if kept.left > 0 else 0) for each in first]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_NODES:
        node, depth = waiting.pop(0)
        place = (node.start_byte, node.end_byte)
        if place in seen or node.type in FUNCTIONS or node.type in _OBJECTS:
            continue
        seen.add(place)
        kept.left -= 1
        yield node
        if depth:
            names = _names_in(node)
            waiting += [(value, depth - 1) for name in names for value in _values(call.parsed, name)]


def _names_in(node: "Node") -> Iterator["Node"]:
    """Yield the names and fields of which a value is made: of a list its items, of a call what it is given, too."""
    waiting, seen = [node], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        each = waiting.pop(0)
        inside = member(bare(each))
        if inside is not None:
            yield bare(each)
            # A field is another thing than what has it; the words of a text are not.
            waiting += [inside[0]] if text(inside[1]) in _SAME else []
        elif each.type in NAMES:
            yield each
        elif each.type not in FUNCTIONS:
            waiting += each.named_children


def _values(parsed: Parsed, name: "Node") -> list["Node"]:
    declared = [each for each in declared_names(parsed, name) if _is_whole(each)]
    return [each.value for each in declared] or [*passed(parsed, name)]


def _is_whole(declared: Declared) -> bool:
    """Tell whether a name has what is declared, or a place in the list that it is."""
    return not (declared.is_type or declared.is_base) and (not declared.member or declared.member == Declared.PLACE)


def passed(parsed: Parsed, name: "Node") -> Iterator["Node"]:
    """Yield what the calls in the same file give to the parameter that a name is; nothing where it is none."""
    above = name.parent
    for _ in range(_MOST_ABOVE):
        if above is None:
            return
        if above.type in FUNCTIONS:
            at = _position(above, text(name))
            if at is not None:
                yield from _given(parsed, above, text(name), at)
                return
        above = above.parent


def _position(function: "Node", name: str) -> int | None:
    """Return which parameter of a function bears a name, the own object not counted; or that it is a field of one."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return 0 if text(single) == name else None
    listed = function.child_by_field_name("parameters")
    at = 0
    for each in listed.named_children if listed is not None else ():
        # Go states one type for several names.
        of = each.children_by_field_name("name") or [each.child_by_field_name("pattern") or each]
        for one in of:
            if one.type == "object_pattern":
                if any(text(inner) == name for inner in one.named_children):
                    return _BY_NAME
            elif text(one if one.type in NAMES or not one.named_children else one.named_children[0]) == name:
                return at
            at += "comment" not in one.type and text(one) not in _OWN
    return None


def _given(parsed: Parsed, function: "Node", name: str, at: int) -> Iterator["Node"]:
    called = _name_of(function)
    calls = _KEPT.setdefault(parsed, _Kept()).calls
    if called not in calls:
        calls[called] = [*islice(_calls(parsed, called), _MOST_CALLS)] if called else []
    for node in calls[called]:
        given = arguments(parsed, node)
        if name in given.named and (at == _BY_NAME or parsed.language == "python"):
            yield given.named[name]
        elif 0 <= at < len(given.positional):
            yield given.positional[at]


def _name_of(function: "Node") -> str:
    name = function.child_by_field_name("name")
    above = function.parent
    if name is None and above is not None and above.type in _NAMED_BY:
        name = above.child_by_field_name(_NAMED_BY[above.type])
    inside = member(name) if name is not None else None
    return text(inside[1] if inside else name) if name is not None else ""


def _calls(parsed: Parsed, name: str) -> Iterator["Node"]:
    """Yield the calls of what bears a name."""
    source, word = parsed.text, name.encode()
    at = source.find(word)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        node = parsed.tree.root_node.descendant_for_byte_range(at, at + len(word))
        call = call_of(node) if node is not None and node.type in NAMES and node.text == word else None
        if call is not None:
            yield call
        at = source.find(word, at + len(word))
