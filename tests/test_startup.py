"""What a command imports: a run should not wait for what it does not need."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

RUN_AND_TELL = """
import sys
from upheld.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""

ADVISORY = {
    "id": "PYSEC-1",
    "modified": "2026-02-01T00:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "lantern"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}


@pytest.fixture(autouse=True)
def nothing_is_kept_yet(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def modules_after(*arguments: str | Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", RUN_AND_TELL, *arguments], capture_output=True, text=True, check=False)
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--version"], ["explain", "supported-versions"]], ids=lambda words: words[0])
def test_neither_the_version_nor_our_own_page_waits_for_package_metadata_or_the_model(arguments: list[str]) -> None:
    modules = modules_after(*arguments)

    assert "click" in modules
    heavy = {"importlib.metadata", "email", "subprocess", "yaml", "urllib3", "markdown_it", "upheld.model"}
    assert modules & heavy == set()


def test_our_own_page_is_shown_without_any_code_of_a_check() -> None:
    assert not {name for name in modules_after("explain", "supported-versions") if name.startswith("upheld_checks")}


NETWORK = {"urllib3", "ssl", "http.client", "socket", "email"}
READERS = {"docutils", "yaml", "tomllib", "packaging", "difflib", "sqlite3", "zipfile", "cvss"}


def test_an_offline_check_waits_for_no_library_that_its_repository_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text("# Security\n\nWrite to security@example.org.\n", encoding="utf-8")
    modules = modules_after("check", "--offline", tmp_path)

    assert "markdown_it" in modules
    assert modules & (NETWORK | READERS) == set()


def test_an_audit_by_a_snapshot_waits_for_what_its_packages_need_alone(tmp_path: Path) -> None:
    repository, snapshot = tmp_path / "repository", tmp_path / "snapshot"
    repository.mkdir()
    (repository / "requirements.txt").write_text("lantern==1.0\n", encoding="utf-8")
    (snapshot / "PyPI").mkdir(parents=True)
    with ZipFile(snapshot / "PyPI" / "all.zip", "w") as archive:
        archive.writestr("PYSEC-1.json", json.dumps(ADVISORY))
    modules = modules_after("check", "--offline", "--select", "dependency-audit", "--advisories", snapshot, repository)

    assert "packaging" in modules
    assert modules & (NETWORK | READERS) == {"packaging"}


def test_a_check_that_is_not_asked_is_not_imported(tmp_path: Path) -> None:
    modules = modules_after("check", "--offline", "--select", "dependency-audit", tmp_path)

    assert {name for name in modules if name.startswith("upheld_checks.") and name.endswith(".check")} == {
        "upheld_checks.dependency_audit.check"
    }
    assert modules & {"upheld.coverage", "upheld.facts.releases", "upheld.facts.workflows"} == set()


def test_every_check_is_imported_where_the_configuration_may_state_a_promise_of_its_kind(tmp_path: Path) -> None:
    (tmp_path / ".upheld.yml").write_text("promises: [{kind: no-public-issues, reason: x}]\n", encoding="utf-8")
    modules = modules_after("check", "--offline", "--select", "dependency-audit", tmp_path)

    assert {"upheld_checks.supported_versions.check", "upheld_checks.unchecked.check"} <= modules


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
