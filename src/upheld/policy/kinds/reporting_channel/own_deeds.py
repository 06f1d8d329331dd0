"""What the project itself does with a report, which tells nobody where to send one: "we then open a draft advisory"."""

from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_OFFERS = r"(?:accept(?!\s+(?:it|them|the|your)\b)|ask|prefer|recommend|encourage|request|suggest|urge|want|like|love|welcome|appreciate|require|offer|support|use|rely|take(?!\s+(?:it|them|over)\b)|provide|enable|switch|turn|activat|advise|invite|expect|need|have|had|make|host|run|operate|participat|believe|kindly|strongly|highly|is|are|be)"
_WITH = r"(?:(?:\w+ly|also|then|now|do|will|may|can|shall|would|could|might|must|should|(?:have|has|had)\s+(?:to|been)|are|been|to)\s+){0,3}"
_DOES = Wording(
    rf"\b(?:we|i)(?:['’]ll)?\s+{_WITH}(?!{_OFFERS})[a-z]{{2,}}\b"
    rf"|\b(?:team|group|staff|leads?|leadership|maintainers?|project|committers?|developers?|owners?)\s+(?:will|may|can|shall|would|must|should|then)\s+{_WITH}(?!{_OFFERS})[a-z]{{2,}}\b"
    rf"|\b(?:team|group|lead|leadership|maintainer|project)\s+(?!{_OFFERS}|(?:maintainer|owner|member|lead|leader|issue|admin|developer|committer|author|addresse|email|channel|alway|guideline|contributor)s\b)[a-z]{{3,}}(?<!s)s\b"
    r"|\b(?:this|that|it|which|github)\s+(?:will\s+|then\s+|also\s+|automatically\s+){0,2}(?:creat|open|start|generat|fil|send|notif|mak|becom)\w*\b"
    r"|,?\s+and\s+(?:then\s+)?(?:do|coordinate|discuss|publish|track|handle|manage|triage|collaborate)\s"
)
"""Whoever handles a report, and what they do."""
_TO_READERS = Wording(
    r"\b(?:you|your|please|asks?|asked|prefers?|recommend\w*|encourage\w*|request\w*|suggest\w*|urge\w*|invite\w*|welcome\w*|accepts?|to\s+(?:report|submit)|reports?\s+(?:to\s+us|via|through|it|them|any|all|security|vulnerab\w*)|(?:be|are)\s+(?:\w+ly\s+)?(?:reported|submitted|sent|disclosed))\b|[:;]\s"
)
"""Turns to those who report, after all."""
_LISTED = Wording(
    r"\b(?:we|i|(?:team|lead|maintainers?|project)\b)\s*,?\s+(?:will|shall|then|may|must|should|aim\s+to)\b(?![^.:]{0,200}\byou)[^.:]{0,200}:\W*$"
)
"""Introduces a list of what they do."""


def done_by_us(before: str) -> bool:
    """Tell whether a channel that comes after these words is one in which the project does something itself."""
    last = _DOES.last(before)
    return last is not None and not _TO_READERS.search(before, last.end())


def lists_our_deeds(statement: Statement) -> bool:
    """Tell whether it is an item of a list of what the project does: "a maintainer will:"."""
    return bool(statement.depth and statement.leads and _LISTED.search(statement.leads[-1]))
