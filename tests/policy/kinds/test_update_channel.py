import pytest

from kinds_read import told
from upheld.policy.kinds.update_channel import UpdateChannel


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("For each report the project will release a GitHub security advisory.", ["github-advisories"]),
        ("The fix is announced through the patch notes.", ["github-releases"]),
        ("Public disclosure (via blog post)", ["announcements-channel"]),
        ("An advisory will be published on https://blog.widgets.test.", ["announcements-channel"]),
        ("We publish an advisory on the mailing list.", ["mailing-list"]),
        ("Fixes are announced in GitHub Discussions.", ["announcements-channel"]),
        ("All of them are fixed. The changelog describes each one.", ["changelog"]),
        ("Security releases are marked in the GitHub Releases and the changelog.", ["github-releases", "changelog"]),
        ("Security fixes are documented in release notes or changelogs.", ["github-releases", "changelog"]),
    ],
)
def test_where_updates_are_told_is_a_channel(text: str, channels: list[str]) -> None:
    ((_, force, fields),) = told(UpdateChannel, f"## Fixes\n\n{text}")
    assert (force, list(fields["channels"])) == ("commitment", channels)


@pytest.mark.parametrize(
    "text",
    [
        "Use tagged releases and read [the changelog](docs/CHANGELOG.md) when upgrading.",
        "Open a security issue on the Mastodon project.",
        "Start a discussion thread, but refrain from posting details in the public forum.",
        "Publish packages with npm provenance enabled.",
        "Verify that the release commit and the npm package name agree.",
        "Please do not:\n\n- Disclose it before we publish an advisory",
        "The SBOM is attached to the GitHub Release.",
    ],
)
def test_a_channel_named_for_something_else_is_left(text: str) -> None:
    assert told(UpdateChannel, f"## Fixes\n\n{text}") == []


def test_the_place_of_the_supported_versions_is_no_update_channel() -> None:
    assert told(UpdateChannel, "## Supported versions\n\nOnly the latest release on PyPI receives fixes.") == []


@pytest.mark.parametrize("text", ["- Stay informed about advisories", "- **Changelog**: review CHANGELOG.md"])
def test_what_readers_are_to_look_at_is_advice(text: str) -> None:
    assert {force for _, force, _ in told(UpdateChannel, f"## Security updates\n\n{text}")} == {"practice"}


@pytest.mark.parametrize(
    ("item", "channel"),
    [
        ("- **Changelog**: fixes are noted in the release notes", "changelog"),
        ("- **Advisories**: sent to the mailing list", "mailing-list"),
    ],
)
def test_an_item_is_about_the_place_that_its_label_names(item: str, channel: str) -> None:
    ((_, _, fields),) = told(UpdateChannel, f"## Security updates\n\n{item}")
    assert list(fields["channels"]) == [channel]


def test_a_heading_that_only_says_channels_is_read_by_the_one_above_it() -> None:
    ((line, _, fields),) = told(
        UpdateChannel, "# Policy\n\n## Announcements\n\n### Channels\n\n- **Twitter**: @widgets"
    )
    assert (line, list(fields["channels"])) == (7, ["announcements-channel"])
