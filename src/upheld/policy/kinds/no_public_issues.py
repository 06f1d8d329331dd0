"""The kind of promise that asks for vulnerabilities not to be reported in public."""

from collections.abc import Iterator
from typing import ClassVar, Self

from upheld.model import Promise
from upheld.nouns import dataclass
from upheld.policy.among_themselves import among_themselves
from upheld.policy.document import Document
from upheld.policy.durations import durations
from upheld.policy.forbidden_above import forbidden_above
from upheld.policy.quotes import quoted
from upheld.policy.said_in_headings import said_in_headings
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_ISSUES = r"(?:issue|ticket)s?\b(?!\s+(?:privately|confidentially))"
_PLACE = (
    r"(?:public(?:ly)?\b|in\s+(?:the\s+)?(?:open|public)\b|git(?:hub|lab)\s+issues?\b(?!\s+(?:privately|confidentially))|issue\s+tracker|trackers?\b|"
    r"discussions?\b|pull\s+requests?|forums?\b|(?:through|via|on)\s+git(?:hub|lab)\b(?!['’]?s?\s+(?:private|security|advis))|mailing\s+lists?|social\s+media|on\s+github\b|in\s+the\s+github\s+repo\w*|(?:with|to)\s+(?:others|anyone))"
)
_WAY = r"(?:via|through|in|on|as|using|by|with|under|into|opening|creating|filing)"
_MAKE = r"(?:open|creat|fil(?:e|ing)|post|submit|rais|us(?:e|ing)|mak|log|register|writ)\w*"
_TELL = r"(?:report|disclos|discuss|publish|publiciz|shar|send|announc|talk|mention|reveal|broadcast)\w*"
_ACT = f"(?:{_MAKE}|{_TELL})"
_NOT = r"\b(?:(?:do|should|must|may|can)\s+not|don['’]t|not\s+to|never|avoid|refrain\s+from|not)\b"
_BETWEEN = r"\W+(?:(?:\w+ly|ever|yet|just|please|be|under\s+any\s+circumstances)\W+){0,3}?"
_FORBIDS = Wording(
    rf"{_NOT}{_BETWEEN}{_ACT}\b[^.;]{{0,120}}?\b{_PLACE}|{_NOT}\W+publicly\W+{_ACT}|{_NOT}{_BETWEEN}{_MAKE}\b[^.;]{{0,120}}?\b{_ISSUES}"
    rf"|{_NOT}{_BETWEEN}{_TELL}\b[^.;]{{0,120}}?\b{_WAY}\s+(?:\w+\s+){{0,4}}?{_ISSUES}"
    rf"|{_NOT}{_BETWEEN}(?:publish|disclos|reveal|shar|post)\w*\b[^.;]{{0,60}}\b(?:until|before|prior|while)\b"
    rf"|{_NOT}{_BETWEEN}(?:includ|put|past|attach)\w*\s+(?:\w+\s+){{0,2}}?(?:details?|exploit|vulnerab|proof)[^.;]{{0,60}}\b(?:public|(?:in|to|into)\s+(?:the|an?|your)\s+(?:\w+\s+)?{_ISSUES})"
    r"|\bnot\s+(?:support|condone|permit|allow|accept|tolerate|endorse)\w*\s+(?:any\s+)?(?:public|full|early|premature)\s+(?:\w+\s+)?disclosures?\b|\b(?:public|full|early|premature)\s+disclosures?\b[^.;]{0,40}\bnot\s+(?:permitted|allowed|accepted|acceptable|tolerated|condoned)\b"
    r"|\b(?:wait|hold\s+off|refrain)\w*\s+(?:with|on|from)\s+(?:any\s+)?(?:public|full)(?:ly)?\s+(?:\w+\s+)?disclos\w+"
    r"|\b(?:public|git(?:hub|lab))\s+(?:issues?|trackers?|discussions?|channels?|forums?)\s+(?:(?:is|are)\s+not\b|(?:must|should|may|can)\s+not\s+be\s+used\b)"
    rf"|{_NOT}\s+(?:go(?!\s+ahead)|appear|belong|land|end\s+up)\b[^.;]{{0,40}}\b{_PLACE}|\bkeep\b[^.;]{{0,80}}\bout\s+of\s+(?:(?:the|any|all|our)\s+)?(?:public\b|{_PLACE}|{_ISSUES})"
    r"|\bpublic\s+disclosure\s+(?:should|must|has\s+to|needs\s+to)\s+(?:wait|be\s+(?:delayed|postponed|withheld))\b"
    r"|\b(?:avoid|no)\s+(?:any\s+)?public(?:ly)?\s+(?:\w+\s+)?(?:disclosure|discussion|issues?)\b"
)
_CONDITION = Wording(
    r"\b(?:who|if\s+you\s+(?:act|follow|make|comply|adhere)|provided|as\s+long\s+as|good\s+faith|to\s+be\s+eligible|to\s+qualify)\b[^.]{0,40}:?\s*$"
)
_INSTEAD = Wording(
    r"\b(?:rather\s+than|instead\s+of|and\s+not|,\s*(?:not|never))\s+(?:(?!security\b)\w+\s+){0,4}?(?P<place>public\b|issues?\b|the\s+issue\s+tracker)"
)
_FIRST = Wording(
    rf"\b(?:report|contact|notif|inform|e-?mail|tell)\w*\b(?:[^.;]|\.(?=\w)){{0,200}}\b(?:before|prior\s+to)\s+(?P<place>(?:(?:disclos|post|publish|discuss|reveal|announc)\w*\b[^.;]{{0,60}}?\b{_PLACE}|(?:open|creat|fil)ing\s+(?:an?\s+)?public\b))"
)
_UNTIL = Wording(r"\b(?:until|before|for)\b[^.;]{0,200}$")
"""Before a time that secrecy lasts, which is a window and no ban: "do not publish it until 9 days after the release"."""
_STATED = Wording(
    r"\b(?:it|this|that|which|who|issue|form|report|process|channel)\s+(?:does|will|did|is|are|was)\W+$|(?<!\byou )\bwill\s+$"
)
"""Before a "not" that forbids nobody anything: "this does not open a public issue"."""
_AVOID = "avoid "
_OF_TESTS = Wording(r"\b(?:testing|research|engagement|safe\s+harbou?r)\b")
"""A heading above what testers are to leave alone, be it reported or not."""
_IF_YOU = Wording(r"\b(?:if|should|unless|when)\b[^.;]{0,80}\byou\s+$")
_IF_NOT = Wording(r"(?:do|did|can)\s+not,")
"""In "if you do not, please open an issue"."""
_VISIBLE = Wording(
    r"\b(?:public\s+)?(?:github\s+)?issues?\s+are\s+(?:open|public|visible)\b[^.;]{0,40}(?:everyone|anyone|public|all)\b"
)
_OWN = Wording(
    r"\b(?:we|i|our\s+team|they)(?:['’]ll|\s+will|\s+do|\s+can|\s+would|\s+may)?\s+(?:\w+\s+)?(?:not|never)\b|\bwe\s+won['’]t\b|\bagree\s+not\b"
)
_DISAPPROVES = Wording(r"\bnot\s+(?:support|condone|permit|allow|accept|tolerate|endorse)\w*\s")
"""What the project will not have others do."""
_OTHERS = Wording(
    r"\bnon-?security\b|\bsensitive\s+(?:details|data|information)\b[^.]{0,40}\bin\s+(?:the\s+)?issue|\bpersonal(?:ly)?\s+(?:identif\w+\s+)?(?:data|information)\b|\bquestions?\b|\b(?:your|private|api|secret|signing)\s+(?:\w+\s+)?(?:\w+_)?(?:keys?|tokens?|passwords?|credentials?|secrets?|seed)\b|\bhow\s+to\s+(?:use|exploit)\b"
)
_OF_SECURITY = Wording(
    r"\bvulnerab\w*|\bsecur\w*|\breport\w*|\bdisclos\w*|\bsensitive\b|\bexploit\w*|\b(?:the|any)\s+(?:problem|finding)s?\b"
)


@dataclass(frozen=True, kw_only=True)
class NoPublicIssues(Promise):
    """Reports are not to be made where everybody can read them.

    Takes: "do not open a public issue", "please avoid public disclosure", "rather than through a public channel". Leaves
    alone a bare "report privately", and what the maintainers themselves will not publish.
    """

    kind: ClassVar[str] = "no-public-issues"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each sentence that says so, and for each heading that alone says so."""
        found = [(each, offset) for each in statements(document) if (offset := _where(each)) is not None]
        said_below = {heading.line for each, _ in found for heading in each.headings}
        headings = (each for each in said_in_headings(document) if each.line not in said_below)
        found += [(each, offset) for each in headings if (offset := _where(each)) is not None]
        for statement, offset in sorted(found, key=lambda each: each[0].line):
            location, quote = quoted(document, statement, offset)
            yield cls(location=location, quote=quote)


def _where(statement: Statement) -> int | None:
    """Return where the words that forbid it begin."""
    text = statement.text
    match = _FORBIDS.search(text) or _VISIBLE.search(text)
    begins = match.start() if match else _place_that_comes_last(text)
    if (
        begins is None
        and forbidden_above(statement)
        and not _OF_TESTS.search(statement.heading)
        and _FORBIDS.match(f"{_AVOID}{text}")
    ):
        begins = 0
    if match and any(_UNTIL.search(text[match.start() : each.start]) for each in durations(text)):
        return None
    if begins is None or (_OWN.search(text) and not _DISAPPROVES.search(text)) or _OTHERS.search(text):
        return None
    if not _OF_SECURITY.search(f"{text} {statement.context} {statement.heading}"):
        return None
    if any(map(_CONDITION.search, statement.leads)) or among_themselves(statement):
        return None  # what researchers have to do to be safe, or where the fix is spoken of
    stated = match and (_STATED.search(text[:begins]) or (_IF_NOT.match(match[0]) and _IF_YOU.search(text[:begins])))
    return None if stated else begins


def _place_that_comes_last(text: str) -> int | None:
    """Return where a public place is named that another way is preferred to, or that comes after it."""
    match = _INSTEAD.search(text) or _FIRST.search(text)
    return match.start("place") if match else None
