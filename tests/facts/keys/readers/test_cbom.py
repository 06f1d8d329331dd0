from typing import Any

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import NEVER, State


def bom(*components: dict[str, Any], version: str = "1.6") -> dict[str, Any]:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "metadata": {"timestamp": "2026-01-31T06:00:00Z"},
        "components": [{"type": "library", "name": "click"}, *components],
    }


def material(name: str, **stated: Any) -> dict[str, Any]:
    asset = {"assetType": "related-crypto-material", "relatedCryptoMaterialProperties": stated}
    return {"type": "cryptographic-asset", "name": name, "cryptoProperties": asset}


KEY = material(
    "signing",
    type="private-key",
    id="0a1b",
    state="active",
    size=2048,
    creationDate="2024-03-01T00:00:00Z",
    activationDate="2024-03-05T23:00:00-02:00",
    updateDate="2026-01-30T00:00:00Z",
    expirationDate="2027-03-01T00:00:00Z",
)
CERTIFICATE = {
    "type": "cryptographic-asset",
    "name": "shop.example.org",
    "cryptoProperties": {
        "assetType": "certificate",
        "certificateProperties": {
            "subjectName": "CN=shop.example.org",
            "notValidBefore": "2025-05-01T00:00:00Z",
            "notValidAfter": "2026-05-01T00:00:00Z",
        },
    },
}


def test_bill_with_cryptographic_assets_is_told_from_one_of_packages() -> None:
    assert recognised_by(bom(KEY)) == ["CycloneDX CBOM"]
    assert "no metadata of keys" in problem(bom())[0]


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_a_key_is_as_old_as_its_activation_not_as_the_last_edit(version: str) -> None:
    found = evidence(bom(KEY, CERTIFICATE, version=version))

    signing, certificate = found.keys
    assert (found.made, found.problem) == (utc(2026, 1, 31, 6), None)
    assert (signing.kind, signing.id, signing.renewed, signing.expires) == (
        "private-key",
        "0a1b",
        utc(2024, 3, 6, 1),
        utc(2027, 3, 1),
    )
    assert (certificate.kind, certificate.owner, certificate.created, certificate.expires) == (
        "certificate",
        "CN=shop.example.org",
        utc(2025, 5, 1),
        utc(2026, 5, 1),
    )


@pytest.mark.parametrize("state", list(State))
def test_states_are_those_of_cyclonedx(state: State) -> None:
    assert keys(bom(material("a", type="token", state=state.value)))["a"].state is state


def test_a_state_that_cyclonedx_does_not_have_is_told() -> None:
    assert problem(bom(material("a", type="token", state="hunter2")))[0] == "has a `state` that CycloneDX does not know"


def test_a_key_that_waits_for_its_activation_is_no_key_of_the_future() -> None:
    waiting = material("a", type="key", state="pre-activation", creationDate="2026-01-01", activationDate="2027-01-01")

    assert keys(bom(waiting))["a"].renewed == utc(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("revocationDate", State.COMPROMISED),
        ("deactivationDate", State.DEACTIVATED),
        ("destructionDate", State.DESTROYED),
    ],
)
def test_certificates_of_1_7_say_how_they_ended(name: str, state: State) -> None:
    asset = {"assetType": "certificate", "certificateProperties": {name: "2026-01-01T00:00:00Z"}}

    assert keys(bom({**CERTIFICATE, "cryptoProperties": asset}, version="1.7"))["shop.example.org"].state is state


def test_what_is_no_key_is_counted_or_passed_over() -> None:
    algorithm = {"type": "cryptographic-asset", "name": "AES", "cryptoProperties": {"assetType": "algorithm"}}
    found = evidence(bom(algorithm, material("salt", type="salt")))

    assert (found.keys, [each.reason for each in found.left_out]) == ((), ["cryptographic materials that are no keys"])


def test_last_use_and_never_are_properties() -> None:
    properties = [
        {"name": "upheld:key:last-used", "value": "never"},
        {"name": "upheld:key:expires", "value": "never"},
        {"name": "other", "value": "thing"},
    ]
    found = keys(bom({**KEY, "properties": properties}))["signing"]

    assert (found.last_used, found.expires) == (NEVER, NEVER)


def test_the_value_that_cyclonedx_allows_is_refused() -> None:
    why, line = problem(bom(material("a", type="token", value="hunter2")))

    assert why.startswith("is refused: the field `value` holds a value")
    assert "hunter2" not in why
    assert line > 1
