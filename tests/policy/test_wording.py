"""A wording finds what its pattern finds, though it compiles no more of it than a text can match."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import upheld.policy
from upheld.policy.needed import parts_of
from upheld.policy.wording import Wording

_MANY = r"\b(?:rotat(?:e[sd]?|ing)|renew(?:ed|s)?|repla(?:ce[sd]?|cing))\s+(?:\w+\s+){0,2}?(?:keys?|tokens?|secrets?)\b"
_LONG = rf"{_MANY}|\bkeys?\s+(?:expire|are\s+valid)\b(?!\s+never)|(?<!api )\bkeys?\b[^.;]{{0,20}}\brotated\b|\d+\s*%"
_WORDS = [
    "keys",
    "key",
    "api",
    "rotated",
    "rotate",
    "Renew",
    "the",
    "tokens",
    "expire",
    "never",
    "9 %",
    ".",
    "ſecret",
    "KEYS",
]


def _wordings() -> Iterator[Wording]:
    for found in walk_packages(upheld.policy.__path__, "upheld.policy."):
        pending: list[object] = list(vars(import_module(found.name)).values())
        while pending:
            each = pending.pop()
            if isinstance(each, Wording):
                yield each
            elif isinstance(each, dict):
                pending += each.values()
            elif isinstance(each, tuple | list):
                pending += each


_ALL = sorted({each.pattern for each in _wordings()})


@given(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join), st.integers(0, 20))
def test_a_split_pattern_finds_what_the_whole_finds(text: str, start: int) -> None:
    whole, wording = re.compile(_LONG, re.IGNORECASE), Wording(_LONG)
    assert _span(wording.search(text, start)) == _span(whole.search(text, start))
    assert _span(wording.match(text)) == _span(whole.match(text))
    assert [match.span() for match in wording.all(text)] == [match.span() for match in whole.finditer(text)]
    assert wording.sub("-", text) == whole.sub("-", text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # to draw from the largest patterns takes long
@given(st.data())
def test_what_a_pattern_of_this_package_matches_holds_what_it_is_said_to_need(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(_ALL))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert _span(Wording(pattern).search(text)) == _span(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize("text", ["RENEW THE KEYS", "renew the \u212aeys", "renew the toKenſ"])
def test_case_does_not_matter(text: str) -> None:
    assert Wording(_LONG).search(text)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\brotat(?:e|ing)\b", (("rotat",),)),
        (r"\b(?:keys?|tokens)\b", (("key", "tokens"),)),
        (r"(?:not|never)\s+logged", (("logged",), ("not", "never"))),
        (r"(?:old)?\s*(?!new)keys{0,2}", (("key",),)),
        (r"[abc]+|keys", ()),
        (r"(?:\s+keys)*\d", ()),
        (r"\(keys\)|[(|]tokens", (("keys", "tokens"),)),
    ],
)
def test_the_needs_of_a_pattern_are_what_no_match_can_lack(pattern: str, needs: tuple[tuple[str, ...], ...]) -> None:
    assert [part.needs for part in parts_of(pattern)] == [needs]


def test_a_large_pattern_is_taken_apart_where_its_groups_cannot_be_asked_for() -> None:
    assert len(parts_of(_LONG)) > 3
    assert len(parts_of(_LONG.replace(r"\d+", r"(?P<number>\d+)"))) == 1


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
