"""The words for dependencies, and for the tools that look for known vulnerabilities in them."""

from upheld.policy.wording import Wording

DEPENDENCY = (
    r"(?:(?:dependenc(?:y|ies)|(?:third|3rd)[\s-]part(?:y|ies)(?:\s+(?:\w+\s+)?(?:librar(?:y|ies)|packages?|components?|code|software|modules?))?|submodules|deps"
    r"|(?:npm|python|node|upstream|go|java|rust|ruby|php|js|javascript|bundled|transitive|pypi|cargo|nuget|pip|software|external|vendored|open[\s-]source|maven|composer)\s+(?:packages|libraries|modules|components|crates)|libraries|packages|crates)(?![\w(]))"
)
NAMES_DEPENDENCIES = Wording(rf"\b{DEPENDENCY}")

DEPENDABOT = "Dependabot"
_RENOVATE = "Renovate"
_TOOLS = {
    "npm audit": r"\bnpm[\s-]audit\b(?!\s+signatures)",
    "yarn audit": r"\byarn\s+(?:npm\s+)?audit\b",
    "pnpm audit": r"\bpnpm\s+audit\b",
    "bun audit": r"\bbun\s+audit\b",
    "pip-audit": r"\bpip[\s-]audit\b",
    "cargo audit": r"\bcargo[\s-]audit\b",
    "cargo-deny": r"\bcargo[\s-]deny\b(?!\s+config)",
    "bundler-audit": r"\bbundler?[\s-]audit\b",
    "composer audit": r"\bcomposer\s+audit\b",
    "govulncheck": r"\bgovulncheck\b",
    "nancy": r"\bnancy\b",
    "mix_audit": r"\bmix_audit\b|\bmix\s+deps\.audit\b",
    "dotnet list package --vulnerable": r"\bdotnet\s+list\s+package\s+--vulnerable\b",
    "OSV-Scanner": r"\bosv[\s-]scanner\b",
    "Snyk": r"(?<!@)\bsnyk\b",
    "Trivy": r"\btrivy\b",
    "Grype": r"\bgrype\b",
    "Clair": r"(?-i:\bClair\b)",
    "GitLab dependency scanning": r"\bgitlab(?:['’]s)?\s+dependency[\s-]scann(?:ing|er)\b",
    "Harbor": r"(?-i:\bHarbor)[^.;]{0,30}\bscan|\bscan\w*[^.;]{0,40}\b(?:by|in|with|via)\s+(?-i:Harbor)\b",
    "Docker Scout": r"\bdocker\s+scout\b(?!\s+(?:compliance|score|badge))",
    "Anchore": r"(?<![\w/])anchore\b(?!/)",
    "audit-ci": r"\baudit-ci\b",
    "hex.audit": r"\bhex\.audit\b",
    "NuGetAudit": r"\bnuget\s?audit\b",
    "Safety": r"\bsafety\s+(?:check|scan|cli)\b|\b(?:py|pip)safety\b",
    "OWASP Dependency-Check": r"\bdependency[\s-]check\b(?!s)",
    "dependency-review": r"\bdependency[\s-]reviews?\b(?!\.ya?ml)",
    "Dependency-Track": r"\bdependency[\s-]track\b(?!ing)",
    "Mend": r"(?<!@)(?<!www\.)\bmend(?:\.io|\s+bolt)\b|\bwhitesource(?:\s+bolt)?\b|(?-i:\bMend\b)(?=\s+(?:scans|checks|monitors|watches|inspects|audits|SCA)\b)|(?:(?<=by )|(?<=via )|(?<=with )|(?<=using )|(?<=: ))(?-i:Mend)\b",
    "Socket": r"(?<!@)(?<!www\.)\bsocket\.dev\b|(?<!docker )(?<!unix )(?-i:\bSocket\s+Security\b)|(?-i:\bSocket\b)(?=\s+(?:scans|checks|monitors|watches|inspects|reviews|flags|alerts)\b)|(?:(?<=by )|(?<=via )|(?<=with )|(?<=using )|(?<=: ))(?-i:Socket)\b(?!\s*[./]|\s+(?:mode|api|client|io)\b)",
    "Black Duck": r"\bblack\s?duck\b",
    "Retire.js": r"\bretire\.?js\b",
    "auditjs": r"\bauditjs\b",
    "JFrog Xray": r"\bjfrog\s+xray\b",
    "Sonatype": r"\bsonatype\b|\bnexus\s+iq\b",
    "Debricked": r"\bdebricked\b",
    DEPENDABOT: r"\bdependabot\b",
    _RENOVATE: r"\brenovate\b(?=[^.;]{0,40}\b(?:alerts?|monitor|scan)\w*)",
}
_AS_CALLED = frozenset({DEPENDABOT, _RENOVATE, "dependency-review"})
"""Services, which have one name; programs are called as the policy calls them: `cargo-audit` or `cargo audit`."""
_RENAMED = frozenset({"Mend", "Sonatype", "bundler-audit", "yarn audit"})
"""What was sold under several names: policies keep the one they know."""
_WORDINGS = {name: Wording(pattern) for name, pattern in _TOOLS.items()}
_ANY = Wording("|".join(_TOOLS.values()))
_BEFORE = 40
_INSTEAD_OF = Wording(
    r"\b(?:instead\s+of|rather\s+than|in\s+place\s+of|replac(?:es|ed|ing)|formerly|previously|no\s+longer\s+(?:use|run)|(?:switched|moved|migrated)\s+(?:away\s+)?from|dropped|abandoned)\s+(?:the\s+|using\s+|with\s+)?\W*$"
)
_SAFETY = Wording(
    r"(?-i:\bSafety\b)(?=[\s|:*)]*(?:[^.;]{0,40}\b(?:cve|vulnerab|dependenc|pip|python|requirements|packages))|$)|\b(?:pip-audit|bandit|snyk|trivy)\s*(?:,|and\b|&|/|\+|or\b)\s*safety\b(?!\s+[a-z])|\bsafety\s*(?:,|and\b|&|/|\+)\s*(?:pip-audit|bandit)\b"
)
_SCRIPT = Wording(r"(?<![\w/.-])[\w/.-]{0,60}audit[\w-]{0,40}\.(?:py|sh|js|ts|mjs|rb|ps1)\b")
FOR_VULNERABILITIES = Wording(
    r"\bCVEs?\b|\bvulnerabilit(?:y|ies)\s+(?:scan|detect|monitor|manage|check|assess|analy)\w*|\b(?:scan|detect|find|identif|prevent|monitor|track|check|catch|against|for|new|known|disclosed)\w*\s+(?:[\w/&-]+,?\s+){0,5}?vulnerabilit(?:y|ies)\b"
)
"""Says that it is vulnerabilities that are looked for."""

A_LINK = Wording(
    r"\W*for\s+(?:the|a|more|full|further)\b[^.;]{0,250}[,—–-]\s*see\b|\W*(?:implementation|evidence|references?|links?|documentation|see|badge)\b|\W*(?:[\w./-]+\s+){1,4}(?:documentation|docs|guide|website|homepage|reference|user\s+manual)\W*$|\W*for\s+local\b[^.]{0,40}:\s*$"
)
"""Points to what is told elsewhere."""


def auditors_in(text: str) -> dict[str, int]:
    """Return the tools that a text names and where, in their usual spelling and the text's order.

    Of two of which one holds the other the longer counts, and none that another one took the place of.
    """
    found: dict[str, int] = {}
    if _ANY.search(text):
        spans = {name: match.span() for name, wording in _WORDINGS.items() if (match := wording.search(text))}
        found = {
            name: start
            for name, (start, end) in spans.items()
            if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans.values())
            and not _INSTEAD_OF.search(text[max(0, start - _BEFORE) : start])
        }
    if match := _SAFETY.search(text):
        found.setdefault("Safety", match.start())
    return dict(sorted(found.items(), key=lambda each: each[1]))


def spelled(tool: str, text: str) -> str:
    """Return a tool's name as a text spells it, where it only differs in case, in its hyphens or by the name it once had."""
    match = None if tool in _AS_CALLED or tool not in _WORDINGS else _WORDINGS[tool].search(text)
    if tool == "Safety" and tool not in text and "safety" in text:
        return "safety"
    written = " ".join(match[0].split()) if match else tool
    return written if tool in _RENAMED or _bare(written) == _bare(tool) else tool


def _bare(name: str) -> str:
    return name.lower().replace("-", " ")


def scripts_in(text: str) -> dict[str, int]:
    """Return the project's own audit scripts that a text names, and where."""
    return {match[0]: match.start() for match in _SCRIPT.all(text)}


_UPDATES = Wording(
    r"\b(?:updat|upgrad|bump|patch)\w*|\bup[\s-]to[\s-]date\b|\bpull\s+requests?\b|\bPRs?\b|\bcurrent\b|\bversions?\b"
)
_ALERTS = Wording(
    r"\b(?:alert|monitor|scan|audit|check|detect|track|notif|flag|watch|vulnerabilit|compar|inform|cves?\b|advisor)\w*"
)
_TITLE = Wording(r"^\W*dependabot\s+monitoring\W*:\s*(?=[^:]{0,40}\bupdates?\b)")
_BRINGS_TOO = Wording(
    r"\b(?:open|creat|rais|submit|send|propos|generat|fil)(?:e?s|ing)?\s+(?:[\w-]+\s+){0,4}?(?:PRs?|pull[\s-]requests?)\b|\b(?:update|upgrade|fix|patch|bump)\s+(?:PRs?|pull[\s-]requests?)\b"
    r"|\b(?:scan|alert|monitor|audit|check|detect)\w*\s*(?:,|&|\+|/|and\b)\s*(?:\w+\s+){0,2}(?:updat|upgrad|patch)(?:es|ing)\b|\b(?:updat|upgrad|patch)(?:es|ing)\s*(?:,|&|\+|/|and\b)\s*(?:\w+\s+){0,3}(?:scan|alert|monitor|audit|check|detect)\w*"
)
_ITS_CLAUSE = Wording(
    r"\bdependabot\s+(?:opens|creates|raises|proposes|keeps|updates|bumps|sends|submits|handles|manages|provides|automates)\b[^.;]{0,120}"
)
_RHYTHM = Wording(r"\b(?:daily|weekly|monthly|nightly)\b")


def dependabots_part(text: str) -> str:
    """Return what a text says of Dependabot where it says it in a clause of its own, beside other tools."""
    return match[0] if (match := _ITS_CLAUSE.search(text)) and len(auditors_in(text)) > 1 else text


def only_updates(text: str, context: str, *, alone: bool) -> bool:
    """Tell whether Dependabot is spoken of as what brings updates, and not as what warns.

    A bare name is judged by what stands around it; beside other tools it warns as they do.
    """
    if _ALERTS.search(_TITLE.sub("", text)):
        return False
    if _UPDATES.search(text):
        return True
    if alone and _RHYTHM.search(text):
        return not _ALERTS.search(context.rpartition(" / ")[2])
    return alone and not _ALERTS.search(context)


def updates_too(text: str) -> bool:
    """Tell whether what warns of dependencies also brings their updates: "alerts and update pull requests"."""
    return _ALERTS.search(text) is not None and _BRINGS_TOO.search(text) is not None
