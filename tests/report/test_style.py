"""What text from outside becomes before anybody reads it."""

import pytest

from upheld.report.style import leading, one_line, printable, shown


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
        ("\x9b31m\x85\x07", "\\u009b31m\\u0085\\u0007"),
        ("a\tb", "a    b"),
        ("\u202eexe\u2066", "\\u202eexe\\u2066"),
        ("a\u200bb\u2060\ufeff\u3164", "a\\u200bb\\u2060\\ufeff\\u3164"),
        ("\U000e0041", "\\ue0041"),
        ("caf\udce9", "caf\\udce9"),
        ("a ##[group] b", "a ##\\u005bgroup] b"),
        ("# [link] ## [x]", "# [link] ## [x]"),
        ("✔️ ⚠️ 👩‍💻 é 漢 \u05d0", "✔️ ⚠️ 👩‍💻 é 漢 \u05d0"),
    ],
    ids=ascii,
)
def test_what_would_be_obeyed_or_hidden_is_made_visible_and_words_and_marks_stay(text: str, harmless: str) -> None:
    assert printable(text) == harmless


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_a_line_stays_one_line(end: str) -> None:
    assert one_line(f"a{end}::error::b") == "a ::error::b"


def test_no_line_of_a_text_is_a_command() -> None:
    assert shown("a\n  ::error::b\n+::c ::d\n") == "a\n  \\u003a:error::b\n+::c ::d\n"


@pytest.mark.parametrize(
    ("path", "beginning"),
    [("a.md:3", "a.md:3"), ("::error::x.md:3", "./::error::x.md:3"), (" ::x", "./ ::x"), ("a\n::x", "a ::x")],
)
def test_a_path_begins_a_line_without_being_a_command(path: str, beginning: str) -> None:
    assert leading(path) == beginning
