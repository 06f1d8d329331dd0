"""A row: one line of a table or list, or one sentence, that says whether a version gets security fixes."""

from datetime import date

from upheld.model import Location
from upheld.nouns import dataclass
from upheld.policy.document import Cell
from upheld.policy.supported_versions.support_words import Support
from upheld.versions import Scope


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a policy says of one version, series, range or branch."""

    location: Location
    text: str
    """The words for the version, without markup."""
    scope: Scope | None
    """What they cover; None where they could not be understood."""
    support: Support
    package: str | None = None
    branch: str | None = None
    """The branch that a column of its own names."""
    table: int = 0
    """Which table of the policy it stands in, counted from 0."""
    version_cell: Cell | None = None
    support_cell: Cell | None = None
    end_line: int = 0
    """The last source line of the row."""
    denied: Scope | None = None
    """What the row says is not released yet ("v1: unreleased")."""

    def supported(self, today: date) -> bool:
        """Tell whether the row promises fixes on a day."""
        return self.support.at(today)
