import pytest

from kinds_read import told
from upheld.policy.kinds.no_public_issues import NoPublicIssues


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Report it to our private list first,\nbefore disclosing it in any public forum.", 2),
        ("Please report it to the maintainer before opening a public issue.", 1),
        ("Do not reveal the problem to others until it is fixed.", 1),
        ("Please do not report vulnerabilities through GitHub.", 1),
        ("Do not post sensitive details while you wait for an answer.", 1),
        ("Do not report a leak as a regular issue.", 1),
        ("Public issues are not the place for a vulnerability.", 1),
        ("Reports of flaws must not go to the public tracker.", 1),
        ("Please keep the details of a vulnerability out of public issues.", 1),
        ("Public disclosure should wait until the flaw is mended.", 1),
        ("Flaws are reported by e-mail, never in public.", 1),
        ("Do not file a ticket for a vulnerability.", 1),
        ("GitHub issues must not be used for security reports.", 1),
        ("Do not open a public issue for a vulnerability; we answer within 3 days.", 1),
    ],
)
def test_what_keeps_a_report_out_of_public_is_read(text: str, line: int) -> None:
    assert [(at, force) for at, force, _ in told(NoPublicIssues, text)] == [(line, "commitment")]


@pytest.mark.parametrize(
    "text",
    [
        "Never share your private key with anyone.",
        "Do not publish the vulnerability until 3 days after its fix.",
        "Avoid posting personally identifiable information in public.",
        "Review the drawings before sharing them publicly.",
        "Report through GitHub's private reporting.",
        "Do not report scaling issues here.",
        "Do not report issues of the widgets to the makers of the gears.",
        "Reports go to two people. This does not create a public issue.",
        "If nobody has replied to your report and you do not, please open an issue to ask for a contact.",
        "Out of scope (report as a crash, not a security issue):",
    ],
)
def test_what_is_not_about_reports_is_left(text: str) -> None:
    assert told(NoPublicIssues, f"## Security\n\n{text}") == []


def test_below_a_title_that_speaks_of_security_the_place_is_enough() -> None:
    assert [line for line, _, _ in told(NoPublicIssues, "# Security\n\nDo not use the issue tracker.\n")] == [3]


def test_a_heading_that_alone_forbids_it_is_read() -> None:
    text = "## Reporting a vulnerability\n\n### Do not open a public issue\n\nWrite to us.\n"
    assert [line for line, _, _ in told(NoPublicIssues, text)] == [3]


def test_a_heading_whose_section_forbids_it_again_is_read_once() -> None:
    text = "### Never open public issues for a vulnerability\n\nPlease do not open a public issue.\n"
    assert [line for line, _, _ in told(NoPublicIssues, text)] == [3]


def test_where_those_who_fix_it_speak_of_it_binds_no_reporter() -> None:
    assert told(NoPublicIssues, "## Fix development\n\n- The vulnerability is never discussed in public issues\n") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("We do not support public disclosure until a fix is out.", [1]),
        ("We do not condone premature disclosure of a vulnerability.", [1]),
        ("Public disclosure of vulnerabilities is not permitted before a fix.", [1]),
        ("Please wait with public disclosure of vulnerabilities.", [1]),
        ("Do not include details of the vulnerability in the issue.", [1]),
        ("What you report will not be discussed in public.", []),
        ("We will not disclose your report publicly.", []),
        ("Details of the vulnerability will not be published before a fix.", []),
    ],
)
def test_what_the_project_will_not_have_others_do_is_told_from_what_it_will_not_do(text: str, lines: list[int]) -> None:
    assert [line for line, _, _ in told(NoPublicIssues, text)] == lines


@pytest.mark.parametrize(
    "lead",
    ["Please do not:", "We ask you to avoid:", "Reporters are kind, refraining from the following:", "Never do these:"],
)
def test_an_introduction_forbids_each_item_below_it(lead: str) -> None:
    text = f"## Reporting a vulnerability\n\n{lead}\n\n- test on live systems\n- publicly disclose a flaw"
    assert [line for line, _, _ in told(NoPublicIssues, text)] == [6]


@pytest.mark.parametrize(
    ("heading", "lead"), [("Reporting", "We will never:"), ("Reporting", "You may:"), ("Rules of testing", "Do not:")]
)
def test_what_the_project_or_a_tester_leaves_alone_is_not_forbidden_to_reporters(heading: str, lead: str) -> None:
    assert not told(NoPublicIssues, f"## {heading}\n\n{lead}\n\n- publicly disclose a flaw")
