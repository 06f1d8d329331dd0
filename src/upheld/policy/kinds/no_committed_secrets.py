"""The kind of promise that says that secrets, internal names and settings are not in the repository."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.committing import ignores, is_listed, keeps_out
from upheld.policy.document import Document
from upheld.policy.force import is_imperative
from upheld.policy.quotes import quoted
from upheld.policy.rules import force_of_rule, is_planned
from upheld.policy.secrets import (
    API_KEYS,
    INTERNAL_HOSTS,
    PASSWORDS,
    PRIVATE_KEYS,
    PRODUCTION_CONFIG,
    covered_by,
    secrets_in,
)
from upheld.policy.shell_advice import code_lines, comments
from upheld.policy.statements import Statement, introduces, statements
from upheld.policy.wording import Wording

_ABOUT_VARIABLES = Wording(r"\W*(?:use|store|load|pass|set|supply|provide)\b[^.;]{0,60}\benv(?:ironment)?\b")
_IN_A_CONFIGURATION = Wording(r"\.(?:json|toml|ya?ml|ini|properties)\b|\bconfig(?:uration)?\s+files?\b")
_IN_GIT = Wording(
    r"\bcommit(?:ting)?\b|\bgit\b|\brepo(?:s|sitor(?:y|ies))?\b|\b(?:version|source)\s+control\b|\bcode\b"
)
_PRONOUN = Wording(r"\b(?:them|these|those|they|it)\b|^\W*(?:this\s+|the\s+)?files?\s+(?:is|are)\b")
_THEM = Wording(
    r"\b(?:persist|stor|put|keep|commit|add|embed|includ|check|plac|writ)\w*\s+(?:them|these|those)\b[^.;]{0,40}(?:\.env\b(?:\s+files?)?)?"
)
_SHOWS = Wording(r"\s*(?:#|//|export\b|const\b|let\b|var\b)|\s*[\w.]+\s*=")
_OF_CODE = Wording(r"\bhard-?cod")
"""Below "never hard-code keys:" stands an example of how not to do it, and no list of files."""
_TO_CONTRIBUTORS = Wording(r"\bcontribut(?:ors?|ing)\b|\bcommitters\b|\bbefore\s+committing\b")
_CONTRIBUTORS = Wording(r"\W*(?:contributors?|committers?)\s+(?:must|may|shall|should|do|are|never)\b")
_PRACTICES = Wording(r"\bbest[\s-]+practices?\b")
_CONSIDERATIONS = Wording(r"\b(?:considerations?|guidelines?)\b")
"""A section of these rules the repository as well, though most of it is for users: "do not commit keys"."""
_ADDS = Wording(r"\b(?:add|put)\b|\b(?:ensure|make\s+sure|verify|check|confirm)\b[^,;—–]{0,40}$")


@dataclass(frozen=True, kw_only=True)
class NoCommittedSecrets(Promise):
    """Secrets are not in the repository.

    Takes: "do not commit tokens", "no secrets in code", "API keys are never hard-coded", "`.env` is in `.gitignore`",
    each item of a list below "This repository does not contain:" or "Never commit:", and what introduces a code block of
    files. Leaves alone secrets in logs and in reports, scanners for secrets, and things that are no secret.
    """

    kind: ClassVar[str] = "no-committed-secrets"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "what": (API_KEYS, PRIVATE_KEYS, PASSWORDS, INTERNAL_HOSTS, PRODUCTION_CONFIG)
    }
    what: tuple[str, ...]
    """All that its words cover, which is looked for: "secrets" are every kind of key and password."""
    told: tuple[str, ...] = ()
    """What of it they name, as the interfaces print it."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that keeps something out; what a line's sentences name is joined."""
        found: dict[int, Self] = {}
        for statement, offset, force in _rules(document):
            said = _said(statement)
            if told := secrets_in(said):
                location, quote = quoted(document, statement, offset)
                line = location.line
                promise = cls(location=location, quote=quote, force=force, what=covered_by(said), told=told)
                found[line] = found[line].joined_with(promise) if line in found else promise
        yield from found.values()

    def fields(self) -> dict[str, Any]:
        """Return what is kept out by name: of "passwords and other secrets" the passwords; advice tells all that it covers."""
        return {"what": list(self.told if self.told and self.force is Force.COMMITMENT else self.what)}

    @classmethod
    def field_types(cls) -> dict[str, Any]:
        """Return the one field: who states it by a configuration names all that is looked for."""
        return {"what": tuple[str, ...]}

    def joined_with(self, other: Self) -> Self:
        """Return one promise for a line; what binds the project stands before advice."""
        if self.force is not other.force:
            return self if self.force is Force.COMMITMENT else other
        return replace(
            self,
            what=tuple(dict.fromkeys((*self.what, *other.what))),
            told=tuple(dict.fromkeys((*self.told, *other.told))),
        )


def _rules(document: Document) -> Iterator[tuple[Statement, int, Force]]:
    """Yield each statement that keeps something out, where it does so, and its force."""
    before: Statement | None = None
    for statement in statements(document):
        offset = keeps_out(statement)
        if (
            offset is None
            and (statement.depth or statement.titles)
            and is_listed(statement)
            and not is_imperative(statement)
        ):
            offset = 0
        if offset is not None and not is_planned(statement):
            yield _named(statement, before), offset, _force(statement)
        before = statement
    yield from _listings(document)
    yield from ((comment, 0, Force.PRACTICE) for comment in comments(document) if keeps_out(comment) is not None)


def _listings(document: Document) -> Iterator[tuple[Statement, int, Force]]:
    """Yield what introduces a code block that lists files, once for each line of the block, with what that names."""
    leads = {(each.headings, _last_sentence(each.text)): each for each in statements(document) if introduces(each.text)}
    for line in code_lines(document):
        if is_listed(line) and not _SHOWS.match(line.text) and not any(map(_OF_CODE.search, line.leads)):
            # What a pattern for files stands for is told by the comment after it, where there is one.
            pattern, mark, comment = line.text.partition(" # ")
            lead = leads.get((line.headings, _last_sentence(line.introduction)), line)
            before = "" if lead is line else f"{lead.text} "
            yield replace(lead, text=before + (comment if mark else pattern)), 0, force_of_rule(line)


def _last_sentence(text: str) -> str:
    return text.rsplit(". ", 1)[-1].strip()


def _named(statement: Statement, before: Statement | None) -> Statement:
    """Return a statement with the sentence before it as what introduces it, where it only says "them" of what that names."""
    if before is None or not _THEM.search(statement.text) or before.lines[-1][1] < statement.line - 1:
        return statement
    same = before.group == statement.group and (not statement.label or before.label == statement.label)
    return replace(statement, text=f"{before.text} {_THEM.sub('them', statement.text)}") if same else statement


def _force(statement: Statement) -> Force:
    ignored = ignores(statement)
    if ignored and not _ADDS.search(statement.text[: ignored.start()]) and not statement.text.startswith("[ ]"):
        return Force.COMMITMENT  # "Keep it in .env (gitignored)": a fact inside the advice
    if _CONTRIBUTORS.match(statement.text):
        return Force.COMMITMENT
    if (_TO_CONTRIBUTORS.search(statement.introduction) or _TO_CONTRIBUTORS.search(statement.heading)) and not any(
        _PRACTICES.search(heading.text) for heading in statement.headings
    ):
        return (
            Force.PRACTICE if statement.text.startswith("[ ]") else Force.COMMITMENT
        )  # they are told the project's own rule
    if _ABOUT_VARIABLES.match(statement.text):
        return Force.PRACTICE
    if _IN_A_CONFIGURATION.search(statement.text) and not _IN_GIT.search(f"{statement.text} {statement.context}"):
        return Force.PRACTICE  # the settings of whoever runs it
    return force_of_rule(
        replace(
            statement,
            headings=tuple(each._replace(text=_CONSIDERATIONS.sub("", each.text)) for each in statement.headings),
        )
    )


def _said(statement: Statement) -> str:
    """Return the words that name what is kept out: the statement's own, else those of what it means by "them"."""
    return statement.context if not secrets_in(statement.text) and _PRONOUN.search(statement.text) else statement.text
