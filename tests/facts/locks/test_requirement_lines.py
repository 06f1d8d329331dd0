import pytest

from upheld.facts.locks.pins import MOST_ENTRIES, LockError
from upheld.facts.locks.requirement_lines import Kind, RequirementLine, requirement_lines


def one(text: str) -> RequirementLine:
    (line,) = requirement_lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("django==4.2.1", "django", "4.2.1"),
        ("Django == 4.2.1", "Django", "4.2.1"),
        ("django===4.2.1-custom", "django", "4.2.1-custom"),
        ("django[argon2, bcrypt]==4.2.1", "django", "4.2.1"),
        ("django (==4.2.1)", "django", "4.2.1"),
        ("zope.interface==6.0", "zope.interface", "6.0"),
        ("django>=4,==4.2.1", "django", "4.2.1"),
        ("django==1!4.2.1+local.1", "django", "1!4.2.1+local.1"),
        ("django==4.2.1 # the newest", "django", "4.2.1"),
        ("django==4.2.1; python_version < '3.9'", "django", "4.2.1"),
        ("django==4.2.1;python_version<'3.9'", "django", "4.2.1"),
        ("\ufeffdjango==4.2.1".removeprefix("\ufeff"), "django", "4.2.1"),
        ("django==4.2.*", "django", None),
        ("django~=4.2.1", "django", None),
        ("django>=4.2.1", "django", None),
        ("django==4.2.1,==4.2.2", "django", None),
        ("django!=4.2.1", "django", None),
        ("django", "django", None),
        ("django[argon2]", "django", None),
        ("django; python_version == '3.9'", "django", None),
    ],
)
def test_only_an_exact_version_pins(text: str, name: str, version: str | None) -> None:
    line = one(text)

    assert (line.kind, line.value, line.version) == (Kind.PACKAGE, name, version)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("-r base.txt", Kind.INCLUDED, "base.txt"),
        ("-rbase.txt", Kind.INCLUDED, "base.txt"),
        ("--requirement base.txt", Kind.INCLUDED, "base.txt"),
        ("--requirement=base.txt", Kind.INCLUDED, "base.txt"),
        ("-c constraints.txt # why", Kind.CONSTRAINTS, "constraints.txt"),
        ("--constraint=constraints.txt", Kind.CONSTRAINTS, "constraints.txt"),
        ("-e .", Kind.EDITABLE, "."),
        ("--editable ./inner", Kind.EDITABLE, "./inner"),
        ("attrs @ https://example.org/attrs.zip", Kind.ADDRESS, "attrs"),
        ("git+https://example.org/a.git#egg=attrs", Kind.ADDRESS, "git+https://example.org/a.git#egg=attrs"),
        ("./wheels/attrs-1.whl", Kind.ADDRESS, "./wheels/attrs-1.whl"),
        ("attrs-23.1.0-py3-none-any.whl", Kind.ADDRESS, "attrs-23.1.0-py3-none-any.whl"),
        ("https://example.org/attrs.zip", Kind.ADDRESS, "https://example.org/attrs.zip"),
        ("${NAME}==1", Kind.UNKNOWN, "${NAME}==1"),
        ("two words", Kind.UNKNOWN, "two words"),
    ],
)
def test_what_else_a_line_can_ask_for(text: str, kind: Kind, value: str) -> None:
    line = one(text)

    assert (line.kind, line.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a comment",
        "   ",
        "-i https://example.org",
        "--index-url=https://example.org",
        "--pre",
        "--require-hashes",
    ],
)
def test_options_and_comments_ask_for_nothing(text: str) -> None:
    assert list(requirement_lines(text)) == []


def test_a_continued_line_is_one_line_at_its_first() -> None:
    text = "\nattrs==1 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\nidna \\\n==2\n"

    found = list(requirement_lines(text))
    assert [(line.line, line.value, line.version, line.hashed) for line in found] == [
        (2, "attrs", "1", True),
        (5, "idna", "2", False),
    ]


def test_a_comment_ends_a_continued_line_as_it_does_for_pip() -> None:
    assert [line.value for line in requirement_lines("attrs==1 \\\n# why \\\nidna==2\n")] == ["attrs", "idna"]


def test_a_mark_within_a_word_begins_no_comment() -> None:
    assert one("git+https://example.org/a.git#egg=attrs").egg == "attrs"


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("a==1\n    # via b\n", ("b",)),
        ("a==1\n    # via\n    #   b\n    #   c\n", ("b", "c")),
        ("a==1  # via b, c\n", ("b", "c")),
        ("a==1  # via -r requirements.in, b\n", ("-r requirements.in", "b")),
        ("a==1\n# via b\n", ()),
        ("a==1\n    # viable\n", ()),
        ("a==1 # why\n", ()),
    ],
)
def test_who_asks_is_read_as_the_tools_write_it(text: str, via: tuple[str, ...]) -> None:
    assert one(text).via == via


def test_what_is_too_much_is_refused() -> None:
    with pytest.raises(LockError, match="more than"):
        list(requirement_lines("a==1\n" * (MOST_ENTRIES + 1)))
    with pytest.raises(LockError, match="a line of more than"):
        list(requirement_lines("a" * 1_000_001))
    with pytest.raises(LockError, match="a line of more than"):
        list(requirement_lines(f"{'a' * 1000}\\\n" * 1001))


def test_blanks_without_end_are_read_in_one_go() -> None:
    assert one("a" + " " * 900_000 + "==1").version == "1"
    assert one("a==1" + " " * 900_000 + "#").version == "1"
