"""Where a policy sends reports: two addresses in different sections, or a public place beside the wish for private reports."""

from collections.abc import Iterator
from itertools import combinations, islice

from upheld.nouns import dataclass
from upheld.policy.document import Document, Heading
from upheld.policy.kinds.no_public_issues import NoPublicIssues
from upheld.policy.kinds.reporting_channel import PRIVATE_REPORTING, ReportingChannel
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording
from upheld_checks.contradictions.comparison import Comparison, Said
from upheld_checks.placeholder_contact.placeholders import is_placeholder

_MOST = 100
_LONGEST = 3000
_EMAIL = "email:"
_OF_REPORTS = Wording(
    r"\bvulnerab\w*|\breport\w*|\bdisclos\w*|\bsecurity\s+(?:issues?|bugs?|problems?|concerns?|contacts?|team|e-?mails?|flaws?|reports?|holes?)\b"
)
_IF = r"\bif\b(?!\s+you(?:['’]ve)?\s+(?:\w+\s+){0,3}?(?:find|found|discover\w*|believe\w*|think|suspect\w*|identif\w+|notic\w+|have|want|wish|like|would|become|come|see)\b)"
_FOR_A_CASE = Wording(
    rf"{_IF}|\b(?:alternativ\w*|fall-?back|back-?up|secondary|second|escalat\w*|otherwise|also|cc|copy|additional\w*|urgent\w*|emergenc\w+|questions?|inquir\w+|enquir\w+"
    r"|feedback|comments?|bount\w+|legal|privacy|gdpr|conduct|press|media|appeal\w*|encrypt\w*|pgp|gpg|fingerprint|third[\s-]party|upstream|dependenc\w+|vendor|cna|cve|mitre|cert|coordinat\w+\s+cent\w+"
    r"|foundation|previous\w*|former\w*|old|no\s+longer|deprecated|website|infrastructure|hosted|cloud|commercial|enterprise|customers?|non-security|general|mailing\s+lists?|announce\w*|subscrib\w*|incidents?|breach\w*|abuse)\b"
    r"|\bfor\s+(?!(?:(?:a|an|any|all|the|this|these|your|suspected|potential|further|more)\s+){0,2}(?:security|vulnerab\w*|reports?|reporting|us|details|information|private|responsible)\b)"
    r"|\b(?:maintainer|author|owner|lead)s?\s*[:(|–-]"
)
"""What gives an address a purpose or a turn of its own, so that another one beside it is no contradiction."""
_OR = Wording(r"\bor\b[^.;,]{0,25}$")
_THIRD_PARTY = Wording(
    r"@(?:[\w-]+\.)*(?:mitre\.org|cert\.org|first\.org|github\.com|gitlab\.com|npmjs\.com|pypi\.org|python\.org|rubygems\.org|snyk\.io|huntr\.\w+|hackerone\.com|bugcrowd\.com|tidelift\.com|openjsf\.org|cisa\.gov|jpcert\.or\.jp|apache\.org|linuxfoundation\.org)$"
)
_PUBLIC_URL = Wording(r"/(?:-/)?(?:issues|discussions)(?:/|$|\?)")
_PUBLIC = ("other:github-issues", "other:github-discussions")
_OTHER_MATTERS = Wording(
    r"\bnon-?(?:\w+)\b|\bgeneral\b|\bquestions?\b|\bfeatures?\b|\bsuggestions?\b|\bhardening\b|\bimprove\w*|\bideas?\b|(?<!security\s)\bbugs?\b|\b(?:low|minor|small|less|lower)\b|\bnot\s+(?:sensitive|critical|severe|exploitable|a\b|considered)"
    r"|\bdocumentation\b|\btypos?\b|\bdependenc\w+|\bupstream\b|\bthird[\s-]party\b|\b(?:publicly|already)\s+(?:known|disclosed|public)\b|\bout[\s-]of[\s-]scope\b"
)
_RESERVED = Wording(
    rf"\b(?:not|never|no|without|cannot|known|fixed|once|after|until|when|other|regular|normal|private\w*|confidential\w*|ask\w*|request(?:ing|s)?|initial\w*|rather|instead|unless|except|closed|deleted|removed|ignored|sensitive|inform\w*|notif\w+|announce\w*|users)\b|n['’]t\b|{_IF}"
    r"|\b(?:we|i|team|lead|maintainers?)\s+(?:will|may|can|shall|might|would|then|also)?\s*(?:open|create|file|submit|raise|use|track)\w*\b"
)
"""What makes a public place one where no vulnerability is told, or where the maintainers tell of one that is fixed."""
_PUBLIC_PLACE = Wording(
    r"\b(?:issues?\s+tracker|bug\s+tracker|discussions|forums?)\b|\b(?:open|creat|fil|submit|rais|us)(?:e|es|ing)?\b[^.;]{0,40}\b(?:issue|discussion|ticket)s?\b|/issues\b"
    r"|\b(?:in|as|via|through|on|using)\s+(?:\w+\s+){0,3}?(?:issues?|tickets?|discussions?|pull\s+requests?|forums?)\b"
)


@dataclass(frozen=True)
class _Offer:
    """A channel on a line, with the statement that names it."""

    name: str
    statement: Statement
    said: Said
    paragraph: str
    """The sentences beside it, where it stands in no list and no table."""

    @property
    def around(self) -> str:
        """What says for which cases it is."""
        return " / ".join((self.statement.text, self.statement.heading, *self.statement.leads[-2:]))

    @property
    def section(self) -> tuple[Heading, ...]:
        """The headings it stands under."""
        return self.statement.headings


def compared_channels(document: Document) -> Iterator[Comparison]:
    """Yield what comes of the e-mail addresses, and of the wish for private reports."""
    offers = list(islice(_offers(document), _MOST))
    yield from _addresses(document, offers)
    yield from islice(_public(document, offers), 1)


def _offers(document: Document) -> Iterator[_Offer]:
    by_line: dict[int, list[Statement]] = {}
    paragraphs: dict[int, list[str]] = {}
    for statement in statements(document):
        if not statement.depth and not statement.cells:
            paragraphs.setdefault(statement.group, []).append(statement.text)
        for number in {number for _, number in statement.lines}:
            by_line.setdefault(number, []).append(statement)
    for promise in ReportingChannel.read(document):
        said = Said(promise.quote, promise.location)
        for name in promise.channels:
            user = name.removeprefix(_EMAIL).partition("@")[0]
            candidates = by_line.get(promise.location.line, [])
            named = [each for each in candidates if user in each.text] or candidates
            for each in named[:1]:
                yield _Offer(name, each, said, " ".join(paragraphs.get(each.group, ()))[:_LONGEST])


def _addresses(document: Document, offers: list[_Offer]) -> Iterator[Comparison]:
    written = [each for each in offers if each.name.startswith(_EMAIL)]
    real = [each for each in written if not is_placeholder(each.name.removeprefix(_EMAIL))]
    found: dict[bool, Comparison] = {}
    for earlier, later in combinations(filter(_is_for_any_report, real), 2):
        one, other = earlier.name.casefold(), later.name.casefold()
        if not _are_apart(document, earlier.section, later.section) or _are_alternatives(written, one, other):
            continue
        agrees = one == other
        there = (
            f"and in {earlier.said.location}" if agrees else f"but to {_address(earlier)} in {earlier.said.location}"
        )
        message = f"reports go to {_address(later)} here{'' if agrees else ','} {there}"
        how = "keep the address that is read, or say what each of the two is for"
        found.setdefault(agrees, Comparison("e-mail address", agrees, message, earlier.said, later.said, how))
    yield from list(dict(sorted(found.items())).values())[:1]


def _address(offer: _Offer) -> str:
    return offer.name.removeprefix(_EMAIL)


def _is_for_any_report(offer: _Offer) -> bool:
    """Tell whether whoever reports is sent there: no second choice, no other party, no matter of its own."""
    if _OR.search(offer.statement.text.partition(_address(offer).partition("@")[0])[0]):
        return False
    if _FOR_A_CASE.search(offer.around) or _OTHER_MATTERS.search(offer.paragraph) or _THIRD_PARTY.search(offer.name):
        return False
    return _OF_REPORTS.search(offer.around) is not None


def _are_apart(document: Document, one: tuple[Heading, ...], other: tuple[Heading, ...]) -> bool:
    """Tell whether two sections are no parts of one: they share no heading but the document's first."""
    first = next((block.headings[0].line for block in document.blocks if block.headings), 0)
    shared = {heading.line for heading in one} & {heading.line for heading in other}
    return one != other and shared <= {first}


def _are_alternatives(offers: list[_Offer], one: str, other: str) -> bool:
    """Tell whether some section names two addresses, so that either may be used."""
    if one == other:
        return False
    sections: dict[tuple[Heading, ...], set[str]] = {}
    for each in offers:
        sections.setdefault(each.section, set()).add(each.name.casefold())
    return any({one, other} <= names for names in sections.values())


def _public(document: Document, offers: list[_Offer]) -> Iterator[Comparison]:
    wishes = list(islice(NoPublicIssues.read(document), _MOST))
    if not wishes or not offers:
        return
    wish = Said(wishes[0].quote, wishes[0].location)
    lines = {each.location.line for each in wishes}
    for offer in offers:
        if _is_public(offer.name) and offer.said.location.line not in lines and _is_for_vulnerabilities(offer):
            yield _clash(wish, offer)
    if all(each.name.startswith(_EMAIL) or each.name == PRIVATE_REPORTING for each in offers):
        others = (each for each in statements(document) if not lines & {number for _, number in each.lines})
        if not any(_PUBLIC_PLACE.search(each.text) for each in others):
            message = "reports are wanted in private, and no public place is offered for them"
            earlier, later = sorted((wish, offers[0].said), key=_place)
            yield Comparison("public reports", True, message, earlier, later)


def _clash(wish: Said, offer: _Offer) -> Comparison:
    earlier, later = sorted((wish, offer.said), key=_place)
    told = "a public place is offered for reports", "reports are not to be made in public"
    here, there = told if later is offer.said else reversed(told)
    message = f"{here} here, but {earlier.location} says that {there}"
    return Comparison(
        "public reports", False, message, earlier, later, "offer private channels only for vulnerabilities"
    )


def _place(said: Said) -> tuple[int, int]:
    return said.location.line, said.location.column


def _is_public(name: str) -> bool:
    return name in _PUBLIC or (name.startswith("url:") and _PUBLIC_URL.search(name) is not None)


def _is_for_vulnerabilities(offer: _Offer) -> bool:
    if _OTHER_MATTERS.search(f"{offer.around} / {offer.paragraph}") or _RESERVED.search(offer.statement.text):
        return False
    return _OF_REPORTS.search(offer.around) is not None
