import pytest

from kinds_read import told
from upheld.policy.kinds.update_channel import UpdateChannel


def channels(text: str) -> list[list[str]]:
    """Return the channels of each line that names some."""
    return [list(fields["channels"]) for _, _, fields in told(UpdateChannel, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every fix comes as:\n\n- a commit\n- a GitHub Security Advisory", ["github-advisories"]),
        ("An advisory is used to plan and to disclose vulnerabilities.", ["github-advisories"]),
        ("Fixes are registered with GitHub Security Advisories.", ["github-advisories"]),
        ("For news of fixes you can sign up to our security mailing list.", ["mailing-list"]),
        ("Fixes are told on the CNCF lists and published in our news feed.", ["mailing-list", "announcements-channel"]),
        ("Installed apps can update in place.", ["auto-update"]),
        ("## Notifications\n\nYou will find a security fix in our `Changes` file.", ["changelog"]),
        ("## Security announcements\n\nThere is a newsletter for operators.", ["mailing-list"]),
    ],
)
def test_places_where_users_hear_of_fixes_are_channels(text: str, expected: list[str]) -> None:
    assert channels(f"## Fixes\n\n{text}") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "You can do so by opening a security advisory.",
        "Please disclose it in a security advisory.",
        "Please do notify us before creating security advisories about updates.",
        "To start, create a security advisory following these steps.",
        "We prepare a security advisory and a patched release.",
        "## Recognition\n\nYou are listed in our security advisories and release notes.",
        "Users should upgrade to the newest GitHub release when a fix is published.",
        "Every release is an immutable GitHub release with its packages.",
        "A fix is published by a workflow that is triggered via GitHub releases.",
        "## Supported versions\n\nThe latest release on npm is the only supported line that is published.",
        "We include the number from the GitHub Advisory Database (GHSA) in the fix.",
        "The versions are documented in the advisory.",
        'For updates see "[Creating a repository security advisory](https://widgets.test/docs)", which is published.',
        "Advisories are published one month after the release.",
        "The advisory is published simultaneously with the fix.",
        "When a flaw is fixed we issue a security advisory.\n\nIt is a short text.\n\n## Security updates\n\n- `npm audit` (updates)",
    ],
)
def test_what_others_do_with_an_advisory_or_release_is_no_channel(text: str) -> None:
    expected = [["github-advisories"]] if "short text" in text else []
    assert channels(f"## Fixes\n\n{text}") == expected


def test_what_is_announced_elsewhere_is_a_channel_there_alone() -> None:
    text = "For each fix we issue a security advisory. These are announced on our mailing list."
    assert channels(f"## Fixes\n\n{text}") == [["mailing-list"]]
    assert channels("## Fixes\n\nFor each fix we issue a security advisory.") == [["github-advisories"]]


@pytest.mark.parametrize(
    "text",
    [
        "We publish binaries through GitHub Releases.",
        "We issue alerts in the RustSec advisory database.",
        "For early notices of security bugs, write to us on the forum.",
        "The lead creates a GitHub issue to inform users of the fix.",
        "Release notes must include a section on security.",
        "Refer to the advisory for the fix.",
    ],
)
def test_what_is_no_place_where_users_hear_of_fixes_is_left(text: str) -> None:
    assert channels(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We publish security advisories as\nGitHub Security Advisories.", (2, ["github-advisories"])),
        ("The security mailing list\n`lantern-announce@widgets.test` announces fixes.", (2, ["mailing-list"])),
        ("GitHub Security Advisories are published;\nadvisories name the fix.", (1, ["github-advisories"])),
    ],
)
def test_the_line_that_has_the_name_or_the_address_of_a_channel_counts(
    text: str, expected: tuple[int, list[str]]
) -> None:
    ((line, _, fields),) = told(UpdateChannel, text)
    assert (line, list(fields["channels"])) == expected
