"""Whole runs that ask services: registries as a second witness of releases, and the owner's default policy."""

import base64
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from upheld import run
from upheld.examples import Example, build
from upheld.model import Entry, Ledger, Verdict

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

POLICY = "# Security\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n"
MANIFEST = '[project]\nname = "lantern"\nversion = "{}"\n'


@pytest.fixture
def repository(tmp_path: Path, on_loopback: None) -> Path:
    del on_loopback
    source = tmp_path / "source"
    source.mkdir()
    (source / "pyproject.toml").write_text(MANIFEST.format("1.4.0"), encoding="utf-8")
    return source


def checked(source: Path, *tags: str, base: str | None = None) -> Ledger:
    target = source.parent / "repository"
    build(Example(source, "", tags, ("main",)), target)
    address = "https://github.com/lanterns/lantern.git"
    subprocess.run(["git", "remote", "add", "origin", address], cwd=target, check=True)
    return run.check(run.Options(path=target, as_of=datetime(2026, 3, 1, tzinfo=UTC), base=base))


def said(ledger: Ledger, rule: str) -> list[Entry]:
    return [entry for entry in ledger.entries if entry.rule.id == rule]


def listing(*versions: str) -> dict[str, Any]:
    files = [{"filename": f"lantern-{version}.tar.gz", "yanked": False} for version in versions]
    return {"name": "lantern", "files": files, "versions": list(versions)}


def test_release_that_only_the_registry_knows_needs_a_row(repository: Path, routes: dict[str, Any]) -> None:
    (repository / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    routes["/pypi/simple/lantern/"] = listing("1.3.0", "1.4.0", "2.0.0")

    [entry] = said(checked(repository, "v1.3.0", "v1.4.0"), "supported-versions")

    assert entry.finding.verdict is Verdict.BROKEN
    assert "2.0.0 on PyPI" in entry.finding.message


def test_package_of_the_same_name_is_not_believed(repository: Path, routes: dict[str, Any]) -> None:
    (repository / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    routes["/pypi/simple/lantern/"] = listing("7.0.0")

    [entry] = said(checked(repository, "v1.4.0"), "supported-versions")

    assert entry.finding.verdict is Verdict.UPHELD
    assert any("left out" in evidence.text for evidence in entry.finding.evidence)


def test_registry_stands_in_for_missing_tags(repository: Path, routes: dict[str, Any]) -> None:
    (repository / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    routes["/pypi/simple/lantern/"] = listing("1.4.0")

    [entry] = said(checked(repository, "nightly"), "supported-versions")

    assert entry.finding.verdict is Verdict.UPHELD
    assert entry.finding.message == "the latest release, 1.4.0 on PyPI, is covered by '1.x'"


@pytest.mark.parametrize("reply", [404, 403, 500, "not a listing"])
def test_registry_that_fails_takes_nothing_away(repository: Path, routes: dict[str, Any], reply: Any) -> None:
    (repository / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    routes["/pypi/simple/lantern/"] = reply

    [entry] = said(checked(repository, "v1.4.0"), "supported-versions")

    assert entry.finding.verdict is Verdict.UPHELD
    assert [evidence.source for evidence in entry.finding.evidence] == ["git tags", "PyPI"]


def test_owners_default_policy_holds_where_there_is_none(repository: Path, routes: dict[str, Any], base: str) -> None:
    routes["/pypi/simple/lantern/"] = 404
    owner = "/github/repos/lanterns/.github"
    routes[owner] = {"private": False}
    routes[f"{owner}/contents"] = [{"name": "SECURITY.md", "type": "file"}]
    content = base64.b64encode(POLICY.encode()).decode()
    address = f"{base}/lanterns/.github/blob/main/SECURITY.md"
    routes[f"{owner}/contents/SECURITY.md"] = {"encoding": "base64", "content": content, "html_url": address}

    ledger = checked(repository, "v1.4.0")

    assert ledger.policy.source == "owner-default"
    assert [entry.finding.verdict for entry in said(ledger, "supported-versions")] == [Verdict.UPHELD]
    assert [entry.finding.verdict for entry in said(ledger, "security-policy")] == [Verdict.UPHELD]


def test_owner_without_a_default_has_no_policy(repository: Path, routes: dict[str, Any]) -> None:
    routes["/github/repos/lanterns/.github"] = 404

    [entry] = said(checked(repository, "v1.4.0"), "security-policy")

    assert (entry.finding.verdict, entry.level) == (Verdict.BROKEN, "warning")


def test_forge_that_refuses_leaves_it_unverified(repository: Path, routes: dict[str, Any]) -> None:
    routes["/github/repos/lanterns/.github"] = 403

    [entry] = said(checked(repository, "v1.4.0"), "security-policy")

    assert entry.finding.verdict is Verdict.UNVERIFIED
    assert "whether the owner has one" in entry.finding.message


def test_base_that_is_not_in_the_clone_is_an_error(repository: Path) -> None:
    with pytest.raises(run.UnknownBaseError, match="fetch-depth: 0"):
        checked(repository, "v1.4.0", base="nosuch")
