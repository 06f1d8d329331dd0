"""Statements about one and the same start that cannot both be true: of two manifests, or of a manifest and the source."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from upheld.exposure import Capability, Offer, Says, Started, Strength, Weight
from upheld.facts.exposure.exposure import Contradiction
from upheld.facts.exposure.manifests.project import bare_name
from upheld.facts.exposure.manifests.variables import chosen_by

_REGISTRY, _IMAGE, _SOURCE = "server.json", "Dockerfile", "source"
_FOLDERS = frozenset({"docker", ".docker", "container", "containers", "build", "packaging"})


def contradictions(offers: Sequence[Offer], capabilities: Sequence[Capability]) -> tuple[Contradiction, ...]:
    """Return each pair of statements that contradict each other, what is published first."""
    declared = [each for each in offers if each.source == _REGISTRY and each.weight is Weight.STRONG]
    said = {each.subject: each for each in reversed(declared) if each.says in {Says.STDIO, Says.NETWORK}}
    found: list[Contradiction] = []
    for subject, each in said.items():
        own = [other for other in declared if other.subject == subject]
        found += _within(each, own)
        if subject.startswith("oci "):
            images = [other for other in offers if other.source == _IMAGE and _is_of(other, each, said)]
            found += _of_image(each, images, own)
        elif each.says is Says.STDIO:
            found += _of_source(each, capabilities)
    # One place in the source contradicts once, however many packages are made of it.
    unique = {each.against.location: each for each in reversed(found)}
    return tuple(reversed(unique.values()))


def _within(said: Offer, own: Sequence[Offer]) -> Iterator[Contradiction]:
    """Compare the transport of a package with what its own arguments and variables choose."""
    against = next((each for each in own if each.says not in {said.says, Says.ELSEWHERE}), None)
    if against is not None:
        yield Contradiction(said, against)


def _of_image(said: Offer, images: Sequence[Offer], own: Sequence[Offer]) -> Iterator[Contradiction]:
    """Compare what is declared of an image with what starting a container of it does."""
    if _is_decided(said, own):
        return
    passed = _passed(said)
    for path in dict.fromkeys(each.location.path for each in images):
        strong = [each for each in images if each.location.path == path and each.weight is Weight.STRONG]
        # Whoever passes arguments replaces the command of an image, never its entry point.
        kept = [each for each in strong if not (passed and each.text.startswith("CMD"))]
        # What is passed as arguments outweighs what variables say.
        kept.sort(key=lambda each: each.text.startswith("ENV"))
        if kept and kept[0].says is not said.says:
            yield Contradiction(said, kept[0])
            return


def _of_source(said: Offer, capabilities: Sequence[Capability]) -> Iterator[Contradiction]:
    """Compare a package that is declared to speak stdio with what its bare command opens."""
    for each in capabilities:
        # A transport that is only made may never be given a socket.
        if each.started is Started.DEFAULT and each.strength is Strength.LISTENS:
            against = Offer(_SOURCE, Says.NETWORK, Weight.STRONG, each.location, each.text, said.subject, each.bind)
            yield Contradiction(said, against)
            return


def _is_of(image: Offer, said: Offer, declared: dict[str, Offer]) -> bool:
    """Tell whether a Dockerfile makes the image that is declared: by its label, else as the only one that may."""
    folder = image.location.path.rpartition("/")[0]
    beside = said.location.path.rpartition("/")[0].removesuffix(".mcp").rstrip("/")
    # Others, such as `deploy/aws`, make images of their own for one place.
    if folder not in {"", beside} and folder.rpartition("/")[2] not in _FOLDERS:
        return False
    if image.subject:
        return bare_name(image.subject) == bare_name(said.subject.removeprefix("oci "))
    only = sum(subject.startswith("oci ") for subject in declared) == 1
    return only and image.location.path.rpartition("/")[2] == _IMAGE


def _is_decided(said: Offer, own: Sequence[Offer]) -> bool:
    """Tell whether the entry itself sees to it that what it says is true."""
    words = said.start.command if said.start else ()
    given = [
        (name, value)
        for option, word in pairwise(words)
        if option in {"-e", "--env"}
        for name, _, value in [word.partition("=")]
    ]
    by_variable = any(choice.says is said.says for _, choice in chosen_by(given))
    return by_variable or " by " in said.text or any(each.says is said.says and each != said for each in own)


def _passed(said: Offer) -> tuple[str, ...]:
    """Return the arguments that are passed to a container."""
    words = said.start.command if said.start else ()
    image = said.subject.removeprefix("oci ")
    return words[words.index(image) + 1 :] if image in words else ()
