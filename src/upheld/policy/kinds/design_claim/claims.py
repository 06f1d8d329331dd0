"""Whether a statement claims something about the design, on which subjects, and with what force."""

from collections.abc import Iterator

from upheld.model import Force
from upheld.policy.force import advises, bids
from upheld.policy.kinds.design_claim.mechanisms import is_about_handling, is_of_another_kind, names_a_mechanism
from upheld.policy.kinds.design_claim.sections import Section, section_of, subject_of_section
from upheld.policy.kinds.design_claim.subjects import subjects_in
from upheld.policy.kinds.network_exposure import exposure
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_DENIED = Wording(
    r"\b(?:do|does|is|are|has|have|can|will)(?:\s+not|n['’]t)\s+(?:\w+ly\s+|yet\s+|currently\s+)?(?:implement|support|provide|offer|protect|guarantee|encrypt|validat|authenticat|enforc|sandbox|verif|isolat|includ|defend|prevent)\w*"
    r"|\bdo(?:es)?\s+not\s+(?:yet\s+)?have\b|\bno\s+built-?in\b|\bnot\s+(?:yet\s+)?(?:\w+\s+)?(?:implemented|supported|enforced|encrypted|sandboxed|audited|isolated|guaranteed|available)\b|❌|🚧|:x:|\bplanned\b|\bcoming\s+soon\b|\btodo\b|\bunencrypted\b(?!\s+\w+\s+(?:is|are)\s+(?:rejected|refused))|\bnot\s+a\s+(?:security\s+)?(?:boundary|sandbox)\b"
    r"|\bout\s+of\s+scope\b|\blacks?\b|\bboundary\b|\bno\s+(?:rate|authentication|encryption|sandbox|validation|access\s+control|audit|protection)\w*|\?\s*$|\bvulnerabilit(?:y|ies)\s+(?:in|that|which)\b"
)
_ON_PURPOSE = Wording(r"\bto\s+(?:prevent|avoid|protect|guard)\b")
_MEMBERS = Wording(
    r"\b(?:2fa|mfa|two-factor|multi-factor)\b[^.]{0,80}\b(?:members?|maintainers?|accounts?|organi[sz]ation|committers?|contributors?)\b|\b(?:members?|maintainers?|organi[sz]ation|committers?|contributors?)\b[^.]{0,80}\b(?:2fa|mfa|two-factor|multi-factor)\b"
)
_POINTS = Wording(
    r"\W*(?:note\b|for\s+(?:example|more|details)|e\.g|see\s|read\s+(?:the|our|more)|refer\b|https?://|[\w./-]+\.(?:md|rst|txt|html|pdf)\b|$)"
)
_SUPPOSED = Wording(
    r"^\W*(?:(?:un)?trusted|if|when|while|whether|unless|although|however|to|in\s+case)\b|\(if\s|\b(?:could|might|may|should|assumes?|can\s+be)\b"
)
_REFERS = Wording(
    r"\W*(?:this|that|it)\s+(?:\w+ly\s+)?(?:reduces|ensures|means|prevents|helps|allows|is|provides|protects|makes|gives|eliminates|keeps|lets|avoids|includes|should|can)\b|\W*(?:these|both|such)\b"
)
"""It speaks of what was said before, and adds no claim."""
_TITLE = Wording(r"(?:[\w/'’-]+\s+){0,5}[\w/'’-]+\.$")
_ASKED = Wording(r"(?:^\W*|,\s*)(?:please\s+)?(?:ensure|make\s+sure|verify|check|confirm)\b[^.]*:\s*$")
_ASIDE = Wording(r"[.,;]?\s+(?:but|however)\b[^.]{0,80}$")
_OPTION = Wording(r"\W*(?:set|use|enable|pass|add|configure)\s+\S*[_=-]\S*\s+(?:\([^)]{0,40}\)\s+)?to\s+\w+")
_DECLARES = Wording(
    r"\b(?:is|are|was|has|have|cannot|does|doesn['’]t|will|must|gets?|never|we\s+\w+)\b|\b(?:always|only|also|automatically)\s+\w+s\b|\b(?:uses|runs|implements|enforces|validates|verifies|signs|stores|keeps|encrypts|logs|records|restricts|limits|prevents|protects|checks|requires?|includes|provides|supports|performs|follows|rejects|blocks|refuses|sanitizes|escapes|operates|"
    r"accesses|reads|writes|executes|isolates|maintains|ensures|employs|relies|adopts|generates|publishes|ships|builds|passes|scans|caps?|redacts|masks|strips|fails|handles|drops|denies|contains|authenticates|detects|monitors|undergo(?:es)?|go(?:es)?\s+through|(?:run|pass|live|stay)\s+(?:in|through|under|on|as|inside)|\w+ed\s+(?:by|with|before|against|at|in|on|to|via|using|from|as))\b"
)
_GENERAL = Wording(
    r"\bdefen[cs]e[\s-]in[\s-]depth\b|\bzero[\s-]trust\b|\b(?:security|protection|following)\s+(?:\w+\s+)?(?:measures|controls|features|checks|practices|mechanisms|layers|protections)\b|\b(?:several|multiple|various|following|these|two|three|four|methods|modes|options)\b"
)
_ADHERES = Wording(r"\bfollows?\b[^.]{0,30}\b(?:best\s+practices|standards|guidelines|principles)\b[^.]{0,20}:\s*$")
_PRINCIPLES = Wording(r"\bzero[\s-]trust\b|\bdefen[cs]e[\s-]in[\s-]depth\b")
_NOUN_FIRST = Wording(
    r"\W*(?:audit|test|log|review|secure|sign|block|lock|scan|track|limit|load|read|scope|set|share|watch|store|monitor|run|check|pin|back\w*|commit|mask|access)\b"
)
"""Words that begin a bidding as well as a title: "Audit trail: every call is logged"."""


def claims_in(statement: Statement) -> Iterator[tuple[str, Force, int]]:
    """Yield the subject, the force and the offset of each claim that a statement makes."""
    section = section_of(statement)
    text = _ASIDE.sub("", statement.text)
    denied = _DENIED.search(text) and not _ON_PURPOSE.search(text)
    if (
        section is Section.ELSEWHERE
        or denied
        or _POINTS.match(text)
        or _REFERS.match(text)
        or is_about_handling(text)
        or exposure(statement)[0]
    ):
        return
    unticked = text.startswith("[ ]")
    if section is Section.ADVICE and text[:3].lower() == "[x]":
        section = Section.CLAIMS  # a ticked box is done
    if unticked and section is not Section.ADVICE:
        return
    force = Force.PRACTICE if unticked else _force(statement, section, text)
    introduces = text.rstrip().endswith(":") and not statement.cells
    found = [] if introduces and not (force is Force.PRACTICE or _DECLARES.search(text)) else list(subjects_in(text))
    for about, offset in found:
        yield about, force, offset
    if not found and force is Force.COMMITMENT and _claims_more(statement, section, text, introduces=introduces):
        yield subject_of_section(statement) or "other", force, 0


def _force(statement: Statement, section: Section, text: str) -> Force:
    if _OPTION.match(statement.text):
        return Force.COMMITMENT
    if (
        any(map(_ASKED.search, statement.leads))
        or (text == statement.text and advises(statement))
        or _bids(statement, section)
    ):
        return Force.PRACTICE
    if section is Section.ADVICE and not _DECLARES.search(statement.body):
        return Force.PRACTICE
    return Force.COMMITMENT


def _bids(statement: Statement, section: Section) -> bool:
    if statement.body_start and bids(statement.body):
        return True
    labelled = bool(statement.cells) or statement.body_start > 0
    a_title = (
        labelled
        and _NOUN_FIRST.match(statement.text)
        and (section is Section.CLAIMS or _DECLARES.search(statement.body))
    )
    return bids(statement.text) and not a_title


def _claims_more(statement: Statement, section: Section, text: str, *, introduces: bool) -> bool:
    """Tell whether it claims a mechanism that is no subject of its own."""
    if _SUPPOSED.search(text) or _MEMBERS.search(text):
        return False
    if introduces:
        return (_DECLARES.search(text) and names_a_mechanism(text) and not _GENERAL.search(text)) or _ADHERES.search(
            text
        ) is not None
    if _TITLE.match(text) and not (_DECLARES.search(text) or names_a_mechanism(text)):
        return False
    in_list = statement.depth > 0 or bool(statement.cells) or statement.body_start > 0
    if section is Section.CLAIMS and in_list and not is_of_another_kind(text):
        return True
    if section in {Section.CLAIMS, Section.TOPIC} and in_list:
        return names_a_mechanism(text)
    return names_a_mechanism(text) and (_DECLARES.search(statement.body) or _PRINCIPLES.search(text)) is not None
