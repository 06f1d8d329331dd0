"""What the repository shows of Dependabot as an auditor: its updates are configured here, its alerts are a setting."""

from upheld.check import Evidence, Finding, Verdict
from upheld.facts.update_bots import DEPENDABOT, Updates, update_bots
from upheld.policy.kinds.dependency_audit import DependencyAudit
from upheld.policy.wording import Wording
from upheld.repository import Repository
from upheld_checks.audit_runs.cadence import Cadence

_ALERTS = Wording(r"\balert\w*|\bnotif\w*|\bsecurity\s+(?:updates?|pull\s+requests?|PRs?|fixes)")
_PACKAGES = {
    "github-actions",
    "docker",
    "docker-compose",
    "devcontainers",
    "gitsubmodule",
    "terraform",
    "helm",
    "pre-commit",
}
"""What it updates that is no dependency of the program."""


def dependabot(promise: DependencyAudit, cadence: Cadence, repository: Repository) -> Finding:
    """Weigh Dependabot's configuration; without one it may be on all the same."""
    bots = update_bots(repository)
    mine = [each for each in bots.updates if each.bot == DEPENDABOT and each.limited is None]
    looking = [each for each in mine if each.ecosystem not in _PACKAGES]
    evidence = tuple(
        Evidence("update bot", f"{each.ecosystem} {each.every or ''}".strip(), each.location) for each in mine
    )
    help_ = "attest in .upheld.yml that Dependabot alerts are on"
    if bots.problems:
        return _unverified(bots.problems[0], evidence, "mend the file")
    if not looking:
        lacking = (
            "no Dependabot updates of packages are configured"
            if not mine
            else f"Dependabot updates {_names(mine)} only"
        )
        return _unverified(f"{lacking}; alerts are a setting that the repository does not show", evidence, help_)
    said = f"Dependabot looks at {_names(looking)}"
    if _ALERTS.search(promise.quote):
        return _unverified(f"{said}; alerts are a setting that the repository does not show", evidence, help_)
    rare = [each for each in looking if cadence.days and (each.days is None or each.days > max(cadence.longest, 3))]
    if rare or cadence.event:
        often = f"{said}, {rare[0].ecosystem} {rare[0].every}" if rare else f"{said} by the calendar"
        return _unverified(
            f"{often}; promised was '{promise.cadence}'", evidence, "change its interval, or the promise"
        )
    return Finding(
        verdict=Verdict.UPHELD,
        message=f"{said} {looking[0].every or ''}".strip(),
        subject=DEPENDABOT,
        related=(looking[0].location,),
        evidence=evidence,
    )


def _names(updates: list[Updates]) -> str:
    names = list(dict.fromkeys(each.ecosystem or "packages" for each in updates))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _unverified(message: str, evidence: tuple[Evidence, ...], help_: str) -> Finding:
    return Finding(verdict=Verdict.UNVERIFIED, message=message, subject=DEPENDABOT, evidence=evidence, help=help_)
