"""What the standard library leaves to its user: connections that are kept, and answers that end too soon."""

import gzip
from typing import Any

import pytest

from upheld.services import ServiceError
from upheld.services.session import Session

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_after_an_answer_without_a_body_the_connection_is_used_again(
    base: str, routes: dict[str, Any], opened: list[Any]
) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"1")
    session = Session()
    assert [session.get_json(f"{base}/a") for _ in range(3)] == [1, 1, 1]
    session.close()
    assert len(opened) == 1


def test_a_packed_answer_of_which_the_end_is_missing_does_not_count(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"answer": 42}')[:-9])
    with pytest.raises(ServiceError, match="cannot be unpacked"):
        Session().get_json(f"{base}/a")


def test_an_answer_that_ends_before_the_length_it_states_does_not_count(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"Content-Length": "100", "Connection": "close"}, b'{"answer": 42}')
    with pytest.raises(ServiceError, match="breaks off"):
        Session().get_json(f"{base}/a")


def test_after_a_refusal_with_words_another_connection_is_opened(
    base: str, routes: dict[str, Any], opened: list[Any]
) -> None:
    routes["/a"], routes["/b"] = 404, {"answer": 42}
    session = Session()
    with pytest.raises(ServiceError, match="has nothing there"):
        session.get_json(f"{base}/a")
    assert session.get_json(f"{base}/b") == {"answer": 42}
    session.close()
    assert len(opened) == 2
