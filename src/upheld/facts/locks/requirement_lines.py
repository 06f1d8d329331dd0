"""The lines of a requirements file as pip reads them: continued, commented, with options."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from upheld.facts.locks.pins import MOST_ENTRIES, LockError
from upheld.lines import split_lines

_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_OPTION = re.compile(r"(-[rce]|--(?:requirement|constraint|editable)(?=[\s=]))[\s=]*(.+)", re.DOTALL)
_NAMED = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,200})\s*(?:\[[^\[\]]{0,1000}\])?\s*(?P<asked>.*)", re.DOTALL)
_EXACT = re.compile(r"={2,3}\s*([^\s,;()<>=~*]{1,300})")
_FILE = re.compile(r"\.(?:whl|zip|tgz|tar\.(?:gz|bz2|xz))(?:[#?].*)?$", re.DOTALL)
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][\w.-]{0,200})")
_VIA = re.compile(r"#\s*(?:via\b)?\s*(.*)", re.DOTALL)
_LONGEST = 1_000_000


class Kind(Enum):
    """What a line asks for."""

    PACKAGE = auto()
    ADDRESS = auto()
    EDITABLE = auto()
    INCLUDED = auto()
    CONSTRAINTS = auto()
    UNKNOWN = auto()


class RequirementLine(NamedTuple):
    """One logical line; its number is that of its first line."""

    kind: Kind
    line: int
    value: str
    """The name of the package, else the path or address as it stands."""
    version: str | None = None
    """The version where it is pinned, by `==` or `===`."""
    asked: str = ""
    """What is asked of the version, as it stands: `>=2,<3`."""
    marker: str | None = None
    hashed: bool = False
    via: tuple[str, ...] = ()
    """Who asks for it, as a tool wrote it down."""

    @property
    def egg(self) -> str | None:
        """The name of the package that an address gives in its fragment."""
        match = _EGG.search(self.value)
        return match[1] if match else None


def requirement_lines(text: str) -> Iterator[RequirementLine]:
    """Yield what a requirements file asks for.

    Raises:
        LockError: the file has too many lines that ask, or one that is too long.
    """
    for count, (number, joined, comments) in enumerate(_logical_lines(text)):
        if count >= MOST_ENTRIES:
            raise LockError(f"has more than {MOST_ENTRIES:,} entries", number)
        if joined and (read := _read(number, joined)):
            yield read._replace(via=_via(comments))


def _logical_lines(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number of the first line, the text without comments, and the comments in it and indented below it."""
    held: tuple[int, str, list[str]] | None = None
    parts: list[str] = []
    start, length = 0, 0
    for number, raw in enumerate(split_lines(text), 1):
        is_comment = raw.lstrip().startswith("#")
        if is_comment and not parts:
            if held and raw[0] in " \t":
                held[2].append(raw.strip())
            continue
        if not parts:
            start, length = number, 0
        length += len(raw)
        if length > _LONGEST:
            raise LockError(f"has a line of more than {_LONGEST:,} characters", start)
        if raw.endswith("\\") and not is_comment:
            parts.append(raw.rstrip("\\"))
            continue
        parts.append(f" {raw}" if is_comment else raw)
        if held:
            yield held
        held = (start, *_without_comment("".join(parts)))
        parts = []
    if held:
        yield held
    if parts:
        yield (start, *_without_comment("".join(parts)))


def _without_comment(text: str) -> tuple[str, list[str]]:
    match = _COMMENT.search(text)
    return (text[: match.start()].strip(), [text[match.start() :]]) if match else (text.strip(), [])


def _via(comments: list[str]) -> tuple[str, ...]:
    """Return who asks, of comments such as `# via requests` or `# via` with one a line below it."""
    if not comments or not re.match(r"#\s*via\b", comments[0]):
        return ()
    said = (match[1].strip() for match in map(_VIA.match, comments) if match)
    # The oldest tools wrote several into one line: `# via flask, requests`.
    return tuple(name.strip() for each in said for name in each.split(", ") if name.strip())


def _read(number: int, text: str) -> RequirementLine | None:
    if text.startswith("-"):
        return _option(number, text)
    hashed = "--hash" in text
    text = re.split(r"\s--[a-z]", text, maxsplit=1)[0]
    named = _NAMED.match(text)
    asked = named["asked"].strip() if named else ""
    if named and asked.startswith("@"):
        return RequirementLine(Kind.ADDRESS, number, named["name"], asked=asked)
    if named and (not asked or asked[0] in "<>=!~(;") and not _FILE.search(text):
        specifier, _, marker = asked.partition(";")
        specifier = specifier.strip().removeprefix("(").removesuffix(")").strip()
        return RequirementLine(
            Kind.PACKAGE, number, named["name"], _version(specifier), specifier, marker.strip() or None, hashed
        )
    is_address = "/" in text or "\\" in text or text.startswith(".") or _FILE.search(text)
    return RequirementLine(Kind.ADDRESS if is_address else Kind.UNKNOWN, number, text)


def _option(number: int, text: str) -> RequirementLine | None:
    match = _OPTION.match(text)
    if match is None:
        return None
    kind = {"r": Kind.INCLUDED, "c": Kind.CONSTRAINTS, "e": Kind.EDITABLE}[match[1].lstrip("-")[0]]
    return RequirementLine(kind, number, match[2].strip().strip("\"'"))


def _version(specifier: str) -> str | None:
    """Return the one version that a specifier leaves, where one of its parts names it."""
    exact = {match[1] for part in specifier.split(",") if (match := _EXACT.fullmatch(part.strip()))}
    return exact.pop() if len(exact) == 1 else None
