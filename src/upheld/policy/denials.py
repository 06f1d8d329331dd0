"""What introduces a list of things that are not done: "the server never:"."""

from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_DENIES = Wording(
    r"\b(?:what|things)\s+(?:\S+\s+){1,5}?(?:(?:does|will|do)\s+not|(?:does|do)n['’]t|never)(?:\s+do(?:es)?)?\W*$"
    r"|\b(?:server|tool|library|package|project|app(?:lication)?|software|plugin|extension|service|client|agent|we|it)\W+(?:(?:does|do|will)\s+not|(?:does|do|wo)n['’]t|never)\W*:\W*$"
)


def denies(statement: Statement) -> bool:
    """Tell whether the innermost introduction says that what follows is not done."""
    return _DENIES.search(statement.introduction) is not None
