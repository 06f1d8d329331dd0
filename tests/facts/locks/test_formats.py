from importlib import import_module

import pytest

from upheld.facts.locks.formats import FORMATS, format_of, formats_of


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("requirements.txt", "requirements"),
        ("inner/requirements-dev.txt", "requirements"),
        ("requirements_test.txt", "requirements"),
        ("dev-requirements.txt", "requirements"),
        ("requirements/base.txt", "requirements"),
        ("inner/requirements/ci.txt", "requirements"),
        ("requirements.lock", "requirements"),
        ("pylock.toml", "pylock"),
        ("pylock.dev.toml", "pylock"),
        ("uv.lock", "uv"),
        ("script.py.lock", "uv"),
        ("poetry.lock", "poetry"),
        ("pdm.lock", "pdm"),
        ("Pipfile.lock", "pipfile"),
        ("inner/package-lock.json", "npm"),
        ("npm-shrinkwrap.json", "npm"),
        ("yarn.lock", "yarn"),
        ("pnpm-lock.yaml", "pnpm"),
        ("bun.lock", "bun"),
        ("bun.lockb", "bun"),
        ("go.mod", "go"),
        ("Cargo.lock", "cargo"),
        ("composer.lock", "composer"),
        ("Gemfile.lock", "bundler"),
        ("gems.locked", "bundler"),
        ("gradle.lockfile", "gradle"),
        ("packages.lock.json", "nuget"),
        ("bom.json", "cyclonedx"),
        ("app.cdx.json", "cyclonedx"),
        ("app.spdx.json", "spdx"),
        ("requirements.in", None),
        ("constraints.txt", None),
        ("requirements/constraints.txt", None),
        ("requirements.md", None),
        ("myrequirements.txt", None),
        ("requirements/README.md", None),
        ("pylock.a.b.toml", None),
        (".py.lock", None),
        (".cdx.json", None),
        ("go.sum", None),
        ("package.json", None),
        ("", None),
    ],
)
def test_the_name_of_a_file_tells_its_format(path: str, module: str | None) -> None:
    found = format_of(path)

    assert (found.module if found else None) == module


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.module)
def test_every_format_has_a_reader(form: object) -> None:
    module = import_module(f"upheld.facts.locks.{getattr(form, 'module', '')}")

    assert callable(module.read)


def test_the_formats_of_an_ecosystem() -> None:
    assert [form.module for form in formats_of("npm")] == ["npm", "yarn", "pnpm", "bun"]
