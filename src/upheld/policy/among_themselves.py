"""What those who fix a vulnerability do among themselves, which promises nothing to anybody else."""

from functools import lru_cache

from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_OF_THE_TEAM = Wording(
    r"\b(?:fix|patch)\s+(?:team|lead|development|organi[sz]ation)\b|\b(?:procedures?|process|guide|guidance|checklist|steps|instructions|notes)\s+for\s+(?:the\s+)?(?:\w+\s+)?(?:maintainers|developers|committers|core\s+team)\b"
    r"|\b(?:maintainers?|committers?|internal)['’]?\s+(?:\w+\s+)?(?:procedures?|process|guide|checklist|workflow|runbook|playbook)\b"
)
_TEAM_AT_WORK = Wording(r"\bfix\s+(?:team|lead)\b")


@lru_cache(maxsize=2048)  # five kinds ask it of the same statements
def among_themselves(statement: Statement) -> bool:
    """Tell whether it instructs the people who prepare a fix."""
    return _OF_THE_TEAM.search(statement.heading) is not None or _TEAM_AT_WORK.search(statement.text) is not None
