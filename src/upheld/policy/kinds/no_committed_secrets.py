"""The kind of promise that says that secrets, internal names and settings are not in the repository."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.committing import ignores, is_listed, keeps_out
from upheld.policy.document import Document
from upheld.policy.force import addresses_users, is_imperative
from upheld.policy.quotes import quoted
from upheld.policy.rules import force_of_rule, is_planned
from upheld.policy.secrets import (
    API_KEYS,
    INTERNAL_HOSTS,
    PASSWORDS,
    PRIVATE_KEYS,
    PRODUCTION_CONFIG,
    secrets_in,
    vagueness,
)
from upheld.policy.shell_advice import code_lines, comments
from upheld.policy.statements import Statement, statements
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
_NONE_OF = Wording(r"\W*(?:no|zero)\s+(?:[\w/&-]+,?\s+){0,4}?hard-?coded\s+[\w/& -]{1,40}$")
"""A phrase that bids as much as it tells."""
_TO_CONTRIBUTORS = Wording(r"\bcontribut(?:ors?|ing)\b|\bcommitters\b|\bbefore\s+committing\b")
_CONTRIBUTORS = Wording(r"\W*(?:contributors?|committers?)\s+(?:must|may|shall|should|do|are|never)\b")
_ADDS = Wording(r"\b(?:add|put)\b|\b(?:ensure|make\s+sure|verify|check|confirm)\b[^,;—–]{0,40}$")


@dataclass(frozen=True, kw_only=True)
class NoCommittedSecrets(Promise):
    """Secrets are not in the repository.

    Takes: "do not commit tokens", "no secrets in code", "API keys are never hard-coded", "`.env` is in `.gitignore`",
    and each item of a list below "This repository does not contain:" or "Never commit:", prose or code. Leaves alone
    secrets in logs and in reports, scanners for secrets, and things that are no secret.
    """

    kind: ClassVar[str] = "no-committed-secrets"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "what": (API_KEYS, PRIVATE_KEYS, PASSWORDS, INTERNAL_HOSTS, PRODUCTION_CONFIG)
    }
    what: tuple[str, ...]

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that keeps something out; what a line's sentences name is joined."""
        found: dict[int, Self] = {}
        vague: dict[int, int] = {}
        for statement, offset, force in _rules(document):
            if what := _what(statement):
                location, quote = quoted(document, statement, offset)
                line = location.line
                promise = cls(location=location, quote=quote, force=force, what=what)
                before = found.get(line, promise)
                here = vagueness(statement.text)
                there = vague.get(line, here)
                # "No credentials; `.gitignore` lists the key files": what is named tells which are meant. What is ignored
                # are some of the secrets only.
                least = 2 if ignores(statement) else 1
                if before.force is force and here != there and max(here, there) >= least:
                    found[line] = before if here > there else promise
                else:
                    found[line] = before.joined_with(promise)
                vague[line] = min(here, there)
        yield from found.values()

    def fields(self) -> dict[str, Any]:
        """Return what is kept out."""
        return {"what": list(self.what)}

    def joined_with(self, other: Self) -> Self:
        """Return one promise for a line; what binds the project stands before advice."""
        if self.force is not other.force:
            return self if self.force is Force.COMMITMENT else other
        return replace(self, what=self.what + tuple(each for each in other.what if each not in self.what))


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
    for line in code_lines(document):
        if is_listed(line) and not _SHOWS.match(line.text) and not any(map(_OF_CODE.search, line.leads)):
            # What a pattern for files stands for is told by the comment after it, where there is one.
            pattern, mark, comment = line.text.partition(" # ")
            yield replace(line, text=comment if mark else pattern), 0, force_of_rule(line)
    yield from ((comment, 0, Force.PRACTICE) for comment in comments(document) if keeps_out(comment) is not None)


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
    if _TO_CONTRIBUTORS.search(statement.introduction) or _TO_CONTRIBUTORS.search(statement.heading):
        return (
            Force.PRACTICE if statement.text.startswith("[ ]") else Force.COMMITMENT
        )  # they are told the project's own rule
    if _ABOUT_VARIABLES.match(statement.text):
        return Force.PRACTICE
    if _IN_A_CONFIGURATION.search(statement.text) and not _IN_GIT.search(f"{statement.text} {statement.context}"):
        return Force.PRACTICE  # the settings of whoever runs it
    if _NONE_OF.match(statement.text) and addresses_users(statement):
        return Force.PRACTICE
    return force_of_rule(statement)


def _what(statement: Statement) -> tuple[str, ...]:
    named = secrets_in(statement.text, statement.context)
    return named or (secrets_in(statement.context) if _PRONOUN.search(statement.text) else ())
