"""Where software begins: the commands of its manifests, and what these load."""

import json
from collections.abc import Mapping

import pytest

from software import found, started
from upheld.exposure import Started
from upheld.exposure.guards.begins import Begins

DEFAULT, OPTIONAL, UNKNOWN = Started.DEFAULT, Started.OPTIONAL, Started.UNKNOWN
LISTENS = "import express from 'express';\nexpress().listen(3000);\n"
PYTHON = "import uvicorn\n\ndef main():\n    uvicorn.run('app')\n"


def by_path(files: Mapping[str, str]) -> dict[str, Started]:
    return {each.location.path: each.started for each in found(files)}


@pytest.mark.parametrize(
    ("manifest", "path"),
    [
        ({"bin": "dist/index.js"}, "src/index.ts"),
        ({"bin": {"s": "./build/cli.js"}}, "src/cli.ts"),
        ({"bin": "dist/src/server/main.js"}, "src/server/main.ts"),
        ({"bin": "bin/s.mjs"}, "bin/s.mjs"),
        ({"bin": "lib/index.cjs"}, "lib/index.ts"),
        ({"main": "dist/index.js"}, "src/index.ts"),
        ({"scripts": {"start": "node build/server.js"}}, "src/server.ts"),
        ({"bin": "out/s.js", "scripts": {"dev": "tsx watch tools/run.ts"}}, "tools/run.ts"),
    ],
)
def test_the_source_of_a_command_is_found(manifest: Mapping[str, object], path: str) -> None:
    files = {"package.json": json.dumps({"name": "s", **manifest}), path: LISTENS}

    assert by_path(files) == {path: DEFAULT}


def test_another_program_of_a_package_has_to_be_started_itself() -> None:
    files = {
        "package.json": '{"name": "s", "bin": {"s": "dist/stdio.js"}}',
        "src/stdio.ts": "import './shared.js';",
        "src/shared.ts": LISTENS,
        "src/http.ts": LISTENS,
    }

    assert by_path(files) == {"src/shared.ts": DEFAULT, "src/http.ts": OPTIONAL}


def test_of_several_commands_the_one_with_the_name_of_the_package_counts() -> None:
    files = {
        "package.json": '{"name": "@a/s", "bin": {"s": "a.js", "s-http": "b.js"}}',
        "a.js": "talk();",
        "b.js": LISTENS,
    }

    assert by_path(files) == {"b.js": OPTIONAL}


def test_without_a_manifest_a_file_begins_by_itself() -> None:
    assert started({"server.js": LISTENS}) is DEFAULT


def test_a_manifest_that_is_no_json_loses_nothing_else() -> None:
    assert started({"package.json": "{nonsense", "server.js": LISTENS}) is DEFAULT


def test_a_module_that_asks_whether_it_is_the_program_is_none_where_it_is_loaded() -> None:
    files = {
        "package.json": '{"name": "s", "bin": "index.js"}',
        "index.js": "import './auth.js';",
        "auth.js": "import express from 'express';\nif (import.meta.url === `file://${process.argv[1]}`) express().listen(1);",
    }

    assert by_path(files) == {"auth.js": OPTIONAL}


@pytest.mark.parametrize(
    ("name", "manifest"),
    [
        ("pyproject.toml", '[project]\nname = "s"\n[project.scripts]\ns = "s.cli:main"\n'),
        ("pyproject.toml", '[tool.poetry]\nname = "s"\n[tool.poetry.scripts]\ns = "s.cli:main"\n'),
        ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    s = s.cli:main\n"),
        ("setup.py", "setup(entry_points={'console_scripts': ['s=s.cli:main']})\n"),
        ("s-1.0.dist-info/entry_points.txt", "[console_scripts]\ns = s.cli:main\n\n[other]\ns = s.no:main\n"),
    ],
)
def test_the_function_of_a_python_command_begins(name: str, manifest: str) -> None:
    files = {name: manifest, "src/s/cli.py": PYTHON, "src/s/no.py": PYTHON}

    assert by_path(files) == {"src/s/cli.py": DEFAULT, "src/s/no.py": UNKNOWN}


def test_another_command_of_python_has_to_be_started_itself() -> None:
    project = '[project]\nname = "s"\n[project.scripts]\ns = "s.cli:main"\ns-http = "s.http:main"\n'
    files = {"pyproject.toml": project, "s/cli.py": "def main(): pass\n", "s/http.py": PYTHON}

    assert by_path(files) == {"s/http.py": OPTIONAL}


@pytest.mark.parametrize(
    ("path", "expected"), [("s/__main__.py", DEFAULT), ("s/server.py", OPTIONAL), ("other/__main__.py", OPTIONAL)]
)
def test_a_module_that_is_run_as_a_program(path: str, expected: Started) -> None:
    project = '[project]\nname = "s"\n[project.scripts]\ns = "s.cli:main"\n'
    text = "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run('app')\n"
    files = {"pyproject.toml": project, "s/cli.py": "def main(): pass\n", path: text}

    assert by_path(files) == {path: expected}


def test_what_a_python_command_imports_is_run() -> None:
    project = '[project]\nname = "s"\n[project.scripts]\ns = "s.cli:main"\n'
    text = "import uvicorn\nuvicorn.run('app')\n"
    files = {
        "pyproject.toml": project,
        "s/cli.py": "from .inner import one\nfrom s import two\ndef main(): pass\n",
        "s/inner/one.py": text,
        "s/two.py": text,
        "s/three.py": text,
    }

    assert by_path(files) == {"s/inner/one.py": DEFAULT, "s/two.py": DEFAULT, "s/three.py": OPTIONAL}


def test_programs_of_go_and_rust() -> None:
    go = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":1", nil) }\n'
    rust = 'use std::net::TcpListener;\nfn main() { TcpListener::bind("127.0.0.1:1"); }\n'

    assert started({"cmd/s/main.go": go}) is DEFAULT
    assert by_path({"src/main.rs": "fn main() {}", "src/bin/start_http.rs": rust}) == {
        "src/bin/start_http.rs": OPTIONAL
    }


def test_files_that_load_each_other_come_to_an_end() -> None:
    texts = {"package.json": b'{"bin": "a.js"}', "a.js": b"import './b.js';", "b.js": b"import './a.js';"}
    begins = Begins(frozenset(texts), texts.get)

    assert begins.starts("b.js", "") is True


@pytest.mark.parametrize(
    "text", ['{"bin": 1, "scripts": []}', "[]", '{"bin": {"s": 3}}', '{"scripts": {"start": null}}']
)
def test_a_manifest_of_another_shape_says_nothing(text: str) -> None:
    assert started({"package.json": text, "index.js": LISTENS}) is DEFAULT
