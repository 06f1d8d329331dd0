"""The clients whose configurations stand in repositories: files, keys, and the references that each expands.

Taken from the documentation of each client, as of late 2026; a client of which nothing sure is known is believed to
expand every spelling.
"""

import re

from upheld.facts.settings.references import EVERY, Form
from upheld.nouns import dataclass

_MCP_SERVERS = (("mcpServers",),)


@dataclass(frozen=True)
class Client:
    """A client with the files that it reads."""

    name: str
    files: re.Pattern[str]
    keys: tuple[tuple[str, ...], ...] = _MCP_SERVERS
    """Where the servers stand: keys from the outside to the inside."""
    expands: frozenset[Form] = EVERY
    url_is: str = "http"
    """The transport of a server of which only `url` is told."""


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?{pattern}")


_BRACED = frozenset({Form.BRACED})
_VS_CODE = frozenset({Form.INPUT, Form.ENV})
_NONE: frozenset[Form] = frozenset()

CLIENTS = (
    Client("Claude Code", _named(r"\.mcp\.json"), (*_MCP_SERVERS, ("servers",)), _BRACED | _VS_CODE),
    Client("Claude Desktop", _named(r"[\w.-]*claude[_-]?desktop[\w.-]*\.json"), expands=_NONE),
    Client("VS Code", _named(r"\.vscode/mcp\.json"), (("servers",), *_MCP_SERVERS), _VS_CODE),
    Client(
        "VS Code",
        _named(r"(?:\.vscode/settings\.json|[\w.-]+\.code-workspace|devcontainer\.json|\.devcontainer\.json)"),
        (("mcp", "servers"), ("mcp.servers",), ("settings", "mcp", "servers"), ("customizations", "vscode", "mcp", "servers")),
        _VS_CODE,
    ),
    Client("Cursor", _named(r"\.cursor/mcp\.json"), expands=frozenset({Form.ENV})),
    Client("Windsurf", _named(r"(?:\.windsurf/|\.codeium/(?:windsurf/)?)[\w.-]*mcp[\w.-]*\.json"), expands=frozenset({Form.ENV})),
    Client("Cline", _named(r"cline_mcp_settings\.json"), expands=_NONE),
    Client("Zed", _named(r"\.?zed/settings\.json"), (("context_servers",),), _NONE),
    Client("Gemini CLI", _named(r"(?:\.gemini/settings\.json|gemini-extension\.json)"), expands=frozenset({Form.BRACED, Form.DOLLAR}), url_is="sse"),
    Client("Codex", _named(r"\.codex/config\.toml"), (("mcp_servers",),), _NONE),
    Client("opencode", _named(r"\.?opencode\.jsonc?"), (("mcp",),), frozenset({Form.CURLY_ENV})),
    Client("Continue", _named(r"\.continue/(?:mcpServers/)?[\w.-]+\.(?:ya?ml|json)"), (*_MCP_SERVERS, ("experimental", "modelContextProtocolServers"))),
    Client("Roo Code", _named(r"\.(?:roo|kilocode)/mcp\.json")),
    Client("JetBrains Junie", _named(r"\.junie/(?:mcp/)?mcp\.json")),
    Client("Kiro", _named(r"\.kiro/settings/mcp\.json")),
    Client("Amazon Q", _named(r"\.(?:aws/)?amazonq/(?:mcp|default)\.json")),
    Client("Copilot CLI", _named(r"(?:\.copilot/)?mcp-config\.json")),
    Client("an MCP client", _named(r"[\w.-]*(?:mcp|claude)[\w.-]*\.jsonc?"), (*_MCP_SERVERS, ("servers",), ("context_servers",), ("mcp", "servers"))),
)  # fmt: skip
"""The first one whose files match a path reads it."""

BUNDLE = Client("MCP bundle", _named(r"manifest\.json"), (), frozenset({Form.USER_CONFIG}))
REGISTRY = Client("MCP registry", _named(r"(?:[\w-]+[.-])?server\.json"), (), frozenset({Form.CURLY}))
ANY_CLIENT = Client(
    "an MCP client",
    re.compile("(?!)"),
    (*_MCP_SERVERS, ("servers",), ("context_servers",), ("mcp", "servers"), ("mcp",), ("mcp_servers",)),
)
"""Who reads what a document shows: nothing tells."""


def client_of(path: str) -> Client | None:
    """Return the client that reads a file of this path, where one may."""
    return next((each for each in (BUNDLE, REGISTRY, *CLIENTS) if each.files.fullmatch(path)), None)
