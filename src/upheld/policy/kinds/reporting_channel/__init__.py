"""The kind of promise that says where vulnerabilities are to be reported."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Self

from upheld.model import Promise
from upheld.policy.document import Document
from upheld.policy.kinds.reporting_channel.addresses import addresses
from upheld.policy.kinds.reporting_channel.people import people
from upheld.policy.kinds.reporting_channel.private_reporting import private_reporting, stands_beside
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

PRIVATE_REPORTING = "github-private-reporting"

_REPORTING_SECTION = Wording(
    r"\breport\w*|\bdisclos\w*|\bcontact\w*|\bvulnerab\w*|\bsecurity\s+(?:issues?|bugs?|concerns?|team|questions?|problems?|e-?mail)\b|\bhow\s+to\s+reach\b|\bemail\b|\bprivate(?:ly)?\b|\bchannels?\b"
)
_NOT_FOR_REPORTS = Wording(
    r"\bnon-?security\b|\bgeneral\s+(?:support|questions?|inquir\w+|enquir\w+|help)\b|\bcode\s+of\s+conduct\b|\b(?:subscribe|unsubscribe|subscrib\w+)\b|\bdocumentation\s*:|\b(?:other|usage)\s+questions?\b|\bacademic\b|(?<!\band )(?<!\bor )\b(?:compliance|legal|licen[cs]ing|trademark|partnership|commercial|business|media)\s+(?:questions?|inquir\w+|enquir\w+|matters|requests?)\b|\bsales\b|\bbilling\b"
    r"|\bpress\b|\b(?:distributors?|distributions?|downstream|packagers?|announce\w*)\b|\bpgp\s+key\b[^.]{0,40}$|\bnot\s+for\s+(?:vulnerab|security)|\b(?:out[\s-]+of|in|not\s+in)[\s-]+scope\b|^scope\b|^exclusions?\b"
)
_ANNOUNCEMENTS = Wording(r"^\W*(?:security\s+|release\s+)?announcements\W*$")
_SURELY_FOR_REPORTS = Wording(
    r"(?<!non-)(?<!non )\bsecurity\s+(?:concerns?|reports?)\b|\breport\w*\s+(?:a\s+)?(?:security\s+)?vulnerabilit"
)
_ADDRESS_ALONE = Wording(r"\W*https?://\S+\s*$")
_LINK_OF_LINE_BEFORE = Wording(r"\s*<https?://[^>]{1,300}>`_")
_OR_ELSE = Wording(r"\W*or\b")
_MAINTAINERS = Wording(r"\bmaintainers?\b|\b(?:repository|project)[\s-]owners?\b")


@dataclass(frozen=True, kw_only=True)
class ReportingChannel(Promise):
    """Where a vulnerability can be reported: a line that names an address or a channel.

    Takes: e-mail addresses (also "a [at] b.org"), GitHub's private vulnerability reporting, links to platforms and forms,
    chats and handles, where the sentence, its list or its heading speaks of reporting. Leaves alone the single steps
    below a channel that was named, contacts for other things, and links that explain.
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
        named: set[int] = set()
        found: dict[int, Self] = {}
        people_of: dict[int, int] = {}  # lines that only introduce a list: "contact the security team:"
        introduced = False
        for statement in (_with_its_link(document, each) for each in statements(document) if _is_for_reports(each)):
            if document.source_line(statement.line).lstrip().startswith("!["):
                continue  # a picture of the button
            if introduced and _ADDRESS_ALONE.match(statement.text):
                named.add(statement.group)  # "Use private reporting:" and below it the link
            for offset, channels in _by_line(document, statement, named):
                location, quote = quoted(document, statement, offset)
                if statement.group in people_of and any(name.startswith(("email:", "url:")) for name in channels):
                    found.pop(people_of.pop(statement.group), None)
                if statement.text.rstrip().endswith(":") and all(name.startswith("other:") for name in channels):
                    people_of[statement.group] = location.line
                before = found.get(location.line)
                if before:
                    together = tuple(dict.fromkeys((*before.channels, *channels)))
                    found[location.line] = replace(before, channels=together)
                else:
                    found[location.line] = cls(location=location, quote=quote, channels=tuple(channels))
            introduced = statement.group in named and statement.text.rstrip().endswith(":")
        return tuple(found.values())


def _with_its_link(document: Document, statement: Statement) -> Statement:
    """Return the statement with the line after it, where that holds nothing but the address that it links to."""
    following = statement.lines[-1][1] + 1
    if not _LINK_OF_LINE_BEFORE.match(document.source_line(following)):
        return statement
    return replace(statement, lines=(*statement.lines, (len(statement.text) - 1, following)))


def _is_for_reports(statement: Statement) -> bool:
    if any(each.level > 1 and _ANNOUNCEMENTS.search(each.text) for each in statement.headings):
        return False
    said = (statement.text, statement.heading, *(lead for lead in statement.leads[-1:] if "@" not in lead))
    if any(_NOT_FOR_REPORTS.search(text) and not _SURELY_FOR_REPORTS.search(text) for text in said):
        return False
    return _REPORTING_SECTION.search(" / ".join((statement.heading, *statement.leads, statement.text))) is not None


def _nothing_else(found: dict[int, list[tuple[int, str]]]) -> bool:
    return all(name == PRIVATE_REPORTING for names in found.values() for _, name in names)


def _by_line(document: Document, statement: Statement, named: set[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield the channels of each line of a statement; `named` holds the lists in which private reporting was named."""
    found: dict[int, list[tuple[int, str]]] = {}
    places = [*statement.lines, (len(statement.text), 0)]
    parts = [(start, number, statement.text[start:end]) for (start, number), (end, _) in pairwise(places)]
    for start, number, part in parts:
        for name, column in addresses(document, number, part, statement):
            found.setdefault(start, []).append((column, name))
    source = {start: document.source_line(number) for start, number, _ in parts}
    private = private_reporting(document, parts, statement)
    if private is not None and statement.group not in named:
        found.setdefault(private, []).append((-1, PRIVATE_REPORTING))
        if statement.depth or statement.text.rstrip().endswith(":"):
            named.add(statement.group)
    if found and private is None:
        for start, _, part in parts:
            if start not in found and _OR_ELSE.match(part) and (others := people(source[start], part, statement)):
                found[start] = others
    if not found or (private is not None and _nothing_else(found)):
        for start, _, part in parts:
            others = people(source[start], part, statement)
            if private is not None:
                beside = _MAINTAINERS.search(part) and stands_beside(_MAINTAINERS, statement.text)
                others = [each for each in others if beside and _MAINTAINERS.search(each[1])]
            if others:
                found.setdefault(start, []).extend(others)
    for start, channels in found.items():
        yield start, list(dict.fromkeys(name for _, name in sorted(channels)))
