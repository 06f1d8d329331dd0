"""The kind of promise that says that dependencies are examined for known vulnerabilities."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, ClassVar, Self

from upheld.model import Force, Location, Promise
from upheld.nouns import dataclass
from upheld.policy.auditing import audit_commands, audits
from upheld.policy.dependency_words import auditors_in, spelled
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.rhythms import rhythm_or_event
from upheld.policy.rules import force_of_rule
from upheld.policy.statements import Statement, introduces
from upheld.policy.wording import Wording

_WHEN = Wording(
    r"^\W*(?:on\s+)?(?:every\s+|each\s+)?(?P<event>pull[\s-]requests?|PRs?|pushe?s?|commits?|merges?|builds?|releases?)\W*$"
)
"""A cell that holds nothing but the event at which something is done."""
_COMMA = Wording(r"[,;]\s")
_MANY = 4


@dataclass(frozen=True, kw_only=True)
class DependencyAudit(Promise):
    """Dependencies are examined for known vulnerabilities.

    Takes: "dependencies are scanned in CI", "`govulncheck` runs weekly", "Dependabot alerts are enabled", "monthly
    dependency audits", a tool in a list or a table of checks, and its command in a code block (always advice). Leaves
    alone Dependabot where it only updates, scans of code, and what a tool reports as no vulnerability.
    """

    kind: ClassVar[str] = "dependency-audit"
    tools: tuple[str, ...]
    """In their usual spelling."""
    cadence: str | None
    spelled: tuple[str, ...] = ()
    """The tools as the policy spells them; as they stand where nothing else is said."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line; a line's sentences are joined."""
        found: dict[int, Self] = {}
        for statement, offset, tools in audits(document):
            location, quote = quoted(document, statement, offset)
            promise = cls(
                location=location,
                quote=quote,
                force=force_of_rule(statement),
                tools=tools,
                cadence=_cadence(statement, offset),
                spelled=tuple(spelled(tool, statement.text) for tool in tools),
            )
            found[location.line] = found.get(location.line, promise).joined_with(promise)
        yield from found.values()
        for line, tools in audit_commands(document):
            location, quote = quoted(document, line)
            names = tuple(spelled(tool, line.text) for tool in tools)
            yield cls(location=location, quote=quote, force=Force.PRACTICE, tools=tools, cadence=None, spelled=names)

    def fields(self) -> dict[str, Any]:
        """Return the tools and how often they run."""
        return {"tools": list(self.spelled or self.tools), "cadence": self.cadence}

    @classmethod
    def field_types(cls) -> dict[str, Any]:
        """Return the types of the same fields."""
        return {name: each for name, each in super().field_types().items() if name != "spelled"}

    @classmethod
    def stated_as(cls, stated: Mapping[str, Any], *, location: Location, quote: str, force: Force) -> Self:
        """Make a promise from tools in any spelling."""
        names = tuple(stated["tools"])
        tools = tuple(next(iter(auditors_in(name)), name) for name in names)
        return super().stated_as(
            {**stated, "tools": tools, "spelled": names}, location=location, quote=quote, force=force
        )

    def joined_with(self, other: Self) -> Self:
        """Return one promise for a line on which both stand."""
        tools = self.tools + tuple(tool for tool in other.tools if tool not in self.tools)
        names = self.spelled + tuple(name for name in other.spelled if name not in self.spelled)
        return replace(self, tools=tools, cadence=self.cadence or other.cadence, spelled=names)


def _cadence(statement: Statement, offset: int) -> str | None:
    """Return how often it is done, by the statement or what introduces it; of many claims in one, only the audit's own counts."""
    spans = [0, *(match.end() for match in _COMMA.all(statement.text)), len(statement.text)]
    start, end = next((a, b) for a, b in pairwise(spans) if a <= offset < b or b == len(statement.text))
    text = statement.text[start:end] if len(spans) > _MANY else statement.text
    introduced = statement.text[: max(0, statement.text.find(": "))]
    text = text if start > len(introduced) and not rhythm_or_event(introduced) else f"{introduced}; {text}"
    when = next((f"every {match['event']}" for cell in statement.cells if (match := _WHEN.match(cell))), "")
    named = (
        rhythm_or_event(text)
        or rhythm_or_event(when)
        or next((rhythm_or_event(lead) for lead in statement.leads[-1:] if introduces(lead)), None)
    )
    return named.word if named else None
