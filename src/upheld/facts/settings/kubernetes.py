"""Kubernetes manifests: the variables of containers, and the values in objects of the kind Secret."""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import pairwise

from upheld.facts.settings.giving import setting
from upheld.facts.settings.names import is_secret_name
from upheld.facts.settings.setting import Given, Setting, Value
from upheld.items import Item
from upheld.model import Location
from upheld.yaml import YamlError, read_yaml_text

_MANIFEST = re.compile(r"^apiVersion[ \t]*:", re.MULTILINE)
_SPEAKS = re.compile(r"^kind[ \t]*:[ \t]*[\"']?Secret\b|\benv[ \t]*:|\bstringData[ \t]*:|valueFrom", re.MULTILINE)
_SEPARATOR = re.compile(r"^---(?=[ \n]|\Z).*$", re.MULTILINE)
_TOKEN_OF_A_CLUSTER = frozenset({"helm.sh/release.v1", "kubernetes.io/service-account-token"})
_MOST_DOCUMENTS, _DEEPEST = 200, 40
_LONGEST = 20_000


def is_manifest(text: str) -> bool:
    """Tell whether a YAML text speaks of variables or secrets of a cluster."""
    return _MANIFEST.search(text) is not None and _SPEAKS.search(text) is not None


def kubernetes_settings(path: str, text: str) -> Iterator[Setting]:
    """Yield what each document gives; one that is a template of Helm, and so no YAML, is passed over."""
    text = text.replace("\r\n", "\n")
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    for start, end in list(pairwise(starts))[:_MOST_DOCUMENTS]:
        try:
            root = read_yaml_text(text[start:end], aliases=True)
        except (YamlError, UnicodeError):
            continue
        if root is not None and root.get("apiVersion"):
            before = text.count("\n", 0, start)
            yield from _secret(path, root, before) if root.text("kind") == "Secret" else _variables(path, root, before)


def _secret(path: str, root: Item, before: int) -> Iterator[Setting]:
    if root.text("type") in _TOKEN_OF_A_CLUSTER or root.get("sops"):
        return
    for key in ("data", "stringData"):
        values = root.get(key)
        for pair in values.pairs if values else ():
            text = _decoded(pair.item.value) if key == "data" else pair.item.value
            place = Location(path, pair.item.line + before, pair.item.column)
            if pair.item.kind == "text" and "\n" not in text.strip():
                # A secret holds names of users and hosts as well.
                yield setting(pair.key, text, place)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode("".join(text[:_LONGEST].split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return text


def _variables(path: str, item: Item, before: int, depth: int = 0) -> Iterator[Setting]:
    for pair in item.pairs:
        if pair.key in {"env", "envFrom"} and pair.item.kind == "list":
            yield from _of_container(path, pair.item, before)
        elif depth < _DEEPEST:
            yield from _variables(path, pair.item, before, depth + 1)
    for each in item.items if depth < _DEEPEST else ():
        yield from _variables(path, each, before, depth + 1)


def _of_container(path: str, listed: Item, before: int) -> Iterator[Setting]:
    for each in listed.items:
        name, value, source = each.text("name"), each.get("value"), each.get("valueFrom")
        place = Location(path, each.line + before, each.column)
        if each.get("secretRef"):
            yield Setting("envFrom", Value(Given.REFERENCE), place, is_secret=True)
        elif name and source is not None:
            from_secret = source.get("secretKeyRef") is not None
            yield Setting(name, Value(Given.REFERENCE), place, is_secret=from_secret or is_secret_name(name))
        elif name and value is not None:
            yield setting(name, value.value, Location(path, value.line + before, value.column))
