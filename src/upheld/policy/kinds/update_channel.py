"""The kind of promise that says where security updates are announced or delivered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.among_themselves import among_themselves
from upheld.policy.document import Document
from upheld.policy.force import addresses_users
from upheld.policy.quotes import quoted
from upheld.policy.statements import BETWEEN_CELLS, Statement, statements
from upheld.policy.wording import Wording

_CHANNELS: Mapping[str, Wording] = {
    "github-advisories": Wording(
        r"(?<!nuget )(?<!npm )(?<!rustsec )(?<!pypi )\badvisor(?:y|ies)\b(?!['’]s\s+comments?|\s+(?:form|drafts?|features?|database|comments?|threads?|descriptions?|branch|fork|discussions?|numbers?|templates?)\b|\W{1,5}(?:(?!(?:and|or|as)\b)\w+\s+){0,3}?(?:(?:published|posted|sent|announced)\s+)?(?:on|to|at|in|via)\s+(?:\w+\s+){0,2}?(?:https?://(?![\w.]*github)|blog\b|mailing|website|forum|release\s+notes|change-?log))|\bdisclosed\s+vulnerabilities\b|\bghsas?\b(?!-|\s+(?:queue|form|report|draft))"
    ),
    "github-releases": Wording(
        r"\bgithub['’]?s?\s+releases?\b|\brelease\s+notes?\b(?!\W+(?:\w+\W+){0,4}?in\W+(?:the\W+)?change)|\breleases?\s+(?:page|tab|notifications?)\b|\bpatch\s+notes?\b|\b(?:subscribe\s+to|watch)\s+(?:our\s+|the\s+|github\s+){0,2}releases\b|/releases\b|\bwatch\s+(?:this|the|our)\s+(?:repo(?:sitory)?|project)\s+for\s+(?:new\s+)?releases\b|\brepository\s+releases\b|\b(?:see|consult|view)\s+(?:\w+\s+)?all\s+releases\b"
    ),
    "changelog": Wording(r"\bchange-?\s?logs?\b"),
    "npm": Wording(
        r"\bnpm\b(?!\s+(?:package\s+names?|audit|provenance|install|ci|run|packages?\s+are|tarballs?|tokens?|accounts?|scripts?|pack|cli|login|lifecycle|workspaces?|dependenc\w+)\b)|\bdist-tag\b"
    ),
    "pypi": Wording(r"\bpypi\b"),
    "nuget": Wording(r"\bnuget\b"),
    "mailing-list": Wording(
        r"\bmailing[\s-]+lists?\b|\b[\w.-]*announce[\w.-]*@[\w.-]+|\bnewsletter\b|\be-?mail\s+(?:notifications?|alerts?|bulletins?)\b(?![^.;]{0,80}\b(?:repositor(?:y|ies)|github|watch\w*)\b)|\bgoogle\s+groups?\b|\b(?:e-?mail|announce(?:ments?)?|[\w.]{1,40}-(?:announce|security|users|dev)|security-[\w-]{1,40}|notification)\s+lists?\b"
    ),
    "auto-update": Wording(
        r"\bauto(?:matic(?:ally)?)?[\s-]*updat(?:e[sd]?|er|ing)\b(?!\s+(?:of\s+)?(?:for\s+)?dependenc)(?=[^.;]{0,60}\b(?:keeps?|deliver\w*|install\w*|ensures?|enabled|default)\b)"
    ),
    "announcements-channel": Wording(
        r"#?announcements?\W*\s+channel\b|\b(?:(?:discord|slack|twitter|mastodon|telegram)(?!\s+(?:project|repo|server\s+(?:admin|software)|instance|team|org|itself|user))|blog|forum|github\s+discussions|status\s+page|tweets?|social\s+media|e-?mail\s+notifications?(?=[^.;]{0,80}\b(?:repositor(?:y|ies)|github|watch\w*)\b)|advisory\s+database|community\s+channels?|communication\s+(?:channels?|mechanisms?))\b"
    ),
}
_NAMED_AS_A_PLACE = frozenset(_CHANNELS) - {"github-advisories"}
"""What an item is about when its label names it; "advisories" may be what is announced elsewhere."""
_REGISTRIES = frozenset({"npm", "pypi", "nuget"})
_ITS_RELEASE = Wording(
    r"\s+(?:releases?|registry|page|packages?\s+(?:is|are|will\s+be)\s+(?:\w+\s+)?(?:published|released|updated))\b"
)
_THERE = Wording(r"\b(?:to|on|via|through|from|in|at)\b[^.;]{0,40}$")
_OF_DEPENDENCIES = Wording(r"\bdependenc(?:y|ies)\b|\bdependabot\b|\baudit\w*\b|\bscan\w*\b")
_BY_ITSELF = frozenset({"auto-update"})
"""What is itself a way to get updates, whatever the sentence says of it."""

_TELLS = r"(?:publish|announc|document|noted|marked|flagged|communicat|notif|inform|post|list|deliver|distribut|disclos|issued|issuing|(?:will|then|we|to)\s+issue|creat|shar|ship|send|mention|appear|go(?:es)?\s+out|releas(?:e|ed|ing)(?!\w)|handl|available|see|refer|consult|find|updat|provid|open|tag(?!ged\s+(?:releases?|versions?)))\w*"
_TOLD_THERE = Wording(rf"\b{_TELLS}\b[^.;]{{0,100}}$")
_IS_TOLD = Wording(
    r"^(?:(?!\byou\b)[^.;]){0,40}\b(?:(?:is|are|get|will\s+be|were)\s+(?:\w+\s+){0,2}?(?:published|released|issued|disclosed|posted|made\s+public|made\s+available|announced|tagged|publicly)|can\s+be\s+(?:found|viewed|seen)|go(?:es)?\s+(?:live|out|public)\b|appears?\s+(?:on|in|under|at)\b|(?:list|announce|document|show|describe)s?|carr(?:y|ies))\b|^\W*(?:published|released|issued)\b|^\W*(?:(?:is|are|will\s+be)\s+)?(?:created|opened)\s+(?:for|with)\s+(?:each|every|all|any|significant|serious|critical|confirmed|accepted|valid|relevant)\b|^\W*to\s+(?:(?:inform|notify|alert|tell)\s+(?:\w+\s+)?(?:users|customers|everybody|everyone|people|downstream|the\s+community)|announce)\b"
)
_UPDATES = Wording(
    r"\b(?:updates?|fix(?:es|ed)?|patch(?:es|ed)?|releases?|announcements?|advisor(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|security\s+issues?|notices?|users|disclosure|upgrade)\b|\b(?:each|every|all)\s+(?:one|of\s+(?:them|these))\b"
)
_UPDATE_SECTION = Wording(
    r"\bsecurity\s+(?:\w+\s+)?(?:updates?|announcements?|notifications?|advisories|bulletins?|alerts?|releases?)\b|\b(?:updates?|fixes|advisories|patches|releases)\b[^.:]{0,40}\b(?:published|announced|released|delivered|available|communicated|distributed)\b"
    r"|\bstay(?:ing)?\s+(?:informed|updated|up)\b|\bnotif(?:y|ied|ications?)\b|\bannouncements?\b|\bupdate\s+(?:channels?|process|policy|notifications?|announcements?)\b|\bdisclosure\s+(?:policy|process|practices)\b"
)
_CHANNELS_ONLY = Wording(r"\W*(?:(?:communication|notification)\s+)?(?:channels?|where|how)\W*$")
"""A heading that leaves to the one above it what its channels are for."""
_NOT_FOR_UPDATES = Wording(
    r"\b(?:report\w*|submit\w*|submission|contact\w*|reach\s+out|drafts?|privately|click|navigate|go\s+to|preferred|credit\w*|acknowledg\w*|cve\s+ids?|receiv\w+|request\w*|attached|provenance|sbom|attach|signed|until\s+the\s+advisory|if\s+you|you\s+(?:should|provide)|eligible|private|instead|please\s+(?:also\s+)?(?:use|report|open|create|submit|file|inform|notify|tell|let|send|e-?mail|mail|write|share)|(?:you\s+can|alternatively),?\s+(?:also\s+)?(?:use|open|create|submit|draft|file)|may\s+(?:\w+\s+)?(?:handle|issue|publish|request)|new\s+security\s+advisory)\b"
    r"|\b(?:refrain|avoid|do\s+not|don['’]t|never)\b|\bopen\s+(?:a|an|the)\s+(?:\w+\s+)?(?:private|github\s+private)\b|\bbefore\s+(?:a|the|any)\s+(?:public\s+)?advisor|:\s*$"
)
_FOR_READERS = Wording(
    r"\b(?:subscribe|watch|monitor|check|keep\s+automatic|enable)\b|(?:^|:)\W*(?:please\s+)?review\b|^\W*(?:stay|keep)\s+(?:informed|updated|up)\b"
)
_BIDS = Wording(r"(?:see|consult|view)\b")
_BY_THE_PROJECT = Wording(r"\b(?:we|our|will\s+be|are\s+(?:published|announced|released))\b")
_PUBLISHED = Wording(
    r"\b(?:publish(?:es)?|releas(?:e|es)|issues?|posts?)\s+(?:(?!(?:and|or|for|to|in|on|of|as|with|before|until|after|when|once)\b)[\w-]+\s+){0,4}$"
)
_WE = Wording(r"\b(?:we|i|project|team|maintainers?)\b[^.;]{0,160}$")
_OF_OTHERS = Wording(r"\b(?:your|their)\s+(?:own\s+)?(?:security\s+)?$")
_FOREIGN = Wording(
    r"\b(?:no|without)\s+(?:[\w-]+\s+){0,3}$|\b(?:upstream|any|each|these|those|false-positive|details\s+of\s+the)\s+(?:\w+\s+)?$"
)
"""Before advisories of others, which are looked into."""
_BIDDEN = Wording(
    r"(?:^|[:.]\s)\W*(?:(?:please|by|via|through)\s+)?(?:(?:create|open|submit|draft|file)|(?:creat|open|submitt|draft|fil)ing)\s+(?:an?\s+)?(?:new\s+)?(?:(?:github|private|security|draft)\s+)*$"
)
_TO_DISCLOSE = Wording(r"\W*to\s+(?:publicly\s+)?(?:disclose|publish|communicate|share)\b")
"""What we use an advisory for."""
_ITS_NAME = Wording(r"\b(?:(?:public|private|github['’]?s?|repository|security)[\s-]+){1,4}$")
"""The words of a name that stand before the last one."""
_IS_PUBLISHED = Wording(r"\W*(?:is|are|will\s+be|gets?)\s+(?:\w+ly\s+)?(?:published|released|issued|announced)\b")
"""After an advisory: what stands in other parts of the sentence is of something else."""
_LOOKED_UP = Wording(
    r"\b(?:based\s+on|against|from|using|uses?|quer(?:y|ies)|checks?|compar\w+\s+(?:to|with)|by|with)\s+(?:[\w'’]+\s+){0,3}$"
)
"""Before a database by which vulnerabilities of dependencies are found."""
_WHEN = Wording(r"\b(?:when|whenever|once|if|until|before)\s+(?:(?:an?|the|any|our|new)\s+)?(?:[\w-]+\s+){0,3}$")
_MAY_BE_LATE = Wording(r"\b(?:delay|withh[eo]ld|postpone|defer)\w*\b[^.;]{0,160}$")
_WORKPLACE = Wording(
    r"\b(?:comments?|discussions?|description|fork|branch)\s+(?:in|of|on|to)\s+(?:the|an?|its)\s+(?:\w+\s+){0,2}?$|\b(?:you|your|names?|reporters?|researchers?|finders?)\b[^.;]{0,60}\b(?:referred\s+to|named|credited|mentioned|acknowledged|thanked)\b[^.;]{0,20}\bin\s+(?:the|an?|our|each)\s+(?:\w+\s+){0,2}?$|\b(?:add(?:ed)?|invit\w+|cop(?:y|ied)|merg\w+)\b[^.;]{0,80}\b(?:to|into|in|from)\s+(?:the|an?)\s+(?:\w+\s+){0,2}?$|\b(?:clos(?:e|ing)|edit|update)\s+(?:the|an?|its)\s+(?:\w+\s+){0,2}?$"
)
"""Before an advisory in which a report is worked on, or its finder named."""
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
_AS_FOR_REPORTS = Wording(
    r"^\W*(?:(?:as|used|that\s+is\s+used|mentioned)\s+)?(?:for|to)\s+report|^\W*(?:as\s+)?(?:above|described\s+above)\b"
)
_PRONOUN = Wording(
    r"\W*(?:these|those|they|it|this|each|both|all\s+of\s+(?:these|them))\s+(?:\w+\s+){0,3}?(?:announced|published|posted|sent|mailed|communicated|distributed|shared|disclosed|released|listed)\b"
)
"""Stands for what the sentence before it speaks of."""
_WORKED_ON = Wording(
    r"^\W*(?:will|may|should|must)\s+(?:also\s+)?(?:link|state|credit|includ|contain|mention|nam|explain|note)\w*|^\W*(?:to|for)\s+(?:\w+\s+)?(?:coordinat|collaborat|discuss|work|track|develop|draft|triag)\w*|^\W*accordingly\b|^[^.;]{0,60}\b(?:add|invite)\s+you\b|^\W*(?:that\s+is\s+)?visible\s+only\b"
)
"""After an advisory: what it holds, or that it is where the fix is spoken of."""
_FOR_REPORTS = Wording(r"\b(?:vulnerability\s+(?:disclosure|report\w*)|private)\b")
_SUPPORTED = Wording(r"\bsupport(?:ed)?\s+versions?\b|\bversions?\s+support\w*\b")
_RECEIVES = Wording(
    r"\b(?:is|are)\s+(?:\w+\s+)?supported\b|\b(?:receives?|gets?)\s+(?:\w+\s+)?(?:security|fixes|updates|patches|support)\b"
)
"""Says which versions are supported, by naming where they are found."""
_DENIES = Wording(
    r"\b(?:not|no|never)\b\W+(?:\w+\W+){0,3}?(?:auto|announce|publish|ship|guarantee|send|notif|discuss)\w*"
)
_PUBLISHED_IN_CELL = Wording(
    r"\b(?:publish(?:ed|ing)?|announced?|releas(?:ed?|ing)|issued?)\b[^|]{0,60}\b(?:advisor(?:y|ies)|release\s+notes?|change-?log|mailing)|\badvisor(?:y|ies)\s+(?:\w+\s+)?(?:published|released|issued)"
)
_FORBIDDEN = Wording(
    r"\b(?:do|must|should|may)\s+not\b[^.:]{0,20}:?\W*$|\bnot\s+(?:supported|accepted|monitored|used)\b[^.:]{0,20}:\W*$|\b(?:never|avoid|refrain\s+from)\W*$"
)
"""Introduces what reporters are not to do."""
_OF_CHANNELS = Wording(r"^\W*(?:\w+\s+)?(?:channels?|where|medium|method|place|platform)\W*$")
"""The title of a column of channels."""
_MOST_PLACES = 4
_FEWEST_WORDS = 5
"""A shorter cell says nothing of what is told there."""
_LONGEST_NAME = 60
_MOST_WORDS = 14
"""A longer item of a list is a sentence, and has to say itself what is told there."""


@dataclass(frozen=True, kw_only=True)
class UpdateChannel(Promise):
    """Where users hear of security updates, or get them.

    Takes: "we publish a GitHub Security Advisory", "announced via GitHub releases and on PyPI", a list under "Security
    updates". Leaves alone the advisories by which a vulnerability is reported. "Subscribe to releases" is advice.
    """

    kind: ClassVar[str] = "update-channel"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {"channels": tuple(_CHANNELS)}
    channels: tuple[str, ...]

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that names channels."""
        before = ""
        found: dict[int, Self] = {}
        for statement in statements(document):
            spoken_of = before if _PRONOUN.match(statement.text) else ""
            before = statement.text
            for offset, channels in _by_line(statement, spoken_of).values():
                location, quote = quoted(document, statement, offset)
                one = cls(location=location, quote=quote, channels=tuple(channels), force=_force(statement))
                first = found.setdefault(location.line, one)
                together = tuple(dict.fromkeys((*first.channels, *channels)))
                found[location.line] = replace(first, channels=together)
        yield from found.values()


def _force(statement: Statement) -> Force:
    to_readers = _FOR_READERS.search(" ".join((statement.text, *statement.leads[-1:])))
    advised = addresses_users(statement) and not _BY_THE_PROJECT.search(statement.text)
    return Force.PRACTICE if to_readers or advised else Force.COMMITMENT


def _by_line(statement: Statement, spoken_of: str) -> dict[int, tuple[int, list[str]]]:
    """Return the channels of each line; a pronoun at its beginning stands for what is `spoken_of` before it."""
    lines: dict[int, tuple[int, list[str]]] = {}
    found = [(match, channel) for channel, words in _CHANNELS.items() for match in _places(words, statement.text)]
    if not found or any(words.search(lead) for words in (_FORBIDDEN, _BIDS_TO_REPORT) for lead in statement.leads):
        return lines
    if any(map(_OUT_OF_SCOPE.search, (statement.heading, *statement.leads))):
        return lines
    if _SUPPORTED.search(statement.heading) and _RECEIVES.search(statement.text):
        return lines
    own_work = among_themselves(statement)
    listed = _is_listed(statement) and not own_work
    labelled = [
        (match, channel)
        for match, channel in found
        if channel in _NAMED_AS_A_PLACE and match.end() <= statement.body_start
    ]
    found.sort(key=lambda each: each[0].start())
    for match, channel in found:
        if labelled and not any(channel == other for _, other in labelled):
            continue
        if any(channel in channels for _, channels in lines.values()):
            continue
        after_it = [other for other, name in found if name != channel and other.start() >= match.end()]
        if listed or (
            not (channel == "github-advisories" and _is_told_elsewhere(statement.text, match, after_it))
            and any(_is_told(said, channel, spoken_of, own_work=own_work) for said in _sayings(statement, match))
        ):
            begins = _begins(statement.text, match) if channel == "github-advisories" else match.start()
            lines.setdefault(statement.line_at(begins), (begins, []))[1].append(channel)
    return lines


def _begins(text: str, match: re.Match[str]) -> int:
    """Return where a name begins of which only the last word was looked for."""
    name = _ITS_NAME.search(text[max(0, match.start() - _LONGEST_NAME) : match.start()])
    return match.start() - len(name[0]) if name else match.start()


def _is_told_elsewhere(text: str, match: re.Match[str], others: list[re.Match[str]]) -> bool:
    """Tell whether what it names is told at one of the `others`: "advisories are announced on the mailing list"."""
    before = text[: match.start()]
    if _PUBLISHED.search(before) and _WE.search(before):
        return False
    return any(_TELLS_ELSEWHERE.search(text[match.end() : other.start()]) for other in others)


def _sayings(statement: Statement, match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before a channel's name, the name, and what follows: of a table in its cell, or in a row that publishes."""
    text = statement.text
    if not statement.cells or _PUBLISHED_IN_CELL.search(text):
        yield text[: match.start()], match[0], text[match.end() :]
    if statement.cells:
        before, after = text[: match.start()].split(BETWEEN_CELLS)[-1], text[match.end() :].split(BETWEEN_CELLS)[0]
        if len(f"{before}{match[0]}{after}".split()) >= _FEWEST_WORDS:
            yield before, match[0], after


def _places(words: Wording, text: str) -> Iterator[re.Match[str]]:
    """Yield the first places where a text names a channel: of the first an advisory may only be spoken of."""
    at = 0
    for _ in range(_MOST_PLACES):
        match = words.search(text, at)
        if match is None:
            return
        yield match
        at = match.end()


def _is_listed(statement: Statement) -> bool:
    """Tell whether it is an item of a list of channels: its heading or introduction speaks of updates."""
    if (
        any(map(_FOR_REPORTS.search, statement.leads))
        or not (statement.depth or any(map(_OF_CHANNELS.search, statement.titles)))
        or len(statement.text.split()) > _MOST_WORDS
        or _NOT_FOR_UPDATES.search(statement.text)
    ):
        return False
    above = [each.text for each in statement.headings[-2:-1] if _CHANNELS_ONLY.match(statement.heading)]
    return any(
        _UPDATE_SECTION.search(text) and not _NOT_FOR_UPDATES.search(text.rstrip(":"))
        for text in (statement.introduction, statement.heading, *above)
    )


def _is_told(said: tuple[str, str, str], channel: str, spoken_of: str, *, own_work: bool) -> bool:
    """Tell whether a sentence, in three pieces, says that something is announced or delivered there.

    Where it is of the `own_work` of those who prepare a fix, only what they publish counts.
    """
    before, name, after = said
    text, until = f"{before}{name}{after}", f"{before}{name}"
    if channel == "github-advisories" and _IS_PUBLISHED.match(after):
        until = until[max(until.rfind(" and "), until.rfind(", ")) + 1 :]
    if text.rstrip().endswith(":") or _DENIES.search(text) or _OF_OTHERS.search(before):
        return False
    if name.lower() == "advisory database" and _LOOKED_UP.search(before):
        return False
    if _MAY_BE_LATE.search(before) or _AS_FOR_REPORTS.search(after):
        return False
    if channel in _REGISTRIES and (
        _OF_DEPENDENCIES.search(text) or not (_THERE.search(before) or _ITS_RELEASE.match(after))
    ):
        return False
    if channel == "github-advisories" and (
        _WORKED_ON.search(after)
        or any(words.search(before) for words in (_FOREIGN, _BIDDEN, _WORKPLACE))
        or (_WHEN.search(before) and _IS_PUBLISHED.match(after))
    ):
        return False
    if channel in _BY_ITSELF or _BIDS.match(name) or _FOR_READERS.search(until):
        return True
    published = channel == "github-advisories" and _PUBLISHED.search(before) and _WE.search(before)
    if (_NOT_FOR_UPDATES.search(until) or (own_work and channel == "github-advisories")) and not published:
        return False
    if "@" in name:
        return True
    told = _TOLD_THERE.search(before) or _IS_TOLD.search(after) or (_WE.search(before) and _TO_DISCLOSE.match(after))
    about = text if channel == "github-advisories" else f"{before} {after} {spoken_of}"
    return bool(told and _UPDATES.search(about))
