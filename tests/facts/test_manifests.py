import json
from pathlib import Path

import pytest

from upheld.facts.manifests import Manifest, manifests
from upheld.model import Location
from upheld.repository import Repository
from upheld.versions import Version


def read(folder: Path, path: str, text: str) -> tuple[Manifest, ...]:
    (folder / path).write_text(text, encoding="utf-8")
    return manifests(Repository(folder))


@pytest.mark.parametrize(
    ("path", "text", "line", "version", "name", "registry"),
    [
        ("pyproject.toml", '[project]\nname = "widget"\nversion = "3.1.4"\n', 3, "3.1.4", "widget", "PyPI"),
        ("pyproject.toml", "[tool.poetry]\nname = 'widget'\nversion='3.1'\n", 3, "3.1", "widget", "PyPI"),
        ("pyproject.toml", '[project]\nname = "widget"\ndynamic = ["version"]\n', 1, None, "widget", "PyPI"),
        ("Cargo.toml", '[package]\nname = "widget"\nversion = "3.1.4"\n', 3, "3.1.4", "widget", None),
        ("Cargo.toml", '[workspace.package]\nversion = "3.1.4"\n', 2, "3.1.4", None, None),
        ("Cargo.toml", '[package]\nname = "widget"\nversion.workspace = true\n', 1, None, "widget", None),
        ("package.json", '{\n  "name": "@acme/widget",\n  "version": "3.1.4"\n}', 3, "3.1.4", "@acme/widget", "npm"),
        ("package.json", '{"name": "widget", "version": "3.1.4", "private": true}', 1, "3.1.4", "widget", None),
        ("server.json", '{\n"name": "io.example/widget",\n"version": "3.1.4"}', 3, "3.1.4", "io.example/widget", None),
        ("server.json", '{"version_detail": {"version": "3.1.4"}}', 1, "3.1.4", None, None),
        ("go.mod", "// widget\nmodule example.org/acme/widget/v3\n\ngo 1.24\n", 2, None, "widget", None),
        ("go.mod", "module example.org/acme/widget\n", 1, None, "widget", None),
        ("VERSION", "3.1.4\n", 1, "3.1.4", None, None),
        ("VERSION.txt", "v3.1.4\n", 1, "v3.1.4", None, None),
    ],
)
def test_what_a_manifest_says(
    tmp_path: Path, path: str, text: str, line: int, version: str | None, name: str | None, registry: str | None
) -> None:
    assert read(tmp_path, path, text) == (Manifest(Location(path, line), version, name, registry),)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "not toml ["),
        ("pyproject.toml", "[tool.other]\nversion = '1'\n"),
        ("pyproject.toml", "project = 3\n"),
        ("Cargo.toml", "[workspace]\nmembers = []\n"),
        ("package.json", "{"),
        ("package.json", "[1, 2]"),
        ("package.json", "[" * 100_000),
        ("server.json", '"text"'),
        ("go.mod", "go 1.24\n"),
        ("VERSION", ""),
        ("VERSION", "MAJOR=3\nMINOR=1\n"),
        ("package.yaml", "version: 3.1\n"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_left_out(tmp_path: Path, path: str, text: str) -> None:
    assert read(tmp_path, path, text) == ()


@pytest.mark.parametrize("version", [3, True, None, ["3.1"], {"workspace": True}])
def test_a_version_that_is_no_text_is_none(tmp_path: Path, version: object) -> None:
    (manifest,) = read(tmp_path, "package.json", json.dumps({"name": "widget", "version": version}))

    assert (manifest.version, manifest.name) == (None, "widget")


def test_several_manifests_are_all_read(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text("3.1.4\n", encoding="utf-8")

    found = read(tmp_path, "package.json", '{"name": "widget", "version": "3.1.0"}')

    assert [(manifest.location.path, manifest.version) for manifest in found] == [
        ("package.json", "3.1.0"),
        ("VERSION", "3.1.4"),
    ]


def test_a_broken_manifest_silences_no_other(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\x00")

    assert [manifest.location.path for manifest in read(tmp_path, "VERSION", "3.1.4")] == ["VERSION"]


@pytest.mark.parametrize(
    ("version", "final"),
    [
        ("3.1.4", Version((3, 1, 4))),
        ("v3.1", Version((3, 1))),
        (" 3.1.4 ", Version((3, 1, 4))),
        ("3.1.4.Final", Version((3, 1, 4))),
        ("3.1.4+build.7", Version((3, 1, 4))),
        ("3.2.0-SNAPSHOT", None),
        ("3.2.0rc1", None),
        ("3.2.0.dev0", None),
        ("0.0.0-development", None),
        ("${VERSION}", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_final_version_names_the_next_release(version: str | None, final: Version | None) -> None:
    assert Manifest(Location("VERSION"), version).final_version == final
