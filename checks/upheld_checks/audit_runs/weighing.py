"""Weighs each tool that a promise names by what the workflows run, and when."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict
from upheld.facts.update_bots import update_bots
from upheld.facts.workflows import automation
from upheld.policy.dependency_words import DEPENDABOT
from upheld.policy.kinds.dependency_audit import DependencyAudit
from upheld_checks.audit_runs.audits import Audit, audits_in, best_of, runs_of
from upheld_checks.audit_runs.cadence import Cadence, cadence_of
from upheld_checks.audit_runs.claims import is_in_ci, stops, why_elsewhere
from upheld_checks.audit_runs.dependabot import dependabot

_SHOWN = 5
_SWITCHED_OFF = {"`if: false`", "`if: ${{ false }}`"}
_ATTEST = "run it in a workflow, or attest in .upheld.yml where it runs"


def weighed(promise: DependencyAudit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each tool, or one where none is named."""
    cadence = cadence_of(promise.cadence)
    for tool in promise.tools:
        if tool == DEPENDABOT:
            yield dependabot(promise, cadence, context.repository)
        elif best := best_of(runs_of(tool, context.repository), cadence):
            yield _of_run(promise, cadence, tool, best)
        else:
            yield _of_no_run(promise, cadence, tool, context)
    if not promise.tools:
        yield _of_any(promise, cadence, context)


def _of_any(promise: DependencyAudit, cadence: Cadence, context: Context) -> Finding:
    """Weigh a promise that names no tool: any will do, and one that is not seen may be there."""
    found = automation(context.repository)
    if best := best_of(audits_in(found), cadence):
        finding = _of_run(promise, cadence, best.does.tools[0], best)
        return replace(finding, subject="dependencies")
    bots = update_bots(context.repository).updates
    also = f"; {bots[0].bot} is configured, for updates ({bots[0].location})" if bots else ""
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"no workflow is seen to run a tool that looks for known vulnerabilities in dependencies{also}",
        subject="dependencies",
        evidence=_read(found.files, found.problems),
        help="name the tool in the policy, run it in a workflow, or attest in .upheld.yml where it runs",
    )


def _of_run(promise: DependencyAudit, cadence: Cadence, tool: str, audit: Audit) -> Finding:
    run, quiet = audit.run, audit.does.fails_nothing
    if run.doubt and not run.triggers:
        why = f"{tool} runs only under {run.doubt}, which the repository does not decide"
        return _finding(Verdict.UNVERIFIED, why, tool, audit, "run it without the condition")
    if not run.triggers:
        contradicted = run.off in _SWITCHED_OFF and is_in_ci(promise, tool, cadence)
        verdict = Verdict.BROKEN if contradicted else Verdict.UNVERIFIED
        return _finding(verdict, f"{tool} never runs: {run.off}", tool, audit, "run it, or promise what is done")
    kept = cadence.kept_by(run.triggers)
    said = f"{tool} runs {audit.when}{f', but fails nothing: {quiet}' if quiet else ''}"
    promised = f"; promised was '{promise.cadence}'" if kept is not True and promise.cadence else ""
    if not audit.alone:
        return _finding(
            Verdict.UNVERIFIED, f"{said} only{promised}", tool, audit, "add a schedule, or run it on each push"
        )
    if quiet and kept and stops(promise, tool):
        return _finding(
            Verdict.BROKEN, f"{said}; it was to stop what it finds", tool, audit, "let the step fail", Level.WARNING
        )
    verdict = {True: Verdict.UPHELD, None: Verdict.UNVERIFIED, False: Verdict.BROKEN}[kept]
    help_ = None if kept else f"let the workflow run {promise.cadence}, or promise what it does"
    return _finding(verdict, f"{said}{promised}", tool, audit, help_)


def _finding(
    verdict: Verdict, message: str, tool: str, audit: Audit, help_: str | None, level: Level | None = None
) -> Finding:
    broken = verdict is Verdict.BROKEN
    return Finding(
        verdict=verdict,
        message=message,
        subject=tool,
        location=audit.run.use.location if broken else None,
        related=() if broken else (audit.run.use.location,),
        evidence=audit.evidence,
        level=level,
        help=help_,
    )


def _of_no_run(promise: DependencyAudit, cadence: Cadence, tool: str, context: Context) -> Finding:
    found = automation(context.repository)
    other = best_of((audit for audit in audits_in(found) if audit.alone), cadence)
    in_ci = is_in_ci(promise, tool, cadence)
    elsewhere = why_elsewhere(tool, context.repository) if in_ci else "it may be run by hand"
    broken = in_ci and elsewhere is None
    instead = f"; {other.does.tools[0]} runs {other.when} ({other.run.use.location})" if other else ""
    seen = f"no workflow {'runs' if broken else 'is seen to run'} {tool}{instead}"
    return Finding(
        verdict=Verdict.BROKEN if broken else Verdict.UNVERIFIED,
        message=f"{seen}; {elsewhere or 'CI was to run it'}",
        subject=tool,
        related=tuple(Location(path) for path in found.files[:_SHOWN]),
        evidence=(*_read(found.files, found.problems), *(other.evidence[:1] if other else ())),
        level=Level.WARNING if broken and other else None,
        help=f"name {other.does.tools[0]} in the policy, or run {tool} too" if other else _ATTEST,
    )


def _read(files: tuple[str, ...], problems: tuple[str, ...]) -> tuple[Evidence, ...]:
    read = (
        (Evidence("workflow", f"read: {', '.join(files[:_SHOWN])}{', ...' if files[_SHOWN:] else ''}"),)
        if files
        else ()
    )
    return (*read, *(Evidence("workflow", problem) for problem in problems[:_SHOWN]))
