"""What `osv-scanner.toml` excuses here, and what it does not."""

import pytest

from exceptions_read import excused, refused

ENTRY = """\
[[IgnoredVulns]]
id = "GHSA-2222-3333-4444"
ignoreUntil = 2026-06-01
reason = "the parser is not used"
"""


def test_an_entry_with_reason_and_end_excuses_a_vulnerability() -> None:
    (waiver,) = excused("osv-scanner.toml", ENTRY)

    assert (waiver.subject, waiver.reason, waiver.owner) == (
        "GHSA-2222-3333-4444",
        "the parser is not used",
        "osv-scanner.toml",
    )
    assert waiver.rules == ("fix-time", "dependency-audit")
    assert (waiver.folder, waiver.location.line) == ("", 1)


def test_it_holds_below_its_own_folder_only() -> None:
    assert excused("services/mail/osv-scanner.toml", ENTRY)[0].folder == "services/mail/"


@pytest.mark.parametrize(
    ("until", "last_day"),
    [
        ("2026-06-01", "2026-05-31"),
        ("2026-06-01T00:00:00Z", "2026-05-31"),
        ("2026-06-01T00:00:01Z", "2026-06-01"),
        ("2026-06-01T20:00:00-05:00", "2026-06-02"),
        ("2026-06-01T12:00:00", "2026-06-01"),
    ],
)
def test_the_moment_itself_is_no_longer_excused(until: str, last_day: str) -> None:
    (waiver,) = excused("osv-scanner.toml", ENTRY.replace("2026-06-01", until))

    assert waiver.expires == last_day


@pytest.mark.parametrize(
    ("missing", "lacks"),
    [("ignoreUntil", "states no `ignoreUntil`, so it would never end"), ("reason", "states no `reason`")],
)
def test_an_entry_without_reason_or_end_excuses_nothing(missing: str, lacks: str) -> None:
    text = "\n".join(line for line in ENTRY.splitlines() if not line.startswith(missing))

    assert refused("osv-scanner.toml", "# ours\n\n" + text) == [f"3: GHSA-2222-3333-4444 {lacks}"]


def test_each_entry_stands_on_its_own_line() -> None:
    waivers = excused("osv-scanner.toml", ENTRY + "\n" + ENTRY.replace("GHSA-2222", "GHSA-9999"))

    assert [each.location.line for each in waivers] == [1, 6]


OVERRIDE = """\
[[PackageOverrides]]
name = "Relay_HTTP"
ecosystem = "PyPI"
effectiveUntil = 2026-06-01
reason = "ours"
"""


@pytest.mark.parametrize("ignored", ["ignore = true", "vulnerability.ignore = true"])
def test_a_package_is_excused_whole(ignored: str) -> None:
    (waiver,) = excused("osv-scanner.toml", OVERRIDE + ignored)

    assert waiver.subject == "PyPI/relay-http"


def test_one_version_of_a_package_is_excused() -> None:
    (waiver,) = excused("osv-scanner.toml", OVERRIDE + 'ignore = true\nversion = "1.2"')

    assert waiver.subject == "PyPI/relay-http@1.2"


def test_an_override_that_ignores_nothing_excuses_nothing() -> None:
    assert excused("osv-scanner.toml", OVERRIDE + "license.ignore = true") == ()


def test_a_pattern_of_names_excuses_nothing() -> None:
    assert excused("osv-scanner.toml", OVERRIDE + "ignore = true\nnameIsRegex = true") == ()


@pytest.mark.parametrize("text", ["[[IgnoredVulns", "a = " + "[" * 100_000, ENTRY.replace("2026-06-01", "soon")])
def test_a_file_that_cannot_be_read_is_told(text: str) -> None:
    assert refused("osv-scanner.toml", text) == ["1: osv-scanner.toml excuses nothing: it is no TOML that can be read"]


@pytest.mark.parametrize(
    "text", ["IgnoredVulns = 3", "IgnoredVulns = [3]", "[IgnoredVulns]\nid = 3", "[[IgnoredVulns]]\nid = 3"]
)
def test_another_shape_excuses_nothing(text: str) -> None:
    assert excused("osv-scanner.toml", text) == ()
