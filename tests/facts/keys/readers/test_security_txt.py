"""Files as RFC 9116 shows them in section 2.6 and section 2.3: plain, and signed."""

from datetime import UTC, datetime

import pytest

from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import Evidence

PLAIN = """\
# Our security address
Contact: mailto:security@example.org
Contact: https://example.org/report
Encryption: openpgp4fpr:0123456789abcdef0123456789abcdef01234567
Expires: 2026-12-31T23:00:00.000Z

# Our policy
Policy: https://example.org/policy
Preferred-Languages: en, fr
"""
SIGNED = f"""\
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

{PLAIN}
-----BEGIN PGP SIGNATURE-----
Version: 1

bm90IGEgc2lnbmF0dXJl
=abcd
-----END PGP SIGNATURE-----
"""


def read(text: str) -> Evidence:
    (evidence,) = read_evidence("security.txt", text.encode())
    return evidence


@pytest.mark.parametrize(("text", "line"), [(PLAIN, 5), (SIGNED, 8), (PLAIN.replace("\n", "\r\n"), 5)])
def test_the_day_of_expiry_is_read_with_its_line(text: str, line: int) -> None:
    evidence = read(text)
    (key,) = evidence.keys

    assert (evidence.source, evidence.problem) == ("security.txt", None)
    assert (key.expires, key.location.line) == (datetime(2026, 12, 31, 23, tzinfo=UTC), line)
    assert key.created is None


def test_an_offset_counts_and_so_does_no_case() -> None:
    (key,) = read(PLAIN.replace("Expires: 2026-12-31T23:00:00.000Z", "EXPIRES: 2027-01-01T01:00:00+02:00")).keys

    assert key.expires == datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("replacement", "problem", "line"),
    [
        ("", "no field `Expires`", 1),
        ("Expires: 2026-12-31T23:00:00Z\nexpires: 2027-12-31T23:00:00Z", "more than once", 6),
        ("Expires: next year", "`Expires` that is no time", 5),
        ("Expires: 2026-12-31T23:00:00", "without its offset", 5),
        ("Expires: 2026-02-30T23:00:00Z", "`Expires` that is no time", 5),
        ("Expires: ", "without a time", 5),
    ],
)
def test_an_expiry_that_is_not_there_exactly_once_is_told(replacement: str, problem: str, line: int) -> None:
    evidence = read(PLAIN.replace("Expires: 2026-12-31T23:00:00.000Z", replacement))

    assert not evidence.keys
    assert problem in (evidence.problem or "")
    assert evidence.line == line


@pytest.mark.parametrize(
    "text", ["Contact us at: security@example.org\n", "Contact: a\n\nWe answer soon.\n", "Host: a\nContact: b\n"]
)
def test_prose_and_other_fields_are_no_security_txt(text: str) -> None:
    assert read(text).source != "security.txt"
