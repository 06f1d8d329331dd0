"""Small software that tests make of a few files, and how what listens in it is come to."""

from collections.abc import Mapping
from textwrap import dedent

from upheld.exposure import Capability, Guard, Started
from upheld.exposure.guards import capabilities
from upheld.facts.exposure.source_files import SourceFiles
from upheld.files import UnreadableFileError


class Files:
    """A tree of files that were never on a disk."""

    def __init__(self, files: Mapping[str, str | bytes | None]) -> None:
        self._files = {
            path: dedent(text).lstrip("\n") if isinstance(text, str) else text for path, text in files.items()
        }
        self.read: list[str] = []

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def read_bytes(self, path: str, *, limit: int = 0) -> bytes | None:  # noqa: ARG002 - as trees have it
        self.read.append(path)
        if path not in self._files:
            return None
        text = self._files[path]
        if text is None:
            raise UnreadableFileError(f"{path} cannot be read: Permission denied")
        return text.encode() if isinstance(text, str) else text

    def read_text(self, path: str, *, limit: int = 0) -> str | None:
        data = self.read_bytes(path, limit=limit)
        return None if data is None else data.decode()


def found(files: Mapping[str, str | bytes | None]) -> list[Capability]:
    """Return what listens in software."""
    source = SourceFiles(Files(files))
    return capabilities([*source.hits()], source)


def only(files: Mapping[str, str | bytes | None]) -> Capability:
    """Return the only one."""
    (capability,) = found(files)
    return capability


def started(files: Mapping[str, str | bytes | None]) -> Started:
    """Return whether starting the software comes to the only one."""
    return only(files).started


def barring(files: Mapping[str, str | bytes | None]) -> list[tuple[str, str, str | None]]:
    """Return the guards that bar the way to the only one where a user says nothing: kind, text and default."""
    return [told(guard) for guard in only(files).guards if guard.passes is False]


def told(guard: Guard) -> tuple[str, str, str | None]:
    """Return what a guard says."""
    return guard.kind.value, guard.text, guard.default


def javascript(body: str, **others: str) -> dict[str, str | bytes | None]:
    """Return software whose command is `index.js`: `listen()` listens."""
    head = "import express from 'express';\nconst app = express();\nfunction listen() { app.listen(3000); }\n"
    package = '{"name": "s", "bin": "index.js"}'
    return {"package.json": package, "index.js": head + dedent(body), **_named(others, ".js")}


def python(body: str, **others: str) -> dict[str, str | bytes | None]:
    """Return software whose command is `main` of `s.py`: `listen()` listens."""
    head = "import os, sys, argparse, uvicorn\ndef listen():\n    uvicorn.run('app')\n"
    project = '[project]\nname = "s"\n[project.scripts]\ns = "s:main"\n'
    return {"pyproject.toml": project, "s.py": head + dedent(body), **_named(others, ".py")}


def go(body: str, **others: str) -> dict[str, str | bytes | None]:
    """Return software whose command is `main.go`: `listen()` listens."""
    head = 'package main\n\nimport "net/http"\n\nfunc listen() { http.ListenAndServe(":8080", nil) }\n'
    return {"go.mod": "module example.org/s\n", "main.go": head + dedent(body), **_named(others, ".go")}


def rust(body: str, **others: str) -> dict[str, str | bytes | None]:
    """Return software whose command is `src/main.rs`: `listen()` listens."""
    head = 'use std::net::TcpListener;\nfn listen() { TcpListener::bind("127.0.0.1:1").unwrap(); }\n'
    return {
        "Cargo.toml": '[package]\nname = "s"\n',
        "src/main.rs": head + dedent(body),
        **_named(others, ".rs", "src/"),
    }


def _named(others: Mapping[str, str], ending: str, folder: str = "") -> dict[str, str | bytes | None]:
    return {f"{folder}{name.replace('__', '/')}{ending}": dedent(text) for name, text in others.items()}
