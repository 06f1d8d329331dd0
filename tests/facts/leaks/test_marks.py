"""Comments that allow a secret: which lines they speak of, and what they must state."""

from datetime import date

import pytest

from upheld.facts.leaks.marks import Mark, mark_at

OURS = "upheld: allow secret -- opens the sandbox only until 2026-12-31"


def mark(text: str, value: str = "VALUE") -> Mark | None:
    data = text.encode()
    at = data.index(value.encode())
    return mark_at(data, at, data.count(b"\n", 0, at) + 1, [(at, at + len(value))])


@pytest.mark.parametrize(
    "text",
    [
        f"key = VALUE  # {OURS}\n",
        f"// {OURS}\nkey = VALUE\n",
        f"<!-- {OURS} -->\r\nkey = VALUE",
        f"a\n  # {OURS}\n  key: VALUE\nb",
    ],
)
def test_a_comment_on_the_line_or_alone_above_it_counts(text: str) -> None:
    found = mark(text)

    assert found is not None
    assert (found.reason, found.until, found.lacks) == ("opens the sandbox only", date(2026, 12, 31), "")


@pytest.mark.parametrize(
    "text",
    [
        f"key = VALUE\n# {OURS}\n",
        f"# {OURS}\n\nkey = VALUE\n",
        f"other = 1  # {OURS}\nkey = VALUE\n",
        "key = VALUE  # allow secret\n",
    ],
)
def test_a_comment_elsewhere_allows_nothing(text: str) -> None:
    assert mark(text) is None


@pytest.mark.parametrize(
    ("comment", "lacks"),
    [
        ("upheld: allow secret", "states no reason and no day"),
        ("upheld: allow secret until 2026-12-31", "states no reason and no day"),
        ("upheld: allow secret -- a test key", "states no reason and no day"),
        ("upheld: allow secret -- a test key until 2026-13-31", "names a day that there is not"),
    ],
)
def test_a_comment_without_reason_or_day_does_not_count(comment: str, lacks: str) -> None:
    found = mark(f"key = VALUE  # {comment}\n")

    assert found is not None
    assert found.until is None
    assert found.lacks.startswith(lacks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key = VALUE  # gitleaks:allow\n", "`gitleaks:allow`"),
        ("key = VALUE  // pragma: allowlist secret\n", "`pragma: allowlist secret`"),
        ("# pragma: allowlist nextline secret\nkey = VALUE\n", "`pragma: allowlist nextline secret`"),
        ("key = VALUE  # trufflehog:ignore\n", "`trufflehog:ignore`"),
    ],
)
def test_comments_of_other_scanners_are_known(text: str, words: str) -> None:
    found = mark(text)

    assert found is not None
    assert (found.words, found.foreign) == (words, True)


def test_a_comment_in_which_the_secret_stands_is_none() -> None:
    assert mark("# upheld: allow secret -- VALUE until 2026-12-31\n") is None


def test_a_line_without_end_takes_no_time() -> None:
    assert mark("x" * 3_000_000 + " VALUE " + "y" * 3_000_000) is None
