"""The kind of promise that says where security updates are announced or delivered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_CHANNELS: Mapping[str, Wording] = {
    "github-advisories": Wording(
        r"(?<!nuget )(?<!npm )(?<!rustsec )(?<!pypi )\badvisor(?:y|ies)\b(?!\s+(?:form|drafts?|features?|database)|\W{1,5}(?:\w+\s+){0,3}?(?:(?:published|posted|sent|announced)\s+)?(?:on|to|at|in|via)\s+(?:\w+\s+){0,2}?(?:https?://(?![\w.]*github)|blog\b|mailing|website|forum|release\s+notes|change-?log))|\bdisclosed\s+vulnerabilities\b"
    ),
    "github-releases": Wording(
        r"\bgithub['’]?s?\s+releases?\b|\brelease\s+notes?\b(?!\W+(?:\w+\W+){0,4}?in\W+(?:the\W+)?change)|\breleases?\s+(?:page|tab|notifications?)\b|\bpatch\s+notes?\b|\b(?:subscribe\s+to|watch)\s+(?:our\s+|the\s+|github\s+){0,2}releases\b|/releases\b|\bwatch\s+(?:this|the|our)\s+(?:repo(?:sitory)?|project)\s+for\s+(?:new\s+)?releases\b|\brepository\s+releases\b|\b(?:see|consult|view)\s+(?:\w+\s+)?all\s+releases\b"
    ),
    "changelog": Wording(r"\bchange-?\s?logs?\b"),
    "npm": Wording(r"\bnpm\b(?!\s+(?:package\s+names?|audit|provenance|install|ci|run|packages?\s+are))|\bdist-tag\b"),
    "pypi": Wording(r"\bpypi\b"),
    "nuget": Wording(r"\bnuget\b"),
    "mailing-list": Wording(r"\bmailing[\s-]+lists?\b|\b[\w.-]*announce[\w.-]*@[\w.-]+|\bnewsletter\b"),
    "auto-update": Wording(
        r"\bauto(?:matic(?:ally)?)?[\s-]*updat(?:e[sd]?|er|ing)\b(?!\s+(?:of\s+)?(?:for\s+)?dependenc)(?=[^.;]{0,60}\b(?:keeps?|deliver\w*|install\w*|ensures?|enabled|default)\b)"
    ),
    "announcements-channel": Wording(
        r"#?announcements?\W*\s+channel\b|\b(?:(?:discord|slack|twitter|mastodon|telegram)(?!\s+(?:project|repo|server\s+(?:admin|software)|instance|team|org|itself|user))|blog|forum|github\s+discussions|status\s+page|tweets?|social\s+media|e-?mail\s+notifications?|advisory\s+database|community\s+channels?|communication\s+(?:channels?|mechanisms?))\b"
    ),
}
_NAMED_AS_A_PLACE = frozenset(_CHANNELS) - {"github-advisories"}
"""What an item is about when its label names it; "advisories" may be what is announced elsewhere."""
_BY_ITSELF = frozenset({"auto-update"})
"""What is itself a way to get updates, whatever the sentence says of it."""

_TELLS = r"(?:publish|announc|document|noted|marked|flagged|communicat|notif|inform|post|list|deliver|distribut|disclos|issued|issuing|(?:will|then|we|to)\s+issue|creat|shar|ship|send|mention|releas(?:e|ed|ing)(?!\w)|handl|available|see|refer|consult|find|updat|provid|open|tag(?!ged\s+(?:releases?|versions?)))\w*"
_TOLD_THERE = Wording(rf"\b{_TELLS}\b[^.;]{{0,100}}$")
_IS_TOLD = Wording(
    r"^[^.;]{0,40}\b(?:(?:is|are|get|will\s+be|were)\s+(?:\w+\s+){0,2}?(?:published|released|issued|disclosed|posted|made\s+public|made\s+available|announced|tagged|publicly)|(?:list|announce|document|show|describe)s?|carr(?:y|ies))\b"
)
_UPDATES = Wording(
    r"\b(?:updates?|fix(?:es|ed)?|patch(?:es|ed)?|releases?|announcements?|advisor(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|security\s+issues?|users|disclosure|upgrade)\b|\b(?:each|every|all)\s+(?:one|of\s+(?:them|these))\b"
)
_UPDATE_SECTION = Wording(
    r"\bsecurity\s+(?:\w+\s+)?(?:updates?|announcements?|notifications?|advisories|bulletins?|alerts?|releases?)\b|\b(?:updates?|fixes|advisories|patches|releases)\b[^.:]{0,40}\b(?:published|announced|released|delivered|available|communicated|distributed)\b"
    r"|\bstay(?:ing)?\s+(?:informed|updated|up)\b|\bnotif(?:y|ied|ications?)\b|\bannouncements?\b|\bupdate\s+(?:channels?|process|policy|notifications?|announcements?)\b|\bdisclosure\s+(?:policy|process|practices)\b"
)
_CHANNELS_ONLY = Wording(r"\W*(?:(?:communication|notification)\s+)?(?:channels?|where|how)\W*$")
"""A heading that leaves to the one above it what its channels are for."""
_NOT_FOR_UPDATES = Wording(
    r"\b(?:report\w*|submit\w*|submission|contact\w*|reach\s+out|drafts?|privately|click|navigate|go\s+to|preferred|credit\w*|acknowledg\w*|cve\s+ids?|receiv\w+|request\w*|attached|provenance|sbom|attach|signed|until\s+the\s+advisory|if\s+you|you\s+(?:should|provide)|eligible|private|instead|please\s+(?:use|report|open|create|submit|file)|may\s+(?:\w+\s+)?(?:handle|issue|publish|request)|new\s+security\s+advisory)\b"
    r"|\b(?:refrain|avoid|do\s+not|don['’]t)\b|\bopen\s+(?:a|an|the)\s+(?:\w+\s+)?(?:private|github\s+private)\b|\bbefore\s+(?:a|the|any)\s+(?:public\s+)?advisor|:\s*$"
)
_FOR_READERS = Wording(
    r"\b(?:subscribe|watch|monitor|check|keep\s+automatic|enable)\b|(?:^|:)\W*(?:please\s+)?review\b|^\W*(?:stay|keep)\s+(?:informed|updated|up)\b"
)
_PUBLISHED = Wording(
    r"\b(?:publish(?:es)?|releas(?:e|es)|issues?|posts?)\s+(?:(?:an?|the|our|its|public|new|corresponding|github|security)\s+)*$"
)
_WE = Wording(r"\b(?:we|i|project|team|maintainers?)\b[^.;]{0,40}$")
_FOR_REPORTS = Wording(r"\b(?:vulnerability\s+(?:disclosure|report\w*)|private)\b")
_SUPPORTED = Wording(r"\bsupport(?:ed)?\s+versions?\b|\bversions?\s+support\w*\b")
_RECEIVES = Wording(
    r"\b(?:is|are)\s+(?:\w+\s+)?supported\b|\b(?:receives?|gets?)\s+(?:\w+\s+)?(?:security|fixes|updates|patches|support)\b"
)
"""Says which versions are supported, by naming where they are found."""
_DENIES = Wording(r"\b(?:not|no|never)\b\W+(?:\w+\W+){0,3}?(?:auto|announce|publish|ship|guarantee)\w*")
_FORBIDDEN = Wording(r"\b(?:do|must|should|may)\s+not\b[^.:]{0,20}:?\W*$|\b(?:never|avoid|refrain\s+from)\W*$")
"""Introduces what reporters are not to do."""
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
        for statement in statements(document):
            to_readers = _FOR_READERS.search(" ".join((statement.text, *statement.leads[-1:])))
            force = Force.PRACTICE if to_readers else Force.COMMITMENT
            for offset, channels in _by_line(statement).values():
                location, quote = quoted(document, statement, offset)
                yield cls(location=location, quote=quote, channels=tuple(channels), force=force)


def _by_line(statement: Statement) -> dict[int, tuple[int, list[str]]]:
    lines: dict[int, tuple[int, list[str]]] = {}
    if any(map(_FORBIDDEN.search, statement.leads)):
        return lines
    if statement.cells or (_SUPPORTED.search(statement.heading) and _RECEIVES.search(statement.text)):
        return lines
    listed = _is_listed(statement)
    found = [(match, channel) for channel, words in _CHANNELS.items() if (match := words.search(statement.text))]
    labelled = [
        (match, channel)
        for match, channel in found
        if channel in _NAMED_AS_A_PLACE and match.end() <= statement.body_start
    ]
    for match, channel in sorted(found, key=lambda each: each[0].start()):
        if labelled and not any(channel == other for _, other in labelled):
            continue
        if listed or _is_told(statement.text, channel, match):
            lines.setdefault(statement.line_at(match.start()), (match.start(), []))[1].append(channel)
    return lines


def _is_listed(statement: Statement) -> bool:
    """Tell whether it is an item of a list of channels: its heading or introduction speaks of updates."""
    if (
        any(map(_FOR_REPORTS.search, statement.leads))
        or not statement.depth
        or len(statement.text.split()) > _MOST_WORDS
        or _NOT_FOR_UPDATES.search(statement.text)
    ):
        return False
    around = statement.leads[-1] if statement.leads else statement.heading
    above = [each.text for each in statement.headings[-2:-1] if _CHANNELS_ONLY.match(statement.heading)]
    return any(
        _UPDATE_SECTION.search(text) and not _NOT_FOR_UPDATES.search(text.rstrip(":"))
        for text in (around, statement.heading, *above)
    )


def _is_told(text: str, channel: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence says that something is announced or delivered there."""
    before, after = text[: match.start()], text[match.end() :]
    if text.rstrip().endswith(":") or _DENIES.search(text):
        return False
    if channel in _BY_ITSELF or _FOR_READERS.search(text[: match.end()]):
        return True
    published = channel == "github-advisories" and _PUBLISHED.search(before) and _WE.search(before)
    if _NOT_FOR_UPDATES.search(text[: match.end()]) and not published:
        return False
    if "@" in match[0]:
        return True
    told = _TOLD_THERE.search(before) or _IS_TOLD.search(after)
    return bool(told and _UPDATES.search(text if channel == "github-advisories" else before + after))
