"""The kind of promise that says that dependencies are kept up to date."""

from collections.abc import Iterator
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.dependency_words import (
    A_LINK,
    DEPENDENCY,
    NAMES_DEPENDENCIES,
    dependabots_part,
    only_updates,
    updates_too,
)
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.rules import force_of_rule, is_about_reports, is_planned
from upheld.policy.shell_advice import comments
from upheld.policy.statements import Statement
from upheld.policy.told_before import told_of
from upheld.policy.wording import Wording, holds

_GATE = (
    "depend", "third", "3rd", "librar", "packag", "crate", "component", "module", "renovate", "upstream", "vendored", "bundled", "framework",
    "base image", "gems", "greenkeeper", "steward", "pyup", "depfu", "go.mod", "go.sum", "lock", "requirements", "pyproject", "cargo ",
    "npm ", "yarn ", "composer ", "bundle ", "poetry ", "uv ", "deps",
)  # fmt: skip
"""Asked first: the wordings below take longer to compile than most policies to read."""
_SOME = r"(?:\w[\w/&*'’-]*,?\s+){0,4}?"
_DONE = r"(?:(?:maintained|kept|held)\s+(?:with|at|on|to)\s+(?:\w+\s+){0,2}(?:latest|newest|recent|current)|updated|upgraded|bumped|patched|refreshed|(?:kept\s+)?(?:up[\s-]to[\s-]date|current|fresh)|(?:kept\s+)?in\s+(?:step|sync)\s+with|brought\s+(?:up\s+)?to\s+(?:the(?:ir)?\s+)?(?:latest|newest|current))\b"
_LOCK = r"(?:go\.(?:mod|sum)|package(?:-lock)?\.json|cargo\.(?:toml|lock)|requirements\.txt|pyproject\.toml|composer\.(?:json|lock)|lock\s?files?)"
_KEEPS = Wording(
    rf"\b(?:update|upgrade|bump|refresh)(?:s|d)?\s+(?:the\s+|our\s+|all\s+)?{_LOCK}|\b{_LOCK}\s+(?:\w+\s+)?(?:is|are)\s+(?:\w+\s+){{0,2}}(?:updated|upgraded|refreshed)\b|\bdependabot\s+(?:\w+\s+){{0,2}}updates\b|"
    rf"\b(?:keep|keeps|kept|keeping|maintain|maintains|maintaining)\s+{_SOME}{DEPENDENCY}\s+{_SOME}(?:up[\s-]to[\s-]date|updated|current|patched|fresh|latest)"
    rf"|\b(?:update|upgrade|bump|patch|refresh)(?:s|d)?\s+(?!(?:to|for|of|on|in|from)\b)(?:(?!(?:with|policy|after|before|affected|direct)\b)\w[\w/&*'’-]*,?\s+){{0,4}}?{DEPENDENCY}|\b(?:updating|upgrading|bumping|patching)\s+{_SOME}{DEPENDENCY}"
    rf"|\b{DEPENDENCY}[\s*:-]+(?:(?:are|is|get|will\s+be|being)\s+)?{_SOME}{_DONE}"
    r"|\b(?:dependenc(?:y|ies)|third[\s-]party|librar(?:y|ies))[\s-]+(?:\w+\s+)?(?:updates?|upgrades?|bumps?|refresh(?:es)?|patching)\b(?!\s+(?:its?|the|itself|an?)\b)"
    rf"|\b(?:updates?|patches|upgrades?|bumps?)\s+(?:for|to|of|on)\s+{_SOME}(?:dependenc(?:y|ies)|third[\s-]party\s+\w+|librar(?:y|ies))\b"
    rf"|\b{DEPENDENCY}[^.;]{{0,60}}\bfor\s+new(?:er)?\s+versions?\b|\b{DEPENDENCY}[^.;]{{0,40}}\b(?:updat|upgrad|bump|patch)(?:es?|ing|s)?\s+(?:them|these|those)\b"
    rf"|\blatest\s+(?:\w+\s+)?versions?\s+of\s+[^.;]{{0,60}}{DEPENDENCY}"
    rf"|\b(?:updates|patches|fixes)\s+(?:of|for|in|from|to)\s+{_SOME}{DEPENDENCY}[^.;]{{0,40}}\b(?:pulled\s+in|picked\s+up|incorporated|taken\s+over|adopted)\b"
    r"|\b(?:cargo|npm|yarn|pnpm|composer|bundle|poetry|uv)\s+(?:update|upgrade)\b"
)
_THEIRS = r"(?:dependenc(?:y|ies)|third[\s-]party\s+\w+|librar(?:y|ies)|packages|modules|crates|gems|submodules|lock\s?files?|bundled|vendored|upstream)(?![\w-]|\.\w)"
_BRINGS = Wording(
    rf"\b{_THEIRS}[^.;:]{{0,60}}?\b(?:is|are|gets?|being)\s+(?:\w+\s+){{0,4}}?(?:updated|upgraded|bumped|refreshed|brought\s+(?:up\s+)?to|kept\s+(?:\w+\s+)?(?:current|fresh|up[\s-]to[\s-]date))\b"
    rf"|\b(?:we|maintainers?|bots?|renovate|dependabot|workflows?|jobs?)\b[^.;:]{{0,60}}?\b(?:updates?|upgrades?|bumps?|refresh(?:es)?|pulls?\s+in|picks?\s+up|merges?)\b[^.;:]{{0,60}}?\b{_THEIRS}(?!\s+(?:advisor|report|vulnerab))"
    rf"|\b(?:releases?|versions?|patches|fixes|updates?)\s+(?:of|for|from|to|in)\s+(?:\w+\s+){{0,4}}?{_THEIRS}[^.;]{{0,60}}?\b(?:adopted|merged|pulled|picked|flow|incorporated|applied)\b"
    rf"|\b{_THEIRS}[^.;]{{0,60}}?\b(?:(?:never|not|rarely)\s+(?:\w+\s+)?(?:lags?|falls?)\s+behind|(?:tracks?|follows?)\s+(?:the\s+)?(?:latest|upstream|current|newest)|(?:stays?|remains?)\s+(?:current|up[\s-]to[\s-]date))\b"
    r"|\b(?:outdated|stale)\s+(?:packages|libraries|dependencies)\b[^.;]{0,40}\b(?:replaced|updated|upgraded|brought|bringing)\b|(?<!when )\bbase\s+images?\b[^.;]{0,20}\b(?:rebuilt|refreshed|updated)\b|\bversion\s+bumps?\s+(?:for|of)\b|\bdependency[\s-](?:PRs?|pull\s+requests)\b"
)
"""Who brings what is newer to what is built upon, in any order."""
_NOT_BROUGHT = Wording(
    r"\b(?:issues?|reports?|tickets?)\s+(?:\w+\s+)?(?:about|on|for|of)\b|\breport(?:s|ed|ing|ers?)?\b|\b(?:if|users?|you|your|may|might|could|would|blocked|unsupported|own\s+release\w*)\b"
)
_REGULAR = Wording(
    r"\b(?:regular(?:ly)?|automat(?:ed|ic|ically)|timely|prompt(?:ly)?|periodic(?:ally)?|routine(?:ly)?|daily|weekly|monthly|quarterly|frequent(?:ly)?)\s+(?:\w+\s+)?(?:updat|upgrad|patch)\w*|\bup[\s-]to[\s-]date\b"
)
_THEY_ARE = Wording(
    r"\W*(?:they|these|those|all(?:\s+of\s+(?:them|these))?|each|both)\s+(?:\w+\s+){0,4}?(?:is|are|get|gets)\s+(?:\w+\s+)?(?:(?:kept\s+)?(?:updated|current|fresh|up[\s-]to[\s-]date)|upgraded|bumped)\b"
    r"|\W*(?:updated|upgraded|bumped)\s+(?:\w+ly|every|each|automatic\w*)\b"
)
_APPLIED = Wording(
    r"\b(?:updates|patches|upgrades)\b[^.;]{0,60}\b(?:applied|installed|merged|adopted)\b|\b(?:apply|install|merge)\s+(?:\w+\s+){0,3}(?:updates|patches|upgrades)\b"
)
_BOT = Wording(r"(?<!/)\bdependabot\b(?![\w-]*\.(?:ya?ml|md))")
_RENOVATE = Wording(
    r"\brenovate\s?bot\b|^[^.;]{0,40}\brenovate\W*$|\brenovate\b[^.;]{0,80}\b(?:dependenc|updat|upgrad|bump|pull\s+request|PRs?\b|keep|automat|config|enabled|runs)|\b(?:dependenc|updat|upgrad|bump|pull\s+request|PRs?\b|automat|dependabot|keep)[^.;]{0,80}\brenovate\b"
)
_TAKES_THE_FIX = Wording(
    r"\bwe(?:['’]ll|\s+will)?\s+(?:\w+\s+){0,2}(?P<done>pull|pick|bring|take|adopt|apply|incorporate|bump|update|upgrade)\b[^.;]{0,30}\b(?:fix|fixes|patch|patches|updates?|versions?|releases?|it|them)\b"
)
_NOT_DONE = Wording(
    r"\?\s*$|\b(?:never|not|rarely|seldom)\s+(?:\w+\s+)?(?:updat|upgrad|bump)\w*|^\W*to\s+(?:updat|upgrad|bump)\w*|\b(?:no\s+longer|used\s+to|formerly|(?:turned|switched)\s+off|paused|ignored|stopped|postponed|on\s+hold|deferred|your\s+own|responsib\w+|out\s+of\s+scope|help\s+wanted)\b|\b(?:was|were|has\s+been|have\s+been|had)\s+(?:last\s+)?(?:updated|upgraded|bumped)\b|\b(?:updated|upgraded|bumped)\b[^.;]{0,40}\bin\s+v?\d+\.\d|^\W*how\s+to\b|\b(?:PRs?|pull\s+requests?|patches|contributions)\b[^.;]{0,60}\bwelcome\b|\bwhether\b[^.;]{0,20}\bto\s+(?:updat|upgrad|bump)\w*|\b(?:not|without)\s+(?:updat|upgrad|bump|patch)ing\b|(?<!to )\b(?:updat|upgrad|bump)\w*\s+their\b|\bhave\s+(?:\w+\s+)?(?:addressed|fixed|resolved)\b|\b(?:updat|upgrad|bump)(?:ing|e?s)\b[^.;]{0,100}\b(?:may|might|can|could|would)\b|\bonly\s+(?:update|upgrade|bump)s?\b|"
    r"\b(?:issue|PR|pull\s+request|patch)\s+(?:\w+\s+){0,3}?to\s+(?:update|bump|upgrade)\b|\breview\w*\s+(?:of\s+)?(?:\w+\s+)?(?:dependency|package)\s+(?:updates|changes)|\bso\s+(?:that\s+)?we\s+can\b|\b(?:dependabot|renovate)\s+(?:is|was)\s+(?:\w+\s+)?(?:disabled|off|removed)\b|\bbefore\s+(?:updating|upgrading)\b|\b(?:pin|review)\s+(?:or\s+\w+\s+)?(?:[\w-]+,?\s+){0,6}updates\b|\bupdates?\s+(?:are|is|must\s+be|should\s+be)\s+(?:\w+\s+){0,2}(?:reviewed|tested|approved|verified|vetted|checked)\b"
    r"|\b(?:PRs?|pull\s+requests?|updates?|upgrades?)\s+(?:are|get|is)\s+(?:\w+\s+)?(?:closed|rejected|declined|disabled|not)\b|\b(?:may|might|could)\s+be\s+(?:updat|upgrad|replac|bump)\w*|\b(?:do|does|will|can|are|is)\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}(?:updat|upgrad|bump)\w*|\([0-9a-f]{7,40}\)|\bonly\s+(?:\w+\s+){0,4}updates?\b"
)
_UPSTREAM = Wording(r"\bupstream\b[^.]{0,30}[;,.]\s*we\b")
_HOW_TO = Wording(r"\W*how\s+to\b")


@dataclass(frozen=True, kw_only=True)
class DependencyUpdates(Promise):
    """Dependencies are kept up to date.

    Takes: "keep dependencies updated", "regular dependency updates", "libraries are upgraded promptly", Renovate, and
    Dependabot unless it only warns; under a heading or label on dependencies also "regularly updated". Leaves alone
    the project's own releases, and how to propose or review an update.
    """

    kind: ClassVar[str] = "dependency-updates"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line and force."""
        seen: set[tuple[int, Force]] = set()
        told = ((each, "", True) for each in comments(document))
        for statement, before, is_told in (*((*each, False) for each in told_of(document)), *told):
            offset = _updates(statement, before)
            if offset is not None:
                force = Force.PRACTICE if is_told else force_of_rule(statement)
                location, quote = quoted(document, statement, offset)
                if (location.line, force) not in seen:
                    seen.add((location.line, force))
                    yield cls(location=location, quote=quote, force=force)


def _updates(statement: Statement, before: str) -> int | None:
    """Return where a statement says that dependencies are updated."""
    text = statement.text
    around = f"{statement.heading} / {statement.label} / {before}"
    sections = " / ".join(heading.text for heading in statement.headings)
    if not holds(f"{text} / {around} / {sections}", _GATE) or is_planned(statement):
        return None
    if _NOT_DONE.search(text) or A_LINK.match(text) or any(map(_HOW_TO.match, statement.leads)):
        return None
    if (NAMES_DEPENDENCIES.search(around) or _UPSTREAM.search(text)) and (match := _TAKES_THE_FIX.search(text)):
        return match.start("done")
    if is_about_reports(statement):
        return None
    match = _KEEPS.search(text) or _RENOVATE.search(text)
    if match is None and (bot := _BOT.search(text)):
        part = dependabots_part(text)
        match = bot if updates_too(part) or only_updates(part, statement.context, alone=True) else None
    if match is None and not _NOT_BROUGHT.search(text):
        match = _BRINGS.search(text)
    if match is None and updates_too(text):
        match = NAMES_DEPENDENCIES.search(text)
    if match is None and NAMES_DEPENDENCIES.search(around):
        match = _REGULAR.search(text) or _APPLIED.search(text) or _THEY_ARE.match(text)
    if match is None and NAMES_DEPENDENCIES.search(sections):
        match = _APPLIED.search(text)
    return match.start() if match else None
