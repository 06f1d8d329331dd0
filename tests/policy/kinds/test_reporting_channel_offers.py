import pytest

from kinds_read import told
from upheld.policy.kinds.reporting_channel import ReportingChannel

REPORTING = "## Reporting a vulnerability\n\n"


def channels(text: str) -> list[list[str]]:
    """Return the channels of each line that offers some."""
    return [list(fields["channels"]) for _, _, fields in told(ReportingChannel, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report it to @ann, @bob-2 or @eve.", ["other:@ann", "other:@bob-2", "other:@eve"]),
        (
            "Report it to [@ann](https://github.com/ann), and/or [@bob](https://github.com/bob).",
            ["other:@ann", "other:@bob"],
        ),
        ("Write to [us][m].\n\n[m]: mailto:sec@widgets.test", ["email:sec@widgets.test"]),
        ("Mail [sec@widgets.test].\n\n[sec@widgets.test]: mailto:sec@widgets.test", ["email:sec@widgets.test"]),
        ("If you have previously reported it, write to sec@widgets.test.", ["email:sec@widgets.test"]),
        ("Drop us a line at sec@widgets.test or ping @ann on Discord.", ["other:@ann", "email:sec@widgets.test"]),
        ("Disclose it through Bugcrowd or by mail to sec@widgets.test.", ["other:bugcrowd", "email:sec@widgets.test"]),
        ("- **Second**: email sec@widgets.test (PGP key: 0x12)", ["email:sec@widgets.test"]),
        ("Security: sec@widgets.test\nGeneral: hello@widgets.test", ["email:sec@widgets.test"]),
        ("To report a flaw, check the GitHub Security tab.", ["github-private-reporting"]),
    ],
)
def test_all_that_is_offered_is_read(text: str, expected: list[str]) -> None:
    assert channels(REPORTING + text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Results are uploaded to the [Security tab](https://github.com/widgets/widgets/security/code-scanning).",
        "Existing reports are tracked in [GitHub Security Advisories](https://github.com/w/w/security/advisories).",
        "Check the GitHub Security tab for details of a CVE.",
        "A bot identifies vulnerabilities based on the GitHub Advisory Database.",
        "Pre-existing issues reported through https://huntr.dev/ or sec@widgets.test are still worked on.",
        "Reports that were sent to old@widgets.test are closed.",
        "We keep a list of [PGP keys](https://widgets.test/keys.html) and names for the sec@widgets.test address.",
        "Please do not:\n\n- open an issue\n- email joe@widgets.test",
        "If it isn't a security problem, open a public issue.",
        "Open an issue if what you found is not a vulnerability.",
    ],
)
def test_where_something_else_is_done_or_was_done_no_report_is_sent(text: str) -> None:
    assert channels(REPORTING + text) == []


def test_the_title_of_a_table_tells_what_its_addresses_are_for() -> None:
    assert channels("# Policy\n\n| Contact |\n|---|\n| sec@widgets.test |") == [["email:sec@widgets.test"]]
    assert channels("# Policy\n\n| Author |\n|---|\n| joe@widgets.test |") == []


@pytest.mark.parametrize(
    "text",
    [
        "Once it is confirmed, our security group will take it into a private security advisory.",
        "This opens a private security advisory that only we can see.",
        "You help us to plan before we tag a release and issue a GitHub security advisory.",
        "We had to give up GitHub's private vulnerability reporting.",
        "A maintainer will then:\n\n- close the ticket\n- create a draft security advisory",
        "The report is triaged privately in a draft security advisory.",
        "All of them are addressed through our security advisory workflow.",
        "For further information about the form see [Writing a security advisory](https://widgets.test/docs).",
        "We announce security advisories on [GitHub](https://github.com/w/w/security/advisories). Each reports what changed.",
        "If you hear no answer within 3 days, ping any maintainer to confirm receipt.",
        "If this is reported as a GitHub issue, attackers read it too.",
        "For less severe problems, submit them through GitHub issues.",
        "For feature requests open an issue.",
        "Out of scope for a security report (open an issue instead):\n\n- typing mistakes",
        "Our bounties are paid with [huntr](https://huntr.com/).",
        "The parser crashed on empty input. Reported by Ann Lee via a private security advisory.",
        "Flaws are made public on the [advisories](https://github.com/w/w/security/advisories) page.",
        "Who reports vulnerabilities responsibly is credited in the GitHub Security Advisory.",
        "CVE-2021-12345 came to us privately through the security tab.",
    ],
)
def test_what_is_done_with_a_report_or_meant_for_others_is_no_channel(text: str) -> None:
    assert channels(REPORTING + text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Please don't report it in an issue, instead [tell us privately](https://github.com/w/w/security/advisories/new).",
            "github-private-reporting",
        ),
        (
            "Until our address is published, report vulnerabilities privately through GitHub's private vulnerability reporting.",
            "github-private-reporting",
        ),
        (
            "To report a security issue, please use [https://bugs.test/new](https://bugs.test/new).",
            "url:https://bugs.test/new",
        ),
        (
            "Report it in a [new thread](https://github.com/widgets/widgets/discussions).",
            "url:https://github.com/widgets/widgets/discussions",
        ),
        ("Flaws of this distribution should be reported by e-mail to sec@widgets.test.", "email:sec@widgets.test"),
        ("Or join our IRC channel and ask for a maintainer to report a flaw.", "other:irc"),
        ("Write to sec “@” widgets.test", "email:sec@widgets.test"),
        (
            "Report it by the [bounty\nprogram][h1].\n\n[h1]: https://hackerone.com/widgets",
            "url:https://hackerone.com/widgets",
        ),
        ("In a hurry, contact [Ann Lee](https://github.com/annlee).", "url:https://github.com/annlee"),
        ("Found a flaw? Just open up an issue.", "other:github-issues"),
        ("Backup: reports via GitHub → Security → “Report a vulnerability”", "github-private-reporting"),
        ("widget-scanner uses GitHub's private vulnerability reporting.", "github-private-reporting"),
        (
            "### GitHub advisories\n\n1. Go to the [page](https://github.com/w/w/security/advisories/new)",
            "github-private-reporting",
        ),
        ("Report security issues through GitHub Security Advisories.", "github-private-reporting"),
        ("We have switched on GitHub's private vulnerability reporting.", "github-private-reporting"),
        ("Write to security@[your-domain].org.", "email:security@[your-domain].org"),
        ("Mail us: [INSERT_CONTACT_EMAIL]", "email:[INSERT_CONTACT_EMAIL]"),
        ("Both leaders (ann.lee at widgets.test) read it.", "email:ann.lee@widgets.test"),
        ("Please follow the guidelines at https://bugcrowd.com/widgets", "url:https://bugcrowd.com/widgets"),
        ("A mail to \\[sec AT widgets.test\\] will do.", "email:sec@widgets.test"),
        ("Send a message to [@ann@chat.test](https://chat.test/@ann).", "other:@ann@chat.test"),
        (
            "Report here: [https://huntr.com/bounties/](https://huntr.com/bounties/?target=w)",
            "url:https://huntr.com/bounties/?target=w",
        ),
    ],
)
def test_what_reporters_are_told_to_use_is_a_channel(text: str, expected: str) -> None:
    assert channels(REPORTING + text) == [[expected]]


def test_steps_below_a_paragraph_that_names_private_reporting_are_not_told_again() -> None:
    text = "We use private vulnerability reporting. To report:\n\n1. Open the Security tab.\n2. Fill in the form."
    assert channels(REPORTING + text) == [["github-private-reporting"]]


def test_a_link_belongs_to_the_sentence_that_holds_its_words() -> None:
    text = (
        "Do not open an issue. Use [the form](https://github.com/w/w/security/advisories/new). Issues are read by all."
    )
    assert channels(REPORTING + text) == [["github-private-reporting"]]


SENT_ELSEWHERE = "Please follow our [disclosure policy](https://widgets.test/policy) when you find a vulnerability."


def test_a_policy_that_names_no_channel_sends_reporters_to_the_page_it_links_to() -> None:
    assert channels(REPORTING + SENT_ELSEWHERE) == [["url:https://widgets.test/policy"]]


def test_such_a_page_is_no_channel_beside_one() -> None:
    assert channels(f"{REPORTING}{SENT_ELSEWHERE}\n\nWrite to sec@widgets.test.\n") == [["email:sec@widgets.test"]]


def test_a_page_that_the_project_follows_is_none() -> None:
    assert channels(f"{REPORTING}We follow the [security process](https://widgets.test/process) of others.") == []


def test_steps_below_the_sentence_that_named_private_reporting_are_not_told_again() -> None:
    text = "Use GitHub private vulnerability reporting.\n\n1. Open the repository's Security tab.\n2. Send the form."
    assert channels(REPORTING + text) == [["github-private-reporting"]]
