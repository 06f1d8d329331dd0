"""What the configurations of each client say of their servers."""

import json
from pathlib import Path

import pytest

from making import repository
from upheld.facts.client_configs import ClientConfig, Server, client_configs

DRAWN = "8f3Kc9Qd1xL27bT4w5Zm"


def read(folder: Path, path: str, text: str) -> ClientConfig:
    (config,) = client_configs(repository(folder, {path: text}))
    return config


def only(config: ClientConfig) -> Server:
    (server,) = config.servers
    return server


def told(server: Server) -> list[tuple[str, str, str]]:
    return [(each.name, each.given.value, each.by.value) for each in server.settings if each.is_secret]


def with_value(path: str, value: str) -> str:
    """Return a configuration in the shape that the client of a path reads."""
    started = {"command": "run", "env": {"API_TOKEN": value}}
    if path.startswith(".codex"):
        return f'[mcp_servers.one]\ncommand = "run"\nenv = {{ API_TOKEN = "{value}" }}\n'
    if path.startswith("opencode"):
        return json.dumps({"mcp": {"one": {"type": "local", "command": ["run"], "environment": {"API_TOKEN": value}}}})
    if path.endswith(".yaml"):
        return f"mcpServers:\n  - name: one\n    command: run\n    env:\n      API_TOKEN: '{value}'\n"
    keys = {".vscode/mcp.json": "servers", ".zed/settings.json": "context_servers"}
    if path == ".vscode/settings.json":
        return json.dumps({"mcp": {"servers": {"one": started}}})
    return json.dumps({keys.get(path, "mcpServers"): {"one": started}})


@pytest.mark.parametrize(
    ("path", "client", "value", "given"),
    [
        (".mcp.json", "Claude Code", "${API_TOKEN}", "reference"),
        (".mcp.json", "Claude Code", "${API_TOKEN:-}", "reference"),
        (".mcp.json", "Claude Code", "$API_TOKEN", "foreign reference"),
        ("claude_desktop_config.json", "Claude Desktop", "${API_TOKEN}", "foreign reference"),
        ("examples/claude-desktop-config.example.json", "Claude Desktop", "your-token", "placeholder"),
        (".vscode/mcp.json", "VS Code", "${input:token}", "reference"),
        (".vscode/mcp.json", "VS Code", "${API_TOKEN}", "foreign reference"),
        (".vscode/settings.json", "VS Code", "${env:API_TOKEN}", "reference"),
        (".cursor/mcp.json", "Cursor", "${env:API_TOKEN}", "reference"),
        (".cursor/mcp.json", "Cursor", "${API_TOKEN}", "foreign reference"),
        (".codeium/windsurf/mcp_config.json", "Windsurf", "${env:API_TOKEN}", "reference"),
        ("cline_mcp_settings.json", "Cline", "${env:API_TOKEN}", "foreign reference"),
        (".zed/settings.json", "Zed", "$API_TOKEN", "foreign reference"),
        (".gemini/settings.json", "Gemini CLI", "$API_TOKEN", "reference"),
        ("gemini-extension.json", "Gemini CLI", "${API_TOKEN}", "reference"),
        (".codex/config.toml", "Codex", "${API_TOKEN}", "foreign reference"),
        (".codex/config.toml", "Codex", DRAWN, "literal"),
        ("opencode.json", "opencode", "{env:API_TOKEN}", "reference"),
        (".continue/mcpServers/one.yaml", "Continue", "${{ secrets.API_TOKEN }}", "reference"),
        (".roo/mcp.json", "Roo Code", "${env:API_TOKEN}", "reference"),
        (".junie/mcp/mcp.json", "JetBrains Junie", "", "empty"),
        (".kiro/settings/mcp.json", "Kiro", "<token>", "placeholder"),
        (".amazonq/mcp.json", "Amazon Q", "${API_TOKEN}", "reference"),
        ("examples/mcp-config.json", "Copilot CLI", "${API_TOKEN}", "reference"),
        ("config/my-mcp-servers.json", "an MCP client", "${API_TOKEN}", "reference"),
    ],
)
def test_every_client_is_read_by_what_it_expands(
    tmp_path: Path, path: str, client: str, value: str, given: str
) -> None:
    config = read(tmp_path, path, with_value(path, value))
    server = only(config)
    assert config.client == client
    assert (server.name, server.command, server.transport) == ("one", "run", "stdio")
    assert told(server) == [("API_TOKEN", given, "environment")]


def test_places_are_those_of_the_values(tmp_path: Path) -> None:
    text = '{ // ours\n  "mcpServers": {\n    "one": {\n      "command": "run",\n      "env": {\n        "API_TOKEN": "x",\n      },\n    },\n  },\n}\n'
    server = only(read(tmp_path, ".mcp.json", text))
    assert str(server.location) == ".mcp.json:3"
    assert [str(each.location) for each in server.env] == [".mcp.json:6"]
    assert (server.line_of("command"), server.line_of("url"), server.line_of("url", "env")) == (4, 3, 5)


@pytest.mark.parametrize(
    ("entry", "transport", "url"),
    [
        ({"url": "https://example.com/mcp"}, "http", "https://example.com/mcp"),
        ({"type": "sse", "url": "https://example.com/sse"}, "sse", "https://example.com/sse"),
        ({"httpUrl": "http://localhost:1"}, "http", "http://localhost:1"),
        ({"serverUrl": "http://localhost:1"}, "http", "http://localhost:1"),
        ({"transport": {"type": "streamable-http", "url": "http://localhost:1"}}, "http", "http://localhost:1"),
        ({"type": "ws", "url": "wss://example.com"}, "ws", "wss://example.com"),
    ],
)
def test_a_server_with_an_address_is_reached_over_the_network(
    tmp_path: Path, entry: dict[str, object], transport: str, url: str
) -> None:
    server = only(read(tmp_path, ".mcp.json", json.dumps({"mcpServers": {"one": entry}})))
    assert (server.transport, server.url, server.is_network) == (transport, url, True)


def test_gemini_takes_a_bare_address_for_server_sent_events(tmp_path: Path) -> None:
    text = json.dumps({"mcpServers": {"one": {"url": "http://localhost:1"}}})
    assert only(read(tmp_path, ".gemini/settings.json", text)).transport == "sse"


def test_arguments_headers_and_addresses_are_searched_for_secrets(tmp_path: Path) -> None:
    entry = {
        "command": "npx",
        "args": [
            "-y", "tool", "--api-key", "${KEY}", f"--token={DRAWN}", "--port", "80", "--auth-token", "--verbose",
            "-e", "DB_PASSWORD", "-e", "APP_SECRET=changeme", "--header", "Authorization: Bearer ${TOKEN}",
            "postgres://app:${PASSWORD}@db/app",
        ],
        "url": f"https://example.com/mcp?api_key={DRAWN}&page=2",
        "headers": {"X-Api-Key": "<key>", "Accept": "text/plain"},
    }  # fmt: skip
    server = only(read(tmp_path, ".mcp.json", json.dumps({"mcpServers": {"one": entry}})))
    assert told(server) == [
        ("api_key", "literal", "address"),
        ("X-Api-Key", "placeholder", "header"),
        ("api-key", "reference", "argument"),
        ("token", "literal", "argument"),
        ("DB_PASSWORD", "reference", "environment"),
        ("APP_SECRET", "placeholder", "environment"),
        ("Authorization", "reference", "header"),
        ("the password in the address", "reference", "address"),
    ]
    assert server.args[:2] == ("-y", "tool")


def test_codex_names_variables_instead_of_values(tmp_path: Path) -> None:
    text = """[mcp_servers.one]
url = "https://example.com/mcp"
bearer_token_env_var = "API_TOKEN"
env_vars = ["OTHER_TOKEN", "HOME"]
env_http_headers = { "X-Key" = "THE_KEY" }
"""
    assert told(only(read(tmp_path, ".codex/config.toml", text))) == [
        ("API_TOKEN", "reference", "environment"),
        ("OTHER_TOKEN", "reference", "environment"),
        ("THE_KEY", "reference", "header"),
    ]


@pytest.mark.parametrize(
    "names",
    [("environmentVariables", "isSecret", "transport"), ("environment_variables", "is_secret", "transport_type")],
)
def test_the_registry_is_read_in_both_spellings(tmp_path: Path, names: tuple[str, str, str]) -> None:
    variables, secret, transport = names
    entry = {
        "name": "io.example/tool",
        "packages": [
            {
                "identifier": "tool",
                transport: {"type": "stdio"} if transport == "transport" else "stdio",
                variables: [
                    {"name": "API_TOKEN", secret: True},
                    {"name": "ACCOUNT", secret: True, "default": DRAWN},
                    {"name": "PORT", "default": "80"},
                ],
            }
        ],
        "remotes": [
            {
                "type": "sse",
                "url": "https://example.com",
                "headers": [{"name": "Authorization", "value": "Bearer {key}"}],
            }
        ],
    }
    config = read(tmp_path, "server.json", json.dumps(entry, indent=1))
    package, remote = config.servers
    assert (package.name, package.transport, remote.transport, remote.url) == (
        "tool",
        "stdio",
        "sse",
        "https://example.com",
    )
    assert told(package) == [("API_TOKEN", "reference", "environment"), ("ACCOUNT", "literal", "environment")]
    assert told(remote) == [("Authorization", "reference", "header")]


def test_a_bundle_asks_its_user(tmp_path: Path) -> None:
    manifest = {
        "manifest_version": "0.3",
        "name": "tool",
        "server": {
            "mcp_config": {
                "command": "node",
                "args": ["${__dirname}/a.js"],
                "env": {"API_TOKEN": "${user_config.token}"},
            }
        },
        "user_config": {
            "token": {"type": "string", "sensitive": True},
            "folder": {"type": "string", "default": "./a"},
        },
    }
    server = only(read(tmp_path, "manifest.json", json.dumps(manifest)))
    assert told(server) == [("API_TOKEN", "reference", "environment"), ("token", "reference", "input")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("manifest.json", '{"manifest_version": 3, "name": "a browser extension"}'),
        ("server.json", '{"port": 80}'),
        ("server.json", "not json"),
        (".vscode/settings.json", '{"editor.tabSize": 2}'),
        ("docs/mcp-schema.json", '{"servers": [{"url": "https://example.com"}]}'),
        ("vendor/x/.mcp.json", '{"mcpServers": {"one": {"command": "run"}}}'),
        (".mcp.json", ""),
    ],
)
def test_files_that_only_bear_the_name_are_left(tmp_path: Path, path: str, text: str) -> None:
    assert client_configs(repository(tmp_path, {path: text})) == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".mcp.json", f'{{"mcpServers": {{"one": {{"env": {{"API_TOKEN": "{DRAWN}'),
        (".mcp.json", "[" * 100_000),
        (".codex/config.toml", f'[mcp_servers.one]\ntoken = "{DRAWN}\n'),
        (".continue/config.yaml", f"mcpServers: [{{env: {{TOKEN: '{DRAWN}"),
    ],
)
def test_a_configuration_that_cannot_be_read_says_so_without_its_text(tmp_path: Path, path: str, text: str) -> None:
    config = read(tmp_path, path, text)
    assert config.problem
    assert config.servers == ()
    assert DRAWN not in repr(config)


def test_no_representation_shows_what_a_server_is_given(tmp_path: Path) -> None:
    entry = {"command": f"run-{DRAWN}", "args": [DRAWN], "url": f"https://a:{DRAWN}@b", "env": {"API_TOKEN": DRAWN}}
    config = read(tmp_path, ".mcp.json", json.dumps({"mcpServers": {"one": entry}}))
    assert only(config).args == (DRAWN,)
    assert DRAWN not in repr(config)


def test_a_key_that_stands_twice_hides_nothing(tmp_path: Path) -> None:
    text = f'{{"mcpServers": {{"one": {{"command": "run", "env": {{"API_TOKEN": "{DRAWN}"}}}}}}, "mcpServers": {{}}}}'
    assert told(only(read(tmp_path, ".mcp.json", text))) == [("API_TOKEN", "literal", "environment")]
