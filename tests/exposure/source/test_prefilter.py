"""Files that cannot hold a hit are known by their words, and no file that holds one is left out."""

import sys

import pytest

from upheld.exposure.source import may_hit
from upheld.exposure.source.loading import made
from upheld.exposure.source.prefilter import clauses, prefilter


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "print('hello')"),
        ("python", "import uvicorn"),
        ("python", "def run(self):\n    asyncio.run(main())"),
        ("typescript", "const bound = handler.bind(this); window.addEventListener('x', bound);"),
        ("typescript", "import { spawn } from 'child_process'; spawn('git', ['status']);"),
        ("go", 'package a\nimport "fmt"\nfunc Run() { fmt.Println("x") }'),
        ("rust", 'fn main() { println!("{}", x.bind(y)); }'),
    ],
)
def test_most_files_are_not_parsed(language: str, text: str) -> None:
    assert not may_hit(text.encode(), language)


def test_a_name_by_itself_is_no_call() -> None:
    assert may_hit(b"app.listen(80)", "javascript")
    assert may_hit(b"app.listen (80)", "tsx")
    assert not may_hit(b"to listen to a port", "javascript")


def test_every_part_of_a_rule_has_its_words() -> None:
    rule = made(
        {
            "id": "python-x",
            "strength": "listens",
            "calls": ["web.App().run", "?open"],
            "anywhere": ["serve_all"],
            "loosely": {"methods": ["go"], "imports": ["web", "net"]},
            "words": ["port"],
        }
    )
    port = frozenset({"port"})

    assert list(clauses(rule, "python")) == [
        (frozenset({"run"}), (port, frozenset({"web"}))),
        (frozenset({"open"}), (port, frozenset({"open"}))),
        (frozenset({"serve_all"}), (port,)),
        (frozenset({"go"}), (port, frozenset({"web", "net"}))),
    ]


def test_the_slow_filter_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [b"app.listen(80)", b"to listen", b"import uvicorn\nuvicorn.run(a)", b""]
    fast = [may_hit(text, language) for text in texts for language in ("python", "javascript")]
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    prefilter.cache_clear()
    slow = [may_hit(text, language) for text in texts for language in ("python", "javascript")]
    prefilter.cache_clear()

    assert slow == fast
    assert any(fast)


def test_the_filter_says_the_same_after_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [b"app.listen(80)", b"to listen", b"import http from 'http'", b"Bun.serve({})"]
    monkeypatch.setattr("upheld.exposure.source.prefilter._SOON", 20)
    prefilter.cache_clear()
    first, second = ([may_hit(text, "javascript") for text in texts] for _ in range(2))
    prefilter.cache_clear()

    assert first == second == [True, False, False, True]
