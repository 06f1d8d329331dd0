"""Queries for hosts and their answers, made and read by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.probing.names import asked_for, no_such_name

QUERY = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03org\x00\x00\x01\x00\x01"


def test_a_query_tells_who_is_asked_for() -> None:
    assert asked_for(QUERY) == "example.org"


def test_the_answer_is_to_the_query_and_that_there_is_none() -> None:
    answer = no_such_name(QUERY)

    assert answer is not None
    assert answer[:2] == QUERY[:2]
    assert answer[2] & 0x80
    assert answer[3] & 0x0F == 3
    assert answer[12:] == QUERY[12:]


@pytest.mark.parametrize("data", [b"", QUERY[:14], QUERY[:2] + b"\x81" + QUERY[3:], b"hello, this is no query at all"])
def test_what_is_no_query_asks_for_nobody(data: bytes) -> None:
    assert asked_for(data) is None
    assert no_such_name(data) is None


def test_a_name_cannot_draw_on_a_terminal() -> None:
    assert asked_for(QUERY.replace(b"example", b"ex\x1b[31m")) == "ex [31m.org"


@given(st.binary(max_size=600))
def test_any_bytes_are_read(data: bytes) -> None:
    asked_for(data)
    no_such_name(data)
