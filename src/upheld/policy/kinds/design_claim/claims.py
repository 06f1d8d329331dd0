"""Whether a statement claims something about the design, on which subjects, and with what force."""

from collections.abc import Iterator

from upheld.model import Force
from upheld.policy.force import advises, bids
from upheld.policy.kinds.design_claim.claim_words import (
    A_NAME,
    A_VARIABLE,
    ADHERES,
    ASIDE,
    ASKED,
    CONTACT,
    COUNTED,
    DECLARES,
    DENIED,
    IS_SET,
    LIMIT,
    MEMBERS,
    MUST_BE,
    NOUN_FIRST,
    ON_PURPOSE,
    OPTION,
    POINTS,
    PRINCIPLES,
    PURPOSE,
    PURPOSE_FIRST,
    REFERS,
    SHOULD,
    SUMMARY,
    SUPPORT,
    SUPPOSED,
    THIRD_PARTY,
    TITLE,
    TOLD_AS_A_DANGER,
)
from upheld.policy.kinds.design_claim.mechanisms import is_about_handling, is_of_another_kind, names_a_mechanism
from upheld.policy.kinds.design_claim.section_words import LONGEST_LEAD, OF_THE_SOFTWARE
from upheld.policy.kinds.design_claim.sections import Section, section_of, subject_of_section
from upheld.policy.kinds.design_claim.subjects import subjects_in
from upheld.policy.kinds.network_exposure import exposure
from upheld.policy.statements import Statement

_TITLE_WORDS = 4


def claims_in(statement: Statement, *, shows: bool = False) -> Iterator[tuple[str, Force, int]]:
    """Yield the subject, the force and the offset of each claim that a statement makes.

    What `shows` a code block introduces no list that could make the claims in its stead.
    """
    section = section_of(statement)
    text = ASIDE.sub("", statement.text)
    if section is Section.ELSEWHERE or _is_no_claim(statement, text):
        return
    unticked = text.startswith("[ ]")
    if section is Section.ADVICE and text[:3].lower() == "[x]":
        section = Section.CLAIMS  # a ticked box is done
    if unticked and section is not Section.ADVICE:
        return
    force = Force.PRACTICE if unticked else _force(statement, section, text)
    introduces = text.rstrip().endswith(":") and not statement.cells and not (shows and IS_SET.search(text))
    vague = introduces and (SUMMARY.search(text) or not (force is Force.PRACTICE or DECLARES.search(text)))
    found = [] if vague else list(subjects_in(text))
    for about, offset in found:
        yield about, force, offset
    if not found and force is Force.COMMITMENT and _claims_more(statement, section, text, introduces=introduces):
        yield _subject(statement, text), force, 0


def _subject(statement: Statement, text: str) -> str:
    """Return what a claim without a subject of its own is about: what its heading names, or nothing of these."""
    return (not LIMIT.search(text) and subject_of_section(statement)) or "other"


def _is_no_claim(statement: Statement, text: str) -> bool:
    """Tell whether it denies, points elsewhere, speaks of reports, or is the network's kind of promise."""
    denied = (DENIED.search(text) and not ON_PURPOSE.search(text)) or DENIED.search(statement.label)
    speaks_of_others = THIRD_PARTY.search(text) or POINTS.match(text) or REFERS.match(text) or is_about_handling(text)
    if TOLD_AS_A_DANGER.match(text) or A_VARIABLE.match(text) or (A_NAME.match(text) and not names_a_mechanism(text)):
        return True
    return bool(denied or speaks_of_others or CONTACT.search(text) or exposure(statement)[0])


def _force(statement: Statement, section: Section, text: str) -> Force:
    supports = SUPPORT.search(statement.label) and section is not Section.ADVICE
    if supports or OPTION.match(statement.text):
        return Force.COMMITMENT
    asked = (
        any(ASKED.search(lead[-LONGEST_LEAD:]) for lead in statement.leads)
        or SHOULD.search(text)
        or (text == statement.text and advises(statement))
    )
    if asked or _bids(statement, section):
        return Force.PRACTICE
    if section is Section.ADVICE and (MUST_BE.search(text) or not DECLARES.search(statement.body)):
        return Force.PRACTICE
    return Force.COMMITMENT


def is_a_title(statement: Statement) -> bool:
    """Tell whether an item only names what it is about: a few words without a verb."""
    return len(statement.text.split()) <= _TITLE_WORDS and not DECLARES.search(statement.text)


def _bids(statement: Statement, section: Section) -> bool:
    if any(map(OF_THE_SOFTWARE.search, statement.leads)):
        return False
    if statement.body_start and bids(statement.body):
        return section is not Section.CLAIMS or bids(statement.label)
    a_title = (bool(statement.cells) or statement.body_start > 0) and NOUN_FIRST.match(statement.text)
    return bids(statement.text) and not a_title


def _claims_more(statement: Statement, section: Section, text: str, *, introduces: bool) -> bool:
    """Tell whether it claims a mechanism that is no subject of its own."""
    if SUPPOSED.search(PURPOSE_FIRST.sub("", text)) or MEMBERS.search(text) or PURPOSE.search(text):
        return False
    if introduces:
        names_one = names_a_mechanism(text) and not (SUMMARY.search(text) or COUNTED.search(text))
        return bool((DECLARES.search(text) and names_one) or ADHERES.search(text))
    if TITLE.match(text) and not (DECLARES.search(text) or names_a_mechanism(text)):
        return False
    in_list = statement.depth > 0 or bool(statement.cells) or statement.body_start > 0
    if section is Section.CLAIMS and in_list and (not is_of_another_kind(text) or names_a_mechanism(text)):
        return True
    if section in {Section.CLAIMS, Section.TOPIC} and in_list:
        return names_a_mechanism(text)
    return names_a_mechanism(text) and (DECLARES.search(statement.body) or PRINCIPLES.search(text)) is not None
