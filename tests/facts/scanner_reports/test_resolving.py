"""Python projects without a lock, and environments, as pip-audit tells of them."""

import json
import os
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from osv_server import Database, OsvServer
from upheld.facts.vulnerabilities import Audit, audit
from upheld.repository import Repository
from upheld.services import Services

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a shebang")

_RECORD = {
    "id": "PYSEC-2024-1",
    "aliases": ["CVE-2024-1111"],
    "published": "2024-05-01T00:00:00Z",
    "modified": "2026-01-03T00:00:00Z",
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "relay-http"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2"}]}],
        }
    ],
}
_VULNERABLE = {"name": "relay-http", "version": "1.1", "vulns": [{"id": "PYSEC-2024-1", "fix_versions": ["1.2"]}]}
_PROJECT = '[project]\nname = "lamp"\nversion = "1"\ndependencies = ["relay-http"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "advisories" / "PyPI").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "advisories" / "PyPI" / "all.zip", "w") as archive:
        archive.writestr("PYSEC-2024-1.json", json.dumps(_RECORD))
    (tmp_path / "lamp").mkdir()
    return tmp_path / "lamp"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is looked for; it is for the test to write it."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    return tmp_path / "bin" / "pip-audit"


def _says(stand_in: Path, *dependencies: Any, code: int = 0) -> None:
    said = json.dumps({"dependencies": dependencies, "fixes": []})
    arguments = stand_in.parent / "arguments"
    stand_in.write_text(f"#!/bin/sh\necho \"$@\" >> {arguments}\ncat <<'END'\n{said}\nEND\nexit {code}\n")
    stand_in.chmod(0o755)


def _audit(root: Path, **asked: Any) -> Audit:
    options: dict[str, Any] = {"offline": False, "snapshot": root.parent / "advisories", **asked}
    return audit(Repository(root), Services(**options))


def test_project_without_a_lock_is_resolved_where_that_is_asked_for(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    _says(stand_in, _VULNERABLE, {"name": "wick", "version": "2", "vulns": []}, code=1)

    found = _audit(root, resolve=True)

    (vulnerability,) = found.vulnerabilities
    assert (str(vulnerability.package), vulnerability.id) == ("relay-http 1.1", "CVE-2024-1111")
    assert vulnerability.severity
    assert vulnerability.published
    assert str(vulnerability.pins[0].location) == "pyproject.toml:4"
    assert (found.packages, found.gaps) == (2, ())
    assert (stand_in.parent / "arguments").read_text().split()[-1] == str(root.resolve())


def test_nothing_is_run_unless_it_is_asked_for(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    _says(stand_in, _VULNERABLE, code=1)

    found = _audit(root)

    assert not (stand_in.parent / "arguments").exists()
    assert [gap.text for gap in found.gaps] == [
        "pyproject.toml asks for packages of PyPI, and no lock tells their versions"
    ]


def test_requirements_are_given_as_such(root: Path, stand_in: Path) -> None:
    (root / "requirements.txt").write_text("relay-http>=1\n")
    _says(stand_in, _VULNERABLE, code=1)

    assert [each.id for each in _audit(root, resolve=True).vulnerabilities] == ["CVE-2024-1111"]
    assert (stand_in.parent / "arguments").read_text().endswith(f"--requirement {root.resolve()}/requirements.txt\n")


def test_what_is_skipped_or_not_resolved_is_told(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(
        f'{_PROJECT}[project.optional-dependencies]\nall = ["wick"]\n[dependency-groups]\ntests = ["snuffer"]\nnone = []\n'
    )
    _says(stand_in, {"name": "relay-http", "skip_reason": "not on PyPI"})

    assert [gap.text for gap in _audit(root, resolve=True).gaps] == [
        "pyproject.toml (pip-audit) leaves out relay-http: not on PyPI",
        "pyproject.toml (pip-audit) leaves out the extra all: pip-audit does not resolve it",
        "pyproject.toml (pip-audit) leaves out the group tests: pip-audit does not resolve it",
    ]


def test_failure_is_told_first_and_the_project_remains_unlocked(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    stand_in.write_text("#!/bin/sh\necho 'ERROR: no matching distribution' >&2\nexit 1\n")
    stand_in.chmod(0o755)

    first, second = _audit(root, resolve=True).gaps

    assert first.text == (
        "pyproject.toml is not audited: pip-audit failed (exit code 1): ERROR: no matching distribution"
    )
    assert str(first.location) == "pyproject.toml:4"
    assert "no lock tells their versions" in second.text


def test_project_for_which_nothing_is_listed_is_not_clean(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    _says(stand_in)

    texts = [gap.text for gap in _audit(root, resolve=True).gaps]
    assert "pyproject.toml is not audited: pip-audit lists no package of it" in texts


def test_absent_command_is_told_with_how_to_install_it(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    assert not stand_in.exists()

    gap = _audit(root, resolve=True).gaps[0]

    assert gap.text == "pyproject.toml is not audited: pip-audit is not installed"
    assert gap.help
    assert "upheld[pip-audit]" in gap.help


def test_manifest_that_pip_audit_cannot_read_is_told(root: Path, stand_in: Path) -> None:
    (root / "Pipfile").write_text('[packages]\nrelay-http = "*"\n')
    _says(stand_in, _VULNERABLE, code=1)

    assert _audit(root, resolve=True).gaps[0].text.startswith("Pipfile is not audited: pip-audit cannot read it")
    assert not (stand_in.parent / "arguments").exists()


def test_offline_run_starts_nothing_and_tells_it(root: Path, stand_in: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT)
    _says(stand_in, _VULNERABLE, code=1)

    found = _audit(root, resolve=True, environments=(root,), offline=True)

    assert not (stand_in.parent / "arguments").exists()
    assert [gap.text.partition(": ")[2] for gap in found.gaps[:2]] == ["pip-audit was not started: --offline"] * 2


def _environment(folder: Path) -> Path:
    info = folder / "lib" / "python3.11" / "site-packages" / "relay_http-1.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: relay-http\nVersion: 1.1\n")
    return folder


def test_environment_is_audited_beside_the_locks(root: Path, stand_in: Path) -> None:
    _says(stand_in, _VULNERABLE, code=1)

    (vulnerability,) = _audit(root, environments=(_environment(root.parent / "env"),)).vulnerabilities

    assert str(vulnerability.package) == "relay-http 1.1"
    assert vulnerability.pins[0].location.path == "env"
    assert vulnerability.pins[0].note == f"installed in {root.parent.as_posix()}/env"


@pytest.mark.skipif(shutil.which("pip-audit") is None, reason="pip-audit is not installed")
def test_real_pip_audit_looks_into_an_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with OsvServer(Database([_RECORD])) as server:
        monkeypatch.setenv("UPHELD_OSV_URL", server.address)
        found = _audit(root, environments=(_environment(root.parent / "env"),))

    assert found.gaps == ()
    assert [(str(each.package), each.id) for each in found.vulnerabilities] == [("relay-http 1.1", "CVE-2024-1111")]
    assert server.asked == ["/v1/query"]


@pytest.mark.skipif(shutil.which("pip-audit") is None, reason="pip-audit is not installed")
def test_real_pip_audit_that_cannot_ask_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with OsvServer(Database([])) as server:
        server.replies["/v1/query"] = 500
        monkeypatch.setenv("UPHELD_OSV_URL", server.address)
        found = _audit(root, environments=(_environment(root.parent / "env"),))

    assert found.packages == 0
    assert "pip-audit failed (exit code 1)" in found.gaps[0].text
