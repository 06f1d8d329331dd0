"""The kind of promise that says that the software takes its secrets from environment variables."""

from collections.abc import Iterator
from typing import ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.committing import keeps_out
from upheld.policy.document import Document
from upheld.policy.force import is_imperative
from upheld.policy.quotes import quoted
from upheld.policy.rules import force_of_rule, is_about_reports, is_planned
from upheld.policy.secrets import names_a_secret
from upheld.policy.shell_advice import comments
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_GATE = Wording(r"env")
_VARIABLE = r"(?:environment(?:al)?[\s-]+var(?:iable)?s?\b|env(?:ironment)?[\s-]vars?\b|\benvvars?\b|(?<![\w.])\.env\b(?!\.(?:example|sample|template))|\bprocess\.env\b|\bos\.environ\b)"
_TAKES = Wording(
    rf"\b(?:from|via|through|using|by|in|as|with|use|uses)\s+(?:[\w`'\"(/=-]+[\s,]+){{0,6}}?[`(]*{_VARIABLE}"
    r"|\b[A-Z][A-Z0-9_]*_(?:TOKEN|KEY|SECRET|PASSWORD|PASS)\b\W{0,3}(?:is|are|comes?|stands?|lives?)\s+(?:\w+\s+)?(?:in|from)\s+(?:its|the|their|the\s+process)\s+environment\b"
    r"|\b(?:reads?|loads?|loaded|takes?|taken|supplied|provided|injected|sourced|pulls?|pulled|obtained|passed|comes?|configured|resolved|drawn)\b[^.;]{0,30}\b(?:from|via|through|by)\s+(?:(?:the|its|your|process|system|runtime)\s+){0,2}environment\b"
    r"|\b(?:set|expects?|requires?|needs?|export)\b[^.;]{0,40}\b(?:in|through|via)\s+(?:the|your|its)\s+environment\b"
    r"|\((?:\w+\s+)?from\s+(?:the\s+)?env(?:ironment)?\)"
    r"|\benv(?:ironment)?[\s-](?:based|only)\b|\b(?:from|via|through)\s+env\b(?!\s+files?\b|[.-])"
)
_NOT = Wording(
    rf"\b(?:not|never|n['’]t|avoid|instead\s+of|rather\s+than|without|no)\s+(?:[\w(]+\s+){{0,4}}?(?:{_VARIABLE}|env\s+files?\b)"
    rf"|{_VARIABLE}\s+(?:\w+\s+){{0,3}}(?:is|are)\s+(?:not|never)\s+(?:used|read|supported|accepted)\b"
    r"|\bplain-?\s?text\b[^;]{0,60}?\.env\b|\.env\b[^.;]{0,40}\b(?:world-readable|leaked|containing|with\s+credentials)\b"
)
_CLAIMS_ELSE = Wording(
    r"\b(?:leak|expos|log(?:s|ged|ging)?\b|print|mask|redact|dump|extract|strip|filter|inherit|sanitiz|steal|exfiltrat|prefix|allow-?list)\w*"
)
_PROVIDES = Wording(
    r"\b(?:read|load|taken?|suppl|provid|inject|sourc|pull|obtain|pass|configur|stor|manag|resolv|set|comes?|isolat|fetch|kept|keep|used?)\w*"
)
_CLAIM = Wording(_VARIABLE)
_NAMES = Wording(r"\benv(?:ironment(?:al)?)?[\s-]?var(?:iable)?s?\b|\bprocess\.env\b|\bos\.environ\b")
_HOLDS_NONE = Wording(r"\W*(?:no|zero)\s")
_WISH = Wording(r"\b(?:should|ought)\b")


@dataclass(frozen=True, kw_only=True)
class SecretsFromEnvironment(Promise):
    """The software takes its secrets from environment variables or from a `.env` file.

    Takes: "the token is read from `APP_TOKEN` in the environment", "credentials are supplied via environment
    variables"; an order ("use environment variables for secrets") is advice, wherever it stands. Leaves alone
    variables that hold no secret, and what is done so that variables do not leak.
    """

    kind: ClassVar[str] = "secrets-from-environment"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that says so."""
        lines: set[int] = set()
        own: set[int] = set()  # lists that tell what the repository holds, so that what they bid binds it too
        for statement, told in (
            *((each, False) for each in statements(document)),
            *((each, True) for each in comments(document)),
        ):
            if statement.depth and _HOLDS_NONE.match(statement.text) and keeps_out(statement) is not None:
                own.add(statement.group)
            offset = _takes(statement)
            if offset is None:
                continue
            named = _CLAIM.search(statement.text, offset)
            at = named.start() if named else offset
            if statement.line_at(at) not in lines:
                location, quote = quoted(document, statement, at)
                lines.add(location.line)
                force = force_of_rule(statement) if statement.group in own else _force(statement, offset)
                force = Force.PRACTICE if told else force
                yield cls(location=location, quote=quote, force=force)


def _takes(statement: Statement) -> int | None:
    """Return where a statement says that secrets come from the environment; it is enough that it names both."""
    text = statement.text
    match = _TAKES.search(text) if _GATE.search(text) else None
    if (
        (match is None and not _NAMES.search(text))
        or _NOT.search(text)
        or is_planned(statement)
        or is_about_reports(statement)
    ):
        return None
    if _CLAIMS_ELSE.search(text) and not _PROVIDES.search(text):
        return None
    # "Replace environment variables" below "A leaked key" bids, and says nothing of where the software takes it.
    around = "" if match is None and is_imperative(statement) else statement.context
    about = (text, statement.label, around)
    return (match.start() if match else 0) if any(map(names_a_secret, about)) else None


def _force(statement: Statement, offset: int) -> Force:
    if (is_imperative(statement) and not _CLAIM.match(statement.text[offset:])) or _WISH.search(statement.text):
        return Force.PRACTICE
    return force_of_rule(statement)
