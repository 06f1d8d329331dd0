from typing import Any

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import NEVER

PASSWORD = {
    "customKeyIdentifier": None,
    "displayName": "deployment",
    "endDateTime": "2026-05-01T00:00:00Z",
    "hint": None,
    "keyId": "11111111-2222-3333-4444-555555555555",
    "secretText": None,
    "startDateTime": "2025-05-01T02:00:00.1234567+02:00",
}
CERTIFICATE = {
    "customKeyIdentifier": "5A1F",
    "displayName": "CN=shop",
    "endDateTime": "2299-12-31T05:00:00Z",
    "key": None,
    "keyId": "66666666-7777-8888-9999-000000000000",
    "startDateTime": "2024-05-01T00:00:00Z",
    "type": "AsymmetricX509Cert",
    "usage": "Verify",
}
APPLICATION = {"appId": "a", "displayName": "Shop", "passwordCredentials": [PASSWORD], "keyCredentials": [CERTIFICATE]}
GRAPH = {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications", "value": [APPLICATION]}


@pytest.mark.parametrize("content", [GRAPH, [APPLICATION], APPLICATION, [PASSWORD], {"value": [PASSWORD]}])
def test_answers_of_graph_and_of_the_command_line_are_told_by_their_shape(content: Any) -> None:
    assert recognised_by(content) == ["Microsoft Entra application credentials"]
    assert evidence(content).problem is None


def test_each_credential_has_its_application_and_its_end() -> None:
    found = keys(GRAPH)

    secret, certificate = found["Shop/deployment"], found["Shop/CN=shop"]
    assert (secret.kind, secret.owner, secret.created, secret.expires) == (
        "client-secret",
        "Shop",
        utc(2025, 5, 1).replace(microsecond=123456),
        utc(2026, 5, 1),
    )
    assert (certificate.kind, certificate.expires) == ("certificate", NEVER)


def test_an_application_without_credentials_has_no_keys() -> None:
    assert keys([{"displayName": "Shop", "passwordCredentials": [], "keyCredentials": []}]) == {}


@pytest.mark.parametrize("field", ["hint", "secretText"])
def test_letters_of_a_secret_are_refused_with_the_way_out(field: str) -> None:
    why, _ = problem([{**APPLICATION, "passwordCredentials": [{**PASSWORD, field: "hun"}]}])

    assert why.startswith(f"is refused: the field `{field}` holds a value or a part of one; ")
    assert "az ad app list" in why


def test_a_list_without_its_last_page_is_told() -> None:
    assert "`@odata.nextLink`" in problem({**GRAPH, "@odata.nextLink": "https://graph.microsoft.com/next"})[0]
