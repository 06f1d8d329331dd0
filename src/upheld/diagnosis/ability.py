"""The nouns of a diagnosis: what can be verified here, and what it takes where it cannot."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Whether something can be verified."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Ability(NamedTuple):
    """One thing that a run may need."""

    subject: str
    state: State
    says: str
    """What is so here, and what a run cannot tell because of it."""
    mend: str | None = None


class Proof(NamedTuple):
    """What the installed tool said of a repository that is known to be bad."""

    must_break: tuple[str, ...]
    """The rules that have to find something."""
    found: tuple[str, ...]
    """Those of them that did."""
    problem: str | None = None
    """Why the example could not be built or judged, or what else was not as it must be."""

    @property
    def holds(self) -> bool:
        """Whether the tool can be believed when it says that nothing is broken."""
        return self.problem is None and self.found == self.must_break


class Diagnosis(NamedTuple):
    """All that was found out."""

    tool_version: str
    abilities: tuple[Ability, ...]
    proof: Proof
