"""Fingerprints: the same while a repository is edited around what is broken, another for each thing that is."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamp import AS_OF, DEPENDABOT, FILES, SERVER, TAGS, lock, write_advisories
from ledgers import RULE, SomePromise
from making import git, repository
from planting import github_token, password
from produced import upheld
from upheld.model import Finding, Location, Verdict
from upheld.verification import fingerprint

Files = dict[str, str]
Edit = Callable[[Files], None]


def broken() -> Files:
    """Return the project with something broken of nearly every kind."""
    policy = FILES["SECURITY.md"].replace("| 1.x | yes | 2026-12-31 |", "| 1.x | yes | 2026-03-31 |")
    policy = policy.replace("| < 1.0 | no | |", "| 7.x | yes | |\n| < 1.0 | no | |")
    policy = policy.replace("security@lantern.dev", "[INSERT SECURITY EMAIL]")
    policy = policy.replace("## Dependencies", "A first answer is sent within 5 business days.\n\n## Dependencies")
    return {
        **FILES,
        "SECURITY.md": policy,
        "docs/SECURITY.md": "# Security\n\nWe acknowledge every report within 10 days.\n",
        "deploy.sh": f"set -e\ncurl -H 'Authorization: token {github_token()}' https://api.github.com/user\n",
        "package-lock.json": lock("2.0.1"),
        "index.js": f"{SERVER}http.createServer(metrics).listen(9464);\n",
        "keys.yml": FILES["keys.yml"].replace("2026-05-09", "2025-05-09"),
        ".mcp.json": FILES[".mcp.json"].replace("${LAMP_TOKEN}", password()),
        ".github/workflows/tests.yml": FILES[".github/workflows/tests.yml"].replace("audit\n", "audit || true\n"),
        ".github/dependabot.yml": f"{DEPENDABOT.removesuffix('weekly' + chr(10))}monthly\n",
    }


def replacing(path: str, old: str, new: str) -> Edit:
    def edit(files: Files) -> None:
        # Beside another edit the words may be gone; alone they are there, which a test sees to.
        files[path] = files[path].replace(old, new)

    return edit


def prepending(path: str, text: str) -> Edit:
    return lambda files: files.update({path: text + files[path]})


def appending(path: str, text: str) -> Edit:
    return lambda files: files.update({path: files[path] + text})


def adding(path: str, text: str) -> Edit:
    return lambda files: files.update({path: text})


def mapping(path: str, made: Callable[[str], str]) -> Edit:
    return lambda files: files.update({path: made(files[path])})


def moved(old: str, new: str) -> Edit:
    return lambda files: files.update({new: files.pop(old)}) if old in files else None


def indented(text: str) -> str:
    return json.dumps(json.loads(text), indent=4) + "\n"


def reversed_packages(text: str) -> str:
    read = json.loads(text)
    read["packages"] = dict(sorted(read["packages"].items(), reverse=True))
    return json.dumps(read, indent=2) + "\n"


def with_package(text: str) -> str:
    read = json.loads(text)
    read["packages"]["node_modules/tallow"] = {"version": "1.0.0"}
    return json.dumps(read, indent=2) + "\n"


POLICY, WORKFLOW = "SECURITY.md", ".github/workflows/tests.yml"
EDITS: dict[str, Edit] = {
    "blank lines before the policy": prepending(POLICY, "\n\n\n"),
    "a byte-order mark": prepending(POLICY, "\ufeff"),
    "a paragraph above the table": replacing(POLICY, "## Supported versions\n", "## Supported versions\n\nRows:\n"),
    "a row above": replacing(POLICY, "| 2.x | yes |", "| 2.1.x | yes | 2027-12-31 |\n| 2.x | yes |"),
    "a row below": replacing(POLICY, "| < 1.0 | no | |", "| < 1.0 | no | |\n| < 0.5 | no | |"),
    "a table in columns": replacing(POLICY, "| 1.x | yes |", "| 1.x     | yes       |"),
    "blanks at the ends of lines": mapping(POLICY, lambda text: text.replace("|\n", "|   \n")),
    "line ends of Windows": mapping(POLICY, lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n")),
    "headings of another depth": mapping(POLICY, lambda text: text.replace("## ", "### ")),
    "a section at the end": appending(POLICY, "\n## Thanks\n\nTo everybody who helps.\n"),
    "words in bold": replacing(POLICY, "We acknowledge every", "We **acknowledge** every"),
    "a sentence over two lines": replacing(POLICY, "We acknowledge every report", "We acknowledge\nevery report"),
    "a comment in the policy": replacing(POLICY, "## Secrets", "<!-- to be discussed -->\n\n## Secrets"),
    "another README": adding("README.md", "# Lamp\n\nA better lamp, with a shade.\n"),
    "a README that moves": moved("README.md", "docs/README.md"),
    "a licence": adding("LICENSE", "Do as you like.\n"),
    "a new module": adding("shade.js", "export const shade = 1;\n"),
    "one more finding of the same rule": adding("more.sh", f"curl -H 'Authorization: token {github_token(7)}' x\n"),
    "one more vulnerable package": mapping("package-lock.json", with_package),
    "a lock with other blanks": mapping("package-lock.json", indented),
    "a lock in another order": mapping("package-lock.json", reversed_packages),
    "another version, vulnerable too": replacing("package-lock.json", '"2.0.1"', '"2.0.2"'),
    "code above": prepending("index.js", "// Copyright by nobody.\n\n"),
    "code between": replacing("index.js", "await server", "const shade = 2;\nawait server"),
    "a comment above the jobs": prepending(WORKFLOW, "# What CI runs.\n"),
    "a job with another name": replacing(WORKFLOW, "  tests:\n", "  everything:\n"),
    "a step before": replacing(WORKFLOW, "      - run: npm ci\n", "      - run: node --version\n      - run: npm ci\n"),
    "a comment for Dependabot": prepending(".github/dependabot.yml", "# Both, on Mondays.\n"),
    "a configuration of a client with other blanks": mapping(".mcp.json", indented),
    "one more server for a client": replacing(".mcp.json", '"mcpServers": {', '"mcpServers": {"b": {"command": "b"},'),
    "one more key": appending("keys.yml", "  - name: NEW_TOKEN\n    kind: token\n    rotated: 2026-05-30\n"),
    "lines above a secret": prepending("deploy.sh", "#!/bin/sh\n\n"),
    "a comment in the Dockerfile": prepending("Dockerfile", "# syntax=docker/dockerfile:1\n"),
}


def found(files: Files) -> Counter[tuple[str, str]]:
    """Return rule and fingerprint of whatever is broken."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        root = repository(folder / "lamp", files, tags=TAGS, at="2026-05-31T12:00:00Z").root
        git(root, "add", "--all", "--force")
        (folder / "advisories").mkdir()
        write_advisories(folder / "advisories")
        given = ("--offline", "--as-of", AS_OF, "--advisories", folder / "advisories", "--format", "json")
        findings = json.loads(upheld("check", root, *given).stdout)["findings"]
    return Counter((each["rule"], each["fingerprint"]) for each in findings if each["verdict"] == "broken")


@pytest.fixture(scope="module")
def before() -> Counter[tuple[str, str]]:
    return found(broken())


def test_there_is_something_broken_of_many_kinds_and_each_has_a_fingerprint_of_its_own(
    before: Counter[tuple[str, str]],
) -> None:
    assert len({rule for rule, _ in before}) >= 10
    assert set(before.values()) == {1}


def test_there_are_thirty_kinds_of_edits_and_each_changes_something() -> None:
    changed: list[Files] = []
    for edit in EDITS.values():
        files = broken()
        edit(files)
        changed.append(files)

    assert len(EDITS) >= 30
    assert [name for name, files in zip(EDITS, changed, strict=True) if files == broken()] == []


@pytest.mark.parametrize("name", EDITS)
def test_an_innocent_edit_changes_no_fingerprint(before: Counter[tuple[str, str]], name: str) -> None:
    files = broken()
    EDITS[name](files)

    assert before - found(files) == Counter()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.lists(st.sampled_from(sorted(EDITS)), unique=True, min_size=2, max_size=len(EDITS)))
def test_nor_do_many_at_once_in_any_order(names: list[str]) -> None:
    files = broken()
    for name in names:
        EDITS[name](files)

    assert found(broken()) - found(files) == Counter()


def of(subject: str) -> str:
    promise = SomePromise(location=Location("SECURITY.md"), quote="")
    return fingerprint(RULE, promise, Finding(verdict=Verdict.BROKEN, message="m", subject=subject))


def plain(subject: str) -> str:
    return " ".join(subject.casefold().split())


@given(st.text(), st.text())
def test_what_differs_in_more_than_case_and_blanks_has_another_fingerprint(one: str, other: str) -> None:
    assert (of(one) == of(other)) == (plain(one) == plain(other))
