"""What a change of the policy takes back."""

import pytest

from making import TODAY, document
from upheld.policy.kinds import built_in_kinds
from upheld.policy.reading import promises_in
from upheld.weakening import weakened

HEAD = "# Security policy\n\n"


def taken_back(before: str, after: str) -> list[str]:
    old, new = (tuple(promises_in(document(HEAD + text), built_in_kinds())) for text in (before, after))
    assert old
    return [each.how for each in weakened(old, new, TODAY)]


ACKNOWLEDGED = "We will acknowledge your report within {}."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("72 hours", "2 weeks", ["72 hours became 2 weeks"]),
        ("3 days", "3 business days", ["3 days became 3 business days"]),
        ("2 weeks", "72 hours", []),
        ("72 hours", "3 days", []),
        ("3 business days", "3 days", []),
    ],
)
def test_a_longer_time_is_weaker_and_a_shorter_one_is_not(before: str, after: str, told: list[str]) -> None:
    assert taken_back(ACKNOWLEDGED.format(before), ACKNOWLEDGED.format(after)) == told


def test_a_promise_that_is_gone_is_told_with_its_words() -> None:
    (how,) = taken_back(
        ACKNOWLEDGED.format("72 hours") + "\n\nWe rotate our API keys every 90 days.",
        "We rotate our API keys every 90 days.",
    )

    assert how.startswith("“")
    assert how.endswith("is gone")
    assert "72 hours" in how


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("We rotate our API keys every 30 days.", "We rotate our API keys every 90 days.", ["30 days became 90 days"]),
        ("We rotate our API keys every 90 days.", "We rotate our API keys every 30 days.", []),
        (
            "The server communicates over stdio.",
            "The server communicates over stdio by default.",
            ["`stdio-only` holds only by default now"],
        ),
        ("The server communicates over stdio by default.", "The server communicates over stdio.", []),
        (
            "Never commit secrets.",
            "Never commit API keys.",
            ["private-keys, passwords are left out now"],
        ),
    ],
)
def test_other_kinds_are_weaker_in_their_own_ways(before: str, after: str, told: list[str]) -> None:
    assert taken_back(before, after) == told


def test_a_version_that_is_supported_no_longer_is_told() -> None:
    table = "## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 2.x | yes |\n| 1.x | {} |\n"

    assert taken_back(table.format("yes"), table.format("no")) == ["1.x was supported and is not any more"]
    assert taken_back(table.format("no"), table.format("yes")) == []


def test_each_severity_is_compared_with_itself() -> None:
    times = "- Critical vulnerabilities are fixed within {} days\n- High severity vulnerabilities are fixed within {} days\n"

    assert taken_back(times.format(7, 30), times.format(7, 60)) == ["30 days became 60 days"]
    assert taken_back(times.format(7, 30), times.format(5, 30)) == []


def test_what_moves_within_the_policy_is_the_same() -> None:
    one, two = ACKNOWLEDGED.format("72 hours"), "We rotate our API keys every 90 days."

    assert taken_back(f"{one}\n\n{two}", f"{two}\n\nSome words.\n\n{one}") == []


def test_advice_that_is_gone_binds_nobody() -> None:
    advice = "## Best practices for users\n\nRotate your API keys every 90 days.\n\n"

    assert taken_back(advice + ACKNOWLEDGED.format("72 hours"), ACKNOWLEDGED.format("72 hours")) == []
