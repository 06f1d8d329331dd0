"""Holds the contacts of a policy against what forms and examples put in their place: nobody reads those."""

import re
from collections.abc import Iterator
from itertools import islice

from upheld.check import Context, Evidence, Finding, Location, Verdict, check
from upheld.policy.addresses import emails, urls
from upheld.policy.document import Document
from upheld.policy.kinds.reporting_channel import PRIVATE_REPORTING, ReportingChannel
from upheld.policy.security_policy import SecurityPolicy
from upheld.policy.statements import statements
from upheld.policy.wording import Wording
from upheld_checks.placeholder_contact.placeholders import blanks, is_placeholder, is_placeholder_url

_ABOUT_REPORTS = Wording(
    r"\breport\w*|\bvulnerab\w*|\bdisclos\w*|\bcontact\w*|\bsecurity\s+(?:team|e-?mail|issues?|problems?|bugs?)\b"
)
_OF_REPORTER = Wording(
    r"\binclud\w*|\bprovid\w*|\btemplate\b|\bfollowing\s+(?:information|details)\b|\byour\s+report\b|\bcredit\w*"
)
_SAMPLE = Wording(r"\b(?:such\s+as|e\.g\.|for\s+(?:example|instance)|payloads?|test\s+(?:accounts?|data)|redact\w*)\b")
_COMMENT = re.compile(r"<!--.{0,500}?-->")
_ADDRESSES = ("url:", "other:@", PRIVATE_REPORTING)
_SHOWN = 5
_LONGEST = 2000
"""Characters of a line that are searched for blanks."""


@check(SecurityPolicy)
def placeholder_contact(promise: SecurityPolicy, _context: Context) -> Iterator[Finding]:
    document = promise.document
    if document is None:
        return
    channels = list(ReportingChannel.read(document))
    found: dict[str, list[Location]] = {}
    texts: dict[str, str] = {}
    every = {*_addresses(document, channels), *_blanks(document)}
    for text, place in sorted(every, key=lambda each: (each[1].line, each[1].column)):
        texts.setdefault(text.casefold(), text)
        found.setdefault(text.casefold(), []).append(place)
    for key, places in found.items():
        yield _placeholder(texts[key], places)
    contacts = [each for each in channels if any(map(_is_real, each.channels))]
    if contacts and not found:
        yield _upheld(contacts)


def _addresses(document: Document, channels: list[ReportingChannel]) -> Iterator[tuple[str, Location]]:
    """Yield every placeholder on a line that names where to report."""
    samples = {number for each in statements(document) if _SAMPLE.search(each.text) for _, number in each.lines}
    for channel in channels:  # one a line, see its kind
        number = channel.location.line
        if number in samples:
            continue
        for address, start in emails(document.source_line(number)):
            if f"email:{address}" in channel.channels and is_placeholder(address):
                yield address, _place(document, number, start, address)
        for address, start in urls(document, number):
            if is_placeholder_url(address):
                yield address, _place(document, number, start, address)


def _blanks(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield what was left to fill in where the policy speaks of reports."""
    lines: set[tuple[int, bool]] = set()
    for statement in statements(document):
        around = f"{statement.context} {statement.heading} {statement.text}"
        if _ABOUT_REPORTS.search(around):
            of_reporter = _OF_REPORTER.search(around) is not None
            lines |= {(number, of_reporter) for _, number in statement.lines}
    for number, of_reporter in sorted(lines):
        line = _COMMENT.sub(lambda match: " " * len(match[0]), document.source_line(number)[:_LONGEST])
        for text, start in blanks(line, of_reporter=of_reporter):
            yield text, _place(document, number, start, text)


def _place(document: Document, line: int, start: int, text: str) -> Location:
    return Location(document.path, line, start + 1, start + len(text) + 1)


def _placeholder(text: str, places: list[Location]) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"nobody can be reached at '{text}'; expected a contact that somebody reads",
        subject=text,
        location=places[0],
        related=tuple(places[1:]),
        evidence=(Evidence("policy", f"'{text}' is a placeholder", places[0]),),
        help="write the address that you read, or point to GitHub's private vulnerability reporting",
    )


def _upheld(contacts: list[ReportingChannel]) -> Finding:
    evidence = (Evidence("policy", ", ".join(each.channels), each.location) for each in contacts)
    names = dict.fromkeys(name for each in contacts for name in each.channels if _is_real(name))
    return Finding(
        verdict=Verdict.UPHELD,
        message=f"no contact is a placeholder: {', '.join(map(_plain, islice(names, _SHOWN)))}",
        subject="contacts",
        location=contacts[0].location,
        evidence=tuple(islice(evidence, _SHOWN)),
    )


def _is_real(name: str) -> bool:
    kind, _, address = name.partition(":")
    if kind == "email":
        return not is_placeholder(address)
    return name.startswith(_ADDRESSES) and not is_placeholder_url(address)


def _plain(name: str) -> str:
    return "GitHub's private reporting" if name == PRIVATE_REPORTING else name.partition(":")[2]
