"""The kind of promise that says that dependencies are examined for known vulnerabilities."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.policy.auditing import audit_commands, audits
from upheld.policy.document import Document
from upheld.policy.quotes import quoted
from upheld.policy.rhythms import rhythm_or_event
from upheld.policy.rules import force_of_rule


@dataclass(frozen=True, kw_only=True)
class DependencyAudit(Promise):
    """Dependencies are examined for known vulnerabilities.

    Takes: "dependencies are scanned in CI", "`govulncheck` runs weekly", "Dependabot alerts are enabled", "monthly
    dependency audits", a tool in a list or a table of checks, and its command in a code block (always advice). Leaves
    alone Dependabot where it only updates, scans of code or containers, and what a tool reports as no vulnerability.
    """

    kind: ClassVar[str] = "dependency-audit"
    tools: tuple[str, ...]
    cadence: str | None

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line; a line's sentences are joined."""
        found: dict[int, Self] = {}
        for statement, offset, tools in audits(document):
            location, quote = quoted(document, statement, offset)
            named = rhythm_or_event(statement.text)
            cadence = named.word if named else None
            promise = cls(location=location, quote=quote, force=force_of_rule(statement), tools=tools, cadence=cadence)
            found[location.line] = found.get(location.line, promise).joined_with(promise)
        yield from found.values()
        for line, tools in audit_commands(document):
            location, quote = quoted(document, line)
            yield cls(location=location, quote=quote, force=Force.PRACTICE, tools=tools, cadence=None)

    def fields(self) -> dict[str, Any]:
        """Return the tools and how often they run."""
        return {"tools": list(self.tools), "cadence": self.cadence}

    def joined_with(self, other: Self) -> Self:
        """Return one promise for a line on which both stand."""
        tools = self.tools + tuple(tool for tool in other.tools if tool not in self.tools)
        return replace(self, tools=tools, cadence=self.cadence or other.cadence)
