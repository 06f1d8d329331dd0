"""A small project that keeps what its policy promises, in many ways: tests break it in one of them."""

import json
from pathlib import Path

AS_OF = "2026-06-01"
POLICY = """# Security policy

## Supported versions

| Version | Supported | End of life |
| --- | --- | --- |
| 2.x | yes | 2027-12-31 |
| 1.x | yes | 2026-12-31 |
| < 1.0 | no | |

## Reporting a vulnerability

Please do not open a public issue.

Use [private vulnerability reporting](https://github.com/lantern/lamp/security/advisories/new).

Or write to security@lantern.dev.

We acknowledge every report within 72 hours.

Critical vulnerabilities are fixed within 7 days.

## Dependencies

`npm audit` runs in CI and fails the build on every pull request.

Dependencies are updated weekly via Dependabot.

## Secrets

We never commit secrets.

Keys and tokens are rotated every 90 days.

The token is read from the `LAMP_TOKEN` environment variable.

## Security model

The MCP server communicates over stdio only.
"""
WORKFLOW = """name: Tests

on:
  push:
  pull_request:

jobs:
  tests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci
      - run: npm audit
      - run: npm test
"""
DEPENDABOT = """version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
"""
SERVER = """import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import http from "node:http";

const server = new McpServer({ name: "lamp", version: "2.1.0" });
await server.connect(new StdioServerTransport());
"""
KEYS = """keys:
  - name: NPM_TOKEN
    kind: token
    rotated: 2026-05-09
  - name: BOT_TOKEN
    kind: token
    rotated: 2026-04-20
"""
CLIENT = """{
  "mcpServers": {
    "lamp": {
      "command": "lamp",
      "env": {
        "LAMP_TOKEN": "${LAMP_TOKEN}"
      }
    }
  }
}
"""
DOCKERFILE = """FROM node:22-slim
COPY . /app
ENTRYPOINT ["node", "/app/index.js"]
"""


def manifest(version: str = "2.1.0", **dependencies: str) -> str:
    stated = {"wick": "^2.0.0", **dependencies}
    return json.dumps({"name": "lamp", "version": version, "bin": "index.js", "dependencies": stated}, indent=2) + "\n"


def lock(wick: str = "2.1.0", **others: str) -> str:
    packages = {f"node_modules/{name}": {"version": version} for name, version in {"wick": wick, **others}.items()}
    root = {"name": "lamp", "version": "2.1.0"}
    return json.dumps({"name": "lamp", "lockfileVersion": 3, "packages": {"": root, **packages}}, indent=2) + "\n"


FILES = {
    "SECURITY.md": POLICY,
    "README.md": "# Lamp\n\nA lamp.\n",
    "package.json": manifest(),
    "package-lock.json": lock(),
    "index.js": SERVER,
    "keys.yml": KEYS,
    ".mcp.json": CLIENT,
    "Dockerfile": DOCKERFILE,
    ".gitignore": "node_modules\n",
    ".github/workflows/tests.yml": WORKFLOW,
    ".github/dependabot.yml": DEPENDABOT,
}
TAGS = ("v1.4.0", "v2.0.0", "v2.1.0")


def write_advisories(folder: Path) -> None:
    """Write what is known of the packages that the project may use, in the OSV format."""
    (folder / "npm").mkdir()
    for number, (name, fixed) in enumerate({"wick": "2.0.5", "tallow": "1.2.0"}.items()):
        events = [{"introduced": "0"}, {"fixed": fixed}]
        affected = [{"package": {"ecosystem": "npm", "name": name}, "ranges": [{"type": "SEMVER", "events": events}]}]
        identifier = f"GHSA-2222-3333-444{number + 2}"
        advisory: dict[str, object] = {
            "id": identifier,
            "published": "2026-05-30T10:00:00Z",
            "modified": "2026-05-30T10:00:00Z",
        }
        advisory |= {"affected": affected, "database_specific": {"severity": "HIGH"}, "summary": "It burns"}
        (folder / "npm" / f"{identifier}.json").write_text(json.dumps(advisory), encoding="utf-8")
