import pytest

from kinds_read import told
from upheld.policy.kinds.reporting_channel import ReportingChannel

PRIVATE = "github-private-reporting"
REPORTING = "## Reporting a vulnerability\n\n"


def channels(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that offer channels, and which."""
    return [(line, list(fields["channels"])) for line, _, fields in told(ReportingChannel, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to sec@widgets.test.", ["email:sec@widgets.test"]),
        ("Send [an email](sec@widgets.test) to us.", ["email:sec@widgets.test"]),
        ("Use GitHub's private vulnerability reporting.", [PRIVATE]),
        ("Open a private security advisory or email the maintainers.", [PRIVATE, "other:email-maintainers"]),
        ("Contact the maintainer, or use GitHub's private reporting.", [PRIVATE, "other:maintainer"]),
        ("Contact the maintainers through GitHub's private vulnerability reporting.", [PRIVATE]),
        ("Report leaks, crashes and whatever else you find privately to the maintainers.", ["other:maintainers"]),
        ("Email the details to: [Your Security Email]", ["other:[Your Security Email]"]),
        ("- **Email:** [maintainer-contact]@example.com", ["email:[maintainer-contact]@example.com"]),
        ("2. Email the details to the repository owner", ["other:repository-owner"]),
        ("Email what you found to the repository maintainer.", ["other:repository-maintainer"]),
        ("Contact the maintainer, [@gadget-smith](https://github.com/gadget-smith).", ["other:@gadget-smith"]),
        ("Please report it to the maintainer instead of opening a public issue.", ["other:maintainer"]),
        ("Use the GitHub issue tracker to report it.", ["other:github-issues"]),
        ("Send an email to one of the maintainers.", ["other:email-maintainers"]),
        ("Email the maintainers (their GitHub profiles say how).", ["other:maintainer-profiles"]),
        ("Report it by emailing the lead maintainer.", ["other:lead-maintainer-email"]),
        ("Report it to the maintainers listed in `docs/OWNERS.md`.", ["other:OWNERS.md"]),
        ("Report it to the [widget team](./CONTACTS.md) at once.", ["other:CONTACTS.md"]),
        ("Report it privately on the project's GitHub security page.", [PRIVATE]),
        ("Report it with GitHub's vulnerability reporting.", [PRIVATE]),
        ("Use private vulnerability reporting, or contact the repository owner.", [PRIVATE, "other:repository-owner"]),
        ("If private reporting has not been enabled, contact the maintainer.", ["other:maintainer"]),
        ("Unsure how to contact the maintainer? Then report it by opening an issue.", ["other:github-issues"]),
        ("Send reports to https://immunefi.com/bounty/widgets.", ["url:https://immunefi.com/bounty/widgets"]),
        ("Start a discussion thread to report it.", ["other:github-discussions"]),
        ("Use **Security → Report a vulnerability** to send a private report.", [PRIVATE]),
        ("Use the host's private security-advisory feature.", [PRIVATE]),
        ("Start with a submission to GitHub's Advisory system.", [PRIVATE]),
        (
            "To report, [create a post](https://lists.widgets.test/newtopic/security) with details about it.",
            ["url:https://lists.widgets.test/newtopic/security"],
        ),
        (
            "Contact: https://hackerone.com/widgets Canonical: https://widgets.test/.well-known/security.txt",
            ["url:https://hackerone.com/widgets"],
        ),
        (
            "If it has a CVE, open an issue on our tracker instead of writing to the private address.",
            ["other:github-issues"],
        ),
        (
            "Report it at [https://widgets.test/report](https://go.test/security/report).",
            ["url:https://widgets.test/report"],
        ),
    ],
)
def test_what_is_offered_for_reports_is_a_channel(text: str, expected: list[str]) -> None:
    assert channels(REPORTING + text) == [(3, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Vulnerabilities should never be reported via public GitHub issues.",
        "The project will release a GitHub security advisory.",
        "It is fixed and published as an advisory ([list](https://github.com/widgets/widgets/security/advisories)).",
        "We publish an advisory for each of them:\n\n- **GitHub Security Advisories**: where to look first",
        "Good reports are rewarded through [our program](https://immunefi.com/bounty/widgets).",
        "## Announcements\n\n### Channels\n\n- **Twitter**: @widgets-news",
        "We decide whether a report meets the requirements for a GitHub advisory.",
        "Vulnerabilities are disclosed publicly as GitHub Security Advisories.",
        "Depending on the case we will either create an issue for the vulnerability, or fix it at once.",
        "Thanks for looking into [Discord Gears](https://github.com/widgets/discord-gears).",
        "For other bugs use [the issues](https://github.com/widgets/widgets/issues) instead.",
        "A bug must not be  reported through issues.",
        "**Do not disclose it as a public issue.**",
        "Reports are kept in one place and shown only to the maintainers.",
        "For compliance questions, contact: rules@widgets.test",
        "- `CHANGELOG.md` security section",
        "- **GitHub Security Advisories**: automated alerts for known vulnerabilities",
        "- Monitor GitHub's security advisories",
        "Once it is confirmed, a draft security advisory will be created on GitHub.",
        "Researchers are credited in:\n\n- the GitHub Security Advisory",
        "Inform the reporter and document in GitHub Security Advisories.",
        "You are asked not to file any security advisories.",
        "Alerts are [here](https://github.com/widgets/widgets/security/dependabot); please open them.",
        '![The "Report a vulnerability" button of the security tab](https://widgets.test/report-a-vulnerability.png)',
        "[![report](https://goreportcard.com/badge/github.com/widgets/widgets)](https://goreportcard.com/report/github.com/widgets/widgets)",
        "More information can be found at https://widgets.test/security/.",
    ],
)
def test_what_is_refused_or_about_something_else_is_no_channel(text: str) -> None:
    assert channels(REPORTING + text) == []


def test_what_is_excluded_offers_no_tracker() -> None:
    text = "## Exclusions\n\n- Bugs that are already reported at https://github.com/widgets/widgets/issues\n"
    assert channels(text) == []


def test_an_issue_about_an_upgrade_is_no_report() -> None:
    assert channels("## Dependency upgrades\n\nIf a vulnerability asks for a bump, please open an issue.\n") == []


def test_a_link_below_the_words_that_introduce_it_is_the_same_channel() -> None:
    text = "Use the security tab:\n\nhttps://github.com/widgets/widgets/security/advisories/new\n\nElse write to:\n\nsec@widgets.test\n"
    assert channels(REPORTING + text) == [(3, [PRIVATE]), (9, ["email:sec@widgets.test"])]


def test_the_contact_for_other_things_does_not_speak_for_the_list_below_it() -> None:
    text = "For legal questions, contact: law@widgets.test\n\n- Report vulnerabilities to sec@widgets.test\n"
    assert channels(REPORTING + text) == [(5, ["email:sec@widgets.test"])]


def test_a_chat_beside_an_address_is_told_on_its_own_line() -> None:
    text = "Report it by email to sec@widgets.test\nor contact us through Discord.\n"
    assert channels(REPORTING + text) == [(3, ["email:sec@widgets.test"]), (4, ["other:discord"])]


def test_a_placeholder_is_told_once() -> None:
    assert channels(f"{REPORTING}Email: [your-email@example.com]") == [(3, ["email:your-email@example.com"])]


def test_an_address_on_the_line_after_its_words_is_told_there() -> None:
    text = "Reporting\n=========\n\nTo report, use the `report form\n<https://widgets.test/report>`_.\n"
    assert [line for line, _, _ in told(ReportingChannel, text, "SECURITY.rst")] == [5]


def test_a_reference_is_told_where_its_own_words_stand() -> None:
    text = "Some bugs are eligible for a [bounty][h]. A report must be\nsent to [HackerOne][h].\n\n[h]: https://hackerone.com/widgets\n"
    assert channels(REPORTING + text) == [(4, ["url:https://hackerone.com/widgets"])]


def test_a_table_of_ways_to_report_is_read_by_its_title() -> None:
    text = "| Where to report | Paid |\n| --- | --- |\n| [The program](https://hackerone.com/widgets) | yes |\n"
    assert channels(REPORTING + text) == [(5, ["url:https://hackerone.com/widgets"])]


def test_those_who_are_only_named_above_their_addresses_are_no_channel_of_their_own() -> None:
    text = "If nobody answers, contact the security team:\n\n- Coordinator: sec@widgets.test\n"
    assert channels(REPORTING + text) == [(5, ["email:sec@widgets.test"])]
