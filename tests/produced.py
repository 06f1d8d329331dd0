"""What the real commands write about every example and about a policy that means harm."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner, Result

from making import repository
from upheld.cli import main
from upheld.examples import build, examples_in, read_example

EXAMPLES = examples_in(Path(__file__).parents[1] / "checks" / "upheld_checks")

HARMFUL = """# Security [policy](1)

| Version | Supported |
| --- | --- |
| 0.2.x | yes |
| 9.x `[click](1)` {0} \u202e\x1b[31m | yes |
| whatever \x0c fits | yes |
"""
WAIVED = """waivers:
  - {rule: supported-versions, subject: 0.2.x, reason: the table is being rewritten, owner: ours, expires: 2026-02-05}
  - {rule: end-of-life, reason: long gone, owner: ours, expires: 2025-12-31}
"""


def named(example: Path) -> str:
    """Return how a test names an example."""
    return f"{example.parents[1].name}/{example.name}"


def upheld(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@cache
def reports(example: Path, *options: str) -> dict[str, Any]:
    """Return the JSON, the SARIF and the promises of an example, each as JSON values."""
    with TemporaryDirectory() as folder:
        build(read_example(example), Path(folder) / "repository")
        return written(Path(folder) / "repository", "--as-of", read_example(example).as_of, *options)


def written(folder: Path, *options: str) -> dict[str, Any]:
    """Return the same of a repository."""
    files = {name: folder.parent / f"report.{name}" for name in ("json", "sarif")}
    outputs = [f"--output={name}={file}" for name, file in files.items()]
    result = upheld("check", folder, "--offline", *options, *outputs)
    assert result.exit_code in {0, 1, 3}, result.output
    promises = upheld("promises", folder, "--offline", "--format", "json").stdout
    return {name: json.loads(file.read_bytes()) for name, file in files.items()} | {"promises": json.loads(promises)}


def harmful(folder: Path) -> Path:
    """Make a repository whose file names and policy try to break out of a report, with a waiver that is about to expire."""
    files = {"docs/SECURITY.md": HARMFUL, ".upheld.yml": WAIVED, "[x](1) %41.md": "", "docs/security.txt": "Another\n"}
    return repository(folder, files, tags=("v1.0.0", "v1.2.6", "v1.3.0-{0}](1)")).root
