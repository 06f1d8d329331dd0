"""Package URLs: `pkg:npm/%40scope/name@1.2.3` names a package of any ecosystem."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_TYPE = re.compile(r"[a-z][a-z0-9.+-]{0,40}")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_LONGEST = 4000
_NONE: Mapping[str, str] = MappingProxyType({})

ECOSYSTEMS: Mapping[str, str] = {
    "cargo": "crates.io",
    "composer": "Packagist",
    "gem": "RubyGems",
    "githubactions": "GitHub Actions",
    "golang": "Go",
    "hex": "Hex",
    "maven": "Maven",
    "npm": "npm",
    "nuget": "NuGet",
    "pub": "Pub",
    "pypi": "PyPI",
    "swift": "SwiftURL",
}
"""The types of packages whose advisories are read, with their ecosystems; `github` is any repository, packaged or not."""

_SEPARATOR = {"maven": ":"}
_WITHOUT_NAMESPACE = frozenset({"cargo", "gem", "nuget", "pub", "pypi"})
_WITH_NAMESPACE = frozenset({"composer", "githubactions", "maven", "swift"})


class PurlError(ValueError):
    """A text that is no package URL; the message is the end of a sentence and shows nothing of it."""


class Purl(NamedTuple):
    """The parts of a package URL, decoded."""

    type: str
    namespace: str
    """Empty where there is none."""
    name: str
    version: str | None = None
    qualifiers: Mapping[str, str] = _NONE
    subpath: str = ""

    @property
    def ecosystem(self) -> str | None:
        """The ecosystem whose advisories tell of it, or None where there is none."""
        return ECOSYSTEMS.get(self.type)

    @property
    def package_name(self) -> str:
        """The name by which advisories of its ecosystem call it: `@scope/name`, `group:artifact`, `stdlib` of Go, ..."""
        if (self.type, self.namespace, self.name) == ("golang", "", "std"):
            return "stdlib"
        return f"{self.namespace}{_SEPARATOR.get(self.type, '/')}{self.name}" if self.namespace else self.name


def read_purl(text: str) -> Purl:
    """Return the parts of a package URL.

    Raises:
        PurlError: it is none, or not one that its type allows.
    """
    if len(text) > _LONGEST:
        raise PurlError("has a package URL that is too long")
    scheme, _, rest = text.strip().partition(":")
    if scheme.lower() != "pkg":
        raise PurlError("has something else in place of a package URL")
    rest, _, subpath = rest.partition("#")
    rest, _, qualifiers = rest.partition("?")
    kind, _, path = rest.strip("/").partition("/")
    kind = kind.lower()
    if not _TYPE.fullmatch(kind) or not path:
        raise PurlError("has a package URL without a type or a name")
    path, version = _split_version(path)
    *namespaces, name = [_decoded(part) for part in path.split("/") if part] or [""]
    purl = Purl(kind, "/".join(namespaces), name, _decoded(version) or None, _qualifiers(qualifiers), _path(subpath))
    return _allowed(purl)


def _split_version(path: str) -> tuple[str, str]:
    """Split at the last `@`, except where it begins a scope that its writer forgot to encode."""
    before, mark, version = path.rpartition("@")
    if not mark or not before or before.endswith("/"):
        return path, ""
    return before, version


def _decoded(text: str) -> str:
    try:
        return _ESCAPED.sub(lambda match: bytes.fromhex(match[0].replace("%", "")).decode(), text)
    except UnicodeDecodeError as error:
        raise PurlError("has a package URL that is no UTF-8") from error


def _qualifiers(text: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in text.split("&"))
    return {key.lower(): _decoded(value) for key, _, value in pairs if key and value}


def _path(text: str) -> str:
    return "/".join(part for part in map(_decoded, text.split("/")) if part not in {"", ".", ".."})


def _allowed(purl: Purl) -> Purl:
    if not purl.name:
        raise PurlError("has a package URL without a name")
    # Audited under a name that its ecosystem cannot have, it would always be found without a vulnerability.
    if purl.type in _WITHOUT_NAMESPACE and purl.namespace:
        raise PurlError(f"has a package URL with a namespace, which {purl.type} has not")
    if purl.type in _WITH_NAMESPACE and not purl.namespace:
        raise PurlError(f"has a package URL without a namespace, which {purl.type} needs")
    if purl.type == "npm" and purl.namespace and not purl.namespace.startswith("@"):
        raise PurlError("has a package URL with a namespace that is no scope of npm")
    return purl
