"""The kind of promise that says that keys, tokens and passwords are replaced from time to time."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from upheld.model import Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document
from upheld.policy.durations import durations
from upheld.policy.quotes import quoted
from upheld.policy.rhythms import rhythm
from upheld.policy.rules import force_of_rule, is_about_reports, is_planned
from upheld.policy.statements import Statement, introduces, statements
from upheld.policy.wording import Wording

_GATE = Wording(r"rotat|renew|replac|\broll|lifetime|lifespan|validity|\bage\b")
_KEY = r"(?:(?:\w+_)*(?:keys?|secrets?|tokens?|passwords?)|key[\s-]?pairs?|tokens?|secrets?|credentials?|creds|passwords?|passphrases?|certificates?|certs?|PATs?)"
_ROTATES = Wording(
    rf"\b(?:rotat(?:e[sd]?|ing)|roll(?:ed)?\s+over|roll(?=\s+(?:the\s+|all\s+|our\s+)?\w*\s?keys)|(?:renew|replace)(?:s|d|ed)?(?=[^.;]{{0,60}}\b(?:every|each|annually|yearly|quarterly|monthly)\b))\b[^.;|]{{0,80}}\b{_KEY}\b"
    rf"|\b{_KEY}\b[^.;]{{0,80}}\b(?:rotat(?:e[sd]?|ing)|rotation(?=\s*(?:\(|[:|]|every|each|at\s+least|is|are|schedul|polic|period|cycle|interval|annual|quarter|month|daily|week|regular|after\b)|\W*$)|renewed\s+(?:every|each|annually|quarterly))\b"
    rf"|\brotation\s+of\s+[^.;|]{{0,60}}\b{_KEY}\b"
    rf"|\b(?:key|secret|credential|certificate|password)s?\s+(?:max(?:imum)?\s+)?(?:lifetime|lifespan|age|validity|rotation)\b|\brotation\s+(?:policy|schedule|period|cycle|interval)\b"
)
_OTHER = Wording(
    r"\b(?:logs?|log\s+files?|backups?|proxy|proxies|ip\s+addresses)\s+(?:\w+\s+){0,2}(?:rotat\w+)|\brotat\w+\s+(?:\w+\s+)?(?:logs?|log\s+files?|backups?|proxies|ips?\b|users?|agents?)\b"
    r"|\b(?:refresh|access|session|id|jwt|csrf|capability)[\s-]tokens?\b[^.;]{0,40}\b(?:rotation|rotated|rotates)\b"
    r"|\b(?:support(?:s|ed|ing)?|allow(?:s|ing)?|enable[sd]?|enabling|facilitates?|offers?|provides?|can\s+be|may\s+be)\b[^.;]{0,40}\brotat\w+|\brotation\s+(?:is\s+)?support(?:ed)?\b"
    r"|\b(?:revocation|revoked?|invalidat\w+)\s+(?:\w+\s+){0,2}(?:is|by|through|via)\s+(?:\w+\s+){0,2}rotat\w+|\b(?:when|if)\s+(?:you\s+)?(?:need|want)\b[^.;]{0,40}\brotation|\brotat\w+\b[^.;]{0,120}\bwhen\s+(?:moving|switching|changing)|\bto\s+invalidate\b|\brotates\s+the\b"
    r"|,\s*key\s+rotation\s*$|\bdocument\w*\s+(?:\w+\s+){0,3}rotation\b|\brotation\b[^.;]{0,20}\b(?:refresh|session|access)\s+tokens?\b|^\W*(?:\w+\s+)?(?:key|secret|token|credential)s?\s+rotation\s*:\W*$"
    r"|\b(?:not|never|no|n['’]t|without)\s+(?:[\w-]+\s+){0,3}rotat\w+|\brotating\s+(?:the|it|this|that|a)\b[^.;]{0,60}\b(?:does|do|is|makes?|requires?|invalidates?|means|will|would|deliberately)\b|\brotation\s+of\s+logs?\b"
    r"|\b(?:compromised|exposed|leaked)\b[^.;]{0,30}\brotat\w+|\brotat\w+\s+(?:(?!and\b)\w+\s+){0,7}?(?:compromised|exposed|leaked)\b"
)
_BARE = Wording(r"\W*rotat(?:e|ed|ion)\b")
_TITLE = Wording(r"\brotat\w+")
_DEADLINE = Wording(r"\b(?:within|in|after|under)\s+(?:the\s+)?(?:\w+\s+)?$")


@dataclass(frozen=True, kw_only=True)
class KeyRotation(Promise):
    """Keys, tokens, passwords or certificates are rotated.

    Takes: "rotate signing keys on a fixed schedule", "credentials are rotated every 90 days", "90-day maximum key
    lifetime", "quarterly secret rotation", rows below a column "Rotation". Leaves alone the rotation of logs, of tokens
    that a protocol renews by itself, of what has leaked, and software that merely supports rotation.
    """

    kind: ClassVar[str] = "key-rotation"
    days: int | None
    """The longest time between two rotations; None where none is given."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each statement on rotation."""
        for statement in statements(document):
            offset = _rotation(statement)
            if offset is not None and not is_planned(statement) and not is_about_reports(statement):
                location, quote = quoted(document, statement, offset)
                force = force_of_rule(statement)
                yield cls(location=location, quote=quote, force=force, days=_interval(statement.text))

    def fields(self) -> dict[str, Any]:
        """Return the days between two rotations."""
        return {"days": self.days}


def _rotation(statement: Statement) -> int | None:
    """Return where a statement speaks of rotation."""
    if any(map(_TITLE.search, statement.titles)) and _interval(statement.text):
        return 0
    if introduces(statement.text) and not _interval(statement.text):
        return None  # what follows says it
    match = _ROTATES.search(statement.text) if _GATE.search(statement.text) else None
    if match is None and _BARE.match(statement.text) and any(map(_ROTATES.search, statement.leads[-1:])):
        return 0 if _interval(statement.text) else None
    return match.start() if match and not _OTHER.search(statement.text) else None


def _interval(text: str) -> int | None:
    """Return the days of the rhythm or of the span; a deadline ("within 24 hours of a leak") is neither."""
    if named := rhythm(text):
        return named.days
    spans = (span for span in durations(text) if not _DEADLINE.search(text[max(0, span.start - 20) : span.start]))
    return next((span.duration.days for span in spans), None)
