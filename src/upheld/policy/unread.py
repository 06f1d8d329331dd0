"""What was not read as a promise, and why: above all the sentences that look like one and that no kind took."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document
from upheld.policy.durations import durations
from upheld.policy.force import force_of
from upheld.policy.statements import Statement, introduces, statements
from upheld.policy.wording import Wording


class Because(StrEnum):
    """Why a statement is no promise that was read."""

    INTRODUCES = "introduces what follows"
    NO_MARK = "no mark of a commitment"
    ADVICE = "advice of no known kind"
    FOR_REPORTERS = "speaks to reporters"
    CONDITION = "a limit or condition"
    OF_VERSIONS = "explains supported versions"
    NOT_UNDERSTOOD = "looks like a promise, but no kind takes it"


@dataclass(frozen=True)
class Unread:
    """A statement that was not read as a promise."""

    statement: Statement
    because: Because


_MARK = Wording(
    r"\b(?:we|i|our\s+team|the\s+(?:team|project|maintainers?|security\s+team))\s+(?:will|shall|guarantee|commit|promise|pledge|undertake|ensure|aim|strive)\b|\bwe['’]ll\b|\bguarantee[sd]?\b"
    r"|\b(?:is|are)\s+(?:always|never)\b|\b(?:always|never)\s+(?:be\s+)?\w+(?:s|ed)\b|\bwithin\s+(?:a|an|the|one|two|\d)|\bno\s+later\s+than\b|\bat\s+(?:least|most)\s+(?:once|every|\d)|\b(?:deadline|sla)\b"
)
_SOFT = Wording(
    r"\b(?:we|i)(?:\s+will|['’]ll|\s+shall|\s+aim\s+to|\s+strive\s+to)?\s+(?:\w+\s+){0,2}?(?:work|review|investigat\w*|respond|get\s+back|try|do\s+our\s+best|keep\s+\w+|inform|notify|contact|reply|assess|evaluate|consider|discuss|help|appreciate|take|look|confirm|ask|determine|"
    r"acknowledge|address|fix|resolve|make|let|reach|be\s+(?:in\s+touch|happy|glad)|update|communicat\w*|verify|triage|handle|treat|decide|credit|follow|coordinate|prepare|develop|release|publish|disclose|provide|send|explain|need|use)\b"
)
"""What is promised without a measure: nobody could tell whether it was kept."""
_ABSOLUTE = Wording(r"\b(?:always|never|guarantee\w*|no\s+later)\b")
_OF_THE_PROJECT = Wording(
    r"\b(?:we|our|us|team|maintainers?|project|keys?|tokens?|audits?|reviews?|scans?|rotat\w+|updates?|releases?)\b"
)
_FOR_REPORTERS = Wording(
    r"\b(?:please|you\s+(?:will|should|may|can|must)|your\s+report|reporters?\s+(?:should|must|will)|include|describe|provide\s+(?:us|as|the|a)|in\s+your\s+(?:report|message))\b|^\W*if\s+you\b"
)
_CONDITION = Wording(
    r"\b(?:out\s+of\s+scope|not\s+(?:considered|eligible|covered|in\s+scope|accepted)|does\s+not\s+(?:apply|include|cover|guarantee)|do\s+not\s+(?:guarantee|consider|accept|provide|offer|support)|no\s+guarantee\w*|not\s+guaranteed|cannot\s+guarantee|best[\s-]effort)\b"
)
_NO_PROMISE_SECTION = Wording(
    r"\b(?:what\s+to\s+(?:include|report)|out[\s-]of[\s-]scope|scope|non-?goals|examples?|threat\s+model|known\s+(?:issues|limitations)|limitations|acknowledge?ments?|hall\s+of\s+fame|history|changelog|credits|definitions?|glossary|safe\s+harbou?r)\b"
)
_VERSIONS = Wording(
    r"\b(?:supported\s+versions?|versions?\s+support\w*|support\s+(?:policy|matrix|period|schedule)|end[\s-]of[\s-]life|lts)\b"
)


def unread(document: Document, promises: Sequence[Promise]) -> Iterator[Unread]:
    """Yield each statement on whose lines no promise stands, with the reason."""
    here = (promise for promise in promises if promise.location.path == document.path)
    taken = {line for promise in here if promise.stated or promise.corrected for line in promise.lines}
    for statement in statements(document):
        if taken.isdisjoint(range(statement.lines[0][1], statement.lines[-1][1] + 1)):
            yield Unread(statement, _because(statement))


def not_understood(document: Document, promises: Sequence[Promise]) -> tuple[Unread, ...]:
    """Return the statements that look like a promise and that no kind took."""
    return tuple(each for each in unread(document, promises) if each.because is Because.NOT_UNDERSTOOD)


def _because(statement: Statement) -> Because:
    text = statement.text
    if introduces(text):
        return Because.INTRODUCES
    if not _MARK.search(text) and not (any(durations(text)) and _OF_THE_PROJECT.search(text)):
        return Because.NO_MARK
    if _VERSIONS.search(statement.context):
        return Because.OF_VERSIONS
    if (
        _CONDITION.search(text)
        or _NO_PROMISE_SECTION.search(statement.heading)
        or any(map(_NO_PROMISE_SECTION.search, statement.leads))
    ):
        return Because.CONDITION
    if force_of(statement) is Force.PRACTICE:
        return Because.ADVICE
    if _FOR_REPORTERS.search(text):
        return Because.FOR_REPORTERS
    measured = any(durations(text)) or _ABSOLUTE.search(text)
    return Because.NO_MARK if _SOFT.search(text) and not measured else Because.NOT_UNDERSTOOD
