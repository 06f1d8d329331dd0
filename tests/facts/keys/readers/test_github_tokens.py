"""Answers of `GET /orgs/{org}/personal-access-tokens` and `/orgs/{org}/credential-authorizations`, GPG keys beside them."""

import json
from datetime import UTC, datetime
from typing import Any

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, State

GRANTS: list[dict[str, Any]] = [
    {
        "id": 25381,
        "owner": {"login": "octocat", "id": 1, "type": "User", "site_admin": False},
        "repository_selection": "all",
        "repositories_url": "https://api.github.com/organizations/652551/personal-access-tokens/25381/repositories",
        "permissions": {"organization": {"members": "read"}, "repository": {"metadata": "read", "secrets": "write"}},
        "access_granted_at": "2023-05-16T08:47:09.000-07:00",
        "token_id": 98716,
        "token_name": "Some Token",
        "token_expired": False,
        "token_expires_at": "2023-11-16T08:47:09.000-07:00",
        "token_last_used_at": None,
    },
    {
        "id": 2,
        "owner": {"login": "hubot"},
        "repository_selection": "subset",
        "permissions": {},
        "access_granted_at": "2024-01-01T00:00:00Z",
        "token_id": 3,
        "token_name": "old",
        "token_expired": True,
        "token_expires_at": None,
        "token_last_used_at": "2024-02-01T00:00:00Z",
    },
]
AUTHORISATIONS: list[dict[str, Any]] = [
    {
        "login": "octocat",
        "credential_id": 161195,
        "credential_type": "personal access token",
        "token_last_eight": "71c3fc11",
        "credential_authorized_at": "2011-01-26T19:06:43Z",
        "credential_accessed_at": "2011-01-26T19:06:43Z",
        "authorized_credential_expires_at": None,
        "scopes": ["user", "repo"],
    },
    {
        "login": "hubot",
        "credential_id": 161196,
        "credential_type": "SSH key",
        "token_last_eight": "Ae178B4a",
        "credential_authorized_at": "2019-03-29T19:06:43Z",
        "credential_accessed_at": None,
        "authorized_credential_title": "laptop",
        "fingerprint": "jjp67",
    },
]


def read(value: Any) -> Evidence:
    (evidence,) = read_evidence("tokens.json", json.dumps(value, indent=1).encode())
    return evidence


def test_a_fine_grained_token_counts_from_when_it_was_let_in() -> None:
    first, second = read(GRANTS).keys

    assert (first.name, first.id, first.owner, first.scope) == ("Some Token", "98716", "octocat", "all repositories")
    assert first.created == datetime(2023, 5, 16, 15, 47, 9, tzinfo=UTC)
    assert first.expires == datetime(2023, 11, 16, 15, 47, 9, tzinfo=UTC)
    assert (first.last_used, first.state) == (NEVER, State.ACTIVE)
    assert "may be older" in (first.note or "")
    assert (second.expires, second.state) == (NEVER, State.DEACTIVATED)


def test_authorisations_are_refused_with_the_way_to_mend_them() -> None:
    evidence = read(AUTHORISATIONS)

    assert not evidence.keys
    assert "`token_last_eight`" in (evidence.problem or "")
    assert "jq" in (evidence.problem or "")
    assert "71c3fc11" not in (evidence.problem or "")
    assert evidence.line == 6


def test_authorisations_without_parts_of_tokens_are_read() -> None:
    cleaned = [{k: v for k, v in each.items() if k != "token_last_eight"} for each in AUTHORISATIONS]
    token, key = read(cleaned).keys

    assert (token.kind, token.owner, token.scope, token.expires) == ("token", "octocat", "user, repo", NEVER)
    assert (key.kind, key.name, key.last_used, key.expires) == ("ssh-key", "laptop", NEVER, None)


# GPG keys (`GET /user/gpg_keys`)


def gpg_key(**more: Any) -> dict[str, Any]:
    return {
        "id": 3,
        "name": "Octocat's GPG Key",
        "primary_key_id": None,
        "key_id": "3262EFF25BA0D270",
        "public_key": "xsBNBFayYZ",
        "emails": [{"email": "octocat@example.org", "verified": True}],
        "subkeys": [],
        "can_sign": True,
        "can_encrypt_comms": False,
        "can_encrypt_storage": False,
        "can_certify": True,
        "created_at": "2016-03-24T11:31:04-06:00",
        "expires_at": None,
        "revoked": False,
        "raw_key": "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        **more,
    }


def subkey(created: str, expires: str | None) -> dict[str, Any]:
    uses = {"can_sign": False, "can_encrypt_comms": True, "can_encrypt_storage": True, "can_certify": False}
    return {"key_id": f"{created[:4]}", "created_at": created, "expires_at": expires, "revoked": False, **uses}


def test_a_key_without_an_end_never_expires() -> None:
    (key,) = read([gpg_key()]).keys

    assert (key.kind, key.name, key.id) == ("public-key", "octocat@example.org", "3262EFF25BA0D270")
    assert (key.created, key.expires) == (datetime(2016, 3, 24, 17, 31, 4, tzinfo=UTC), NEVER)


def test_a_revoked_key_is_out_of_use() -> None:
    (key,) = read([gpg_key(revoked=True)]).keys

    assert (key.state, key.note) == (State.DEACTIVATED, "revoked")


def test_the_last_subkey_for_a_use_stays_in_use_when_it_has_ended() -> None:
    old = subkey("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")
    new = subkey("2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z")
    (_, first, second) = read([gpg_key(subkeys=[old, new])]).keys

    assert (first.state, second.state) == (State.DEACTIVATED, State.ACTIVE)
