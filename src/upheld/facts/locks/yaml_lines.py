"""YAML of mappings and texts, with the line of every key: fast where a tool wrote it, through PyYAML where not.

Lists and texts of several lines say nothing that a lock is read for; they are empty here.
"""

import re
from typing import NamedTuple, Union

from upheld.facts.locks.entries import shown
from upheld.facts.locks.pins import LockError
from upheld.items import Item

_DEEPEST = 50
_MOST_NODES = 400_000
_LONGEST_KEY = 1022
"""YAML itself allows little more on one line."""
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\["\\/nt_])*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "_": "\xa0"}
_BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?")
_ITEM = re.compile(r"- (?:[\w@./^~<=*+][^:#'\"]*|'[^']*'|\"[^\"\\]*\")")
_INSIDE = r"(?:[\w^~/.<=@](?:[^,{}\[\]#'\":]|:(?! ))*|'[^']*'|\"[^\"\\]*\")"
_FLOWING = re.compile(rf"'?([\w-]+)'?: ({_INSIDE})")
_PAIR = rf"(?:[\w-]+|'[\w-]+'): {_INSIDE}"
_FLOW = re.compile(rf"\{{ ?(?:{_PAIR}(?:, {_PAIR})*)? ?\}}|\[(?:{_INSIDE}(?:, {_INSIDE})*)?\]")
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\t]")
_OLD_BREAKS = re.compile("[\x85\u2028\u2029]")
"""They end a line in YAML 1.1, but in no tool that writes locks and in no editor."""
_SPECIAL = frozenset("&*!|>%@`?[]{},#'\"-:")
_NEVER = 1 << 60


class Place(NamedTuple):
    """A value and the line of its key."""

    line: int
    value: Union[str, "dict[str, Place]"]
    """A mapping that is written in braces may still be the text of it: `mapping` reads it."""


def mapping(place: Place | None) -> dict[str, Place]:
    """Return a value's keys, where it has any."""
    if place is None:
        return {}
    if isinstance(place.value, str):
        if not place.value.startswith("{"):
            return {}
        return {key: Place(place.line, _unquoted(value)) for key, value in _FLOWING.findall(place.value)}
    return place.value


def lined_yaml(text: str) -> dict[str, Place]:
    """Return the mapping that a YAML document is.

    Raises:
        LockError: no YAML, no mapping, a key that stands twice, nested too deeply, aliases (a bomb is made of them).
    """
    text = text.replace("\r\n", "\n")
    found = as_a_tool_writes(text)
    return in_any_layout(text) if found is None else found


# As a tool writes it: a key a line, indented by what it is in


def as_a_tool_writes(text: str) -> dict[str, Place] | None:
    """Return the mapping where the text has no other meaning than its lines; None where it may have."""
    if _UNUSUAL.search(text):
        return None
    root: dict[str, Place] = {}
    levels = [(0, root)]
    awaited: dict[str, Place] | None = None
    """The value of the key before, where it has to be on the lines below."""
    in_list, hidden_below = False, _NEVER
    for number, line in enumerate(text.split("\n"), start=1):
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        if not content or content[0] == "#" or indent > hidden_below:
            continue
        hidden_below = _NEVER
        if content[0] == "-":
            if awaited is None or indent < levels[-1][0] or not _ITEM.fullmatch(content):
                return None
            in_list = True
            continue
        if indent > levels[-1][0]:
            if awaited is None or in_list or len(levels) > _DEEPEST:
                return None
            levels.append((indent, awaited))
        while levels[-1][0] > indent:
            levels.pop()
        member = _member(content) if levels[-1][0] == indent else None
        if member is None:
            return None
        key, value = member
        if key in levels[-1][1]:
            raise LockError(f"says {shown(key)} twice in one mapping", number)
        awaited, in_list = None, False
        if value is None:
            levels[-1][1][key] = Place(number, awaited := {})
            continue
        if value == "" and content[-1] not in "'\"":
            hidden_below = indent
        levels[-1][1][key] = Place(number, value)
    return root


def _member(content: str) -> tuple[str, str | None] | None:
    """Return the key and the value of a line, None in the place of a value that is below; None where it is unclear."""
    if content[0] in "'\"":
        match = (_SINGLE if content[0] == "'" else _DOUBLE).match(content)
        rest = content[match.end() :] if match else ""
        if not match or not rest.startswith((": ", ":")):
            return None
        key, value = _unquoted(match[0]), rest[2:]
        if rest != ":" and rest[1] != " ":
            return None
    else:
        if content[0] in _SPECIAL or " #" in content:
            return None
        key, mark, value = content.partition(": ")
        if not mark:
            if content[-1] != ":":
                return None
            key = content[:-1]
        elif not value:
            return None
    if len(key) > _LONGEST_KEY:
        return None
    if not value:
        return key, None
    read = _value(value)
    return None if read is None else (key, read)


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    if text[0] != '"':
        return text.rstrip(" ")
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), text[1:-1])


def _value(text: str) -> str | None:
    first = text[0]
    if first not in _SPECIAL:
        return None if ": " in text or " #" in text or text[-1] in ": " or first == " " else text
    if first in "'\"":
        return _unquoted(text) if (_SINGLE if first == "'" else _DOUBLE).fullmatch(text) else None
    if first in "{[":
        return text if _FLOW.fullmatch(text) else None
    return "" if _BLOCK.fullmatch(text) else None


# In any layout: slower, and right for all that is YAML


def in_any_layout(text: str) -> dict[str, Place]:
    """Return the mapping that a YAML document is, as PyYAML reads it."""
    # PyYAML takes a while to be imported, and most locks are as their tool wrote them.
    from upheld.yaml import YamlError, read_yaml_text  # noqa: PLC0415

    try:
        item = read_yaml_text(_OLD_BREAKS.sub(" ", text), most_nodes=_MOST_NODES)
    except YamlError as error:
        # PyYAML may tell of the end of a text as of a line after its last one.
        line = min(error.line, text.count("\n") + 1)
        raise LockError(f"is no YAML that is read: {shown(' '.join(str(error).split()))}", line) from error
    except UnicodeError as error:
        raise LockError("is no YAML: it has letters that YAML does not allow") from error
    if item is None:
        return {}
    if item.kind != "mapping":
        raise LockError("is no mapping of keys", item.line)
    return _places(item)


def _places(item: Item) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for pair in item.pairs:
        if pair.key in found:
            raise LockError(f"says {shown(pair.key)} twice in one mapping", pair.line)
        found[pair.key] = Place(pair.line, _read(pair.item))
    return found


def _read(item: Item) -> str | dict[str, Place]:
    if item.kind == "mapping":
        return _places(item)
    if item.kind == "list" or (item.kind == "other" and not item.value):
        return {}
    return "" if item.is_block else item.value
