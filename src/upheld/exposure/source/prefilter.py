"""Which files cannot hold a hit, as their words tell: most are not parsed at all."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from upheld.exposure.source.languages import family_of
from upheld.exposure.source.loading import rules
from upheld.exposure.source.rule import Rule, last_name

_CALLED = ("(", " (", ")(", "?.(", "<", "::<", " as ", ":")
"""What follows the name of something that is called, or imported by another name."""
_DERIVED = (",", ")", "\n", " ")
"""What else follows the name of the base of a class."""
_DOMAIN_PARTS = 3
_SOON = 1_000_000
"""After how many bytes of a language it is worth while to be quick."""

Clause = tuple[frozenset[str], tuple[frozenset[str], ...]]
"""Names of which one is called, and sets of words of which each has one in the file."""


def may_hit(text: bytes, language: str) -> bool:
    """Tell whether a rule of the language may find something; False is sure."""
    return prefilter(family_of(language))(text)


class _Filter:
    """The words of every rule, looked for in one pass."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        numbers: dict[bytes, int] = {}
        together: dict[tuple[frozenset[int], ...], set[int]] = {}
        for names, beside in clauses:
            words = tuple(frozenset(_number(numbers, word) for word in each) for each in beside)
            called = (_number(numbers, f"{name}{end}") for name in names for end in _ends(name))
            # Clauses with the same words are one question.
            together.setdefault(words, set()).update(called)
        self._words_of: dict[int, list[tuple[frozenset[int], ...]]] = {}
        for words, of in together.items():
            for name in of:
                self._words_of.setdefault(name, []).append(words)
        self._found = _finder(list(numbers))

    def __call__(self, text: bytes) -> bool:
        found = self._found(text)
        return any(
            all(not each.isdisjoint(found) for each in words)
            for name in found.intersection(self._words_of)
            for words in self._words_of[name]
        )


def _number(numbers: dict[bytes, int], word: str) -> int:
    return numbers.setdefault(word.encode(), len(numbers))


def _ends(name: str) -> tuple[str, ...]:
    return (*_CALLED, *_DERIVED) if name[:1].isupper() else _CALLED


@cache
def prefilter(language: str) -> Callable[[bytes], bool]:
    """Return what tells of a text whether a rule of the language may find something in it."""
    return _Filter(clause for rule in rules(language).all for clause in clauses(rule, language))


def clauses(rule: Rule, language: str) -> Iterator[Clause]:
    """Yield what has to stand in a file for the rule to find something: one of the clauses."""
    imported = frozenset(_module(each, language) for each in rule.imports)
    always = tuple(each for each in (frozenset(rule.words), imported) if each)
    for call in rule.calls:
        word = _module(call, language)
        yield frozenset({last_name(call)}), (*always, frozenset({word})) if word else always
    if rule.anywhere:
        yield frozenset(rule.anywhere), always
    if rule.loosely:
        words = frozenset(_module(each, language) for each in rule.loosely.imports)
        yield frozenset(rule.loosely.methods), (*always, words) if words else always


def _module(call: str, language: str) -> str:
    """Return a word that stands in every file in which something of that module is called."""
    origin = call.lstrip("?*")
    if language == "rust":
        parts = re.split(r"[(*]", origin)[0].split("::")
        return parts[-2] if call.startswith("*") and len(parts) > 1 else parts[0]
    if language == "go":
        parts = re.split(r"\.(?=[A-Z])|[(*]", origin)[0].split("/")
        return "/".join(parts[:_DOMAIN_PARTS])
    match = re.match(r"@?[\w-]+(?:/[\w-]+)?", origin)
    return match[0] if match else ""


class _Finder:
    """Tells which words a text holds, in one pass."""

    def __init__(self, words: list[bytes]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation  # noqa: PLC0415 - only a scan needs it

        self._words = words
        self._left = _SOON
        self._automaton = BytesAhoCorasick(words, implementation=Implementation.ContiguousNFA)

    def __call__(self, text: bytes) -> set[int]:
        if self._left > 0:
            self._left -= len(text)
            if self._left <= 0:
                self._quicken()
        return {each[0] for each in self._automaton.find_matches_as_indexes(text, overlapping=True)}

    def _quicken(self) -> None:
        """Make one that is twice as fast and takes longer to make: a change has a few files, a repository many."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation  # noqa: PLC0415 - only a scan needs it

        self._automaton = BytesAhoCorasick(self._words, implementation=Implementation.DFA)


def _finder(words: list[bytes]) -> Callable[[bytes], set[int]]:
    """Return what tells which words a text holds; slower where the library for it is missing."""
    try:
        return _Finder(words)
    except ImportError:
        return lambda text: {number for number, word in enumerate(words) if word in text}
