"""npm, OpenAI, Anthropic, Cloudflare: lists as the source of npm 11 and the types of the vendors' packages have them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from metadata_read import recognised_by
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, State


def read(value: Any) -> Evidence:
    (evidence,) = read_evidence("list.json", json.dumps(value, indent=1).encode())
    return evidence


NPM: list[dict[str, Any]] = [
    {
        "name": "publish_token",
        "description": "Publish Token",
        "key": "d83cf1aa-0000-4000-8000-000000000000",
        "token": "npm_NYn6...jCq0",
        "expiry": "2026-02-03T20:06:18.920Z",
        "cidr": [],
        "bypass_2fa": True,
        "revoked": None,
        "created": "2025-05-28T12:22:18.350Z",
        "updated": "2025-11-05T20:06:18.920Z",
        "accessed": "2026-02-02T08:21:34.208Z",
        "permissions": [{"name": "package", "action": "write"}],
        "scopes": [{"name": "a_test_package", "type": "package"}],
    },
    {"key": "7f3134", "token": "1fa9ba", "cidr_whitelist": None, "readonly": True, "created": "2017-10-02T07:52:24.838Z"},
    {"name": "gone", "key": "c03241", "token": "x", "cidr": [], "expiry": None, "accessed": None,
     "revoked": "2026-01-01T00:00:00Z", "created": "2025-10-02T07:52:24.838Z"},
]  # fmt: skip
OPENAI: dict[str, Any] = {
    "object": "list",
    "data": [
        {
            "object": "organization.admin_api_key",
            "id": "key_abc",
            "name": "Main Admin Key",
            "redacted_value": "sk-admin...def",
            "created_at": 1711471533,
            "expires_at": None,
            "last_used_at": 1711471534,
            "owner": {"type": "user", "object": "organization.user", "id": "user_1", "name": "A User", "role": "owner"},
        }
    ],
    "first_id": "key_abc",
    "last_id": "key_abc",
    "has_more": False,
}
OPENAI_PROJECT: dict[str, Any] = {
    "object": "organization.project.api_key",
    "redacted_value": "sk-abc...def",
    "name": "My API Key",
    "created_at": 1711471533,
    "last_used_at": None,
    "id": "key_def",
    "owner_project_access": "inactive",
    "owner": {"type": "service_account", "service_account": {"id": "svc_1", "name": "ci", "role": "member"}},
}
ANTHROPIC: dict[str, Any] = {
    "data": [
        {
            "id": "apikey_01",
            "type": "api_key",
            "name": "Developer Key",
            "partial_key_hint": "sk-ant-api03-R2D...igAA",
            "created_at": "2024-10-30T23:58:27.427722Z",
            "created_by": {"id": "user_01", "type": "user"},
            "expires_at": None,
            "principal": None,
            "scope": {"type": "workspace", "workspace_id": "wrkspc_01"},
            "status": "active",
        },
        {
            "id": "apikey_02",
            "type": "api_key",
            "name": "Old Key",
            "partial_key_hint": None,
            "created_at": "2024-01-01T00:00:00+02:00",
            "expires_at": "2024-06-01T00:00:00Z",
            "principal": {"type": "user_actor", "user_id": "user_02"},
            "scope": {"type": "organization"},
            "status": "expired",
        },
    ],
    "has_more": False,
    "first_id": "apikey_01",
    "last_id": "apikey_02",
}
CLOUDFLARE: dict[str, Any] = {
    "success": True,
    "errors": [],
    "messages": [],
    "result": [
        {
            "id": "ed17574386854bf78a67040be0a770b0",
            "name": "readonly token",
            "status": "active",
            "issued_on": "2018-07-01T05:20:00Z",
            "modified_on": "2018-07-02T05:20:00Z",
            "not_before": "2018-07-01T05:20:00Z",
            "expires_on": "2020-01-01T00:00:00Z",
            "last_used_on": "2020-01-02T12:34:00Z",
            "condition": {"request_ip": {"in": ["192.0.2.0/24"], "not_in": []}},
            "policies": [{"id": "f267", "effect": "allow", "resources": {"zone": "*"}, "permission_groups": [{"id": "c8fe"}]}],
        },
        {"id": "2", "name": "off", "status": "disabled", "issued_on": "2024-01-01T00:00:00Z", "last_used_on": None},
    ],
    "result_info": {"page": 1, "per_page": 20, "count": 2, "total_count": 2, "total_pages": 1},
}  # fmt: skip


def without(value: Any, *fields: str) -> Any:
    if isinstance(value, dict):
        return {key: without(each, *fields) for key, each in value.items() if key not in fields}
    return [without(each, *fields) for each in value] if isinstance(value, list) else value


PARTS = ("token", "redacted_value", "partial_key_hint")


def test_a_token_of_npm_has_every_time() -> None:
    first, second, third = read(without(NPM, *PARTS)).keys

    assert (first.name, first.id, first.scope) == ("publish_token", "d83cf1", "a_test_package, package: write")
    assert first.created == datetime(2025, 5, 28, 12, 22, 18, 350_000, tzinfo=UTC)
    assert first.expires == datetime(2026, 2, 3, 20, 6, 18, 920_000, tzinfo=UTC)
    assert first.last_used == datetime(2026, 2, 2, 8, 21, 34, 208_000, tzinfo=UTC)
    assert first.changed is None
    assert (second.name, second.scope, second.expires, second.last_used) == ("token 7f3134", "read-only", None, None)
    assert (third.state, third.expires, third.last_used) == (State.DESTROYED, NEVER, NEVER)


def test_keys_of_openai_count_in_unix_seconds() -> None:
    (key,) = read(without(OPENAI, *PARTS)).keys

    assert (key.name, key.id, key.owner, key.scope) == ("Main Admin Key", "key_abc", "A User", "organisation, admin")
    assert key.created == datetime(2024, 3, 26, 16, 45, 33, tzinfo=UTC)
    assert key.last_used == datetime(2024, 3, 26, 16, 45, 34, tzinfo=UTC)
    assert key.expires is NEVER


def test_a_project_key_whose_owner_has_left_is_suspended() -> None:
    (key,) = read([without(OPENAI_PROJECT, *PARTS)]).keys

    assert (key.owner, key.scope, key.state) == ("ci", "project", State.SUSPENDED)
    assert (key.last_used, key.expires) == (NEVER, None)


def test_anthropic_does_not_tell_of_use() -> None:
    first, second = read(without(ANTHROPIC, *PARTS)).keys

    assert (first.name, first.owner, first.scope) == ("Developer Key", "user_01", "workspace wrkspc_01")
    assert first.created == datetime(2024, 10, 30, 23, 58, 27, 427_722, tzinfo=UTC)
    assert (first.expires, first.last_used, first.state) == (NEVER, None, State.ACTIVE)
    assert (second.owner, second.scope, second.state) == ("user_02", "organization", State.DEACTIVATED)
    assert second.created == datetime(2023, 12, 31, 22, tzinfo=UTC)


def test_what_cloudflare_notes_of_permissions_is_no_value() -> None:
    groups = [{"id": "c8fe", "name": "Zone Read", "meta": {"key": "scopes", "value": "com.cloudflare.api.zone"}}]
    entry = {**CLOUDFLARE["result"][0], "policies": [{"id": "f267", "permission_groups": groups}]}

    assert read([entry]).problem is None


def test_cloudflare_tells_all_but_rotation() -> None:
    first, second = read(CLOUDFLARE).keys

    assert (first.name, first.state, first.changed) == ("readonly token", State.ACTIVE, None)
    assert first.created == datetime(2018, 7, 1, 5, 20, tzinfo=UTC)
    assert (first.expires, first.last_used) == (
        datetime(2020, 1, 1, tzinfo=UTC),
        datetime(2020, 1, 2, 12, 34, tzinfo=UTC),
    )
    assert (second.state, second.last_used, second.expires) == (State.SUSPENDED, NEVER, None)


@pytest.mark.parametrize(("value", "source"), [(without(CLOUDFLARE["result"]), "Cloudflare API tokens"),
    ({"success": True, "result": CLOUDFLARE["result"][0]}, "Cloudflare API tokens"),
    (without(OPENAI["data"], *PARTS), "OpenAI API keys"),
    (without(ANTHROPIC["data"], *PARTS), "Anthropic API keys")])  # fmt: skip
def test_what_is_taken_out_of_its_envelope_is_read_too(value: Any, source: str) -> None:
    evidence = read(value)

    assert (evidence.source, evidence.problem) == (source, None)
    assert evidence.keys


@pytest.mark.parametrize(
    ("value", "field", "part"),
    [
        (NPM, "token", "NYn6"),
        (OPENAI, "redacted_value", "sk-admin"),
        (OPENAI_PROJECT, "redacted_value", "sk-abc"),
        (ANTHROPIC, "partial_key_hint", "R2D"),
        ({**CLOUDFLARE["result"][0], "value": "8M7wS6hC"}, "value", "8M7"),
        ({**without(OPENAI_PROJECT, *PARTS), "value": "sk-proj-whole"}, "value", "whole"),
    ],
)
def test_a_part_of_a_value_has_the_file_refused(value: Any, field: str, part: str) -> None:
    evidence = read(value)

    assert not evidence.keys
    assert f"`{field}`" in (evidence.problem or "")
    assert part not in repr(evidence)


@pytest.mark.parametrize(("value", "command"), [(NPM, "map(del(.token))"), (OPENAI, "del(.data[].redacted_value)"),
    (ANTHROPIC, "del(.data[].partial_key_hint)")])  # fmt: skip
def test_a_refusal_names_the_command_that_mends_it(value: Any, command: str) -> None:
    assert command in (read(value).problem or "")


@pytest.mark.parametrize(
    "value",
    [
        {**without(OPENAI, *PARTS), "has_more": True},
        {**without(ANTHROPIC, *PARTS), "has_more": True},
        {**CLOUDFLARE, "result_info": {"page": 1, "per_page": 2, "count": 2, "total_count": 3}},
    ],
)
def test_a_list_that_goes_on_is_told_as_not_whole(value: Any) -> None:
    evidence = read(value)

    assert evidence.keys
    assert evidence.problem


@pytest.mark.parametrize("value", [without(ANTHROPIC, *PARTS), CLOUDFLARE])
def test_a_status_that_is_not_known_is_told(value: Any) -> None:
    text = json.dumps(value).replace('"active"', '"asleep"')
    (evidence,) = read_evidence("list.json", text.encode())

    assert "`status`" in (evidence.problem or "")
    assert "asleep" not in (evidence.problem or "")


@pytest.mark.parametrize(
    "value", [NPM, OPENAI, [OPENAI_PROJECT], ANTHROPIC, ANTHROPIC["data"], CLOUDFLARE, CLOUDFLARE["result"]]
)
def test_no_other_reader_takes_it(value: Any) -> None:
    assert len(recognised_by(without(value, *PARTS))) == 1
