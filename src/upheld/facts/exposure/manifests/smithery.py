"""`smithery.yaml`: how a marketplace starts the server."""

import re
from collections.abc import Iterator

from upheld.exposure import Offer, Says, Weight
from upheld.facts.exposure.manifests.choice import Choice, chosen, transport_of
from upheld.facts.exposure.manifests.manifest import Manifest, ManifestError

_SOURCE = "smithery.yaml"
_LITERAL = re.compile(r"\"([^\"\\\n]{0,200})\"|'([^'\\\n]{0,200})'")
_CONDITION = re.compile(r"\bif\b|\?|&&")
_LONGEST = 5_000


def smithery_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what the start command says by its type, and by the arguments that its function always passes."""
    from upheld.yaml import YamlError, read_yaml_text  # noqa: PLC0415 - PyYAML takes long to be imported

    try:
        root = read_yaml_text(manifest.text, aliases=True)
    except YamlError as error:
        raise ManifestError(f"line {error.line} is not valid YAML, or has more than is read of it") from error
    if root is None:
        return
    started, runtime = root.get("startCommand"), root.get("runtime")
    kind = started.get("type") if started else None
    if kind and (says := transport_of(kind.value)):
        choice = Choice(says, Weight.MEDIUM, f"startCommand type {kind.value}")
        yield manifest.offer(_SOURCE, choice, kind.line)
    elif runtime and runtime.value in {"typescript", "python"}:
        # The marketplace puts its own server around what the source exports.
        choice = Choice(Says.ELSEWHERE, Weight.WEAK, f"runtime {runtime.value}")
        yield manifest.offer(_SOURCE, choice, runtime.line)
    function = started.get("commandFunction") if started else None
    if function and not _CONDITION.search(function.value[:_LONGEST]):
        words = [one or other for one, other in _LITERAL.findall(function.value[:_LONGEST])]
        if choice_of := chosen(words):
            yield manifest.offer(_SOURCE, choice_of, function.line, lead="commandFunction", most=Weight.MEDIUM)
