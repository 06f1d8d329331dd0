"""Words that decide for every sort of channel whether a sentence offers it for reports."""

from upheld.policy.wording import Wording

DENIED = Wording(
    r"\b(?:do\s+not|don['’]t|never|not)\s+(?:\w+\s+){0,2}?(?:use|e-?mail|send|contact|report|open|create|file|submit|post|write)\b"
    r"|(?:\bnever|\bnot)\s+be\s+(?:\w+ly\s+)?(?:reported|disclosed|submitted|filed|posted|sent|raised|opened|discussed|shared)\b"
)
_TURN = Wording(
    r"\b(?:instead|but|rather)\b(?!\s+(?:of|than)\b)[,:]?\s+(?=\S)|;\s+|[,.]\s+(?:please\s+)?(?=\W*(?:please\s+)?(?:report|use|open|submit|e-?mail|contact|send|write|reach|visit|go)\b)"
)
"""Ends what is forbidden: "do not open an issue, but"."""
ABOUT_UPDATES = Wording(
    r"\b(?:we|i|will\s+be|are|is|may|maintainers?|team|lead|and)\s+(?:will\s+|may\s+)?(?:\w+\s+)?(?:publish\w*|releas\w*|announc\w*|issue[sd]?|request\w*|credit\w*|assign\w*|post\w*|created|handled?)\b"
    r"|\bcredit(?:ed)?\b|(?<!is a )(?<!has a )\bcve\b|\bpublish\w*\b|\bsubscribe\b|\bwatch\b|\bmonitor\w*|\bchange-?log\b|\bannounce\w*|\bsecurity\s+updates?\b|\bnotif(?:y|ied)\s+(?:you|users)\b|\bin\s+the\s+advisory\b|\bstay\s+informed\b|\bview\b|\bknown\b|\breceive\s+updates\b|\brustsec\b|\badvisory-db\b|\byou\s+provide\b|\bonce\s+confirmed\b|\bwill\s+be\s+used\b|\bdocument(?:ed)?\s+in\b"
)
_EXPLAINS = Wording(
    r"\b(?:additional|more|further)\s+information\s+(?:\w+\s+){0,6}?(?:found|available|at|on|in)\b|\b(?:read\s+more|learn\s+more|guide|falls\s+under|aligned|inspired|resources?|for\s+(?:a\s+full|the\s+full|more|complete)|further|thanks|outlines?|describes?|see\s+also|(?<!with )details\s+(?:on|about)|we\s+follow|follow\s+the|relies|api|false\s+(?:negatives?|positives?))\b"
)
_OF_OTHERS = Wording(
    r"\bthird[\s-]party\b|\bupstream\b|\bvulnerable\s+(?:package|dependency)\b|\bin\s+(?:a|our)\s+dependenc\w+|\b(?:they|we|team|who)\b\W+(?:\w+\W+){0,2}?contact\b|\bitself\b|\b(?:its|their|respective)\s+(?:own\s+)?(?:maintainers?|authors?|owners)\b"
)
EXPLAINS_OR_OF_OTHERS = Wording(f"{_EXPLAINS.pattern}|{_OF_OTHERS.pattern}")
QUESTIONS = Wording(r"\bquestions?\b|\bsupport\b(?!ed)|\bhelp\b|\bresources\b|\blinks\b|\breferences\b")


def denied(text: str) -> bool:
    """Tell whether a text forbids a way to report, and does not turn to the one that is wanted."""
    if not DENIED.search(text):
        return False
    turn = _TURN.last(text)
    return turn is None or DENIED.search(text, turn.end()) is not None
