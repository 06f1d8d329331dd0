"""The most likely ways to break a promise in a pull request: each is one alert, on the line that breaks it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from code_scanning import Review, reviewed
from lamp import AS_OF, DEPENDABOT, FILES, POLICY, SERVER, TAGS, lock, manifest, write_advisories
from making import git, repository
from planting import github_token, password
from produced import upheld

INSTRUCTION = """Use this section to tell people about which versions of your project are
currently being supported with security updates.
"""


class Change(NamedTuple):
    """What a pull request changes, and the alert that it gets."""

    files: Mapping[str, str | None]
    """By path, None where it is deleted."""
    rule: str
    path: str
    words: str
    """What stands on the line."""


def policy(old: str, new: str) -> dict[str, str | None]:
    return edited("SECURITY.md", old, new)


def edited(path: str, old: str, new: str) -> dict[str, str | None]:
    text = FILES[path]
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


CHANGES = {
    "a key is committed": Change(
        {"deploy.sh": f"set -e\ncurl -H 'Authorization: token {github_token()}' https://api.github.com/user\n"},
        "no-committed-secrets",
        "deploy.sh",
        "curl",
    ),
    "a version goes past the table": Change(
        {"package.json": manifest("3.0.0")}, "next-release", "package.json", '"version": "3.0.0"'
    ),
    "the row of the latest release is dropped": Change(
        policy("| 2.x | yes | 2027-12-31 |\n", ""), "supported-versions", "SECURITY.md", ""
    ),
    "an older supported row is dropped": Change(
        policy("| 1.x | yes | 2026-12-31 |\n", ""), "weakened-promises", "SECURITY.md", ""
    ),
    "a row is edited to what was never released": Change(
        policy("| 2.x | yes | 2027-12-31 |", "| 7.x | yes | 2027-12-31 |\n| 2.x | yes | 2027-12-31 |"),
        "supported-versions",
        "SECURITY.md",
        "7.x",
    ),
    "a row is past its end of life": Change(
        policy("2026-12-31", "2026-03-31"), "end-of-life", "SECURITY.md", "2026-03-31"
    ),
    "a supported row is said to be unsupported": Change(
        policy("| 1.x | yes |", "| 1.x | no |"), "weakened-promises", "SECURITY.md", "1.x"
    ),
    "a vulnerable dependency is added": Change(
        {"package.json": manifest(tallow="^1.0.0"), "package-lock.json": lock(tallow="1.0.0")},
        "dependency-audit",
        "package-lock.json",
        '"version": "1.0.0"',
    ),
    "the lock goes to a vulnerable version": Change(
        {"package-lock.json": lock("2.0.1")}, "dependency-audit", "package-lock.json", '"version": "2.0.1"'
    ),
    "the step that audits is removed": Change(
        edited(".github/workflows/tests.yml", "      - run: npm audit\n", ""),
        "audit-runs",
        ".github/workflows/tests.yml",
        "",
    ),
    "the step that audits fails nothing any more": Change(
        edited(".github/workflows/tests.yml", "run: npm audit\n", "run: npm audit || true\n"),
        "audit-runs",
        ".github/workflows/tests.yml",
        "npm audit",
    ),
    "npm is taken out of Dependabot": Change(
        edited(".github/dependabot.yml", DEPENDABOT[DEPENDABOT.index("  - package-ecosystem: npm") :], ""),
        "dependency-updates",
        ".github/dependabot.yml",
        "",
    ),
    "Dependabot comes less often": Change(
        {".github/dependabot.yml": f"{DEPENDABOT.removesuffix('weekly' + chr(10))}monthly\n"},
        "dependency-updates",
        ".github/dependabot.yml",
        "monthly",
    ),
    "a listener is added": Change(
        {"index.js": f"{SERVER}http.createServer(metrics).listen(9464);\n"}, "network-exposure", "index.js", "listen"
    ),
    "the container starts on the network": Change(
        edited("Dockerfile", "ENTRYPOINT", "ENV LAMP_HTTP_PORT=8080\nEXPOSE 8080\nENTRYPOINT"),
        "network-additions",
        "Dockerfile",
        "LAMP_HTTP_PORT",
    ),
    "an acknowledgement takes longer": Change(
        policy("72 hours", "2 weeks"), "weakened-promises", "SECURITY.md", "2 weeks"
    ),
    "keys are rotated less often": Change(policy("90 days", "365 days"), "weakened-promises", "SECURITY.md", "365"),
    "private reporting is taken out": Change(
        policy(POLICY[POLICY.index("Use [private") : POLICY.index("Or write")], ""),
        "weakened-promises",
        "SECURITY.md",
        "",
    ),
    "the contact is a placeholder": Change(
        policy("security@lantern.dev", "[INSERT SECURITY EMAIL]"), "placeholder-contact", "SECURITY.md", "INSERT"
    ),
    "another copy of the policy says something else": Change(
        {"docs/SECURITY.md": POLICY.replace("72 hours", "10 days")}, "security-policy", "docs/SECURITY.md", ""
    ),
    "a second sentence promises another time": Change(
        policy("## Dependencies", "A first answer is sent within 5 business days.\n\n## Dependencies"),
        "contradictions",
        "SECURITY.md",
        "5 business days",
    ),
    "an instruction of the template is pasted": Change(
        policy("## Supported versions\n", f"## Supported versions\n\n{INSTRUCTION}"),
        "unedited-template",
        "SECURITY.md",
        "Use this section",
    ),
    "a secret is in the configuration of a client": Change(
        edited(".mcp.json", "${LAMP_TOKEN}", password()), "secrets-from-environment", ".mcp.json", "LAMP_TOKEN"
    ),
    "an environment file is tracked": Change(
        {".env": f"LAMP_URL=https://lamp.dev\nLAMP_TOKEN={password(2)}\n"},
        "secrets-from-environment",
        ".env",
        "LAMP_TOKEN",
    ),
}


@pytest.fixture(scope="session")
def advisories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("advisories")
    write_advisories(folder)
    return folder


def pull_request(folder: Path, files: Mapping[str, str | None], advisories: Path) -> Review:
    root = repository(folder / "head", FILES, tags=TAGS, at="2026-05-31T12:00:00Z").root
    base = git(root, "rev-parse", "HEAD").strip()
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--message=Change", at="2026-05-31T13:00:00Z")
    return reviewed(root, base, "--as-of", AS_OF, "--advisories", advisories)


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_one_alert_on_the_line_that_breaks_it(tmp_path: Path, advisories: Path, name: str) -> None:
    change = CHANGES[name]
    review = pull_request(tmp_path, change.files, advisories)

    assert [(each.rule, each.path) for each in review.shown] == [(change.rule, change.path)], review.alerts
    (alert,) = review.shown
    assert (alert.path, alert.line) in review.changed
    assert change.words in (tmp_path / "head" / alert.path).read_text(encoding="utf-8").split("\n")[alert.line - 1]
    assert alert.state == "new"


def test_the_repository_before_the_change_breaks_nothing(tmp_path: Path, advisories: Path) -> None:
    review = pull_request(tmp_path, {"README.md": "# Lamp\n\nA better lamp.\n"}, advisories)

    assert (review.code, review.alerts) == (0, [])


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("SECURITY.md", "security-policy"),
        (".github/workflows/tests.yml", "audit-runs"),
        (".github/dependabot.yml", "dependency-updates"),
    ],
)
def test_a_file_that_is_gone_has_no_line_in_the_diff_and_is_told_by_the_annotations(
    tmp_path: Path, advisories: Path, path: str, rule: str
) -> None:
    review = pull_request(tmp_path, {path: None}, advisories)
    root = tmp_path / "head"
    given = ("--offline", "--as-of", AS_OF, "--advisories", advisories, "--base", "HEAD~1", "--format", "github")
    told = [line for line in upheld("check", root, *given).stdout.splitlines() if f"title=upheld%3A {rule}::" in line]

    assert review.shown == []
    assert len(told) == 1, told
