"""What a report should hold, which says nothing of the software or of what reporters may expect."""

from functools import lru_cache

from upheld.policy.statements import LONGEST_LEAD, Statement, introduces
from upheld.policy.wording import Wording

_ASKS = Wording(
    r"(?:^|[.!?]\s+|,\s+)\W*(?:please\s+|kindly\s+|also\s+|always\s+|to\s+help\s+us[^.:]{0,60},\s+)*(?:include|provide|describe|state|attach|add|tell\s+us|give\s+us|send\s+us|mention)\b[^.:]{0,120}:\s*$"
    r"|\b(?:reports?|issues?|e-?mails?|messages?|submissions?|you)\s+(?:should|must|can|may|needs?\s+to)\s+(?:\w+\s+)?(?:include|contain|provide|describe|state)\b[^.:]{0,80}:\s*$"
)
_HEADING = Wording(
    r"\bwhat\s+to\s+(?:include|send|report|provide)\b|\binclude\s+in\s+(?:your|the|a)\s+(?:\w+\s+)?report\b|\b(?:report|issue)\s+(?:contents?|template|format)\b|\b(?:writ|mak|submit|fil)\w*\s+(?:an?\s+)?(?:good\s+|useful\s+)?reports?\b|\binformation\s+to\s+(?:include|provide)\b"
)

_OURS = Wording(r"\W*(?:we|i|our|the\s+(?:team|project|maintainers?))\b")
"""Introduces what is done, though a heading above asks."""


def asked_in_reports(statement: Statement) -> bool:
    """Tell whether it stands in a list of what reporters are asked to tell."""
    lead = next((each for each in reversed(statement.leads) if introduces(each)), "")
    return _asks(lead, statement.heading)


@lru_cache(maxsize=256)  # of the statements below it
def _asks(lead: str, heading: str) -> bool:
    if _OURS.match(lead):
        return False
    return _ASKS.search(lead[-LONGEST_LEAD:]) is not None or _HEADING.search(heading) is not None
