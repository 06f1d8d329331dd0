"""Answers that are begun before they are asked for."""

from threading import Event

import pytest

from upheld.ahead import Ahead


def test_it_is_begun_at_once_and_its_answer_is_waited_for() -> None:
    begun, may_end = Event(), Event()

    def slow() -> int:
        begun.set()
        may_end.wait(10)
        return 7

    answer = Ahead(slow)
    assert begun.wait(10)
    may_end.set()
    assert (answer.result(), answer.result()) == (7, 7)


def test_what_fails_is_told_to_whoever_asks() -> None:
    def fail() -> int:
        raise ValueError("no answer")

    answer = Ahead(fail)
    with pytest.raises(ValueError, match="no answer"):
        answer.result()
