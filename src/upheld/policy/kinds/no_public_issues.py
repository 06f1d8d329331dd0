"""The kind of promise that asks for vulnerabilities not to be reported in public."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Promise
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_PLACE = (
    r"(?:public(?:ly)?\b|in\s+(?:the\s+)?(?:open|public)\b|(?:git(?:hub|lab)\s+)?issues?\b(?!\s+(?:privately|confidentially))|issue\s+tracker|trackers?\b|"
    r"discussions?\b|pull\s+requests?|forums?\b|(?:through|via|on)\s+git(?:hub|lab)\b(?!['’]?s?\s+(?:private|security|advis))|mailing\s+lists?|social\s+media|on\s+github\b|in\s+the\s+github\s+repo\w*|(?:with|to)\s+(?:others|anyone))"
)
_ACT = r"(?:open|creat|fil(?:e|ing)|report|post|submit|rais|disclos|discuss|publish|publiciz|shar|send|us(?:e|ing)|mak|announc|log|register|talk|writ|mention|reveal|broadcast)\w*"
_NOT = r"\b(?:(?:do|should|must|may|can)\s+not|don['’]t|not\s+to|never|avoid|refrain\s+from|not)\b"
_BETWEEN = r"\W+(?:(?:\w+ly|ever|yet|just|please|be|under\s+any\s+circumstances)\W+){0,3}?"
_FORBIDS = Wording(
    rf"{_NOT}{_BETWEEN}{_ACT}\b[^.;]{{0,120}}?\b{_PLACE}|{_NOT}\W+publicly\W+{_ACT}"
    rf"|{_NOT}{_BETWEEN}(?:publish|disclos|reveal|shar|post)\w*\b[^.;]{{0,60}}\b(?:until|before|prior|while)\b"
    rf"|{_NOT}{_BETWEEN}(?:includ|put|past|attach)\w*\s+(?:\w+\s+)?(?:exploit|vulnerab|proof)[^.;]{{0,60}}\bpublic"
    r"|\b(?:avoid|no)\s+(?:any\s+)?public(?:ly)?\s+(?:\w+\s+)?(?:disclosure|discussion|issues?)\b"
)
_CONDITION = Wording(
    r"\b(?:who|if\s+you\s+(?:act|follow|make|comply|adhere)|provided|as\s+long\s+as|good\s+faith|to\s+be\s+eligible|to\s+qualify)\b[^.]{0,40}:?\s*$"
)
_INSTEAD = Wording(
    r"\b(?:rather\s+than|instead\s+of|and\s+not|,\s*not)\s+(?:\w+\s+){0,4}?(?P<place>public\b|issues?\b|the\s+issue\s+tracker)"
)
_FIRST = Wording(
    rf"\b(?:report|contact|notif|inform|e-?mail|tell)\w*\b(?:[^.;]|\.(?=\w)){{0,200}}\b(?:before|prior\s+to)\s+(?P<place>(?:(?:disclos|post|publish|discuss|reveal|announc)\w*\b[^.;]{{0,60}}?\b{_PLACE}|(?:open|creat|fil)ing\s+(?:an?\s+)?public\b))"
)
_VISIBLE = Wording(
    r"\b(?:public\s+)?(?:github\s+)?issues?\s+are\s+(?:open|public|visible)\b[^.;]{0,40}(?:everyone|anyone|public|all)\b"
)
_OWN = Wording(
    r"\b(?:we|i|our\s+team|they)(?:['’]ll|\s+will|\s+do|\s+can|\s+would|\s+may)?\s+(?:\w+\s+)?(?:not|never)\b|\bwe\s+won['’]t\b|\bagree\s+not\b"
)
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
        """Yield one promise for each sentence that says so."""
        for statement in statements(document):
            offset = _where(statement)
            if offset is not None:
                location, quote = quoted(document, statement, offset)
                yield cls(location=location, quote=quote)


def _where(statement: Statement) -> int | None:
    """Return where the words that forbid it begin."""
    text = statement.text
    if not _OF_SECURITY.search(f"{text} {statement.context}") or _OWN.search(text) or _OTHERS.search(text):
        return None
    if any(map(_CONDITION.search, statement.leads)):
        return None  # what researchers have to do to be safe
    if match := _FORBIDS.search(text) or _VISIBLE.search(text):
        return match.start()
    match = _INSTEAD.search(text) or _FIRST.search(text)
    return match.start("place") if match else None
