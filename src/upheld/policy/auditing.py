"""The wordings by which dependencies are examined for known vulnerabilities, and the tools that do it."""

from collections.abc import Iterator

from upheld.policy.dependency_words import (
    A_LINK,
    DEPENDABOT,
    DEPENDENCY,
    NAMES_DEPENDENCIES,
    auditors_in,
    dependabots_part,
    only_updates,
    scripts_in,
)
from upheld.policy.document import Document
from upheld.policy.rules import is_about_reports, is_planned
from upheld.policy.shell_advice import code_lines
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_GATE = Wording(
    r"depend|third[\s-]part|3rd|librar|packag|crate|component|module|audit|scan|snyk|trivy|grype|vulncheck|safety|whitesource|\bmend\b|socket|black\s?duck|retire|xray|sonatype|nexus|debricked|nancy|\bSCA\b|composition|vulnerability\s+check|supply|\bdeny\b|\bosv\b|dependabot"
)
"""Small, and asked first: the wordings below take longer to compile than most policies to read."""
_SOME = r"(?:\w[\w/&*-]*,?\s+){0,4}?"
_EXAMINED = r"(?:audit(?:s|ing|ed)?|scan(?:s|ning|ned|ners?)?)\b"
_BEING_EXAMINED = r"(?:audit(?:s|ing|ed)?|scan(?:s|ning|ned)?)\b"
_WATCHED = r"(?:monitor(?:s|ing|ed)?|check(?:s|ing|ed)?|track(?:s|ing|ed)?|review(?:s|ing|ed)?|analy[sz](?:e[sd]?|ing|is)|assess(?:ed|es|ment)?|screen(?:s|ed|ing)?|test(?:s|ed)|inspect(?:s|ed)?|evaluat(?:e[sd]?|ing)|watch(?:e[sd]|ing)?)\b"
_AUDITS = Wording(
    rf"\b{DEPENDENCY}[\s*:-]+(?:are\s+|is\s+|get\s+|be\s+|being\s+)?{_SOME}{_BEING_EXAMINED}|\b{DEPENDENCY}\s+(?:vulnerability\s+)?scann(?:ers?|ing)\b|\b{_EXAMINED}\s+(?:of\s+|for\s+)?{_SOME}{DEPENDENCY}"
    rf"|\b{DEPENDENCY}\s+(?:vulnerabilit(?:y|ies)|security|cve)\s+(?:\w+\s+)?(?:check|scan|monitor|analys|detect|alert|audit)\w*|\bscann(?:ers?|ing)\s+(?:\w+\s+){{0,3}}(?:for|of|on|over|across|cover\w*)\s+(?:[\w/-]+,?\s+){{1,6}}?{DEPENDENCY}|\bscan(?:s|ning|ned)?\s+(?:of\s+)?(?:our\s+|the\s+)?(?:software\s+)?supply[\s-]chain\b|\bsoftware\s+composition\s+analysis\b|\bSCA\s+(?:scan|tool|analys)\w*"
    r"|\b(?:scan|detect)\w*\s+(?:for\s+)?(?:known\s+)?vulnerable\s+(?:dependenc|packages|libraries)\w*"
)
_WATCHES = Wording(
    rf"\b{DEPENDENCY}[\s*:-]+(?:are\s+|is\s+|get\s+|be\s+)?{_SOME}{_WATCHED}|\b{_WATCHED}\s+(?:of\s+|for\s+)?{_SOME}{DEPENDENCY}"
)
_SCANNER = Wording(r"scann(?:ers?|ing)\s")
_VULNERABILITIES = Wording(
    r"\bvulnerab\w*|\bCVEs?\b|\badvisor(?:y|ies)\b|\bsecurity\s+(?:issues?|flaws?|problems?|alerts?)\b"
)
_EXAMINES_ANYTHING = Wording(rf"\b{_BEING_EXAMINED}|\bvulnerabilit(?:y|ies)\s+(?:check|scan)\w*")
_ELSE = Wording(
    r"\b(?:secrets?|code|static|sast|dast|bandit|codeql|semgrep|sonar\w*|containers?|images?|penetration|licen[cs]es?|malware)\b"
)
_NOT_DONE = Wording(
    r"\b(?:audit|snyk|dependabot|trivy|grype|govulncheck|scanners?|it)\s+(?:\w+ly\s+|may\s+|will\s+)?(?:reports?|shows?|flags?|lists?|warns?|complains?)\b|\b(?:reported|flagged|found|detected|raised)\s+(?:\w+\s+)?by\b|\b(?:output|results?|findings?|reports?)\s+(?:of|from)\b|\bthink\s+about\b|\bno\s+(?:npm|pip|cargo|yarn|pnpm)[\s-]audit\b|\balerts?\s+(?:are|is|were)\s+(?:real|open|accepted|dismissed|tolerated|snoozed)\b|\bregistry\s+signatures\b|\baudited\s+(?:N|\d+)\s+packages\b|\b(?:vulnerabilit(?:y|ies)|issues?|bugs?|problems?)\s+(?:in|with)\s+(?:snyk|dependabot|trivy|grype|govulncheck|mend|sonatype)\b|\bwithout\s+another\s+scan\w*|\b(?:scan|audit|review|assess|test|examin)\w*\s+(?:\w+\s+){0,3}by\s+(?:\w+\s+){0,2}third[\s-]part(?:y|ies)\b|\([0-9a-f]{7,40}\)|\bdo(?:es)?\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:audit|scan|monitor|use|run)\b"
    r"|\breview\w*\s+(?:of\s+)?dependency\s+(?:updates|changes)|\blog(?:s|ging)?\b[^.;]{0,30}\baudit\b|\bscan\w*\s+for\s+(?:new(?:er)?\s+versions?|updates?)\b|\b(?:third|3rd)[\s-]party\s+(?:(?:security|code|penetration|independent|external)\s+){0,2}(?:audit|assess|review|test)(?!\w*\s+of\b)|\bno\s+(?:automated\s+)?(?:dependency\s+)?scan|\bfor\s+(?:banned|forbidden|disallowed|unused)\b|\(\s*(?:install|run|use|try)\s+[\w-]+\s+for\b"
)
_RESOURCES = Wording(r"\b(?:limitations?|findings?|resources|references|links|further\s+reading|see\s+also)\b")
_FIXES = Wording(r"\b(?:npm|pnpm)\s+audit\s+(?:--\w+\s+)?fix\b|\binstall\b")


def audits(document: Document) -> Iterator[tuple[Statement, int, tuple[str, ...]]]:
    """Yield each statement on audits, where it begins to speak of them, and the tools it names."""
    for statement in statements(document):
        text = statement.text
        if not _GATE.search(text):
            continue
        if any(_RESOURCES.search(heading.text) for heading in statement.headings[1:]):
            continue
        if _NOT_DONE.search(text) or A_LINK.match(text) or is_planned(statement) or is_about_reports(statement):
            continue
        tools = auditors_in(text)
        if DEPENDABOT in tools and only_updates(dependabots_part(text), statement.context, alone=len(tools) == 1):
            del tools[DEPENDABOT]
        if tools:
            yield statement, min(tools.values()), tuple(tools)
        elif (offset := _examines(statement)) is not None:
            yield statement, offset, tuple(scripts_in(text))


def _examines(statement: Statement) -> int | None:
    """Return where a statement says without a tool's name that dependencies are examined."""
    text = statement.text
    match = _AUDITS.search(text) or (_WATCHES.search(text) if _VULNERABILITIES.search(text) else None)
    if match is None and NAMES_DEPENDENCIES.search(statement.heading) and not _ELSE.search(text):
        match = _EXAMINES_ANYTHING.search(text)
    if match and _SCANNER.match(match[0]):
        return match.end() - 1  # "scanners for our code, dependencies": the line that names these
    return match.start() if match else None


def audit_commands(document: Document) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Yield the first command of each code block that runs an auditor."""
    seen = set[int]()
    for line in code_lines(document):
        bare = line.text.strip().removeprefix("$ ")
        tools = auditors_in(bare)
        if tools and min(tools.values()) == 0 and not _FIXES.search(bare) and line.group not in seen:
            seen.add(line.group)
            yield line, tuple(tools)
