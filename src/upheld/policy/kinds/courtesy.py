"""The kind of promise that says how reporters are treated: credit, safe harbour, bounty, coordinated disclosure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Promise
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
        r"|\byour\s+name\b[^.;]{0,30}\b(?:added|listed|mentioned|included|credited|published)\b|\b(?:give|mention|list|include|publish)\w*\s+(?:\w+\s+)?your\s+name\b|\bthank\s+(?:the\s+following|all)\b|\bappropriate\s+attribution\b|\battribut\w+\s+to\s+(?:you|the\s+reporter|reporters|researchers)\b"
        r"|\b(?:(?:you|names?|researchers?|reporters?|finders?|contributors?|people|who)\b[^.;]{0,40}\b(?:mentioned|named|listed)|acknowledged|acknowledge?ment|recogni[sz]ed|recognition)\s+in\b[^.;]{0,60}\b(?:changelog|release\s+notes|advisor\w+|acknowledge?ments?|credits)\b"
    ),
    "safe-harbour": Wording(
        r"\bsafe[\s-]+harbou?r\b|\blegal\s+action\b|\blawsuits?\b|\bretaliat\w+|\bprosecut\w+|\bgood[\s-]+faith\b[^.;]{0,60}\b(?:research\w*|authori[sz]ed)\b(?!\s+who)"
        r"|\b(?:legal|civil|criminal)\s+(?:claims?|proceedings|charges|liabilit\w+)\b|\bconsider\w*\s+(?:\w+\s+){0,4}?authori[sz]ed\b"
    ),
    "bug-bounty": Wording(
        r"\bbug[\s-]+bount(?:y|ies)\b|\bbounty\s+(?:program\w*|awards?|rewards?)\b|\b(?:monetary|financial|cash)\s+(?:rewards?|compensation)\b|\bwe\s+(?:\w+\s+)?reward\b|\bbonus\s+rewards?\b|\b(?:offers?|pays?|there\s+(?:is|are))\s+(?:an?\s+)?(?:\w+\s+)?rewards?\b|\brewards?\s+(?:is|are)\s+(?:paid|offered|given|available)\b"
    ),
    "coordinated-disclosure": Wording(
        r"\b(?:follow\w*|adher\w+|practi[cs]\w+|support\w*|believ\w+|commit\w*|align\w*|through|under|via|use)\b[^.;]{0,60}\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\b"
        r"|\bwe\s+follow\b[^.;]{0,60}\bdisclosure\s+(?:polic|process|procedure)\w*"
        r"|\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\s+(?:process|policy|model|practices?|principles|guidelines|approach|timeline|standards?)\b"
        r"|\bcoordinat\w+\b[^.;]{0,60}\b(?:disclos\w+|public\w*|release\s+(?:date|of|and|with)|advisor\w+|timing|deployment)\b"
        r"|\b(?:disclos\w+|publication|announce\w*)\b[^.;]{0,60}\bcoordinat\w+"
        r"|\b(?:keep|kept|remain|treat\w*|maintain\w*|handled?|held)\b[^.;]{0,60}\b(?:private|confidential\w*|secret|embargo\w*)\b[^.;]{0,60}\b(?:until|till|before)\b"
        r"|\b(?:implement|agree|set|negotiat\w+|request|impose|observe)\w*\s+(?:to\s+|on\s+)?(?:an?\s+)?embargo"
        r"|\bwork\s+with\s+(?:you|the\s+reporter|reporters)\b[^.;]{0,60}\bdisclos\w+"
    ),
}
_PUBLISHED_AFTER_A_FIX = Wording(
    rf"\bdisclos(?:ure|ed)\b[^.;]{{0,80}}\b(?:after|once|until|when|following)\b[^.;]{{0,80}}\b{_FIX}\b|\b(?:after|once)\s+(?:a|the)\s+fix\b[^.;]{{0,60}}\bdisclosed\b"
    rf"|\b(?:vulnerabilit(?:y|ies)|issues?|details)\b[^.;]{{0,40}}\b(?:publicly\s+announced|made\s+public|published)\b[^.;]{{0,40}}\b(?:after|once|until|when)\b[^.;]{{0,60}}\b{_FIX}\b"
)
_DENIES: Mapping[str, Wording] = {
    "credit": Wording(
        r"\b(?:can(?:no|['’])t|not|no|without|won['’]t)\s+(?:\w+\s+){0,3}?credit(?!\s+you\s+unless)|\bpreferred\s+(?:\w+\s+)?(?:credit|name|attribution)\b|^\W*your\s+(?:contact|name)\b(?!\s+(?:will|may|can))"
    ),
    "safe-harbour": Wording(
        r"\b(?:may|might|reserve\w*)\s+(?:\w+\s+){0,3}?(?:pursue|take)\s+legal\b|\brescind\b|\bthird\s+part(?:y|ies)\b[^.;]{0,60}\blegal\s+action\b|\bthey\s+won['’]t\s+pursue\b|\bcannot\s+authori[sz]e\b"
    ),
    "bug-bounty": Wording(
        r"^\W*bug[\s-]+bount(?:y|ies)(?:\s+programs?)?\W*$|\bplanned\b|^\W*see\b.{0,120}\bfor\b|\b(?:no|not|never|without|unable|cannot|unfortunately|neither|nor)\b|n['’]t\b"
    ),
    "coordinated-disclosure": Wording(r"\bnot\s+(?:participate|follow|support)\b"),
}
_ASKS = Wording(
    r"(?:^\W*|[,:]\s*)(?:please\s+|kindly\s+|always\s+)?(?:follow|practi[cs]e|use|adhere|act|respect|observe|allow|give|avoid|do\s+not|don['’]t|(?<=please )(?:read|review|see))\b|\b(?:appreciate|value|welcome|encourage|thank\s+you\s+for|grateful\s+for|acknowledge\s+your)\b"
    r"[^.;]{0,40}\b(?:responsible|coordinated)\b|\b(?:who|if\s+you|researchers)\s+(?:\w+\s+)?(?:follow\w*|responsibly|practi\w+|act\w*)\b"
)
_BY_THE_PROJECT = Wording(
    r"\b(?:we|i|our|project|team|maintainers?)\b[^.;]{0,60}\b(?:follow|practi\w+|support|believe|commit\w*|adhere|coordinat\w+|process|policy|model|work)\b"
)
_NAMED = Wording(r"\b(?:coordinated|responsible)\s+(?:\w+\s+)?disclosure\b")
_ONCE_IN_A_SECTION = frozenset({"safe-harbour", "coordinated-disclosure"})


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
        seen: set[tuple[object, str]] = set()
        for statement in statements(document):
            for about in _SAYS:
                where = statement.headings if about in _ONCE_IN_A_SECTION else statement.group
                offset = _offset(statement, about) if (where, about) not in seen else None
                if offset is not None:
                    seen.add((where, about))
                    location, quote = quoted(document, statement, offset)
                    yield cls(location=location, quote=quote, about=about)


def _offset(statement: Statement, about: str) -> int | None:
    """Return where a statement makes the promise."""
    text = statement.text
    match = _SAYS[about].search(text)
    if match is None and about == "coordinated-disclosure" and not any(durations(text)):
        match = _PUBLISHED_AFTER_A_FIX.search(text)  # with a number it is a disclosure window
    if match is None or _DENIES[about].search(text):
        return None
    if about == "coordinated-disclosure" and _ASKS.search(text) and not _BY_THE_PROJECT.search(text):
        return None
    named = _NAMED.search(text, match.start())
    return named.start() if named and named.start() < match.end() else match.start()
