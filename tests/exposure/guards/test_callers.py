"""Functions up to the beginning of the software: called, handed on, made with an object, or run later."""

from collections.abc import Callable, Mapping

import pytest

from software import barring, found, go, javascript, only, python, rust, started
from upheld.exposure import Started

DEFAULT, OPTIONAL, UNKNOWN = Started.DEFAULT, Started.OPTIONAL, Started.UNKNOWN
Software = Mapping[str, str | bytes | None]

FOLLOWED = [
    (python, "import threading\ndef main():\n    threading.Thread(target=listen).start()\n"),
    (python, "import asyncio\nasync def run():\n    listen()\ndef main():\n    asyncio.run(run())\n"),
    (python, "def main():\n    start = lambda: listen()\n    start()\n"),
    (python, "class Server:\n    def __init__(self):\n        listen()\ndef main():\n    Server()\n"),
    (
        python,
        "class Server:\n    def start(self):\n        listen()\ndef main():\n    server = Server()\n    server.start()\n",
    ),
    (
        python,
        "class Base:\n    def __init__(self):\n        listen()\nclass Server(Base):\n    pass\ndef main():\n    Server()\n",
    ),
    (javascript, "const start = async () => { listen(); };\nstart().catch(console.error);"),
    (javascript, "prepare().then(() => listen()).catch(fail);"),
    (javascript, "prepare().then(listen);"),
    (javascript, "(async () => { await prepare(); listen(); })();"),
    (javascript, "setTimeout(listen, 10);"),
    (javascript, "class Server { constructor() { listen(); } }\nconst server = new Server();"),
    (javascript, "class Server { async start() { listen(); } }\nconst server = new Server();\nawait server.start();"),
    (javascript, "class Server { start = () => { listen(); } }\nnew Server().start();"),
    (javascript, "class Base { constructor() { listen(); } }\nclass Server extends Base {}\nnew Server();"),
    (javascript, "const app2 = make();\nfunction make() { return { start: () => listen() }; }\napp2.start();"),
    (javascript, "server.on('error', () => listen());"),
    (go, "func main() {\n\tgo listen()\n}"),
    (go, "func main() {\n\tgroup.Go(func() error {\n\t\tlisten()\n\t\treturn nil\n\t})\n}"),
    (
        go,
        "type Server struct{}\nfunc (s *Server) Start() { listen() }\nfunc main() {\n\ts := &Server{}\n\ts.Start()\n}",
    ),
    (
        go,
        (
            "type Server struct{}\nfunc NewServer() *Server { return &Server{} }\nfunc (s *Server) Start() { listen() }\n"
            "func main() {\n\ts := NewServer()\n\ts.Start()\n}"
        ),
    ),
    (rust, "#[tokio::main]\nasync fn main() { tokio::spawn(async move { listen() }); }"),
    (
        rust,
        "struct Server;\nimpl Server { fn start(&self) { listen() } }\nfn main() { let server = Server {}; server.start(); }",
    ),
    (rust, "struct Server;\nimpl Server { fn run() { listen() } }\nfn main() { Server::run(); }"),
]


@pytest.mark.parametrize(("software", "body"), FOLLOWED)
def test_what_is_run_in_the_end_is_followed(software: Callable[[str], Software], body: str) -> None:
    assert started(software(body)) is DEFAULT


LATER = [
    (python, "@mcp.tool()\ndef open_it():\n    listen()\ndef main():\n    mcp.run(transport='stdio')\n"),
    (python, "@app.get('/')\ndef page():\n    listen()\ndef main():\n    pass\n"),
    (javascript, "server.tool('open', async () => { listen(); });"),
    (javascript, "server.registerTool('open', {}, listen);"),
    (javascript, "server.setRequestHandler(Schema, async () => listen());"),
    (javascript, "app.post('/x', async (req, res) => { listen(); });"),
    (javascript, "const handle = async (req, res) => { listen(); };\napp.post('/x', handle);"),
    (javascript, "process.on('SIGHUP', () => listen());"),
    (go, 'func main() {\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {\n\t\tlisten()\n\t})\n}'),
    (
        go,
        (
            "func login() func() {\n\treturn func() {\n\t\tlisten()\n\t}\n}\n"
            "func main() {\n\tserver.AddReceivingMiddleware(login())\n}"
        ),
    ),
]


@pytest.mark.parametrize(("software", "body"), LATER)
def test_what_a_request_or_a_tool_runs_comes_later(software: Callable[[str], Software], body: str) -> None:
    assert [kind for kind, _, _ in barring(software(body))] == ["call"]


@pytest.mark.parametrize(
    ("software", "body"),
    [
        (python, "class Server:\n    def start(self):\n        listen()\ndef main():\n    talk().start()\n"),
        (
            javascript,
            "class Server { start() { listen(); } }\nexport { Server };\nconst other = make();\nother.start();",
        ),
        (
            go,
            "type Server struct{}\nfunc (s *Server) Run() { listen() }\nfunc main() {\n\tother := NewOther()\n\tother.Run()\n}",
        ),
    ],
)
def test_a_method_of_another_object_is_another_method(software: Callable[[str], Software], body: str) -> None:
    assert started(software(body)) is UNKNOWN


def test_an_object_that_is_made_on_demand_is_not_there_by_default() -> None:
    body = """
        class Http { async start() { listen(); } }
        class Stdio { async start() { talk(); } }
        function make(kind) {
          switch (kind) {
            case 'http': return new Http();
            default: return new Stdio();
          }
        }
        const transport = make(process.env.KIND ?? 'stdio');
        await transport.start();
    """

    assert started(javascript(body)) is not DEFAULT


def test_functions_are_followed_over_files() -> None:
    run = "import { listen } from './net.js';\nexport async function run() { if (process.env.HTTP) listen(); }"
    net = "import express from 'express';\nexport function listen() { express().listen(3000); }"
    files: Software = {
        "package.json": '{"name": "s", "bin": "index.js"}',
        "index.js": "import { run } from './run.js';\nrun();",
        "run.js": run,
        "net.js": net,
    }

    assert barring(files) == [("environment variable", "HTTP", None)]


def test_a_function_of_the_same_name_elsewhere_is_not_meant() -> None:
    files = {
        **javascript("import { start } from './other.js';\nstart();"),
        "other.js": "export function start() { talk(); }",
        "http.js": "import express from 'express';\nexport function start() { express().listen(1); }",
    }

    assert {each.location.path: each.started for each in found(files)}["http.js"] is UNKNOWN


def test_a_file_that_is_loaded_on_demand_is_not_loaded_by_default() -> None:
    body = "if (process.env.HTTP) { await import('./http.js'); }"
    http = "import express from 'express';\nexpress().listen(1);"
    files = {each.location.path: each for each in found(javascript(body, http=http))}

    assert [guard.text for guard in files["http.js"].guards if guard.passes is False] == ["HTTP"]


@pytest.mark.parametrize(("levels", "expected"), [(3, DEFAULT), (5, DEFAULT), (9, UNKNOWN)])
def test_callers_are_followed_so_many_levels(levels: int, expected: Started) -> None:
    calls = "".join(f"def f{number}():\n    f{number - 1}()\n" for number in range(1, levels))
    body = f"def f0():\n    listen()\n{calls}def main():\n    f{levels - 1}()\n"

    assert started(python(body)) is expected


def test_functions_that_call_each_other_come_to_an_end() -> None:
    assert started(python("def one():\n    listen()\n    two()\ndef two():\n    one()\n")) is UNKNOWN


def test_what_nothing_calls_is_not_told_by_the_source() -> None:
    assert started(javascript("export function start() { listen(); }")) is UNKNOWN


def test_the_way_that_asks_for_least_counts() -> None:
    capability = only(javascript("if (process.env.HTTP) listen();\nlisten();"))

    assert (capability.started, capability.guards) == (DEFAULT, ())


def test_calls_in_tests_of_rust_do_not_count() -> None:
    body = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn main() { super::listen(); }\n}\n"

    assert started(rust(body)) is UNKNOWN


def test_a_constructor_tells_where_a_class_is_made() -> None:
    files = {
        **javascript("import { Handler } from './handler.js';\nconst handler = new Handler();"),
        "handler.js": "import { Manager } from './manager.js';\nexport class Handler { constructor() { this.m = new Manager(); } }",
        "manager.js": (
            "import http from 'node:http';\n"
            "export class Manager {\n  constructor() { this.open(); }\n"
            "  open() { this.server = http.createServer(); this.server.listen(0, '127.0.0.1'); }\n}"
        ),
    }

    assert {each.location.path: each.started for each in found(files)}["manager.js"] is DEFAULT


def test_a_function_of_a_module_that_is_imported_as_a_whole_is_followed() -> None:
    http = "import express from 'express';\nexport const start = () => { express().listen(1); };\nexport default { start };"
    files = javascript("import server from './http.js';\nimport other from './other.js';\nserver.start();", http=http)

    assert {each.location.path: each.started for each in found(files)}["http.js"] is DEFAULT


def test_a_field_of_an_object_is_no_constant_of_another_package() -> None:
    main = (
        'package main\nimport "flag"\ntype run struct { Web bool }\nfunc (r *run) go_() {\n'
        '\tif r.Web { http.ListenAndServe(":80", nil) }\n}\n'
        'func main() { r := &run{}\n\tflag.BoolVar(&r.Web, "web", false, "what for")\n\tflag.Parse()\n\tr.go_()\n}\n'
    )
    other = "package b\n\nvar Web = true\n"
    capability = only({"main.go": main.replace('import "flag"', 'import (\n"flag"\n"net/http"\n)'), "b/b.go": other})

    assert capability.started is Started.OPTIONAL
    assert [guard.text for guard in capability.guards] == ["--web"]


def test_an_interface_of_the_package_that_calls_is_filled_by_what_fits_it() -> None:
    files = {
        "main.go": 'package main\n\nimport "example.com/a/web"\n\ntype starter interface {\n\tStartIt()\n}\n\n'
        'func main() {\n\tvar s starter = web.New()\n\tif os.Getenv("WEB") != "" {\n\t\tlaunch(s)\n\t}\n}\n\n'
        "func launch(s starter) {\n\ts.StartIt()\n}\n",
        "web/web.go": 'package web\n\nimport "net/http"\n\ntype Server struct{}\n\nfunc New() *Server { return &Server{} }\n\n'
        'func (s *Server) StartIt() {\n\thttp.ListenAndServe(":80", nil)\n}\n',
    }

    assert barring(files) == [("environment variable", "WEB", None)]
