"""Promised times: which duration in a policy is promised for what, and for which severity."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from upheld.patterns import pattern
from upheld.policy.among_themselves import among_themselves
from upheld.policy.counted_times import times_in_cell, times_of_label
from upheld.policy.document import Document
from upheld.policy.durations import Duration, FoundDuration, cadences, durations
from upheld.policy.no_deadlines import is_no_deadline
from upheld.policy.severities import ANY, severities, severities_in
from upheld.policy.statements import BETWEEN_CELLS, Statement, statements
from upheld.policy.wording import Wording


class Deed(StrEnum):
    """What is promised to be done in time."""

    ACKNOWLEDGE = "acknowledge"
    TELL_STATUS = "tell status"
    FIX = "fix"
    DISCLOSE = "disclose"


class Clock(NamedTuple):
    """A time that is promised for a deed."""

    statement: Statement
    deed: Deed
    within: Duration
    severities: tuple[str, ...]
    """`any` alone where none is named."""
    offset: int
    """Where in the statement's text the duration stands."""
    by_context: bool = False
    """Whether only a heading or an introduction tells the deed."""


_DEEDS = {
    Deed.ACKNOWLEDGE: Wording(
        r"\back(?:nowledg\w*)?\b|\b(?:initial|first|preliminary)\s+(?:\w+\s+)?(?:responses?|reply|contact|feedback|answer|reaction|confirmation)\b"
        r"|\b(?:respond\w*|responses?(?!\s+(?:headers?|bod(?:y|ies)|codes?|sizes?|payloads?|cach\w+))|repl(?:y|ies)|react\w*|answer\w*)\b|\bget\s+back\b|\bhear\s+(?:back|from)\b|\breceipt\b(?:[^.;]{0,60}\bconfirmed\b)?"
        r"|\b(?:contact|reach\s+out\s+to)\s+you\b|\breceived\b|\b(?:get|receiv\w+|send|sent|expect)\s+(?:you\s+)?(?:an?\s+|our\s+)?(?:\w+\s+)?confirmation\b(?!\s+of\s+(?:the|your|an?)\s+(?:vulnerab|issue|bug|finding))|\b(?:e-?mails?|messages?)\b[^.;]{0,40}\b(?:addressed|handled)\b"
    ),
    Deed.TELL_STATUS: Wording(
        r"\b(?:status|progress|regular|periodic|weekly)\s+(?:updates?|reports?)\b|\bupdates?\b|\bprogress\b|\bstatus\b|\btriag\w*|(?<!re-)\bassess\w*"
        r"|(?<!re-)\bevaluat\w*|\bvalidat\w*|\bverif(?:y|ied|ication)\b|\binvestigat\w*|\bconfirm\w*(?!\s+(?:\w+\s+){0,3}?recei)|\b(?:detailed|further|second|next|full|fuller|substantive|subsequent)\s+(?:\w+\s+)?(?:responses?|reply|answer|analysis|assessment)\b"
        r"|\b(?:initial|preliminary|impact)\s+(?:analysis|review|determination)\b|\breview(?:ed)?\b(?!\s+dates?\b)|\bdecision\b|\bverdict\b|\boutcome\b|\bfollow[\s-]?up\b"
        r"|\bkeep\s+you\b|\bnext\s+steps\b|\breproduc\w+"
        r"|\b(?:provid|giv|shar|send|communicat|expect)\w*\s+(?:you\s+)?(?:with\s+)?an?\s+(?:\w+\s+){0,3}?timeline\b(?:\s+and\s+(?:\w+\s+){0,3}?plan\b)?|(?<!\bor )(?<!/)\b(?:fix|patch|remediation|mitigation|resolution|action)\s+plan\b"
    ),
    Deed.FIX: Wording(
        r"\bfix(?:es)?\b(?!\s+plan\b)|(?<!a )(?<!the )\bfixed\b|\bfixing\b|\bpatch\w*|\bresol(?:ve|ved|ution|utions|ving)\b|\bremed(?:y|iat\w*)\b|\bmitigat\w*|\breleas\w*|\baddress(?:ed|ing)?\b"
        r"|\bhot-?fix\w*|\bsolution\b|\bcorrect(?:ed|ion)\b|\bwork-?around\b|\brectif\w+|\beta\b"
    ),
    Deed.DISCLOSE: Wording(
        r"\bdisclos(?:e[sd]?|ing|ure)\b(?:\s+of\s+(?:\w+\s+){0,3}fix(?:es)?\b)?|\bpublic(?:ly)?\b|\bpublication\b|\bpublish\w*|\bembargo\w*|\bmade\s+public\b|\bannounce\w*\b[^.;]*\bmade\b|\bwaiting\s+period\b|\b(?:held|hold|holding)\s+back\b"
    ),
}
_KEPT_SECRET = Wording(
    r"\b(?:before|until|prior\s+to|embargo\w*|refrain|withhold|wait|hold\s+off|after)\b.*\b(?:disclos\w*|public\w*|publish\w*)\b"
    r"|\b(?:disclos\w*|public\w*|publish\w*)\b.*\b(?:before|until|embargo|wait)\b"
)
_LASTING = Wording(
    r"(?:(?<!aim )(?<!aims )(?<!aiming )(?<!strive )(?<!striving )(?<!shoot )\bfor\s+(?:at\s+least\s+|up\s+to\s+|about\s+|the\s+next\s+|a\s+(?:period|minimum|maximum)\s+of\s+)?|\b(?:last\s+|past\s+|previous\s+|expires?\s+(?:after|in)\s+"
    r"|older\s+than\s+|retained?\s+\w+\s+))$"
)
_TOGETHER = ((Deed.ACKNOWLEDGE, Deed.TELL_STATUS), (Deed.FIX, Deed.DISCLOSE))
_AND = pattern(
    r"\s*(?:(?:the|your|a|an|all|reports?|vulnerabilit(?:y|ies)|issues?|it|fix|patch)\s+){0,2}(?:and|&|/|\+)\s*(?:(?:the|your|a|an|all|initial|its|public|coordinated|full)\s+){0,2}",
    re.IGNORECASE,
)
_REVIEW = pattern("review", re.IGNORECASE)
"""To review a report and answer is one deed."""
_BEGUN = Wording(
    r"\b(?:beg[iu]n|start)\w*\b[^.;|]{0,40}\b(?:fix|patch)|\b(?:fix|patch)(?:es)?\b[^.;|]{0,30}\b(?:beg[iu]n|start)"
)
"""A fix that is only taken up in the time."""
_UPDATES = Wording(
    r"\b(?:status|progress|regular)?\s*updates?\b|\bkeep\s+you\s+(?:\w+\s+)?(?:informed|updated|posted)\b|\bcommunicat\w+"
)
_SECRET = Wording(
    r"\b(?:confidential\w*|private(?:ly)?|secret|embargo\w*|disclos\w*|publicly)\b|\b(?:not|never)\b[^.;]{0,60}\b(?:third[\s-]part(?:y|ies)|anyone|others|else)\b"
)
_OF_SOFTWARE = Wording(
    r"\b(?:dependenc(?:y|ies)|dependabot|renovate|packages?|librar(?:y|ies)|images?|databases?|definitions?|signatures?|scan\w*|(?:this|our|the)\s+(?:\w+\s+)?(?:policy|document|page))\b"
)
"""What is updated itself, so that nobody is told anything."""
_CLAUSE_END = Wording(r"[;,)]\s|\band\b(?!\s+(?:critical|high|medium|moderate|low)\b)")
_CONFIRMATION = Wording(r"\W*(?:\d{1,2}[.)]\s*)?confirmation\b(?!\s+of\b)")
"""A step of its own name: of receipt, where no other answer is promised."""
_EVERY = Wording(r"\b(?:every|each|per|once\s+(?:a|every))\s+$")
_WITHHELD = Wording(
    r"\b(?:not|never|avoid|refrain\s+from)\b[^.;]{0,30}\b(?:disclos|publish|publicly)\w*[^.;]{0,60}\b(?:until|before)\b[^.;]{0,80}$"
    r"|\b(?:private|confidential|secret|hidden|embargoed)\s+(?:\w+\s+){0,4}?until\s+(?:[\w'’]+\s+){0,4}$"
)
_TO_DO = Wording(r"^(?:\s+from\s+[^,;.()]{1,40})?(?:\s*\([^()]{1,60}\))?\s+to\s+(?!\d)")
"""Says after a further time what it is for: "and 30 days to fix it"."""
_EMBARGO = Wording(r"^\W*(?:\w+\W+){0,2}?(?:embargo|grace\s+period)")
_EMBARGO_OF = Wording(r"\b(?:embargo|grace\s+period|disclosure\s+(?:window|period|deadline|timeline))\b[^.;,]{0,60}$")
_RUNS_OUT = Wording(r"\b(?:if|when|once|after|should|unless)\b[^.;,]{0,100}$")
_THEN_PUBLIC = Wording(
    r"^[^.;,]{0,160}(?:,|\bthen\b)[^.;]{0,80}\b(?:disclos(?:e[sd]?|ing|ure)|publish\w*|(?:made|go)\s+public)\b"
)
"""After a time that may run out: what is done then."""
_AS_ADJECTIVE = ("-hour", "-day", "-week", "-month")
"""How a time ends that belongs to the noun after it: "90-day"."""
_NOUN_WORDS = 3
"""So many words after "90-day" may be what the time is for."""
_ANCHOR = Wording(r"^\W*(?:of|after|from|following|since|upon)\b[^,;.()|]*?(?=\s(?:before|until|prior)\b|[,;.()|]|$)")
"""From when a time is counted: that says nothing of what is done in it."""
_WHEN = Wording(r"\b(?:after|when|once|upon|until|following|since)\b")
_NOTICE = Wording(r"^['’]?\s*(?:notice|ahead|in\s+advance|prior|before)\b")
_ELSEWHERE = Wording(
    r"\b(?:support(?:ed)?\s+versions?|end[\s-]of[\s-]life|support\s+(?:policy|period|window)|lts|rotat\w+|retention|cool-?downs?|credentials?|tokens?|sessions?|cache|false[\s-]positives?|suppress\w*|exceptions?)\b"
)
_SPEAKS_OF_REPORTS = Wording(
    r"\b(?:report\w*|vulnerab\w*|respond\w*|responses?|disclos\w*|timelines?|sla|process|expect|handling|triag\w*|patch\w*|fix\w*|advisor(?:y|ies)|security\s+(?:issues?|releases?)|severity|cves?|remediat\w*|resolution|acknowledg\w*|contact\w*|incident\w*|ack|repl(?:y|ies)|answer\w*|submission|embargo\w*|severit(?:y|ies)|publi(?:c|cation|sh\w*)|confirmation|feedback|you(?:r|['’]ll)?)\b"
)
_OF_INCIDENTS = Wording(r"\bincidents?\b|\bcommunication\s+plan\b|\bdisaster\b")
_COMPARED = Wording(
    r"\b(?:faster|sooner|earlier|quicker|shorter|longer|slower|less|more|priorit\w+)\s+(?:time\s+)?(?:for|if|when|on)\b[^.;,)|]{0,60}"
    r"|\([^()]{0,60}\b(?:expedited|prioriti[sz]ed|faster|sooner|earlier)\s*\)"
)
"""Says only that some take another time: "faster for critical ones"."""
_LONGEST_NAME = 8
"""In words; what is longer tells something itself."""
_TOLD = (Deed.ACKNOWLEDGE, Deed.TELL_STATUS)
_RESPONSE = Wording(r"^\W*(?:target\s+)?response\b")
_BRACKETS = Wording(r"\([^()]{0,60}\)")
_IN_BRACKETS = pattern(r"\s*(?:(?:of|after|from)\s+\w+\s*)?\(([^()]{1,80})\)")


@lru_cache(maxsize=8)
def clocks(document: Document) -> tuple[Clock, ...]:
    """Return every promised time of a document, in order."""
    found: list[Clock] = []
    question: Statement | None = None
    for statement in statements(document):
        found += _clocks(_taking_up(_answering(statement, question), found[-1] if found else None))
        question = statement if statement.text.rstrip("*_ )\"'”").endswith("?") else None
    answered = {clock.statement.headings for clock in found if clock.deed is Deed.ACKNOWLEDGE}
    found = [clock if clock.statement.headings in answered else _confirmed(clock) for clock in found]
    return tuple(_explained(clock, after) for clock, after in zip_longest(found, found[1:]))


def _confirmed(clock: Clock) -> Clock:
    """Let a bare "Confirmation: 2 days" be the first answer."""
    said = clock.deed is Deed.TELL_STATUS and _CONFIRMATION.match(clock.statement.text)
    return clock._replace(deed=Deed.ACKNOWLEDGE) if said else clock


def _explained(clock: Clock, after: Clock | None) -> Clock:
    """Let a bare time ("Delay: 4 days") mean what the next paragraph says of the same time."""
    if (
        after
        and clock.by_context
        and (after.within, after.statement.headings) == (clock.within, clock.statement.headings)
    ):
        return clock._replace(deed=after.deed)
    return clock


def _answering(statement: Statement, question: Statement | None) -> Statement:
    """Return the answer to the question right before it, with that as what introduces it."""
    if question is None or question.headings != statement.headings or statement.cells:
        return statement
    return replace(statement, leads=(*statement.leads, question.text))


def _taking_up(statement: Statement, last: Clock | None) -> Statement:
    """Return what names another severity and no deed with what it takes up: "High: 9 days" after a fix of critical ones."""
    same = last and last.statement.group == statement.group and last.severities != (ANY,) and not statement.cells
    if last is None or not same or not severities_in(statement.text) or _nearest(statement.text):
        return statement
    return replace(statement, leads=(*statement.leads, last.statement.text))


def _clocks(statement: Statement) -> Iterator[Clock]:
    if statement.cells:
        yield from _in_cells(statement)
        return
    timed = list(durations(statement.text)) or times_of_label(statement.text)
    found = timed or _cadences_of_updates(statement)
    deed: Deed | None = None
    together: tuple[Deed, ...] = ()
    follow = len(found) > 1 and _severities_follow(statement.text[: found[0].start], statement.text[found[0].end :])
    for index, each in enumerate(found):
        before = statement.text[found[index - 1].end if index else 0 : each.start]
        after = statement.text[each.end : found[index + 1].start if index + 1 < len(found) else None]
        labelled = _labelled(statement, before) if not index else None
        if _LASTING.search(before) and _SECRET.search(statement.text):
            labelled = Deed.DISCLOSE
        then = _first(after) if index and _TO_DO.match(after) else None
        length = statement.text[each.start : each.end]
        named_by = _of_noun(length, after) or _of_remark(statement.text, before) or _deed(before, after)
        own = labelled or then or named_by or deed
        if own is Deed.ACKNOWLEDGE and _EVERY.search(before):
            own = Deed.TELL_STATUS  # who answers again and again tells of progress
        deed = own or _of_context(statement)
        if not timed and deed is not Deed.TELL_STATUS:
            continue
        carried = index > 0 and own is deed and len(together) > 1 and not _nearest(before) and not _first(after)
        together = together if carried else _deeds_at_once(deed, before, after) if deed else ()
        for promised in together:
            if _is_a_deadline(statement, promised, before, after, length):
                named = _severities(statement, before[_end_of_clause(before) if follow and index else 0 :], after)
                yield Clock(statement, promised, each.duration, named, each.start, by_context=own is None)


def _deeds_at_once(deed: Deed, before: str, after: str) -> tuple[Deed, ...]:
    """Return the deed and one that is joined to it, for which the same time is promised: none of a fix that is only begun."""
    if deed is Deed.FIX and _BEGUN.search(f"{before} … {after}"):
        return ()
    joined = next((other for pair in _TOGETHER if deed in pair for other in pair if other is not deed), None)
    if joined is None:
        return (deed,)
    for text in (before, after):
        first, second = (_DEEDS[each].last(text) for each in (deed, joined))
        if first and second and not any(_REVIEW.match(each[0]) for each in (first, second)):
            (_, end), (start, _) = sorted((first.span(), second.span()))
            if _AND.fullmatch(text[end:start]):
                return deed, joined
    return (deed,)


def _severities_follow(before: str, after: str) -> bool:
    """Tell whether a first time has its severity after it: "9 days (critical), 30 days (others)"."""
    own = after[: _end_of_clause(after)]
    return not severities_in(before) and bool(severities_in(own)) and not _first(own)


def _end_of_clause(text: str) -> int:
    end = _CLAUSE_END.search(text)
    return end.end() if end else len(text)


def _cadences_of_updates(statement: Statement) -> list[FoundDuration]:
    """Return "weekly" and the like, where updates are promised to somebody."""
    return list(cadences(statement.text)) if _UPDATES.search(statement.text) and _is_told(statement) else []


def _is_told(statement: Statement) -> bool:
    """Tell whether what is done again and again is done for a reporter: neither for the software nor for the policy."""
    return not _OF_SOFTWARE.search(f"{statement.heading} {statement.text}")


def _labelled(statement: Statement, before: str) -> Deed | None:
    """Return the deed of the label where it says more than the words before the time: a response that is an assessment."""
    deed = _nearest(statement.label)
    if deed is Deed.TELL_STATUS and statement.body_start and _nearest(before) is Deed.ACKNOWLEDGE:
        return deed
    return deed if deed is Deed.DISCLOSE else None


def _deed(before: str, after: str) -> Deed | None:
    if _EMBARGO.match(after) or _WITHHELD.search(before) or _EMBARGO_OF.search(before):
        return Deed.DISCLOSE
    if _THEN_PUBLIC.match(after) and _RUNS_OUT.search(before):
        return Deed.DISCLOSE
    told = _ANCHOR.sub("", after)
    if (
        _DEEDS[Deed.DISCLOSE].search(before + told)
        and _KEPT_SECRET.search(f"{before} … {told}")
        and not _nearest(before)
    ):
        return Deed.DISCLOSE
    outside = _BRACKETS.sub(" ", before) if "(" in before else before
    return _nearest(outside) or _nearest(before) or _first(told)


def _of_noun(length: str, after: str) -> Deed | None:
    """Return the deed of the noun that a time is an attribute of: "our 5-day acknowledgement"."""
    if not length.replace("‑", "-").lower().endswith(_AS_ADJECTIVE):
        return None
    return _first(" ".join(after.split()[:_NOUN_WORDS]).partition(",")[0])


def _of_remark(text: str, before: str) -> Deed | None:
    """Return the deed of times by severity in brackets: "we work on a fix, once confirmed (critical ones within 9 days)"."""
    _, bracket, remark = before.rpartition("(")
    by_severity = bracket and severities_in(remark) and not _nearest(remark)
    return Deed.FIX if by_severity and _DEEDS[Deed.FIX].search(text) else None


def _nearest(text: str) -> Deed | None:
    """Return the deed that is spoken of last."""
    ends = {deed: (match.end(), -match.start()) for deed, words in _DEEDS.items() if (match := words.last(text))}
    return max(ends, key=lambda deed: ends[deed], default=None)


def _first(text: str) -> Deed | None:
    starts = {deed: match.start() for deed, words in _DEEDS.items() if (match := words.search(text))}
    return min(starts, key=lambda deed: starts[deed], default=None)


def _of_context(statement: Statement) -> Deed | None:
    """Return the deed that the innermost heading or lead speaks of; the times of severities are those of fixes."""
    if any(True for _ in severities(statement.text)):
        named = (_first(each) for each in reversed(statement.leads) if len(each.split()) <= _LONGEST_NAME)
        deed = next(filter(None, named), Deed.FIX)
        return deed if deed in _TOLD and not any(map(_RESPONSE.match, statement.leads)) else Deed.FIX
    around = [*(each.text for each in statement.headings if not _OF_INCIDENTS.search(each.text)), *statement.leads]
    return next(filter(None, (_first(text) for text in reversed(around))), None)


def _is_a_deadline(statement: Statement, deed: Deed, before: str, after: str, length: str) -> bool:
    if is_no_deadline(before, after, length) or among_themselves(statement):
        return False
    if _NOTICE.search(after) and deed is not Deed.DISCLOSE:
        return False
    if _LASTING.search(before) and deed is not Deed.DISCLOSE:
        return False
    if _EVERY.search(before):
        return deed is Deed.TELL_STATUS and _is_told(statement)
    about = f"{statement.context} {statement.text}"
    return bool(_SPEAKS_OF_REPORTS.search(about)) and not _ELSEWHERE.search(f"{statement.heading} {statement.label}")


def _severities(statement: Statement, before: str, after: str) -> tuple[str, ...]:
    after = _COMPARED.sub("", after)
    bracket = _IN_BRACKETS.match(after)
    named = severities_in(bracket[1]) if bracket else ()
    named = named or severities_in(before) or severities_in(_own_part(after))
    named = named or severities_in(f"{statement.label} {statement.heading}")
    return named or next((above for each in reversed(statement.leads) if (above := _severities_of_item(each))), (ANY,))


def _severities_of_item(lead: str) -> tuple[str, ...]:
    """Return the severities that an item hands down to those below it: "Critical (CVSS 9 and more):"."""
    return severities_in(lead) if len(lead.split()) <= _LONGEST_NAME else ()


def _own_part(after: str) -> str:
    """Return what still belongs to the duration before it: up to the end of the clause."""
    end = _CLAUSE_END.search(after)
    rest = after[end.end() :] if end else ""
    return (
        after
        if not end or next(severities(after[: end.start()]), None) is None or "/" in rest[:1]
        else after[: end.start()]
    )


def _in_cells(statement: Statement) -> Iterator[Clock]:
    offset = 0
    for index, cell in enumerate(statement.cells):
        title = statement.titles[index] if index < len(statement.titles) else ""
        others = statement.titles[:index] + statement.titles[index + 1 :]
        beside = " ".join(statement.cells[1:] if index == 0 else statement.cells[:1])
        found = list(times_in_cell(cell, title))
        follows = bool(found) and not severities_in(cell[: found[0].start])
        for number, each in enumerate(found):
            before = cell[found[number - 1].end if number else 0 : each.start]
            after = cell[each.end : found[number + 1].start if number + 1 < len(found) else None]
            own = _nearest(before) if len(found) > 1 or not _WHEN.search(before) else None
            said = (
                own
                or _of_column(title, others, beside if index else "")
                or _first(beside)
                or _nearest(before)
                or _first(after)
            )
            deed = said or (_of_context(statement) if index else None)
            if deed and not _deeds_at_once(deed, f"{before} … {after}", beside):
                continue
            if deed and _is_a_deadline(statement, deed, before, after, cell[each.start : each.end]):
                own_part = (after if follows or after.lstrip().startswith("(") else before) if len(found) > 1 else cell
                named = _cell_severities(statement, cell, own_part, title)
                yield Clock(statement, deed, each.duration, named, offset + each.start)
        offset += len(cell) + len(BETWEEN_CELLS)


def _of_column(title: str, others: Sequence[str], label: str) -> Deed | None:
    """Return the deed of a column's title; that of a phase, which labels the row, is closer than a "response time".

    The response to a severity is a fix where no other column tells of a deed.
    """
    deed = _nearest(title)
    if deed is not Deed.ACKNOWLEDGE:
        return deed
    if severities_in(label):
        return deed if any(map(_nearest, others)) or not _RESPONSE.match(title) else Deed.FIX
    return _first(label) or deed


def _cell_severities(statement: Statement, cell: str, own_part: str, title: str) -> tuple[str, ...]:
    row = " ".join(statement.cells)
    places = (own_part, cell, title, statement.cells[0], row, statement.heading)
    return next((named for place in places if (named := severities_in(_COMPARED.sub("", place)))), (ANY,))
