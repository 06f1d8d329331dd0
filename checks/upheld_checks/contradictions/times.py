"""Two times for one deed: an answer, an assessment, a fix for the same severity."""

from collections.abc import Iterator
from itertools import accumulate, combinations, islice
from math import ceil

from upheld.nouns import dataclass
from upheld.policy.clocks import Clock, Deed, clocks
from upheld.policy.document import Document
from upheld.policy.durations import Duration, durations
from upheld.policy.quotes import quoted
from upheld.policy.severities import ANY
from upheld.policy.wording import Wording
from upheld_checks.contradictions.comparison import Comparison, Said

_MOST = 100
"""Every time is held against every other, so a policy that names more has only the first of them read."""

_FIRST_ANSWER, _ANSWER, _FIX, _DISCLOSURE = "a first answer", "an answer", "a fix", "a disclosure"
_NAMES: dict[Deed, dict[str, Wording]] = {
    Deed.ACKNOWLEDGE: {
        _FIRST_ANSWER: Wording(
            r"\back(?:nowledg\w*)?\b|\breceipt\b|\breceived\b|\b(?:initial|first|preliminary)\s+(?:\w+\s+)?(?:response|reply|contact|feedback|answer|reaction)\b"
        ),
        _ANSWER: Wording(r"\brespon[ds]\w*|\brepl(?:y|ies)\b|\breact\w*|\banswer\w*|\bget\s+back\b|\bhear\b|\bcontact\b"),
    },
    Deed.TELL_STATUS: {
        "triage": Wording(r"\btriag\w*"),
        "an assessment": Wording(r"\bassess\w*|\bevaluat\w*|\banalysis\b|\bdetermination\b"),
        "a confirmation": Wording(r"\bvalidat\w*|\bverif\w*|\bconfirm\w*|\breproduc\w*"),
        "a detailed response": Wording(r"\bdetailed\s+(?:response|reply)\b"),
        "a timeline": Wording(r"\btimeline\b|\bplan\b|\bnext\s+steps\b"),
        "a decision": Wording(r"\bdecision\b|\baccept\w*"),
        "an investigation": Wording(r"\binvestigat\w*|\breview\w*"),
        "an update": Wording(r"\bupdates?\b|\bprogress\b|\bstatus\b|\bkeep\s+you\b|\bfollow[\s-]?up\b"),
    },
    Deed.FIX: {
        _FIX: Wording(r"\bfix(?:e[sd])?\b|\bfixing\b|\b(?:hot-?)?patch\w*|\bresol(?:ve|ved|ution|utions|ving)\b|\bremed(?:y|i\w+)\b|\bsolution\b|\bcorrect\w*"),
        "a mitigation": Wording(r"\bmitigat\w*|\bwork-?around\b"),
        "a plan": Wording(r"\bplan\b|\beta\b|\bestimat\w*|\bschedul\w*"),
        _DISCLOSURE: Wording(r"\bdisclos\w*|\badvisor\w+|\bpublish\w*|\bannounc\w*"),
        "a release": Wording(r"\breleas\w*|\bdeploy\w*|\bship\w*"),
        "development": Wording(r"\bdevelop\w*|\btest\w*"),
    },
}  # fmt: skip
_CIRCUMSTANCE = Wording(
    r"\b(?:exploit\w*|zero-?days?|0-?days?|complex\w*|simple|minor|major|severe|urgent|emergenc\w+|holidays?|weekends?|dependenc\w+|third[\s-]party|upstream|incomplete|questions?|inquir\w+|bount\w+|rewards?"
    r"|pull\s+requests?|non-security|feature|commercial|enterprise|customers?|premium|paid|lts|unless|except|otherwise|appeals?|disputes?|internal\w*|incidents?|breach\w*|privacy|gdpr|conduct|abuse|escalat\w*|reminders?"
    r"|previous\w*|former\w*|used\s+to|(?:may|can|could|might)\s+take|at\s+the\s+latest|no\s+later\s+than|at\s+most|maximum|in\s+any\s+case|at\s+least|minimum|(?:every|each)\s+(?:\w+\s+)?(?:hours?|days?|weeks?|months?)|weekly|daily|monthly|(?:after|of|from|following|since|upon|once)\s+(?:\w+\s+){0,2}?(?:confirm|triag|validat|verif|accept|disclos|publi|assess|fix|releas|discover)\w*"
    r"|if\s+(?:the|it|its|a|an|no|we|this|your|accepted|confirmed)|extend\w*|extra|additional|further|second|final|full|partial|complete|temporary|permanent|backport\w*|cloud|hosted|website|services?)\b"
)
"""What makes two times meant for different cases; of two statements with the same ones, both cannot be meant."""
_RHYTHM = Wording(r"(?:(?:every|each)\b.{0,40}|daily|weekly|monthly)$")
_AIM = Wording(
    r"\b(?:aim\w*|try|tries|target\w*|goal\w*|strive\w*|typical\w*|usual\w*|normal\w*|general\w*|often|expect\s+to|hope\w*|endeavou?r\w*|best[\s-]effort\w*|ideal\w*|estimat\w*|approximate\w*|about|around|average|intend\w*|attempt\w*)\b"
)
_ANCHOR = Wording(r"^\W*(?:of|after|from|following|since|upon)\b[^,;.()|]*")
"""From when a time is counted: that is not what is done in it."""
_CLAUSE = Wording(r"[,;(]\s|\b(?:and|but|then)\b")


@dataclass(frozen=True)
class _Time:
    clock: Clock
    what: str
    severity: str
    circumstances: frozenset[str]
    is_aim: bool
    said: Said

    @property
    def within(self) -> Duration:
        return self.clock.within


def compared_times(document: Document) -> Iterator[Comparison]:
    """Yield one comparison for each deed and severity that has a time in two places: the first two that disagree, else that agree."""
    found: dict[str, Comparison] = {}
    for earlier, later in combinations(islice(_times(document), _MOST), 2):
        agrees = _agree(earlier, later)
        if agrees is None:
            continue
        subject = _deed(later)
        if subject not in found or (found[subject].agrees and not agrees):
            found[subject] = _comparison(subject, earlier, later, agrees=agrees)
    yield from found.values()


def _comparison(subject: str, earlier: _Time, later: _Time, *, agrees: bool) -> Comparison:
    there = f"{earlier.said.location} says {earlier.within}"
    message = f"{subject} is promised within {later.within} here, {'and' if agrees else 'but'} {there}"
    return Comparison(subject, agrees, message, earlier.said, later.said, "keep the time that you mean, in one place")


def _deed(time: _Time) -> str:
    return time.what if time.severity == ANY else f"{time.what} of {time.severity} vulnerabilities"


def _times(document: Document) -> Iterator[_Time]:
    for clock in clocks(document):
        statement = clock.statement
        what = _what(clock)
        if not what:
            continue
        around = f"{statement.text} / {statement.heading} / {' / '.join(statement.leads[-2:])}"
        location, quote = quoted(document, statement, clock.offset)
        aim = _AIM.search(around) is not None
        for severity in clock.severities:
            yield _Time(clock, what, severity, _circumstances(around), aim, Said(quote, location))


def _circumstances(text: str) -> frozenset[str]:
    return frozenset(_RHYTHM.sub("every", " ".join(match[0].casefold().split())) for match in _CIRCUMSTANCE.all(text))


def _what(clock: Clock) -> str:
    """Return in words what is done in this time; nothing where it cannot be told from the clause, its label or its row."""
    names = _NAMES.get(clock.deed)
    if names is None:
        return ""
    for words in _words(clock):
        found = [name for name, wording in names.items() if wording.search(words)]
        if _DISCLOSURE in found:
            return ""  # a step of a calendar of disclosure, as long as its place in it says
        if clock.deed is Deed.ACKNOWLEDGE:
            found = found[:1]
        elif found[:1] == [_FIX] and "a release" in found:
            found = [name for name in found if name not in {"a release", "development"}]
        if found:
            return " or ".join(found)
    return ""


def _words(clock: Clock) -> Iterator[str]:
    """Yield what could name the deed, the nearest words first; headings count only where severities stand below them."""
    statement = clock.statement
    if statement.cells:
        starts = list(accumulate((len(cell) + 3 for cell in statement.cells), initial=0))
        index = max(i for i, start in enumerate(starts) if start <= clock.offset)
        yield " ".join(statement.titles[index : index + 1])
        yield f"{statement.cells[0]} {' '.join(statement.cells[index : index + 1])}"
    else:
        spans = [(each.start, each.end) for each in durations(statement.text)]
        begin = max((end for _, end in spans if end <= clock.offset), default=0)
        end = min((end for start, end in spans if start >= clock.offset), default=clock.offset)
        until = min((start for start, _ in spans if start > clock.offset), default=None)
        rest = _ANCHOR.sub("", statement.text[end:until])
        clause = _CLAUSE.search(rest)
        yield statement.text[begin : clock.offset]
        yield rest[: clause.start()] if clause else rest
    if clock.severities != (ANY,):
        yield from reversed((statement.heading, *statement.leads))


def _agree(earlier: _Time, later: _Time) -> bool | None:
    """Tell whether two times are the same, or cannot both be meant; None where they speak of different things."""
    one, other = earlier.clock.statement, later.clock.statement
    apart = one.group != other.group and one.line != other.line
    same_case = (earlier.severity, earlier.circumstances) == (later.severity, later.circumstances)
    if not (apart and same_case and earlier.clock.deed is later.clock.deed):
        return None
    same = (earlier.within.hours, earlier.within.business) == (later.within.hours, later.within.business)
    if same and (earlier.what == later.what or later.clock.deed is Deed.ACKNOWLEDGE):
        return True
    if _overlap(earlier.within, later.within) or not _is_reversed(earlier, later):
        return None
    return False


def _is_reversed(earlier: _Time, later: _Time) -> bool:
    """Tell whether what has to come first, or is only aimed at, has the longer time; so it is where neither is."""
    shorter, longer = sorted((earlier, later), key=lambda time: time.within.hours)
    if shorter.is_aim and not longer.is_aim:
        return False
    return shorter.what == longer.what or (shorter.what, longer.what) == (_ANSWER, _FIRST_ANSWER)


def _overlap(one: Duration, other: Duration) -> bool:
    """Tell whether two times may be the same one: "2 business days" and "48 hours", "5 business days" and "a week"."""
    if one.business is other.business:
        return one.hours == other.hours
    working, calendar = (one, other) if one.business else (other, one)
    return working.days <= ceil(calendar.hours / 24) <= working.days + 2 * ceil(working.days / 5)
