"""What is said of a promise about the network: the verdict of the table, and what manifests say against it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context
from upheld.exposure import Offer, Says, Weight
from upheld.facts.exposure.exposure import Exposure
from upheld.facts.exposure.finding import exposure_of
from upheld.model import Evidence, Finding, Level, Location, Promise, Verdict
from upheld.network import words
from upheld.network.additions import additions
from upheld.network.judging import INBOUND, OUTBOUND, Asked, Judgement, judge
from upheld.network.observing import observed
from upheld.policy.kinds.network_exposure import NetworkExposure
from upheld.tree import Tree

MOST = 9
_INSIDE = re.compile(
    r"sandbox|isolat|\buser(?:-supplied)? code|generated code|untrusted code|\bplugins?\b", re.IGNORECASE
)
"""Code that runs inside the software: what the software itself opens says nothing of it."""


def findings(promise: NetworkExposure, context: Context) -> Iterator[Finding]:
    """Yield the verdict on the promise, and once a run what manifests say against it."""
    if _INSIDE.search(promise.quote) and promise.policy in OUTBOUND:
        yield _of_code_inside(promise)
        return
    if context.base is not None:
        yield _of_change(promise, context, context.base)
        return
    asked = question(promise, context)
    yield _finding(promise, asked, judge(asked), tried=context.watch is not None)
    if promise == first_inbound(context):
        yield from _of_manifests(promise, asked.exposure)


def _of_change(promise: NetworkExposure, context: Context, base: Tree) -> Finding:
    """Return what the change makes of the promise; the line that adds a listener is told by `network-additions`.

    All of the source is looked at only where the change adds something to it, makes the promise, or is to be run.
    """
    change = additions(context.repository, context.base_commit or "")
    made_before = any(_same(promise, each) for each in context.before)
    if made_before and not change.tells and context.watch is None:
        return Finding(
            verdict=Verdict.UNVERIFIED,
            message="the change adds no network capability; whether the promise is kept is for a run without --base",
            subject=_subject(promise),
            evidence=(Evidence("git", f"{change.files} changed files compared"),),
            known_before=True,
        )
    asked = question(promise, context)
    judged = judge(asked)
    before = judge(replace(asked, exposure=exposure_of(base), observation=None))
    known = made_before and before.verdict is judged.verdict
    found = _finding(promise, asked, judged, tried=context.watch is not None)
    return replace(found, location=None, known_before=known)


def _same(promise: NetworkExposure, other: Promise) -> bool:
    mine = (promise.policy, promise.by_default)
    return isinstance(other, NetworkExposure) and (other.policy, other.by_default) == mine


def _subject(promise: NetworkExposure) -> str:
    return f"{promise.policy}{' by default' if promise.by_default else ''}"


def question(promise: NetworkExposure, context: Context) -> Asked:
    """Return what is to be judged: the source as it stands and, where that is asked, the server as it runs."""
    exposure = exposure_of(context.repository)
    seen = observed(context.repository, context.config.network, context.watch) if context.watch else None
    return Asked(promise.policy, promise.by_default, exposure, seen, context.static_decides)


def first_inbound(context: Context) -> NetworkExposure | None:
    """Return the first promise that a listener breaks: under it is told what is told once a run."""
    made = (each for each in context.promises if isinstance(each, NetworkExposure))
    return next((each for each in made if each.policy in INBOUND), None)


def _of_code_inside(promise: NetworkExposure) -> Finding:
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message="it speaks of code that runs inside the software, which neither the source nor a run of the software shows",
        subject=promise.policy,
        help="attest it, with the test of the isolation as evidence (`attestations` in .upheld.yml)",
    )


def _finding(promise: NetworkExposure, asked: Asked, judged: Judgement, *, tried: bool) -> Finding:
    sockets = [*map(words.listener, judged.listeners), *map(words.attempt, judged.attempts)]
    where = f": {words.listed(sockets, '')}" if sockets else ""
    return Finding(
        verdict=judged.verdict,
        message=f"{judged.reason}{where}; promised is `{promise.policy}`{' by default' if promise.by_default else ''}",
        subject=_subject(promise),
        location=_place(judged),
        related=tuple(each.location for each in judged.capabilities[:MOST]),
        evidence=tuple(_evidence(asked, judged)),
        help=_help(asked, judged.verdict, tried=tried),
    )


def _place(judged: Judgement) -> Location | None:
    """Return the place in the source that most likely breaks the promise; None where none is known."""
    if judged.verdict is not Verdict.BROKEN or judged.attempts or not judged.capabilities:
        return None
    return judged.capabilities[0].location


def _evidence(asked: Asked, judged: Judgement) -> Iterator[Evidence]:
    if asked.observation:
        yield words.run(asked.observation)
        yield from (Evidence("run", problem) for problem in asked.observation.problems[:MOST])
    exposure = asked.exposure
    yield from map(words.capability, judged.capabilities[:MOST])
    if len(judged.capabilities) > MOST:
        yield Evidence("source", f"{len(judged.capabilities) - MOST} more places that listen or can")
    for each in exposure.delegations[:MOST]:
        yield Evidence("source", f"{each.why}: left to {each.dependency}", each.location)
    yield from (words.offer(each) for each in exposure.offers if each.says is Says.NOTHING_TO_LISTEN)
    yield from (Evidence("source", f"{path} was not read: {why}") for path, why in _unread(exposure))
    number = exposure.files
    yield Evidence("source", f"{number} {'file' if number == 1 else 'files'} of source looked at")


def _unread(exposure: Exposure) -> tuple[tuple[str, str], ...]:
    return (exposure.unread + exposure.unread_manifests)[:MOST]


def _help(asked: Asked, verdict: Verdict, *, tried: bool) -> str | None:
    if verdict is Verdict.UPHELD:
        return None
    if verdict is Verdict.BROKEN:
        return "open it only where an option asks for it, and say `by default` in the policy; or take the promise back"
    if not tried:
        return "let the server be started and watched: `upheld check --probe`, where the project's code may run"
    if asked.observation is None:
        return "nothing tells how the server is started: name it in .upheld.yml (`network: command`)"
    if asked.observation.handshake is None:
        build = asked.observation.start.build
        how = f"build it first (`{build}`)" if build else "see that it starts"
        return f"{how}, or name how it is started in .upheld.yml (`network: command`, `environment`)"
    return "see what the evidence names; where it is as it should be, attest it (`attestations` in .upheld.yml)"


def _of_manifests(promise: NetworkExposure, exposure: Exposure) -> Iterator[Finding]:
    """Yield what manifests say against the promise, or against each other."""
    told: set[Location] = set()
    for each in exposure.contradictions:
        told |= {each.said.location, each.against.location}
        yield Finding(
            verdict=Verdict.BROKEN,
            message=f"{each.said.source} says {each.said.says}, and {each.against.source} says {each.against.says}:"
            f" {each.said.text} / {each.against.text}",
            subject=f"{each.said.source} against {each.against.source} of {each.said.subject or each.said.location.path}",
            location=each.against.location,
            related=(each.said.location,),
            evidence=(words.offer(each.said), words.offer(each.against)),
            level=Level.WARNING,
            help="let both say the same",
        )
    for offer in exposure.offers:
        if _starts_on_the_network(offer, promise) and offer.location not in told:
            yield _started_by(offer)


def _starts_on_the_network(offer: Offer, promise: NetworkExposure) -> bool:
    local = offer.bind is not None and offer.bind.reach.value == "loopback" and promise.policy == "loopback-only"
    return offer.weight is Weight.STRONG and offer.says is Says.NETWORK and not local


def _started_by(offer: Offer) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"{offer.source} starts it on the network: {offer.text}",
        subject=f"{offer.source} {offer.subject or offer.location.path}",
        location=offer.location,
        evidence=(words.offer(offer),),
        level=Level.WARNING,
        help="start it over stdio there, or say in the policy that this start is an exception",
    )
