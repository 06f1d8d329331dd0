import pytest

from kinds_read import told
from upheld.policy.kinds.update_channel import UpdateChannel


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("For each report the project will release a GitHub security advisory.", ["github-advisories"]),
        ("The fix is announced through the release notes.", ["github-releases"]),
        ("Public disclosure (via blog post)", ["announcements-channel"]),
        ("An advisory will be published on https://blog.widgets.test.", ["announcements-channel"]),
        ("We publish an advisory on the mailing list.", ["mailing-list"]),
        ("Fixes are announced in GitHub Discussions.", ["announcements-channel"]),
        ("All of them are fixed. The changelog describes each one.", ["changelog"]),
        ("Security releases are marked in the GitHub Releases and the changelog.", ["github-releases", "changelog"]),
        ("Security fixes are documented in release notes or changelogs.", ["github-releases", "changelog"]),
        ("The maintainers should confirm the report and publish a concise advisory.", ["github-advisories"]),
        (
            "For any advisory of others that matters we publish a Widgets-specific security advisory.",
            ["github-advisories"],
        ),
        ("You may also consult all releases.", ["github-releases"]),
        ("The GHSA is published with the fix.", ["github-advisories"]),
        ("An advisory goes live together with the release.", ["github-advisories"]),
        ("Advisories appear under the Security tab.", ["github-advisories"]),
        ("We use security advisories to disclose vulnerabilities.", ["github-advisories"]),
        ("Notices are posted on our blog.", ["announcements-channel"]),
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
        "After the advisory is out you may describe the vulnerability in your own blog.",
        "Please also create an issue to tell me, since GitHub Advisories do not send mails.",
        "If the vulnerability is announced, the advisory will link to the fix.",
        "We will create a security advisory to coordinate a fix.",
        "We create a security advisory and add you to it.",
        "If nobody answers, ask us to look into the queue, where each GHSA form ends.",
        "We give users time before the details of the advisory are made public.",
        "Alternatively, open a security advisory on GitHub.",
        "- **Report**: [Create a new advisory](https://github.com/widgets/widgets/security/advisories/new)",
        "We look out for updates and review each advisory of the libraries.",
        "Dependabot: dependency updates (weekly for npm)",
        "Publishing: PyPI uploads use trusted publishing for each release",
        "Not supported:\n\n- direct communication about releases (Discord)",
        "## Fix development\n\n- The fix is discussed in the advisory",
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


def test_what_a_cell_says_is_published_is_an_update_channel() -> None:
    table = "## Timeline\n\n| Day | What |\n| --- | --- |\n| 60 | Release tagged, security advisory published |\n| 1 | Advisory drafted |\n"
    assert [(line, list(fields["channels"])) for line, _, fields in told(UpdateChannel, table)] == [
        (5, ["github-advisories"])
    ]


def test_what_users_are_advised_to_look_at_is_advice() -> None:
    text = "## Best practices for users\n\n- The latest fix is listed on the GitHub Releases page."
    assert {force for _, force, _ in told(UpdateChannel, text)} == {"practice"}


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Security advisories are announced on the Widgets Google group.", ["mailing-list"]),
        ("When an advisory is released, it is announced on our blog.", ["announcements-channel"]),
        ("Advisories will be posted to the widgets-security list.", ["mailing-list"]),
        ("Advisories about vulnerabilities are published on GitHub.", ["github-advisories"]),
        ("We use GitHub Security Advisories to alert users.", ["github-advisories"]),
        ("Security notices appear on our blog.", ["announcements-channel"]),
        ("A number is requested and an advisory is published.", ["github-advisories"]),
        ("Old advisories can be found on GitHub.", ["github-advisories"]),
        ("- Security advisory published after ten days", ["github-advisories"]),
        ("A NuGet package is released with each fix.", ["nuget"]),
        ("We publish a security advisory and announce it on the mailing list.", ["github-advisories", "mailing-list"]),
    ],
)
def test_what_is_told_elsewhere_is_no_channel_itself(text: str, channels: list[str]) -> None:
    ((_, _, fields),) = told(UpdateChannel, text)
    assert list(fields["channels"]) == channels


@pytest.mark.parametrize(
    "text",
    [
        "Before each release the npm tarball is installed once.",
        "## Out of scope\n\n- What is published in an advisory already",
        "Please tell the maintainers of patches by the same mailing list as for reports.",
        "Please report vulnerabilities by:\n\n- Opening a security advisory\n- Filing a GitHub security advisory",
        "Note down fixes in the comments of the advisory.",
        "Once a fix has its number, update the security advisory.",
        "For these no number and no advisory will be issued.",
        "Update to the fixed release when an advisory is published.",
        "Never post vulnerabilities on our blog.",
        "The team may delay the release of an advisory.",
        "The team may postpone a release while fixes wait, and with it the publication of the security advisory.",
    ],
)
def test_an_advisory_that_is_worked_on_or_only_spoken_of_tells_nobody(text: str) -> None:
    assert told(UpdateChannel, text) == []


def test_a_pronoun_stands_for_what_the_sentence_before_it_speaks_of() -> None:
    text = "We fix vulnerabilities first.\nThese are announced to our mailing list."
    assert [(line, list(fields["channels"])) for line, _, fields in told(UpdateChannel, text)] == [
        (2, ["mailing-list"])
    ]
    assert told(UpdateChannel, "We eat cake.\n\nIt is announced on our blog.") == []


def test_a_name_stands_where_its_first_word_does() -> None:
    text = "Vulnerabilities are published as a GitHub security\nadvisory once they are fixed."
    assert [line for line, _, _ in told(UpdateChannel, text)] == [1]


def test_the_line_with_the_address_of_a_channel_is_its_place() -> None:
    text = "All security advisories are published under\n[the tab](https://github.com/widgets/widgets/security/advisories).\n"
    assert [line for line, _, _ in told(UpdateChannel, text)] == [2]


def test_a_cell_is_read_like_a_sentence_or_like_an_item() -> None:
    steps = (
        "| Step | What we do |\n| --- | --- |\n| 3 | Fixes are announced on the mailing list |\n| 4 | Test on npm |\n"
    )
    assert [(line, list(fields["channels"])) for line, _, fields in told(UpdateChannel, steps)] == [
        (3, ["mailing-list"])
    ]
    places = "## Security updates\n\n| Channel | Link |\n| --- | --- |\n| Changelog | CHANGES.md |\n"
    assert [list(fields["channels"]) for _, _, fields in told(UpdateChannel, places)] == [["changelog"]]
    other = "## Security updates\n\n| File | Lines |\n| --- | --- |\n| Changelog | 12 |\n"
    assert told(UpdateChannel, other) == []


def test_an_advisory_for_each_flaw_is_told_but_not_one_in_which_its_finder_is_named() -> None:
    text = "- An advisory is created for every flaw\n- You may be named in the advisory by a name you choose"
    assert [line for line, _, _ in told(UpdateChannel, f"## After a report\n\n{text}")] == [3]


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("E-mail alerts for severe issues", ["mailing-list"]),
        ("E-mail notifications of security fixes", ["mailing-list"]),
    ],
)
def test_who_sends_the_mail_tells_the_channel(text: str, channels: list[str]) -> None:
    found = told(UpdateChannel, f"## Security updates\n\nWe announce security updates through:\n\n- {text}")
    assert [list(fields["channels"]) for _, _, fields in found] == [channels]


def test_a_database_that_is_only_looked_up_tells_users_nothing() -> None:
    assert not told(UpdateChannel, "## Updates\n\nA bot finds vulnerabilities based on the GitHub Advisory Database.")


def test_a_line_that_names_two_channels_in_two_sentences_is_one_promise() -> None:
    line = "We publish a GitHub security advisory. The fix is announced on the mailing list."

    ((number, _, fields),) = told(UpdateChannel, f"# Policy\n\n{line}\n")

    assert (number, list(fields["channels"])) == (3, ["github-advisories", "mailing-list"])


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Mended packages are pushed to npm as soon as the fix is in.", ["npm"]),
        ("Users hear of vulnerabilities by way of GitHub Security Advisories.", ["github-advisories"]),
        ("Our Telegram channel is where security releases get announced.", ["announcements-channel"]),
        ("Subscribers of the security list get a mail for each security release.", ["mailing-list"]),
        ("CHANGELOG.md says what changed, security fixes included.", ["changelog"]),
        ("Our GitHub releases carry a label when a security fix is in.", ["github-releases"]),
        ("Release notes always have a section on security.", ["github-releases"]),
        ("Security bulletins are announced on our website.", ["announcements-channel"]),
        ("An advisory with a CVE number accompanies each fix.", ["github-advisories"]),
        ("We draft a GitHub Security Advisory, ask for a number, and publish both.", ["github-advisories"]),
        ("We thank you, and announce the fix in the release notes.", ["github-releases"]),
        ("Where are fixes announced? On our Discourse forum.", ["announcements-channel"]),
        ("The app updates itself in the background; security fixes reach you within a day.", ["auto-update"]),
        ("Security fixes are rolled out over the air.", ["auto-update"]),
    ],
)
def test_what_is_told_in_a_place_is_read_by_who_does_what_where(text: str, channels: list[str]) -> None:
    assert told(UpdateChannel, f"## Security\n\n{text}") == [(3, "commitment", {"channels": tuple(channels)})]


def test_a_column_that_says_where_it_is_announced_makes_channels_of_its_cells() -> None:
    text = "| Severity | Announced in |\n|---|---|\n| low | release notes |\n| high | our mailing list |\n"
    assert told(UpdateChannel, text) == [
        (3, "commitment", {"channels": ("github-releases",)}),
        (4, "commitment", {"channels": ("mailing-list",)}),
    ]


def test_a_column_of_channels_needs_a_row_that_speaks_of_updates() -> None:
    text = "| Channel | Used for |\n|---|---|\n| Changelog | every fix |\n| Forum | chat among friends |\n"
    assert told(UpdateChannel, text) == [(3, "commitment", {"channels": ("changelog",)})]


def test_lines_that_each_begin_with_a_capital_are_sentences_of_their_own() -> None:
    text = (
        "You are credited in the advisory\nWe keep you informed\nUsers hear of it through GitHub advisories of fixes\n"
    )
    assert told(UpdateChannel, f"## Security\n\n{text}") == [(5, "commitment", {"channels": ("github-advisories",)})]


def test_an_item_names_the_channel_that_it_begins_with() -> None:
    text = "Security updates are published through:\n\n- GitHub releases with full changelogs\n"
    assert told(UpdateChannel, text) == [(3, "commitment", {"channels": ("github-releases",)})]


def test_an_aside_on_how_to_subscribe_makes_no_advice_of_it() -> None:
    text = "Security notices are sent to the announce list (subscribe at lists.a.example)."
    assert [force for _, force, _ in told(UpdateChannel, text)] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "The mailing list dev@lists.a.example is for discussing patches and plans.",
        "Please don't rely on Twitter for news on vulnerabilities.",
        "Read the advisories of your distribution.",
        "Releases are pushed to npm by a workflow.",
        "The updater checks the signature of each update.",
        "The app does not update itself.",
        "Your name appears in the release notes, if you like.",
        "Vulnerabilities of our website are out of scope.",
        "The plugin posts to Slack with a token from the environment.",
    ],
)
def test_a_channel_in_which_nothing_is_told_is_left(text: str) -> None:
    assert told(UpdateChannel, f"## Security\n\n{text}") == []
