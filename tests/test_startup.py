"""What a command imports: a run should not wait for what it does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

RUN_AND_TELL = """
import sys
from upheld.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


def modules_after(*arguments: str | Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", RUN_AND_TELL, *arguments], capture_output=True, text=True, check=False)
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--version"], ["explain", "supported-versions"]], ids=lambda words: words[0])
def test_neither_the_version_nor_our_own_page_waits_for_package_metadata_or_the_model(arguments: list[str]) -> None:
    modules = modules_after(*arguments)

    assert "click" in modules
    heavy = {"importlib.metadata", "email", "subprocess", "yaml", "requests", "markdown_it", "upheld.model"}
    assert modules & heavy == set()


def test_our_own_page_is_shown_without_any_code_of_a_check() -> None:
    assert not {name for name in modules_after("explain", "supported-versions") if name.startswith("upheld_checks")}


def test_an_offline_check_waits_for_no_library_that_its_repository_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text("# Security\n\nWrite to security@example.org.\n", encoding="utf-8")
    modules = modules_after("check", "--offline", tmp_path)

    assert "markdown_it" in modules
    assert modules & {"requests", "urllib3", "docutils", "yaml", "tomllib", "packaging", "difflib"} == set()


@pytest.mark.parametrize(
    ("file", "text", "needed"),
    [
        (".upheld.yml", "ignore: []\n", "yaml"),
        ("pyproject.toml", "[tool.upheld]\n", "tomllib"),
        ("SECURITY.rst", "Security\n========\n", "docutils"),
    ],
)
def test_a_library_is_imported_for_a_file_that_needs_it(tmp_path: Path, file: str, text: str, needed: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert needed in modules_after("check", "--offline", tmp_path)
