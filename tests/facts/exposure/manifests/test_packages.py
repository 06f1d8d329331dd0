"""What the manifests of packages, the registry's entry and the configurations of clients offer."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from making import repository
from upheld.exposure import Offer, Says, Weight
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.manifests.sharing import words_to_share


def read(folder: Path, files: Mapping[str, str]) -> list[Offer]:
    return list(offers(repository(folder, files))[0])


def told(found: list[Offer]) -> list[tuple[str, str, str]]:
    return [(each.says.value, each.weight.value, each.text) for each in found]


def entry(**package: Any) -> str:
    return json.dumps({"name": "io.github.example/server", "packages": [package]}, indent=1)


def test_scripts_that_start_the_server_with_a_transport_are_offers(tmp_path: Path) -> None:
    scripts = {"start": "node s.js --transport http", "start:stdio": "node s.js --stdio", "dev": "node s.js --http", "test:http": "x --http", "build": "vite build"}  # fmt: skip
    package = json.dumps({"name": "server", "scripts": scripts, "bin": {"server": "s.js", "server-http": "h.js"}})

    assert told(read(tmp_path, {"package.json": package})) == [
        ("network", "medium", "script start: --transport http"),
        ("stdio", "weak", "script start:stdio: --stdio"),
        ("network", "weak", "bin server-http"),
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("MCP_TRANSPORT=http node dist/index.js", "MCP_TRANSPORT=http"),
        ("NODE_ENV=production MCP_TRANSPORT=sse HTTP_PORT=80 node a.js", "MCP_TRANSPORT=sse HTTP_PORT=80"),
        ("export MCP_TRANSPORT=http && node a.js", "MCP_TRANSPORT=http"),
        ("set MCP_TRANSPORT=http&& node a.js", "MCP_TRANSPORT=http"),
        ("cross-env MCP_TRANSPORT=http npm run inner", "MCP_TRANSPORT=http (package.json:1)"),
        ("MCP_TRANSPORT=http npm run inner", "MCP_TRANSPORT=http (package.json:1)"),
        ("MCP_TRANSPORT=http sh ./run.sh", "MCP_TRANSPORT=http (run.sh:2)"),
        ("npm run build && MCP_TRANSPORT=http node a.js", "MCP_TRANSPORT=http"),
    ],
)
def test_a_script_chooses_by_the_variables_that_it_sets(tmp_path: Path, start: str, expected: str) -> None:
    scripts = {"start": start, "inner": "node a.js", "build": "tsc"}
    package = json.dumps({"name": "server", "scripts": scripts, "bin": "a.js"})
    files = {"package.json": package, "run.sh": "#!/bin/sh\nexec node a.js\n"}

    assert told(read(tmp_path, files)) == [("network", "medium", f"script start: {expected}")]


@pytest.mark.parametrize(
    "start",
    [
        "MCP_TRANSPORT=http; node a.js",
        "LOG_TRANSPORT=http node a.js",
        "NODE_ENV=production node a.js",
        "MCP_TRANSPORT=$TRANSPORT node a.js",
    ],
)
def test_a_script_whose_variables_choose_nothing_is_no_offer(tmp_path: Path, start: str) -> None:
    package = json.dumps({"name": "server", "scripts": {"start": start}, "bin": "a.js"})

    assert read(tmp_path, {"package.json": package}) == []


def test_the_site_beside_the_server_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, {"website/package.json": '{"name": "site", "scripts": {"start": "vite"}}'}) == []


def test_a_package_json_with_comments_is_read_and_one_that_is_none_loses_only_itself(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "a" "b"}',
        "server/package.json": '{\n// yes\n"bin": {"a-http": "x",},}',
        "Procfile": "web: x\n",
    }
    found, unread = offers(repository(tmp_path, files))

    assert [each.text for each in found] == ["web", "bin a-http"]
    assert unread == (("package.json", "line 1 is not valid JSON: expected a comma or a closing bracket"),)


def test_commands_of_python_packages_say_a_transport_by_their_names(tmp_path: Path) -> None:
    text = '[project]\nname = "s"\n[project.scripts]\ns = "s:main"\ns-http = "s:http"\n'
    (offer,) = read(tmp_path, {"pyproject.toml": text})

    assert (offer.text, offer.location.line, offer.weight) == ("script s-http", 5, Weight.WEAK)


@pytest.mark.parametrize(
    ("features", "extra", "expected"),
    [
        ('"server", "transport-io"', "", ("nothing to listen with", "strong")),
        ('"transport-io"', 'axum = "1"', ("stdio", "medium")),
        ('"transport-io", "transport-streamable-http-server"', "", ("network", "weak")),
        ('"transport-io"', '[features]\nhttp = ["rmcp/transport-streamable-http-server"]', ("network", "weak")),
        ('"client", "transport-child-process"', "", None),
    ],
)
def test_cargo_features_tell_what_is_built_in(
    tmp_path: Path, features: str, extra: str, expected: tuple[str, str] | None
) -> None:
    text = f'[package]\nname = "s"\n[dependencies]\nrmcp = {{ version = "1", features = [{features}] }}\n{extra}\n'
    found = read(tmp_path, {"Cargo.toml": text})

    assert [(each.says.value, each.weight.value) for each in found] == ([expected] if expected else [])
    assert all(each.location.line == 4 for each in found)


def test_features_of_the_workspace_count(tmp_path: Path) -> None:
    workspace = '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nrmcp = { version = "1", features = ["transport-sse-server"] }\n'
    member = '[package]\nname = "a"\n[dependencies]\nrmcp = { workspace = true, features = ["transport-io"] }\n'

    assert told(read(tmp_path, {"Cargo.toml": workspace, "a/Cargo.toml": member})) == [
        ("network", "weak", "rmcp with transport-sse-server")
    ]


@pytest.mark.parametrize(
    "package",
    [
        {"registryType": "npm", "identifier": "server", "transport": {"type": "stdio"}, "packageArguments": [{"type": "positional", "value": "--stdio"}]},
        {"registry_type": "npm", "identifier": "server", "transport": {"type": "stdio"}, "package_arguments": [{"type": "positional", "value": "--stdio"}]},
    ],
)  # fmt: skip
def test_both_spellings_of_an_entry_say_the_same(tmp_path: Path, package: dict[str, Any]) -> None:
    (offer,) = read(tmp_path, {"server.json": entry(**package)})

    assert (offer.says, offer.weight, offer.text, offer.subject) == (
        Says.STDIO,
        Weight.STRONG,
        "npm server is stdio by --stdio",
        "npm server",
    )
    assert offer.start is not None
    assert offer.start.command == ("npx", "-y", "server", "--stdio")


def test_ports_and_variables_of_an_entry_are_offers(tmp_path: Path) -> None:
    text = entry(
        registryType="oci",
        identifier="ghcr.io/example/server:1",
        transport={"type": "streamable-http", "url": "http://localhost:8080/mcp"},
        runtimeArguments=[{"type": "named", "name": "-p", "value": "127.0.0.1:8080:8080"}],
        environmentVariables=[{"name": "MCP_TRANSPORT", "value": "http"}, {"name": "KEY", "isRequired": True}],
    )
    found = read(tmp_path, {".mcp/server.json": text})

    assert [each.text for each in found] == [
        "oci ghcr.io/example/server:1 is http",
        "oci ghcr.io/example/server:1 publishes 127.0.0.1:8080",
        "oci ghcr.io/example/server:1 MCP_TRANSPORT=http",
    ]
    assert found[0].start is not None
    assert dict(found[0].start.environment) == {"KEY": "upheld", "MCP_TRANSPORT": "http"}


def test_a_remote_is_hosted_elsewhere(tmp_path: Path, secret: str) -> None:
    text = json.dumps({"name": "a/b", "remotes": [{"type": "sse", "url": f"https://example.com/sse?key={secret}"}]})

    assert told(read(tmp_path, {"server.json": text})) == [("hosted elsewhere", "medium", "sse at https://example.com")]


def test_arguments_that_are_left_to_the_user_choose_nothing(tmp_path: Path) -> None:
    arguments = [
        {"type": "named", "name": "--transport", "description": "how", "choices": ["stdio", "http"]},
        {"type": "named", "name": "--http", "isRequired": False},
        {"type": "named", "name": "--sse", "format": "boolean", "default": "false"},
        {"type": "named", "name": "--port", "isRequired": True},
    ]
    text = entry(registryType="npm", identifier="s", transport={"type": "stdio"}, packageArguments=arguments)
    (offer,) = read(tmp_path, {"server.json": text})

    assert offer.start is not None
    assert (offer.text, offer.start.command) == ("npm s is stdio", ("npx", "-y", "s", "--port", "upheld"))


def test_an_entry_that_is_no_json_is_told(tmp_path: Path) -> None:
    _, unread = offers(repository(tmp_path, {"server.json": '{"name": \n}'}))

    assert unread == (("server.json", "line 2 is not valid JSON: expected a value"),)


PACKAGE = '{"name": "@example/the-server", "bin": "dist/index.js"}'


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ({"command": "npx", "args": ["-y", "@example/the-server@1"]}, ("stdio", "starts it and speaks stdio")),
        ({"command": "node", "args": ["./dist/index.js", "--http"]}, ("network", "--http")),
        ({"command": "node", "args": ["${workspaceFolder}/dist/index.js"]}, ("stdio", "starts it and speaks stdio")),
        ({"args": ["dist/index.js", "--stdio"], "command": "node"}, ("stdio", "--stdio")),
        ({"command": "docker", "args": ["run", "-i", "x/the-server", "--sse"]}, ("network", "--sse")),
        ({"url": "http://localhost:3000/mcp"}, ("network", "Claude Code: http at http://localhost:3000")),
        ({"url": "https://example.com/mcp"}, ("hosted elsewhere", "Claude Code: http at https://example.com")),
        ({"command": "npx", "args": ["-y", "somebody-elses", "--http"]}, None),
        ({"command": "npx", "args": ["mcp-remote", "https://example.com/the-server"]}, None),
    ],
)
def test_a_client_configuration_tells_of_the_own_server(
    tmp_path: Path, server: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    found = read(tmp_path, {"package.json": PACKAGE, ".mcp.json": json.dumps({"mcpServers": {"one": server}})})

    assert [(each.says.value, each.text) for each in found] == ([expected] if expected else [])


def test_variables_and_ports_of_a_container_count(tmp_path: Path) -> None:
    args = ["run", "-p", "8080:8080", "-e", "MCP_TRANSPORT=http", "example/the-server"]
    text = json.dumps({"mcpServers": {"one": {"command": "docker", "args": args, "env": {"HTTP_MODE": "true"}}}})
    found = read(tmp_path, {"package.json": PACKAGE, ".vscode/mcp.json": text})

    assert [each.text for each in found] == [
        "starts it and speaks stdio",
        "publishes 8080",
        "HTTP_MODE=true",
        "MCP_TRANSPORT=http",
    ]


def test_documents_tell_little_and_each_thing_once(tmp_path: Path) -> None:
    block = '```json\n{"mcpServers": {"one": {"command": "npx", "args": ["the-server", "--http"]}}}\n```\n'
    found = read(tmp_path, {"package.json": PACKAGE, "README.md": block * 2, "docs/README.de.md": block})

    assert [(each.location.path, each.weight) for each in found] == [("README.md", Weight.WEAK)]


def test_no_secret_of_a_configuration_gets_into_an_offer(tmp_path: Path, secret: str) -> None:
    args = ["the-server", "--api-key", secret, f"--token={secret}", "--header", f"X-Key: {secret}", "--http"]
    text = json.dumps({"mcpServers": {"one": {"command": "npx", "args": args, "env": {"API_KEY": secret}}}})
    (offer,) = read(tmp_path, {"package.json": PACKAGE, ".mcp.json": text})

    assert offer.text == "--http"
    assert offer.start is not None
    assert secret not in f"{offer.start.command} {dict(offer.start.environment)}"


def test_only_the_given_files_are_looked_at(tmp_path: Path) -> None:
    tree = repository(tmp_path, {"Procfile": "web: x\n", "a/Procfile": "web: y\n", "package.json": "{"})
    found, unread = offers(tree, frozenset({"a/Procfile", "gone"}))

    assert [each.location.path for each in found] == ["a/Procfile"]
    assert unread == ()
    assert offers(tree, frozenset({"server.py"})) == ((), ())


def test_words_are_shared_without_what_is_secret_or_comes_from_elsewhere(secret: str) -> None:
    words = ("s", "--port", "80", "--token", secret, "-e", f"API_KEY={secret}", "--url=${URL}", "--on", "plain", secret)

    assert words_to_share(words) == ("s", "--port", "80", "--token", "upheld", "-e", "API_KEY=upheld", "--url=upheld", "--on", "plain", "upheld")  # fmt: skip
    assert words_to_share(("sh", "-c", "run $PORT"), expands=True) == ("sh", "-c", "run $PORT")
