"""Which line of a list or a paragraph carries a claim, and what a plain statement has to say to be one."""

import pytest

from kinds_read import told
from upheld.policy.kinds.design_claim import DesignClaim


def others(text: str) -> list[int]:
    return [line for line, _force, fields in told(DesignClaim, text) if fields["about"] == "other"]


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("Nothing but the press writes to the ledger", 3),
        ("Foreign inks are disabled by default", 3),
        ("The press requires two rollers", 4),
        ("The foreman is trusted", 4),
        ("Keep the ledger dry", 4),
        ("Foremen", 4),
        ("Drawings could be lost", 4),
    ],
)
def test_the_first_item_that_says_what_is_done_carries_the_claim_of_the_list(first: str, line: int) -> None:
    assert others(f"## Security model\n\n- {first}\n- Uploads are rate-limited\n") == [line]


def test_an_item_that_names_no_mechanism_claims_nothing_where_no_other_names_one() -> None:
    assert others("## Security model\n\n- Nothing but the press writes to the ledger\n- The press is green\n") == []


def test_what_a_nested_list_claims_is_not_carried_by_the_items_above_it() -> None:
    text = "## Security model\n\n- Foreign inks are disabled\n- The press:\n  - Uploads are rate-limited\n"
    assert others(text) == [5]


def test_a_sentence_that_names_the_principle_claims_it_and_its_list_does_not_again() -> None:
    text = "## Security architecture\n\nThe press employs defence in depth against {}:\n\n- Uploads are rate-limited\n"
    assert others(text.format("four ways in that its auditors found")) == [3]


def test_the_bare_name_of_the_principle_leaves_the_claim_to_the_list() -> None:
    text = "## Security architecture\n\nThe press employs defence-in-depth security:\n\n- Uploads are rate-limited\n"
    assert others(text) == [5]


def test_a_sentence_that_introduces_checks_by_their_kind_claims_them() -> None:
    assert others("## Security design\n\nThe press includes security lint checks:\n\n```\npress lint\n```\n") == [3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The press utilizes schema validation for drawings.", [3]),
        ("Foremen with schema validation in mind.", []),
    ],
)
def test_a_mechanism_is_claimed_with_any_verb_that_says_what_the_software_does(text: str, found: list[int]) -> None:
    assert others(f"## Threat model\n\n{text}\n") == found


@pytest.mark.parametrize("heading", ["Scope", "Supported versions", "Release notes policy"])
def test_what_the_software_does_is_claimed_where_it_is_told_in_passing(heading: str) -> None:
    assert others(f"## {heading}\n\nEach tag ships checksums beside the binaries.\n") == [3]


@pytest.mark.parametrize("heading", ["Out of scope", "Known issues in this release"])
def test_what_a_heading_shuts_out_is_not_told_in_passing(heading: str) -> None:
    assert others(f"## {heading}\n\nEach tag ships checksums beside the binaries.\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- No telemetry or analytics", [3]),
        ("- The press has no telemetry", [3]),
        ("- Printing requires an explicit user action", [3]),
        ("- Deleting needs explicitly confirmed orders", [3]),
        ("- Use drawings only with explicit permission of their owner", []),
        ("To verify that a drawing is signed, have a look at the keys.", []),
        ("This minimizes the attack surface.", []),
    ],
)
def test_what_is_kept_from_being_done_unasked_is_a_claim_and_a_pointer_is_none(text: str, found: list[int]) -> None:
    assert others(f"## Security design\n\n{text}\n") == found


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- Drawings are confined to the tray", "sandboxing"),
        ("- Presses run in isolated networks", "sandboxing"),
        ("- **Errors**: messages never reveal sensitive information", "secret-masking"),
        ("- Relation-based, granular access control", "other"),
    ],
)
def test_a_claim_is_about_what_the_words_confine_or_hide(text: str, about: str) -> None:
    assert [fields["about"] for _, _, fields in told(DesignClaim, f"## Security design\n\n{text}\n")] == [about]


def test_paragraphs_that_begin_in_bold_claim_each_for_itself() -> None:
    text = "## What is enforced\n\n**Huge drawings.** Uploads are capped.\n\n**Loops.** Runs have timeouts.\n"
    assert others(text) == [3, 5]


def test_a_section_on_incidents_tells_of_the_software_too() -> None:
    assert others("## Incident response\n\n- Rate limiting of uploads\n") == [3]
