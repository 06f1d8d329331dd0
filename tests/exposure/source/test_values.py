"""What an expression may be is told as far as the file tells it, and what is open stays open."""

import pytest

from upheld.exposure.source import parsed
from upheld.exposure.source.arguments import Call
from upheld.exposure.source.languages import cursor, query
from upheld.exposure.source.values import HOLE, values

CALLS = {".py": "(call function: (identifier) @name) @call"}


def of_call(path: str, text: str, *, by_default: bool = False) -> set[str]:
    """Return the values of the first argument of the call of `listen`."""
    file = parsed(path, text.encode())
    assert file
    asked = query(file.language, CALLS.get(path[-3:], "(call_expression function: (identifier) @name) @call"))
    found = cursor(asked).matches(file.tree.root_node)
    call = next(match["call"][0] for _, match in found if match["name"][0].text == b"listen")
    return set(values(file, Call(file, call).arguments.positional[0], by_default=by_default))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("listen('a')", "a"),
        ("listen('a' 'b')", "ab"),
        ("listen(8080)", "8080"),
        ("listen(None)", "none"),
        ("HOST = 'a'\nlisten(HOST)", "a"),
        ("HOST = 'a'\nlisten(f'{HOST}:80')", "a:80"),
        ("listen(f'{host}:80')", f"{HOLE}:80"),
        ("listen('a' + ':80')", "a:80"),
        ("class A:\n  host = 'a'\n  def f(self):\n    listen(self.host)", HOLE),
        ("listen(make())", HOLE),
        ("def f(host):\n    listen(host)", HOLE),
        ("listen(str('a'))", "a"),
    ],
)
def test_python(text: str, value: str) -> None:
    assert of_call("a.py", text) == {value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("listen(`a`)", "a"),
        ("const h = 'a'; listen(`${h}:80`)", "a:80"),
        ("listen(undefined)", "undefined"),
        ("const a = { host: 'x' }; listen(a['host'])", HOLE),
        ("listen(Number('80'))", "80"),
    ],
)
def test_javascript(text: str, value: str) -> None:
    assert of_call("a.ts", text) == {value}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "import os\nlisten(os.environ.get('HOST', '127.0.0.1'))"),
        ("a.py", "import os\nlisten(os.getenv('HOST') or '127.0.0.1')"),
        ("a.py", "def f(host='127.0.0.1'):\n    listen(host)"),
        ("a.ts", "listen(process.env.HOST || '127.0.0.1')"),
        ("a.ts", "listen(process.env.HOST ?? '127.0.0.1')"),
        ("a.ts", "function f(host = '127.0.0.1') { listen(host) }"),
        ("a.ts", "function f({ host = '127.0.0.1' }: Options) { listen(host) }"),
        ("a.rs", 'fn f() { listen(std::env::var("HOST").unwrap_or_else(|_| "127.0.0.1".to_string())) }'),
    ],
)
def test_a_default_is_the_value_only_where_nobody_says_anything(path: str, text: str) -> None:
    assert of_call(path, text) == {"127.0.0.1", HOLE}
    assert of_call(path, text, by_default=True) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("a.go", 'package a\nfunc f() { listen(fmt.Sprintf(":%d", port)) }', f":{HOLE}"),
        ("a.go", 'package a\nfunc f() { listen(fmt.Sprintf("%s:%d", "a", 80)) }', "a:80"),
        ("a.go", 'package a\nconst addr = "a:80"\nfunc f() { listen(addr) }', "a:80"),
        ("a.go", 'package a\nfunc f() { listen(net.JoinHostPort("a", port)) }', f"a:{HOLE}"),
        ("a.rs", 'const A: &str = "a:80"; fn f() { listen(A.parse().unwrap()) }', "a:80"),
        ("a.rs", 'fn f() { listen(format!("{}:{}", "a", port)) }', f"a:{HOLE}"),
        ("a.rs", 'fn f() { let host = "a"; listen(format!("{host}:80")) }', "a:80"),
        ("a.rs", "fn f() { listen([127, 0, 0, 1]) }", "127.0.0.1"),
        ("a.rs", "fn f() { listen(Ipv4Addr::new(10, 0, 0, 1)) }", "10.0.0.1"),
    ],
)
def test_texts_are_put_together(path: str, text: str, value: str) -> None:
    assert of_call(path, text) == {value}


def test_both_sides_of_a_choice_count() -> None:
    assert of_call("a.py", "listen('a' if x else 'b')") == {"a", "b"}
    assert of_call("a.ts", "listen(x ? 'a' : 'b')") == {"a", "b"}
    assert of_call("a.py", "h = 'a'\nh = 'b'\nlisten(h)") == {"a", "b"}


def test_values_that_lead_in_circles_are_open() -> None:
    assert of_call("a.py", "a = b\nb = a\nlisten(a)") == {HOLE}
