"""Imports run down: a module imports only from floors below its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "upheld"
FLOORS = (
    {"nouns"},
    {
        "ahead",
        "changes",
        "ecosystems",
        "errors",
        "entry_points",
        "exposure",
        "items",
        "lines",
        "model",
        "references",
        "secrets",
        "versions",
    },
    {"checkout", "files", "git", "toml", "yaml"},
    {"exposure", "git_objects"},
    {"git_folder"},
    {"commit_files", "tree"},
    {"listing"},
    {"repository", "edits", "probing", "services", "folders"},
    {"advisories"},
    {"policy", "facts", "config", "examples"},
    {"check", "coverage", "waivers", "attestations", "corrections"},
    {"registry", "dependencies", "key_hygiene", "network"},
    {"verification"},
    {"outside", "pointing", "standing", "weakening"},
    {"run", "correction", "syncing", "keys_export"},
    {"starting", "diagnosis", "review"},
    {"report"},
    {"action", "cli"},
)
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("upheld"):
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_down(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    above = [name for name in imported(path) if name in FLOOR_OF and name != room and FLOOR_OF[name] >= FLOOR_OF[room]]

    assert above == []
