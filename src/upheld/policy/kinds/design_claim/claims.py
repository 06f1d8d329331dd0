"""Whether a statement claims something about the design, on which subjects, and with what force."""

from collections.abc import Iterator

from upheld.model import Force
from upheld.policy.asked_in_reports import asked_in_reports
from upheld.policy.auditing import audit_in, tells_more_of_an_audit
from upheld.policy.committing import keeps_out
from upheld.policy.denials import denies
from upheld.policy.force import advises, bids
from upheld.policy.kinds.design_claim.claim_words import (
    A_NAME,
    A_SCRIPT,
    A_VARIABLE,
    ADHERES,
    ASIDE,
    ASKED,
    AT_A_BOUNDARY,
    CARES,
    CLAUSE,
    COLLECTIVE,
    CONTACT,
    COUNTED,
    DECLARES,
    DENIED,
    EXAMINED,
    GENERAL,
    GOES_ON,
    HOLDS_NONE,
    INVENTORY,
    IS_SET,
    LEFT_OPEN,
    LIMIT,
    MEMBERS,
    MUST_BE,
    NEEDS,
    NOUN_FIRST,
    OF_A_THREAT,
    ON_PURPOSE,
    OPTION,
    POINTS,
    PRINCIPLES,
    PURPOSE,
    PURPOSE_FIRST,
    REFERS,
    REMARKS,
    SHOULD,
    STATES,
    SUMMARY,
    SUPPORT,
    SUPPOSED,
    THIRD_PARTY,
    TITLE,
    TOLD_AS_A_DANGER,
)
from upheld.policy.kinds.design_claim.mechanisms import is_about_handling, is_of_another_kind, names_a_mechanism
from upheld.policy.kinds.design_claim.section_words import HARM, OF_THE_SOFTWARE
from upheld.policy.kinds.design_claim.sections import Section, section_of, subject_of_section
from upheld.policy.kinds.design_claim.subjects import confines_paths, subjects_below, subjects_in
from upheld.policy.kinds.network_exposure import exposure
from upheld.policy.secrets import names_a_secret
from upheld.policy.statements import BETWEEN_CELLS, LONGEST_LEAD, Statement, introduces

_TITLE_WORDS = 4


def claims_in(statement: Statement, *, shows: bool = False) -> Iterator[tuple[str, Force, int]]:
    """Yield the subject, the force and the offset of each claim that a statement makes.

    What `shows` a code block introduces no list that could make the claims in its stead.
    """
    if asked_in_reports(statement):
        return
    section = section_of(statement)
    if statement.depth and HARM.match(statement.text) and denies(statement):
        masks = any(about == "secret-masking" for about, _ in subjects_in(f"never {statement.text}"))
        if not exposure(statement)[0]:
            yield "secret-masking" if masks else "other", Force.COMMITMENT, 0
        return
    if section is Section.ELSEWHERE:
        return
    text = _without_care(ASIDE.sub("", _said(statement)))
    named = _subjects(statement, text)
    if not named and _is_plain(section, text):
        return  # most sentences: asked first, since what follows takes longer
    if _is_no_claim(statement, text):
        return
    unticked = text.startswith("[ ]")
    if section is Section.ADVICE and text[:3].lower() == "[x]":
        section = Section.CLAIMS  # a ticked box is done
    if unticked and section is not Section.ADVICE:
        return
    force = Force.PRACTICE if unticked else _force(statement, section, text)
    after = _told_after(text) if force is Force.PRACTICE and not unticked else len(text)
    introducing = introduces(text) and not statement.cells and not (shows and IS_SET.search(text))
    vague = introducing and (SUMMARY.search(text) or not (force is Force.PRACTICE or DECLARES.search(text)))
    found = [] if vague else named
    for about, offset in found:
        if offset < after and not (about == "other" and force is Force.PRACTICE):
            yield about, force, offset
    for about, offset in subjects_in(text[after:]) if after < len(text) else ():
        yield about, Force.COMMITMENT, after + offset
    if not found and force is Force.COMMITMENT and _claims_more(statement, section, text, introducing=introducing):
        yield _subject(statement, text), force, 0


def _subjects(statement: Statement, text: str) -> list[tuple[str, int]]:
    """Return the subjects that a text names, by itself or by what stands around it, and where."""
    examples = COLLECTIVE.all(text) if "(" in text else []
    subjects = subjects_in(text)
    named = [each for each in subjects if not any(e.start() < each[1] < e.end() for e in examples)]
    named = named or [("other", 0)][: len(subjects)]
    if (
        not named
        and statement.depth
        and GOES_ON.match(text)
        and statement.leads[-1:]
        and statement.leads[-1].endswith(":")
    ):
        named = list(subjects_below(statement.leads[-1][-LONGEST_LEAD:], text))
    if (at := confines_paths(text, f"{statement.label} / {statement.heading}")) is not None:
        named = [*(each for each in named if each[0] != "sandboxing"), ("sandboxing", at)]
    return named


def _is_plain(section: Section, text: str) -> bool:
    """Tell whether a text without a subject could only be a claim if its section said so, and the section does not."""
    if introduces(text) or section in {Section.CLAIMS, Section.TOPIC}:
        return False
    return not (text.startswith("[") or names_a_mechanism(text))


def _without_care(text: str) -> str:
    """Return a text with blanks in the place of the clause that only says how much security matters."""
    for match in CARES.all(text):
        text = f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
    return text


def _said(statement: Statement) -> str:
    """Return what a statement says; of a row, without the cells that tell what is left to do."""
    if not any(map(LEFT_OPEN.search, statement.titles)):
        return statement.text
    titles = (*statement.titles, *("" for _ in statement.cells))
    cells = (
        " " * len(cell) if LEFT_OPEN.search(title) else cell
        for cell, title in zip(statement.cells, titles, strict=False)
    )
    return BETWEEN_CELLS.join(cells)


def _subject(statement: Statement, text: str) -> str:
    """Return what a claim without a subject of its own is about: what its heading names, or nothing of these."""
    return (not LIMIT.search(text) and subject_of_section(statement)) or "other"


def _is_no_claim(statement: Statement, text: str) -> bool:
    """Tell whether it denies, points elsewhere, or speaks of reports."""
    denied = (DENIED.search(AT_A_BOUNDARY.sub(" ", text)) and not ON_PURPOSE.search(text)) or DENIED.search(
        statement.label
    )
    speaks_of_others = (
        THIRD_PARTY.search(text)
        or POINTS.match(PURPOSE_FIRST.sub("", text))
        or REFERS.match(text)
        or is_about_handling(text)
    )
    if (
        TOLD_AS_A_DANGER.match(text)
        or OF_A_THREAT.search(text)
        or A_VARIABLE.match(text)
        or (statement.body_start and A_SCRIPT.match(statement.body))
        or (A_NAME.match(text) and not names_a_mechanism(text))
    ):
        return True
    return bool(denied or speaks_of_others or CONTACT.search(text))


def _force(statement: Statement, section: Section, text: str) -> Force:
    supports = SUPPORT.search(statement.label) and section is not Section.ADVICE
    if supports or (section is not Section.ADVICE and OPTION.match(statement.text)):
        return Force.COMMITMENT
    asked = (
        any(ASKED.search(lead[-LONGEST_LEAD:]) for lead in statement.leads)
        or SHOULD.search(text)
        or (text == statement.text and advises(statement))
    )
    if asked or _bids(statement, section):
        return Force.PRACTICE
    told = statement.body or ("" if ADHERES.search(text) else text)  # a sentence that ends with a colon is all label
    if section is Section.ADVICE and (MUST_BE.search(text) or not DECLARES.search(told)):
        return Force.PRACTICE
    return Force.COMMITMENT


def _told_after(text: str) -> int:
    """Return where, after advice and a semicolon, a clause of its own tells what the software does; else the text's end."""
    _, mark, clause = text.rpartition("; ")
    tells = mark and DECLARES.search(clause) and not (bids(clause) or MUST_BE.search(clause) or REFERS.match(clause))
    return len(text) - len(clause) if tells else len(text)


def is_a_title(statement: Statement) -> bool:
    """Tell whether an item only names what it is about: a few words without a verb."""
    return len(statement.text.split()) <= _TITLE_WORDS and not DECLARES.search(statement.text)


def _bids(statement: Statement, section: Section) -> bool:
    if any(map(OF_THE_SOFTWARE.search, statement.leads)):
        return False
    if statement.body_start and bids(statement.body) and not (CLAUSE.search(statement.label) and not statement.cells):
        return section is not Section.CLAIMS or bids(statement.label)
    a_title = (bool(statement.cells) or statement.body_start > 0) and NOUN_FIRST.match(statement.text)
    return bids(statement.text) and not a_title


def _claims_more(statement: Statement, section: Section, text: str, *, introducing: bool) -> bool:
    """Tell whether it claims a mechanism that is no subject of its own."""
    if SUPPOSED.search(PURPOSE_FIRST.sub("", text)) or any(each.search(text) for each in (MEMBERS, PURPOSE, REMARKS)):
        return False
    if tells_more_of_an_audit(statement) or exposure(statement)[0]:
        return False
    if introducing:
        names_one = names_a_mechanism(GENERAL.sub(" ", text)) and not (SUMMARY.search(text) or COUNTED.search(text))
        return bool((DECLARES.search(text) and (names_one or PRINCIPLES.search(text))) or ADHERES.search(text))
    if section is Section.ADVICE and is_of_another_kind(text):
        return False
    if TITLE.match(text) and not (DECLARES.search(text) or names_a_mechanism(text)):
        return False
    return _is_claimed_there(statement, section, text)


def _is_below_another_kind(statement: Statement) -> bool:
    """Tell whether the item above it introduces what another kind takes: "dependency updates for:"."""
    lead = statement.leads[-1] if statement.depth > 1 and statement.leads else ""
    return introduces(lead) and is_of_another_kind(lead)


def states_plainly(statement: Statement) -> bool:
    """Tell whether an item says what is done or kept from being done, though it names no mechanism: among claims it is one."""
    section, text = section_of(statement), statement.text
    if section in {Section.ADVICE, Section.ELSEWHERE} or introduces(text) or is_a_title(statement):
        return False
    if NEEDS.search(text) or not DECLARES.search(text) or _is_no_claim(statement, text):
        return False
    if _force(statement, section, text) is Force.PRACTICE or is_of_another_kind(text) or _subjects(statement, text):
        return False
    if SUPPOSED.search(text) or any(each.search(text) for each in (MEMBERS, PURPOSE, REMARKS)):
        return False
    if tells_more_of_an_audit(statement) or exposure(statement)[0] or audit_in(statement):
        return False
    return not HOLDS_NONE.match(text) and keeps_out(statement) is None


def _is_claimed_there(statement: Statement, section: Section, text: str) -> bool:
    """Tell whether it is a claim where it stands: under a telling heading a phrase is one, elsewhere it has to declare."""
    named = names_a_mechanism(text)
    listed = statement.depth > 0 or bool(statement.cells)
    told = statement.body
    if CLAUSE.search(statement.label):
        told = text  # what stands before the colon is a clause, and no label
    labelled = listed or (statement.body_start > 0 and told is not text)
    if ((names_a_secret(text) or ".env" in text) and keeps_out(statement) is not None) or (
        audit_in(statement) and not names_a_mechanism(EXAMINED.sub(" ", text))
    ):
        return False  # another kind's, whatever else its words are
    if not named and (HOLDS_NONE.match(text) or any(map(INVENTORY.search, statement.leads[-1:]))):
        return False
    if not (is_of_another_kind(text) or _is_below_another_kind(statement) or audit_in(statement)) and (
        (section is Section.CLAIMS and labelled)
        or (section is Section.TOPIC and listed and subjects_in(statement.heading))
    ):
        return True
    if (section is not Section.ADVICE and statement.depth) or (section in {Section.CLAIMS, Section.TOPIC} and labelled):
        return named
    states = section is not Section.ADVICE and STATES.search(told)
    return named and bool(states or DECLARES.search(told) or PRINCIPLES.search(text))
