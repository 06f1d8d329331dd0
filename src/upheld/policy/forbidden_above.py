"""What an introduction forbids: "Please do not:" negates every item below it."""

from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_FORBIDS_EACH = Wording(
    r"\b(?:not|don['’]t|never|avoid(?:ing)?|refrain(?:ing)?(?:\s+from)?)(?:\s+(?:to\s+)?(?:do|doing))?(?:\s+(?:any\s+of\s+)?(?:the\s+following|these))?\s*:?[*_\s]*$"
)
_BY_US = Wording(r"\b(?:we|i|our\s+team)\b(?!\s+(?:\w+ly\s+)?(?:ask|request|urge|expect|require|want|beg)\b)")


def forbidden_above(statement: Statement) -> bool:
    """Tell whether others are asked, in the words right above its list, not to do what an item says."""
    above = statement.introduction
    return bool(statement.depth and _FORBIDS_EACH.search(above) and not _BY_US.search(above))
