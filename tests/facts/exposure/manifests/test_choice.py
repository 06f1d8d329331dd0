"""What the words of commands and the variables of environments choose."""

import pytest

from upheld.exposure import Reach, Says, Weight
from upheld.facts.exposure.manifests.addresses import bind_of, is_local, shown
from upheld.facts.exposure.manifests.choice import chosen
from upheld.facts.exposure.manifests.programs import program_of, started_by
from upheld.facts.exposure.manifests.variables import chosen_by


@pytest.mark.parametrize(
    ("command", "says", "weight"),
    [
        ("server --transport http", Says.NETWORK, Weight.STRONG),
        ("server --transport=streamable-http", Says.NETWORK, Weight.STRONG),
        ("server -t sse", Says.NETWORK, Weight.STRONG),
        ("server --transportType httpStream", Says.NETWORK, Weight.STRONG),
        ("server --transport sse --transport stdio", Says.STDIO, Weight.STRONG),
        ("server --stdio", Says.STDIO, Weight.STRONG),
        ("server stdio", Says.STDIO, Weight.STRONG),
        ("server http", Says.NETWORK, Weight.STRONG),
        ("server --http :8080", Says.NETWORK, Weight.STRONG),
        ("server --enable-sse", Says.NETWORK, Weight.STRONG),
        ("server --listen 127.0.0.1:9000", Says.NETWORK, Weight.STRONG),
        ("server --host 0.0.0.0 --port 80", Says.NETWORK, Weight.STRONG),
        ("server --port 8080", Says.NETWORK, Weight.MEDIUM),
        ("server --host localhost --port 8000", Says.NETWORK, Weight.WEAK),
    ],
)
def test_words_choose_a_transport_or_an_address(command: str, says: Says, weight: Weight) -> None:
    choice = chosen(command.split())

    assert choice is not None
    assert (choice.says, choice.weight) == (says, weight)


@pytest.mark.parametrize(
    "command",
    [
        "server --host db.example.com --port 5432",
        "server --log-level http",
        "server --protocol https",
        "server --http https://api.example.com",
        "server --http=false",
        "server --api-port-name x",
        "server --bind unix:/run/server.sock",
        "server --address redis.example.com:6379",
        "http",
    ],
)
def test_words_about_something_else_choose_nothing(command: str) -> None:
    assert chosen(command.split()) is None


def test_the_address_is_put_together_from_all_words() -> None:
    choice = chosen("server --transport sse --host 127.0.0.1 --port 8000".split())

    assert choice is not None
    assert choice.bind is not None
    assert (choice.bind.reach, choice.bind.host, choice.bind.port) == (Reach.LOOPBACK, "127.0.0.1", "8000")
    assert choice.text == "--transport sse --host 127.0.0.1 --port 8000"


def test_no_other_word_of_a_command_gets_into_the_text() -> None:
    choice = chosen(["server", "--api-key", "hidden-key", "--transport", "http", "--host", "hidden-host", "hidden"])

    assert choice is not None
    assert "hidden" not in choice.text


@pytest.mark.parametrize(
    ("command", "text", "reach"),
    [
        ("uvicorn app:app", "uvicorn", Reach.LOOPBACK),
        ("python -m uvicorn app:app --host 0.0.0.0", "uvicorn --host 0.0.0.0", Reach.ALL),
        ("uv run uvicorn app:app --port 80", "uvicorn --port 80", Reach.LOOPBACK),
        ("npx -y supergateway --stdio ./server", "supergateway", Reach.ALL),
        ("uvx mcpo --port 8000 -- uvx server", "mcpo --port 8000", Reach.ALL),
        ("tini -- cross-env A=b next start", "next", Reach.ALL),
        ("vite", "vite", Reach.LOOPBACK),
    ],
)
def test_programs_that_are_known_to_listen_do(command: str, text: str, reach: Reach) -> None:
    choice = started_by(tuple(command.split()))

    assert choice is not None
    assert choice.bind is not None
    assert (choice.says, choice.text, choice.bind.reach) == (Says.NETWORK, text, reach)


@pytest.mark.parametrize(
    "command",
    [
        "gunicorn -b unix:/run/app.sock app",
        "mcp-proxy https://example.com/sse",
        "npx mcp-remote https://example.com",
        "vite build",
        "node server.js",
    ],
)
def test_programs_that_only_call_or_build_do_not_listen(command: str) -> None:
    assert started_by(tuple(command.split())) is None


def test_a_bridge_told_to_speak_stdio_does() -> None:
    choice = started_by(tuple("supergateway --sse https://example.com --outputTransport stdio".split()))

    assert choice is not None
    assert choice.says is Says.STDIO


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("env MCP_TRANSPORT=http node server.js", "MCP_TRANSPORT=http"),
        ("npx cross-env NODE_ENV=production TRANSPORT=sse PORT=80 node server.js", "TRANSPORT=sse PORT=80"),
        ("cross-env MCP_TRANSPORT=stdio node server.js", "MCP_TRANSPORT=stdio"),
        ("env MCP_TRANSPORT=stdio node server.js --transport http", "--transport http"),
    ],
)
def test_variables_that_are_set_for_a_program_choose_where_its_arguments_do_not(command: str, text: str) -> None:
    choice = started_by(tuple(command.split()))

    assert choice is not None
    assert choice.text == text


def test_variables_of_a_client_say_nothing_of_a_server() -> None:
    assert started_by(tuple("env TRANSPORT=http npx mcp-remote https://example.com".split())) is None


def test_a_program_is_found_behind_what_starts_it() -> None:
    assert program_of(("npx", "-y", "@example/server@1.2.3", "--stdio")).words == ("server", "--stdio")
    assert program_of(()).name == ""


@pytest.mark.parametrize(
    ("variable", "says", "weight"),
    [
        ("TRANSPORT=streamableHttp", Says.NETWORK, Weight.STRONG),
        ("MCP_TRANSPORT=stdio", Says.STDIO, Weight.STRONG),
        ("FASTMCP_TRANSPORT=sse", Says.NETWORK, Weight.STRONG),
        ("ENABLE_SSE_TRANSPORT=true", Says.NETWORK, Weight.STRONG),
        ("HTTP_MODE=1", Says.NETWORK, Weight.STRONG),
        ("MCP_HTTP_HOST=0.0.0.0", Says.NETWORK, Weight.STRONG),
        ("MCP_HTTP_PORT=3000", Says.NETWORK, Weight.MEDIUM),
        ("PORT=3000", Says.NETWORK, Weight.WEAK),
    ],
)
def test_variables_choose_by_their_names(variable: str, says: Says, weight: Weight) -> None:
    ((name, choice),) = chosen_by([(variable.partition("=")[0], variable.partition("=")[2])])

    assert (name, choice.text, choice.says, choice.weight) == (variable.partition("=")[0], variable, says, weight)


@pytest.mark.parametrize(
    "variable",
    ["LOG_TRANSPORT=http", "MAIL_TRANSPORT=smtp", "USE_HTTP_CLIENT=true", "ENABLE_SSE=false", "DB_HOST=db", "DB_PORT=5432", "HTTP_PROXY=http://a:1", "MCP_HTTP_TOKEN=abc", "HOST=127.0.0.1"],
)  # fmt: skip
def test_variables_of_something_else_choose_nothing(variable: str) -> None:
    assert not list(chosen_by([(variable.partition("=")[0], variable.partition("=")[2])]))


@pytest.mark.parametrize(
    ("text", "reach", "host", "port"),
    [
        ("0.0.0.0", Reach.ALL, "0.0.0.0", None),  # noqa: S104
        (":8080", Reach.ALL, "", "8080"),
        ("[::]:80", Reach.ALL, "::", "80"),
        ("::1", Reach.LOOPBACK, "::1", None),
        ("127.0.0.1:80", Reach.LOOPBACK, "127.0.0.1", "80"),
        ("http://localhost:2379", Reach.LOOPBACK, "localhost", "2379"),
        ("8080", Reach.UNKNOWN, None, "8080"),
        ("10.0.0.1", Reach.UNKNOWN, "10.0.0.1", None),
    ],
)
def test_addresses_are_read_in_every_spelling(text: str, reach: Reach, host: str | None, port: str | None) -> None:
    bind = bind_of(text)

    assert bind is not None
    assert (bind.reach, bind.host, bind.port) == (reach, host, port)


@pytest.mark.parametrize("text", ["", "unix:/run/a.sock", "/run/a.sock", "a b", "http://localhost/token", "x@y:1"])
def test_what_is_no_address_of_a_network_is_none(text: str) -> None:
    assert bind_of(text) is None


def test_an_address_is_shown_without_what_may_be_secret() -> None:
    assert shown("https://me:hidden@example.com:8443/hidden?key=hidden") == "https://example.com:8443"
    assert shown("http://[bad") == "an address"
    assert is_local("http://127.0.0.1:1/x")
    assert not is_local("http://[bad")
