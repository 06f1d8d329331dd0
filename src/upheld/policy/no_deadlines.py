"""Times that nobody has to keep: what is long over, lasts, or is a condition."""

from upheld.policy.wording import Wording

_OVER = Wording(r"\b(?:lapse|end|expiry|expiration|course)\s+of\s+(?:the|this|that|an?)\s+$")
"""Speaks of the end of a time that is promised elsewhere."""
_RARELY = Wording(r"\bin\s+(?:rare|exceptional|some|certain|extreme|unusual)\s+(?:cases|circumstances)\b[^.;,]{0,30}$")
_PAST = Wording(
    r"^[^.;,]{0,40}\b(?:is|are|was|were)\s+(?:missed|exceeded|not\s+met|breached)\b|^\s*(?:ago|old\b)|^\W*(?:of\s+)?(?:support|maintenance|experience)\b"
)
_CONDITION = Wording(
    r"\b(?:if|unless)\b[^,.]{0,100}(?:\bnot\b|\bno\b|n['’]t\b)[^,.]*\b(?:receiv\w*|hear|heard|get|got|response|repl\w+|respond\w*|answer\w*)\b[^,.]*$"
)
_LIFETIME = Wording(
    r"^[\s-]*(?:(?:rolling|sliding|max(?:imum)?|idle|inactivity|access|refresh|session|jwt|auth|bearer|default|signed|key|log|data|backup|token|cache|account)\s+){0,3}"
    r"(?:tokens?|sessions?|cookies?|ttls?|expir\w*|lifetimes?|lifespans?|validity|cach(?:es?|ing)|retention|time-?outs?|intervals?|lock-?outs?|cool-?downs?|certificates?|certs?|backups?|logs?|urls?|passwords?)\b"
)
"""What lasts for a time, so that nobody has to do anything in it: "24h tokens"."""
_ATTRIBUTE = Wording(
    r"^\d+[-‑](?:hour|day|week|month|year)\s+(?!(?:and|or|to|for|from|after|if|is|are|was|will|in|on|by|of|at|with|as|until|before|unless|while|when)\b)"
    r"(?!(?:\w+\s+){0,2}(?:disclos|embargo|window|respon[ds]|sla|time|deadline|period|fix|patch|remed|resol|acknowledg|notice|target|grace|limit|turnaround|triage|review|polic|report|goal|commitment|rule|standard|process|confidential|releas|public))\w"
)
"""A length that belongs to a thing: "a 30-day trial"."""
_VAGUE = Wording(r"^\s+or\s+(?:two|more)\b")


def is_no_deadline(before: str, after: str, length: str) -> bool:
    """Tell whether a time, by what stands before it and after it, is one in which nothing has to be done."""
    return bool(
        _PAST.search(after)
        or (_VAGUE.search(after) and not length.strip()[:1].isdecimal())
        or _OVER.search(before)
        or _RARELY.search(before)
        or _CONDITION.search(before)
        or _LIFETIME.search(after)
        or _ATTRIBUTE.search(length + after)
    )
