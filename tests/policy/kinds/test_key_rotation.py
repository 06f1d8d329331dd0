import pytest

from kinds_read import told
from upheld.policy.kinds.key_rotation import KeyRotation


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Signing keys are rotated every 90 days.", 90),
        ("We rotate the deploy keys at least once a year.", 365),
        ("- **Rotation policy**: 60-day maximum key lifetime", 60),
        ("- Rotate release keys quarterly", 90),
        ("- Monthly rotation of all CI tokens", 30),
        ("Service passwords get rotated twice a year.", 182),
        ("- Regular credential rotation", None),
        ("Certificates are rotated every 6 months.", 180),
        ("Rotate all credentials after every incident.", None),
        ("Tokens are rotated within 24 hours of a leak.", None),
        ("We renew our TLS certificates every 60 days.", 60),
    ],
)
def test_a_rotation_is_read_with_its_interval(text: str, days: int | None) -> None:
    assert told(KeyRotation, text) == [(1, "commitment", {"days": days})]


@pytest.mark.parametrize(
    "text",
    [
        "Log files are rotated every 7 days.",
        "The server supports key rotation without a restart.",
        "Refresh token rotation is enforced.",
        "Session tokens are rotated at login.",
        "Keys can be rotated at any time.",
        "We do not rotate these keys.",
        "Access tokens expire after 15 minutes.",
        "The role of release lead rotates among the maintainers.",
        "## Roadmap\n\n- Rotate signing keys every 90 days",
        "Revoke leaked tokens and rotate keys.",
        "1. At once, rotate the compromised key",
        "Rotate any password that may have been exposed.",
    ],
)
def test_what_is_no_promise_to_rotate_is_left(text: str) -> None:
    assert told(KeyRotation, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Best practices\n\n- Rotate tokens every 30 days",
        "If you leak a token:\n\n- Rotate the token every 30 days from then on",
        "## Launch list\n\n- [ ] API keys are rotated every 30 days",
        "You should rotate keys\nevery 30 days.\n",
    ],
)
def test_what_the_reader_is_to_do_is_a_practice(text: str) -> None:
    ((_, force, fields),) = told(KeyRotation, text)
    assert (force, fields) == ("practice", {"days": 30})


def test_a_column_for_rotation_makes_each_row_a_promise() -> None:
    table = """
        | Key | Rotation |
        | --- | --- |
        | Release key | every 2 years |
        | API tokens | 90 days |
    """
    assert told(KeyRotation, table) == [(3, "commitment", {"days": 730}), (4, "commitment", {"days": 90})]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("- **Cadence:** Rotate `SEAL_KEY` and `SIGN_SECRET` quarterly or after a leak.", 90),
        ("**Key rotation policy**:\n\n- Rotate every 60 days", 60),
    ],
)
def test_a_key_with_a_name_or_from_the_words_above_is_rotated(text: str, days: int) -> None:
    assert [fields for _, _, fields in told(KeyRotation, text)] == [{"days": days}]


@pytest.mark.parametrize(
    "text",
    [
        "**Key rotation**:",
        "- Document the key rotation procedure",
        "- **Token rotation**: the old refresh token is dropped",
        "- Revocation is rotation: changing the secret ends all sessions.",
        "- **Secrets**: encryption at rest, key rotation",
    ],
)
def test_what_only_names_rotation_is_left(text: str) -> None:
    assert told(KeyRotation, text) == []


def test_what_a_list_only_plans_is_left() -> None:
    assert told(KeyRotation, "## Status\n\n**Planned features:**\n\n- Key rotation every 90 days\n") == []


def test_what_is_replaced_because_it_leaked_is_no_rotation() -> None:
    assert told(KeyRotation, "- If a token is ever exposed, revoke it at once and rotate the key.") == []
