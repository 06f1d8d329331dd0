"""Secrets from the environment: what breaks the promise, what bears it out, and that no report shows a value."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from making import document, git, repository
from upheld.check import Context
from upheld.cli import main
from upheld.model import Finding
from upheld.policy.kinds.secrets_from_environment import SecretsFromEnvironment
from upheld.services import Services
from upheld_checks.secrets_from_environment.bearing import variables_in
from upheld_checks.secrets_from_environment.check import secrets_from_environment

CLAIM = "All secrets are loaded from environment variables."
DRAWN = "8f3Kc9Qd1xL27bT4w5Zm"
SURE = "sk_" + "live_51Kq8ZrT2mVx7Lc4Nf0Yb9Hd"
READS = {"src/a.py": 'import os\ntoken = os.environ["API_TOKEN"]\n'}


def found(folder: Path, files: Mapping[str, str], line: str = CLAIM) -> list[Finding]:
    (promise,) = SecretsFromEnvironment.read(document(f"{line}\n"))
    made = repository(folder, files)
    context = Context(repository=made, services=Services(offline=True), as_of=datetime(2026, 6, 1, tzinfo=UTC))
    return list(secrets_from_environment(promise, context))


def said(folder: Path, files: Mapping[str, str], line: str = CLAIM) -> list[tuple[str, str | None]]:
    return [(each.verdict.value, each.level and each.level.value) for each in found(folder, files, line)]


def client(value: str, name: str = "API_TOKEN") -> str:
    return json.dumps({"mcpServers": {"one": {"command": "run", "env": {name: value}}}}, indent=1)


BROKEN, WARNED, UPHELD, OPEN = ("broken", "error"), ("broken", "warning"), ("upheld", None), ("unverified", None)


@pytest.mark.parametrize(
    ("path", "text", "verdict"),
    [
        (".mcp.json", client(DRAWN), BROKEN),
        (".mcp.json", client("Kastanie7", "DB_PASSWORD"), WARNED),
        (".mcp.json", client("${API_TOKEN}"), UPHELD),
        (".mcp.json", client("your-token"), OPEN),
        (".mcp.json", client("postgres", "DB_PASSWORD"), OPEN),
        (".mcp.json", client(DRAWN, "TOKEN_LIMIT"), OPEN),
        ("examples/.mcp.json", client(DRAWN), WARNED),
        ("tests/.mcp.json", client(DRAWN), OPEN),
        ("README.md", f"```json\n{client(DRAWN)}\n```\n", WARNED),
        ("README.md", f"```json\n{client('${API_TOKEN}')}\n```\n", UPHELD),
        (".env", f"API_TOKEN={DRAWN}\n", BROKEN),
        (".env", "DB_PASSWORD=Kastanie7\n", WARNED),
        (".env", "DB_PASSWORD=postgres\n", OPEN),
        (".env", "PORT=80\n", OPEN),
        (".env.local", f"API_TOKEN={DRAWN}\n", WARNED),
        (".env.example", "API_TOKEN=\n", UPHELD),
        (".env.example", f"API_TOKEN={DRAWN}\n", WARNED),
        ("compose.yaml", f"services: {{a: {{environment: {{API_TOKEN: {DRAWN}}}}}}}\n", BROKEN),
        ("compose.yaml", "services: {a: {environment: {DB_PASSWORD: Kastanie7}}}\n", OPEN),
        ("compose.yaml", "services: {a: {environment: {API_TOKEN: '${API_TOKEN}'}}}\n", UPHELD),
        ("docker-compose.dev.yml", "services: {a: {environment: {DB_PASSWORD: Kastanie7}}}\n", OPEN),
        ("Dockerfile", f"ENV API_TOKEN={DRAWN}\n", BROKEN),
        ("Dockerfile", "ARG API_TOKEN\n", OPEN),
        (".github/workflows/a.yml", f"env: {{API_TOKEN: {DRAWN}}}\n", WARNED),
        (".github/workflows/a.yml", "env: {API_TOKEN: '${{ secrets.API_TOKEN }}'}\n", OPEN),
        ("deploy/a.yaml", f"apiVersion: v1\nkind: Secret\nstringData: {{token: {DRAWN}}}\n", BROKEN),
        ("src/a.py", 'import os\ntoken = os.environ["API_TOKEN"]\n', UPHELD),
        ("src/a.py", 'import os\nhome = os.environ["HOME"]\n', OPEN),
    ],
)
def test_a_value_weighs_by_what_it_is_and_where_it_stands(
    tmp_path: Path, path: str, text: str, verdict: tuple[str, str | None]
) -> None:
    assert said(tmp_path, {path: text}) == [verdict]


@pytest.mark.parametrize(
    ("path", "text", "verdict"),
    [
        (".mcp.json", client(SURE), BROKEN),
        (".mcp.json", client(SURE, "ANYTHING"), BROKEN),
        (".mcp.json", json.dumps({"mcpServers": {"one": {"command": "run", "args": ["x", SURE]}}}), BROKEN),
        ("docs/setup.md", f"```json\n{client(SURE)}\n```\n", BROKEN),
        ("tests/.mcp.json", client(SURE), WARNED),
        (".github/workflows/a.yml", f"env: {{API_TOKEN: {SURE}}}\n", BROKEN),
        ("src/b.py", f'TOKEN = "{SURE}"\n', BROKEN),
        ("src/b.py", f'# such as "{SURE}"\n', UPHELD),
        ("tests/b.py", f'TOKEN = "{SURE}"\n', UPHELD),
        ("vendor/b.py", f'TOKEN = "{SURE}"\n', UPHELD),
    ],
)
def test_what_has_the_form_of_a_real_secret_breaks_it_almost_everywhere(
    tmp_path: Path, path: str, text: str, verdict: tuple[str, str | None]
) -> None:
    assert said(tmp_path, {**READS, path: text}) == [verdict]


def test_each_value_is_a_finding_with_its_own_subject_and_place(tmp_path: Path) -> None:
    text = f"API_TOKEN={DRAWN}\nPORT=80\nDB_PASSWORD={DRAWN[::-1]}\n"
    findings = found(tmp_path, {".env": text})
    assert [(each.subject, str(each.location)) for each in findings] == [
        (".env: API_TOKEN", ".env:1"),
        (".env: DB_PASSWORD", ".env:3"),
    ]


def test_very_many_values_are_cut_and_that_is_told(tmp_path: Path) -> None:
    findings = found(tmp_path, {".env": "".join(f"A{number}_TOKEN={DRAWN}{number}\n" for number in range(150))})
    assert len(findings) == 101
    assert findings[-1].subject == "the rest"


def test_an_environment_file_that_is_not_committed_is_only_warned_of(tmp_path: Path) -> None:
    made = repository(tmp_path, READS)
    (tmp_path / ".env").write_text(f"API_TOKEN={DRAWN}\n")
    (promise,) = SecretsFromEnvironment.read(document(f"{CLAIM}\n"))
    context = Context(repository=made, services=Services(offline=True), as_of=datetime(2026, 6, 1, tzinfo=UTC))
    (finding,) = secrets_from_environment(promise, context)
    assert finding.level == "warning"
    assert "git does not ignore the file" in finding.message


def test_an_environment_file_that_git_ignores_is_none_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, {**READS, ".gitignore": ".env\n"})
    (tmp_path / ".env").write_text(f"API_TOKEN={DRAWN}\n")
    assert said(tmp_path, {}) == [UPHELD]


NAMED = "The token is read from the `API_TOKEN` environment variable."


def test_the_variable_that_the_policy_names_has_to_be_the_one(tmp_path: Path) -> None:
    assert said(tmp_path / "a", READS, NAMED) == [UPHELD]
    assert said(tmp_path / "b", {"src/a.py": 'os.environ["OTHER_TOKEN"]\n'}, NAMED) == [OPEN]
    assert said(tmp_path / "c", {".env.example": "API_TOKEN=\n"}, NAMED) == [UPHELD]


def test_the_variables_of_a_sentence_are_those_of_secrets() -> None:
    assert variables_in("`API_TOKEN` and DB_PASSWORD, not HOME, MAX_TOKENS or README") == ("API_TOKEN", "DB_PASSWORD")


def test_a_reference_that_a_client_does_not_expand_bears_nothing_out(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"claude_desktop_config.json": client("${API_TOKEN}")})
    assert finding.verdict == "unverified"
    assert "does not expand" in finding.message


def test_a_configuration_that_cannot_be_read_leaves_it_open(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {**READS, ".mcp.json": '{"mcpServers": '})
    assert finding.verdict == "unverified"
    assert ".mcp.json is not valid JSON" in finding.message


def test_what_is_upheld_names_its_evidence_and_the_values_that_are_none(tmp_path: Path) -> None:
    files = {**READS, "compose.yaml": "services: {db: {environment: {POSTGRES_PASSWORD: postgres}}}\n"}
    (finding,) = found(tmp_path, files)
    assert finding.message == "secrets come from the environment: API_TOKEN (src/a.py:2)"
    assert [(each.source, str(each.location)) for each in finding.evidence] == [
        ("code", "src/a.py:2"),
        ("compose file", "compose.yaml:1"),
    ]


PLANTED = [f"{start}{DRAWN}" for start in "abcdefghijklmnop"]


def planted() -> dict[str, str]:
    """Return a repository in which every kind of file holds a value of its own, on lines that others look at too."""
    p = iter(PLANTED)
    return {
        "SECURITY.md": f"# Security policy\n\n{CLAIM}\n",
        ".mcp.json": client(next(p)),
        ".vscode/mcp.json": json.dumps(
            {"servers": {"a": {"url": f"https://u:{next(p)}@h", "headers": {"X-Api-Key": next(p)}}}}
        ),
        ".codex/config.toml": f'[mcp_servers.a]\ncommand = "run"\nargs = ["--api-key", "{next(p)}"]\n',
        "server.json": json.dumps(
            {"name": "a/b", "packages": [{"environmentVariables": [{"name": "A_TOKEN", "value": next(p)}]}]}
        ),
        ".env": f"API_TOKEN={next(p)}\nDATABASE_URL=postgres://u:{next(p)}@h/d\n",
        ".env.example": f"API_TOKEN={next(p)}\n",
        "compose.yaml": f"services:\n  a:\n    environment:\n      DB_PASSWORD: {next(p)}\n      A_TOKEN: ${{A_TOKEN:-{next(p)}}}\n",
        "Dockerfile": f"FROM scratch\nENV A_TOKEN={next(p)}\n",
        ".github/workflows/a.yml": f"on: push\nenv:\n  A_TOKEN: {next(p)}\n",
        "deploy.yaml": f"apiVersion: v1\nkind: Secret\nstringData:\n  token: {next(p)}\n",
        "README.md": f"```json\n{client(next(p))}\n```\n",
        "broken/.mcp.json": f'{{"mcpServers": {{"a": {{"env": {{"A_TOKEN": "{next(p)}',
        "src/a.py": f'import os\nTOKEN = "{SURE}"  # {next(p)}\nos.environ["A_TOKEN"]\n',
    }


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "markdown"])
def test_no_report_shows_any_part_of_a_value(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "made"
    repository(folder, planted())
    result = CliRunner().invoke(main, ["check", "--offline", "--strict", "--format", form, str(folder)])
    written = result.output + result.stderr
    assert "_TOKEN is given a value" in written
    assert result.exit_code == 1
    for secret in (*PLANTED, SURE):
        assert secret[:8] not in written
        assert secret[-8:] not in written


def test_the_planted_values_are_all_found(tmp_path: Path) -> None:
    places = {str(each.location).partition(":")[0] for each in found(tmp_path, planted())}
    assert places == set(planted()) - {"SECURITY.md", "broken/.mcp.json"}


def test_a_bare_repository_is_read_too(tmp_path: Path) -> None:
    repository(tmp_path / "made", {"SECURITY.md": f"{CLAIM}\n", ".env": f"API_TOKEN={DRAWN}\n"})
    git(tmp_path, "clone", "-q", "--bare", "made", "bare.git")
    options = ["--offline", "--format", "concise", "--select", "secrets-from-environment"]
    result = CliRunner().invoke(main, ["check", *options, str(tmp_path / "bare.git")])
    assert ".env:1: error: API_TOKEN is given a value" in result.output
