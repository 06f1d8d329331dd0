"""The kind of promise that says how far the software reaches into the network, or the network into it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.asked_in_reports import asked_in_reports
from upheld.policy.denials import denies
from upheld.policy.document import Document
from upheld.policy.force import advises, is_imperative
from upheld.policy.network_words import (
    A_NOUN,
    ADDRESS,
    BY_DEFAULT,
    ELSEWHERE,
    FROM_OTHERS,
    IN_ONE_MODE,
    MIGHT,
    OF_FILES,
    OF_ORIGINS,
    OF_OTHERS,
    OF_REPORTS,
    OF_SECRETS,
    OF_TELEMETRY,
    OF_THE_SOFTWARE,
    OTHER_TRANSPORT,
    OUT_OF_SCOPE,
    POLICIES,
    REASON,
    STREAMS,
)
from upheld.policy.quotes import quoted
from upheld.policy.rules import is_planned
from upheld.policy.statements import LONGEST_LEAD, Statement, statements
from upheld.policy.told_before import denied_question
from upheld.policy.wording import holds

_A_VERB = 30


@dataclass(frozen=True, kw_only=True)
class NetworkExposure(Promise):
    """The software keeps to itself: `stdio-only`, `loopback-only`, `no-network` or `no-outbound`.

    Takes: "communicates over stdio", "opens no ports", "binds to 127.0.0.1", "works offline", "no outbound
    calls", "your data never leaves your machine". Leaves alone what is out of scope, a standard input that is one of
    several, what is denied to agents or guests, and telemetry alone: the software may call for other reasons.
    """

    kind: ClassVar[str] = "network-exposure"
    choices: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "policy": tuple(dict.fromkeys(policy for policy, _, _ in POLICIES))
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
            if not policy:
                continue
            location, quote = quoted(document, statement, offset)
            if (location.line, policy) not in seen:
                seen.add((location.line, policy))
                # To bind or to hide a port is asked of those who run it, whatever heading it stands under.
                asked = (is_imperative(statement) and not denies(statement)) or advises(statement)
                asked = asked and not (A_NOUN.match(statement.text) or A_NOUN.match(statement.body))
                force = Force.PRACTICE if asked else Force.COMMITMENT
                by_default = BY_DEFAULT.search(statement.text) is not None
                yield cls(location=location, quote=quote, force=force, policy=policy, by_default=by_default)

    def fields(self) -> dict[str, Any]:
        """Return the policy alone: whether an option may change it is for the check."""
        return {"policy": self.policy}


@lru_cache(maxsize=1024)
def exposure(statement: Statement) -> tuple[str, int]:
    """Return the policy that a statement promises, or nothing, and where its words begin."""
    not_done = "does not " if statement.depth and denies(statement) else denied_question(statement)
    text = not_done + statement.text
    for policy, pieces, wording in POLICIES:
        match = wording.search(text) if holds(text, pieces) else None
        if match and not _is_of_something_else(policy, text, match.start()):
            if IN_ONE_MODE.search(text) and not BY_DEFAULT.search(text):
                return "", 0
            named = ADDRESS.search(text, match.start()) if policy == "loopback-only" else None
            at = (named or match).start()
            return ("", 0) if _is_no_promise(statement, at - len(not_done)) else (policy, max(0, at - len(not_done)))
    return "", 0


def _is_of_something_else(policy: str, text: str, at: int) -> bool:
    """Tell whether what sounds like a policy is said of one transport of several, of files, of secrets or of others' code."""
    if policy == "stdio-only":
        if ADDRESS.search(text) and not STREAMS.search(text):
            return True  # "listens on nothing but localhost"
        return OTHER_TRANSPORT.search(text) is not None and not BY_DEFAULT.search(text)
    if policy == "loopback-only":
        return OF_ORIGINS.search(text[max(text.rfind(mark, 0, at) for mark in ".;,") + 1 : at + _A_VERB]) is not None
    began = max(text.rfind(mark, 0, at) for mark in ".;:") + 1
    if policy == "no-outbound" and (OF_SECRETS.search(text[began : at + _A_VERB]) or OF_TELEMETRY.match(text[at:])):
        return True
    if FROM_OTHERS.search(text):
        return True
    return bool(OF_OTHERS.search(text[began:at])) or (policy == "no-network" and OF_FILES.search(text) is not None)


def _stated(text: str, at: int) -> str:
    """Return the part that states a fact at a place: "since it opens no port" is one, whatever follows from it."""
    if reason := REASON.match(text):
        return reason[0]
    end = min(
        (found for mark in (";", ", so ", ", hence ", ", therefore ") if (found := text.find(mark, at)) > 0),
        default=len(text),
    )
    return text[max(0, text.rfind(";", 0, at)) : end]


def _is_no_promise(statement: Statement, at: int) -> bool:
    introduced = (statement.heading, *(lead[-LONGEST_LEAD:] for lead in statement.leads))
    if is_planned(statement) or asked_in_reports(statement):
        return True
    if OUT_OF_SCOPE.search(_stated(statement.text, at)) or MIGHT.search(statement.text[: max(0, at)]):
        return True
    if OF_THE_SOFTWARE.search(statement.text):
        introduced = tuple(OF_REPORTS.sub(" ", each) for each in introduced)
    return any(map(ELSEWHERE.search, introduced))
