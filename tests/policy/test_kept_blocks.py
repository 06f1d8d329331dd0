"""What a policy was taken apart to is kept as long as nothing changes on which that depends."""

import marshal
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.policy import kept_blocks as keeping
from upheld.policy.document import Code, Document, Prose, Table
from upheld.policy.kept_blocks import Blocks, kept_blocks, put_together, taken_apart
from upheld.policy.markdown import markdown_blocks
from upheld.policy.reading import read_document

POLICY = """\
# Security policy

We answer within **3 days**,
by e-mail.

- one
  - two

| Version | Supported |
| ------- | --------- |
| 2.x     | yes       |

```
pip install lantern
```
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "upheld" / "documents"


class Reader:
    """Counts how often it is asked."""

    __name__ = "reader"

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, source: str) -> Blocks:
        self.asked += 1
        return markdown_blocks(source)


def test_what_is_kept_is_what_was_read(cache: Path) -> None:
    first, second = (read_document("SECURITY.md", POLICY, keep=True) for _ in range(2))

    assert {type(block) for block in first.blocks} == {Prose, Code, Table}
    assert second.blocks == first.blocks == markdown_blocks(POLICY)
    assert len(list(cache.iterdir())) == 1


def test_the_parts_have_their_names_again() -> None:
    read_document("SECURITY.md", POLICY, keep=True)
    again: Document = read_document("SECURITY.md", POLICY, keep=True)

    (table,) = again.tables
    assert table.titles == ("Version", "Supported")
    assert [cell.text for cell in table.rows[0].cells] == ["2.x", "yes"]
    assert next(again.prose).heading == "Security policy"
    assert next(again.prose).line_at(30) == 4


def test_restructured_text_is_kept_apart_from_markdown(cache: Path) -> None:
    for name in ("SECURITY.md", "SECURITY.rst"):
        read_document(name, "Fixes\n=====\n\nWithin 3 days.\n", keep=True)

    assert len(list(cache.iterdir())) == 2


def test_nothing_is_taken_apart_twice() -> None:
    reader = Reader()

    assert kept_blocks(POLICY, reader, "markdown_it") == kept_blocks(POLICY, reader, "markdown_it")
    assert reader.asked == 1


def test_another_text_is_another_question() -> None:
    reader = Reader()
    for source in (POLICY, POLICY.replace("3 days", "4 days")):
        assert kept_blocks(source, reader, "markdown_it") == markdown_blocks(source)

    assert reader.asked == 2


def test_a_change_of_the_library_or_of_our_code_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, code = tmp_path / "parser", tmp_path / "upheld" / "policy"
    for folder in (library, code):
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(keeping, "__file__", str(code / "kept_blocks.py"))
    reader = Reader()

    for changed in (library, code, code.parent):
        kept_blocks(POLICY, reader, "parser")
        before = reader.asked
        (changed / "more.py").write_text("")
        os.utime(changed / "more.py", ns=(1, 1))
        kept_blocks(POLICY, reader, "parser")
        assert reader.asked == before + 1


def test_what_cannot_be_read_is_as_good_as_none(cache: Path) -> None:
    expected = read_document("SECURITY.md", POLICY, keep=True).blocks
    (file,) = cache.iterdir()
    for damaged in (b"", b"no", marshal.dumps([([], 1, "Poem")]), marshal.dumps([([], 1)]), marshal.dumps(7)):
        file.write_bytes(damaged)
        assert read_document("SECURITY.md", POLICY, keep=True).blocks == expected


def test_no_word_of_a_policy_is_kept(cache: Path) -> None:
    read_document("SECURITY.md", POLICY, keep=True)
    (file,) = cache.iterdir()

    assert not [
        word for word in POLICY.split() if word.isalpha() and len(word) > 5 and word.encode() in file.read_bytes()
    ]


def test_words_that_do_not_stand_in_the_text_are_not_kept(cache: Path) -> None:
    policy = "Keys &amp; tokens are rotated &#119;eekly.\n"

    for _ in range(2):
        (block,) = read_document("SECURITY.md", policy, keep=True).prose
        assert block.text == "Keys & tokens are rotated weekly."
    assert not cache.exists()


@given(st.text(alphabet="ab #|-*`\n\r\t<>&;é\u2028"))
def test_whatever_is_kept_is_put_together_again(source: str) -> None:
    blocks = markdown_blocks(source)
    with suppress(ValueError):
        assert put_together(source, marshal.loads(marshal.dumps(taken_apart(source, blocks)))) == blocks  # noqa: S302


def test_a_library_that_is_not_there_is_told_by_the_reader_that_needs_it(cache: Path) -> None:
    assert kept_blocks(POLICY, markdown_blocks, "no_such_parser_of_anything") == markdown_blocks(POLICY)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert read_document("SECURITY.md", POLICY, keep=True).blocks == markdown_blocks(POLICY)


def test_nothing_is_kept_of_documents_that_are_read_in_passing(cache: Path) -> None:
    read_document("SECURITY.md", POLICY)

    assert not cache.exists()
