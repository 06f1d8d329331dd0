"""The kind of promise that says where vulnerabilities are to be reported."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Self, TypeVar

from upheld.model import Promise
from upheld.nouns import dataclass
from upheld.policy.among_themselves import among_themselves
from upheld.policy.document import Code, Document, Prose
from upheld.policy.forbidden_above import forbidden_above
from upheld.policy.kinds.reporting_channel.addresses import addresses
from upheld.policy.kinds.reporting_channel.elsewhere import elsewhere
from upheld.policy.kinds.reporting_channel.people import BY_EMAIL, people
from upheld.policy.kinds.reporting_channel.pointed import pointed
from upheld.policy.kinds.reporting_channel.private_reporting import (
    Mention,
    Mentions,
    private_reporting,
    stands_beside,
)
from upheld.policy.quotes import quoted
from upheld.policy.said_in_headings import said_in_headings
from upheld.policy.statements import Statement, introduces, statements
from upheld.policy.wording import Wording

C = TypeVar("C", bound="ReportingChannel")

PRIVATE_REPORTING = "github-private-reporting"

_REPORTING_SECTION = Wording(
    r"\breport\w*|\bdisclos\w*|\bcontact\w*|\bvuln\w*|\bsecurity\s+(?:issues?|bugs?|concerns?|team|questions?|problems?|e-?mail)\b|\bhow\s+to\s+reach\b|\bemail\b|\bprivate(?:ly)?\b|\bchannels?\b"
)
_NOT_FOR_REPORTS = Wording(
    r"\bnon-?(?:security|vulnerabilit\w+)\b|\bnot\s+an?\s+(?:\w+\s+)?vulnerability\b|\blist\s+of\s+(?:vendors|distributors)\b|\b(?:want|wish|like)\s+to\s+be\s+(?:notified|added|informed)\b|\bbilateral\b|\bnot\s+to\s+report\b|\bmembership\b|\bif\s+you\s+(?:wish|want|plan|intend|would\s+like)\s+to\s+(?:run|test|perform|scan|use)\b|\bgeneral\s+(?:support|questions?|inquir\w+|enquir\w+|help)\b|\bcode\s+of\s+conduct\b|\b(?:subscribe|unsubscribe|subscrib\w+)\b|\brequest\s+(?:participation|membership|access|early)\b|\bdocumentation\s*:|\b(?:other|usage)\s+questions?\b|\b(?:questions?|suggestions?|comments|feedback)\b[^.;]{0,60}\b(?:about|regarding|on|concerning|related\s+to)\s+(?:[\w'’-]+\s+){0,4}?(?:process|polic(?:y|ies)|practices?|documents?|procedures?|programs?|guidelines|disclosure)\b|\bquestions?\s+or\s+need\b|\bnon-?sensitive\s+(?:bugs?|questions?)\b|\bdata\s+protection\b|\bprivacy\s+(?:questions?|requests?|inquir\w+)\b|\bacademic\b|(?<!\band )(?<!\bor )\b(?:compliance|legal|licen[cs]ing|trademark|partnership|commercial|business|media)\s+(?:questions?|inquir\w+|enquir\w+|matters|requests?)\b|\bsales\b|\bbilling\b"
    r"|\bpress\b|\b(?:distributors?|distributions|downstream|packagers?|announce\w*)\b|^[^@]{0,400}\b(?:pgp|gpg)\s+key\b[^.]{0,40}$|\bnot\s+for\s+(?:vulnerab|security)|\bembargo\s+polic(?:y|ies)\b|\b(?:feature|enhancement)\s+requests?\b|\b(?:less|lower|low)[\s-]+(?:serious|severe|sensitive|urgent|critical)\b|\bordinary\s+(?:\w+\s+)?(?:issues?|bugs?|tickets?|reports?)\b|\bdo(?:es)?\s+not\s+(?:compromise|affect|impact|concern)\s+(?:[\w'’]+\s+){0,3}?(?:security|privacy)\b|\b(?:out[\s-]+of|in|not\s+in)[\s-]+scope\b(?!\s+(?:\w+\s+)?(?:vulnerabilit|issues?|reports?|findings?))|^scope\b|^exclusions?\b"
)
_ANNOUNCEMENTS = Wording(r"^\W*(?:security\s+|release\s+)?announcements\W*$")
_UPDATES = Wording(r"^\W*(?:security\s+)?(?:updates?|notifications?)(?:\s+channels?)?\W*$")
_SURELY_FOR_REPORTS = Wording(
    r"(?<!non-)(?<!non )\bsecurity\s+(?:concerns?|reports?)\b|\breport\w*\s+(?:a\s+)?(?:security\s+)?vulnerabilit|\bconcerns?\s+(?:related\s+to|about|regarding|on)\s+(?:\w+\s+){0,2}?security\b"
)
_LABEL_OF_ELSE = Wording(
    r"^\W*(?:(?:business|partnerships?|legal|licensing|media|careers?|jobs|general|feedback|sales|everything\s+else)\b[\s/&,]*(?:and\s+)?){1,4}[:|–—-]"
)
_THANKED = Wording(
    r"\backnowledge?ments\b|\bhall\s+of\s+fame\b|\bcontributors\b|\bthanks\b|\b(?:past|previous|former)\s+(?:\w+\s+)?(?:vulnerabilit\w+|issues|advisories|reports)\b"
)
_KNOWN = Wording(
    r"\b(?:cve-\d{4}-\d{3,}|ghsa(?:-[0-9a-z]{4}){3})\b|\breported\s+(?:\w+ly\s+)?by\s+(?!\w+ing\b|e-?mail\b|mail\b)\w"
)
"""Tells of a vulnerability that was reported."""
_UNSURE = Wording(
    r"\b(?:unsure|not\s+(?:\w+\s+)?sure|uncertain)\b[^.;]{0,60}\b(?:scope|vulnerab\w+|security|qualif\w+)\b"
)
_OUT_OF_SCOPE = Wording(r"^\W*(?:out[\s-]+of|not\s+in)[\s-]+scope\b")
_TO_INCLUDE = Wording(
    r"\b(?:includ(?:e|ing)|contain(?:s|ing)?|following\s+(?:information|details)|provide|with\s+(?:the\s+following|these|as\s+much))\b[^.:]{0,80}:\W*$"
)
"""Introduces what a report should hold."""
_ADDRESS_ALONE = Wording(r"\W*https?://\S+\s*$")
_LINK_OF_LINE_BEFORE = Wording(r"\s*<https?://[^>]{1,300}>`_")
_OR_ELSE = Wording(r"\W*or\b")
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ADDRESS = Wording(r"@[\w-]+\.\w|https?://|\S\s?[\[({]\s?at\s?[\])}]")
_MOST_HALVES = 4
_FEW_LINES = 3
_SAYS_REPORT = Wording(r"\breport\w*|\bdisclos\w*")
_TASK = Wording(r"\W{0,3}\[[ x]\]\s")
"""A box that those who handle a report tick."""
_A_REPORT = Wording(r"\breports?\b[^.;]{0,40}\b(?:via|through|at|to|by)\b")
_MOST_CODE = 3
"""A longer block is an example of something."""
_MAINTAINERS = Wording(r"\bmaintainers?\b|\b(?:repository|project)[\s-]owners?\b")


@dataclass(frozen=True, kw_only=True)
class ReportingChannel(Promise):
    """Where a vulnerability can be reported: a line that names an address or a channel.

    Takes: e-mail addresses (also "a [at] b.org"), GitHub's private vulnerability reporting, links to platforms and forms,
    chats and handles, where the sentence, its list or its heading speaks of reporting; the page that a policy which names
    none of these sends to. Leaves alone the single steps below a channel that was named, a title above its address, contacts
    for other things, and links that explain.
    """

    kind: ClassVar[str] = "reporting-channel"
    channels: tuple[str, ...]
    """`email:ADDRESS`, `github-private-reporting`, `url:ADDRESS`, or `other:` with a word."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that names channels."""
        yield from cls._all(document)

    @classmethod
    @lru_cache(maxsize=8)
    def _all(cls, document: Document) -> tuple[Self, ...]:
        """Return the same at once: checks ask again for what the run has read."""
        mentions = Mentions()
        found: dict[int, Self] = {}
        people_of: dict[int, int] = {}  # lines that only introduce a list: "contact the security team:"
        introduced: int | None = None
        for_reports = [each for each in _offered(document) if _is_for_reports(each)]
        for statement in (_with_its_link(document, each) for each in for_reports):
            if document.source_line(statement.line).lstrip().startswith("!["):
                continue  # a picture of the button
            if introduced is not None and _ADDRESS_ALONE.match(statement.text):
                # "Use private reporting:" and below it the link, or "GitHub explains it here:"
                mentions.continued(introduced, statement)
            there = pointed(statement, (name for promise in found.values() for name in promise.channels))
            parts = _parts(statement)
            mention = private_reporting(document, parts, statement)
            replaced = mentions.counted(mention, statement) if mention else None
            if replaced:
                _drop(PRIVATE_REPORTING, found, replaced)
            offered = _by_line(document, statement, parts, mention, is_counted=replaced is not None)
            for offset, channels in [(there[0], [there[1]])] if there else offered:
                location, quote = quoted(document, statement, offset)
                if statement.group in people_of and any(name.startswith(("email:", "url:")) for name in channels):
                    found.pop(people_of.pop(statement.group), None)
                if introduces(statement.text) and all(name.startswith("other:") for name in channels):
                    people_of[statement.group] = location.line
                before = found.get(location.line)
                if before:
                    together = tuple(dict.fromkeys((*before.channels, *channels)))
                    found[location.line] = replace(before, channels=together)
                else:
                    found[location.line] = cls(location=location, quote=quote, channels=tuple(channels))
            introduced = mentions.awaits_address(statement) if introduces(statement.text) else None
        if not found:
            found = dict(cls._elsewhere(document, for_reports))
        lines = {line: promise.channels for line, promise in found.items()}
        by_email = any(name.startswith("email:") for names in lines.values() for name in names)
        kept = {line: _without_those_addressed(line, lines, by_email=by_email) for line in lines}
        return tuple(replace(promise, channels=kept[line]) for line, promise in found.items() if kept[line])

    @classmethod
    def _elsewhere(cls, document: Document, for_reports: list[Statement]) -> Iterator[tuple[int, Self]]:
        for statement in for_reports:
            for offset, channel in elsewhere(document, statement):
                location, quote = quoted(document, statement, offset)
                yield location.line, cls(location=location, quote=quote, channels=(channel,))


def _drop(name: str, found: dict[int, C], line: int) -> None:
    """Take a channel from what a line names."""
    if promise := found.pop(line, None):
        others = tuple(each for each in promise.channels if each != name)
        if others:
            found[line] = replace(promise, channels=others)


def _without_those_addressed(line: int, lines: Mapping[int, tuple[str, ...]], *, by_email: bool) -> tuple[str, ...]:
    """Return a line's channels but e-mail, where another line has the address, and a chat or platform right above its own."""
    below = " ".join(
        name for other in range(line + 1, line + _FEW_LINES + 1) for name in lines.get(other, ()) if "url:" in name
    )
    return tuple(
        name
        for name in lines[line]
        if not (name.startswith("other:") and (by_email if name == BY_EMAIL else name.removeprefix("other:") in below))
    )


def _offered(document: Document) -> list[Statement]:
    """Return every statement in order, with the addresses in headings and in code below words that introduce it."""
    in_code = (
        Statement(
            path=document.path,
            text=" ".join(line.text.strip() for line in code.lines),
            headings=code.headings,
            lines=tuple(_line_starts(code)),
            leads=(before.text,),
        )
        for before, code in pairwise(document.blocks)
        if isinstance(code, Code)
        and isinstance(before, Prose)
        and introduces(before.text)
        and len(code.lines) <= _MOST_CODE
    )
    headings = (each for each in said_in_headings(document) if "@" in each.text)
    found = sorted((*statements(document), *in_code, *headings), key=lambda each: each.line)
    return [*found[:1], *(_with_its_lead(before, each) for before, each in pairwise(found))]


def _with_its_lead(before: Statement, statement: Statement) -> Statement:
    """Return the statement with the sentence before it as what introduces it, where it is an address alone."""
    if statement.leads or not introduces(before.text) or not _ADDRESS_ALONE.match(statement.text):
        return statement
    return replace(statement, leads=(before.text,))


def _line_starts(code: Code) -> Iterator[tuple[int, int]]:
    start = 0
    for line in code.lines:
        yield start, line.number
        start += len(line.text.strip()) + 1


def _with_its_link(document: Document, statement: Statement) -> Statement:
    """Return the statement with the line after it, where that holds nothing but the address that it links to."""
    following = statement.lines[-1][1] + 1
    if not _LINK_OF_LINE_BEFORE.match(document.source_line(following)):
        return statement
    return replace(statement, lines=(*statement.lines, (len(statement.text) - 1, following)))


def _is_for_reports(statement: Statement) -> bool:
    headings = (each.text for each in statement.headings[-2:])
    around = " / ".join((*headings, *statement.leads, *statement.titles, statement.text))
    if not _REPORTING_SECTION.search(around):
        return False
    if (
        among_themselves(statement)
        or forbidden_above(statement)
        or _OUT_OF_SCOPE.match(statement.text)
        or _KNOWN.search(statement.text)
        or (
            statement.depth
            and _TO_INCLUDE.search(statement.leads[-1] if statement.leads else "")
            and not _SAYS_REPORT.search(statement.text)
        )
        or (_TASK.match(statement.text) and not _A_REPORT.search(statement.text))
    ):
        return False
    if any(each.level > 1 and _ANNOUNCEMENTS.search(each.text) for each in statement.headings):
        return False
    if _UPDATES.search(statement.heading) and not _SAYS_REPORT.search(statement.text):
        return False
    said = (statement.text, statement.heading, *(lead for lead in statement.leads[-1:] if "@" not in lead))
    if any(_NOT_FOR_REPORTS.search(text) and not _SURELY_FOR_REPORTS.search(text) for text in said):
        return _UNSURE.search(statement.text) is not None
    return not _LABEL_OF_ELSE.search(statement.text) and not any(
        _THANKED.search(each.text) for each in statement.headings
    )


def _nothing_else(found: dict[int, list[tuple[int, str]]]) -> bool:
    return all(name == PRIVATE_REPORTING for names in found.values() for _, name in names)


def _beside(source: str, part: str, statement: Statement, found: list[tuple[int, str]] | None) -> list[tuple[int, str]]:
    """Return what a line names beside the addresses that were `found` on it, or on the line before its "or"."""
    if found is None:
        return people(source, part, statement) if _OR_ELSE.match(part) else []
    return _other_halves(source, part, statement) if all(name.startswith("email:") for _, name in found) else []


def _other_halves(source: str, part: str, statement: Statement) -> list[tuple[int, str]]:
    """Return what the halves of an "or" name that hold no address, beside one that does: "write to us, or tell @ann"."""
    halves = _OR.split(part)
    if len(halves) == 1 or len(halves) > _MOST_HALVES:
        return []
    return [each for half in halves if not _ADDRESS.search(half) for each in people(source, half, statement)]


def _parts(statement: Statement) -> list[tuple[int, int, str]]:
    """Return each line of a statement: where it begins in the text, its number, and its part of the text."""
    places = [*statement.lines, (len(statement.text), 0)]
    return [(start, number, statement.text[start:end]) for (start, number), (end, _) in pairwise(places)]


def _by_line(
    document: Document,
    statement: Statement,
    parts: list[tuple[int, int, str]],
    mention: Mention | None,
    *,
    is_counted: bool,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the channels of each line of a statement, with its mention of private reporting where that is counted."""
    found: dict[int, list[tuple[int, str]]] = {}
    for start, number, part in parts:
        for name, column in addresses(document, number, part, statement):
            found.setdefault(start, []).append((column, name))
    source = {start: document.source_line(number) for start, number, _ in parts}
    if mention and is_counted:
        found.setdefault(mention.start, []).append((-1, PRIVATE_REPORTING))
    if found and mention is None:
        for start, _, part in parts:
            if others := _beside(source[start], part, statement, found.get(start)):
                found.setdefault(start, []).extend(others)
    if not found or (mention and _nothing_else(found)):
        for start, _, part in parts:
            others = people(source[start], part, statement)
            if mention:
                beside = _MAINTAINERS.search(part) and stands_beside(_MAINTAINERS, statement.text)
                others = [each for each in others if beside and _MAINTAINERS.search(each[1])]
            if others:
                found.setdefault(start, []).extend(others)
    for start, channels in found.items():
        yield start, list(dict.fromkeys(name for _, name in sorted(channels)))
