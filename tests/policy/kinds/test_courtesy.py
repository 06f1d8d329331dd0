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
        ("We do not disclose the flaw until it is fixed.", "coordinated-disclosure"),
        ("Bounty: up to 300 euros", "bug-bounty"),
        ("Valid reports are generously rewarded.", "bug-bounty"),
        ("You get a mention in this document.", "credit"),
        ("We acknowledge you in the release notes.", "credit"),
        ("If you like, your name goes into the changelog.", "credit"),
        ("Finders get a mention in the advisory.", "credit"),
        ("We keep the details private until a patch is out.", "coordinated-disclosure"),
        ("Flaws are never published before a fix is there.", "coordinated-disclosure"),
        ("- Announce the flaw after the patch is released", "coordinated-disclosure"),
        ("Whoever reports first receives recognition for it.", "credit"),
        ("We attribute the patch to you.", "credit"),
        ("Findings go to our reward program.", "bug-bounty"),
        ("Send it in for a bounty.", "bug-bounty"),
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
        "To qualify for a bug bounty or safe harbour:",
        "These hosts are in scope for the bug bounty program:",
        "A bug bounty program may be introduced one day.",
        "Mails of third-party bug bounty platforms are ignored.",
        "This policy covers contacts, times and safe harbour.",
        "This file contains our keys and our responsible disclosure policy.",
        "Who exaggerates becomes ineligible for any bug bounty.",
        "Please include:\n\n- Your own name, and how to be credited",
        "We welcome researchers who work in good faith and follow responsible disclosure guidelines.",
        "Our users believe that responsible disclosure of flaws helps everybody.",
        "## Acknowledgements\n\nThese people helped us through responsible disclosure:",
        '## Releases\n\nOne of us coordinates with the "Fix Team" and sends the disclosure mails.',
    ],
)
def test_what_reporters_are_asked_for_or_refused_is_left(text: str) -> None:
    assert told(Courtesy, text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Any help with finding flaws will be acknowledged.", "credit"),
        ("Should we mention your contribution?", "credit"),
        ("We thank everybody publicly.", "credit"),
        ("We will name you in the notes.", "credit"),
        ("We publish what happened together with the reporter.", "coordinated-disclosure"),
        ("We agree on a disclosure date with whoever reported it.", "coordinated-disclosure"),
        ("A timeline for the patch and its public disclosure will be determined.", "coordinated-disclosure"),
        ("You may publish a write-up once the release is there.", "coordinated-disclosure"),
        ("This lets us repair it and reward you for your time.", "bug-bounty"),
        ("Researchers are paid.", "bug-bounty"),
        ("Valid findings earn a small reward.", "bug-bounty"),
        ('We consider your research on widgets to be "authorized".', "safe-harbour"),
        ("We waive any restrictions in our terms of use.", "safe-harbour"),
    ],
)
def test_a_courtesy_may_be_said_in_other_words(text: str, about: str) -> None:
    assert [fields for _, _, fields in told(Courtesy, text)] == [{"about": about}]


@pytest.mark.parametrize(
    "text",
    [
        "All reports are acknowledged within 48 hours.",
        "You will not be rewarded.",
        "We encourage you to tell us through coordinated disclosure.",
        "Vulnerabilities should not be disclosed publicly until a patch is available.",
        "Flaws must be kept confidential until we release a fix.",
        "Please agree on a disclosure date with others.",
        "Keep the flaw private until a fix is released.",
        "By coordinating the disclosure with us, you help everybody.",
        "Safe harbor is only extended if you told us first.",
        "To stay within safe harbor, you must not harm anybody.",
        "This safe-harbor text is inspired by another one.",
    ],
)
def test_what_binds_the_reporter_is_no_courtesy(text: str) -> None:
    assert told(Courtesy, text) == []


def test_of_a_condition_and_a_promise_the_promise_counts() -> None:
    text = "If legal action is begun by a third party,\nwe will take steps to make it known that you complied."
    assert told(Courtesy, text) == [(2, "commitment", {"about": "safe-harbour"})]
    (found,) = told(Courtesy, "Please keep it secret for now, so that we can coordinate the disclosure.")
    assert found[2] == {"about": "coordinated-disclosure"}


def test_each_paragraph_that_promises_it_counts() -> None:
    text = "## Safe harbour\n\nWe take no legal action.\n\nWe consider your research authorized."
    assert [line for line, _, _ in told(Courtesy, text)] == [3, 5]


@pytest.mark.parametrize(
    "text",
    [
        "- Keep the report confidential until a fix is released",
        "The form keeps your report private until there is a fix.",
        "This channel allows coordinated disclosure.",
        "We ask that good-faith research leaves other people's data alone.",
        "We thank all researchers who disclose responsibly.",
        "See the attribution of the licence.",
    ],
)
def test_a_plea_thanks_and_what_a_channel_can_do_are_no_courtesy(text: str) -> None:
    assert told(Courtesy, f"## Reporting\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Serious flaws (theft, etc.) will be rewarded.", "bug-bounty"),
        ("Each accepted finding earns $ 250.", "bug-bounty"),
        ("Those who reported a flaw are named below.", "credit"),
        ("We list all finders on the front page.", "credit"),
        ("You will be told before we publish anything.", "coordinated-disclosure"),
        ("The team informs you, and we alert the finder before any publication.", "coordinated-disclosure"),
        ("The advisory is made public when a patch is out.", "coordinated-disclosure"),
        (
            "| Step | When |\n|---|---|\n| Advisory publication | After the fix |",
            "coordinated-disclosure",
        ),
    ],
)
def test_what_is_promised_in_other_words_is_read_too(text: str, about: str) -> None:
    assert [fields for _, _, fields in told(Courtesy, f"## Process\n\n{text}")] == [{"about": about}]


@pytest.mark.parametrize(
    "text",
    [
        "No flaws are rewarded.",
        "Reports of flaws that pay $ 90 to an attacker are severe.",
        "We pay attention to 5 dollars.",
        "Reported flaws will be rewarded with a thank-you note.",
        "Users who run the tool are named below.",
        "Please inform us before you publish it.",
        "It is essential that flaws are not disclosed until they are fixed.",
        "Private reports allow us to coordinate the disclosure.",
        "This lets us:\n\n- coordinate the publication\n- write a patch",
    ],
)
def test_what_is_asked_denied_or_only_made_possible_is_no_courtesy(text: str) -> None:
    assert not told(Courtesy, f"## Reporting\n\n{text}")
