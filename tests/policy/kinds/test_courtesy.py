import pytest

from kinds_read import told
from upheld.policy.kinds.courtesy import Courtesy


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Finally your name will be added to our list of helpers.", "credit"),
        ("We will publish your name beside the advisory.", "credit"),
        ("The vulnerability is publicly announced after the release.", "coordinated-disclosure"),
        ("There is a bonus reward for bugs in candidates.", "bug-bounty"),
        ("Researchers are listed in the changelog.", "credit"),
        ("We follow a strict internal disclosure policy.", "coordinated-disclosure"),
    ],
)
def test_what_reporters_may_expect_is_read(text: str, about: str) -> None:
    assert [fields for _, _, fields in told(Courtesy, text)] == [{"about": about}]


@pytest.mark.parametrize(
    "text",
    [
        "If you find something, please follow responsible disclosure practices:",
        "For security issues, please follow coordinated disclosure and write to us.",
        "Please read our responsible disclosure guidelines first.",
        "The tool is meant for:\n\n- Bug bounty programs",
        "Every fix is listed in the changelog.",
        "Please include:\n\n- Your contact details and preferred credit name",
        "- **Bug bounty**: planned for next year",
        "See the examples of what we look for in the bug bounty program.",
        "We reserve the right to rescind safe harbour.",
    ],
)
def test_what_reporters_are_asked_for_or_refused_is_left(text: str) -> None:
    assert told(Courtesy, text) == []
