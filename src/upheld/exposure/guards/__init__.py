"""From calls that listen to capabilities: what a user has to say for them to be come to."""

from collections.abc import Sequence

from upheld.exposure.capability import Capability, Guard, Strength
from upheld.exposure.guards.evaluating import Evaluator
from upheld.exposure.guards.files import Files, Index
from upheld.exposure.guards.places import location_of
from upheld.exposure.guards.reaching import Reaching
from upheld.exposure.guards.scope import Scope
from upheld.exposure.guards.transports import of_hit
from upheld.exposure.source import bind_of
from upheld.exposure.source.parsed import Hit
from upheld.exposure.source.syntax import called_name

_LONGEST = 160


def capabilities(hits: Sequence[Hit], files: Files) -> list[Capability]:
    """Return what listens or can, each with its guards and whether starting the software comes to it."""
    reaching = Reaching(Evaluator(Index(files)))
    return [_capability(hit, reaching) for hit in hits]


def _capability(hit: Hit, reaching: Reaching) -> Capability:
    def own(evaluator: Evaluator, scope: Scope) -> list[Guard]:
        return of_hit(hit, evaluator, scope)

    reached = reaching.reached(hit.parsed, hit.node, own if hit.rule.strength is Strength.CAN else None)
    text = (hit.node.text or b"").decode(errors="replace").partition("\n")[0].strip()[:_LONGEST]
    return Capability(
        rule=hit.rule.id,
        strength=hit.rule.strength,
        location=location_of(hit.parsed, called_name(hit.node)),
        text=text,
        bind=bind_of(hit),
        guards=reached.guards,
        started=reached.started,
    )


__all__ = ["Files", "capabilities"]
