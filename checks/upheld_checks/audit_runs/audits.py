"""The runs of audit tools in the workflows, and which of them bears out a promise best."""

from collections.abc import Iterable

from upheld.check import Evidence
from upheld.facts.workflows import automation
from upheld.facts.workflows.auditors import Auditing, auditing, scripts_of
from upheld.facts.workflows.runs import MANUAL, Automation, Run, Trigger
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld_checks.audit_runs.cadence import Cadence


@dataclass(frozen=True)
class Audit:
    """A run of an audit tool."""

    run: Run
    does: Auditing

    @property
    def alone(self) -> tuple[Trigger, ...]:
        """What starts it without a person."""
        return tuple(trigger for trigger in self.run.triggers if trigger.event != MANUAL)

    @property
    def when(self) -> str:
        """What starts it, in words."""
        said = list(dict.fromkeys(map(str, self.alone or self.run.triggers)))
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)

    @property
    def command(self) -> str:
        """The command or the action, as a quote."""
        return f"`{self.run.use.action or ' '.join(self.run.use.words)[:100]}`"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The line that runs it, with how it was reached, and the lines that start it."""
        through = "".join(f", by {step}" for step in self.run.use.through)
        return (
            Evidence("workflow", f"{self.command}{through}", self.run.use.location),
            *(Evidence("workflow", f"starts {trigger}", trigger.location) for trigger in self.run.triggers),
        )


def audits_in(found: Automation) -> tuple[Audit, ...]:
    """Return every run of a tool that looks for known vulnerabilities in dependencies."""
    return tuple(Audit(run, does) for run in found.runs if (does := auditing(run.use)) is not None)


def runs_of(tool: str, repository: Repository) -> tuple[Audit, ...]:
    """Return the runs of a tool, or of a script of the repository."""
    found = automation(repository)
    if "." not in tool.rpartition("/")[2]:
        return tuple(audit for audit in audits_in(found) if tool in audit.does.tools)
    bare = tool.removeprefix("./")
    named = (run for run in found.runs if any(f"/{script}".endswith(f"/{bare}") for script in scripts_of(run.use)))
    return tuple(Audit(run, Auditing((tool,), run.use.passed_over)) for run in named)


def best_of(audits: Iterable[Audit], cadence: Cadence) -> Audit | None:
    """Return the run that comes as often as promised, one that can fail before one that cannot; else the nearest to it."""
    return min(audits, key=lambda audit: _distance(audit, cadence), default=None)


def _distance(audit: Audit, cadence: Cadence) -> tuple[bool, bool, bool, bool]:
    kept = cadence.kept_by(audit.run.triggers)
    return not audit.run.triggers, not audit.alone, kept is not True, audit.does.fails_nothing is not None
