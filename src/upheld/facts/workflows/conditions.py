"""Whether a condition of GitHub Actions holds for an event: true, false, or not to be told from the repository."""

import re
from collections.abc import Callable

from upheld.facts.workflows.runs import MANUAL, PULL_REQUEST, RELEASE, TAG, Trigger
from upheld.nouns import dataclass

_TOKEN = re.compile(r"\s*(?:(?P<op>&&|\|\||==|!=|<=|>=|[!(),<>])|'(?P<text>[^']{0,500})'|(?P<name>[\w.*\[\]-]{1,200}))")
_MOST_TOKENS = 200
_COMPARISONS = {("op", sign) for sign in ("==", "!=", "<", ">", "<=", ">=")}
_ALWAYS = {"success": True, "always": True, "failure": False, "cancelled": False}
_THIS = re.compile(r"github\.(?:repository|repository_owner|event\.repository\.\w+)")
_OURS = re.compile(r"(?:matrix|runner|strategy)\.[\w.-]+")

Known = bool | str | None
"""A value; None is one that only the run knows."""


@dataclass(frozen=True)
class _Any:
    """A value that is what it is asked for in some of a job's runs."""

    unequal: bool | None
    """Whether it is also something else in some of them."""
    beginning: str | None = None


_MATRIX, _REPOSITORY, _BRANCH = _Any(unequal=True), _Any(unequal=False), _Any(unequal=None, beginning="refs/heads/")


def holds(condition: str, trigger: Trigger, exists: Callable[[str], bool]) -> bool | None:
    """Tell whether a condition holds for an event, or None where only the run can tell.

    `exists` tells of a pattern of paths whether the repository has such a file, for `hashFiles`.
    """
    bare = condition.strip()
    if bare.startswith("${{") and bare.endswith("}}"):
        bare = bare[3:-2]
    tokens = _tokens(bare)
    if tokens is None:
        return None
    parser = _Parser(tokens, trigger, exists)
    try:
        value = parser.either()
    except (IndexError, RecursionError):
        return None
    return _truth(value) if not parser.tokens else None


def _tokens(text: str) -> list[tuple[str, str]] | None:
    found: list[tuple[str, str]] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or len(found) >= _MOST_TOKENS:
            return None
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    return found or None


def _truth(value: "Known | _Any") -> bool | None:
    if isinstance(value, _Any):
        return True
    return value if isinstance(value, bool | None) else bool(value)


class _Parser:
    """Evaluates while it reads; what only the run knows stays None, unless the other side decides."""

    def __init__(self, tokens: list[tuple[str, str]], trigger: Trigger, exists: Callable[[str], bool]) -> None:
        self.tokens = tokens[::-1]
        self._trigger = trigger
        self._exists = exists

    def either(self) -> "Known | _Any":
        value = self._both()
        while self._takes("||"):
            one, other = _truth(value), _truth(self._both())
            value = True if one or other else (None if one is None or other is None else False)
        return value

    def _both(self) -> "Known | _Any":
        value = self._compared()
        while self._takes("&&"):
            one, other = _truth(value), _truth(self._compared())
            value = False if one is False or other is False else (None if one is None or other is None else True)
        return value

    def _compared(self) -> "Known | _Any":
        value = self._one()
        if not self.tokens or self.tokens[-1] not in _COMPARISONS:
            return value
        sign, other = self.tokens.pop()[1], self._one()
        if isinstance(value, _Any) or isinstance(other, _Any):
            some = value if isinstance(value, _Any) else other
            return True if sign == "==" or not isinstance(some, _Any) else some.unequal
        if value is None or other is None or sign not in {"==", "!="}:
            return None
        return (str(value).lower() == str(other).lower()) == (sign == "==")

    def _one(self) -> "Known | _Any":
        kind, text = self.tokens.pop()
        if kind == "text":
            return text
        if text == "!":
            inner = self._one()
            known = _truth(inner)
            return inner if isinstance(inner, _Any) or known is None else not known
        if text == "(":
            value = self.either()
            self.tokens.pop()
            return value
        if self._takes("("):
            return self._called(text.lower())
        return self._named(text)

    def _called(self, name: str) -> "Known | _Any":
        given: list[Known | _Any] = []
        while not self._takes(")"):
            given.append(self.either())
            self._takes(",")
        if name in _ALWAYS:
            return _ALWAYS[name]
        if name == "startswith" and given and isinstance(given[0], _Any) and given[0].beginning:
            return str(given[-1]).startswith(given[0].beginning)
        texts = [each for each in given if isinstance(each, str)]
        if name == "hashfiles" and len(texts) == len(given):
            return "hash" if any(map(self._exists, texts)) else ""
        if name in {"startswith", "contains"} and len(texts) == len(given) == 2:  # noqa: PLR2004 - both take two
            whole, part = texts[0].lower(), texts[1].lower()
            return whole.startswith(part) if name == "startswith" else part in whole
        return None

    def _named(self, name: str) -> "Known | _Any":
        lowered = name.lower()
        if lowered in {"true", "false"}:
            return lowered == "true"
        if lowered == "github.event_name":
            return self._trigger.name
        if lowered in {"github.ref", "github.ref_name", "github.ref_type"}:
            return self._reference(lowered)
        if lowered in {"github.actor", "github.triggering_actor", "github.event.pull_request.user.login"}:
            return "someone"
        return _REPOSITORY if _THIS.fullmatch(lowered) else _MATRIX if _OURS.fullmatch(lowered) else None

    def _reference(self, name: str) -> "Known | _Any":
        event = self._trigger.event
        if event in {TAG, RELEASE}:
            return {"github.ref": "refs/tags/v", "github.ref_type": "tag"}.get(name)
        if name == "github.ref_type":
            return "branch"
        if event == PULL_REQUEST:
            return "refs/pull/1/merge" if name == "github.ref" else "1/merge"
        # A schedule runs on the default branch, whatever a condition calls it; a push to it is among the pushes.
        return None if event == MANUAL else _BRANCH

    def _takes(self, sign: str) -> bool:
        if self.tokens and self.tokens[-1] == ("op", sign):
            self.tokens.pop()
            return True
        return False
