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
        ("Open a private security advisory or email the maintainers.", [PRIVATE, "other:maintainers-email"]),
        ("Contact the maintainer, or use GitHub's private reporting.", [PRIVATE, "other:maintainer"]),
        ("Contact the maintainers through GitHub's private vulnerability reporting.", [PRIVATE]),
        ("Report leaks, crashes and whatever else you find privately to the maintainers.", ["other:maintainers"]),
        ("Email the details to: [Your Security Email]", ["email:[Your Security Email]"]),
        ("- **Email:** [maintainer-contact]@example.com", ["email:[maintainer-contact]@example.com"]),
        ("2. Email the details to the repository owner", ["other:repository-owner"]),
        ("Email what you found to the repository maintainer.", ["other:repository-maintainer"]),
        ("Contact the maintainer, [@gadget-smith](https://github.com/gadget-smith).", ["other:@gadget-smith"]),
        ("Please report it to the maintainer instead of opening a public issue.", ["other:maintainer"]),
        ("Use the GitHub issue tracker to report it.", ["other:github-issues"]),
        ("Send an email to one of the maintainers.", ["other:maintainers-email"]),
        ("Email the maintainers (their GitHub profiles say how).", ["other:maintainer-profiles"]),
        ("Contact the maintainer by what the profile names.", ["other:maintainer-profiles"]),
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
        ("Contact me on [Discord](https://dc.widgets.test).", ["url:https://dc.widgets.test"]),
        (
            "Get in touch with us through [the CERT](https://cert.widgets.test/abuse).",
            ["url:https://cert.widgets.test/abuse"],
        ),
        (
            "You can [contact the owner](https://github.com/gadget-smith) at once.",
            ["url:https://github.com/gadget-smith"],
        ),
        ("Mail sec&#64;widgets&#46;test.", ["email:sec@widgets.test"]),
        ("Write to **sec at widgets.test** at once.", ["email:sec@widgets.test"]),
        (
            "Please follow the [policy](https://widgets.test/docs/reporting) to report a leak.",
            ["url:https://widgets.test/docs/reporting"],
        ),
        ("To report a leak, see [our bounty page](https://widgets.test/bounty).", ["url:https://widgets.test/bounty"]),
        ("Mail [sec@widgets.test](mailto:Sec@widgets.test).", ["email:sec@widgets.test"]),
        ("For other questions or concerns about security, write to sec@widgets.test.", ["email:sec@widgets.test"]),
        (
            "Not sure whether it is in scope? Unsure of security at all? Write to sec@widgets.test.",
            ["email:sec@widgets.test"],
        ),
        (
            "For more details, and to submit a report, visit https://bugcrowd.com/widgets.",
            ["url:https://bugcrowd.com/widgets"],
        ),
        (
            "Use private vulnerability reporting, or write to the repository owner if private reporting is off.",
            [PRIVATE, "other:repository-owner"],
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
        "The PGP key for sec@widgets.test proves who answers.",
        "Find out more about private vulnerability reporting on GitHub.",
        "The patch can be tried in the private security advisory branch.",
        "| Business / legal | office@widgets.test |\n| --- | --- |\n| Partnership / media | news@widgets.test |",
        "To be added to our list of vendors, write to list@widgets.test.",
        "| Wheels | wheels@1.8.x |\n| --- | --- |\n| Reports | wheels@1.9 |",
        "The fix is out, the GitHub Security Advisory published, everybody informed.",
        "We handle the report by opening a GitHub Security Advisory.",
        "See https://github.com/widgets/widgets/security/advisories?state=published",
        "A week earlier we open an issue on [our tracker](https://github.com/widgets/widgets/issues).",
        "Upgrade before reporting, as the issue may be gone.",
        "Your report is visible to the maintainers only.",
        "Once we receive a private advisory on GitHub we look into it.",
        "If you want to be notified of vulnerabilities at once, write to news@widgets.test.",
        "## Bilateral disclosure agreements\n\n- Gears: sec@gears.test",
        "Look at widgets.test",
        "## What not to report\n\n- Typos: report them as an [issue](https://github.com/widgets/widgets/issues/new)",
        "## Past vulnerabilities\n\n### 2024\n\n- [A leak](https://huntr.dev/bounties/1), reported by a friend",
        "## GPG key of sec@widgets.test\n\nIt has expired.",
        "Write an encrypted report using [GnuPG](https://gnupg.org).",
        "## What is not a vulnerability\n\nReport these on the [issue tracker](https://github.com/widgets/widgets/issues).",
        "## Acknowledgements\n\n- @gadget-smith reported a leak",
        "## Fix development\n\n- Tell the security team when a vulnerability is fixed.",
    ],
)
def test_what_is_refused_or_about_something_else_is_no_channel(text: str) -> None:
    assert channels(REPORTING + text) == []


def test_what_is_excluded_offers_no_tracker() -> None:
    text = "## Exclusions\n\n- Bugs that are already reported at https://github.com/widgets/widgets/issues\n"
    assert channels(text) == []


def test_an_issue_about_an_upgrade_is_no_report() -> None:
    assert channels("## Dependency upgrades\n\nIf a vulnerability asks for a bump, please open an issue.\n") == []


def test_a_link_below_the_sentence_that_introduces_it_is_told_beside_it() -> None:
    text = "Use the security tab:\n\nhttps://github.com/widgets/widgets/security/advisories/new\n\nElse write to:\n\nsec@widgets.test\n"
    assert channels(REPORTING + text) == [(3, [PRIVATE]), (5, [PRIVATE]), (9, ["email:sec@widgets.test"])]


def test_the_line_with_the_address_counts_and_no_title_above_it() -> None:
    link = "https://github.com/widgets/widgets/security/advisories/new"
    assert channels(f"{REPORTING}Use the GitHub Security Advisory\n[form]({link}).\n") == [(4, [PRIVATE])]
    steps = f"**GitHub Security Advisories** are best:\n\n1. Go to {link}\n2. Fill in the security advisory form\n"
    assert channels(REPORTING + steps) == [(5, [PRIVATE])]


def test_the_name_counts_where_no_line_has_the_address() -> None:
    steps = (
        "Use private vulnerability reporting on GitHub:\n\n1. Go to the Security tab\n2. Draft a security advisory\n"
    )
    assert channels(REPORTING + steps) == [(3, [PRIVATE])]


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


def test_a_page_on_a_project_site_is_no_private_reporting() -> None:
    text = "Report it [as told here](https://widgets.github.io/widgets/docs/security).\n"
    assert channels(REPORTING + text) == [(3, ["url:https://widgets.github.io/widgets/docs/security"])]


def test_an_address_alone_in_code_is_told_with_what_introduces_it() -> None:
    text = "Report it by e-mail to:\n\n```\nsec@widgets.test\n```\n\nA report looks like this:\n\n```\na\nb\nc\nme@widgets.test\n```\n"
    assert channels(REPORTING + text) == [(6, ["email:sec@widgets.test"])]


def test_an_address_in_a_heading_is_told() -> None:
    assert channels("## Report vulnerabilities to sec@widgets.test\n\nThank you.\n") == [
        (1, ["email:sec@widgets.test"])
    ]


def test_a_channel_whose_name_begins_on_one_line_and_ends_on_the_next_is_told() -> None:
    text = "If private reporting is unavailable, contact the project\nowner. Report nothing before\nopening an issue.\n"
    assert channels(REPORTING + text) == [(4, ["other:repository-owner"])]


def test_a_bounty_platform_in_a_list_needs_no_words_but_the_heading() -> None:
    text = "- HackerOne: https://hackerone.com/widgets\n- Tracker: https://github.com/widgets/widgets/issues\n"
    assert channels(f"## Reporting channels\n\n{text}") == [(3, ["url:https://hackerone.com/widgets"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report weak workflows to the same address.", [(5, ["email:sec@widgets.test"])]),
        ("Report these via the same channel as a vulnerability (e-mail above).", [(5, ["email:sec@widgets.test"])]),
        (
            "Please tell maintainers of reports on old versions\nby using the same list.",
            [(6, ["email:sec@widgets.test"])],
        ),
        ("For clarifications of a report use the address above.", []),
        ("Encrypt your report with the key of the address above.", []),
        ("If you do not hear from us, send the report to the same address.", []),
    ],
)
def test_a_channel_that_is_pointed_to_is_the_one_named_before(text: str, expected: list[object]) -> None:
    assert channels(f"{REPORTING}Write to sec@widgets.test.\n\n{text}") == [(3, ["email:sec@widgets.test"]), *expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open a GitHub issue or email.", ["other:github-issues", "other:email"]),
        ("Report it by email.", ["other:email"]),
        ("Report it with a message on Telegram.", ["other:telegram"]),
        ("Please report vulnerabilities through Bugcrowd.", ["other:bugcrowd"]),
        ("Widgets uses the HackerOne platform for disclosures.", ["other:hackerone"]),
        ("Report it privately via GitHub.", [PRIVATE]),
        ("Disclose it privately through GitHub: https://github.com/w/w/security/policy", [PRIVATE]),
        ("Report it to [@gadget](https://twitter.com/gadget).", ["other:@gadget"]),
        (
            "Report it to [@smith@gadget.test](https://gadget.test/contact/@smith).",
            ["url:https://gadget.test/contact/@smith"],
        ),
    ],
)
def test_a_channel_may_be_named_without_an_address(text: str, expected: list[str]) -> None:
    ((_, found),) = channels(REPORTING + text)
    assert found == expected


def test_what_is_named_above_its_address_is_said_once() -> None:
    assert channels(f"{REPORTING}Report it by email.\n\nThe address is sec@widgets.test.") == [
        (5, ["email:sec@widgets.test"])
    ]
    assert channels(f"{REPORTING}Report it on HackerOne:\n\n<https://hackerone.com/widgets>") == [
        (5, ["url:https://hackerone.com/widgets"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If you have a question about this process, write to sec@widgets.test.",
        "Check your findings before you report them to me.",
        "This is to confirm that the email reached me.",
        "Before reporting, please make sure to read and understand the [model](https://widgets.test/security/model).",
        "Open a [CVE issue](https://git.widgets.test/security/cve-assignment/-/issues/new) for the report.",
        "Ask the team to add @smith and @jones as assignees of the report.",
        "Bounties for old reports were paid through Immunefi.",
        "Once you submitted an issue via email, wait for an answer.",
        "If you are unfamiliar with private vulnerability reporting, GitHub explains it here:\n\nhttps://docs.github.com/privately-reporting",
        "For how private vulnerability reporting works, see the manual of GitHub.",
        "Users are notified of it via GitHub Security Advisories.",
        "Vulnerabilities are tracked as GitHub Security Advisories.",
        "Reported flaws get listed at https://github.com/w/w/security/advisories.",
        "See the GitHub advisories page for known vulnerabilities.",
        "Do not email sec@widgets.test for help.",
        "You will get a reply from sec@widgets.test.",
        "Report a flaw of another package to its maintainers.",
        "We will coordinate with others at sec@widgets.test.",
        "If you have suggestions on this policy, write to sec@widgets.test.",
        "- [ ] Email the score of the vulnerability to sec@widgets.test",
        "Report privately, never through email, not in a public issue.",
        "Vendors may request participation by writing to sec@widgets.test.",
    ],
)
def test_what_is_for_something_else_than_reports_is_left_alone(text: str) -> None:
    assert channels(REPORTING + text) == []


def test_where_users_hear_of_updates_no_report_is_sent() -> None:
    table = "| Severity | Channel |\n| --- | --- |\n| Critical | GitHub Security Advisory and email to all users |\n"
    assert channels(f"## Security updates\n\n{table}") == []
    assert channels("## Security updates\n\nReport a vulnerability to sec@widgets.test.") == [
        (3, ["email:sec@widgets.test"])
    ]


def test_a_box_to_tick_may_still_say_where_reports_arrive() -> None:
    text = f"{REPORTING}- [ ] On a report via sec@widgets.test open a draft\n- [ ] Write to lead@widgets.test\n"
    assert channels(text) == [(3, ["email:sec@widgets.test"])]
