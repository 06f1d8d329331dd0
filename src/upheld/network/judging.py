"""The verdict on a promise about the network: one table over what was promised, what the source says and what the run showed."""

from enum import Enum, auto

from upheld.exposure import Capability, Reach, Started, Strength
from upheld.facts.exposure.exposure import Exposure
from upheld.model import Verdict
from upheld.nouns import dataclass
from upheld.probing.observation import Attempt, Listener, Observation

INBOUND = frozenset({"stdio-only", "loopback-only", "no-network"})
"""The policies that a listening socket breaks."""
OUTBOUND = frozenset({"no-network", "no-outbound"})
"""The policies that a connection to elsewhere breaks."""


class Source(Enum):
    """What the source says of listening, all of it together."""

    CLEAN = auto()
    OPTIONAL = auto()
    """It listens where somebody asks for it."""
    UNTOLD = auto()
    """It is left to a dependency, or to a value that no source tells, or something could not be read."""
    DEFAULT = auto()
    """It listens without being asked."""


@dataclass(frozen=True)
class Asked:
    """What is to be judged."""

    policy: str
    by_default: bool
    exposure: Exposure
    observation: Observation | None = None
    static_decides: bool = False
    """Whether a listener that the source opens by default breaks the promise although nothing was run."""


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason, and what it rests on."""

    verdict: Verdict
    reason: str
    capabilities: tuple[Capability, ...] = ()
    """Those that the policy does not allow, the gravest first."""
    listeners: tuple[Listener, ...] = ()
    attempts: tuple[Attempt, ...] = ()


def judge(asked: Asked) -> Judgement:
    """Return the verdict; where a cell of the table is in doubt, it is `unverified`."""
    listeners = _listeners(asked)
    attempts = asked.observation.attempts if asked.observation and asked.policy in OUTBOUND else ()
    verdict, reason = _verdict(asked, listeners, attempts)
    return Judgement(verdict, reason, forbidden(asked.policy, asked.exposure), listeners, attempts)


def forbidden(policy: str, exposure: Exposure) -> tuple[Capability, ...]:
    """Return the capabilities that a policy does not allow, those that are started by default first."""
    if policy not in INBOUND:
        return ()
    found = [each for each in exposure.listening if policy != "loopback-only" or each.bind.reach is not Reach.LOOPBACK]
    return tuple(sorted(found, key=lambda each: (_weight(each), each.location)))


def _weight(capability: Capability) -> int:
    return [Started.DEFAULT, Started.UNKNOWN, Started.OPTIONAL].index(capability.started)


def _listeners(asked: Asked) -> tuple[Listener, ...]:
    if asked.observation is None or asked.policy not in INBOUND:
        return ()
    seen = asked.observation.network
    return tuple(each for each in seen if asked.policy != "loopback-only" or each.reach is not Reach.LOOPBACK)


def _verdict(asked: Asked, listeners: tuple[Listener, ...], attempts: tuple[Attempt, ...]) -> tuple[Verdict, str]:
    if attempts:
        return Verdict.BROKEN, "started, it reaches out"
    if asked.policy not in INBOUND:
        return Verdict.UNVERIFIED, _why_not_outbound(asked)
    source = source_says(asked)
    if asked.observation is None:
        return _not_run(asked, source)
    if listeners:
        shaken = asked.observation.handshake is not None
        return (
            Verdict.BROKEN,
            "started, it listens" if shaken else "its default is a network transport: started, it listens",
        )
    if asked.observation.handshake is None or not asked.observation.watched:
        return _not_reached(asked, source)
    verdict, reason = _reached(asked, source)
    if verdict is Verdict.UPHELD and asked.policy in OUTBOUND:
        return Verdict.UNVERIFIED, _why_not_outbound(asked)
    return verdict, reason


def source_says(asked: Asked) -> Source:
    """Return what the source says of listening where the policy forbids it."""
    found = forbidden(asked.policy, asked.exposure)
    if any(each.started is Started.DEFAULT and each.strength is Strength.LISTENS for each in found):
        return Source.DEFAULT
    exposure = asked.exposure
    told = all(each.started is Started.OPTIONAL and each.strength is not Strength.CAN for each in found)
    if not told or exposure.delegations or exposure.unread or not exposure.files:
        return Source.UNTOLD
    return Source.OPTIONAL if found else Source.CLEAN


def _not_run(asked: Asked, source: Source) -> tuple[Verdict, str]:
    if source is not Source.DEFAULT:
        return Verdict.UNVERIFIED, f"{_SAYS[source]}, and the server was not run"
    if not asked.by_default:
        return Verdict.BROKEN, "the source opens a listener that nothing guards"
    if asked.static_decides:
        return Verdict.BROKEN, "the source opens a listener by default"
    return (
        Verdict.UNVERIFIED,
        "likely broken: the source seems to open a listener by default, and the server was not run",
    )


def _not_reached(asked: Asked, source: Source) -> tuple[Verdict, str]:
    """Return the verdict on a run that shows no listener, and does not show that the server came up either."""
    if source is Source.DEFAULT and not asked.by_default:
        return Verdict.BROKEN, "the source opens a listener that nothing guards"
    watched = asked.observation is None or asked.observation.watched
    return Verdict.UNVERIFIED, "the server answered no handshake" if watched else "its sockets could not be watched"


def _reached(asked: Asked, source: Source) -> tuple[Verdict, str]:
    """Return the verdict on a server that came up and opened no listener."""
    if asked.observation and asked.observation.unsettled:
        return Verdict.UNVERIFIED, "started, it holds a UDP port that may be a client's or a listener's"
    match source:
        case Source.CLEAN:
            return Verdict.UPHELD, "started, it listens nowhere, and its source opens no listener"
        case Source.DEFAULT if asked.by_default:
            how = "although its source seems to open a listener by default"
            return Verdict.UNVERIFIED, f"started, it listened nowhere while it was watched, {how}"
        case Source.UNTOLD if not asked.by_default:
            return Verdict.UNVERIFIED, f"started, it listens nowhere, but {_SAYS[source]}"
        case Source.UNTOLD:
            return Verdict.UPHELD, f"as it was started here it listens nowhere; {_SAYS[source]}"
        case Source.OPTIONAL if asked.by_default:
            return Verdict.UPHELD, "started, it listens nowhere; it does where somebody asks for it"
        case _:
            return Verdict.BROKEN, "it can listen, and the promise leaves no option open"


def _why_not_outbound(asked: Asked) -> str:
    seen = asked.observation
    if seen is None:
        return "what it asks of the network only a run can show, and the server was not run"
    if seen.handshake is None:
        return "the server answered no handshake"
    if not seen.attempts_seen:
        return "connections that do not last were not seen: trace the run (`--trace`)"
    return "started, it reached out to nowhere; what its tools do was not seen"


_SAYS = {
    Source.CLEAN: "the source opens no listener",
    Source.OPTIONAL: "the source listens only where somebody asks for it",
    Source.UNTOLD: "the source does not tell whether it listens",
    Source.DEFAULT: "the source opens a listener by default",
}
