"""Kubernetes manifests and the templates of Helm charts: services, routes, and how containers are started."""

import re
from collections.abc import Iterator
from itertools import pairwise

from upheld.exposure import Bind, Offer, Reach, Says, Weight
from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.programs import started_by
from upheld.facts.exposure.manifests.project import bare_name
from upheld.facts.exposure.manifests.variables import chosen_by
from upheld.items import Item
from upheld.yaml import YamlError, read_yaml_text

_SPEAKS = re.compile(
    r"^kind[ \t]*:[ \t]*[\"']?(?:Service|Ingress|HTTPRoute|Route|Deployment|StatefulSet|DaemonSet|Pod|List)[\"']?[ \t\r]*$",
    re.MULTILINE,
)
_ROUTES = frozenset({"Service", "Ingress", "HTTPRoute", "Route"})
_KIND = re.compile(r"^kind[ \t]*:[ \t]*[\"']?(?P<kind>Service|Ingress|HTTPRoute|Route)[\"']?[ \t\r]*$", re.MULTILINE)
_SEPARATOR = re.compile(r"^---(?=[ \t\r\n]|\Z).*$", re.MULTILINE)
_CONTROL = re.compile(r"^[ \t]*(?:-[ \t]+)?\{\{-?[^{}\n]{0,2000}-?\}\}[ \t\r]*$", re.MULTILINE)
_ACTION = re.compile(r"\{\{[^{}\n]{0,2000}\}\}")
_COMMENT = re.compile(r"\{\{-?[ \t]*/\*(?:[^*]|\*(?!/))*+\*/[ \t]*-?\}\}")
_FILLED = "templated"
_NUMBER = re.compile(r"\d{1,5}")
_MOST_DOCUMENTS, _DEEPEST = 200, 40


def is_kubernetes(text: str) -> bool:
    """Tell whether a YAML text describes what a cluster runs or serves."""
    return "apiVersion" in text and _SPEAKS.search(text) is not None


def kubernetes_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what each document offers; of a template that is no YAML even without its actions, only its kind is known."""
    text = manifest.text
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    for start, end in list(pairwise(starts))[:_MOST_DOCUMENTS]:
        part, before = text[start:end], text.count("\n", 0, start)
        if not _SPEAKS.search(part):
            continue
        try:
            root = read_yaml_text(_without_actions(part), aliases=True)
        except (YamlError, UnicodeError):
            root = None
        if root is not None:
            yield from _document(root, before, manifest)
        elif kind := _KIND.search(part):
            line = before + part.count("\n", 0, kind.start()) + 1
            yield manifest.network("Kubernetes", Weight.MEDIUM, line, kind["kind"], bind=Bind(Reach.ALL))


def _without_actions(text: str) -> str:
    """Return a template with its lines of control emptied and its other actions replaced by a word."""
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return _ACTION.sub(_FILLED, _CONTROL.sub("", text)) if "{{" in text else text


def _document(root: Item, before: int, manifest: Manifest) -> Iterator[Offer]:
    listed = root.get("items")
    for each in listed.items if root.text("kind") == "List" and listed else (root,):
        kind, metadata, spec = each.text("kind") or "", each.get("metadata"), each.get("spec")
        name = (metadata.text("name") if metadata else None) or ""
        subject = "" if _FILLED in name else name
        if kind in _ROUTES:
            # One of type ExternalName only names what is elsewhere.
            if not (spec and spec.text("type") == "ExternalName") and _is_own(name, spec, manifest):
                yield from _served(each, kind, subject, before, manifest)
        elif spec:
            yield from _containers(spec, subject, before, manifest)


def _is_own(name: str, spec: Item | None, manifest: Manifest) -> bool:
    """Tell whether a service leads to this repository's software, by its name or by what it selects."""
    selector = spec.get("selector") if spec else None
    named = (name, *(pair.item.value for pair in (selector.pairs if selector else ())))
    return any(_FILLED in each or _begins_with_own(bare_name(each), manifest) for each in named)


def _begins_with_own(name: str, manifest: Manifest) -> bool:
    return any(name == own or name.startswith(f"{own}-") for own in manifest.project.names)


def _served(root: Item, kind: str, subject: str, before: int, manifest: Manifest) -> Iterator[Offer]:
    pair = next(pair for pair in root.pairs if pair.key == "kind")
    spec = root.get("spec")
    ports = spec.get("ports") if spec else None
    numbers = [each.text("port") or "" for each in (ports.items if ports else ())]
    number = next((port for port in numbers if _NUMBER.fullmatch(port)), None)
    text = " ".join(filter(None, (kind, subject, f"port {number}" if number else "")))
    yield manifest.network(
        "Kubernetes", Weight.MEDIUM, before + pair.line, text, subject=subject, bind=Bind(Reach.ALL, None, number)
    )


def _containers(item: Item, subject: str, before: int, manifest: Manifest, depth: int = 0) -> Iterator[Offer]:
    for pair in item.pairs if depth < _DEEPEST else ():
        if pair.key == "containers":
            for container in pair.item.items:
                yield from _container(container, subject, before, manifest)
        else:
            yield from _containers(pair.item, subject, before, manifest, depth + 1)


def _container(container: Item, subject: str, before: int, manifest: Manifest) -> Iterator[Offer]:
    image = container.text("image") or ""
    if _FILLED not in image and bare_name(image) not in manifest.project.names:
        return
    words = (*container.texts("command"), *container.texts("args"))
    arguments = container.get("args") or container.get("command")
    choice = started_by(words if container.get("command") else ("", *words))
    # Beside the software, a template starts others whose image it does not tell either: a port may be theirs.
    if arguments and choice and (choice.weight is Weight.STRONG or _FILLED not in image):
        yield _of_deployment(choice, before + arguments.line, "args", subject, manifest)
    variables = container.get("env")
    for each in variables.items if variables else ():
        for _, choice in chosen_by([(each.text("name") or "", each.text("value") or "")]):
            yield _of_deployment(choice, before + each.line, "env", subject, manifest)
    if (waits := container.get("stdin")) and waits.value == "true":
        choice = Choice(Says.STDIO, Weight.MEDIUM, "stdin: true")
        yield _of_deployment(choice, before + waits.line, "", subject, manifest)


def _of_deployment(choice: Choice, line: int, lead: str, subject: str, manifest: Manifest) -> Offer:
    return manifest.offer("Kubernetes", choice, line, lead=lead, subject=subject, most=Weight.MEDIUM)
