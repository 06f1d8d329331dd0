"""Channels that a sentence only points to: "the same address as above"."""

from collections.abc import Iterable, Mapping

from upheld.policy.addresses import emails
from upheld.policy.kinds.reporting_channel.words import QUESTIONS, denied
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_NOUN = r"(?:(?:e-?mail|mail)(?:\s+address)?|address|(?:mailing\s+)?list|inbox|form|channel)"
_POINTS = Wording(
    rf"\b(?:the|this)\s+(?:very\s+)?same\s+(?:[\w-]+\s+){{0,3}}?(?P<same>{_NOUN})\b(?!\s+of\b)"
    rf"|\b(?P<noun>{_NOUN})\s+(?:(?:given|listed|mentioned|described|named|specified|provided|shown)\s+)?above\b"
    rf"|\b(?:the|this)\s+above(?:[\s-]+(?:mentioned|listed|given))?\s+(?:[\w-]+\s+){{0,2}}?(?P<above>{_NOUN})\b"
)
_BIDS = Wording(
    r"\b(?:report\w*|disclose|submit|send|e-?mail|write|use|using|contact|reach|notify|inform|tell|go\s+(?:to|through))\b"
)
_REPORTS = Wording(r"\b(?:report\w*|vulnerab\w+|disclos\w+|issues?|concerns?|findings?|incidents?|problems?|leaks?)\b")
_ELSE = Wording(
    r"\b(?:clarif\w+|feedback|suggestions?|(?:pgp|gpg|public|encryption)\s+keys?|encrypt\w*|updates?|announc\w*|subscrib\w*|follow[\s-]?up|again|lost|we\s+(?:will|may)|(?:do|did|does)\s+not\s+(?:hear|receive|get))\b"
)
_SORTS: Mapping[str, tuple[str, ...]] = {"mail": ("email:",), "address": ("email:",), "list": ("email:",), "inbox": ("email:",), "form": ("url:",)}  # fmt: skip
_ANY = ("email:", "url:", "github-", "other:")


def pointed(statement: Statement, named: Iterable[str]) -> tuple[int, str] | None:
    """Return the channel that a sentence points to, of those `named` before it, with where it does so."""
    text = statement.text
    found = _POINTS.all(text)
    if not found or emails(text) or denied(text) or _ELSE.search(text) or QUESTIONS.search(text):
        return None
    if not (_REPORTS.search(text) and _BIDS.search(text[: found[0].start()])):
        return None
    best = max(found, key=lambda match: len(_ANY) - len(_sorts(match[match.lastgroup or 0])))
    sorts = _sorts(best[best.lastgroup or 0])
    channel = next((name for name in reversed(list(named)) if name.startswith(sorts)), None)
    return None if channel is None else (best.start(), channel)


def _sorts(noun: str) -> tuple[str, ...]:
    return next((sorts for word, sorts in _SORTS.items() if word in noun.lower()), _ANY)
