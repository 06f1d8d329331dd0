"""Calls that listen or do not, as their transport has it."""

import pytest

from software import barring, only, started
from upheld.exposure import Started

PROJECT = '[project]\nname = "s"\n[project.scripts]\ns = "s:main"\n'
HEAD = "import argparse, os\nfrom fastmcp import FastMCP\nmcp = FastMCP('s')\n"


def server(body: str) -> dict[str, str | bytes | None]:
    return {"pyproject.toml": PROJECT, "s.py": HEAD + body}


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("mcp.run(transport=os.getenv('TRANSPORT', 'stdio'))", Started.OPTIONAL),
        ("mcp.run(transport=os.getenv('TRANSPORT', 'sse'))", Started.DEFAULT),
        ("mcp.run(transport=choose())", Started.UNKNOWN),
        ("options = {'transport': os.getenv('TRANSPORT', 'stdio')}\n    mcp.run(**options)", Started.OPTIONAL),
        ("options = read()\n    mcp.run(**options)", Started.UNKNOWN),
    ],
)
def test_the_default_of_the_transport_decides(run: str, expected: Started) -> None:
    assert started(server(f"def main():\n    {run}\n")) is expected


def test_the_flag_of_the_transport_is_told() -> None:
    body = """
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--transport", default="stdio")
    args = parser.parse_args()
    mcp.run(transport=args.transport)
"""

    assert barring(server(body)) == [("flag", "--transport", "stdio")]


def test_a_framework_that_asks_the_environment_is_told_so() -> None:
    assert barring(server("def main():\n    mcp.run()\n")) == [("environment variable", "FASTMCP_TRANSPORT", "stdio")]


def test_the_transport_that_a_caller_hands_over_counts() -> None:
    body = "def begin(transport):\n    mcp.run(transport=transport)\ndef main():\n    begin('{}')\n"

    assert started(server(body.format("sse"))) is Started.DEFAULT
    assert started(server(body.format("stdio"))) is Started.OPTIONAL


def test_a_program_that_is_started_with_a_port_can_listen() -> None:
    capability = only(
        {
            "package.json": '{"name": "s", "bin": "index.js"}',
            "index.js": "import { spawn } from 'node:child_process';\nspawn('wrangler', ['dev', '--port', port]);",
        }
    )

    assert capability.started is Started.UNKNOWN
