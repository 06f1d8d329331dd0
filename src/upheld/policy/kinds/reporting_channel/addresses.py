"""E-mail and web addresses that are offered for reports."""

from collections.abc import Iterator

from upheld.policy.addresses import emails, urls
from upheld.policy.document import Document
from upheld.policy.kinds.reporting_channel.links import LINKING, belongs_to, without_marks
from upheld.policy.kinds.reporting_channel.private_reporting import PRIVATE_REPORTING_URL
from upheld.policy.kinds.reporting_channel.words import EXPLAINS_OR_OF_OTHERS, denied
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_TRACKED = Wording(r"\btracked\b|\bmailing\s+list\b[^.;]{0,40}\b(?:internal|discuss)")
_NO_CHANNEL_HOST = Wording(
    r"//(?:[\w-]+\.)*(?:goreportcard\.com|badgen?\.net|packetstormsecurity\.net|wikipedia\.org|cve\.mitre\.org|cve\.org|first\.org|iso\.org|owasp\.org|nvd\.nist\.gov|keys\.openpgp\.org|keybase\.io|shields\.io|semver\.org|opensource\.guide|cheatsheetseries\.owasp\.org|disclose\.io|(?:vuls\.)?cert\.org|cveform\.|securityscorecards?\.dev|slsa\.dev|creativecommons\.org|rustsec\.org)|/ISSUE_TEMPLATE/|docs\.github\.com|/cve[-_](?:assign|request|publi)"
)
_NO_CHANNEL = Wording(
    r"\.(?:asc|gpg|pub|key|pem|png|svg|jpg|gif)(?:[?#].*)?$|pgp|gpg|/(?:commit|pull|releases|tags?|blob|tree|actions|wiki)/|/security/(?:policy|dependabot|code-scanning|secret-scanning)\b|/badge|aka\.ms/[\w./-]*(?:definition|bounty|cvd|pgp)|code[-_]of[-_]conduct|support_policy|/publickey"
)
_PICTURE = Wording(r"\.(?:png|svg|jpe?g|gif|webp)(?:[?#].*)?$")
_SURELY_A_CHANNEL = Wording(r"(?:report|vulnerab|disclos)[^/]*$|msrc\.")
_PLATFORM = Wording(
    r"hackerone\.com|bugcrowd\.com|huntr\.\w+|intigriti|yeswehack|immunefi\.com|hackenproof\.com|cantina\.xyz|code4rena|sherlock\.xyz|openbugbounty|patchstack\.com|wordfence\.com|zerodayinitiative|tidelift\.com/security"
)
"""Takes nothing but reports, so that a heading above is enough to offer it."""
_CHANNEL_URL = Wording(
    _PLATFORM.pattern
    + r"|/(?:issues|discussions)(?:/new[^\s]*|/?)?$|(?://|\.)discord(?:app)?\.|/discord(?:[/?#]|$)|slack\.|/slack(?:[/?#]|$)|t\.me/|matrix\.to|gitter\.im|forms?[./]|typeform|contact|report|msrc\.microsoft|/security(?:/|$)|security\.|vulnerabilit|disclos|mailto:|linkedin\.com/in|twitter\.com|x\.com/|mastodon|/maintainers|/teams/|cna\."
)
_BLANK = Wording(
    r"(?<![\w!])\[(?:your|insert|add|enter|project|security|contact|maintainers?|email)(?:\b|_)[^\]\[]{0,40}?(?:\b|_)(?:e-?mail|contact|address)(?:\b|_)[^\]\[]{0,20}\](?:@[\w.-]{1,80}\w)?(?![(\[:])"
    r"|(?<![\w.+@-])[\w.+-]{1,40}@(?:\[[\w .-]{1,40}\]|<[\w .-]{1,40}>|\{[\w .-]{1,40}\})(?:\.[\w.-]{1,40}\w)?"
)
"""Where an address was to be filled in."""
_BARE_HOST = Wording(r"https?://[^/\s]{1,200}/?$")
_SAYS_REPORT = Wording(r"\b(?:report\w*|submit\w*|disclos\w*)\b")
_TARGET = Wording(r"\]\(<?(https?://[^\s)>]{1,300})")
_FOR_THE_REST = Wording(r"\W*(?:for\s+[^,.;]{3,40}?,?\s+)?(?:please\s+)?use\b[^.;]{0,60}\binstead\W*$")
"""Where to go with what is no vulnerability."""
_OTHER_FIELD = Wording(
    r"(?:^|[\s*_`])(?:canonical|policy|encryption|acknowledge?ments|hiring|csaf|expires|preferred-languages)[*_`]{0,2}:[*_`]{0,2}\s*[<(\[]?$"
)
"""A field of security.txt (RFC 9116) that is no contact."""
_REWARDED = Wording(r"\b(?:is|are|will\s+be|may\s+be)\s+(?:\w+\s+)?(?:rewarded|eligible|paid)\b")
_KEY_FOR = Wording(
    r"\b(?:pgp|gpg|public|encryption)\s+(?:key\s+(?:for|of)|keys\b[^.;@]{0,120}\b(?:for|of))\s+(?:(?:the|our|this)\s+)?[\W_]*$"
)
"""Before an address to which a key belongs."""
_REPORTED_ALREADY = Wording(
    r"\b(?:pre-?existing|existing|earlier|previous|(?<!have )previously|older|past|former)\s+(?:[\w-]+\s+){0,3}?(?:reported|submitted|sent|disclosed)\b|\breports?\s+(?:that\s+)?(?:were|had\s+been|was)\s+(?:sent|submitted|made|reported)\b"
)
"""Speaks of reports that exist, and of where they came from."""
_NOT_TO = Wording(
    r"\b(?:do\s+not|don['’]t|never)\W+(?:\w+ly\s+)?(?:e-?mail|contact|write\s+to|use|send\s+\w+\s+to)\W*$|\b(?:answer|reply|response|hear|e-?mails?|message)\s+from\W*$|\b(?:we|maintainers|team)\s+(?:will\s+|may\s+|can\s+)?(?:also\s+)?(?:coordinat\w+|work|cooperat\w+|share|forward|consult)\b[^.;@]{0,60}\b(?:with|to)\b[^.;@]{0,40}$"
)
"""Before an address to which nothing is to be sent, or from which the answer comes."""
_SENT = Wording(r"\b(?:report(?:ed|ing)?|submit(?:ted)?|sen[dt]|disclosed?|visit|contact|use)\b")
_OF_A_CHANNEL = Wording(
    r"\b(?:discord|slack|telegram|matrix|signal|whatsapp|portal|helpdesk|(?:contact|report\w*|submission|web|security|online|google|vulnerability)\s+(?:form|page|us|centre|center|desk|team)|(?:report|contact|message|notify|tell|create)\s+(?:a|an|the|it|us|me|your|security|vulnerabilit\w+|privately)|e-?mail\s+(?:us|me))\b"
)
"""Words of a link that say that it leads to a channel, wherever that is."""
_OFFERS = Wording(
    r"\b(?:report\w*|contact\w*|submit\w*|reach(?:ed|ing)?|get\s+in\s+touch|disclos(?:e|ed|ing)|send|message)\b[^.;:]{0,80}\b(?:through|via|use|using|visit|at|to|on)\s+(?:(?:our|the|this|an?)\s+)?(?:[\w'’-]+\s+){0,2}$"
    r"|\b(?:contact|message|ping|reach\s+out\s+to)\s+$"
)
"""Before a link: "get in touch with us through the"."""
_HANDLE_BEFORE = Wording(r"\[@[\w-]{1,39}\]\([^()\s]{1,100}\),?\s*(?:(?:and/or|and|or)\s+)?")
"""An account in a row of several: what offers the first offers all."""
_EXPLAINED_THERE = Wording(
    r"\b(?:templates?|guid(?:e|elines?|ance)|polic(?:y|ies)|docs?|documentation|instructions?|format|scope|cvss|severity|keys?|encrypt\w*|licen[cs]e|changelog|examples?|standards?|wikipedia|readme|code)\b"
)
_GITHUB_REPOSITORY = Wording(
    r"//(?:www\.)?(?:github|gitlab)\.com/[^/]+/[^/?#]+|gnupg|//(?:[\w-]+\.)*(?:npmjs|pypi|crates|rubygems)\.\w+/|docs\."
)
_BOUNTY = Wording(r"\bbount(?:y|ies)\b")
_READ = Wording(
    r"\b(?:read|understand|review|consult|familiar\w*|(?:make|making)\s+sure|ensure)\b[^.;]{0,60}\b(?:read|understand|review|consult|with|see|check)\s+(?:(?:the|our|this|its)\s+)?$|(?<!report )\b(?:read|understand|review)\s+(?:(?:the|our|this)\s+)?(?:[\w-]+\s+){0,2}$"
)
"""Before a link that explains what is to be known first."""
_TO_REPORT = Wording(r"(?<!how )\bto\s+(?:report|disclose)\b|\bsubmit\b")
_MAILTO = "mailto:"
_NEVER_OFFERED = (_PICTURE, PRIVATE_REPORTING_URL, _NO_CHANNEL_HOST, _NO_CHANNEL, _GITHUB_REPOSITORY)
_OPENED_BY_US = Wording(
    r"\b(?:we|team|maintainers?)\s+(?:will\s+|may\s+|then\s+|also\s+){0,2}(?:open|create|file|post|publish|announce|track)\b"
)
_LEADS_THERE = Wording(
    r"\b(?:report\w*|contact\w*|submit\w*|disclos(?:e|ing)|reach\w*|join|message|send|use|via|through|open|creat\w+|file|e-?mail\w*|please|visit|go\s+to|tell|write)\b"
)


def addresses(document: Document, number: int, part: str, statement: Statement) -> Iterator[tuple[str, int]]:
    """Yield each address on a line that belongs to this part of it, as a channel with its place in the source line."""
    source = document.source_line(number)
    yield from _mails(document, number, part, statement)
    if (blank := _BLANK.search(part)) and not emails(blank[0]):
        sort = "email" if "@" in blank[0] or "mail" in blank[0].lower() else "other"
        yield f"{sort}:{blank[0]}", max(0, source.find(blank[0]))
    if (
        denied(part)
        or _FOR_THE_REST.match(statement.text)
        or _REPORTED_ALREADY.search(statement.text)
        or (_REWARDED.search(part) and not _SENT.search(statement.text))
    ):
        return
    explains = any(map(EXPLAINS_OR_OF_OTHERS.search, (statement.text, statement.heading)))
    introduced = (statement.text, *statement.leads, *statement.titles)
    leads_there = any(map(_LEADS_THERE.search, introduced))
    listed = (statement.cells or statement.depth) and _LEADS_THERE.search(statement.heading)
    for address, place in urls(document, number):
        if address.startswith(_MAILTO):
            continue
        before = source.partition(address)[0]
        link = LINKING.search(before)
        if link and _is_to_be_read(statement.text, without_marks(link[1])):
            continue
        offered = _is_a_channel(address) or _is_offered(address, before)
        if not offered or not (leads_there or (listed and _PLATFORM.search(address))):
            continue
        surely = _PLATFORM.search(address) or _SURELY_A_CHANNEL.search(address)
        if explains and not (
            (surely and _TO_REPORT.search(statement.text))
            or (_PLATFORM.search(address) and _SAYS_REPORT.search(statement.heading))
        ):
            continue
        if _OTHER_FIELD.search(before) or (
            _BARE_HOST.match(address) and _PLATFORM.search(address) and not _SAYS_REPORT.search(statement.text)
        ):
            continue
        if (link and _leads_elsewhere(link[1], address)) or _is_shortened(source[place + len(address) :], address):
            continue
        if _OPENED_BY_US.search(part.partition(address)[0]):
            continue
        if belongs_to(part, source, address, place):
            yield (f"other:{link[1]}" if link and _is_a_handle(link[1], address) else f"url:{address}"), place


def _mails(document: Document, number: int, part: str, statement: Statement) -> Iterator[tuple[str, int]]:
    """Yield each e-mail address on a line, or that its words refer to, as a channel with its place."""
    if _TRACKED.search(statement.text) or _REPORTED_ALREADY.search(statement.text):
        return
    source = document.source_line(number)
    seen: set[str] = set()
    for address, place in emails(source):
        if address.lower() in seen:
            continue
        seen.add(address.lower())
        before = source[:place]
        if (
            _is_in(address, part, source)
            and not any(map(_KEY_FOR.search, (before, statement.text.partition(address)[0])))
            and not _NOT_TO.search(before)
        ):
            yield f"email:{address}", place
    for link, place in urls(document, number):
        address = link.removeprefix(_MAILTO)
        if address != link and address.lower() not in seen and belongs_to(part, source, link, place):
            yield f"email:{address}", place


def _leads_elsewhere(words: str, address: str) -> bool:
    """Tell whether the words of a link are another address, which readers see and follow."""
    return words.startswith("http") and not address.startswith(words.strip())


def _is_shortened(after: str, address: str) -> bool:
    """Tell whether an address is shown for a longer one that begins with it."""
    target = _TARGET.match(after)
    return target is not None and target[1] != address and target[1].startswith(address)


def _is_to_be_read(text: str, words: str) -> bool:
    """Tell whether readers are sent to a link by these words before they do what the sentence is about."""
    before, _, after = text.partition(words)
    return _READ.search(before) is not None and not _TO_REPORT.search(before + after)


def _is_a_handle(words: str, address: str) -> bool:
    """Tell whether a link shows the name of one account, which its address ends with."""
    host, _, account = address.partition("//")[2].rstrip("/").partition("/")
    names = {f"@{account.removeprefix('@')}".casefold(), f"{account}@{host}".casefold()}
    return bool(host) and words.startswith("@") and words.casefold() in names


def _is_in(address: str, part: str, source: str) -> bool:
    """Tell whether an address of the line belongs to this part of it: it stands there, or behind one of its links."""
    return address.partition("@")[0] in part or any(f"{mark}{address}" in source for mark in ("mailto:", "]("))


def _is_a_channel(address: str) -> bool:
    if _PICTURE.search(address) or PRIVATE_REPORTING_URL.search(address) or not _CHANNEL_URL.search(address):
        return False
    if _NO_CHANNEL_HOST.search(address):
        return False
    return not _NO_CHANNEL.search(address) or _SURELY_A_CHANNEL.search(address) is not None


def _is_offered(address: str, before: str) -> bool:
    """Tell whether the words around a link offer it, though its address looks like no channel."""
    link = LINKING.search(before)
    if any(words.search(address) for words in _NEVER_OFFERED):
        return False
    if link is None:
        return _OFFERS.search(without_marks(before).rstrip("<([")) is not None
    said = without_marks(link[1])
    if _EXPLAINED_THERE.search(said):
        return False
    if _BOUNTY.search(said) and _TO_REPORT.search(before):
        return True
    offering = _HANDLE_BEFORE.sub("", without_marks(before[: link.start()]))
    return any((_OF_A_CHANNEL.search(said), _OFFERS.search(offering)))
