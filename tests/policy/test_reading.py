from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

import pytest

from upheld.model import Location, Promise
from upheld.policy.document import Document
from upheld.policy.reading import UnreadKind, promises_in, read_document

TEXT = "# Title\n\nsome *words* to read.\n"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("SECURITY.md", ["some words to read."]),
        ("a/b/security.MD", ["some words to read."]),
        ("SECURITY.markdown", ["some words to read."]),
        ("SECURITY", ["some words to read."]),
        ("SECURITY.rst", ["# Title", "some words to read."]),
        ("SECURITY.txt", ["some words to read."]),
    ],
)
def test_a_document_is_read_by_its_suffix(path: str, words: list[str]) -> None:
    assert [block.text for block in read_document(path, TEXT).prose] == words


@pytest.mark.parametrize("path", ["SECURITY.txt", "SECURITY"])
def test_a_text_without_markup_is_read_as_it_stands(path: str) -> None:
    assert [block.text for block in read_document(path, "Some *words* to read.\n").prose] == ["Some *words* to read."]


@dataclass(frozen=True, kw_only=True)
class Shouted(Promise):
    """Every line that ends with an exclamation mark."""

    kind: ClassVar[str] = "shouted"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        for block in reversed(list(document.prose)):
            if block.text.endswith("!"):
                yield cls(location=Location(document.path, block.line), quote=block.text)


@dataclass(frozen=True, kw_only=True)
class Failing(Promise):
    """A kind whose reader fails."""

    kind: ClassVar[str] = "failing"

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        raise ValueError(document.path)


@dataclass(frozen=True, kw_only=True)
class Elsewhere(Promise):
    """A kind that no policy states."""

    kind: ClassVar[str] = "elsewhere"


DOCUMENT = read_document("SECURITY.md", "one!\n\ntwo\n\nthree!\n")


def test_promises_come_in_the_order_of_the_document() -> None:
    assert [promise.quote for promise in promises_in(DOCUMENT, [Shouted])] == ["one!", "three!"]


def test_a_kind_that_is_stated_elsewhere_is_not_read_from_the_policy() -> None:
    assert promises_in(DOCUMENT, [Elsewhere]) == ()


def test_a_reader_that_fails_is_told_and_silences_no_other() -> None:
    promises = promises_in(DOCUMENT, [Failing, Shouted])
    (failed,) = (promise for promise in promises if isinstance(promise, UnreadKind))

    assert [promise.quote for promise in promises if isinstance(promise, Shouted)] == ["one!", "three!"]
    assert failed.of == "failing"
    assert isinstance(failed.error, ValueError)
    assert not failed.stated
