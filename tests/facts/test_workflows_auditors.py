import shlex

import pytest

from upheld.facts.workflows.auditors import auditing
from upheld.facts.workflows.runs import Use
from upheld.model import Location
from upheld.policy.dependency_words import auditors_in

PLACE = Location(".github/workflows/ci.yml")


def tools(command: str) -> tuple[str, ...]:
    found = auditing(Use(PLACE, tuple(shlex.split(command))))
    return found.tools if found else ()


@pytest.mark.parametrize(
    ("command", "tool"),
    [
        ("npm audit --audit-level=high", "npm audit"),
        ("npm --prefix web audit", "npm audit"),
        ("npx --yes better-npm-audit audit", "npm audit"),
        ("npx audit-ci --moderate", "yarn audit"),
        ("yarn npm audit --all", "yarn audit"),
        ("pnpm --dir web audit", "pnpm audit"),
        ("bun audit", "bun audit"),
        ("python -m pip_audit -r requirements.txt", "pip-audit"),
        ("uv run --with pip-audit pip-audit", "pip-audit"),
        ("uvx pip-audit@latest", "pip-audit"),
        ("$(PYTHON) -m pip_audit", "pip-audit"),
        ("poetry run safety check", "Safety"),
        ("cargo +nightly audit", "cargo audit"),
        ("cargo deny check advisories licenses", "cargo-deny"),
        ("go run golang.org/x/vuln/cmd/govulncheck@latest ./...", "govulncheck"),
        ("$(go env GOPATH)/bin/govulncheck ./...", "govulncheck"),
        ("'`go env GOPATH`/bin/govulncheck' ./...", "govulncheck"),
        ("bundle exec bundler-audit check --update", "bundler-audit"),
        ("composer audit --locked", "composer audit"),
        ("mix deps.audit", "mix_audit"),
        ("dotnet list package --vulnerable --include-transitive", "dotnet list package --vulnerable"),
        ("osv-scanner -r .", "OSV-Scanner"),
        ("sudo trivy fs --exit-code 1 .", "Trivy"),
        ("grype dir:.", "Grype"),
        ("./gradlew dependencyCheckAnalyze", "OWASP Dependency-Check"),
        ("mvn org.owasp:dependency-check-maven:check", "OWASP Dependency-Check"),
        ("npx snyk test", "Snyk"),
    ],
)
def test_a_command_runs_the_tool(command: str, tool: str) -> None:
    assert tool in tools(command.replace("$(go env GOPATH)", "/root/go"))


@pytest.mark.parametrize(
    "command",
    ["echo npm audit", "npm install audit", "npm run audit", "npm audit fix", "npm audit signatures", "pip install pip-audit",
     "cargo install cargo-audit", "go install golang.org/x/vuln/cmd/govulncheck@latest", "pip-audit --version", "npm audit --help",
     "cargo deny check licenses", "trivy image widget", "trivy config .", "snyk container test", "safety --version", "grep npm audit x",
     "dotnet list package", "brew install osv-scanner", "cargo auditable build", "which govulncheck", ""],
)  # fmt: skip
def test_a_command_that_only_names_the_tool_is_no_run(command: str) -> None:
    assert tools(command) == ()


@pytest.mark.parametrize(
    ("action", "inputs", "tool"),
    [
        ("pypa/gh-action-pip-audit", {}, "pip-audit"),
        ("google/osv-scanner-action/.github/workflows/osv-scanner-reusable.yml", {}, "OSV-Scanner"),
        ("golang/govulncheck-action", {}, "govulncheck"),
        ("rustsec/audit-check", {}, "cargo audit"),
        ("embarkstudios/cargo-deny-action", {"command": "check advisories"}, "cargo-deny"),
        ("embarkstudios/cargo-deny-action", {"command": "check licenses"}, None),
        ("aquasecurity/trivy-action", {"scan-type": "fs"}, "Trivy"),
        ("aquasecurity/trivy-action", {"image-ref": "widget"}, None),
        ("aquasecurity/trivy-action", {"scan-type": "config"}, None),
        ("aquasecurity/trivy-action", {"scan-type": "fs", "scanners": "secret"}, None),
        ("snyk/actions/python", {}, "Snyk"),
        ("snyk/actions/setup", {}, None),
        ("actions/dependency-review-action", {}, "dependency-review"),
        ("actions/checkout", {}, None),
        ("someone/rustsec-audit-check", {}, None),
    ],
)
def test_an_action_runs_the_tool(action: str, inputs: dict[str, str], tool: str | None) -> None:
    found = auditing(Use(PLACE, action=action, inputs=inputs))

    assert (found.tools if found else (None,)) == (tool,)


def test_a_tool_that_was_not_told_to_fail_fails_nothing() -> None:
    quiet, loud = (auditing(Use(PLACE, ("trivy", "fs", *more, "."))) for more in ((), ("--exit-code", "1")))

    assert quiet is not None
    assert loud is not None
    assert (quiet.fails_nothing, loud.fails_nothing) == ("without `--exit-code`", None)


@pytest.mark.parametrize(
    "command", ["npm audit", "yarn audit", "pnpm audit", "pip-audit", "cargo audit", "cargo deny check", "govulncheck ./...", "bun audit",
                "composer audit", "bundler-audit check", "osv-scanner .", "safety scan", "snyk test", "trivy fs ."],
)  # fmt: skip
def test_tools_are_called_as_the_reader_of_policies_calls_them(command: str) -> None:
    assert set(tools(command)) >= set(auditors_in(command)) != set()
