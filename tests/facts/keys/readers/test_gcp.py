import json
from typing import Any

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import NEVER, State

ACCOUNT = "projects/shop/serviceAccounts/deployer@shop.iam.gserviceaccount.com/keys"
SERVICE_KEYS: list[dict[str, Any]] = [
    {
        "name": f"{ACCOUNT}/0a1b",
        "keyAlgorithm": "KEY_ALG_RSA_2048",
        "keyOrigin": "GOOGLE_PROVIDED",
        "keyType": "USER_MANAGED",
        "validAfterTime": "2025-11-03T10:00:00Z",
        "validBeforeTime": "9999-12-31T23:59:59Z",
    },
    {
        "name": f"{ACCOUNT}/2c3d",
        "disabled": True,
        "disableReason": "SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED",
        "keyOrigin": "USER_PROVIDED",
        "keyType": "USER_MANAGED",
        "validAfterTime": "2024-11-03T10:00:00Z",
        "validBeforeTime": "2026-11-03T10:00:00Z",
    },
    {
        "name": f"{ACCOUNT}/4e5f",
        "extendedStatus": [
            {"key": "SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_EXPOSED", "value": "https://example.org/leak"}
        ],
        "keyType": "USER_MANAGED",
        "validAfterTime": "2024-11-03T10:00:00Z",
        "validBeforeTime": "9999-12-31T23:59:59Z",
    },
    {
        "name": f"{ACCOUNT}/6a7b",
        "keyType": "SYSTEM_MANAGED",
        "validAfterTime": "2026-01-20T10:00:00Z",
        "validBeforeTime": "2026-02-06T10:00:00Z",
    },
]
API_KEYS: list[dict[str, Any]] = [
    {
        "name": "projects/123456789/locations/global/keys/5b1e",
        "uid": "5b1e",
        "displayName": "Maps",
        "createTime": "2024-02-29T23:59:59.123456Z",
        "updateTime": "2026-01-01T00:00:00Z",
        "restrictions": {"apiTargets": [{"service": "maps.googleapis.com"}]},
        "etag": "W/x",
    },
    {
        "name": "projects/123456789/locations/global/keys/6c2f",
        "uid": "6c2f",
        "createTime": "2024-02-29T23:59:59Z",
        "deleteTime": "2025-01-01T00:00:00Z",
    },
]
SECRETS: list[dict[str, Any]] = [
    {"name": "projects/123456789/secrets/db", "createTime": "2023-01-01T00:00:00Z", "replication": {"automatic": {}}},
    {
        "name": "projects/123456789/secrets/mail",
        "createTime": "2023-01-01T00:00:00Z",
        "expireTime": "2026-06-01T00:00:00Z",
        "labels": {"team": "shop"},
    },
]
VERSIONS: list[dict[str, Any]] = [
    {"name": "projects/123456789/secrets/db/versions/3", "createTime": "2026-01-01T00:00:00Z", "state": "DISABLED"},
    {"name": "projects/123456789/secrets/db/versions/2", "createTime": "2025-06-01T00:00:00Z", "state": "ENABLED"},
    {"name": "projects/123456789/secrets/db/versions/1", "createTime": "2023-01-01T00:00:00Z", "state": "DESTROYED"},
]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (SERVICE_KEYS, "Google Cloud service-account keys"),
        ({"keys": SERVICE_KEYS}, "Google Cloud service-account keys"),
        (API_KEYS, "Google Cloud API keys"),
        ({"keys": API_KEYS}, "Google Cloud API keys"),
        (SECRETS, "Google Cloud Secret Manager"),
        ({"secrets": SECRETS, "totalSize": 2}, "Google Cloud Secret Manager"),
        (VERSIONS, "Google Cloud Secret Manager"),
        (SECRETS[0], "Google Cloud Secret Manager"),
    ],
)
def test_lists_of_the_command_line_and_of_the_api_are_told_by_their_names(content: Any, source: str) -> None:
    assert recognised_by(content) == [source]


def test_service_account_keys_are_told_by_their_dates_and_states() -> None:
    found = keys(SERVICE_KEYS)

    assert [(key.id, key.owner, key.created, key.expires, key.state) for key in found.values()] == [
        ("0a1b", "deployer@shop.iam.gserviceaccount.com", utc(2025, 11, 3, 10), NEVER, State.ACTIVE),
        ("2c3d", "deployer@shop.iam.gserviceaccount.com", utc(2024, 11, 3, 10), utc(2026, 11, 3, 10), State.SUSPENDED),
        ("4e5f", "deployer@shop.iam.gserviceaccount.com", utc(2024, 11, 3, 10), NEVER, State.COMPROMISED),
    ]
    assert all(key.last_used is None for key in found.values())


@pytest.mark.parametrize(
    ("disabled", "state"), [({"disabled": True}, State.SUSPENDED), ({"disabled": False}, State.COMPROMISED)]
)
@pytest.mark.parametrize(
    "told",
    [
        {"disableReason": "SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED"},
        {"disableReason": "SERVICE_ACCOUNT_KEY_DISABLE_REASON_COMPROMISE_DETECTED"},
        {"extendedStatus": SERVICE_KEYS[2]["extendedStatus"]},
    ],
    ids=["exposed", "compromised", "extended"],
)
def test_exposed_key_is_compromised_until_it_is_disabled(
    told: dict[str, Any], disabled: dict[str, Any], state: State
) -> None:
    (found,) = keys([SERVICE_KEYS[0] | told | disabled]).values()

    assert (found.state, found.note) == (state, "Google says that it was exposed; delete it")


def test_keys_that_google_rotates_are_counted_and_left_out() -> None:
    assert [each.reason for each in evidence(SERVICE_KEYS).left_out] == ["keys that Google rotates itself"]


def test_the_creation_of_a_service_account_key_shows_it_and_is_refused() -> None:
    why, _ = problem([{**SERVICE_KEYS[0], "privateKeyData": "aHVudGVyMg=="}])

    assert "`privateKeyData`" in why
    assert "gcloud iam service-accounts keys list" in why
    assert "aHVudGVyMg" not in why


def test_an_api_key_is_as_old_as_itself_not_as_its_last_edit() -> None:
    found = keys({"keys": API_KEYS})

    assert (found["Maps"].renewed, found["Maps"].state) == (
        utc(2024, 2, 29, 23, 59, 59).replace(microsecond=123456),
        State.ACTIVE,
    )
    assert found["6c2f"].state is State.DESTROYED
    assert found["6c2f"].note == "it has no restrictions"


def test_an_api_key_with_its_value_is_refused() -> None:
    assert "`keyString`" in problem([{**API_KEYS[0], "keyString": "hunter2"}])[0]


def test_a_secret_is_as_old_as_the_newest_version_that_can_be_read() -> None:
    found = keys(json.dumps(SECRETS) + json.dumps(VERSIONS))

    assert (found["db"].created, found["db"].changed, found["db"].state) == (
        utc(2023, 1, 1),
        utc(2025, 6, 1),
        State.ACTIVE,
    )
    assert (found["mail"].changed, found["mail"].expires) == (None, utc(2026, 6, 1))
    assert "versions list" in (found["mail"].note or "")


def test_a_secret_whose_versions_are_all_gone_is_destroyed() -> None:
    assert keys(VERSIONS[2:])["db"].state is State.DESTROYED


def test_an_accessed_version_is_refused() -> None:
    content = {**VERSIONS[1], "payload": {"data": "aHVudGVyMg==", "dataCrc32c": "1"}}

    assert "holds a value" in problem(content)[0]


def test_a_list_without_its_last_page_is_told() -> None:
    assert "is cut short" in problem({"keys": API_KEYS, "nextPageToken": "x"})[0]
