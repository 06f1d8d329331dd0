"""GitHub's private vulnerability reporting, by its names and its addresses."""

import re
from typing import NamedTuple

from upheld.policy.addresses import urls
from upheld.policy.document import Document, Heading
from upheld.policy.kinds.reporting_channel.links import belongs_to
from upheld.policy.kinds.reporting_channel.own_deeds import done_by_us, lists_our_deeds
from upheld.policy.kinds.reporting_channel.words import ABOUT_UPDATES, QUESTIONS, denied
from upheld.policy.statements import Statement, introduces
from upheld.policy.wording import Wording

_PRIVATE_REPORTING_WORDS = Wording(
    r"\bprivate(?:ly)?\s+(?:security\s+)?(?:vulnerability\s+)?(?:report\w*|disclos\w+|advisor\w+)\b(?=[^.;]{0,80}\bgithub\b)|\bgithub\b[^.;]{0,60}\b(?:private(?:ly)?\b[^.;]{0,30}\b(?:report\w*|advisor\w+|disclos\w+|workflow)|security[\s-]+advisor\w+(?!\s+database))"
    r"|\bgithub(?:['’]s)?\s+(?:security\s+)?vulnerability\s+reporting\b|\bprivate\s+vulnerability\s+(?:report\w*|feature|disclosure)|\b(?:private|new|draft)\s+(?:draft\s+)?(?:github\s+)?security[\s-]+advisor\w+\b(?!\s+(?:branch|fork))|\bsecurity[\s-]+advisor(?:y|ies)\W{0,2}\s+(?:option|feature|process|form|system|page|tab)\b"
    r"|\breport\s+a\s+vulnerability['\"”’]?\W*\s+(?:button|in\s+the\s+security|feature|link|form|flow)|\bsecurity\s*['\"”’*_]*\s*(?:tab|section)\b|\bgithub(?:['’]s)?\s+security\s+page\b|\bgithub(?:['’]s)?\s+advisor\w+(?!\s+database)|\badvisory\s+(?:on|via|through|in)\s+github\b|\b(?:via|through|use|using|open(?:ing)?|creat(?:e|ing)|submit(?:ting)?|fil(?:e|ing)|draft(?:ing)?)\s+(?:\w+\s+){0,3}?(?:security\s+)?advisor(?:y|ies)\b"
    r"|\b(?:report\w*|disclos\w*|submit\w*|send)\b[^.;]{0,60}\bprivate(?:ly)?\s+(?:via|through|on|using|in)\s+github\b(?!\s+(?:issues?|discussions?|profiles?|e-?mail)|['’]s)|\b(?:report\w*|disclos\w*|submit\w*)\b[^.;]{0,40}\b(?:via|through|on|using)\s+github\s+privately\b"
    r"|\bsecurity\s*(?:>|→|->|»)\s*\W{0,3}(?:advisories\b|report\s+a\s+vulnerability\b)|\bprivate\s+advisor(?:y|ies)\b(?!\s+(?:branch|fork))|\bprivate\s+security[\s-]+advisor(?:y|ies)\b(?!\s+(?:branch|fork))"
)
PRIVATE_REPORTING_URL = Wording(
    r"github(?:\.(?!io\b)[^/]*)?/[^/]+/[^/]+/security(?:/advisories)?(?:/new)?/?(?:[?#](?!state=published).*)?$|docs\.github\.com/.*(?:privately-reporting|private-vulnerability-report)"
)
_DONE_THERE = Wording(
    r"\b(?:uploaded|tracked|stored|recorded|logged|kept|collected|based|listed|shown|visible|reviewed|appear|pushed|linked|viewed|found|documented|managed|triaged|handled|processed|discussed|coordinated|investigated|addressed|displayed|visuali[sz]ed|visuali[sz]ation|credited|made\s+public)\s+(?:\w+ly\s+)?(?:(?:to|in|on|at|under|within|from|via|through)\s+(?:[\w'’]+\s+){0,3})?\W*$"
    r"|(?:^|[:.]\s)\W*(?:please\s+)?(?:review|check|view|monitor|browse|watch|consult)\s+(?:[\w'’]+\s+){0,4}\W*$"
)
"""What is done there, or looked up, other than to report."""
_ONCE_REPORTED = Wording(
    r"^\W*(?:published|created|issued|released)\b|^\W*(?:then\s+)?(?:will|shall|is|are|may|gets?)\s+(?:\w+\s+)?(?:be\s+)?(?:created|opened|drafted|published|issued|prepared|released|announced)\b|^\W*will\s+be\s+used\b|^\W*to\W*$|^\W*to\s+(?:let\s+us\s+know\s+(?:if|when)|alert|warn|publish|track|announce|manage|document)\b"
)
"""What comes of a report: "a draft advisory will be created"."""
_WARNS_US = Wording(
    r"\b(?:automat\w+|receive|enabled?)\s+(?:\w+\s+){0,2}alerts?\b|\balerts?\s+(?:for|on|of|about)\b|(?<![\w-])scann(?:ing|ed|ers?)\b"
)
_TOLD_THERE = Wording(
    r"\b(?:credited|acknowledged|thanked|listed|named|published|announced|posted|documented|communicated|appears?)\s+(?:in|on|via|through|at|by)\b[^.]{0,40}:\s*$"
    r"|\b(?:we|project|team|maintainers?)\b[^.]{0,40}\b(?:publish|releas|issu|post|announc)\w*\s+(?:\w+\s+){0,3}advisor(?:y|ies)\b[^.]{0,60}:\s*$"
)
_PUBLISHED_AS = Wording(
    r"\b(?:publish|releas|post|announc|disclos)ed\s+(?:\w+\s+)?(?:as|in|via|through|with)\s+(?:\w+\s+){0,3}advisor(?:y|ies)\b"
)
_LISTED_THERE = Wording(
    r"\b(?:listed|published|announced|posted|documented|found|tracked|viewed|made\s+public)\s+(?:at|on|in|under|here|via|through)\b"
)
_OR = re.compile(r"\b(?:or|alternatively|otherwise)\b", re.IGNORECASE)
_FOR_MORE = Wording(
    r"\W*(?:please\s+)?(?:to\s+)?(?:learn|find\s+out|read)\s+more\b|\W*for\s+(?:more|further|additional)\s+(?:information|details|guidance|instructions)\b(?!\s+or\b)|\W*(?:please\s+)?see\s+(?:this|the|our)?\s*(?:additional|more|further)\s+(?:information|details)\b|\W*(?:please\s+)?(?:see|refer\s+to|read|check)\b.*\bfor\s+(?:more|further|additional)\s+(?:information|details|guidance)\b|.*\b(?:unfamiliar|not\s+familiar|new\s+to)\b|.*\bhow\s+(?:[\w'’]+\s+){1,6}works?\b|.*\bprivately\s+(?:shares?|sends?|delivers?|notifies)\b"
)
_OF_THE_PAST = Wording(
    r"\W*(?:please\s+)?(?:see|refer\s+to|check|visit|view|browse)\b[^.;]*\b(?:known|past|previous|published|existing)\s+(?:\w+\s+)?(?:vulnerabilit|advisor|issues?)"
)
_OTHER_DATABASE = Wording(r"\brustsec\b|\badvisory-db\b")
_NAME = Wording(
    r"\bsecurity[\s-]+advisor\w+|\bdraft\s+advisory\b|['\"“‘]report\s+a\s+vulnerability\b|\breport\s+a\s+vulnerability\W*\s+(?:button|feature|link|form)\b|\bprivate\s+(?:\w+\s+)?(?:vulnerability\s+)?(?:reporting|disclosure)\b|\bsecurity\W+tab\b|\bgithub(?:['’]s)?\s+security\s+page\b"
)
_TOLD_TO_USERS = Wording(
    r"\b(?:users?|customers?|community|everybody|everyone|consumers?)\s+(?:is|are|will\s+be|gets?)\s+(?:\w+ly\s+)?(?:notified|informed|told|alerted)\b"
)
_OURS = Wording(
    r"\b(?:disclosed|shared)\s+publicly\s+(?:(?:as|in|via|through|an?|the)\s+){0,2}(?:\w+\s+)?$|\b(?:is|are|will\s+be)\s+(?:\w+ly\s+)?(?:disclosed|shared)\s+(?:\w+ly\s+)?as\s+(?:(?:an?|the)\s+)?(?:\w+\s+)?$|\b(?:is|are|will\s+be)\s+(?:\w+ly\s+)?(?:tracked|published|documented|listed|announced)\s+(?:as|in|via|through|using|with|on)\s+(?:(?:an?|the|our)\s+)?$|\b(?:(?:releas|publish|post|announc)\w*|issu(?:ed|ing)|(?:will|may|to|we|and|then)\s+issue)\s+(?:(?:an?|the|our|its|public|new|corresponding)\s+)*$|\b(?:requirements|criteria|qualif\w+|warrants?|merits?|eligible)\b[^.;]{0,30}$"
)
"""An advisory that the project publishes, or may."""
_OWN_PROCESS = Wording(
    r"\b(?:disclosure|response|handling|release|remediation|our)\s+(?:policy|process|timeline|workflow|procedure)\b|\bwhat\s+(?:to\s+expect|happens)\b|\bdisclosure\s+practices\b|\btimeline\s+of\s+the\b"
)
_UNAVAILABLE = Wording(
    r"\b(?:if|when|where)\b[^,.;]{0,100}\b(?:un(?:available|able)|not\s+(?:\w+\s+)?(?:been\s+)?(?:available|enabled|possible|work|have|activated|configured|set\s+up)|cannot|can['’]t|don['’]t)\b"
)
_PSEUDO_HEADING = Wording(r"^\s*\*\*[^*]{1,80}\*\*:?\s*$")
_TELLS_TO = Wording(r"\b(?:report|use|open|submit|e-?mail|create|file|send|disclose|visit|contact|go)\b")
_STEP = Wording(
    r"^\W*(?:go|navigate|open|click|visit|select|choose|switch)\b[^.;]{0,80}\b(?:tab|button|section|page)\b"
)
_TAB = Wording(r"\bsecurity\W{1,3}tab\b")
_REPORT = Wording(r"\breport\w*\b")
_BIDS_TO_REPORT = Wording(r"(?:^|[,.;:]\s|\bplease\s)\W*report\b")
_REPORT_IT = Wording(
    r"\bto\s+report\b|\breport\s+(?:it|them|an?|any|the|your|security|vulnerab\w+|issues?|privately|via|through)\b|\b(?:should|must|can|please)\s+(?:\w+\s+)?be\s+reported\b"
)


class Mention(NamedTuple):
    """Where a statement names GitHub's private reporting."""

    start: int
    """Where the line begins: the one that links to it, else the one that says it."""
    is_linked: bool


class Mentions:
    """Tells which mentions count: a sentence that says to use it, and the line that has its address.

    A title above the address does not, nor do the steps below a sentence.
    """

    def __init__(self) -> None:
        self._without_address: dict[int, int] = {}
        """The line that names it, for each list or paragraph; 0 where nothing more is to be told."""
        self._sections: set[tuple[Heading, ...]] = set()
        """Where it was named."""
        self._titles: set[int] = set()

    def counted(self, mention: Mention, statement: Statement) -> int | None:
        """Return the line of the title whose place this mention takes, 0 if none; None where this one does not count."""
        is_step = bool(statement.depth and not mention.is_linked and _STEP.search(statement.text))
        if is_step and statement.headings in self._sections:
            return None
        self._sections.add(statement.headings)
        group = next((each for each in _groups(statement) if each in self._without_address), None)
        before = self._without_address.get(group, 0) if group is not None else 0
        if group is not None and not (before and mention.is_linked):
            return None
        # Steps may stand below, and in a paragraph above a list only there: ~ keeps those apart.
        own = statement.group if statement.depth or introduces(statement.text) else ~statement.group
        line = statement.line_at(mention.start)
        self._without_address[own if group is None else group] = 0 if mention.is_linked else line
        if not _TELLS_TO.search(statement.text):
            self._titles.add(line)
        return before if before in self._titles else 0

    def awaits_address(self, statement: Statement) -> int | None:
        """Return the line whose address may stand below this statement, 0 where that is no channel; None if neither."""
        return 0 if explains(statement.text) else self._without_address.get(statement.group)

    def continued(self, line: int, statement: Statement) -> None:
        """Take a statement for what follows the mention of a line."""
        self._without_address.setdefault(statement.group, line)


def _groups(statement: Statement) -> tuple[int, ...]:
    return (statement.group, ~statement.group) if statement.depth else (statement.group,)


def private_reporting(document: Document, parts: list[tuple[int, int, str]], statement: Statement) -> Mention | None:
    """Return where a statement offers GitHub's private reporting, if it does."""
    match = _PRIVATE_REPORTING_WORDS.search(statement.text)
    linked = [start for start, number, part in parts if _links(document, number, part)]
    if match is None and not linked:
        return None
    following = next((start for start, _, _ in parts if linked and start > linked[0]), None)
    if match and following is not None and following <= match.start():
        match = None  # it is linked on a line before the one that names it
    if (
        explains(statement.text)
        or _OTHER_DATABASE.search(statement.text)
        or (_WARNS_US.search(statement.text) and not _TELLS_TO.search(statement.text))
    ):
        return None
    if match and _ONCE_REPORTED.search(statement.text[match.end() :]):
        return None
    begins = match.start() if match else linked[0]
    if match and _DONE_THERE.search(statement.text[:begins]) and not _REPORT_IT.search(statement.text):
        return None
    until = statement.text[: match.end() if match else following]
    if (
        done_by_us(until)
        or lists_our_deeds(statement)
        or _TOLD_TO_USERS.search(until)
        or _OURS.search(statement.text[:begins])
    ):
        return None
    if ABOUT_UPDATES.search(statement.text[:begins]) and not _BIDS_TO_REPORT.search(statement.text[:begins]):
        return None
    if _is_unavailable(statement.text, begins) or denied(until):
        return None
    if any(map(_TOLD_THERE.search, statement.leads)) or (
        match is None and (_PUBLISHED_AS.search(statement.text) or _LISTED_THERE.search(statement.text))
    ):
        return None
    around = (statement.heading, *statement.leads)
    if QUESTIONS.search(statement.heading) or (
        any(map(_OWN_PROCESS.search, around)) and not _REPORT.search(statement.text)
    ):
        return None
    if (
        not statement.depth
        and _PSEUDO_HEADING.match(document.source_line(statement.line))
        and not _TELLS_TO.search(statement.text)
    ):
        return None
    if linked:
        # The tab is where the way to it begins.
        is_linked = not _TAB.search(statement.text) and any(
            "/advisories" in address
            for start, number, _ in parts
            if start in linked
            for address, _ in urls(document, number)
        )
        return Mention(linked[0], is_linked=is_linked)
    name = _NAME.search(statement.text)
    said = name.start() if name else begins
    return Mention(next(start for start, _, _ in reversed(parts) if start <= said), is_linked=False)


def explains(text: str) -> bool:
    """Tell whether a text only says where private reporting is explained."""
    return _FOR_MORE.match(text) is not None or _OF_THE_PAST.match(text) is not None


def _is_unavailable(text: str, begins: int) -> bool:
    """Tell whether it speaks of what to do without private reporting; after it, that is only the other way."""
    match = _UNAVAILABLE.search(text)
    return match is not None and match.start() <= begins


def stands_beside(other: Wording, text: str) -> bool:
    """Tell whether a text offers private reporting and, in another part of an "or", something else."""
    parts = _OR.split(text)
    named = [_PRIVATE_REPORTING_WORDS.search(part.partition(" if ")[0]) is not None for part in parts]
    return any(named) and any(other.search(part) for part, is_named in zip(parts, named, strict=True) if not is_named)


def _links(document: Document, number: int, part: str) -> bool:
    """Tell whether this part of a line links to private reporting."""
    return any(
        PRIVATE_REPORTING_URL.search(address) and belongs_to(part, document.source_line(number), address, place)
        for address, place in urls(document, number)
    )
