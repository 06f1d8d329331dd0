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
    r"//(?:[\w-]+\.)*(?:wikipedia\.org|cve\.mitre\.org|cve\.org|first\.org|iso\.org|owasp\.org|nvd\.nist\.gov|keys\.openpgp\.org|keybase\.io|shields\.io|semver\.org|opensource\.guide|cheatsheetseries\.owasp\.org|disclose\.io|(?:vuls\.)?cert\.org|securityscorecards?\.dev|slsa\.dev|creativecommons\.org)|docs\.github\.com"
)
_NO_CHANNEL = Wording(
    r"\.(?:asc|gpg|pub|key|pem|png|svg|jpg|gif)(?:[?#].*)?$|pgp|gpg|/(?:commit|pull|releases|tags?|blob|tree|actions|wiki)/|/security/policy\b|code[-_]of[-_]conduct|support_policy|/publickey"
)
_SURELY_A_CHANNEL = Wording(r"(?:report|vulnerab|disclos)[^/]*$|msrc\.")
_CHANNEL_URL = Wording(
    r"hackerone\.com|bugcrowd\.com|huntr\.\w+|intigriti|yeswehack|tidelift\.com/security|/issues(?:/new[^\s]*|/?)?$|discord|slack|t\.me/|matrix\.to|gitter\.im|forms?[./]|typeform|contact|report|msrc\.microsoft|/security(?:/|$)|security\.|vulnerabilit|disclos|mailto:|linkedin\.com/in|twitter\.com|x\.com/|mastodon|/maintainers|/teams/|cna\."
)
_LEADS_THERE = Wording(
    r"\b(?:report\w*|contact\w*|submit\w*|disclos(?:e|ing)|reach\w*|join|message|send|use|via|through|open|creat\w+|file|e-?mail\w*|please|visit|go\s+to|tell)\b"
)


def addresses(document: Document, number: int, part: str, statement: Statement) -> Iterator[tuple[str, int]]:
    """Yield each address on a line that belongs to this part of it, as a channel with its place in the source line."""
    source = document.source_line(number)
    for address, place in emails(source):
        if _is_in(address, part, source) and not _TRACKED.search(statement.text):
            yield f"email:{address}", place
    if DENIED.search(part) or any(map(EXPLAINS_OR_OF_OTHERS.search, (statement.text, statement.heading))):
        return
    if _LEADS_THERE.search(statement.text) or any(map(_LEADS_THERE.search, statement.leads)):
        yield from ((f"url:{address}", place) for address, place in urls(document, number) if _is_a_channel(address))


def _is_in(address: str, part: str, source: str) -> bool:
    """Tell whether an address of the line belongs to this part of it: it stands there, or behind one of its links."""
    return address.partition("@")[0] in part or f"mailto:{address}" in source


def _is_a_channel(address: str) -> bool:
    if PRIVATE_REPORTING_URL.search(address) or not _CHANNEL_URL.search(address):
        return False
    if _NO_CHANNEL_HOST.search(address):
        return False
    return not _NO_CHANNEL.search(address) or _SURELY_A_CHANNEL.search(address) is not None
