"""No value leaves a run: files that hold one, in every field that may, against all that the program prints and writes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from making import repository
from upheld.cli import main

PLANTED = "c0rrect-h0rse-battery"
POLICY = "# Security policy\n\nAPI keys and tokens are rotated every 90 days.\n"
TIME = "2026-01-01T00:00:00Z"
KEY = f"-----BEGIN PRIVATE KEY-----\n{PLANTED}\n-----END PRIVATE KEY-----\n"
PGP = f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{PLANTED}\n-----END PGP PRIVATE KEY BLOCK-----\n"

FILES: dict[str, Any] = {
    "github.json": {
        "total_count": 1,
        "secrets": [{"name": "A", "created_at": TIME, "updated_at": TIME, "value": PLANTED}],
    },
    "encrypted.json": [{"name": "A", "created_at": TIME, "updated_at": TIME, "encrypted_value": PLANTED}],
    "deploy.json": [{"id": 1, "title": "a", "key": KEY, "created_at": TIME, "read_only": True}],
    "sso.json": [{"login": "a", "credential_id": 1, "credential_authorized_at": TIME, "token_last_eight": PLANTED}],
    "npm.json": [{"name": "a", "key": "b", "created": TIME, "cidr": [], "token": PLANTED}],
    "openai.json": {
        "object": "list",
        "data": [{"object": "organization.admin_api_key", "id": "a", "created_at": 1, "redacted_value": PLANTED}],
    },
    "anthropic.json": {
        "data": [{"type": "api_key", "id": "a", "status": "active", "created_at": TIME, "partial_key_hint": PLANTED}]
    },
    "cloudflare.json": {"result": [{"id": "a", "status": "active", "issued_on": TIME, "value": PLANTED}]},
    "export.json": {
        "generated_at": TIME,
        "answers": [{"scope": "a", "data": {"total_count": 1, "secrets": [{"name": "A", "updated_at": TIME, "secret": PLANTED}]}}],
    },
    "times.json": {"total_count": 1, "secrets": [{"name": "A", "created_at": PLANTED, "updated_at": TIME}]},
    "broken.json": f'{{"total_count": 1, "secrets": [{{"name": "A", "token": "{PLANTED}"',
    "certificate.pem": KEY,
    "key.asc": PGP,
    "status.json": {"result": [{"id": "a", "status": PLANTED, "issued_on": TIME}]},
}  # fmt: skip


def text(content: Any) -> str:
    return content if isinstance(content, str) else json.dumps(content)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", FILES)
def test_a_value_in_a_file_that_the_repository_keeps_is_shown_nowhere(
    tmp_path: Path, name: str, indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    content = FILES[name] if isinstance(FILES[name], str) else json.dumps(FILES[name], indent=indent)
    here = tmp_path / "here"
    repository(here, {"SECURITY.md": POLICY, f".upheld/keys/{name}": content})
    reports = [f"--output={each}={tmp_path / 'reports' / each}" for each in ("concise", "json", "sarif", "markdown")]
    runs = [
        ["check", "--offline", *reports, str(here)],
        ["keys", str(here)],
        *(["keys", "--format", each, str(here)] for each in ("json", "cbom", "markdown")),
    ]
    for arguments in runs:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code in {0, 1, 3}
        assert name in result.output or "cbom" in arguments
        assert PLANTED not in result.output

    written = [each for folder in ("reports", "cache") for each in (tmp_path / folder).rglob("*") if each.is_file()]
    assert len(written) >= len(reports)
    assert not any(PLANTED.encode() in each.read_bytes() for each in written)


@pytest.mark.parametrize("name", FILES)
def test_a_value_in_a_file_that_is_given_is_shown_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(text(FILES[name]), encoding="utf-8")
    here = tmp_path / "here"
    repository(here, {"SECURITY.md": POLICY})
    for arguments in (["keys", str(here)], ["check", "--offline", str(here)]):
        result = CliRunner().invoke(main, [*arguments, "--evidence", str(tmp_path / name)])
        assert name in result.output
        assert PLANTED not in result.output
