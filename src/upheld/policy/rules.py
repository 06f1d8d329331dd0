"""What the rules on keys and dependencies have in common: whom they bind, and which are only planned."""

from upheld.model import Force
from upheld.policy.force import force_of, is_imperative
from upheld.policy.statements import Statement, introduces
from upheld.policy.wording import Wording

_UNCHECKED = Wording(r"\s*\[\s?\]\s")
_IF_YOU = Wording(
    r"\b(?:if|when|once|should)\s+(?:you|your|a\s+user|users|(?:\w+\s+){0,4}(?:is|are|was|were|been|gets?)\s+(?:ever\s+|suspected\s+|believed\s+|found\s+)?(?:to\s+be\s+)?(?:compromised|leaked|exposed|committed)|(?:compromised|leaked|exposed))\b"
)
_SETUP = Wording(
    r"\blocal\s+development\b|\binstall(?:ation|ing)?\b|\bset-?up\b|\bgetting\s+started\b|\bquick\s?start\b"
)
_PREFERS = Wording(
    r"[,;(—–-]\s*(?:please\s+)?(?:prefer|consider|make\s+sure|ensure)\b|(?<!from )\byour\s|\bfeel\s+free\b|\bplease\s+(?:\w+\s+)?(?:update|upgrade|keep|make|ensure|use|rotate|run)\b"
)
_PLANNED = Wording(
    r"\b(?:future|planned|roadmap|upcoming|to[\s-]?do|not\s+yet|coming\s+soon|known\s+(?:issues?|gaps?)|wish\s?list)\b"
)
_PLANNED_HERE = Wording(
    r"\b(?:planned|not\s+yet|coming\s+soon|in\s+the\s+future|we\s+(?:plan|intend|hope)\s+to|to\s+be\s+(?:added|implemented)|TODO|TBD)\b"
)
_PAST = Wording(r"\b(?:recent|history|changelog|change\s+log|past|previous(?:ly)?|release\s+notes|fixed)\b")
_GOES_ON = Wording(
    r"\W*(?:regular(?:ly)?|ongoing|continuous(?:ly)?|periodic(?:al(?:ly)?)?|(?:hour|dai|night|week|month|quarter|year)ly|annual(?:ly)?)\s"
)
_REPORTS = Wording(
    r"\breport\w*\b|\bscope\b(?!\s*(?:&|and)\s*(?:threat|security|design))|\bwhat\s+to\s+include\b|\bnot\s+(?:considered|qualify)|\bnon-vulnerab|\bout[\s-]of[\s-]scope\b|\bqualifying\b|\bineligible\b|\bexclu(?:ded|sions?)\b"
)
_WE = Wording(r"\b(?:we|our|us|maintainers?|the\s+(?:project|team))\b")


def force_of_rule(statement: Statement) -> Force:
    """Tell whether a rule on keys or dependencies binds the project.

    Beyond what holds of every statement: an unchecked box is work for whoever goes through the list, and what is to be
    done "if you leak a key" or "if compromised" is told to the reader.
    """
    if _UNCHECKED.match(statement.text) or _PREFERS.search(statement.text):
        return Force.PRACTICE
    if is_imperative(statement) and _SETUP.search(statement.heading):
        return Force.PRACTICE
    conditions = (statement.text, *(lead for lead in statement.leads if introduces(lead)))
    if is_imperative_or_conditional(statement) and any(map(_IF_YOU.search, conditions)):
        return Force.PRACTICE
    return force_of(statement)


def is_imperative_or_conditional(statement: Statement) -> bool:
    """Tell whether it bids somebody do something, at once or in a case that it begins with."""
    return is_imperative(statement) or bool(_IF_YOU.match(statement.text.lstrip("*_ ")))


def is_planned(statement: Statement) -> bool:
    """Tell whether it says what may come, not what is."""
    above = (statement.heading, *(lead for lead in statement.leads[-1:] if introduces(lead)))
    return any(map(_PLANNED.search, above)) or _PLANNED_HERE.search(statement.text) is not None


def is_about_reports(statement: Statement) -> bool:
    """Tell whether it says what to report and what not, or what once was, and not what the project does."""
    if _PAST.search(statement.heading) and not _GOES_ON.match(statement.text):
        return True
    return bool(_REPORTS.search(statement.heading)) and not _WE.search(statement.text)
