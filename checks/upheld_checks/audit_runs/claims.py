"""What a promise says beyond its tools: that it runs in CI, that it stops a build; and whether CI is known well enough."""

import re
from pathlib import PurePosixPath

from upheld.facts.workflows import automation
from upheld.policy.dependency_words import auditors_in
from upheld.policy.kinds.dependency_audit import DependencyAudit
from upheld.policy.wording import Wording
from upheld.repository import Repository, UnreadableFileError
from upheld_checks.audit_runs.cadence import Cadence

_IN_CI = Wording(r"\bCI(?:/CD)?\b|\bcontinuous\s+integration\b|\bgithub\s+actions?\b|\bworkflows?\b|\bpipelines?\b")
_STOPS = Wording(r"\b(?:gates?|blocks?|fails?|breaks?|must\s+pass|required\s+to\s+pass)\b")
_BETWEEN_SENTENCES = re.compile(r"[.;]\s")
_COMMAND_LINE = {
    "npm audit", "yarn audit", "pnpm audit", "bun audit", "pip-audit", "cargo audit", "cargo-deny", "bundler-audit",
    "composer audit", "govulncheck", "nancy", "mix_audit", "dotnet list package --vulnerable", "OSV-Scanner", "Safety",
    "dependency-review",
}  # fmt: skip
"""Tools that have to be run by something of the project: the others also watch a repository from outside."""
_TOLD_IN = {".md", ".rst", ".txt", ".adoc", ".html", ".lock", ".sum", ".svg"}
_ALSO = {"npm audit": ("audit-ci", "better-npm-audit"), "pip-audit": ("pip_audit",), "cargo audit": ("cargo-audit",),
         "cargo-deny": ("cargo deny",), "OSV-Scanner": ("osv-scanner",), "bundler-audit": ("bundle-audit",)}  # fmt: skip


def is_in_ci(promise: DependencyAudit, tool: str, cadence: Cadence) -> bool:
    """Tell whether the promise says of a tool that CI runs it."""
    return cadence.event not in {None, "release", "deployment"} or _says(_IN_CI, promise, tool)


def stops(promise: DependencyAudit, tool: str) -> bool:
    """Tell whether the promise says that a finding of a tool stops something."""
    return _says(_STOPS, promise, tool)


def _says(wording: Wording, promise: DependencyAudit, tool: str) -> bool:
    sentences = _BETWEEN_SENTENCES.split(promise.quote)
    return any(wording.search(sentence) for sentence in sentences if tool in auditors_in(sentence))


def why_elsewhere(tool: str, repository: Repository) -> str | None:
    """Return why a tool that no workflow is seen to run may run all the same; None where nothing speaks for it."""
    found = automation(repository)
    if tool not in _COMMAND_LINE:
        return "it may run outside of the repository's workflows"
    if not found.files or not repository.has_git:
        return "there is none that is read"
    if found.problems:
        return found.problems[0]
    if found.unread_systems:
        return f"{found.unread_systems[0]}, which may, is not read"
    if found.unfollowed:
        return f"{found.unfollowed[0].location} runs {found.unfollowed[0].what}, which is not seen into"
    return next((f"{path} names it" for path in _mentions(tool, repository)), None)


def _mentions(tool: str, repository: Repository) -> list[str]:
    try:
        paths = {path for word in (tool, *_ALSO.get(tool, ())) for path in repository.mentioning(word)}
    except UnreadableFileError as error:
        return [str(error)]
    return sorted(path for path in paths if PurePosixPath(path).suffix not in _TOLD_IN)
