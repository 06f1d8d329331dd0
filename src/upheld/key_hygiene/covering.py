"""Which keys a sentence on rotation speaks of: who promises new passwords has promised no new deploy keys."""

import re
from enum import IntEnum

from upheld.facts.keys.key import Key
from upheld.nouns import dataclass


class Coverage(IntEnum):
    """How surely a sentence speaks of a key; the surer, the smaller."""

    NAMED = 0
    RELATED = 1
    """Not by its name, but it is of the same family, so that good practice asks the same of it."""
    NONE = 2


_PUBLIC = frozenset({"public-key", "gpg-key"})
_CERTIFICATES = frozenset({"certificate"})
_PASSWORDS = frozenset({"password"})
_SSH = frozenset({"deploy-key", "ssh-key"})
_PUBLISHED = _PUBLIC | _CERTIFICATES | {"security.txt"}


@dataclass(frozen=True)
class _Noun:
    """A word for keys: the kinds that it names, other keys by their names, and whether their family is related."""

    word: re.Pattern[str]
    kinds: frozenset[str] = frozenset()
    names: str = ""
    others: Coverage = Coverage.NONE
    """How it covers all other keys but published ones."""

    def covers(self, key: Key) -> Coverage:
        if key.kind in self.kinds or (self.names and re.search(self.names, key.name, re.IGNORECASE)):
            return Coverage.NAMED
        if key.kind in _PUBLISHED:
            return Coverage.NONE
        if self.others is Coverage.NAMED and key.kind in _PASSWORDS:
            return Coverage.RELATED
        return self.others


def _word(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_NOUNS = (
    _Noun(
        _word(
            r"(?:(?:code|image|package|release|commit|artifact|JWT|token)[\s-])?signing[\s-]keys?|release[\s-]keys?"
            r"|(?:open)?pgp[\s-]keys?|gpg[\s-]keys?|public[\s-]keys?|key[\s-]?pairs?"
        ),
        kinds=_PUBLIC,
        names=r"sign|gpg|pgp",
    ),
    _Noun(_word(r"deploy(?:ment)?[\s-]keys?"), kinds=frozenset({"deploy-key"}), names=r"deploy[_-]?key"),
    _Noun(_word(r"ssh[\s-](?:host[\s-])?keys?"), kinds=_SSH, names="ssh"),
    _Noun(
        _word(r"encryption[\s-]keys?|master[\s-]keys?|KMS[\s-]keys?"),
        kinds=frozenset({"key"}),
        names=r"encrypt|master",
    ),
    _Noun(_word(r"certificates?|certs?"), kinds=_CERTIFICATES, names=r"cert"),
    _Noun(_word(r"passwords?|passphrases?"), kinds=_PASSWORDS, names=r"pass(?:word|wd|phrase)?(?![a-z])"),
    _Noun(_word(r"API[\s-](?:keys?|tokens?)|tokens?|PATs?|access[\s-]keys?"), others=Coverage.NAMED),
    _Noun(_word(r"credentials?|creds|secrets?"), kinds=_PASSWORDS, others=Coverage.NAMED),
    _Noun(_word(r"keys?"), others=Coverage.NAMED),
)
_NOT_BY_TOKENS = re.compile(r"API|token|PAT|access", re.IGNORECASE)
_ROTATES = re.compile(r"rotat|renew|replac|\broll|lifetime|lifespan|validity|\bage\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+")


@dataclass(frozen=True)
class Covering:
    """What a sentence speaks of."""

    nouns: tuple[tuple[str, _Noun], ...]

    def of(self, key: Key) -> Coverage:
        """Tell how surely it speaks of a key; a sentence without a word for keys speaks of all that are secret."""
        if not self.nouns:
            return Coverage.NONE if key.kind in _PUBLISHED else Coverage.NAMED
        return min(_covered(word, noun, key) for word, noun in self.nouns)


def covering(text: str) -> Covering:
    """Return what a text speaks of, by the sentences in it that are about rotation."""
    sentences = _SENTENCE_END.split(text)
    rotating = " ".join(each for each in sentences if _ROTATES.search(each)) or text
    found: list[tuple[str, _Noun]] = []
    for noun in _NOUNS:
        found += [(match[0], noun) for match in noun.word.finditer(rotating)]
        rotating = noun.word.sub(" . ", rotating)  # a narrow word is not read again as a wide one
    return Covering(tuple(found))


def _covered(word: str, noun: _Noun, key: Key) -> Coverage:
    told = noun.covers(key)
    # An API key is no deploy key, but has to be replaced as often.
    narrow = told is Coverage.NAMED and key.kind in _SSH and _NOT_BY_TOKENS.match(word)
    return Coverage.RELATED if narrow else told
