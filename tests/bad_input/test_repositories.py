"""What stands where a checkout is expected: no repository, half a one, or one of an unusual make."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bad_input.commands import BROKEN, checked, is_harmless, refused, upheld
from making import git, repository

_WITHOUT_PRIVILEGE = ("--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


def broken(folder: Path) -> Path:
    repository(folder, {"SECURITY.md": BROKEN}, tags=["v2.0.0"])
    return folder


def obeys_permissions() -> tuple[str, ...] | None:
    """Return what a command is launched by so that permissions hold for it, also where root runs the tests."""
    if os.name == "nt":
        return None
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    launcher = (setpriv, *_WITHOUT_PRIVILEGE) if setpriv else ()
    tried = subprocess.run([*launcher, sys.executable, "-c", ""], capture_output=True, check=False)
    return launcher if launcher and tried.returncode == 0 else None


@pytest.fixture
def launcher() -> tuple[str, ...]:
    found = obeys_permissions()
    if found is None:
        pytest.skip("permissions do not hold here: neither for root without setpriv nor on Windows")
    return found


def test_a_folder_without_git_is_read_and_what_git_would_tell_is_unverified(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(BROKEN, encoding="utf-8")

    told = checked(tmp_path)

    assert told.code == 0
    assert told.verdicts["supported-versions"] == ["unverified"]
    assert "is not a git repository" in told.said("supported-versions")
    assert told.json["repository"] == {"commit": None, "branch": None, "base": None}
    assert upheld("promises", tmp_path).code == 0


@pytest.mark.parametrize("path", ["", "/nowhere"], ids=["an empty PATH", "a PATH that leads nowhere"])
def test_without_git_the_files_are_still_read(tmp_path: Path, path: str) -> None:
    told = checked(broken(tmp_path), path=path)

    assert told.code == 0
    assert "git is not installed; install it" in told.said("supported-versions")


@pytest.mark.skipif(os.name == "nt", reason="the trap is a shell script")
def test_a_program_called_git_in_the_repository_is_never_run(tmp_path: Path) -> None:
    trap = broken(tmp_path) / "bin" / "git"
    trap.parent.mkdir()
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    trap.chmod(0o755)

    ran = upheld("check", "--offline", ".", cwd=tmp_path, path=f"bin{os.pathsep}.{os.pathsep}{os.environ['PATH']}")

    assert ran.code == 1
    assert not (tmp_path / "ran").exists()


def test_a_bare_repository_is_read_at_its_head_and_never_written(tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(broken(tmp_path / "checkout")), "bare")
    before = sorted(path.name for path in (tmp_path / "bare").iterdir())

    told = checked(tmp_path / "bare")

    assert told.code == 1
    assert "the latest release, v2.0.0" in told.said("supported-versions")
    assert "+| 2.x" in upheld("fix", "--offline", tmp_path / "bare").out
    written = upheld("fix", "--offline", "--write", tmp_path / "bare")
    assert (written.code, "is a bare repository" in written.errors) == (2, True)
    assert sorted(path.name for path in (tmp_path / "bare").iterdir()) == before


def test_a_bare_repository_without_a_commit_has_no_policy(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare")

    told = checked(tmp_path / "bare")

    assert told.code == 3
    assert told.said("security-policy") == "there is no security policy"


def test_an_empty_repository_has_no_policy_and_no_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")

    told = checked(tmp_path)

    assert told.code == 3
    assert told.json["repository"] == {"commit": None, "branch": "main", "base": None}


def test_before_the_first_commit_the_policy_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "SECURITY.md").write_text(BROKEN, encoding="utf-8")

    told = checked(tmp_path)

    assert told.code == 0
    assert told.said("supported-versions") == "there is no final release to compare with"


def test_a_detached_head_has_a_commit_and_no_branch(tmp_path: Path) -> None:
    git(broken(tmp_path), "checkout", "-q", "--detach")

    told = checked(tmp_path)

    assert told.code == 1
    assert told.json["repository"] == {
        "commit": git(tmp_path, "rev-parse", "HEAD").strip(),
        "branch": None,
        "base": None,
    }


def test_a_worktree_sees_the_tags_of_its_repository(tmp_path: Path) -> None:
    git(broken(tmp_path / "main"), "worktree", "add", "-q", str(tmp_path / "second"), "-b", "second")

    told = checked(tmp_path / "second")

    assert (told.code, told.json["repository"]["branch"]) == (1, "second")


def test_a_submodule_is_a_repository_of_its_own_and_no_part_of_the_one_above(tmp_path: Path) -> None:
    above = tmp_path / "above"
    repository(above, {"SECURITY.md": BROKEN.replace("1.x", "3.x")}, tags=["v3.1.0"])
    inner = broken(tmp_path / "inner")
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "inner")
    git(above / "inner", "fetch", "-q", "--tags")

    assert (above / "inner" / ".git").is_file()
    assert checked(above / "inner").code == 1
    assert checked(above).code == 0


def test_a_folder_of_a_checkout_stands_for_the_checkout(tmp_path: Path) -> None:
    (broken(tmp_path) / "src").mkdir()

    assert checked(tmp_path / "src").json["policy"]["path"] == "SECURITY.md"


def test_the_folder_that_git_keeps_is_told_from_a_checkout(tmp_path: Path) -> None:
    told = checked(broken(tmp_path) / ".git")

    assert told.code == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("gitdir: /nowhere/at/all\n", "not a git repository: /nowhere/at/all"),
        ("gitdir: .git\n", "git cannot read"),
        ("nonsense\n", "invalid gitfile format"),
        ("\x1b[31m\x00\n", "git cannot read"),
    ],
    ids=["leads nowhere", "leads to itself", "nonsense", "controls"],
)
def test_a_git_file_that_leads_nowhere_is_told(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / ".git").write_text(content, encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text(BROKEN, encoding="utf-8")

    told = checked(tmp_path)

    assert told.code == 0
    assert why in told.said("supported-versions")


@pytest.mark.parametrize("damaged", ["HEAD", "config", "packed-refs"])
def test_a_damaged_repository_is_told_and_its_files_are_read(tmp_path: Path, damaged: str) -> None:
    (broken(tmp_path) / ".git" / damaged).write_bytes(b"\x00\xff nonsense\n")

    told = checked(tmp_path)

    assert told.code == 0
    assert told.verdicts["supported-versions"] == ["unverified"]
    assert "git" in told.said("supported-versions")


def test_a_tag_that_points_to_nothing_hides_no_other(tmp_path: Path) -> None:
    (broken(tmp_path) / ".git" / "refs" / "tags" / "v9.0.0").write_text("0" * 39 + "1\n", encoding="utf-8")

    assert checked(tmp_path).code == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_a_checkout_of_another_user_is_read(tmp_path: Path) -> None:
    broken(tmp_path)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534)

    assert checked(tmp_path).code == 1


@pytest.mark.parametrize("name", ["nowhere", "file", "file/inside", "circle", "x" * 5000])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    if os.name != "nt":
        (tmp_path / "circle").symlink_to("circle")

    assert name in refused(tmp_path / name)


def test_a_folder_that_was_removed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    script = (
        "import os, sys; os.rmdir(os.getcwd()); from upheld.cli import main; sys.argv = ['upheld', 'check']; main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path / "gone", capture_output=True, text=True, check=False
    )

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert is_harmless(done.stderr)


def test_an_unreadable_folder_is_refused(tmp_path: Path, launcher: tuple[str, ...]) -> None:
    broken(tmp_path / "closed").chmod(0)
    try:
        assert "is not readable" in refused(tmp_path / "closed", launcher=launcher)
        assert "cannot be read" in refused(tmp_path / "closed" / "inside", launcher=launcher)
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_an_unreadable_folder_inside_hides_no_policy_beside_it(tmp_path: Path, launcher: tuple[str, ...]) -> None:
    (broken(tmp_path) / "docs").mkdir(mode=0)
    try:
        told = checked(tmp_path, launcher=launcher)
    finally:
        (tmp_path / "docs").chmod(0o700)

    assert told.code == 1
    assert "docs cannot be read: Permission denied" in told.text


def test_where_a_configuration_could_be_that_cannot_be_read_nothing_is_judged(
    tmp_path: Path, launcher: tuple[str, ...]
) -> None:
    (broken(tmp_path) / ".github").mkdir(mode=0)
    try:
        said = refused(tmp_path, launcher=launcher)
    finally:
        (tmp_path / ".github").chmod(0o700)

    assert ".github/.upheld.yml cannot be read: Permission denied" in said


def test_an_unreadable_policy_is_unverified(tmp_path: Path, launcher: tuple[str, ...]) -> None:
    (broken(tmp_path) / "SECURITY.md").chmod(0)

    told = checked(tmp_path, launcher=launcher)

    assert told.code == 3
    assert told.said("security-policy") == "SECURITY.md cannot be read: Permission denied"


def test_an_unreadable_readme_and_manifest_silence_nothing(tmp_path: Path, launcher: tuple[str, ...]) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN, "README.md": "# A", "package.json": "{}"}, tags=["v2.0.0"])
    for name in ("README.md", "package.json"):
        (tmp_path / name).chmod(0)

    told = checked(tmp_path, launcher=launcher)

    assert told.code == 1
    assert "the latest release, v2.0.0" in told.said("supported-versions")


def test_a_policy_that_cannot_be_written_is_told(tmp_path: Path, launcher: tuple[str, ...]) -> None:
    (broken(tmp_path) / "SECURITY.md").chmod(0o400)

    ran = upheld("fix", "--offline", "--write", tmp_path, launcher=launcher)

    assert (ran.code, ran.errors) == (2, "upheld: SECURITY.md cannot be written: Permission denied\n")
