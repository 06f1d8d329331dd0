"""Answers of `GET /repos/{owner}/{repo}/keys`, `/user/keys` and `/user/ssh_signing_keys` (githubkit-schemas 26.10)."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, State

DEPLOY: list[dict[str, Any]] = [
    {
        "id": 1,
        "key": "ssh-rsa AAAAB3NzaC1yc2E",
        "url": "https://api.github.com/repos/example/app/keys/1",
        "title": "deploy@example",
        "verified": True,
        "created_at": "2014-12-10T15:53:42Z",
        "read_only": True,
        "added_by": "octocat",
        "last_used": "2022-01-10T15:53:42Z",
        "enabled": True,
    },
    {
        "id": 2,
        "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
        "url": "https://api.github.com/repos/example/app/keys/2",
        "title": "backup",
        "verified": False,
        "created_at": "2026-02-01T00:00:00+01:00",
        "read_only": False,
        "last_used": None,
        "enabled": False,
    },
]
OF_USER: list[dict[str, Any]] = [
    {
        "id": 1,
        "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
        "url": "https://api.github.com/user/keys/1",
        "title": "laptop",
        "created_at": "2020-07-11T00:00:00Z",
        "verified": True,
        "read_only": False,
    }
]
SIGNING = [{"key": "ssh-ed25519 AAAAC3", "id": 9, "title": "signing", "created_at": "2022-10-01T00:00:00Z"}]
OF_GH = [{"createdAt": "2026-02-01T00:00:00Z", "id": 3, "key": "ssh-ed25519 AA", "readOnly": True, "title": "ci"}]


def read(value: Any) -> Evidence:
    (evidence,) = read_evidence("keys.json", json.dumps(value, indent=1).encode())
    return evidence


def test_a_deploy_key_says_where_what_and_when() -> None:
    first, second = read(DEPLOY).keys

    assert (first.kind, first.name, first.id, first.owner) == ("deploy-key", "deploy@example", "1", "octocat")
    assert first.scope == "repository example/app, read-only"
    assert first.created == datetime(2014, 12, 10, 15, 53, 42, tzinfo=UTC)
    assert first.last_used == datetime(2022, 1, 10, 15, 53, 42, tzinfo=UTC)
    assert first.state is State.ACTIVE
    assert second.scope == "repository example/app, may write"
    assert (second.last_used, second.state) == (NEVER, State.SUSPENDED)
    assert second.created == datetime(2026, 1, 31, 23, tzinfo=UTC)
    assert "not verified" in (second.note or "")


def test_a_key_whose_last_use_is_not_told_may_be_in_use() -> None:
    (key,) = read(OF_USER).keys

    assert (key.kind, key.last_used) == ("ssh-key", None)


@pytest.mark.parametrize(("value", "kind"), [(SIGNING, "ssh-key"), (OF_GH, "deploy-key"), (DEPLOY, "deploy-key")])
def test_other_lists_of_keys_are_recognised(value: Any, kind: str) -> None:
    evidence = read(value)

    assert evidence.source == "GitHub SSH keys"
    assert {key.kind for key in evidence.keys} == {kind}


def test_the_empty_list_of_an_export_holds_no_keys() -> None:
    export = {"generated_at": "2026-11-01T00:00:00Z", "answers": [{"scope": "repository example/app", "data": []}]}
    evidence = read(export)

    assert (evidence.source, evidence.keys, evidence.problem) == ("GitHub SSH keys", (), None)
    assert read([]).source == ""


@pytest.mark.parametrize(
    "entry",
    [
        {"id": 1, "title": "An issue", "created_at": "2026-01-01T00:00:00Z", "read_only": False, "body": "..."},
        {"id": 1, "title": "An issue", "created_at": "2026-01-01T00:00:00Z"},
        {"id": 1, "title": "x", "created_at": "2026-01-01T00:00:00Z", "key": "something else"},
    ],
)
def test_what_only_resembles_a_key_is_not_taken(entry: dict[str, Any]) -> None:
    assert read([entry]).source == ""


def test_a_private_key_is_refused() -> None:
    private = "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5"
    evidence = read([{**DEPLOY[0], "key": private}])

    assert not evidence.keys
    assert "refused" in (evidence.problem or "")
    assert "bm90" not in (evidence.problem or "")
