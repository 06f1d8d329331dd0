"""The simple commands of a shell script, each with its line and with what passes over its failure."""

import re
from collections.abc import Iterator

from upheld.nouns import dataclass

_MOST_CHARACTERS = 200_000
_OPERATOR = re.compile(r"&&|\|\||;;|[;|&()]")
_REDIRECTION = re.compile(r"(?:&>>?|[<>]{1,3}[&|]?)[ \t]*")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_INNER = re.compile(r"\$\(([^()]{1,500})\)")
_KEYWORDS = {"then", "do", "else", "{", "}", "!", "time", "if", "elif", "while", "until", "fi", "done", "esac"}
_HEREDOC = re.compile(r"<<-?[ \t]*(['\"]?)([A-Za-z_]\w{0,60})\1")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_ENDS = {"exit", "false", "return"}


@dataclass(frozen=True)
class Command:
    """A simple command: its words without quotes, and how many lines below the script's first it stands."""

    line: int
    words: tuple[str, ...]
    passed_over: str | None = None
    assigned: tuple[str, ...] = ()
    """The variables that are set for it alone, before its words: `MODE=fast`."""


@dataclass(frozen=True)
class _Token:
    text: str
    line: int
    is_operator: bool = False
    inner: tuple[str, ...] = ()
    """The scripts of the substitutions in it: `"$(npm audit)"`."""


def commands(script: str) -> Iterator[Command]:
    """Yield every simple command, comments and the bodies of here-documents left out."""
    tokens = list(_tokens(script[:_MOST_CHARACTERS]))
    keeps_going = False
    words, inner, assigned = list[str](), list[str](), list[str]()
    line, tested = 0, False
    for at, token in enumerate([*tokens, _Token("\n", 0, is_operator=True)]):
        if not token.is_operator:
            line = line if words or inner else token.line
            inner += token.inner
            if not words and token.text in _KEYWORDS:
                tested = tested or token.text in {"if", "elif", "while", "until"}
            elif words or not _ASSIGNMENT.match(token.text):
                words.append(token.text)
            else:
                assigned.append(token.text)
            continue
        if words or inner:
            yield from (Command(line + each.line, each.words) for script in inner for each in commands(script))
        if words:
            keeps_going = _keeps_going(words, before=keeps_going)
            over = "`if`" if tested else _alternative(tokens, at) or ("`set +e`" if keeps_going else None)
            yield Command(line, tuple(words), over, tuple(assigned))
        words, inner, assigned, tested = [], [], [], False


def _keeps_going(words: list[str], *, before: bool) -> bool:
    if words[0] == "set" and len(words) > 1:
        return True if words[1] == "+e" else False if re.fullmatch(r"-\w*e\w*", words[1]) else before
    return before


def _alternative(tokens: list[_Token], at: int) -> str | None:
    """Return what is done instead where a command fails, unless it ends the script: "`|| true`"."""
    if at >= len(tokens) or tokens[at].text != "||":
        return None
    following: list[str] = []
    for number, token in enumerate(tokens[at + 1 : at + 40], at + 1):
        if token.text == "\n" and following and following[0] not in {"(", "{"}:
            break
        if token.text in _ENDS and not _is_zero(tokens[number : number + 2]):
            return None
        following.append(token.text)
    shown = " ".join(word for word in following[:2] if word != "\n")
    return f"`|| {shown[:30]}`"


def _is_zero(tokens: list[_Token]) -> bool:
    return [token.text for token in tokens] == ["exit", "0"]


def _tokens(script: str) -> Iterator[_Token]:
    yield from _Splitter(script).tokens()


class _Splitter:
    """Splits as a shell does, as far as telling commands apart needs it; in one pass."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._at = self._line = 0
        self._word: list[str] | None = None
        self._begun = 0
        self._inner: list[str] = []
        self._waiting: list[str] = []
        self._is_target = False
        self._unclosed = set[str]()

    def tokens(self) -> Iterator[_Token]:
        while self._at < len(self._script):
            character = self._script[self._at]
            if character in " \t\r":
                yield from self._ended()
                self._at += 1
            elif character == "\n":
                yield from self._ended()
                yield _Token("\n", self._line, is_operator=True)
                self._skip_to(self._at + 1)
                self._skip_documents()
            elif character == "#" and self._word is None:
                self._skip_to(self._found("\n", self._at))
            elif match := self._redirection():
                yield from self._ended()
                self._is_target = not match.lastindex
                self._skip_to(match.end())
            elif match := _OPERATOR.match(self._script, self._at):
                yield from self._ended()
                yield _Token(match.group(), self._line, is_operator=True)
                self._at = match.end()
            else:
                self._grow(character)
        yield from self._ended()

    def _redirection(self) -> "re.Match[str] | None":
        if document := _HEREDOC.match(self._script, self._at):
            self._waiting.append(document[2])
            return document
        return _REDIRECTION.match(self._script, self._at)

    def _grow(self, character: str) -> None:
        """Add to the word what stands here: a character, a quoted text, or an expression of GitHub Actions."""
        at = self._at
        if character == "\\":
            self._add(
                self._script[at + 1 : at + 2].replace("\n", ""), at + 2, begins=self._script[at + 1 : at + 2] != "\n"
            )
        elif self._script.startswith("${{", at):
            self._add(self._script[at : self._found("}}", at) + 2], self._found("}}", at) + 2)
        elif character == "'" and (end := self._closing("'", at)):
            self._add(self._script[at + 1 : end], end + 1)
        elif character == "`" and (end := self._closing("`", at)):
            self._inner.append(self._script[at + 1 : end])
            self._add(self._script[at : end + 1], end + 1)
        elif character == '"' and '"' not in self._unclosed and (match := _DOUBLE.match(self._script, at)):
            self._inner += _INNER.findall(match[1])
            self._add(match[1], match.end())
        else:
            self._unclosed.add(character)
            self._add(character, at + 1)

    def _closing(self, quote: str, at: int) -> int:
        end = -1 if quote in self._unclosed else self._script.find(quote, at + 1)
        return max(end, 0)

    def _add(self, text: str, end: int, *, begins: bool = True) -> None:
        if self._word is None and begins:
            self._word, self._begun = [], self._line
        if self._word is not None:
            self._word.append(text)
        self._skip_to(end)

    def _ended(self) -> Iterator[_Token]:
        if self._word is not None and not self._is_target:
            yield _Token("".join(self._word), self._begun, inner=tuple(self._inner))
        if self._word is not None:
            self._word, self._inner, self._is_target = None, [], False

    def _skip_to(self, end: int) -> None:
        end = min(end, len(self._script))
        self._line += self._script.count("\n", self._at, end)
        self._at = end

    def _skip_documents(self) -> None:
        for mark in self._waiting:
            end = re.compile(rf"^[ \t]*{mark}[ \t]*$", re.MULTILINE).search(self._script, self._at)
            self._skip_to(end.end() + 1 if end else len(self._script))
        self._waiting = []

    def _found(self, text: str, start: int) -> int:
        at = self._script.find(text, start)
        return at if at >= 0 else len(self._script)
