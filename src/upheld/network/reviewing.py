"""What is said of a change to software that promises to keep off the network: additions ask for a review, or break the promise."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from upheld.check import Context
from upheld.config import Acknowledged
from upheld.exposure import Capability, Offer, Reach, Started, Strength, Weight
from upheld.facts.exposure.finding import exposure_of
from upheld.model import Evidence, Finding, Level, Location, Verdict
from upheld.network import words
from upheld.network.additions import Additions, Place, Rebind, additions
from upheld.network.findings import MOST, first_inbound
from upheld.network.unguarding import Unguarded
from upheld.policy.kinds.network_exposure import NetworkExposure

_SHORT = 12


def reviewed(promise: NetworkExposure, context: Context, base_commit: str) -> Iterator[Finding]:
    """Yield what the change adds, once a run: under the first promise that a listener breaks."""
    if promise != first_inbound(context):
        return
    change = additions(context.repository, base_commit)
    told = [_of_place(promise, place, context) for place in change.places]
    told += [_of_rebind(each) for each in change.rebinds]
    told += [_of_unguarded(promise, each, context) for each in change.unguarded]
    told += [_of_manifest(tuple(each)) for _, each in groupby(sorted(change.offers, key=_gravest_first), key=_subject)]
    yield from told
    if not told or change.unread:
        yield _overview(change, base_commit, some=bool(told))


def _of_place(promise: NetworkExposure, place: Place, context: Context) -> Finding:
    capability = _in_full(place, context)
    evidence = (words.capability(capability),)
    if by := _acknowledged(place, context.config.network.acknowledged):
        return Finding(
            verdict=Verdict.UPHELD,
            message=f"adds a network capability that {by.owner} reviewed: {by.reason}",
            subject=f"{place.rule} in {place.location.path}",
            location=place.location,
            evidence=(*evidence, Evidence("configuration", f"acknowledged by {by.owner}", by.location)),
        )
    forbids = _forbids(promise, capability)
    how = f"`network: acknowledged` in .upheld.yml, with `capability: {place.rule}` and `file: {place.location.path}`"
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"adds network capability: {words.described(capability)}"
        + ("" if forbids else "; the policy wants it reviewed"),
        subject=f"{place.rule} in {place.location.path}",
        location=place.location,
        evidence=evidence,
        level=None if forbids else Level.WARNING,
        help=f"take it out, or review it and acknowledge it: {how}",
    )


def _in_full(place: Place, context: Context) -> Capability:
    """Return the place with what guards it, which only the rest of the source tells."""
    every = exposure_of(context.repository).capabilities
    same = (each for each in every if (each.rule, each.location.line) == (place.rule, place.location.line))
    mine = next((each for each in same if each.location.path == place.location.path), None)
    return mine or Capability(place.rule, place.strength, place.location, place.text, place.bind)


def _acknowledged(place: Place, known: tuple[Acknowledged, ...]) -> Acknowledged | None:
    path = place.location.path
    return next((each for each in known if (each.capability, each.file.removeprefix("./")) == (place.rule, path)), None)


def _forbids(promise: NetworkExposure, capability: Capability) -> bool:
    """Tell whether the promise rules it out, and not only asks for a review."""
    if capability.strength not in {Strength.LISTENS, Strength.TRANSPORT}:
        return False
    if promise.policy == "loopback-only" and capability.bind.reach is not Reach.ALL:
        return False
    return not promise.by_default or (capability.started is Started.DEFAULT and capability.strength is Strength.LISTENS)


def _of_unguarded(promise: NetworkExposure, each: Unguarded, context: Context) -> Finding:
    """Return what is said of a place whose guard is gone: all that is said of one that is added, in other words."""
    now = each.now
    found = _of_place(promise, Place(now.rule, now.strength, now.location, now.text, now.bind), context)
    before = replace(each.before, location=now.location)
    evidence = (*found.evidence, Evidence("git", f"was: {words.described(before)}"))
    subject = f"start of {found.subject}"
    if found.verdict is Verdict.UPHELD:
        return replace(
            found, message=found.message.replace("adds", "starts by default", 1), subject=subject, evidence=evidence
        )
    asked = (
        " and ".join(f"`{guard.text}`" for guard in each.before.guards if guard.passes is False)
        or "somebody to ask for it"
    )
    review = "" if found.level is None else "; the policy wants it reviewed"
    message = f"is started by default now, and took {asked} before: {words.described(now)}{review}"
    return replace(found, message=message, subject=subject, evidence=evidence)


def _of_rebind(rebind: Rebind) -> Finding:
    place = rebind.place
    message = f"listens on {words.bind(place.bind)} instead of {words.bind(rebind.before)}"
    evidence = (Evidence("source", f"was {words.bind(rebind.before)}, is {words.bind(place.bind)}", place.location),)
    same = Finding(
        verdict=Verdict.UPHELD,
        message=f"{message}: fewer {'may' if place.bind.reach is Reach.UNKNOWN else 'can'} reach it",
        subject=f"bind of {place.rule} in {place.location.path}",
        location=place.location,
        evidence=evidence,
    )
    if not rebind.is_worse:
        return same
    why = "more can reach it"
    return replace(
        same, verdict=Verdict.BROKEN, message=f"{message}: {why}", level=Level.WARNING, help="bind it to 127.0.0.1"
    )


def _subject(offer: Offer) -> tuple[str, str]:
    return offer.location.path, offer.subject


def _gravest_first(offer: Offer) -> tuple[tuple[str, str], bool, Location]:
    return _subject(offer), offer.weight is not Weight.STRONG, offer.location


def _of_manifest(offers: tuple[Offer, ...]) -> Finding:
    """Return one finding for all that a manifest adds of one subject: port, host and transport are one start."""
    first, *others = offers
    more = f" (and {len(others)} more)" if others else ""
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"adds a start on the network: {first.source}, {first.text}{more}; the policy wants it reviewed",
        subject=f"{first.source} {first.subject or first.location.path}",
        location=first.location,
        related=tuple(each.location for each in others[:MOST]),
        evidence=tuple(map(words.offer, offers[:MOST])),
        level=Level.WARNING,
        help="review it; a waiver says who did, and why it is wanted",
    )


def _overview(change: Additions, base_commit: str, *, some: bool) -> Finding:
    """Return what is said where nothing is added, or not everything could be compared."""
    files = f"{change.files} changed {'file' if change.files == 1 else 'files'}"
    evidence = (Evidence("git", f"compared with {base_commit[:_SHORT]}: {files}"),)
    about = "what the change adds"
    if not change.unread:
        message = f"the change adds no network capability ({files})"
        return Finding(verdict=Verdict.UPHELD, message=message, subject=about, evidence=evidence)
    path, why = change.unread[0]
    more = f" (and {len(change.unread) - 1} more)" if change.unread[1:] else ""
    nothing = "nothing else" if some else "nothing"
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"not every changed file could be compared: {path}, {why}{more}; {nothing} was found",
        subject=about,
        evidence=evidence,
        help="look at that file yourself",
    )
