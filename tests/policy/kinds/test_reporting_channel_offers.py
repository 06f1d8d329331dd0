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
