"""What kind of section a statement stands in, by its leads and headings, the innermost first."""

from enum import Enum
from functools import lru_cache

from upheld.policy.document import Heading
from upheld.policy.force import are_own_practices, bids, introduces_own, is_imperative, names_the_project
from upheld.policy.kinds.design_claim.claim_words import DECLARES, STATES
from upheld.policy.kinds.design_claim.section_words import (
    ADVICE,
    ADVICE_LEAD,
    AGAINST_VULNERABILITIES,
    CLAIMS,
    CLAIMS_LEAD,
    ELSEWHERE,
    ELSEWHERE_LEAD,
    EXPLAINS,
    LONGEST_TITLE,
    MANUAL,
    OF_REPORTS,
    OF_THE_SOFTWARE,
    POLICY,
    REACH,
    RECORDS,
    REPORTS,
    TOPIC,
)
from upheld.policy.kinds.design_claim.subjects import subjects_in
from upheld.policy.statements import LONGEST_LEAD, Statement, introduces
from upheld.policy.wording import Wording

_SCOPE = Wording(r"\W*(?:security\s+)?scope\W*$")
_DOES_NOT = Wording(r"\W*(?:(?:no|zero)\s+(?!longer\b)|(?:does|will)\s+not\s|never\s|only\s)")
_EXAMPLES = Wording(r"\bexamples?\s+of\b|\bconstitutes?\b")


class Section(Enum):
    """How much a section says of the software by itself."""

    CLAIMS = "tells what the software does for security, so that a bare phrase is a claim"
    TOPIC = "is about a subject of security, which may be told or advised"
    ADVICE = "tells users what to do"
    ELSEWHERE = "is about reports, support, scope, links or the past"
    NEUTRAL = "says nothing by its title"


def section_of(statement: Statement) -> Section:
    """Return the section by the innermost introduction that tells; a mere topic yields to what stands above it."""
    if any(map(RECORDS.search, statement.titles)):
        return Section.ELSEWHERE
    by_headings = _by_headings(statement)
    for lead in reversed(statement.leads):
        section = _of_lead(lead)
        if section and not (section is Section.CLAIMS and by_headings is Section.ELSEWHERE):
            return section
    if by_headings is Section.ADVICE and are_own_practices(statement) and not is_imperative(statement):
        return Section.TOPIC  # a phrase there has to name what is done
    if by_headings is Section.ELSEWHERE and _is_told_in_passing(statement):
        return Section.NEUTRAL
    if by_headings is Section.ELSEWHERE and _SCOPE.match(statement.heading) and _DOES_NOT.match(statement.body):
        return Section.CLAIMS  # how far the software itself reaches
    return by_headings


def _is_told_in_passing(statement: Statement) -> bool:
    """Tell whether a sentence stands where the policy's reach is told, and speaks neither of reports nor to those who make them."""
    if statement.depth or statement.cells or not REACH.search(statement.heading) or OF_REPORTS.search(statement.text):
        return False
    return (DECLARES.search(statement.text) or STATES.search(statement.text)) is not None


def subject_of_section(statement: Statement) -> str:
    """Return the subject that the item above it or the innermost telling heading names, if it names one."""
    for lead in statement.leads[-1:]:
        if statement.depth > 1 and len(lead) <= LONGEST_TITLE and (found := subjects_in(lead)):
            return found[0][0]
    for heading in reversed(statement.headings):
        if found := subjects_in(heading.text):
            return found[0][0]
        if _of_heading(heading) is not Section.NEUTRAL:
            break
    return ""


def _by_headings(statement: Statement) -> Section:
    found = Section.NEUTRAL
    for heading in reversed(statement.headings):
        section = _of_heading(heading)
        if section in {Section.ADVICE, Section.CLAIMS} or (
            section is Section.ELSEWHERE
            and not (found is Section.TOPIC and REPORTS.search(heading.text) and not _EXAMPLES.search(heading.text))
        ):
            return section
        if section is Section.TOPIC:
            found = section
    return found


def _of_lead(lead: str) -> Section | None:
    """Return what a lead says of its list; most items above an item say nothing."""
    lead = lead[-LONGEST_LEAD:].rsplit(". ", 1)[-1]
    if len(lead) > LONGEST_TITLE and not introduces(lead):
        return None
    if OF_THE_SOFTWARE.search(lead) or introduces_own(lead):
        return Section.CLAIMS
    if MANUAL.search(lead) or ADVICE.search(lead) or ADVICE_LEAD.search(lead):
        return Section.ADVICE
    if EXPLAINS.search(lead):
        return Section.TOPIC
    if ELSEWHERE_LEAD.search(lead) and ELSEWHERE_LEAD.search(AGAINST_VULNERABILITIES.sub(" ", lead)):
        return Section.ELSEWHERE
    if introduces(lead) and bids(lead):
        return Section.ADVICE
    return Section.CLAIMS if CLAIMS_LEAD.search(lead) else None


@lru_cache(maxsize=1024)
def _of_heading(heading: Heading) -> Section:
    text = heading.text
    if ADVICE.search(text) and not names_the_project(heading):
        return Section.ADVICE
    if CLAIMS.search(text):
        # A title says too little of what stands far below it.
        return Section.CLAIMS if heading.level > 1 else Section.TOPIC
    if heading.level > 1 and (ELSEWHERE.search(text) or REPORTS.search(text)):
        return Section.ELSEWHERE
    return Section.TOPIC if (heading.level > 1 or not POLICY.search(text)) and TOPIC.search(text) else Section.NEUTRAL
