"""What a pull request adds to the network capabilities: the real command on real repositories, with `--base`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from making import git, repository

POLICY = (
    "# Security\n\n## Model\n\n"
    "The MCP server communicates over stdio by default (no network exposure). "
    "Review any modifications that add network capabilities.\n"
)
STRICT = "# Security\n\nThe server communicates over stdio only and never opens a network port.\n"
PACKAGE = json.dumps({"name": "relay", "version": "1.0.0", "type": "module", "bin": "index.js"}) + "\n"
QUIET = "serve(process.stdin, process.stdout);\n"
LOOPBACK = (
    'import http from "node:http";\nif (process.env.RELAY_PORT) http.createServer(a).listen(3000, "127.0.0.1");\n'
)
EVERYWHERE = LOOPBACK.replace("127.0.0.1", "0.0.0.0")  # noqa: S104 - a listener of an example
DEFAULT = 'import http from "node:http";\nhttp.createServer(a).listen(3000);\n'
IMAGE = 'FROM node:22-alpine\nCOPY . .\nCMD ["node", "index.js"]\n'
SERVED = 'FROM node:22-alpine\nENV MCP_TRANSPORT=http\nENV MCP_HTTP_PORT=8080\nCMD ["node", "index.js"]\n'


def changed(folder: Path, before: dict[str, str], after: dict[str, str | None], policy: str = POLICY) -> Path:
    """Return a repository with two commits; None takes a file away."""
    root = repository(folder, {"SECURITY.md": policy, "package.json": PACKAGE, **before}).root
    for path, text in after.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A change")
    return root


def check(root: Path, rule: str = "network-additions") -> tuple[int, list[dict[str, Any]]]:
    """Run the command on the last commit against the one before."""
    given = ["--offline", "--as-of", "2026-01-31", "--select", rule, "--base", "HEAD~1", "--format", "json"]
    program = [sys.executable, "-c", "from upheld.cli import main; main()", "check"]
    said = subprocess.run([*program, *given, str(root)], capture_output=True, text=True, check=False)
    assert said.stderr == ""
    return said.returncode, json.loads(said.stdout)["findings"]


def told(findings: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(each["verdict"], each["level"], each["subject"]) for each in findings]


def test_change_that_adds_nothing_is_told_so_once(tmp_path: Path) -> None:
    code, (finding,) = check(changed(tmp_path, {"index.js": LOOPBACK}, {"index.js": LOOPBACK + QUIET}))

    assert (code, finding["verdict"]) == (0, "upheld")
    assert finding["message"] == "the change adds no network capability (1 changed file)"


def test_listener_behind_an_option_asks_for_a_review_on_its_line(tmp_path: Path) -> None:
    code, (finding,) = check(changed(tmp_path, {"index.js": QUIET}, {"index.js": QUIET + LOOPBACK}))

    assert (code, finding["verdict"], finding["level"]) == (0, "broken", "warning")
    assert (finding["location"]["path"], finding["location"]["line"]) == ("index.js", 3)
    assert "behind `RELAY_PORT`" in finding["message"]
    assert finding["message"].endswith("the policy wants it reviewed")


@pytest.mark.parametrize(("policy", "added"), [(POLICY, DEFAULT), (STRICT, LOOPBACK)])
def test_listener_that_the_promise_rules_out_breaks_the_build(tmp_path: Path, policy: str, added: str) -> None:
    code, findings = check(changed(tmp_path, {"index.js": QUIET}, {"index.js": QUIET + added}, policy))

    assert (code, told(findings)) == (1, [("broken", "error", "javascript-node-listen in index.js")])


def test_wider_bind_is_a_warning_and_a_narrower_one_is_good_news(tmp_path: Path) -> None:
    code, (worse,) = check(changed(tmp_path / "a", {"index.js": LOOPBACK}, {"index.js": EVERYWHERE}))
    _, (better,) = check(changed(tmp_path / "b", {"index.js": EVERYWHERE}, {"index.js": LOOPBACK}))

    assert (code, worse["verdict"], worse["level"]) == (0, "broken", "warning")
    assert worse["message"].endswith("instead of loopback, port 3000: more can reach it")
    assert better["verdict"] == "upheld"
    assert better["message"].endswith("instead of every interface, port 3000: fewer can reach it")


def test_listener_that_moves_to_another_file_is_told_only_where_it_listens_wider(tmp_path: Path) -> None:
    away = {"index.js": QUIET, "src/http.js": LOOPBACK}
    wider = {"index.js": QUIET, "src/http.js": EVERYWHERE}
    _, (same,) = check(changed(tmp_path / "a", {"index.js": LOOPBACK}, {**away}))
    _, (worse,) = check(changed(tmp_path / "b", {"index.js": LOOPBACK}, {**wider}))

    assert same["verdict"] == "upheld"
    assert (worse["verdict"], worse["location"]["path"]) == ("broken", "src/http.js")


def test_acknowledgement_on_the_base_counts_for_its_file_alone(tmp_path: Path) -> None:
    known = (
        "network:\n  acknowledged:\n    - capability: javascript-node-listen\n      file: login.js\n"
        "      reason: the login's callback\n      owner: the maintainers\n"
    )
    before = {"index.js": QUIET, ".upheld.yml": known}
    code, findings = check(changed(tmp_path, before, {"login.js": LOOPBACK, "other.js": LOOPBACK}))

    assert code == 0
    assert [(each["verdict"], each["location"]["path"]) for each in findings] == [
        ("broken", "other.js"),
        ("upheld", "login.js"),
    ]
    assert "the maintainers reviewed: the login's callback" in findings[1]["message"]


def test_acknowledgement_that_the_change_brings_itself_does_not_count(tmp_path: Path) -> None:
    known = "network:\n  acknowledged:\n    - {capability: javascript-node-listen, file: index.js, reason: mine, owner: me}\n"
    after: dict[str, str | None] = {"index.js": LOOPBACK, ".upheld.yml": known}
    _, findings = check(changed(tmp_path, {"index.js": QUIET}, after))

    assert ("broken", "warning", "javascript-node-listen in index.js") in told(findings)


def test_all_that_a_manifest_adds_is_one_finding(tmp_path: Path) -> None:
    code, (finding,) = check(changed(tmp_path, {"index.js": QUIET, "Dockerfile": IMAGE}, {"Dockerfile": SERVED}))

    assert (code, finding["verdict"], finding["level"]) == (0, "broken", "warning")
    assert finding["message"].startswith("adds a start on the network: Dockerfile, ENV MCP_TRANSPORT=http (and 1 more)")
    assert len(finding["evidence"]) == 2


@pytest.mark.parametrize(
    "after",
    [
        {"Dockerfile": SERVED.replace("MCP_TRANSPORT=http", "MCP_TRANSPORT=sse")},
        {"Dockerfile": SERVED.replace("ENV MCP_TRANSPORT=http", 'LABEL org.example.name="relay"\nENV TRANSPORT=http')},
        {"Dockerfile": None, "images/Dockerfile": SERVED},
    ],
)
def test_manifest_that_says_the_same_otherwise_or_elsewhere_adds_nothing(
    tmp_path: Path, after: dict[str, str | None]
) -> None:
    _, (finding,) = check(changed(tmp_path, {"index.js": QUIET, "Dockerfile": SERVED}, after))

    assert finding["verdict"] == "upheld"


def test_script_that_an_unchanged_image_runs_is_followed(tmp_path: Path) -> None:
    image = 'FROM node:22-alpine\nCOPY . .\nCMD ["./start.sh"]\n'
    before = {"index.js": QUIET, "Dockerfile": image, "start.sh": "node index.js --transport stdio\n"}
    _, (finding,) = check(changed(tmp_path, before, {"start.sh": "node index.js --transport http --port 8080\n"}))

    assert (finding["verdict"], finding["location"]["path"]) == ("broken", "Dockerfile")


def test_file_that_cannot_be_compared_is_told_and_hides_nothing_else(tmp_path: Path) -> None:
    minified = "/*" + "x" * 1_100_000 + "*/" + DEFAULT
    _, findings = check(changed(tmp_path, {"index.js": QUIET}, {"bundle.js": minified, "index.js": QUIET + LOOPBACK}))

    assert [each["verdict"] for each in findings] == ["broken", "unverified"]
    assert "bundle.js" in findings[1]["message"]
    assert findings[1]["message"].endswith("nothing else was found")


def test_unread_file_that_goes_away_is_not_told(tmp_path: Path) -> None:
    minified = "/*" + "x" * 1_100_000 + "*/" + DEFAULT
    _, (finding,) = check(changed(tmp_path, {"index.js": QUIET, "bundle.js": minified}, {"bundle.js": None}))

    assert finding["verdict"] == "upheld"


def test_changed_manifest_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    broken = "services:\n  relay: [\n"
    _, (finding,) = check(changed(tmp_path, {"index.js": QUIET}, {"compose.yaml": broken}))

    assert finding["verdict"] == "unverified"
    assert "compose.yaml" in finding["message"]


def test_promise_that_the_change_makes_is_held_against_what_it_adds_and_what_was_there(tmp_path: Path) -> None:
    before = {"index.js": DEFAULT, "SECURITY.md": "# Security\n\nReport to us.\n"}
    after: dict[str, str | None] = {"SECURITY.md": POLICY, "more.js": LOOPBACK}
    root = changed(tmp_path, before, after)
    _, added = check(root)
    _, (kept,) = check(root, "network-exposure")

    assert [each["location"]["path"] for each in added] == ["more.js"]
    assert "likely broken" in kept["message"]


def test_nothing_is_said_without_a_promise_about_listening(tmp_path: Path) -> None:
    policy = "# Security\n\nReport to us.\n"

    assert check(changed(tmp_path, {"index.js": QUIET}, {"index.js": DEFAULT}, policy))[1] == []
