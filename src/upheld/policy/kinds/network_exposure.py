"""The kind of promise that says how far the software reaches into the network, or the network into it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.denials import denies
from upheld.policy.document import Document
from upheld.policy.force import advises, is_imperative
from upheld.policy.network_words import (
    BY_DEFAULT,
    ELSEWHERE,
    LONGEST_LEAD,
    OF_FILES,
    OF_ORIGINS,
    OF_REPORTS,
    OF_TELEMETRY,
    OF_THE_SOFTWARE,
    OTHER_TRANSPORT,
    OUT_OF_SCOPE,
    POLICIES,
    TELLS_OF_TRAFFIC,
)
from upheld.policy.quotes import quoted
from upheld.policy.rules import is_planned
from upheld.policy.statements import Statement, statements


@dataclass(frozen=True, kw_only=True)
class NetworkExposure(Promise):
    """The software keeps to itself: `stdio-only`, `loopback-only`, `no-network` or `no-outbound`.

    Takes: "communicates over stdio", "opens no ports", "binds to 127.0.0.1", "works offline", "no telemetry", "your
    data never leaves your machine". Leaves alone what is out of scope, and a standard input that is one of several.
    """

    kind: ClassVar[str] = "network-exposure"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "policy": tuple(dict.fromkeys(policy for policy, _ in POLICIES))
    }
    policy: str
    by_default: bool = False
    """True where an option may change it: "over stdio by default"."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that makes it."""
        seen: set[tuple[int, str]] = set()
        for statement in statements(document):
            policy, offset = exposure(statement)
            if not policy or (policy == "no-outbound" and _only_of_telemetry(document, statement.text[offset:])):
                continue
            location, quote = quoted(document, statement, offset)
            if (location.line, policy) not in seen:
                seen.add((location.line, policy))
                # To bind or to hide a port is asked of those who run it, whatever heading it stands under.
                asked = (is_imperative(statement) and not denies(statement)) or advises(statement)
                force = Force.PRACTICE if asked else Force.COMMITMENT
                by_default = BY_DEFAULT.search(statement.text) is not None
                yield cls(location=location, quote=quote, force=force, policy=policy, by_default=by_default)

    def fields(self) -> dict[str, Any]:
        """Return the policy alone: whether an option may change it is for the check."""
        return {"policy": self.policy}


@lru_cache(maxsize=1024)
def exposure(statement: Statement) -> tuple[str, int]:
    """Return the policy that a statement promises, or nothing, and where its words begin."""
    not_done = "does not " if statement.depth and denies(statement) else ""
    text = not_done + statement.text
    for policy, wording in POLICIES:
        match = wording.search(text)
        if match and policy == "no-network" and OF_FILES.search(text):
            continue
        if match and policy == "loopback-only" and OF_ORIGINS.search(text):
            continue
        if match and not (policy == "stdio-only" and OTHER_TRANSPORT.search(text) and not BY_DEFAULT.search(text)):
            return ("", 0) if _is_no_promise(statement) else (policy, max(0, match.start() - len(not_done)))
    return "", 0


def _only_of_telemetry(document: Document, said: str) -> bool:
    """Tell whether no more is denied than telemetry, by a policy that tells of the software's own traffic."""
    return OF_TELEMETRY.match(said) is not None and TELLS_OF_TRAFFIC.search(document.source) is not None


def _is_no_promise(statement: Statement) -> bool:
    introduced = (statement.heading, *(lead[-LONGEST_LEAD:] for lead in statement.leads))
    if is_planned(statement):
        return True
    if OUT_OF_SCOPE.search(statement.text):
        return True
    if OF_THE_SOFTWARE.search(statement.text):
        introduced = tuple(OF_REPORTS.sub(" ", each) for each in introduced)
    return any(map(ELSEWHERE.search, introduced))
