"""What software leaves to its dependencies."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from making import repository
from upheld.facts.exposure.delegation import delegations

PROJECT = '[project]\nname = "s"\ndependencies = ["{}>=1"]\n[project.scripts]\ns = "{}"\n'


def found(folder: Path, files: Mapping[str, str]) -> list[tuple[str, str, int]]:
    return [
        (each.dependency, each.location.path, each.location.line) for each in delegations(repository(folder, files))
    ]


def test_a_command_that_is_a_function_of_another_package_is_delegated(tmp_path: Path) -> None:
    files = {"pyproject.toml": PROJECT.format("other", "other.cli:main"), "README.md": ""}

    assert found(tmp_path, files) == [("other", "pyproject.toml", 5)]


def test_a_command_of_the_own_package_is_not(tmp_path: Path) -> None:
    files = {"pyproject.toml": PROJECT.format("other", "mine.cli:main"), "src/mine/cli.py": "from .app import main\n"}

    assert found(tmp_path, files) == []


def test_a_file_that_only_calls_another_package_is_delegated(tmp_path: Path) -> None:
    text = "import sys\nfrom their_server import run_server\n\ndef main():\n    run_server(sys.argv)\n"

    assert found(tmp_path, {"pyproject.toml": PROJECT.format("x", "mine:main"), "mine.py": text}) == [
        ("their_server", "mine.py", 2)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "from their_tools import Thing\n\ndef main():\n    Thing()\n",
        "from .inner import main\nfrom their_server import run\n\nrun()\n",
        "import asyncio\nfrom mcp.server import serve\n\nserve()\n",
    ],
)
def test_a_file_that_does_more_is_not(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"pyproject.toml": PROJECT.format("x", "mine:main"), "mine.py": text}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('#!/usr/bin/env node\nimport "their-server/cli";\n', [("their-server", "bin/s.js", 2)]),
        ('const { main } = require("@their/server");\nmain();\n', [("@their/server", "bin/s.js", 1)]),
        ('import { start } from "../src/start.js";\nimport "their-server";\n', []),
        ('import { spawn } from "node:child_process";\nspawn("x");\n', []),
        ('import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n', []),
        ('import a from "one";\nimport b from "two";\n', []),
        ('require("my-server-linux");\n', []),
    ],
)
def test_a_command_of_node_is_delegated_where_it_only_starts_one_other_package(
    tmp_path: Path, text: str, expected: list[tuple[str, str, int]]
) -> None:
    package = '{"name": "my-server", "bin": {"s": "bin/s.js", "my-server-linux": "x"}}'

    assert found(tmp_path, {"package.json": package, "bin/s.js": text}) == expected


def test_the_source_of_a_built_command_is_looked_at(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "s", "bin": "dist/cli.js"}',
        "src/cli.ts": 'import { run } from "their-server";\nrun();\n',
    }

    assert found(tmp_path, files) == [("their-server", "src/cli.ts", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("from fastmcp import FastMCP\nmcp = FastMCP('x')\nmcp.run()\n", 3),
        ("import fastmcp\nasync def go(mcp):\n    await mcp.run_async()\n", 3),
        ("from fastmcp import FastMCP\nmcp.run(transport='stdio')\n", None),
        ("from mcp.server.fastmcp import FastMCP\nmcp.run()\n", None),
        ("from fastmcp import FastMCP\n# mcp.run()\n", None),
    ],
)
def test_a_plain_run_of_fastmcp_is_left_to_its_environment(tmp_path: Path, text: str, line: int | None) -> None:
    files = {
        "requirements.txt": "httpx\nfastmcp==4.1\n",
        "server.py": text,
        "tests/test_server.py": "import fastmcp\nm.run()\n",
    }

    assert found(tmp_path, files) == ([("fastmcp", "server.py", line)] if line else [])


def test_a_framework_counts_only_where_it_is_a_dependency(tmp_path: Path) -> None:
    source = 'import { MCPServer } from "mcp-framework";\nconst server = new MCPServer();\nserver.start();\n'
    package = '{{"name": "s", "{}": {{"mcp-framework": "1"}}}}'

    assert found(tmp_path / "a", {"package.json": package.format("dependencies"), "src/index.ts": source}) == [
        ("mcp-framework", "src/index.ts", 2)
    ]
    assert found(tmp_path / "b", {"package.json": package.format("devDependencies"), "src/index.ts": source}) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"Dockerfile": 'FROM a\nCMD ["npx", "supergateway", "--stdio", "node s.js"]\n'}, [("supergateway", "Dockerfile", 2)]),
        ({"Dockerfile": "FROM a\nENTRYPOINT mcp-proxy --port 80 s\n"}, [("mcp-proxy", "Dockerfile", 2)]),
        ({"Procfile": "web: fastmcp run server.py\n"}, [("fastmcp", "Procfile", 1)]),
        ({"Procfile": "web: fastmcp run server.py --transport stdio\n"}, []),
        ({"Dockerfile": 'FROM a\nCMD ["node", "s.js"]\n', "examples/Procfile": "web: mcpo -- s\n"}, []),
    ],
)  # fmt: skip
def test_a_transport_that_another_program_puts_around_the_server_is_delegated(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    assert found(tmp_path, files) == expected
