"""Files are found by their words, in whatever company these stand."""

import pytest

from upheld.facts.exposure.words import Words

TEXTS = {
    "a": b"const httpPort = env.HTTP_PORT;",
    "b": b"--http-port",
    "c": b"import http; let port = 1; httpPorts()",
    "d": "ключ = порт".encode(),
    "e": b"",
}


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ([b"httpPort"], "a"),
        ([b"HTTP"], "a"),
        ([b"HTTP_PORT"], "a"),
        ([b"http-port"], "b"),
        ([b"port"], "bc"),
        ([b"HTTP_PORT", b"http-port"], "ab"),
        ([b"http_port"], ""),
        ([b"Port"], ""),
        (["порт".encode()], "d"),
        ([], ""),
    ],
)
def test_a_word_is_found_where_it_stands_by_itself(asked: list[bytes], paths: str) -> None:
    assert Words(TEXTS).holding(asked) == list(paths)
