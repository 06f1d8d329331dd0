"""`manifest.json` of an MCP bundle (MCPB, before that DXT): how its server is started, and what its user is asked for."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.facts.client_configs.clients import BUNDLE
from upheld.facts.client_configs.config import Server
from upheld.facts.client_configs.servers import server_of
from upheld.facts.settings.giving import setting
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.items import Item
from upheld.model import Location


def is_bundle(root: Item) -> bool:
    """Tell whether a document is the manifest of a bundle."""
    return bool((root.get("manifest_version") or root.get("dxt_version")) and root.get("server"))


def bundle_servers(path: str, root: Item) -> Iterator[Server]:
    """Yield the server of the bundle; what the user is asked for in secret is among its settings."""
    server = root.get("server")
    started = server.get("mcp_config") if server else None
    if started is not None and started.kind == "mapping":
        found = server_of(path, root.text("name") or "server", started, started.line, BUNDLE)
        yield replace(found, settings=(*found.settings, *_asked(path, root)))


def _asked(path: str, root: Item) -> Iterator[Setting]:
    asked = root.get("user_config")
    for pair in asked.pairs if asked else ():
        default = pair.item.get("default")
        place = Location(path, pair.line, pair.column)
        sensitive = pair.item.text("sensitive") == "true"
        if default and default.value and default.kind == "text":
            place = Location(path, default.line, default.column)
            yield setting(pair.key, default.value, place, expands=BUNDLE.expands, by=By.INPUT, is_secret=sensitive)
        elif sensitive:
            yield Setting(pair.key, Value(Given.REFERENCE), place, By.INPUT, is_secret=True)
