"""What a repository tells MCP clients: the servers of every client configuration, each with its place.

A configuration is a file that a client reads (`.mcp.json`, `.vscode/mcp.json`, `.codex/config.toml`, ...), the
registry's `server.json`, a bundle's `manifest.json`, or a block of code in a document.
"""

from upheld.facts.client_configs.config import STDIO, ClientConfig, Server
from upheld.facts.client_configs.finding import client_configs

__all__ = ["STDIO", "ClientConfig", "Server", "client_configs"]
