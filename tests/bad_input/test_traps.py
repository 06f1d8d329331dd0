"""Repositories whose own configuration would make git run a program, open a connection or read other files."""

import os
from pathlib import Path

import pytest

from bad_input.commands import BROKEN, checked, upheld
from making import git, repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace when it runs."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_no_program_that_a_configuration_names_is_run(tmp_path: Path, trap: Path) -> None:
    folder = tmp_path / "checkout"
    repository(folder, {"SECURITY.md": BROKEN, ".gitattributes": "* diff=x filter=x\n"}, tags=["v2.0.0"])
    hook = folder / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(trap)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "diff.external", "diff.x.textconv", "filter.x.smudge"):
        git(folder, "config", name, str(trap))
    for name in ("core.sshCommand", "core.askPass", "core.gitProxy", "gpg.program", "remote.origin.uploadpack"):
        git(folder, "config", name, str(trap))
    for name in ("credential.helper", "credential.https://localhost.helper", "alias.rev-parse", "alias.for-each-ref"):
        git(folder, "config", name, f"!{trap}")

    assert checked(folder).code == 1
    assert upheld("fix", "--offline", folder).code == 0
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "address", ["ext::{trap}", "{trap}::x", "ssh://localhost/x", "ssh://-oProxyCommand={trap}/x", "file://{folder}"]
)
def test_no_program_is_run_to_ask_the_remote(tmp_path: Path, trap: Path, address: str) -> None:
    folder = tmp_path / "checkout"
    repository(folder, {"SECURITY.md": BROKEN})
    for name in ("core.sshCommand", "remote.origin.uploadpack", "remote.origin.proxy", "core.gitProxy"):
        git(folder, "config", name, str(trap))
    git(folder, "config", "remote.origin.url", address.format(trap=trap, folder=folder))

    ran = upheld("check", "--select", "supported-versions", folder, path=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    assert ran.code == 0
    assert not (tmp_path / "ran").exists()


def test_a_clone_that_lacks_objects_fetches_none(tmp_path: Path, trap: Path) -> None:
    source = tmp_path / "source"
    repository(source, {"SECURITY.md": BROKEN}, tags=["v2.0.0"])
    git(source, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--bare", "--filter=blob:none", f"file://{source}", "partial")
    git(tmp_path / "partial", "config", "remote.origin.uploadpack", str(trap))

    told = checked(tmp_path / "partial")

    assert told.code == 3
    assert told.said("security-policy") == "SECURITY.md is not in this clone, which is a partial one"
    assert not (tmp_path / "ran").exists()


def test_a_work_tree_elsewhere_is_not_taken_for_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    repository(folder, {"SECURITY.md": BROKEN}, tags=["v2.0.0"])
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "SECURITY.md").write_text("Something private.\n", encoding="utf-8")
    git(folder, "config", "core.worktree", str(tmp_path / "elsewhere"))

    told = checked(folder)

    assert told.code == 1
    assert "private" not in upheld("promises", folder).out


def test_variables_of_git_do_not_lead_elsewhere(tmp_path: Path, trap: Path) -> None:
    repository(tmp_path / "checkout", {"SECURITY.md": BROKEN}, tags=["v2.0.0"])
    repository(tmp_path / "other", {"SECURITY.md": "Nothing.\n"})
    names = {"GIT_DIR": str(tmp_path / "other" / ".git"), "GIT_WORK_TREE": str(tmp_path / "other")}
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": str(trap)}

    told = checked(tmp_path / "checkout", variables=names | settings)

    assert told.code == 1
    assert not (tmp_path / "ran").exists()
