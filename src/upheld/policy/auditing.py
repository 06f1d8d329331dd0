"""The wordings by which dependencies are examined for known vulnerabilities, and the tools that do it."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.policy.dependency_words import (
    A_LINK,
    DEPENDABOT,
    DEPENDENCY,
    FOR_VULNERABILITIES,
    NAMES_DEPENDENCIES,
    auditors_in,
    dependabots_part,
    only_updates,
    scripts_in,
)
from upheld.policy.document import Document
from upheld.policy.rules import is_about_reports, is_planned
from upheld.policy.shell_advice import code_lines
from upheld.policy.statements import Statement, introduces
from upheld.policy.told_before import told_of
from upheld.policy.wording import Wording, holds

_GATE = (
    "depend", "third", "3rd", "librar", "packag", "crate", "component", "module", "audit", "scan", "snyk", "trivy", "grype", "vulncheck", "renovate",
    "safety", "whitesource", "mend", "socket", "black duck", "blackduck", "retire", "xray", "sonatype", "nexus", "debricked", "nancy",
    "composition", "sca", "vulnerability check", "supply", "deny", "osv", "sbom", "lock file", "lockfile", "cve", "advisor", "image", "clair", "anchore",
)  # fmt: skip
"""Asked first: the wordings below take longer to compile than most policies to read."""
_SOME = r"(?:\w[\w/&*-]*,?\s+){0,4}?"
_EXAMINED = r"(?:audit(?:s|ing|ed)?|scan(?:s|ning|ned|ners?)?)\b"
_BEING_EXAMINED = r"(?:audit(?:s|ing|ed)?|scan(?:s|ning|ned)?)\b"
_WATCHED = r"(?:monitor(?:s|ing|ed)?|check(?:s|ing|ed)?|track(?:s|ing|ed)?|review(?:s|ing|ed)?|analy[sz](?:e[sd]?|ing|is)|assess(?:ed|es|ment)?|screen(?:s|ed|ing)?|test(?:s|ed)|inspect(?:s|ed)?|evaluat(?:e[sd]?|ing)|watch(?:e[sd]|ing)?)\b"
_AUDITS = Wording(
    rf"\b{DEPENDENCY}[\s*:-]+(?:are\s+|is\s+|get\s+|be\s+|being\s+)?{_SOME}{_BEING_EXAMINED}|\b(?:lock\s?files?|sboms?|supply[\s-]chain)\s+(?:is|are|gets?)\s+{_SOME}(?:audited|scanned)\b|\b{DEPENDENCY}\s+(?:vulnerability\s+)?scann(?:ers?|ing)\b|\b{_EXAMINED}\s+(?:of\s+|for\s+)?{_SOME}{DEPENDENCY}"
    rf"|\b{DEPENDENCY}\s+(?:vulnerabilit(?:y|ies)|security|cve)\s+(?:\w+\s+)?(?:check|scan|monitor|analys|detect|alert|audit)\w*|\bscann(?:ers?|ing)\s+(?:\w+\s+){{0,3}}(?:for|of|on|over|across|cover\w*)\s+(?:[\w/-]+,?\s+){{1,6}}?{DEPENDENCY}|\bscan(?:s|ning|ned)?\s+(?:of\s+)?(?:our\s+|the\s+)?(?:software\s+)?supply[\s-]chain\b|\bdependency\s+monitoring\b|\bsoftware\s+composition\s+analysis\b|(?-i:\bSCA\b)"
    r"|\b(?:scan|detect)\w*\s+(?:for\s+)?(?:known\s+)?vulnerable\s+(?:dependenc|packages|libraries|components|modules)\w*"
    r"|^\W*(?:(?:regular|automat\w+|scheduled|continuous|(?:dai|night|week|month|quarter)ly)\s+){1,3}vulnerability\s+(?:checks?|scans?|scanning)\b"
)
_WATCHES = Wording(
    rf"\b{DEPENDENCY}[\s*:-]+(?:are\s+|is\s+|get\s+|be\s+)?{_SOME}{_WATCHED}|\b{_WATCHED}\s+(?:of\s+|for\s+)?{_SOME}{DEPENDENCY}"
)
_TO_UPDATE = Wording(r"\breview(?:s|ed)?\s+and\s+(?:updat|upgrad)\w*")
_OF_ORIGIN = Wording(r"\bcargo[\s-]vet\b")
"""Who made a package is another matter than what is known to be wrong with it."""
_SCANNER = Wording(r"scann(?:ers?|ing)\s")
_VULNERABILITIES = Wording(
    r"\bvulnerab\w*|\bCVEs?\b|\badvisor(?:y|ies)\b|\bsecurity\s+(?:issues?|flaws?|problems?|alerts?)\b"
)
_IMAGES = Wording(
    r"\b(?:images?|containers)\s+(?:[\w-]+\s+){0,6}?(?:(?:is|are|gets?)\s+)?(?:\w+ly\s+)?(?:scanned|checked|monitored)\b|\b(?:we|ci|pipelines?|workflows?|builds?)\s+(?:\w+ly\s+|also\s+)?(?:scans?|checks?|monitors?)\s+(?:[\w-]+\s+){0,4}?images?\b"
)
"""Images are made of packages: looked through for vulnerabilities, they are audited. A phrase ("image scanning") says too little of what is sought."""
_LOOKS = Wording(rf"\b(?:{_BEING_EXAMINED}|{_WATCHED}|alerts?\b|(?:detect|identif|find)\w*)")
_TITLE_WORDS = 4
_EXAMINES_ANYTHING = Wording(rf"\b{_BEING_EXAMINED}|\bvulnerabilit(?:y|ies)\s+(?:check|scan)\w*")
_OTHER_MATTERS = r"secrets?|code|static|sast|dast|bandit|codeql|semgrep|sonar\w*|penetration|licen[cs]es?|malware"
_ELSE = Wording(rf"\b(?:{_OTHER_MATTERS}|containers?|images?)\b")
_OFTEN = Wording(r"\b(?:regular|routine|periodic|continuous)(?:ly)?\b|\b(?:dai|night|week|month|quarter)ly\b")
_ELSE_THAN_IMAGES = Wording(rf"\b(?:{_OTHER_MATTERS})\b")
_NOT_DONE = Wording(
    r"\b(?:audit|snyk|dependabot|trivy|grype|govulncheck|scanners?|it)\s+(?:\w+ly\s+|may\s+|will\s+)?(?:(?:reports?|shows?|lists?|complains?)\b|(?:flags?|warns?)\b(?!\s+(?:us|the\s+(?:team|maintainers?)|our|any|new|every|each|known|vulnerable|outdated)\b))|\b(?:reported|flagged|found|detected|raised)\s+(?:\w+\s+)?by\b|\b(?:output|results?|findings?|reports?)\s+(?:of|from)\b|\breach(?:es)?\s+(?:\w+\s+){0,2}scanners\b|\bresponsible\s+for\b|\b(?:their|your)\s+own\b|\bseparate\s+from\b|\bthink(?:ing)?\s+about\b|\bwhether\s+(?:or\s+not\s+)?to\b|\bdiscuss\w*\b|\bfalse\s+positives?\b|\b(?:disabled|(?:turned|switched)\s+off|used\s+to|until\s+20\d\d|formerly|need\s+not)\b|\b(?:may|might|could)\s+(?:\w+\s+){0,2}(?:come|follow|added|later)\b|\byou\s+(?:may|might|will|can)\s+see\b|\bno\s+(?:\w+\s+){1,3}(?:audits?|scans?|scanning|scanners?)\b|\byet\W*$|\bnot\s+(?:systematically|regularly|routinely)\b|\b(?:dependenc\w+|packages|modules|libraries)\s+(?:that\s+)?you\b|\b(?:scanner|automated)\s+(?:output|results|reports|findings)\b|\bno\s+(?:npm|pip|cargo|yarn|pnpm)[\s-]audit\b|\balerts?\s+(?:are|is|were)\s+(?:real|open|accepted|dismissed|tolerated|snoozed)\b|\bregistry\s+signatures\b|\baudited\s+(?:N|\d+)\s+packages\b|\b(?:vulnerabilit(?:y|ies)|issues?|bugs?|problems?)\s+(?:in|with)\s+(?:snyk|dependabot|trivy|grype|govulncheck|mend|sonatype)\b|\bwithout\s+another\s+scan\w*|\b(?:scan|audit|review|assess|test|examin)\w*\s+(?:\w+\s+){0,3}by\s+(?:\w+\s+){0,2}third[\s-]part(?:y|ies)\b|\([0-9a-f]{7,40}\)|\bdo(?:es)?\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:audit|scan|monitor|use|run)\b"
    r"|\breview\w*\s+(?:of\s+)?dependency\s+(?:updates|changes)|\blog(?:s|ging)?\b[^.;]{0,30}\baudit\b|\bscan\w*\s+for\s+(?:new(?:er)?\s+versions?|updates?)\b|\b(?:third|3rd)[\s-]party\s+(?:(?:security|code|penetration|independent|external)\s+){0,2}(?:audit|assess|review|test)(?!\w*\s+of\s+(?:\w+\s+){0,3}(?:dependenc|librar|packages|components|modules))|\bno\s+scan|\bfor\s+(?:banned|forbidden|disallowed|unused)\b|\(\s*(?:install|run|use|try)\s+[\w-]+\s+for\b"
)
_OUTCOME = Wording(r"^\W*(?:results?|reports?|findings|alerts|issues)\b")
_RESOURCES = Wording(
    r"\b(?:limitations?|findings?|resources|references|links|useful|how\s+to|further\s+reading|see\s+also)\b"
)
_FIXES = Wording(r"\b(?:npm|pnpm)\s+audit\s+(?:--\w+\s+)?fix\b|\binstall\b")


def audits(document: Document) -> Iterator[tuple[Statement, int, tuple[str, ...]]]:
    """Yield each statement on audits, where it begins to speak of them, and the tools that it or the item above it names."""
    found = [(each, *said) for each, before in told_of(document) if (said := audit_in(each) or _of_those(each, before))]
    above = {(each.group, each.leads[-1]) for each, _, tools in found if tools and tools == tuple(_handed_down(each))}
    for statement, offset, tools in found:
        if (statement.group, statement.text) not in above:
            yield statement, offset, tools


@lru_cache(maxsize=1024)
def audit_in(statement: Statement) -> tuple[int, tuple[str, ...]] | None:
    """Return where a statement begins to speak of audits, and the tools."""
    text = statement.text
    handed = _handed_down(statement)
    if not (handed or holds(text, _GATE)):
        return None
    if any(_RESOURCES.search(heading.text) for heading in statement.headings[1:]):
        return None
    if _NOT_DONE.search(text) or A_LINK.match(text) or is_planned(statement) or is_about_reports(statement):
        return None
    tools = auditors_in(text)
    if DEPENDABOT in tools and only_updates(dependabots_part(text), statement.context, alone=len(tools) == 1):
        del tools[DEPENDABOT]
    if tools:
        return min(tools.values()), tuple(tools)
    if (offset := _examines(statement)) is not None:
        return offset, tuple(scripts_in(text)) or tuple(handed)
    if handed and not _ELSE_THAN_IMAGES.search(text) and (match := _LOOKS.search(text)):
        return (match.start(), tuple(handed)) if _VULNERABILITIES.search(text) or _IMAGES.search(text) else None
    return None


def _of_those(statement: Statement, before: str) -> tuple[int, tuple[str, ...]] | None:
    """Return where a statement says that "they" are examined, which the sentence before it named."""
    text = statement.text
    if not (before and NAMES_DEPENDENCIES.search(before)) or _NOT_DONE.search(text):
        return None
    match = _EXAMINES_ANYTHING.search(text)
    return (match.start(), ()) if match and not is_planned(statement) and not is_about_reports(statement) else None


def tells_more_of_an_audit(statement: Statement) -> bool:
    """Tell whether it stands below an item that tells of an audit, and goes on about what that scans or finds."""
    lead = statement.leads[-1] if statement.leads else ""
    if statement.depth <= 1 or not (auditors_in(lead) or _IMAGES.search(lead) or _AUDITS.search(lead)):
        return False
    return any(each.search(statement.text) for each in (_EXAMINES_ANYTHING, _VULNERABILITIES, _OUTCOME))


def _handed_down(statement: Statement) -> dict[str, int]:
    """Return the tools that an item above only names, for the items below it to tell what they do."""
    if statement.depth == 0 or not statement.leads:
        return {}
    lead = statement.leads[-1]
    names = (statement.depth > 1 and introduces(lead)) or len(lead.split()) <= _TITLE_WORDS
    return auditors_in(lead) if names and holds(lead, _GATE) and not _LOOKS.search(lead) else {}


def _examines(statement: Statement) -> int | None:
    """Return where a statement says without a tool's name that dependencies are examined."""
    text = statement.text
    if _OF_ORIGIN.search(text):
        return None
    match = _AUDITS.search(text)
    if match is None and not _TO_UPDATE.search(text) and (match := _WATCHES.search(text)):
        introduced = " / ".join(lead for lead in statement.leads if introduces(lead))
        match = match if _VULNERABILITIES.search(text) or FOR_VULNERABILITIES.search(introduced) else None
    if match is None and (match := _IMAGES.search(text)):
        match = match if FOR_VULNERABILITIES.search(f"{text} / {statement.context}") else None
    if (
        match is None
        and NAMES_DEPENDENCIES.search(statement.heading)
        and _OFTEN.search(text)
        and not _ELSE.search(text)
    ):
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
