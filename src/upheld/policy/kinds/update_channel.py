"""The kind of promise that says where security updates are announced or delivered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.addresses import urls
from upheld.policy.among_themselves import among_themselves
from upheld.policy.document import Document
from upheld.policy.force import addresses_users
from upheld.policy.quotes import quoted
from upheld.policy.statements import BETWEEN_CELLS, Statement, introduces, statements
from upheld.policy.update_channels import ADVISORIES, CHANNELS, NAMED_AS_A_PLACE, REGISTRIES
from upheld.policy.update_tellings import (
    FOR_READERS,
    LONGEST_NAME,
    NOT_FOR_UPDATES,
    OF_DEPENDENCIES,
    TAKEN,
    UPDATES,
    is_published_by_us,
    is_told,
)
from upheld.policy.wording import Wording

_UPDATE_SECTION = Wording(
    r"\b(?:learn|hear|know|told|informed|find\s+out)\b[^.:]{0,30}\b(?:fix|update|vulnerab|patch|release)\w*|\bwhere\s+(?:is|are|do|to|can)\b[^.:]{0,30}\b(?:fix|update|patch)\w*|\bkeep(?:ing)?\s+(?:informed|up)\b|\bdelivery\b"
    r"|\bsecurity\s+(?:\w+\s+)?(?:updates?|fixes|patches|notices?|news|announcements?|notifications?|advisories|bulletins?|alerts?|releases?)\b|\b(?:updates?|fixes|advisories|patches|releases)\b[^.:]{0,40}\b(?:published|announced|released|delivered|available|communicated|distributed)\b"
    r"|\bstay(?:ing)?\s+(?:informed|updated|up)\b|\bnotif(?:y|ied|ications?)\b|\bannouncements?\b|\bupdate\s+(?:channels?|process|policy|notifications?|announcements?)\b|\bdisclosure\s+(?:policy|process|practices)\b"
)
_CHANNELS_ONLY = Wording(r"\W*(?:(?:communication|notification)\s+)?(?:channels?|where|how)\W*$")
"""A heading that leaves to the one above it what its channels are for."""
_ASIDE = Wording(r"\([^()]{0,200}\)")
_BY_THE_PROJECT = Wording(r"\b(?:we|our|will\s+be|are\s+(?:published|announced|released))\b")
_ITS_NAME = Wording(r"\b(?:(?:public|private|github['’]?s?|repository|security)[\s-]+){1,4}$")
"""The words of a name that stand before the last one."""
_PROCESS = Wording(r"\bfix|\bpatch|\bdisclos|\brespon[ds]|\bhandl|\bupdates?\b|\bvulnerab")
"""Above what is done about a vulnerability."""
_ADORNS = Wording(r"\bwith\s+(?:[\w-]+\s+){0,2}$")
"""Before what another channel has: "GitHub releases with changelogs"."""
_OF_NEWS = Wording(
    r"\b(?:secur|vulnerab|fix|patch|advisor|announc|notif|releas|updat|notice|news|inform|publish|post|chang|incident|cve|bulletin)"
)
_PREPARED = Wording(
    r"\b(?:prepar|draft|writ|review|request)\w*\s+(?:(?:an?|the|our)\s+)?(?:(?!and\b|publish)[\w-]+\s+){0,3}$"
)
_ADDRESSES = {
    ADVISORIES: Wording(r"/security(?:/advisories\b|/?$)"),
    "github-releases": Wording(r"/releases\b"),
    "mailing-list": Wording(r"//(?:groups|lists?)\.|/mailman"),
}
_CREDITS = Wording(r"\b(?:recognition|acknowledge?ments?|credits?|hall\s+of\s+fame|thanks)\b")
_EVERY_FIX = Wording(
    r"\b(?:every|each|all)\s+(?:\w+\s+)?(?:fix|fixes|patch|patches|releases?|advisor(?:y|ies))\b[^.]{0,60}:\W*$"
)
_TELLS_ELSEWHERE = Wording(
    r"^(?:(?!\bgithub\b)[^.;]){0,100}\b(?:announc|publish|post|sen[dt]|communicat|distribut|shar|broadcast|mail|disclos)\w*\s+(?:\w+ly\s+)?(?:on|to|at|in|via|through|by)\s+(?:(?!github\b)[\w'’-]+\s+){0,6}?$"
)
"""Between what is told and the place where it is."""
_BIDS_TO_REPORT = Wording(
    r"\b(?:report|disclose|submit|notify|contact|reach|inform)\b[^.;]{0,100}\b(?:by|via|using|through|following|either|ways?|methods?|channels?|options?)\b[^.;]{0,40}:\W*$"
)
_OUT_OF_SCOPE = Wording(
    r"\b(?:out[\s-]+of|not\s+in)[\s-]+scope\b|\bexclusions?\b|\bnot\s+(?:considered\s+)?(?:an?\s+)?vulnerabilit"
)
_PRONOUN = Wording(
    r"\W*(?:(?:then|later|afterwards|finally|next)\W+)?(?:we|the\s+(?:team|maintainers?))\s+(?:\w+\s+)?(?:announce|publish|post|send|mail|share|list|write\s+about)\s+(?:these|those|them|it|each|both|all)\b|"
    r"\W*(?:these|those|they|it|this|each|both|all\s+of\s+(?:these|them))\s+(?:\w+\s+){0,3}?(?:announced|published|posted|sent|mailed|communicated|distributed|shared|disclosed|released|listed)\b"
)
"""Stands for what the sentence before it speaks of."""
_FOR_REPORTS = Wording(r"\b(?:vulnerability\s+(?:disclosure|report\w*)|private)\b")
_SUPPORTED = Wording(r"\bsupport(?:ed)?\s+versions?\b|\bversions?\s+support\w*\b")
_RECEIVES = Wording(
    r"\b(?:is|are)\s+(?:\w+\s+){0,2}supported\b|\b(?:receives?|gets?)\s+(?:\w+\s+)?(?:security|fixes|updates|patches|support)\b"
)
"""Says which versions are supported, by naming where they are found."""
_PUBLISHED_IN_CELL = Wording(
    r"\b(?:publish(?:ed|ing)?|announced?|releas(?:ed?|ing)|issued?)\b[^|]{0,60}\b(?:advisor(?:y|ies)|release\s+notes?|change-?log|mailing)|\badvisor(?:y|ies)\s+(?:\w+\s+)?(?:published|released|issued)"
)
_FORBIDDEN = Wording(
    r"\b(?:do|must|should|may)\s+not\b[^.:]{0,20}:?\W*$|\bnot\s+(?:supported|accepted|monitored|used)\b[^.:]{0,20}:\W*$|\b(?:never|avoid|refrain\s+from)\W*$"
)
"""Introduces what reporters are not to do."""
_OF_CHANNELS = Wording(r"^\W*(?:\w+\s+)?(?:channels?|where|medium|method|place|platform)\W*$")
"""The title of a column of channels."""
_TOLD_IN_COLUMN = Wording(
    r"\bannounc|\bnotif|\bpublish|\bcommunicat|\b(?:how|where)\s+(?:users|customers|you|we|it)\b|\binform|\btold\b|\bdelivered|\breleased\s+(?:to|on|via|in)\b|\bwhere\s+to\s+(?:find|look|read)|\badvisory\s+channel"
)
"""The title of a column that says how updates are told."""
_MOST_PLACES = 4
_FEWEST_LINES = 3
_FEWEST_WORDS = 5
"""A shorter cell says nothing of what is told there."""
_MOST_WORDS = 10
"""A longer item of a list is a sentence, and has to say itself what is told there."""


@dataclass(frozen=True, kw_only=True)
class UpdateChannel(Promise):
    """Where users hear of security updates, or get them.

    Takes: "we publish a GitHub Security Advisory", "announced via GitHub releases and on PyPI", "the changelog names each
    fix", a list under "Security updates", a column "Announced in". Leaves alone the advisories by which a vulnerability is reported. "Subscribe to releases" is advice.
    """

    kind: ClassVar[str] = "update-channel"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"channels": tuple(CHANNELS)}
    channels: tuple[str, ...]

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that names channels."""
        before: Statement | None = None
        found: dict[int, Self] = {}
        for statement, following in zip_longest(statements(document), statements(document)[1:]):
            by_line = _by_line(statement, before)
            before = statement
            for offset, channels in by_line.values():
                if channels == [ADVISORIES] and following and _told_there(following, statement):
                    continue
                location, quote = quoted(document, statement, _at_address(document, statement, offset, channels))
                one = cls(location=location, quote=quote, channels=tuple(channels), force=_force(statement))
                first = found.setdefault(location.line, one)
                together = tuple(dict.fromkeys((*first.channels, *channels)))
                found[location.line] = replace(first, channels=together)
        yield from found.values()


def _at_address(document: Document, statement: Statement, offset: int, channels: list[str]) -> int:
    """Return where the line begins that has the address of what an earlier line of the sentence names, else where that is."""
    wanted = _ADDRESSES.get(channels[0]) if len(channels) == 1 else None
    if wanted is None or urls(document, statement.line_at(offset)):
        return offset
    later = ((start, number) for start, number in statement.lines if start > offset)
    return next(
        (start for start, number in later if any(wanted.search(each) for each, _ in urls(document, number))), offset
    )


def _spoken_of(statement: Statement, before: Statement | None) -> str:
    """Return what a statement goes on to speak of: what it refers to, answers or stands under."""
    leads = [lead for lead in statement.leads[-1:] if introduces(lead)]
    above = [text for text in (statement.heading, *leads) if _UPDATE_SECTION.search(text)]
    if before and (before.text.endswith("?") or _PRONOUN.match(statement.text)):
        above.append(before.text)
    return " ".join(above)


def _told_there(statement: Statement, before: Statement) -> bool:
    """Tell whether a sentence says where that is announced which the sentence before it speaks of."""
    named = (
        statement.headings == before.headings
        and _PRONOUN.match(statement.text)
        and any(words.search(statement.text) for channel, words in CHANNELS.items() if channel in NAMED_AS_A_PLACE)
    )
    return bool(named)


def _force(statement: Statement) -> Force:
    to_readers = FOR_READERS.search(_ASIDE.sub("", " ".join((statement.text, *statement.leads[-1:]))))
    advised = addresses_users(statement) and not _BY_THE_PROJECT.search(statement.text)
    return Force.PRACTICE if to_readers or advised else Force.COMMITMENT


def _by_line(statement: Statement, said_before: Statement | None) -> dict[int, tuple[int, list[str]]]:
    """Return the channels of each line; a pronoun at its beginning stands for what is `said_before` it."""
    lines: dict[int, tuple[int, list[str]]] = {}
    found = [(match, channel) for channel, words in CHANNELS.items() for match in _places(words, statement.text)]
    if not found or any(words.search(lead) for words in (_FORBIDDEN, _BIDS_TO_REPORT) for lead in statement.leads):
        return lines
    if any(map(_OUT_OF_SCOPE.search, (statement.heading, *statement.leads))):
        return lines
    if any(map(_CREDITS.search, (statement.heading, statement.label, *statement.leads[-1:]))):
        return lines
    if _SUPPORTED.search(statement.heading) and _RECEIVES.search(statement.text):
        return lines
    labelled = {
        channel for match, channel in found if channel in NAMED_AS_A_PLACE and match.end() <= statement.body_start
    }
    spoken_of = _spoken_of(statement, said_before)
    listed = _is_listed(statement) and not among_themselves(statement)
    found.sort(key=lambda each: (not _is_named(statement.text, each[0]), each[0].start()))
    for match, channel in found:
        if (labelled and channel not in labelled) or any(channel in channels for _, channels in lines.values()):
            continue
        others = [other for other, name in found if name != channel and other.start() >= match.end()]
        if _names_it(statement, match, channel, spoken_of, others, listed=listed):
            begins = _begins(statement.text, match) if channel == ADVISORIES else match.start()
            lines.setdefault(statement.line_at(begins), (begins, []))[1].append(channel)
    return lines


def _names_it(
    statement: Statement,
    match: re.Match[str],
    channel: str,
    spoken_of: str,
    others: list[re.Match[str]],
    *,
    listed: bool,
) -> bool:
    """Tell whether a name is that of a place where updates are told; `others` are the names after it."""
    before, is_advisory = statement.text[: match.start()], channel == ADVISORIES
    own_work = among_themselves(statement)
    if channel in REGISTRIES and _PROCESS.search(statement.context):
        spoken_of = f"{spoken_of} {statement.context} fixes"
    besides = (
        (is_advisory and _PREPARED.search(before))
        or (channel in REGISTRIES and OF_DEPENDENCIES.search(statement.text))
        or _ADORNS.search(before)
    )
    if (listed or _in_column(statement, match)) and not besides:
        return True
    if not (is_advisory and _is_told_elsewhere(statement.text, match, others)) and any(
        is_told(said, channel, spoken_of, own_work=own_work) for said in _sayings(statement, match)
    ):
        return True
    below = channel in NAMED_AS_A_PLACE and not statement.cells and _UPDATE_SECTION.search(statement.heading)
    return bool(
        below
        and _OF_NEWS.search(statement.text)
        and not own_work
        and not besides
        and not NOT_FOR_UPDATES.search(statement.text)
        and not TAKEN.search(before)
    )


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Tell whether a channel's address stands there, or its whole name, and not only what it is."""
    return "@" in match[0] or "github" in f"{text[_begins(text, match) : match.start()]}{match[0]}".lower()


def _begins(text: str, match: re.Match[str]) -> int:
    """Return where a name begins of which only the last word was looked for."""
    name = _ITS_NAME.search(text[max(0, match.start() - LONGEST_NAME) : match.start()])
    return match.start() - len(name[0]) if name else match.start()


def _is_told_elsewhere(text: str, match: re.Match[str], others: list[re.Match[str]]) -> bool:
    """Tell whether what it names is told at one of the `others`: "advisories are announced on the mailing list"."""
    if is_published_by_us(text[: match.start()]):
        return False
    return any(_TELLS_ELSEWHERE.search(text[match.end() : other.start()]) for other in others)


def _sayings(statement: Statement, match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before a channel's name, the name, and what follows: of a table in its cell, or in a row that publishes."""
    text = statement.text
    if not statement.cells and (line := _own_line(statement, match)):
        yield text[line[0] : match.start()], match[0], text[match.end() : line[1]]
        return
    if not statement.cells or _PUBLISHED_IN_CELL.search(text):
        yield text[: match.start()], match[0], text[match.end() :]
    if statement.cells:
        before, after = text[: match.start()].split(BETWEEN_CELLS)[-1], text[match.end() :].split(BETWEEN_CELLS)[0]
        if len(f"{before}{match[0]}{after}".split()) >= _FEWEST_WORDS:
            yield before, match[0], after


def _own_line(statement: Statement, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the line begins and ends that a name stands on, where each line of a paragraph is a sentence without its full stop."""
    starts = [start for start, _ in statement.lines]
    if len(starts) < _FEWEST_LINES or not all(statement.text[start : start + 1].isupper() for start in starts):
        return None
    begin = max(start for start in starts if start <= match.start())
    return begin, min((start for start in starts if start > begin), default=len(statement.text))


def _places(words: Wording, text: str) -> Iterator[re.Match[str]]:
    """Yield the first places where a text names a channel: of the first an advisory may only be spoken of."""
    at = 0
    for _ in range(_MOST_PLACES):
        match = words.search(text, at)
        if match is None:
            return
        yield match
        at = match.end()


def _in_column(statement: Statement, match: re.Match[str]) -> bool:
    """Tell whether it stands in a cell under a title, or in a row with a label, that says how updates are told."""
    column = statement.text[: match.start()].count(BETWEEN_CELLS)
    if column >= len(statement.titles) or NOT_FOR_UPDATES.search(f"{statement.heading} {statement.text}"):
        return False
    title = statement.titles[column]
    return bool(
        _TOLD_IN_COLUMN.search(title)
        or (column and _TOLD_IN_COLUMN.search(statement.label))
        or (_OF_CHANNELS.search(title) and UPDATES.search(" ".join((*statement.titles, statement.text))))
    )


def _is_listed(statement: Statement) -> bool:
    """Tell whether it is an item of a list of channels: its heading or introduction speaks of updates."""
    if (
        any(map(_FOR_REPORTS.search, statement.leads))
        or not (statement.depth or any(map(_OF_CHANNELS.search, statement.titles)))
        or (len(statement.text.split()) > _MOST_WORDS and not _EVERY_FIX.search(statement.introduction))
        or NOT_FOR_UPDATES.search(statement.text)
    ):
        return False
    above = [each.text for each in statement.headings[-2:-1] if _CHANNELS_ONLY.match(statement.heading)]
    return any(
        _EVERY_FIX.search(text) or (_UPDATE_SECTION.search(text) and not NOT_FOR_UPDATES.search(text.rstrip(":")))
        for text in (statement.introduction, statement.heading, *above)
    )
