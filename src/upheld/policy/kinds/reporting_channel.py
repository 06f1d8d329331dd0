"""The kind of promise that says where vulnerabilities are to be reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

from upheld.model import Promise
from upheld.policy.addresses import emails, urls
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

PRIVATE_REPORTING = "github-private-reporting"

_PRIVATE_REPORTING_WORDS = Wording(
    r"\bprivate(?:ly)?\s+(?:security\s+)?(?:vulnerability\s+)?(?:report\w*|disclos\w+|advisor\w+)\b(?=[^.;]{0,80}\bgithub\b)|\bgithub\b[^.;]{0,60}\b(?:private(?:ly)?\b[^.;]{0,30}\b(?:report\w*|advisor\w+|disclos\w+|workflow)|security\s+advisor\w+)"
    r"|\bprivate\s+vulnerability\s+(?:report\w*|feature|disclosure)|\b(?:private|new|draft)\s+(?:draft\s+)?(?:github\s+)?security\s+advisor\w+|\bsecurity\s+advisor(?:y|ies)\s+(?:feature|process|form|system|page|tab)\b"
    r"|\breport\s+a\s+vulnerability['\"”’]?\W*\s+(?:button|in\s+the\s+security|feature|link)|\bsecurity\s*['\"”’*_]*\s*(?:tab|section)\b|\bgithub\s+advisor\w+|\badvisory\s+(?:on|via|through|in)\s+github\b|\b(?:via|through|use|using|open|create|submit|file|draft)\s+(?:\w+\s+){0,3}?(?:security\s+)?advisor(?:y|ies)\b"
    r"|\bsecurity\s*(?:>|→|->|»)\s*advisories\b|\bprivate\s+advisor(?:y|ies)\b"
)
_PRIVATE_REPORTING_URL = Wording(
    r"github[^/]*/[^/]+/[^/]+/security(?:/advisories)?(?:/new)?/?(?:[?#].*)?$|docs\.github\.com/.*(?:privately-reporting|private-vulnerability-report)"
)
_REPORTING_SECTION = Wording(
    r"\breport\w*|\bdisclos\w*|\bcontact\w*|\bvulnerab\w*|\bsecurity\s+(?:issues?|bugs?|concerns?|team|questions?|problems?|e-?mail)\b|\bhow\s+to\s+reach\b|\bemail\b|\bprivate(?:ly)?\b|\bchannels?\b"
)
_NOT_FOR_REPORTS = Wording(
    r"\bnon-?security\b|\bgeneral\s+(?:support|questions?|inquir\w+|enquir\w+|help)\b|\bcode\s+of\s+conduct\b|\b(?:subscribe|unsubscribe|subscrib\w+)\b|\bdocumentation\s*:|\b(?:other|usage)\s+questions?\b|\bacademic\b|\bsales\b|\bbilling\b"
    r"|\bpress\b|\b(?:distributors?|distributions?|downstream|packagers?|announce\w*)\b|\bpgp\s+key\b[^.]{0,40}$|\bnot\s+for\s+(?:vulnerab|security)|\b(?:out\s+of|in|not\s+in)\s+scope\b|^scope\b"
)
_OF_OTHERS = Wording(
    r"\bthird[\s-]party\b|\bupstream\b|\bvulnerable\s+(?:package|dependency)\b|\bin\s+(?:a|our)\s+dependenc\w+|\b(?:they|we|team|who)\b\W+(?:\w+\W+){0,2}?contact\b|\bitself\b"
)
_SURELY_FOR_REPORTS = Wording(
    r"(?<!non-)(?<!non )\bsecurity\s+(?:concerns?|reports?)\b|\breport\w*\s+(?:a\s+)?(?:security\s+)?vulnerabilit"
)
_EXPLAINS = Wording(
    r"\b(?:read\s+more|learn\s+more|guide|falls\s+under|aligned|inspired|resources?|for\s+(?:a\s+full|the\s+full|more|complete)|further|thanks|outlines?|describes?|see\s+also|details\s+(?:on|about)|we\s+follow|follow\s+the|relies|api|false\s+(?:negatives?|positives?))\b"
)
_EXPLAINS_OR_OF_OTHERS = Wording(f"{_EXPLAINS.pattern}|{_OF_OTHERS.pattern}")
_NAME = Wording(
    r"\bsecurity\s+advisor\w+|\breport\s+a\s+vulnerability\b|\bprivate\s+(?:\w+\s+)?(?:vulnerability\s+)?(?:reporting|disclosure)\b|\bsecurity\W+tab\b"
)
_BY_US = Wording(
    r"\b(?:we|i|lead|team)\s+(?:will\s+|may\s+|can\s+)?(?:\w+\s+)?(?:open|create|use|handle|draft|enabled|coordinat\w+)\b"
)
_TRACKED = Wording(r"\btracked\b|\bmailing\s+list\b[^.;]{0,40}\b(?:internal|discuss)")
_INSTEAD = Wording(r"\b(?:rather\s+than|instead\s+of)\b")
_QUESTIONS = Wording(r"\bquestions?\b|\bsupport\b(?!ed)|\bhelp\b|\bresources\b|\blinks\b|\breferences\b")
_OWN_PROCESS = Wording(
    r"\b(?:disclosure|response|handling|release|remediation|our)\s+(?:policy|process|timeline|workflow|procedure)\b|\bwhat\s+(?:to\s+expect|happens)\b|\bdisclosure\s+practices\b"
)
_UNAVAILABLE = Wording(
    r"\b(?:if|when|where)\b[^,.;]{0,100}\b(?:un(?:available|able)|not\s+(?:available|enabled|possible|work|have)|cannot|can['’]t|don['’]t)\b"
)
_PSEUDO_HEADING = Wording(r"^\s*\*\*[^*]{1,80}\*\*:?\s*$")
_TELLS_TO = Wording(r"\b(?:report|use|open|submit|e-?mail|create|file|send|disclose|visit|contact|go)\b")
_ABOUT_UPDATES = Wording(
    r"\b(?:we|i|will\s+be|are|is|may|maintainers?|team|lead|and)\s+(?:will\s+|may\s+)?(?:\w+\s+)?(?:publish\w*|releas\w*|announc\w*|issue[sd]?|request\w*|credit\w*|assign\w*|post\w*|created|handled?)\b"
    r"|\bcredit(?:ed)?\b|\bcve\b|\bpublish\w*\b|\bsubscribe\b|\bwatch\b|\bannounce\w*|\bsecurity\s+updates?\b|\bnotif(?:y|ied)\s+(?:you|users)\b|\bin\s+the\s+advisory\b|\bstay\s+informed\b|\bview\b|\bknown\b|\breceive\s+updates\b|\brustsec\b|\badvisory-db\b|\byou\s+provide\b|\bonce\s+confirmed\b"
)
_DENIED = Wording(
    r"\b(?:do\s+not|don['’]t|never|not)\s+(?:\w+\s+){0,2}?(?:use|e-?mail|send|contact|report|open|create|file|submit|post)\b"
)
_NO_CHANNEL = Wording(
    r"//(?:[\w-]+\.)*(?:wikipedia\.org|cve\.mitre\.org|cve\.org|first\.org|iso\.org|owasp\.org|nvd\.nist\.gov|keys\.openpgp\.org|keybase\.io|shields\.io|semver\.org|opensource\.guide|cheatsheetseries\.owasp\.org|disclose\.io|(?:vuls\.)?cert\.org|securityscorecards?\.dev|slsa\.dev|creativecommons\.org)"
    r"|docs\.github\.com|\.(?:asc|gpg|pub|key|pem|png|svg|jpg|gif)(?:[?#].*)?$|pgp|gpg|/(?:commit|pull|releases|tags?|blob|tree|actions|wiki)/|/security/policy\b|code[-_]of[-_]conduct|support_policy|/publickey"
)
_REPORT = Wording(r"\breport\w*\b")
_SURELY_A_CHANNEL = Wording(r"(?:report|vulnerab|disclos)[^/]*$|msrc\.")
_CHANNEL_URL = Wording(
    r"hackerone\.com|bugcrowd\.com|huntr\.\w+|intigriti|yeswehack|tidelift\.com/security|/issues(?:/new[^\s]*|/?)?$|discord|slack|t\.me/|matrix\.to|gitter\.im|forms?[./]|typeform|contact|report|msrc\.microsoft|/security(?:/|$)|security\.|vulnerabilit|disclos|mailto:|linkedin\.com/in|twitter\.com|x\.com/|mastodon|/maintainers|/teams/|cna\."
)
_HANDLE = Wording(r"(?<![\w.@/+-])@(?P<name>[A-Za-z0-9][A-Za-z0-9-]{1,38})(?![\w./@-])")
_LEADS_THERE = Wording(
    r"\b(?:report\w*|contact\w*|submit\w*|disclos(?:e|ing)|reach\w*|join|message|send|use|via|through|open|creat\w+|file|e-?mail\w*|please|visit|go\s+to|tell)\b"
)
_OTHER: tuple[tuple[str, Wording], ...] = (
    (
        "maintainer-profiles",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|reach|message|details)\b[^.;]{0,100}\bprofiles?\b|\bprofiles?\b[^.;]{0,40}\bcontact\b"
        ),
    ),
    ("discord", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bdiscord\b|^\W*discord\W*:")),
    ("slack", Wording(r"\b(?:contact\w*|on|via|through|reach)\b[^.;]{0,60}\bslack\b")),
    ("github-discussions", Wording(r"\bopen\s+a\s+(?:private\s+)?github\s+discussion\b")),
    (
        "github-issues",
        Wording(
            r"\b(?:report\w*|disclos\w*|submit\w*)\b[^.;]{0,60}\b(?:via|through|using|by\s+(?:opening|creating|filing)|in|as|under)\s+(?:\w+\s+){0,3}?issues?\b"
            r"|\b(?:open\w*|creat\w*|fil(?:e|ing)|submit\w*|rais\w*)\s+(?:a|an)\s+(?:new\s+|regular\s+|public\s+|private\s+)?(?:(?:github|security)\s+)?issues?\b"
        ),
    ),
    (
        "security-team",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|notify|inform\w*|reach(?:\s+out\s+to)?)\s+(?:the|our)\s+security\s+team\b"
        ),
    ),
    (
        "maintainers",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report\w*[^.;]{0,40}\bto|disclose[^.;]{0,40}\bto|send[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?maintainers\b(?!\s+(?:through|via|on|in)\b)"
        ),
    ),
    (
        "maintainer",
        Wording(
            r"\b(?:contact\w*|e-?mail\w*|message|dm|ping|notify|inform|write\s+to|reach(?:\s+out\s+to)?|report\w*[^.;]{0,40}\bto|disclose[^.;]{0,40}\bto|send[^.;]{0,40}\bto)\s+(?:\w+\s+){0,3}?(?:maintainer|me)\b"
        ),
    ),
)
_OF_SECURITY = Wording(r"\bvulnerab\w*|\bsecur\w*|\bsensitive\b|\bexploit\w*|\bsecrets?\b|\breport\w*")


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
        named: set[int] = set()
        seen: set[int] = set()
        for statement in statements(document):
            if not _is_for_reports(statement):
                continue
            for offset, channels in _by_line(document, statement, named):
                location, quote = quoted(document, statement, offset)
                if location.line not in seen:
                    seen.add(location.line)
                    yield cls(location=location, quote=quote, channels=tuple(channels))


def _is_for_reports(statement: Statement) -> bool:
    said = (statement.text, statement.heading, *statement.leads[-1:])
    if any(_NOT_FOR_REPORTS.search(text) and not _SURELY_FOR_REPORTS.search(text) for text in said):
        return False
    return _REPORTING_SECTION.search(" / ".join((statement.heading, *statement.leads, statement.text))) is not None


def _by_line(document: Document, statement: Statement, named: set[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield the channels of each line of a statement; `named` holds the lists in which private reporting was named."""
    found: dict[int, list[tuple[int, str]]] = {}
    places = [*statement.lines, (len(statement.text), 0)]
    parts = [(start, number, statement.text[start:end]) for (start, number), (end, _) in pairwise(places)]
    for start, number, part in parts:
        for name, column in _addresses(document, number, part, statement):
            found.setdefault(start, []).append((column, name))
    private = _private_reporting(document, parts, statement)
    if private is not None and statement.group not in named:
        found.setdefault(private, []).append((-1, PRIVATE_REPORTING))
        if statement.depth or statement.text.rstrip().endswith(":"):
            named.add(statement.group)
    if not found and private is None:
        for start, _, part in parts[: len(parts)]:
            others = _others(part, statement)
            if others:
                found[start] = others
    for start, channels in found.items():
        yield start, list(dict.fromkeys(name for _, name in sorted(channels)))


def _addresses(document: Document, number: int, part: str, statement: Statement) -> Iterator[tuple[str, int]]:
    source = document.source_line(number)
    for address, place in emails(source):
        if _is_in(address, part, source) and not _TRACKED.search(statement.text):
            yield f"email:{address}", place
    if _DENIED.search(part) or any(map(_EXPLAINS_OR_OF_OTHERS.search, (statement.text, statement.heading))):
        return
    if _LEADS_THERE.search(statement.text) or any(map(_LEADS_THERE.search, statement.leads)):
        yield from ((f"url:{address}", place) for address, place in urls(document, number) if _is_a_channel(address))


def _is_in(address: str, part: str, source: str) -> bool:
    """Tell whether an address of the line belongs to this part of it: it stands there, or behind one of its links."""
    return address.partition("@")[0] in part or f"mailto:{address}" in source


def _is_a_channel(address: str) -> bool:
    if _PRIVATE_REPORTING_URL.search(address) or not _CHANNEL_URL.search(address):
        return False
    if "docs.github.com" in address:
        return False
    return not _NO_CHANNEL.search(address) or _SURELY_A_CHANNEL.search(address) is not None


def _private_reporting(document: Document, parts: list[tuple[int, int, str]], statement: Statement) -> int | None:
    """Return where the line begins that names GitHub's private reporting: the one that links to it, else the one that says it."""
    match = _PRIVATE_REPORTING_WORDS.search(statement.text)
    linked = [start for start, number, _ in parts if any(map(_is_private_reporting, urls(document, number)))]
    if match is None and not linked:
        return None
    begins = match.start() if match else linked[0]
    if _BY_US.search(statement.text[: match.end() if match else begins]):
        return None
    if (
        _ABOUT_UPDATES.search(statement.text[:begins])
        or _UNAVAILABLE.search(statement.text)
        or _DENIED.search(statement.text[:begins])
    ):
        return None
    around = (statement.heading, *statement.leads)
    if _QUESTIONS.search(statement.heading) or (
        any(map(_OWN_PROCESS.search, around)) and not _REPORT.search(statement.text)
    ):
        return None
    if (
        not statement.depth
        and _PSEUDO_HEADING.match(document.source_line(statement.line))
        and not _TELLS_TO.search(statement.text)
    ):
        return None
    name = _NAME.search(statement.text)
    if name is None and linked:
        return linked[0]
    said = name.start() if name else begins
    return next(start for start, _, _ in reversed(parts) if start <= said)


def _is_private_reporting(found: tuple[str, int]) -> bool:
    return _PRIVATE_REPORTING_URL.search(found[0]) is not None


def _others(part: str, statement: Statement) -> list[tuple[int, str]]:
    handle = _HANDLE.search(part)
    if handle:
        return [(handle.start(), f"other:@{handle['name']}")]
    text = statement.text
    if (
        _ABOUT_UPDATES.search(text)
        or _DENIED.search(text)
        or _INSTEAD.search(text)
        or not _OF_SECURITY.search(f"{statement.heading} {text}")
    ):
        return []
    if any(map(_EXPLAINS_OR_OF_OTHERS.search, (text, statement.heading))) or _QUESTIONS.search(
        f"{statement.heading} {statement.label}"
    ):
        return []
    found: list[tuple[int, str]] = []
    for name, words in _OTHER:
        match = words.search(part)
        if (
            match
            and not _DENIED.search(part[: match.end()])
            and not (name.startswith("maintainer") and any("maintainer" in other for _, other in found))
        ):
            found.append((match.start(), f"other:{name}"))
    return found
