"""The workflow that `upheld init` writes: what the linters of our own workflows say of it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from making import repository
from produced import upheld

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LINTERS = {
    "check-jsonschema": ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
    "zizmor": ("zizmor", "--offline", "--strict-collection", "--no-progress", "--persona", "auditor"),
    "actionlint": ("actionlint",),
}


@pytest.mark.parametrize("linter", LINTERS)
def test_no_linter_finds_anything(tmp_path: Path, linter: str) -> None:
    if shutil.which(linter) is None:
        pytest.skip(f"{linter} is not installed; `nox -s action` has it")
    folder = repository(tmp_path / "project", {}, tags=("v1.0.0",)).root
    upheld("init", "--offline", "--action-commit", COMMIT, folder)
    file = folder / ".github" / "workflows" / "upheld.yml"
    done = subprocess.run([*LINTERS[linter], str(file)], cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
