""".pre-commit-hooks.yaml: pre-commit takes it, and a commit that breaks a promise is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from making import repository

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
POLICY = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {} | yes |\n"


def pre_commit(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the real pre-commit where `upheld` on PATH is this one; it keeps what it makes in the folder above."""
    program = folder.parent / "programs" / "upheld"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!{sys.executable}\nfrom upheld.cli import main\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"PATH": path, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"), "PRE_COMMIT_COLOR": "never"}
    command = [sys.executable, "-m", "pre_commit", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_pre_commit_takes_the_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = pre_commit(folder, "validate-manifest", MANIFEST)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the installed program is a script")
@pytest.mark.parametrize(("row", "said", "code"), [("1.x", "Passed", 0), ("0.2.x", "error[supported-versions]", 1)])
def test_the_hook_refuses_what_breaks_a_promise(tmp_path: Path, row: str, said: str, code: int) -> None:
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    # `language: python` would install the repository from an index; all else is as it stands.
    local = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    files: dict[str, str | bytes] = {
        "SECURITY.md": POLICY.format(row),
        ".pre-commit-config.yaml": yaml.safe_dump(local),
    }
    made = repository(tmp_path / "project", files, tags=("v1.0.0",))
    done = pre_commit(made.root, "run", "--all-files")

    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
