"""E-mail addresses and web addresses in the source of a document, those behind links included."""

import re
from collections.abc import Mapping
from functools import lru_cache

from upheld.patterns import pattern
from upheld.policy.document import Document
from upheld.policy.wording import Wording

_EMAIL = Wording(
    r"(?<![\w.+@-])(?P<user>[A-Za-z0-9][\w.+-]{0,63})(?P<at>@|\s*[\[({“\"]\s*(?:at|@)\s*[\])}”\"]\s*|[`*_]{0,2}\s+at\s+(?=[\w-]+\s+dot\s))(?P<host>[A-Za-z0-9][\w-]{0,62}(?:(?:\.|\s*[\[({]\s*(?:dot|\.)\s*[\])}]\s*|\s+dot\s+)[A-Za-z0-9][\w-]{0,62}){1,6})"
)
_SPELT_OUT = Wording(
    r"(?:^\W{0,6}|[*`<(\[]{1,2})(?!(?:look|us|me|see|contact|available|hosted|found|e-?mail|write|reach|report|live)\b)(?P<user>[a-z0-9][\w.+-]{1,40})\s+at\s+(?P<host>(?:[\w-]{1,63}\.){1,4}[a-z]{2,12})(?=[*`>)\]\\]|\W*$)"
)
"""An address that is alone on its line, or marked: "sec at widgets.test"."""
_URL = Wording(r"https?://[^\s<>\"'`\])}|]{1,500}")
_DOT = Wording(r"\s*[\[({]\s*(?:dot|\.)\s*[\])}]\s*|\s+dot\s+")
_TOP_LEVEL = pattern(r"[^\W\d_]{2}|xn--")
"""How the last part of a host begins; "1.10" and "1.x" are versions."""
_DEFINITION = pattern(
    r"^\s{0,3}(?:\[(?P<markdown>[^\]^]{1,100})\]:\s*<?|\.\.\s+_(?P<rst>[^:]{1,100}):\s*)(?P<url>https?://[^\s>]{1,500}|mailto:[^\s>]{1,200})",
    re.MULTILINE,
)
_REFERENCE = pattern(r"\[([^\]\[]{1,200})\](?:\[([^\]]{0,100})\])?(?!\()|`([^`<>]{1,200})`_")
_REST_OF_REFERENCE = pattern(r"[^\]\[]{1,200}\]\[([^\]]{1,100})\]")
"""The last line of one whose words begin on the line before."""


@lru_cache(maxsize=64)
def emails(text: str) -> tuple[tuple[str, int], ...]:
    """Return every e-mail address in a line of source with where it stands; "a [at] b.org" counts as one."""
    found: dict[str, int] = {}
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - its table of entities takes long to load

        text = unescape(text)
    for match in _EMAIL.all(text):
        host = _DOT.sub(".", match["host"]).rstrip(".")
        if _TOP_LEVEL.match(host.rpartition(".")[2]):
            found.setdefault(f"{match['user'].rstrip('.')}@{host}", match.start())
    for match in _SPELT_OUT.all(text):
        found.setdefault(f"{match['user']}@{match['host']}", match.start())
    return tuple(found.items())


def urls(document: Document, number: int) -> tuple[tuple[str, int], ...]:
    """Return every web address that a source line names or links to, with where it stands."""
    return _urls(document.source_line(number), document.source)


@lru_cache(maxsize=64)
def _urls(line: str, source: str) -> tuple[tuple[str, int], ...]:
    found = {match[0].rstrip(".,;:!*_"): match.start() for match in _URL.all(line)}
    defined = _definitions(source)
    if defined:
        if (rest := _REST_OF_REFERENCE.match(line)) and (name := rest[1].casefold()) in defined:
            found.setdefault(defined[name], 0)
        for match in _REFERENCE.finditer(line):
            name = (match[2] or match[1] or match[3]).casefold()
            if name in defined:
                found.setdefault(defined[name], match.start())
    return tuple(found.items())


@lru_cache(maxsize=8)
def _definitions(source: str) -> Mapping[str, str]:
    """Return the addresses that stand apart from the words that refer to them, by those words."""
    return {
        (match["markdown"] or match["rst"]).strip("` ").casefold(): match["url"]
        for match in _DEFINITION.finditer(source)
    }
