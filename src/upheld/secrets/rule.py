"""Rules: what a kind of secret looks like. Their patterns are compiled when their first keyword is met."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, cached_property

from upheld.nouns import dataclass
from upheld.secrets.hit import Category, Confidence
from upheld.secrets.prefilter import Prefilter, prefilter

WINDOW = 900
"""No pattern sees more bytes than these, so that none can take long."""

# A letter or digit on either side makes a token a part of something longer; behind an escape such as \n it does not.
_LEFT = rb"(?:(?<![0-9A-Za-z_\-+])|(?<=\\[nrt]))"
_RIGHT = rb"(?![0-9A-Za-z_\-])"
# The name of an issuer begins a word: my_github, myGithub, not in the middle of one.
_NAME_BEGINS = rb"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
# A name and its value: the rest of the name, a few words, an operator or the end of a tag, quotes, the value. It is the
# same for every issuer, so that it is compiled once; what the value has to look like is asked behind it.
_ASSIGNED = (
    _NAME_BEGINS + rb"[\w.\-/?&]{1,90}+(?:[ \t]{1,2}+[\w.\-]{1,20}+){0,3}(?:\\?[\"'`\])]){0,3}+[ \t]{0,8}+"
    rb"(?:(?::{1,3}=|=>|->|[=!]={1,2}|[?|.+]{0,2}=|:|,|>|\|\|)[ \t]{0,8}+(?:\r?\n[ \t]{0,16}+)?|(?<=[ \t]))"
    rb"(?:[\w.]{1,30}\()?(?:[rbfu@]?\\?[\"'`]{1,3}|\[[\"'])?(?:(?:Bearer|Basic|[Tt]oken)[ \t])?"
    rb"(?P<secret>[^\s\"'`<>(){}\[\];,\\&]{8,420}+)"
)


@cache
def name_and_value() -> re.Pattern[bytes]:
    """Return the pattern of a value that is assigned to a name."""
    return re.compile(_ASSIGNED)


@dataclass(frozen=True)
class Rule:
    """A kind of secret."""

    id: str
    title: str
    category: Category
    confidence: Confidence
    keywords: tuple[str, ...]
    """In lower case; each text that the pattern matches begins with one of them, unless `lookback` says else."""
    pattern: str
    """What a text looks like; the group `secret` is the value, all of it where there is no such group."""
    assigned: bool = False
    """Whether the pattern is that of a value which is assigned to a name with a keyword in it."""
    whole: bool = False
    """Whether the pattern says itself what stands on its sides."""
    lookback: int = 0
    """How many bytes before its keyword a text begins; the most where `leading` is given."""
    leading: str = ""
    """The bytes that can stand before the keyword, where they differ in number."""
    entropy: float = 0.0
    """The least entropy of a value, in bits a character."""
    verified: str | None = None
    """The name of what else decides: a checksum, a decoding; see `verifying`."""
    random: bool = True
    """Whether a value is one text drawn by chance, so that placeholders are none and what looks typed is not sure."""
    generic: bool = False
    """Whether any other rule says more of a place where both find something."""
    lowered_in_tests: bool = False
    """Whether standing among tests and examples makes it one to look at only."""

    @cached_property
    def compiled(self) -> re.Pattern[bytes]:
        """The pattern, with what stands on its sides; of a value that is assigned the pattern of the value alone."""
        pattern = self.pattern.encode()
        if self.assigned:
            return re.compile(pattern, re.IGNORECASE)
        return re.compile(pattern if self.whole else _LEFT + rb"(?:" + pattern + rb")" + _RIGHT)

    @cached_property
    def _leading(self) -> bytes:
        return self.leading.encode()

    @cached_property
    def group(self) -> str | int:
        """The group of the pattern that is the value."""
        return "secret" if self.assigned or "secret" in self.compiled.groupindex else 0

    def find(self, text: bytes, at: int) -> re.Match[bytes] | None:
        """Return what the rule finds around a keyword that stands at an offset."""
        if self.assigned:
            match = name_and_value().match(text, at, at + WINDOW)
            return match if match and self.compiled.fullmatch(match["secret"]) else None
        if self.leading:
            before = text[max(0, at - self.lookback) : at]
            at -= len(before) - len(before.rstrip(self._leading))
        elif self.lookback:
            at -= self.lookback
        return self.compiled.match(text, at, at + WINDOW) if at >= 0 else None


class Rules:
    """Rules, and which of them a keyword calls."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all: Sequence[Rule] = tuple(rules)
        called: dict[str, list[Rule]] = {}
        for rule in self.all:
            for keyword in rule.keywords:
                called.setdefault(keyword, []).append(rule)
        self._keywords = [keyword.encode() for keyword in called]
        self.called: Sequence[tuple[Rule, ...]] = tuple(map(tuple, called.values()))
        """The rules of each keyword, by the keyword's number."""

    @cached_property
    def prefilter(self) -> Prefilter:
        """What finds the keywords."""
        return prefilter(self._keywords)

    def only(self, categories: Collection[str]) -> "Rules":
        """Return the rules of some categories."""
        return Rules(rule for rule in self.all if rule.category in categories)
