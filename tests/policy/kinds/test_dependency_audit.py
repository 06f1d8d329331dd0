import pytest

from kinds_read import told
from upheld.policy.kinds.dependency_audit import DependencyAudit


@pytest.mark.parametrize(
    ("text", "tools", "cadence"),
    [
        ("`govulncheck` runs weekly in CI.", ["govulncheck"], "weekly"),
        ("Dependencies are scanned for known vulnerabilities.", [], None),
        ("- Monthly dependency audits", [], "monthly"),
        ("We audit our dependencies every quarter.", [], "quarterly"),
        ("- **Dependency scanning**: Dependabot and Snyk", ["Dependabot", "Snyk"], None),
        ("Dependabot alerts are enabled.", ["Dependabot"], None),
        ("- Dependencies monitored via Dependabot", ["Dependabot"], None),
        ("- **Dependency review**: checks each pull request", ["dependency-review"], "every pull request"),
        ("`pip audit` and `npm-audit` gate every release.", ["pip-audit", "npm audit"], "every release"),
        ("We watch security advisories for our third-party libraries.", [], None),
        ("Trivy checks the packages in our images.", ["Trivy"], None),
        ("| npm audit | clean |\n| --- | --- |\n| cargo audit | nightly |", ["cargo audit"], "nightly"),
        ("**Safety** fails on any CVE.", ["Safety"], None),
        ("## Dependencies\n\n- Nightly `tools/deps_audit.sh` scan", ["tools/deps_audit.sh"], "nightly"),
        ("Software composition analysis runs on every push.", [], "every push"),
    ],
)
def test_an_audit_is_read_with_its_tools_and_rhythm(text: str, tools: list[str], cadence: str | None) -> None:
    ((_, force, fields),) = told(DependencyAudit, text)
    assert (force, fields) == ("commitment", {"tools": tools, "cadence": cadence})


@pytest.mark.parametrize(
    "text",
    [
        "Dependabot opens weekly pull requests for updates.",
        "- CodeQL scans our code on every push",
        "- Trivy scans container images",
        "Audit logging is enabled for all dependencies of a task.",
        "We know that npm audit reports two moderate findings.",
        "Findings from `npm audit` without a proof are not accepted.",
        "## Out of scope\n\n- Whatever Snyk says of a dependency",
        "Dependencies are tracked in `go.sum`.",
        "Verify with `npm audit signatures`.",
        "- Safety is our first concern",
        "Review dependency updates before merging.",
        "- Fixed: run govulncheck in CI (`0a1b2c3d`)",
        "We do not scan dependencies.",
        "## Dependencies\n\n- Secret scanning is enabled",
    ],
)
def test_what_examines_no_dependencies_is_left(text: str) -> None:
    assert told(DependencyAudit, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Best practices\n\n- Run `npm audit`",
        "If you find a vulnerability in a library:\n\n1. Check with `npm audit`",
        "- [ ] Dependencies audited with `npm audit`",
        "You should run `npm audit`.",
        "```sh\nnpm install\nnpm audit\nnpm audit fix\n```",
    ],
)
def test_what_the_reader_is_to_run_is_a_practice(text: str) -> None:
    ((_, force, fields),) = told(DependencyAudit, text)
    assert (force, fields) == ("practice", {"tools": ["npm audit"], "cadence": None})


def test_the_sentences_of_a_line_make_one_promise() -> None:
    text = "Dependencies are scanned with Snyk. We also run `govulncheck` daily."
    assert told(DependencyAudit, text) == [(1, "commitment", {"tools": ["Snyk", "govulncheck"], "cadence": "daily"})]
