"""`package.json` and `pyproject.toml`: the commands that a package installs, and the scripts that start it."""

import re
from collections.abc import Iterator

from upheld.exposure import Offer, Says, Weight
from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.following import followed, in_shell
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.facts.exposure.manifests.project import Package
from upheld.items import Pair

_STARTS = re.compile(
    r"(?:start|serve|server|run|mcp|http|sse|stdio|prod|production)(?:[:._-][\w:.-]{1,60})?|[\w-]{1,40}[:-](?:http|sse|stdio|streamable)"
)
_ASIDE = re.compile(
    r"(?:^|[:._-])(?:dev|develop|development|test|tests|e2e|watch|debug|inspect|inspector|docs?|storybook|build|lint|local|example|demo|mock|preview|bench)(?:$|[:._-])"
)
_TRANSPORT_IN_NAME = re.compile(r"(?:^|[-_.:])(?P<word>stdio|sse|https?|streamable-?http|websocket|ws)(?:$|[-_.:])")
_SDKS = re.compile(
    r"@modelcontextprotocol/.+|fastmcp|mcp-framework|@mastra/mcp|xmcp|frontmcp|@frontmcp/.+|mcp-handler|@rekog/mcp-nest|litemcp|mcp-use|tmcp"
)


def package_json_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what scripts and commands offer, of packages that start a server."""
    package = next((each for each in manifest.project.node if each.path == manifest.path), None)
    if package is None or not starts_a_server(package):
        return
    for pair in package.within("scripts").pairs:
        if _STARTS.fullmatch(pair.key) and not _ASIDE.search(pair.key):
            choice = followed(in_shell(pair.item.value, manifest.folder, manifest.tree))
            most = Weight.MEDIUM if pair.key == "start" else Weight.WEAK
            if choice:
                yield manifest.offer(
                    "package.json", choice, pair.line, lead=f"script {pair.key}:", subject=pair.key, most=most
                )
    yield from (
        _named(pair, "bin", "package.json", manifest)
        for pair in package.within("bin").pairs
        if says_transport(pair.key)
    )


def pyproject_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield the commands whose names say a transport."""
    package = next((each for each in manifest.project.python if each.path == manifest.path), None)
    for table in (("project",), ("tool", "poetry")):
        for pair in package.within(*table, "scripts").pairs if package else ():
            if says_transport(pair.key):
                yield _named(pair, "script", "pyproject.toml", manifest)


def starts_a_server(package: Package) -> bool:
    """Tell whether a package is one that is run as a server, and not the site or the browser's part beside it."""
    names = (pair.key for key in ("dependencies", "peerDependencies") for pair in package.within(key).pairs)
    return bool(package.folder == "." or package.within("bin").kind != "other" or package.root.get("mcpName")) or any(
        _SDKS.fullmatch(name) for name in names
    )


def says_transport(name: str) -> Says | None:
    """Return what the name of a command says of its transport: `server-http`, `start:stdio`."""
    match = _TRANSPORT_IN_NAME.search(name)
    return None if match is None else Says.STDIO if match["word"] == "stdio" else Says.NETWORK


def _named(pair: Pair, sort: str, source: str, manifest: Manifest) -> Offer:
    choice = Choice(says_transport(pair.key) or Says.STDIO, Weight.WEAK, f"{sort} {pair.key}")
    return manifest.offer(source, choice, pair.line, subject=pair.key)
