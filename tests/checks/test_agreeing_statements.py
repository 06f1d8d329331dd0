"""Statements agree only where they were compared: of a release that both name."""

from pathlib import Path

import pytest

from making import repository
from produced import written

POLICY = "# Security\n\n| Version | Supported |\n| --- | --- |\n| 3.x | yes |\n| 2.x | no |\n"
README = "# Lantern\n\n## Supported versions\n\n{}\n"


def verdicts(folder: Path, readme: str, *tags: str) -> list[str]:
    made = repository(folder, {"SECURITY.md": POLICY, "README.md": README.format(readme)}, tags=tags).root
    said = written(made, "--select", "agreeing-statements")["json"]
    return [finding["verdict"] for finding in said["findings"]]


@pytest.mark.parametrize(
    ("readme", "tags", "expected"),
    [
        ("Version 3.x receives security fixes.", ("v2.4.0", "v3.0.1"), ["upheld"]),
        ("Version 2.x receives security fixes.", ("v2.4.0", "v3.0.1"), ["broken"]),
        ("Version 1.x receives security fixes.", ("v1.0.0", "v2.4.0", "v3.0.1"), []),
        ("Version 3.x receives security fixes.", (), []),
    ],
    ids=["same", "reverse", "a release that the policy does not name", "nothing released"],
)
def test_what_was_not_compared_does_not_agree(
    tmp_path: Path, readme: str, tags: tuple[str, ...], expected: list[str]
) -> None:
    assert verdicts(tmp_path, readme, *tags) == expected
