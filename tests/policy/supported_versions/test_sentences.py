import pytest

from making import rows, statement
from upheld.versions import Branch, Newest, Scope, Series


def said(sentence: str, heading: str = "Supported versions") -> list[tuple[Scope | None, bool]]:
    found = statement(f"# Security\n\n## {heading}\n\n{sentence}\n")
    return [(row.scope, row.support.supported) for row in found.rows]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only the latest release is supported.",
        "Only the newest version receives security fixes.",
        "We support the latest version only.",
        "Security updates are provided for the most recent release.",
        "Fixes are applied to the latest release.",
        "The current release is supported.",
        "Security patches will be issued for the latest stable version only.",
        "Vulnerabilities are fixed in the latest version.",
        "We only provide security fixes for the latest released version.",
        "Support is limited to the latest release only.",
        "The latest version of Widget is the only version that is supported.",
        "Latest release only.",
        "The most recent version.",
    ],
)
def test_sentences_that_promise_fixes_to_the_latest_release(sentence: str) -> None:
    assert said(sentence) == [(Newest(), True)]


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Only the latest minor release receives fixes.", Newest(parts=2)),
        ("The latest major version is supported.", Newest(parts=1)),
        ("We support the two most recent minor versions.", Newest(parts=2, count=2)),
        ("The last three major releases get security fixes.", Newest(parts=1, count=3)),
        ("Security fixes are released for the latest 2 major versions.", Newest(parts=1, count=2)),
        ("We maintain the current and previous major version.", Newest(parts=1, count=2)),
        ("Version 3.x is supported.", Series((3,))),
        ("We support v3.", Series((3,))),
        ("Only the 3.2.x series receives security updates.", Series((3, 2))),
        ("Security fixes are only made to the main branch.", Branch("main")),
        ("Only the `trunk` branch is supported.", Branch("trunk")),
        ("We only support the default branch.", Branch("")),
    ],
)
def test_sentences_that_promise_fixes_to_something_else(sentence: str, scope: Scope) -> None:
    assert said(sentence) == [(scope, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only the latest release is supported; older versions are not.",
        "The latest release is supported, but older releases receive no fixes.",
        "We support the latest release. Earlier versions are not supported.",
        "The latest release gets security fixes — previous versions are unsupported.",
    ],
)
def test_what_is_denied_is_no_promise(sentence: str) -> None:
    rows_ = said(sentence)

    assert (Newest(), True) in rows_
    assert [scope for scope, supported in rows_ if supported] == [Newest()]


@pytest.mark.parametrize(
    "sentence",
    [
        "Older versions are not supported.",
        "We do not backport security fixes to earlier releases.",
        "Version 2.x no longer receives security updates.",
    ],
)
def test_denials_alone_say_nothing_of_what_is_supported(sentence: str) -> None:
    assert said(sentence) == []


def test_what_is_only_perhaps_done_is_left_out_of_what_is_promised() -> None:
    sentence = "The latest release is supported, but version 2.x might get security fixes as well."

    assert said(sentence) == [(Newest(), True)]


def test_the_last_word_on_the_latest_needs_no_noun() -> None:
    assert said("Security fixes are only released for the latest.") == [(Newest(), True)]


def test_a_series_that_gets_fixes_no_more_is_told_beside_one_that_does() -> None:
    sentence = "Version 3.x is supported. Version 2.x is no longer supported."

    assert said(sentence) == [(Series((3,)), True), (Series((2,)), False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please upgrade to the latest version before you report.",
        "We recommend that you always run the latest release.",
        "Make sure that you can reproduce it with the latest version.",
        "Keep Widget updated to the newest release.",
        "You should test against the main branch.",
        "Include the version that is affected.",
        "Reports should name the release they were found in.",
        "If a new version is released, an advisory follows.",
        "Once the fix is in the latest release, we publish an advisory.",
        "Fixes may be backported to older versions on request.",
        "We might support version 2.x at times.",
        "The team will answer in 2 days.",
        "For example, version 2.1 is supported until 2.2 is out.",
    ],
)
def test_advice_requests_and_perhaps_are_no_promises(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize("heading", ["Reporting a vulnerability", "How we handle reports", "Credits"])
def test_elsewhere_a_sentence_has_to_be_plain(heading: str) -> None:
    assert said("Only the latest release receives security fixes.", heading) == [(Newest(), True)]
    assert said("We support reporters with the latest release notes.", heading) == []


@pytest.mark.parametrize("path", ["SECURITY.md", "SECURITY.rst", "SECURITY.txt", "SECURITY"])
def test_a_sentence_is_read_in_every_format(path: str) -> None:
    text = """
        Supported versions
        ==================

        Only the latest minor release receives security fixes.
        """

    (row,) = statement(text, path).rows

    assert row.scope == Newest(parts=2)
    assert row.location.line == 4


def test_a_row_points_at_the_line_that_holds_its_words() -> None:
    text = """
        ## Supported versions

        Of everything that we have ever made and shown
        to anybody, only the latest release is
        supported.
        """

    (row,) = statement(text).rows

    assert row.location.line == 4


def test_the_version_in_parentheses_only_explains_the_latest() -> None:
    assert ("latest", True) in rows("## Supported versions\n\nOnly the latest release is supported (on `main`).\n")
    assert said("Only the latest release, on the main branch, is supported.") == [(Newest(), True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Issues with a CVSS score of 7.0 or higher are fixed in the latest release only.",
        "Security fixes follow section 2.1 of our handbook and go to the latest release only.",
    ],
)
def test_numbers_that_are_no_versions_are_passed_over(sentence: str) -> None:
    assert said(sentence) == [(Newest(), True)]


def test_a_document_that_says_nothing_states_nothing() -> None:
    found = statement("# Security\n\nWrite to security@widget.example.\n")

    assert (found.form, found.stated, found.rows, found.quote) == ("none", False, (), "")
    assert found.location.line == 1
