"""Branches, ends of functions before a place, and what is no option."""

from collections.abc import Callable, Mapping

import pytest

from software import barring, go, javascript, only, python, rust, started
from upheld.exposure import Started

DEFAULT, OPTIONAL, UNKNOWN = Started.DEFAULT, Started.OPTIONAL, Started.UNKNOWN
Software = Mapping[str, str | bytes | None]

PYTHON = [
    ("def main():\n    listen()\n", DEFAULT),
    ("def main():\n    if '--http' in sys.argv:\n        listen()\n", OPTIONAL),
    ("def main():\n    if '--stdio' in sys.argv:\n        talk()\n    else:\n        listen()\n", DEFAULT),
    ("def main():\n    if '--stdio' not in sys.argv:\n        listen()\n", DEFAULT),
    ("def main():\n    if '--http' not in sys.argv:\n        return\n    listen()\n", OPTIONAL),
    ("def main():\n    if os.environ.get('HTTP') != '1':\n        sys.exit()\n    listen()\n", OPTIONAL),
    ("def main():\n    listen() if os.getenv('HTTP') else talk()\n", OPTIONAL),
    ("def main():\n    talk() if os.getenv('STDIO') else listen()\n", DEFAULT),
    ("def main():\n    os.getenv('HTTP') and listen()\n", OPTIONAL),
    ("def main():\n    os.getenv('STDIO') or listen()\n", DEFAULT),
    (
        "def main():\n    match os.getenv('KIND', 'stdio'):\n        case 'http' | 'sse':\n            listen()\n",
        OPTIONAL,
    ),
    (
        (
            "def main():\n    match os.getenv('KIND', 'stdio'):\n        case 'http':\n            talk()\n"
            "        case _:\n            listen()\n"
        ),
        DEFAULT,
    ),
    (
        (
            "def main():\n    kind = os.getenv('KIND', 'sse')\n    if kind == 'stdio':\n        talk()\n"
            "    elif kind in ('sse', 'http'):\n        listen()\n"
        ),
        DEFAULT,
    ),
    ("def main():\n    try:\n        talk()\n    except OSError:\n        listen()\n", DEFAULT),
    ("def main():\n    for each in sys.argv[1:]:\n        if each == '--http':\n            listen()\n", OPTIONAL),
]
JAVASCRIPT = [
    ("listen();", DEFAULT),
    ("if (process.argv.includes('--http')) listen();", OPTIONAL),
    ("if (process.argv.includes('--stdio')) { talk(); } else { listen(); }", DEFAULT),
    ("if (!process.env.HTTP) { process.exit(0); }\nlisten();", OPTIONAL),
    ("process.env.HTTP ? listen() : talk();", OPTIONAL),
    ("process.env.STDIO ? talk() : listen();", DEFAULT),
    ("process.env.HTTP && listen();", OPTIONAL),
    ("const kind = process.env.KIND ?? 'stdio';\nswitch (kind) { case 'sse': case 'http': listen(); }", OPTIONAL),
    ("switch (process.env.KIND || 'http') { case 'stdio': talk(); break; default: listen(); }", DEFAULT),
    ("switch (process.argv[2]) { case 'http': listen(); break; default: talk(); }", OPTIONAL),
    ("let kind = 'stdio';\nif (process.env.HTTP === '1') kind = 'http';\nif (kind === 'http') listen();", OPTIONAL),
    ("let kind = 'http';\nif (process.env.STDIO) kind = 'stdio';\nif (kind === 'http') listen();", DEFAULT),
    ("try { talk(); } catch (error) { listen(); }", DEFAULT),
]
GO = [
    ("func main() { listen() }", DEFAULT),
    ('func main() {\n\tif os.Getenv("HTTP") != "" {\n\t\tlisten()\n\t}\n}', OPTIONAL),
    ('func main() {\n\tif os.Getenv("STDIO") != "" {\n\t\ttalk()\n\t} else {\n\t\tlisten()\n\t}\n}', DEFAULT),
    ('func main() {\n\tif os.Getenv("HTTP") == "" {\n\t\treturn\n\t}\n\tlisten()\n}', OPTIONAL),
    ('func main() {\n\tif v, ok := os.LookupEnv("HTTP"); ok && v == "1" {\n\t\tlisten()\n\t}\n}', OPTIONAL),
    (
        (
            'func main() {\n\tkind := flag.String("kind", "stdio", "")\n\tswitch *kind {\n\tcase "http", "sse":\n'
            "\t\tlisten()\n\tdefault:\n\t\ttalk()\n\t}\n}"
        ),
        OPTIONAL,
    ),
    (
        'func main() {\n\tkind := flag.String("kind", "http", "")\n\tswitch {\n\tcase *kind == "http":\n\t\tlisten()\n\t}\n}',
        DEFAULT,
    ),
]
RUST = [
    ("fn main() { listen(); }", DEFAULT),
    ('fn main() { if std::env::var("HTTP").is_ok() { listen(); } }', OPTIONAL),
    ('fn main() { if std::env::var("STDIO").is_ok() { talk(); } else { listen(); } }', DEFAULT),
    ('fn main() { if std::env::args().any(|each| each == "--http") { listen(); } }', OPTIONAL),
    (
        (
            'fn main() { let kind = std::env::var("KIND").unwrap_or("stdio".into());\n'
            ' match kind.as_str() { "http" | "sse" => listen(), _ => talk() } }'
        ),
        OPTIONAL,
    ),
    (
        (
            'fn main() { let kind = std::env::var("KIND").unwrap_or_else(|_| "http".to_string());\n'
            ' match kind.as_str() { "stdio" => talk(), _ => listen() } }'
        ),
        DEFAULT,
    ),
    ('fn main() { if std::env::var("HTTP").is_err() { return; }\n listen(); }', OPTIONAL),
    ('fn main() { if let Ok(port) = std::env::var("PORT") { use_it(port); }\n listen(); }', DEFAULT),
]
ALL = [
    *((python, *case) for case in PYTHON),
    *((javascript, *case) for case in JAVASCRIPT),
    *((go, *case) for case in GO),
    *((rust, *case) for case in RUST),
]


@pytest.mark.parametrize(("software", "body", "expected"), ALL)
def test_a_place_is_come_to_as_its_branches_have_it(
    software: Callable[[str], Software], body: str, expected: Started
) -> None:
    assert started(software(body)) is expected


@pytest.mark.parametrize(
    ("software", "body"),
    [
        (python, "def main():\n    if port() != 0:\n        listen()\n"),
        (python, "def main():\n    if os.path.exists('x'):\n        return\n    listen()\n"),
        (javascript, "const error = check();\nif (error) { throw error; }\nlisten();"),
        (javascript, "if (items.length > 0) { listen(); }"),
        (go, "func main() {\n\tif err := check(); err != nil {\n\t\treturn\n\t}\n\tlisten()\n}"),
        (
            go,
            'func main() {\n\tport, err := strconv.Atoi(os.Getenv("PORT"))\n\tif err != nil {\n\t\treturn\n\t}\n\tlisten()\n}',
        ),
        (rust, "fn main() { match check() { Ok(_) => listen(), Err(_) => talk() } }"),
    ],
)
def test_conditions_about_something_else_are_no_options(software: Callable[[str], Software], body: str) -> None:
    assert started(software(body)) is DEFAULT


@pytest.mark.parametrize(
    ("software", "body"),
    [
        (python, "def main():\n    if not os.getenv('API_KEY'):\n        raise SystemExit('no key')\n    listen()\n"),
        (python, "def main():\n    if not os.getenv('API_KEY'):\n        sys.exit(1)\n    listen()\n"),
        (javascript, "if (!process.env.API_KEY) { console.error('no key'); process.exit(1); }\nlisten();"),
        (javascript, "if (process.env.API_KEY) { listen(); } else { throw new Error('no key'); }"),
        (go, 'func main() {\n\tif os.Getenv("API_KEY") == "" {\n\t\tlog.Fatal("no key")\n\t}\n\tlisten()\n}'),
        (rust, 'fn main() { if std::env::var("API_KEY").is_err() { panic!("no key"); }\n listen(); }'),
    ],
)
def test_what_is_wrong_without_a_setting_is_no_choice(software: Callable[[str], Software], body: str) -> None:
    assert started(software(body)) is DEFAULT


def test_an_unknown_choice_that_has_a_default_is_one_all_the_same() -> None:
    body = """
        def main():
            kind = os.getenv("KIND", "stdio")
            if kind == "stdio":
                talk()
            elif kind == "http":
                listen()
            else:
                raise ValueError(kind)
    """

    assert barring(python(body)) == [("environment variable", "KIND", "stdio")]


def test_a_guard_says_where_it_stands_what_it_is_and_whether_it_lets_pass() -> None:
    software = javascript("const port = process.env.HTTP_PORT || '0';\nif (port !== '0') {\n  listen();\n}\n")

    (guard,) = only(software).guards

    assert (guard.kind.value, guard.text, guard.passes) == ("environment variable", "HTTP_PORT", False)
    assert str(guard.location) == "index.js:4"


def test_guards_that_let_pass_are_told_too() -> None:
    (guard,) = only(javascript("if (!process.env.STDIO) listen();")).guards

    assert (guard.text, guard.passes) == ("STDIO", True)


def test_the_nearest_guard_comes_first() -> None:
    body = "function outer() { if (process.env.INNER) listen(); }\nif (process.env.OUTER) outer();"

    assert [text for _, text, _ in barring(javascript(body))] == ["INNER", "OUTER"]


def test_a_way_that_what_is_handed_over_bars_does_not_count() -> None:
    body = """
        func main() {
            if os.Getenv("HTTP") != "" {
                run("http")
            } else {
                run("stdio")
            }
        }
        func run(kind string) {
            if kind == "http" {
                listen()
            }
        }
    """

    assert barring(go(body)) == [("environment variable", "HTTP", None)]


def test_what_a_file_of_settings_decides_is_not_told_by_the_source() -> None:
    body = "export async function connect(source) { if (source.ssh_host) { listen(); } }\nconnect(await read());"

    assert started(javascript(body)) is UNKNOWN


def test_options_that_are_refused_without_a_key_are_no_choice() -> None:
    config = """
        export function read() {
          const options = program.option('--kind <kind>', 'x', 'http').option('--key <key>').parse().opts();
          if (!options.key) { return false; }
          return options;
        }
    """
    body = """
        import { read } from './config.js';
        const options = read();
        if (!options) { process.exit(1); }
        if (options.kind === 'http') { listen(); }
    """

    assert started(javascript(body, config=config)) is DEFAULT
