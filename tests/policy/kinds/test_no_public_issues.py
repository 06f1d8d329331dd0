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
    ],
)
def test_what_keeps_a_report_out_of_public_is_read(text: str, line: int) -> None:
    assert [(at, force) for at, force, _ in told(NoPublicIssues, text)] == [(line, "commitment")]


@pytest.mark.parametrize(
    "text",
    [
        "Never share your private key with anyone.",
        "Avoid posting personally identifiable information in public.",
        "Review the drawings before sharing them publicly.",
        "Report through GitHub's private reporting.",
    ],
)
def test_what_is_not_about_reports_is_left(text: str) -> None:
    assert told(NoPublicIssues, f"## Security\n\n{text}") == []
