"""The commands that start the server of a repository, the likeliest first."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from making import repository
from upheld.exposure import Start
from upheld.facts.exposure.starts import starts

PACKAGE = json.dumps(
    {"name": "@example/server", "bin": {"server": "dist/index.js"}, "scripts": {"build": "tsc"}}, indent=1
)
ENTRY = json.dumps(
    {
        "name": "io.github.example/server",
        "packages": [
            {
                "registryType": "npm",
                "identifier": "@example/server",
                "version": "1.0.0",
                "transport": {"type": "stdio"},
                "packageArguments": [{"value": "--stdio"}],
                "environmentVariables": [{"name": "API_URL", "isRequired": True}, {"name": "API_KEY", "isRequired": True}, {"name": "HTTP"}],
            }
        ],
    }
)  # fmt: skip


def found(folder: Path, files: Mapping[str, str]) -> tuple[Start, ...]:
    return starts(repository(folder, files))


def commands(folder: Path, files: Mapping[str, str]) -> list[str]:
    return [" ".join(each.command) for each in found(folder, files)]


def client(command: str, *args: str) -> str:
    return json.dumps({"mcpServers": {"one": {"command": command, "args": args}}})


def test_the_entry_of_the_registry_starts_the_package_that_is_checked_out(tmp_path: Path) -> None:
    first, second, last = found(tmp_path, {"package.json": PACKAGE, "server.json": ENTRY})

    assert first.command == ("node", "dist/index.js", "--stdio")
    assert first.location is not None
    assert first.location.path == "server.json"
    assert dict(first.environment) == {"API_URL": "http://127.0.0.1:9", "API_KEY": "upheld"}
    assert second.command == ("node", "dist/index.js")
    assert last.command == ("npx", "-y", "@example/server@1.0.0", "--stdio")


def test_the_order_is_that_of_how_sure_they_are(tmp_path: Path) -> None:
    files = {
        "package.json": PACKAGE,
        ".mcp.json": client("npx", "-y", "@example/server", "--one"),
        "README.md": f"```json\n{client('npx', '-y', '@example/server', '--two')}\n```\n",
        "Dockerfile": 'FROM a\nENV A=b\nCMD ["node", "dist/index.js", "--three"]\n',
        "docs/docker.md": f"```json\n{client('docker', 'run', 'example/server')}\n```\n",
    }
    assert commands(tmp_path, files) == [
        "node dist/index.js --one",
        "node dist/index.js",
        "node dist/index.js --two",
        "node dist/index.js --three",
        "docker run example/server",
    ]


@pytest.mark.parametrize(
    ("more", "build"),
    [
        ({}, "npm install && npm run build"),
        ({"package-lock.json": "{}"}, "npm ci && npm run build"),
        ({"pnpm-lock.yaml": ""}, "pnpm install --frozen-lockfile && pnpm run build"),
        ({"dist/index.js": ""}, None),
    ],
)
def test_what_has_to_be_built_first_is_said(tmp_path: Path, more: dict[str, str], build: str | None) -> None:
    (start,) = found(tmp_path, {"package.json": PACKAGE, **more})

    assert start.build == build


def test_of_several_commands_the_one_with_the_name_of_the_package_comes_first(tmp_path: Path) -> None:
    package = {"name": "server", "bin": {"server-http": "h.js", "tool": "t.js", "server": "s.js"}}

    assert commands(tmp_path, {"package.json": json.dumps(package)}) == ["node s.js", "node t.js", "node h.js"]


def test_a_package_without_a_command_is_started_by_its_script(tmp_path: Path) -> None:
    package = {"name": "server", "scripts": {"start": "node server.js"}}

    assert commands(tmp_path / "a", {"package.json": json.dumps(package)}) == ["node server.js"]
    assert commands(tmp_path / "b", {"package.json": json.dumps({"scripts": {"start": "a && b"}})}) == []


def test_commands_of_python_packages_have_to_be_installed(tmp_path: Path) -> None:
    text = '[project]\nname = "server"\n[project.scripts]\nserver = "server:main"\n'
    (start,) = found(tmp_path, {"pyproject.toml": text, "server.py": ""})

    assert (start.command, start.build) == (("server",), "pip install .")
    assert start.location is not None
    assert start.location.line == 4


def test_programs_are_built_and_others_of_a_repository_are_not_guessed(tmp_path: Path) -> None:
    main = "package main\n\nfunc main() {\n}\n"
    files = {"go.mod": "module example.com/the-server/v2\n", "cmd/the-server/main.go": main, "cmd/lint/main.go": main}
    (start,) = found(tmp_path / "a", files)

    assert (start.command, start.build) == (("./the-server",), "go build -o the-server ./cmd/the-server")
    assert start.location is not None
    assert str(start.location) == "cmd/the-server/main.go:3"
    assert (
        found(tmp_path / "b", {"go.mod": "module example.com/x\n", "cmd/a/main.go": main, "cmd/b/main.go": main}) == ()
    )


def test_a_crate_is_built(tmp_path: Path) -> None:
    (start,) = found(tmp_path, {"Cargo.toml": '[package]\nname = "server"\n', "src/main.rs": ""})

    assert (start.command, start.build) == (("./target/release/server",), "cargo build --release")


def test_a_program_that_needs_to_be_told_stdio_is_told(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/the-server\n",
        "main.go": "package main\n\nfunc main() {}\n",
        "Dockerfile": 'FROM a\nENTRYPOINT ["/server/the-server"]\nCMD ["stdio"]\n',
    }
    assert commands(tmp_path, files) == ["./the-server stdio", "./the-server"]


def test_what_the_readme_starts_and_no_package_installs_comes_before_the_tools(tmp_path: Path) -> None:
    files = {
        "package.json": json.dumps({"name": "thing", "main": "dist/server.js", "bin": {"thing": "dist/cli.js"}}),
        "README.md": f"```json\n{client('node', '/path/to/thing/dist/server.js')}\n```\n",
    }
    assert commands(tmp_path, files) == ["node dist/server.js", "node dist/cli.js"]


def test_a_package_json_that_is_no_json_leaves_the_readme(tmp_path: Path) -> None:
    files = {
        "package.json": "{,",
        "server.js": "",
        "README.md": f"```json\n{client('node', 'server.js', '--stdio')}\n```\n",
    }

    assert commands(tmp_path, files) == ["node server.js --stdio"]


def test_no_secret_is_handed_on(tmp_path: Path) -> None:
    drawn = "8f3Kc9Qd" + "1xL27bT4" + "w5ZmP0sV"
    text = json.dumps(
        {
            "mcpServers": {
                "one": {"command": "node", "args": ["s.js", "--key", drawn], "env": {"API_TOKEN": drawn, "MODE": "a"}}
            }
        }
    )
    docker = f'FROM a\nENV TOKEN={drawn}\nCMD ["x", "--api-key={drawn}"]\n'
    first, second = found(tmp_path, {".mcp.json": text, "s.js": "", "Dockerfile": docker})

    assert (first.command, dict(first.environment)) == (
        ("node", "s.js", "--key", "upheld"),
        {"API_TOKEN": "upheld", "MODE": "a"},
    )
    assert (second.command, dict(second.environment)) == (("x", "--api-key=upheld"), {})


def test_a_tree_without_manifests_starts_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, {"README.md": "Nothing.\n"}) == ()
