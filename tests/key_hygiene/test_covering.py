"""A sentence speaks of the keys that it names."""

import pytest

from keys_made import key
from upheld.key_hygiene.covering import Coverage, covering

NAMED, RELATED, NONE = Coverage


@pytest.mark.parametrize(
    ("text", "kind", "name", "expected"),
    [
        ("Keys are rotated every 90 days", "deploy-key", "ci", NAMED),
        ("Keys are rotated every 90 days", "secret", "NPM_TOKEN", NAMED),
        ("Keys are rotated every 90 days", "password", "ada", RELATED),
        ("Keys are rotated every 90 days", "public-key", "Security", NONE),
        ("Keys are rotated every 90 days", "certificate", "www", NONE),
        ("Rotate API keys regularly and after any suspected compromise", "secret", "X", NAMED),
        ("Rotate API keys regularly and after any suspected compromise", "deploy-key", "X", RELATED),
        ("Tokens are rotated monthly", "ssh-key", "X", RELATED),
        ("Credentials are rotated yearly", "password", "X", NAMED),
        ("Credentials are rotated yearly", "deploy-key", "X", NAMED),
        ("Passwords are rotated every 90 days", "password", "X", NAMED),
        ("Passwords are rotated every 90 days", "client-secret", "Shop/ci", NONE),
        ("API keys are rotated every 90 days", "client-secret", "Shop/ci", NAMED),
        ("Passwords are rotated every 90 days", "deploy-key", "X", NONE),
        ("Passwords are rotated every 90 days", "secret", "DB_PASSWORD", NAMED),
        ("Passwords are rotated every 90 days", "secret", "PASSENGER_TOKEN", NONE),
        ("TLS certificates are renewed every 90 days", "certificate", "www", NAMED),
        ("TLS certificates are renewed every 90 days", "access-key", "www", NONE),
        ("Signing keys are rotated annually", "public-key", "Release", NAMED),
        ("Signing keys are rotated annually", "secret", "NPM_TOKEN", NONE),
        ("Signing keys are rotated annually", "secret", "GPG_PRIVATE", NAMED),
        ("Signing keys and API keys are rotated annually", "secret", "NPM_TOKEN", NAMED),
        ("SSH keys are rotated every 6 months", "deploy-key", "X", NAMED),
        ("SSH keys are rotated every 6 months", "token", "X", NONE),
        ("Deploy keys are rotated. Passwords are hashed.", "password", "X", NONE),
        ("Rotation schedule: quarterly", "token", "X", NAMED),
        ("Rotation schedule: quarterly", "security.txt", "X", NONE),
    ],
)
def test_sentence_covers(text: str, kind: str, name: str, expected: Coverage) -> None:
    assert covering(text).of(key(name, kind=kind)) is expected
