import builtins
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.secrets.prefilter import AhoCorasick, OneByOne, prefilter

KEYWORDS = [b"key", b"secret_key", b"ke", b"yk", b"://"]


@given(st.lists(st.sampled_from([b"key", b"secret_", b"yk", b"e", b"://", b" ", b"k"]), max_size=30).map(b"".join))
def test_both_prefilters_find_the_same_places(text: bytes) -> None:
    assert sorted(AhoCorasick(KEYWORDS).places(text)) == sorted(OneByOne(KEYWORDS).places(text))


def test_keywords_within_keywords_are_found() -> None:
    assert sorted(prefilter(KEYWORDS).places(b"a secret_key")) == [(0, 9, 12), (1, 2, 12), (2, 9, 11)]


def test_without_the_library_the_slow_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "ahocorasick_rs":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)

    assert isinstance(prefilter(KEYWORDS), OneByOne)
