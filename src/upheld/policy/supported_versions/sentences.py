"""Sentences of support: "only the latest minor release receives fixes", "older versions are not supported"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from upheld.model import Location
from upheld.patterns import pattern
from upheld.policy.document import Document, Prose
from upheld.policy.supported_versions.foreign import own_names, speaks_of_a_platform
from upheld.policy.supported_versions.lists import NOT_HEADING
from upheld.policy.supported_versions.rows import Row
from upheld.policy.supported_versions.support_words import Support, read_support
from upheld.policy.supported_versions.version_words import read_scope
from upheld.policy.wording import Wording
from upheld.versions import Between, Branch, Newest, NotReleased, OlderThan, Scope, Series

_SENTENCE = pattern(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*")
_CLAUSE = Wording(
    r"(?:\s[-–—]+\s|—|;|,\s+(?:but|and|while|whereas|older|previous|prior|earlier|versions?|releases?|all|so|except)\b|\bbut\b|\bhowever\b|(?<!current )(?<!latest )\band\s+(?=older|previous|prior|earlier)|\bin\s+addition\b)"
)

# What makes a sentence one about support: who is supported, or what is fixed where. "First A, then B" is written
# `\A(?>.*?A).*B`: with `A.*B` alone, a sentence that repeats A would take quadratic time.
_FIXES = r"(?:(?:security|bug|critical|vulnerability|important)[\s-]+){0,4}(?:fix(?:es)?|updates?|patch(?:es)?|support|advisories|maintenance|attention|bug\s?fix(?:es)?)"
_SUPPORT = Wording(
    rf"\b(?:supports?|(?:un)?supported|supporting|maintains?|maintained|patched)\b|\A(?>.*?\breceiv\w+\b).*\b{_FIXES}\b|\bgets?\s+(?:\w+\s+)?{_FIXES}\b"
    rf"|\b{_FIXES}\s+(?:\w+\s+){{0,4}}?(?:provided|released|issued|applied|available|made|backported|published|delivered|given|"
    rf"shipped|offered|land\w*|considered|back-?ported|for|to|on|in|only)\b|\A(?>.*?\bfix(?:es|ed)?\b).*\b(?:in|to|on)\b|\bback-?port\w*\b"
)
_STRONG = Wording(
    rf"\A(?>.*?\bonly\b).*\b(?:supported?|maintained|receiv\w+|{_FIXES})\b"
    rf"|\A(?>.*?\b(?:supported?|supports?|maintain\w*|receiv\w+|{_FIXES})\b).*\bonly\b"
    rf"|\breceiv\w+\s+(?:\w+\s+)?(?:advisories|security)\b|\b(?:is|are)\s+(?:\w+\s+)?supported\b"
    rf"|\A(?>.*?\b(?:receiv\w+|provid\w+|issu\w+|appl\w+|releas\w+)\b).*\bsecurity\s+(?:fix|update|patch)\w*"
    rf"|\A(?>.*?\b(?:respond|accept|address|handle|investigat)\w*\b).*\breports?\s+for\b"
    rf"|\A(?>.*?\bsecurity\s+(?:bugs?|issues?|problems?|vulnerabilit\w+)\b)(?>.*?\b(?:fixed|patched|backported)\b)"
    rf".*\b(?:in|on|to)\b"
    rf"|\A(?>.*?\bsecurity\s+(?:fix|update|patch)\w*\b).*\b(?:receiv|provid|issu|appl|releas|backport)\w+|\bno\s+longer\s+(?:supported|maintained)\b"
)
_ABOUT_RELEASES = Wording(
    r"\A(?>.*?\b(?:latest|newest|most\s+recent|current|last|recent)\b).*\b(?:versions?|releases?|minor|major|branch|series|line)\b"
    r"|\bversions?\b|\bbranch\b|\breleases?\b|\blatest\b|\bv\d+\b|\b\d+\.x\b"
)
# Advice to users, requests to reporters, and what is only perhaps done.
_ADVICE = Wording(
    r"\b(?:recommend\w*|encourage\w*|please|should|must|upgrad(?:e|ing)|make\s+sure|ensure|keep|verify|reproduc\w+|test(?:ed)?|"
    r"confirm|check|reporting|reports?|affect\w*|include|example|e\.g\.|you|your)\b"
)
_PERHAPS = Wording(
    r"\b(?:may|might|could|considered|consider|on\s+request|upon\s+request|community|case[\s-]by[\s-]case|if\s+possible|depending|occasionally|sometimes|feel\s+free|contract\w*)\b"
)
_NO = Wording(
    r"\b(?:not|no|never|cannot|won't|don't|doesn't|aren't|isn't|unsupported|without|end[\s-]of[\s-]life|eol|unmaintained|discontinued|ended|dropped|ceased|stopped)\b|n['’]t\b"
)

_NUMBER = r"v?\d{1,4}(?:\.(?:\d{1,5}|x|\*)){0,3}(?:\+|\.x)?"
_NOUN = r"(?:versions?|releases?|series|lines?|branch(?:es)?|majors?|minors?|tags?)"
_POINT = (
    r"(?!\d\d?\.\d\d?\.(?:19|20)\d\d)(?:v\d{1,4}(?:\.(?:\d{1,5}|x)){0,3}|\d{1,4}(?:\.(?:\d{1,5}|x)){1,3})(?![\w-]|\.\d)"
)
_PHRASES = (
    Wording(
        rf"(?:[<>]=?|[≤≥]|\b(?:prior\s+to|before|below|older\s+than|lower\s+than|earlier\s+than|less\s+than|newer\s+than|"
        rf"later\s+than|greater\s+than|higher\s+than|above|up\s+to)\b)\s*(?:versions?\s+|release\s+)?{_POINT}"
    ),
    Wording(rf"(?<![\w.\-/]){_POINT}\s+(?:(?:through|thru|to|-|–)\s+{_POINT}|onwards?\b)"),
    Wording(rf"\bfrom\s+(?:version\s+)?{_POINT}\s+on(?:wards?)?\b"),
    Wording(
        r"\b(?:all\s+(?:published\s+)?(?:versions|releases)|any\s+version)(?=\s+(?:is|are)\s+(?:\w+\s+)?(?:supported|maintained)\b)"
    ),
    Wording(rf"\b(?:current|latest)\s+and\s+(?:the\s+)?previous\s+(?:\w+\s+){{0,2}}?{_NOUN}"),
    Wording(
        rf"\b(?:latest|last|newest|most\s+recent)\s+(?:two|three|four|five|six|[2-9])\s+(?:[\w-]+\s+){{0,3}}?{_NOUN}(?:\s+(?:series|lines?|releases|versions|branches))?"
    ),
    Wording(
        rf"\b(?:two|three|four|five|six|[2-9])\s+(?:most\s+recent|latest|last|newest)\s+(?:[\w-]+\s+){{0,3}}?{_NOUN}(?:\s+(?:series|lines?|releases|versions|branches))?"
    ),
    Wording(
        rf"\b(?:latest|newest|current|most\s+recent)\s+(?:version|release)s?\s+(?:\(\s*)?(?:(?:of|in|from)\s+(?:the\s+)?)?(?P<named>{_NUMBER})(?![\w.]*\d)"
    ),
    Wording(
        rf"\b(?:latest|newest|most\s+recent|current|last)\s+(?:(?!and\b|or\b)[\w.-]+\s+){{0,4}}?{_NOUN}(?:\s+(?:series|lines?|releases|versions|branch))?"
    ),
    Wording(
        rf"\b(?:older|old|previous|prior|earlier|past|all\s+other|any\s+other|other)\s+(?:(?!and\b|or\b)[\w().-]+\s+){{0,2}}?{_NOUN}"
    ),
    Wording(
        r"\b(?P<branch>main|master|trunk|develop)\b(?!\s+(?:goal|reason|focus|repo\w*|entry|contact|channel))(?:\s+branch)?"
    ),
    Wording(r"\bdefault\s+branch\b"),
    Wording(
        r"(?<![\w.\-/])(?:v\d{1,4}(?:\.(?:\d{1,5}|x))*|\d{1,4}(?:\.\d{1,5})*\.x|(?<=version )\d+(?:\.\d+)*|(?<=versions )\d+(?:\.\d+)*|\d+\.\d+(?:\.\d+)?)(?:\s*\+|\s+(?:and|or)\s+(?:later|newer|above|higher|up|older|earlier))?(?![\w-])"
    ),
)
_HEADING = Wording(r"\bsupport(?:ed)?\b|\bversions?\b|\bmaintained\b|\bmaintenance\b")
_SUPPORTED_HEADING = Wording(r"\bsupported\s+(?:\w+\s+)?(?:versions?|releases?)\b")
_EXAMPLE = pattern(
    r"\((?>[^()]*?\be\.g\.)[^()]*\)|\be\.g\.,?\s*\S+|\((?:for\s+example|such\s+as|for\s+instance)\b[^()]*\)|\b(?:for\s+example|for\s+instance)\b[^.]*(?:\.\d[^.]*)*",
    re.IGNORECASE,
)
_CONDITIONAL = Wording(
    r"\s*(?:in\s+(?:the\s+)?(?:event|case)|if|when|whenever|once|upon|after|during|as\s+soon)\b[^,]*\b(?:versions?|releases?|released|major|minor|period|migration)\b"
)
_FRAGMENT = Wording(r"\s*(?:only\s+)?(?:the\s+)?(?:latest|newest|most\s+recent|current|v?\d+\.)(?![a-z])")
_UNTIL = Wording(r"\b(?:until|till|through)\b")
_DAY = pattern(r"\d\d?\.\d\d?\.(?:19|20)\d\d")
_FEW_WORDS = 8
_LONGEST, _SHOWN = 1000, 60
"""What runs on for longer is no sentence: it is not read, only told."""
_MAY_SPEAK = Wording(r"\b(?:support|maintain|fix|patch|receiv|updat)")
_NEWEST_WORD = Wording(r"latest|newest|most\s+recent|current|last")


class _Phrase(NamedTuple):
    """Words in a sentence that name versions, and where they stand."""

    start: int
    end: int
    text: str
    scope: Scope


def sentence_rows(document: Document) -> tuple[Row, ...]:
    """Return what each sentence about supported versions says, in the order of the document.

    Sentences that only deny support ("older versions are not supported") say nothing of what is supported.
    """
    rows = tuple(_all_rows(document))
    return rows if any(row.support.supported for row in rows) else ()


def _all_rows(document: Document) -> Iterator[Row]:
    names = own_names(document)
    for block in document.prose:
        under_heading = any(_HEADING.search(h.text) and not NOT_HEADING.search(h.text) for h in block.headings[-2:])
        for match in _SENTENCE.finditer(_without_examples(block.text)):
            sentence = match[0]
            if len(sentence) > _LONGEST:
                yield from _unread(document, block, match)
                continue
            speaks = _fragment(sentence, block) or _is_statement(sentence, under_heading=under_heading)
            if speaks and not speaks_of_a_platform(f"{block.heading} {sentence}", names):
                yield from _rows(document, block, sentence, match.start())


def _unread(document: Document, block: Prose, match: re.Match[str]) -> Iterator[Row]:
    """Yield a row that covers nobody knows what, so that no verdict rests on the rest alone."""
    if _MAY_SPEAK.search(match[0]) and _ABOUT_RELEASES.search(match[0]):
        place = Location(document.path, block.line_at(match.start()))
        text = f"{match[0].strip()[:_SHOWN]}…"
        yield Row(location=place, text=text, scope=None, support=Support(supported=True), end_line=place.line)


def _without_examples(text: str) -> str:
    """Blank out examples, so that their versions are not taken for promises; every character keeps its place."""
    return _EXAMPLE.sub(lambda match: " " * len(match[0]), text)


def _fragment(sentence: str, block: Prose) -> bool:
    """Tell whether a few words under "Supported versions" name what is supported: "Latest release only."."""
    few = len(sentence.split()) <= _FEW_WORDS
    return few and not block.is_item and bool(_SUPPORTED_HEADING.search(block.heading) and _FRAGMENT.match(sentence))


def _is_statement(sentence: str, *, under_heading: bool) -> bool:
    if _CONDITIONAL.match(sentence):
        return False
    says_so = _STRONG.search(sentence) or (under_heading and _SUPPORT.search(sentence))
    if not says_so or not _ABOUT_RELEASES.search(sentence):
        return False
    return not _ADVICE.search(sentence) or bool(
        under_heading
        and _STRONG.search(sentence)
        and not re.search(r"\brecommend|\bencourage|\be\.g\.|\bexample", sentence)
    )


def _rows(document: Document, block: Prose, sentence: str, offset: int) -> Iterator[Row]:
    start = 0
    for clause in _clauses(sentence):
        position = sentence.index(clause, start)
        start = position + len(clause)
        if _PERHAPS.search(clause):
            continue
        supported = not _NO.search(clause)
        until = _until(clause) if supported else None
        for phrase in _phrases(clause):
            older = isinstance(phrase.scope, OlderThan)
            newest = isinstance(phrase.scope, Newest) and not phrase.scope.skip
            if (older and supported) or (newest and not supported):
                continue  # neither "upgrade older versions" nor "otherwise use the latest" says what gets no fixes
            yield Row(
                location=Location(document.path, block.line_at(offset + position + phrase.start)),
                text=phrase.text,
                scope=phrase.scope,
                support=Support(supported and not older, until),
                end_line=block.lines[-1].number,
            )


def _clauses(sentence: str) -> Iterator[str]:
    start = 0
    for match in _CLAUSE.all(sentence):
        before = sentence[start : match.start()]
        if match[0].lower().startswith("and") and not _SUPPORT.search(before):
            continue  # "1.x and older versions are not supported" says one thing of both
        yield before
        start = match.start()
    yield sentence[start:]


def _until(clause: str) -> date | None:
    """Return the last day of support that a clause names: "1.x is supported until 2026-06-30"."""
    match = _UNTIL.search(clause)
    said = read_support(clause[match.start() :]) if match else None
    return said.until if said else None


def _phrases(clause: str) -> list[_Phrase]:
    found: list[_Phrase] = []
    for phrase in _PHRASES:
        for match in phrase.all(clause):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            named = match.groupdict().get("named") or match.groupdict().get("branch")
            scope = read_scope(named or match[0])
            text = named or (_NEWEST_WORD.match(match[0]) or match)[0] if scope == Newest() else named or match[0]
            if isinstance(scope, NotReleased) or scope is None or _is_no_version(scope, clause, match):
                continue
            found.append(_Phrase(match.start(), match.end(), text, scope))
    if not found and (newest := re.search(r"\b(?:latest|newest|most\s+recent)\b", clause, re.IGNORECASE)):
        found.append(_Phrase(newest.start(), newest.end(), newest[0], Newest()))
    found.sort(key=lambda phrase: phrase.start)
    return _without_repetition(found)


def _is_no_version(scope: Scope, clause: str, match: re.Match[str]) -> bool:
    """Tell whether a number is no version: a CVSS score, a Python version, a section."""
    if _DAY.fullmatch(match[0]):
        return True
    if not isinstance(scope, Series | Between) or match[0].lower().startswith("v"):
        return False
    return bool(
        re.search(
            r"\b(?:cvss|section|rfc|iso|node|python|php|java|tls|step)\W*(?:\w+\W+){0,2}$|\b(?:starting\s+with|since|as\s+of|date\s+of)\b[^,;]*$",
            clause[: match.start()],
            re.IGNORECASE,
        )
    )


def _without_repetition(phrases: list[_Phrase]) -> list[_Phrase]:
    """Drop what merely explains the phrase before it: "the latest release on `main`", "the latest version (1.4.2)"."""
    if any(isinstance(phrase.scope, Newest) and not phrase.scope.skip for phrase in phrases):
        return [p for p in phrases if not isinstance(p.scope, Branch)]
    return phrases
