"""The kind of promise that says how reporters are treated: credit, safe harbour, bounty, coordinated disclosure."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from upheld.model import Promise
from upheld.nouns import dataclass
from upheld.policy.among_themselves import among_themselves
from upheld.policy.document import Document
from upheld.policy.durations import durations
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_FIX = r"(?:fix\w*|patch\w*|resol\w+|releas\w+|address\w*|remed\w+|mitigat\w+|updat\w+)"
_SAYS: Mapping[str, Wording] = {
    "credit": Wording(
        r"\bcredit(?:ed|s|ing)?\b(?!\s*(?:cards?|unions?|to\s+https?))|\bhall\s+of\s+fame\b|\bpublicly\s+(?:thank|acknowledge|recogni[sz]e)\w*"
        r"|\b(?:acknowledg|recogni[sz]|honou?r|appropriate\s+attribut\w+)\w*\s+(?:\w+\s+){0,3}?(?:contributions?|contributors?|researchers?|reporters?|efforts?|finders?|discover\w+|those\s+who|individuals?)\b"
        r"|\b(?:any|your|all|every|each|their|such|valid)\s+(?:\w+\s+)?(?:assistance|help|efforts?|contributions?|findings?|work|discover(?:y|ies))\b[^.;]{0,60}\b(?:is|are|will\s+be|gets?)\s+(?:\w+ly\s+|always\s+)?(?:acknowledged|recogni[sz]ed|thanked|credited)(?!\s+(?:within|in\s+\d|by\s+e-?mail))\b|\bmention\w*\s+your\s+(?:contributions?|help|work)\b|\bthank\w*\s+(?:\w+\s+){0,3}?publicly\b|\b(?:we|will)\s+(?:\w+ly\s+)?(?:name|mention|list)\s+(?:(?:all|every|each|the|our|valid)\s+){0,2}(?:you\b(?!\s+for)|reporters?|researchers?|finders?|them)\b|\backnowledge\s+(?:you|them|reporters?)\s+in\s+(?:the|our|each)\b|\byour\s+name\b[^.;]{0,30}\b(?:added|listed|mentioned|included|credited|published|appears?|goes)\b|\b(?:give|mention|list|include|publish)\w*\s+(?:\w+\s+)?your\s+name\b|\bthank\s+the\s+following\b|\bappropriate\s+attribution\b|\b(?:receives?|eligible\s+for)\s+recognition\b|\battribute\s+(?:\w+\s+){0,3}?to\s+(?:you|the\s+reporter|reporters|researchers)\b"
        r"|\b(?:(?:you|names?|researchers?|reporters?|finders?|contributors?|people|who)\b[^.;]{0,40}\b(?:mentioned|named|listed)|acknowledged|acknowledge?ment|recogni[sz]ed|recognition|(?:get|receive|earn)\s+an?\s+(?:\w+\s+)?mention)\s+in\b[^.;]{0,60}\b(?:changelog|release\s+notes|advisor\w+|acknowledge?ments?|credits)\b|\b(?:you|names?|researchers?|reporters?|finders?|(?:contributors?|people|those|who)\b[^.;]{0,40}\b(?:report|disclos|found|discover)\w*)\b[^.;]{0,80}\b(?:is|are|will\s+be|get)\s+(?:\w+ly\s+)?(?:listed|named|mentioned|thanked|acknowledged|credited)\s+(?:here|below|above|on\s+this\s+page|in\s+this\s+(?:section|list|file|document))\b|\b(?:acknowledge?ment|recognition|mention)\s+in\s+(?:this|our|the)\s+(?:\w+\s+)?(?:document|policy|file|page|readme|website)\b"
    ),
    "safe-harbour": Wording(
        r"\bsafe[\s-]+harbou?r\b|\blegal\s+action\b|\blawsuits?\b|\bretaliat\w+|\bprosecut\w+|\bgood[\s-]+faith\b[^.;]{0,60}\b(?:research\w*|authori[sz]ed)\b(?!\s+who)"
        r"|\b(?:legal|civil|criminal)\s+(?:claims?|proceedings|charges|liabilit\w+)\b|\bconsider\w*\s+(?:[\w'’-]+\s+){0,8}?\W?authori[sz]ed\b|\btake\s+(?:\w+\s+)?steps\s+to\s+make\s+it\s+known\b|\bwaiv\w+\s+[^.;]{0,60}\b(?:restrictions?|terms|claims?)\b"
    ),
    "bug-bounty": Wording(
        r"\bbug[\s-]+bount(?:y|ies)\b|\bbounty\s+(?:program\w*|awards?|rewards?|consideration|payouts?)\b|\b(?:for|our|the|an?)\s+bounty\b|\breward\s+program\w*|\b(?:monetary|financial|cash)\s+(?:rewards?|compensation)\b|\bwe\s+(?:\w+\s+)?(?:reward|pay)\b(?!\s+(?:\w+\s+)?attention)|\b(?:reward|pay|compensat)(?:s|e|es|ing)?\s+(?:you|(?:the\s+)?(?:researchers?|reporters?|finders?|hackers?))\b|\b(?:you|researchers?|reporters?|finders?|hackers?)\s+(?:is|are|will\s+be|get|may\s+be)\s+(?:\w+ly\s+)?(?:rewarded|paid|compensated)\b(?!\s+with\s+(?:\w+\s+){0,2}(?:thank\w*|credit|mention|stickers?|swag))|\b(?:findings?|reports?|bugs?|vulnerabilit(?:y|ies)|disclosures?|you|researchers?|reporters?)\s+(?:will\s+|may\s+)?(?:earns?|receives?|gets?)\s+(?:an?\s+)?(?:\w+\s+)?rewards?\b|\bbonus\s+rewards?\b|\b(?:offers?|pays?|there\s+(?:is|are))\s+(?:an?\s+)?(?:\w+\s+)?rewards?\b|\brewards?\s+(?:is|are)\s+(?:paid|offered|given|available)\b|^\W*bount(?:y|ies)\W{0,4}:\s|\b(?:disclosures?|reports?|findings?|discover(?:y|ies)|submissions?|researchers?|(?:issues?|vulnerabilit(?:y|ies)|bugs?|flaws?)\b(?:[^.;]|\.\)){0,100}?)\s+(?:(?:is|are|will|may|can)\s+(?:\w+ly\s+)?(?:be\s+)?)(?:\w+ly\s+)?(?:rewarded(?!\s+with\s+(?:\w+\s+){0,2}(?:thank\w*|credit|mention|stickers?|swag))|eligible\s+for\s+(?:an?\s+)?(?:\w+\s+)?reward)\b|\b(?:rewards?\b|bount(?:y|ies)\b|(?:we|findings?|reports?|bugs?|flaws?|issues?|vulnerabilit(?:y|ies)|researchers?|reporters?|finders?|you)\s+(?:\w+\s+){0,2}?(?:earns?|receives?|pays?|paid|award(?:s|ed)?)(?!\s+attention))\s+(?:[\w-]+\s+){0,4}?(?:[$€£]\s?\d|\d[\d.,]{0,12}\s?(?:usd|eur|gbp|dollars|euros)\b)"
    ),
    "coordinated-disclosure": Wording(
        r"\b(?:follow\w*|adher\w+|practi[cs]\w+|support\w*|believ\w+(?!\s+that)|commit\w*|align\w*|through|under|via|use)\b[^.;]{0,60}\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\b"
        r"|\b(?:propos|agre|negotiat|determin|establish|decid|defin|discuss|shar|sett|set|plann?)\w*\b[^.;]{0,60}\b(?:disclosure|publication|embargo)\s+(?:date|timeline|schedule|plan|period)\b(?!/)|\b(?:disclosure|publication|embargo)\s+(?:date|timeline|schedule|plan)\b(?!/)[^.;]{0,60}\b(?:agreed|negotiated|determined|proposed|set|decided|established)\b"
        r"|\b(?:timeline|date|schedule)\s+(?:for|of)\b[^.;]{0,60}\b(?:disclosure|publication)\b[^.;]{0,40}\b(?:determined|agreed|negotiated|proposed|set|decided|established)\b"
        r"|\bpublish\w*\b[^.;]{0,40}\b(?:together|jointly)\s+with\s+(?:you|the\s+report|research)|\bpublish\w*\s+(?:an?\s+)?(?:joint\s+)?write-?up\b[^.;]{0,60}\b(?:after|once|when|with)\b"
        r"|\bwe\s+follow\b[^.;]{0,60}\bdisclosure\s+(?:polic|process|procedure)\w*"
        r"|\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\s+(?:process|policy|model|practices?|principles|guidelines|approach|timeline|standards?)\b"
        r"|\bcoordinat\w+\b[^.;]{0,60}\b(?:disclos\w+|public\w*|release\s+(?:date|of|and|with)|(?<=coordinated )release|advisor\w+|timing|deployment)\b"
        r"|\b(?:disclos\w+|publication|announce\w*)\b[^.;]{0,60}\bcoordinat\w+"
        r"|\bwe\b[^.;]{0,30}\b(?:keep|maintain)\b[^.;]{0,60}\b(?:private|confidential\w*|secret)\b[^.;]{0,60}\b(?:until|before)\b"
        r"|\b(?:implement|agree|set|negotiat\w+|request|impose|observe)\w*\s+(?:to\s+|on\s+)?(?:an?\s+)?embargo"
        r"|\bwork\s+with\s+(?:you|the\s+reporter|reporters)\b[^.;]{0,60}\bdisclos\w+"
        r"|\b(?:we|i|team|maintainers?)\b[^.;]{0,40}\b(?:notify|inform|tell|consult|alert|contact)\s+(?:you|the\s+(?:reporter|researcher|finder)|reporters|researchers)\b[^.;]{0,60}\b(?:before|prior\s+to|ahead\s+of)\b[^.;]{0,40}\b(?:disclos\w+|publi(?:sh\w*|c\w*)|announc\w+)"
        r"|\b(?:you|reporters?|researchers?|finders?)\s+(?:is|are|will|shall)\s+(?:always\s+|also\s+)?(?:be\s+)?(?:notified|informed|told|consulted|alerted|asked)\b[^.;]{0,60}\b(?:before|prior\s+to|ahead\s+of)\b[^.;]{0,40}\b(?:disclos\w+|publi(?:sh\w*|c\w*)|announc\w+)"
    ),
}
_PUBLISHED_AFTER_A_FIX = Wording(
    rf"\b(?:we|i|project|team|maintainers)\b[^.;]{{0,30}}\bdisclose\b[^.;]{{0,60}}\b(?:after|once|until|when)\b[^.;]{{0,60}}\b{_FIX}\b|\bdisclos(?:ure|ed)\b[^.;]{{0,80}}\b(?:after|once|until|when|following)\b[^.;]{{0,80}}\b{_FIX}\b|\b(?:after|once)\s+(?:a|the)\s+fix\b[^.;]{{0,60}}\bdisclosed\b|\b(?:publicly\s+disclose|announce)\b[^.;]{{0,60}}\b(?:after|once)\s+(?:(?:a|the|its|public)\s+)?{_FIX}|\bnever\s+(?:published|disclosed)\s+before\b[^.;]{{0,40}}\b{_FIX}"
    rf"|\b(?:vulnerabilit(?:y|ies)|issues?|details)\b[^.;]{{0,40}}\b(?:publicly\s+announced|made\s+public|published)\b[^.;]{{0,40}}\b(?:after|once|until|when)\b[^.;]{{0,60}}\b{_FIX}\b"
    rf"|\badvisor(?:y|ies)\b[^.;]{{0,40}}\b(?:publication|made\s+public|disclosed|only\s+(?:be\s+)?(?:published|released|issued)|(?:published|released|issued)\s+only)\b[^.;]{{0,40}}\b(?:after|once|until|when)\b[^.;]{{0,60}}\b{_FIX}\b"
)
_DENIES: Mapping[str, Wording] = {
    "credit": Wording(
        r"\b(?:can(?:no|['’])t|not|no|without|won['’]t)\s+(?:\w+\s+){0,3}?credit(?!\s+you\s+unless)|\bpreferred\s+(?:\w+\s+)?(?:credit|name|attribution)\b|^\W*your\s+(?:own\s+)?(?:contact|name)\b(?!\s+(?:will|may|can))"
    ),
    "safe-harbour": Wording(
        r"\b(?:may|might|reserve\w*)\s+(?:\w+\s+){0,3}?(?:pursue|take)\s+legal\b|\bwe\s+ask\b|\brescind\b|\bthird\s+part(?:y|ies)\b[^.;]{0,60}\blegal\s+action\b|\bthey\s+won['’]t\s+pursue\b|\bcannot\s+authori[sz]e\b|^\W*thanks\s+to\b|\binspired\s+by\b|\bbased\s+on\b|\bframing\b|\b(?:applies|extends?)\s+only\b|\bdoes\s+not\s+(?:extend|apply|cover|waive)\b|\bonly\s+(?:\w+\s+){0,2}?(?:if|where|when|extended|granted|applies)\b|^\W*to\s+(?:stay|remain|be)\s+(?:within|covered|protected)\b|^\W*to\s+(?:qualify|be\s+eligible)\b|\b(?:it|document|policy|page|file)\s+(?:covers|describes|explains|outlines|contains)\b"
    ),
    "bug-bounty": Wording(
        r"^\W*to\s+(?:qualify|be\s+eligible)\b|\b(?:attackers?|victims?)\b|\b(?:in|out\s+of)\s+scope\s+(?:for|of)\b|\b(?:third|3rd)[\s-]party\b|\bignor\w+|\bineligib\w+|\bany\s+bug[\s-]+bount|\bmay\s+be\s+(?:introduced|launched|offered|added|created|set\s+up)\b|\bin\s+the\s+future\b|\bpending\b|\bcoming\s+soon\b"
        r"|\b(?:it|document|policy|page|file)\s+(?:covers|describes|explains|outlines|contains)\b|^\W*bug[\s-]+bount(?:y|ies)(?:\s+programs?)?\W*$|\bplanned\b|^\W*see\b.{0,120}\bfor\b|\b(?:no|not|never|without|unable|cannot|unfortunately|neither|nor)\b|n['’]t\b"
    ),
    "coordinated-disclosure": Wording(
        r"\bnot\s+(?:participate|follow|support)\b|\b(?:it|document|page|file)\s+(?:covers|contains|includes|provides)\b"
    ),
}
_ASKS = Wording(
    r"(?:^\W*|[,:]\s*)(?:please\s+|kindly\s+|always\s+)?(?:follow|practi[cs]e|use|adhere|act|respect|observe|allow|give|avoid|do\s+not|don['’]t|(?<=please )(?:read|review|see))\b|\b(?:appreciate|value|welcome|encourage|thank\s+you\s+for|grateful\s+for|acknowledge\s+your)\b"
    r"[^.;]{0,40}\b(?:responsible|coordinated)\b|\b(?:who|if\s+you|researchers)\s+(?:\w+\s+)?(?:follow\w*|responsibly|practi\w+|act\w*)\b"
)
_BY_THE_PROJECT = Wording(
    r"\b(?:we|i|our|project|team|maintainers?)\b[^.;]{0,60}\b(?:follow|practi\w+|support|believe|commit\w*|adhere|coordinat\w+|process|policy|model|work)\b"
)
_NAMED = Wording(r"\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\b")
_BY_RESEARCHERS = Wording(r"\b(?:who|good\s+faith)\b[^.;]{0,60}\bfollow\w*\s+(?:\w+\s+)?(?:responsible|coordinated)\b")
_ENABLED = Wording(
    r"\b(?:allow|let|enable|help|permit|give)(?:s|ing)?\s+(?:us|me|our\s+team|the\s+(?:team|maintainers|project)|maintainers)\b[^.;]{0,40}$"
    r"|\b(?:allows|lets|enables|permits|provides|gives)\b[^.;]{0,60}$"
)
"""Before what a report makes possible, which nobody promises."""
_THANKED = Wording(r"\backnowledge?ments\b|\bhall\s+of\s+fame\b|\bthanks\b")
_BINDS_REPORTERS = Wording(
    r"\b(?:please\b(?!\s+note)|it\s+is\s+(?:\w+ly\s+)?(?:important|essential|crucial|vital|imperative|necessary)\s+(?:that|to)\b(?!\s+(?:us|me)\b)|(?:we|i)\s+(?:\w+ly\s+)?(?:ask|encourage|request|urge|expect)\b(?:\s+that)?|(?:should|must)\s+(?:not\s+)?(?:be|remain|stay)\s+(?:\w+ly\s+)?(?:disclosed|kept|treated|published|shared|made|private|confidential)\b|\bdisclosure\s+(?:should|must)\s+wait\b)(?:(?!\b(?:so|while|we|our)\b)[^.;]){0,300}"
    r"|\bby\s+\w+ing\b[^.;]{0,200},\s+you\b"
)
"""What reporters are asked to do, which is no courtesy to them."""
_CONDITION = Wording(
    r"^\W*(?:[\w\s]{1,20},\s+)?(?:if|when|where|provided)\b[^.;]{0,400}?,\s+(?=(?:we|i|our|the\s+(?:project|team))\b)"
)


@dataclass(frozen=True, kw_only=True)
class Courtesy(Promise):
    """What reporters may expect for themselves.

    Takes: "we credit researchers", "we will not take legal action", "a bug bounty is paid", "we follow coordinated
    disclosure", "published only after a fix". One promise for each subject of a list, table or paragraph. Leaves alone
    what is denied, and what reporters are merely asked or thanked for.
    """

    kind: ClassVar[str] = "courtesy"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"about": tuple(_SAYS)}
    about: str
    """`credit`, `safe-harbour`, `bug-bounty` or `coordinated-disclosure`."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield each courtesy where a list, table or paragraph first speaks of it."""
        seen: set[tuple[int, str]] = set()
        for statement in statements(document):
            for about in _SAYS:
                offset = _offset(statement, about) if (statement.group, about) not in seen else None
                if offset is not None:
                    seen.add((statement.group, about))
                    location, quote = quoted(document, statement, offset)
                    yield cls(location=location, quote=quote, about=about)


def _offset(statement: Statement, about: str) -> int | None:
    """Return where a statement makes the promise."""
    text = _said_of_the_project(statement, about)
    match = _SAYS[about].search(text)
    if match is None and about == "coordinated-disclosure" and not any(durations(text)):
        match = _PUBLISHED_AFTER_A_FIX.search(text)  # with a number it is a disclosure window
    if match is None or _DENIES[about].search(text):
        return None
    if about == "coordinated-disclosure" and (_BY_RESEARCHERS.search(text) or _is_enabled(statement, match.start())):
        return None
    if about == "coordinated-disclosure" and (among_themselves(statement) or _THANKED.search(statement.heading)):
        return None
    if about == "coordinated-disclosure" and _ASKS.search(statement.text) and not _BY_THE_PROJECT.search(text):
        return None
    named = _NAMED.search(text, match.start())
    return named.start() if named and named.start() < match.end() else match.start()


def _is_enabled(statement: Statement, begins: int) -> bool:
    """Tell whether what begins here is what something "allows us to" do."""
    return any(_ENABLED.search(text) for text in (statement.text[:begins], *statement.leads[-1:]))


def _said_of_the_project(statement: Statement, about: str) -> str:
    """Return the text with blanks in the place of what binds only reporters, and of the condition on which it is promised."""
    text = statement.text
    if about == "coordinated-disclosure":
        asked = _BINDS_REPORTERS.search(text)
    else:
        asked = _CONDITION.match(text) if about == "safe-harbour" else None
        asked = asked if asked and _SAYS[about].search(text, asked.end()) else None
    return f"{text[: asked.start()]}{' ' * len(asked[0])}{text[asked.end() :]}" if asked else text
