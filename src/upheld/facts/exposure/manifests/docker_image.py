"""What a Dockerfile makes of its last stage: the entry point, the command, the variables, the exposed ports."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import cast

from upheld.lines import split_lines
from upheld.nouns import dataclass

_MOST_LINES, _LONGEST, _LONGEST_VALUE, _MOST_STAGES = 5_000, 20_000, 1_000, 100
_INSTRUCTION = re.compile(r"\s{0,40}(?P<word>[A-Za-z]{2,20})\s{1,40}(?P<rest>\S.*)", re.DOTALL)
_FROM = re.compile(
    r"(?:--\w{1,20}=\S{1,200}\s{1,20})*(?P<image>\S{1,300})(?:\s{1,20}AS\s{1,20}(?P<name>\S{1,100}))?\s*", re.IGNORECASE
)
_OLD_ENV = re.compile(r"(?P<name>[A-Za-z_]\w{0,120})\s{1,40}(?P<value>[^=].*)", re.DOTALL)
_HEREDOC = re.compile(r"<<-?[\"']?(?P<mark>[A-Za-z_]\w{0,60})[\"']?")
_VARIABLE = re.compile(
    r"\\\$|\$(?:(?P<bare>[A-Za-z_]\w{0,120})|\{(?P<name>[A-Za-z_]\w{0,120})(?::?(?P<sign>[-+])(?P<word>[^{}]{0,300}))?\})"
)
_NAME_LABEL = "io.modelcontextprotocol.server.name"


@dataclass(frozen=True)
class Command:
    """An ENTRYPOINT or CMD: its words, or a line of a shell."""

    line: int
    words: tuple[str, ...] = field(repr=False)
    in_shell: bool = False


@dataclass(frozen=True)
class Image:
    """A stage as far as starting a container goes."""

    line: int = 1
    entrypoint: Command | None = None
    command: Command | None = None
    environment: Mapping[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]], repr=False)
    arguments: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    exposed: tuple[tuple[str, int], ...] = ()
    server: str = ""
    """The name that the MCP registry knows it by, from a label."""
    folder: str = "/"
    has_own_command: bool = False
    """Whether the command is of this stage and not taken over."""

    def filled(self, text: str) -> str:
        """Return a text with its variables replaced by their values; others stay as they are written."""
        values = {**self.arguments, **{name: value for name, (value, _) in self.environment.items()}}
        return filled(text, values)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` replaced where the value is known."""

    def value(match: "re.Match[str]") -> str:
        name = match["bare"] or match["name"]
        if name is None:
            return "$"
        known = values.get(name)
        if match["sign"] == "+":
            return match["word"] if known else ""
        if match["sign"] == "-":
            return (known or match["word"])[:_LONGEST_VALUE]
        return match[0] if known is None else known[:_LONGEST_VALUE]

    return _VARIABLE.sub(value, text)[:_LONGEST]


def last_image(text: str) -> Image | None:
    """Return the last stage of a Dockerfile with what it takes over from earlier ones; None where there is none."""
    stages: list[tuple[str, Image]] = []
    given: dict[str, str] = {}
    for line, word, rest in _instructions(text):
        if word == "FROM":
            match = _FROM.fullmatch(rest)
            named = filled(match["image"], given).lower() if match else ""
            base = next((image for name, image in reversed(stages) if name == named), Image())
            name = (match["name"] or "").lower() if match else ""
            stages = [*stages[-_MOST_STAGES:], (name, replace(base, line=line, arguments={}, has_own_command=False))]
        elif stages:
            stages[-1] = (stages[-1][0], _with(stages[-1][1], line, word, rest, given))
        elif word == "ARG":
            given.update(_assigned(rest))
    return stages[-1][1] if stages else None


def _with(image: Image, line: int, word: str, rest: str, given: Mapping[str, str]) -> Image:
    if word == "ENV":
        old = _OLD_ENV.fullmatch(rest.strip())
        pairs = {old["name"]: old["value"].strip()} if old else dict(_assigned(rest))
        return replace(
            image,
            environment={**image.environment, **{name: (image.filled(value), line) for name, value in pairs.items()}},
        )
    if word == "ARG":
        names = {each: given[each] for each in rest.split() if each in given}
        return replace(image, arguments={**image.arguments, **names, **dict(_assigned(rest))})
    if word == "ENTRYPOINT":
        # The command of a base image is not that of a new entry point.
        command = image.command if image.has_own_command else None
        return replace(image, entrypoint=_command(line, rest), command=command)
    if word == "CMD":
        return replace(image, command=_command(line, rest), has_own_command=True)
    if word == "EXPOSE":
        ports = tuple((image.filled(port), line) for port in rest.split()[:50])
        return replace(image, exposed=(*image.exposed, *ports))
    if word == "LABEL" and _NAME_LABEL in rest:
        return replace(image, server=image.filled(dict(_assigned(rest)).get(_NAME_LABEL, "")))
    if word == "WORKDIR":
        return replace(image, folder=image.filled(rest.strip()))
    return image


def _command(line: int, rest: str) -> Command:
    if rest.lstrip().startswith("["):
        try:
            found: object = json.loads(rest)
        except (ValueError, RecursionError):
            found = None
        words = cast("list[object]", found) if isinstance(found, list) else [None]
        if all(isinstance(word, str) for word in words):
            return Command(line, tuple(map(str, words)))
    return Command(line, (rest.strip(),), in_shell=True)


def _assigned(rest: str) -> Iterator[tuple[str, str]]:
    try:
        words = shlex.split(rest)
    except ValueError:
        words = rest.split()
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            yield name, value


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the word and the rest of each instruction; here-documents are passed over."""
    lines = split_lines(text)[:_MOST_LINES]
    escape = "`" if re.match(r"#\s{0,9}escape\s{0,9}=\s{0,9}`", lines[0], re.IGNORECASE) else "\\"
    parts: list[str] = []
    waiting: list[str] = []
    first = 1
    for number, line in enumerate(lines, start=1):
        if waiting:
            waiting = waiting[1:] if line.strip("\t") == waiting[0] else waiting
            continue
        if line.lstrip().startswith("#") or (parts and not line.strip()):
            continue
        first = first if parts else number
        joined = line.rstrip().endswith(escape)
        parts.append(line.rstrip()[:-1] if joined else line)
        if not joined:
            whole = " ".join(parts)[:_LONGEST]
            parts = []
            if match := _INSTRUCTION.fullmatch(whole):
                word = match["word"].upper()
                waiting = (
                    [found["mark"] for found in _HEREDOC.finditer(whole)] if word in {"RUN", "COPY", "ADD"} else []
                )
                yield first, word, match["rest"]
