"""E-mail and web addresses that are offered for reports."""

from collections.abc import Iterator

from upheld.policy.addresses import emails, urls
from upheld.policy.document import Document
from upheld.policy.kinds.reporting_channel.private_reporting import PRIVATE_REPORTING_URL
from upheld.policy.kinds.reporting_channel.words import DENIED, EXPLAINS_OR_OF_OTHERS
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_TRACKED = Wording(r"\btracked\b|\bmailing\s+list\b[^.;]{0,40}\b(?:internal|discuss)")
_NO_CHANNEL_HOST = Wording(
    r"//(?:[\w-]+\.)*(?:goreportcard\.com|badgen?\.net|packetstormsecurity\.net|wikipedia\.org|cve\.mitre\.org|cve\.org|first\.org|iso\.org|owasp\.org|nvd\.nist\.gov|keys\.openpgp\.org|keybase\.io|shields\.io|semver\.org|opensource\.guide|cheatsheetseries\.owasp\.org|disclose\.io|(?:vuls\.)?cert\.org|securityscorecards?\.dev|slsa\.dev|creativecommons\.org)|/ISSUE_TEMPLATE/|docs\.github\.com"
)
_NO_CHANNEL = Wording(
    r"\.(?:asc|gpg|pub|key|pem|png|svg|jpg|gif)(?:[?#].*)?$|pgp|gpg|/(?:commit|pull|releases|tags?|blob|tree|actions|wiki)/|/security/(?:policy|dependabot|code-scanning|secret-scanning)\b|/badge|aka\.ms/[\w./-]*(?:definition|bounty|cvd|pgp)|code[-_]of[-_]conduct|support_policy|/publickey"
)
_PICTURE = Wording(r"\.(?:png|svg|jpe?g|gif|webp)(?:[?#].*)?$")
_SURELY_A_CHANNEL = Wording(r"(?:report|vulnerab|disclos)[^/]*$|msrc\.")
_CHANNEL_URL = Wording(
    r"hackerone\.com|bugcrowd\.com|huntr\.\w+|intigriti|yeswehack|immunefi\.com|hackenproof\.com|cantina\.xyz|code4rena|sherlock\.xyz|openbugbounty|patchstack\.com|wordfence\.com|zerodayinitiative|tidelift\.com/security|/issues(?:/new[^\s]*|/?)?$|(?://|\.)discord(?:app)?\.|/discord(?:[/?#]|$)|slack\.|/slack(?:[/?#]|$)|t\.me/|matrix\.to|gitter\.im|forms?[./]|typeform|contact|report|msrc\.microsoft|/security(?:/|$)|security\.|vulnerabilit|disclos|mailto:|linkedin\.com/in|twitter\.com|x\.com/|mastodon|/maintainers|/teams/|cna\."
)
_BLANK = Wording(
    r"(?<![\w!])\[(?:your|insert|add|enter|project|security|contact|maintainers?|email)\b[^\]\[]{0,40}?\b(?:e-?mail|contact|address)\b[^\]\[]{0,20}\](?:@[\w.-]{1,80}\w)?(?![(\[:])"
)
"""Where an address was to be filled in."""
_LINKING = Wording(r"(?<!!)\[([^\]\[]{1,200})\]\(<?$")
_REFERRING = Wording(r"[\[`]([^\]\[`<]{1,200})")
_MARKS = Wording(r"[*_`]")
_SHOWN_AS_ANOTHER = Wording(r"\[https?://[^\]\s]{1,300}\]\(<?$")
"""A link whose words are an address themselves: readers follow what they see."""
_FOR_THE_REST = Wording(r"\W*(?:for\s+[^,.;]{3,40}?,?\s+)?(?:please\s+)?use\b[^.;]{0,60}\binstead\W*$")
"""Where to go with what is no vulnerability."""
_OTHER_FIELD = Wording(
    r"(?:^|[\s*_`])(?:canonical|policy|encryption|acknowledge?ments|hiring|csaf|expires|preferred-languages)[*_`]{0,2}:[*_`]{0,2}\s*[<(\[]?$"
)
"""A field of security.txt (RFC 9116) that is no contact."""
_REWARDED = Wording(r"\b(?:is|are|will\s+be|may\s+be)\s+(?:\w+\s+)?(?:rewarded|eligible|paid)\b")
_SENT = Wording(r"\b(?:report(?:ed|ing)?|submit(?:ted)?|sen[dt]|disclosed?|visit|contact|use)\b")
_LEADS_THERE = Wording(
    r"\b(?:report\w*|contact\w*|submit\w*|disclos(?:e|ing)|reach\w*|join|message|send|use|via|through|open|creat\w+|file|e-?mail\w*|please|visit|go\s+to|tell)\b"
)


def addresses(document: Document, number: int, part: str, statement: Statement) -> Iterator[tuple[str, int]]:
    """Yield each address on a line that belongs to this part of it, as a channel with its place in the source line."""
    source = document.source_line(number)
    for address, place in emails(source):
        if _is_in(address, part, source) and not _TRACKED.search(statement.text):
            yield f"email:{address}", place
    if (blank := _BLANK.search(part)) and not emails(blank[0]):
        yield f"{'email' if '@' in blank[0] else 'other'}:{blank[0]}", max(0, source.find(blank[0]))
    if (
        DENIED.search(part)
        or _FOR_THE_REST.match(statement.text)
        or any(map(EXPLAINS_OR_OF_OTHERS.search, (statement.text, statement.heading)))
        or (_REWARDED.search(part) and not _SENT.search(statement.text))
    ):
        return
    introduced = (*statement.leads, *statement.titles)
    if _LEADS_THERE.search(statement.text) or any(map(_LEADS_THERE.search, introduced)):
        for address, place in urls(document, number):
            before = source.partition(address)[0]
            if not _is_a_channel(address) or _SHOWN_AS_ANOTHER.search(before) or _OTHER_FIELD.search(before):
                continue
            if _is_linked_here(before, part) and (address in source or _refers_here(source[place:], part)):
                yield f"url:{address}", place


def _is_in(address: str, part: str, source: str) -> bool:
    """Tell whether an address of the line belongs to this part of it: it stands there, or behind one of its links."""
    return address.partition("@")[0] in part or any(f"{mark}{address}" in source for mark in ("mailto:", "]("))


def _is_linked_here(before: str, part: str) -> bool:
    """Tell whether the words that link to an address, which end `before` it, stand in this part of the line."""
    words = _LINKING.search(before)
    return words is None or _MARKS.sub("", words[1]).strip() in part


def _refers_here(reference: str, part: str) -> bool:
    """Tell whether the words of a reference, with which this rest of the line begins, stand in this part of the line."""
    match = _REFERRING.match(reference)
    return match is None or _MARKS.sub("", match[1]).strip() in part


def _is_a_channel(address: str) -> bool:
    if _PICTURE.search(address) or PRIVATE_REPORTING_URL.search(address) or not _CHANNEL_URL.search(address):
        return False
    if _NO_CHANNEL_HOST.search(address):
        return False
    return not _NO_CHANNEL.search(address) or _SURELY_A_CHANNEL.search(address) is not None
