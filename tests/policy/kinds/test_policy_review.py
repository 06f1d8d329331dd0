import pytest

from kinds_read import told
from making import document
from upheld.policy.kinds.policy_review import PolicyReview


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("**Last Updated:** 2026-02-01", "2026-02-01"),
        ("*Last reviewed: March 2026*", "2026-03"),
        ("This security policy was last updated on 5 May 2026.", "2026-05-05"),
        ("Last revised on [06/13/2025]", "2025-06-13"),
        ("| Field | Value |\n| --- | --- |\n| Last modified | April 2, 2026 |", "2026-04-02"),
        ("Version 1.0 | Updated: 2026-01", "2026-01"),
        ("Effective date: 2026-01-31", "2026-01-31"),
        ("This policy is effective as of January 1, 2026.", "2026-01-01"),
        ("## Last updated\n\n2026-02-03", "2026-02-03"),
        ("Last updated: 2026", "2026"),
        ("# Policy\n\nVersion: **v1.5 (2026-03-06)**", "2026-03-06"),
        ("# Policy\n\n**Version:** 1.2 | **Date:** 2026-05-01", "2026-05-01"),
        ("# Policy\n\nDocument version 2.0 (June 2026)", "2026-06"),
    ],
)
def test_a_date_is_read_no_more_exactly_than_it_is_written(text: str, date: str) -> None:
    ((_, force, fields),) = told(PolicyReview, text)
    assert (force, fields) == ("commitment", {"last_updated": date, "cadence": None})


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("This policy is reviewed annually.", "annually"),
        ("We review this document at least once a year.", "annually"),
        ("**Review cycle:** Quarterly", "quarterly"),
        ("- Annual review of this policy", "annual"),
        ("Next review: every 6 months", "every 6 months"),
        ("Our security policy is reviewed regularly.", None),
        ("A monthly review of this policy is held.", "monthly"),
        ("We review this policy and all user access levels quarterly.", "quarterly"),
    ],
)
def test_a_rhythm_alone_is_a_promise(text: str, cadence: str | None) -> None:
    assert told(PolicyReview, text) == [(1, "commitment", {"last_updated": None, "cadence": cadence})]


@pytest.mark.parametrize(
    "text",
    [
        "Last updated: [DATE]",
        "Access reviews are done quarterly.",
        "All code is reviewed daily.",
        "We regularly update our security libraries.",
        "This policy may be updated from time to time.",
        "Users can review this policy regularly.",
        "Supported versions last updated: 2026-01-01",
        "We updated the parser in March 2026.",
        "- **Update cadence** - monthly audits",
        "The last release was on 2026-01-01.",
        "# Policy\n\nVersion 1.4 (2026-01-01) is supported.",
        "# Policy\n\n## Supported versions\n\n- Version: 1.4 (2026-01-01)",
        "# Policy\n\n## History\n\n**Date:** 2026-01-01",
    ],
)
def test_what_dates_something_else_is_left(text: str) -> None:
    assert told(PolicyReview, text) == []


def test_a_rhythm_near_a_date_belongs_to_it() -> None:
    text = """
        **Last Updated:** 2026-02-01
        **Effective:** 2026-01-01
        **Review cycle:** Quarterly
    """
    (promise,) = PolicyReview.read(document(text))
    assert (promise.location.line, promise.last_updated, promise.cadence) == (1, "2026-02-01", "quarterly")


def test_a_line_that_names_the_next_review_stands_for_itself() -> None:
    text = "**Last Updated:** 2026-02-01\n**Next Review:** May 2026\n"
    dated, planned = PolicyReview.read(document(text))
    assert (dated.location.line, dated.last_updated, dated.next_review) == (1, "2026-02-01", None)
    assert (planned.location.line, planned.last_updated, planned.next_review) == (2, None, "2026-05")


def test_a_next_review_on_the_line_of_a_date_belongs_to_it() -> None:
    (promise,) = PolicyReview.read(document("Last reviewed: 2026-02-01 | Next review: 2026-05-01"))
    assert (promise.last_updated, promise.next_review) == ("2026-02-01", "2026-05-01")


def test_two_places_far_apart_make_two_promises() -> None:
    text = "Last updated: 2026-02-01\n\n## Details\n\nSome words.\n\nThis policy is reviewed quarterly.\n"
    assert [(line, fields["cadence"]) for line, _, fields in told(PolicyReview, text)] == [(1, None), (7, "quarterly")]


def test_front_matter_is_read() -> None:
    text = "---\ntitle: Security\nlastReviewed: 2026-02-01\n---\n\n# Security\n\nWords.\n"
    assert told(PolicyReview, text) == [(3, "commitment", {"last_updated": "2026-02-01", "cadence": None})]


def test_a_review_that_users_are_to_do_is_a_practice() -> None:
    text = "## Best practices\n\n- Review this policy annually"
    assert told(PolicyReview, text) == [(3, "practice", {"last_updated": None, "cadence": "annually"})]
