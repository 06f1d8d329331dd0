"""Reports of other scanners, in the shapes that they write, with the values that these hold."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from planting import github_token
from upheld.facts.leaks.allow_lists import AllowLists, BaselineEntry
from upheld.facts.leaks.leak import Commit, Leak
from upheld.facts.leaks.reports import Reports, category_of, is_of_secrets, read_report, reports
from upheld.secrets import Confidence

ALL = frozenset({"api-keys", "private-keys", "passwords", "internal-hosts"})
COMMIT = "0123456789abcdef0123456789abcdef01234567"
VALUE = github_token(7)
GITLEAKS = {
    "RuleID": "github-pat",
    "Description": "Uncovered a GitHub Personal Access Token",
    "StartLine": 2,
    "EndLine": 2,
    "StartColumn": 10,
    "EndColumn": 49,
    "Match": VALUE,
    "Secret": VALUE,
    "File": "/repo/app.py",
    "SymlinkFile": "",
    "Commit": "",
    "Entropy": 4.8,
    "Date": "",
    "Fingerprint": "/repo/app.py:github-pat:2",
}
TRUFFLEHOG = {
    "SourceMetadata": {
        "Data": {"Git": {"commit": COMMIT, "file": "app.py", "line": 4, "timestamp": "2024-05-06 07:08:09 +0000"}}
    },
    "SourceName": "trufflehog - git",
    "DetectorName": "Github",
    "Verified": True,
    "Raw": VALUE,
    "Redacted": "",
}
BASELINE = {
    "version": "1.5.0",
    "plugins_used": [{"name": "KeywordDetector"}],
    "results": {
        "app.py": [
            {
                "type": "Private Key",
                "filename": "app.py",
                "hashed_secret": "0" * 40,
                "is_verified": False,
                "line_number": 9,
            }
        ]
    },
}


def sarif(tool: str, tags: list[str], rule: str = "aws-key") -> dict[str, Any]:
    place = {
        "physicalLocation": {
            "artifactLocation": {"uri": "app.py"},
            "region": {"startLine": 5, "snippet": {"text": VALUE}},
        }
    }
    rules = [{"id": rule, "properties": {"tags": tags}}, {"id": "other"}]
    results = [
        {"ruleId": rule, "message": {"text": VALUE}, "locations": [place]},
        {"ruleId": "other", "locations": [place]},
    ]
    return {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": tool, "rules": rules}}, "results": results}]}


def read(*documents: Any, files: Iterable[str] = ("app.py",), allowed: AllowLists | None = None) -> Reports:
    texts = [
        (f"report{n}.json", each if isinstance(each, str) else json.dumps(each)) for n, each in enumerate(documents)
    ]
    return reports(texts, files, allowed or AllowLists())


def only(found: Reports, categories: frozenset[str] = ALL) -> Leak:
    (leak,) = found.joined([], categories)
    return leak


def test_gitleaks_names_a_place_to_review() -> None:
    leak = only(read([GITLEAKS]))

    assert (leak.rule, leak.path, leak.lines, leak.commit) == ("reported github-pat", "app.py", (2,), None)
    assert leak.confidence is Confidence.MEDIUM
    assert leak.reported_by == ("gitleaks report report0.json",)


def test_gitleaks_names_a_place_in_a_commit() -> None:
    leak = only(read([GITLEAKS | {"Commit": COMMIT, "Date": "2024-02-03T04:05:06Z", "File": "gone.py"}]))

    assert (leak.path, leak.commit) == ("gone.py", Commit(COMMIT, datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)))


def test_trufflehog_has_asked_the_issuer() -> None:
    lines = json.dumps(TRUFFLEHOG) + "\n" + json.dumps(TRUFFLEHOG | {"Verified": False, "DetectorName": "URI"}) + "\n"
    sure, other = read(lines).joined([], ALL)

    assert (sure.confidence, sure.commit) == (
        Confidence.HIGH,
        Commit(COMMIT, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
    )
    assert (other.confidence, other.category) == (Confidence.MEDIUM, "passwords")


def test_a_baseline_names_what_nobody_has_audited() -> None:
    leak = only(read(BASELINE))

    assert (leak.category, leak.lines, leak.confidence) == ("private-keys", (9,), Confidence.MEDIUM)


def test_what_a_person_audited_as_a_secret_is_one() -> None:
    entry = BaselineEntry("Secret Keyword", "app.py", 3, is_secret=True)
    leak = only(reports([], ["app.py"], AllowLists(baseline={("app.py", 3): entry})))

    assert (leak.confidence, leak.reported_by) == (Confidence.HIGH, (".secrets.baseline",))


@pytest.mark.parametrize(
    ("tool", "tags", "lines"), [("gitleaks", [], 2), ("Trivy", ["secret", "HIGH"], 1), ("Trivy", ["vulnerability"], 0)]
)
def test_sarif_is_taken_of_scanners_for_secrets_and_of_rules_for_them(tool: str, tags: list[str], lines: int) -> None:
    found = read(sarif(tool, tags))

    assert len(found.places) == lines


def test_what_we_find_too_is_told_once_with_both_names() -> None:
    ours = Leak(
        rule="github-token", title="t", category="api-keys", confidence=Confidence.HIGH, path="app.py", lines=(2, 8)
    )
    (leak,) = read([GITLEAKS]).joined([ours], ALL)

    assert (leak.rule, leak.reported_by) == ("github-token", ("gitleaks report report0.json",))


def test_places_in_files_that_are_not_here_are_told_and_break_nothing() -> None:
    found = read([GITLEAKS], files=["other.py"])

    assert list(found.joined([], ALL)) == []
    assert [text for text, _ in found.remarks] == [
        "gitleaks report report0.json names places in files that are not here: 1"
    ]


def test_categories_that_are_not_promised_are_not_told() -> None:
    assert list(read([GITLEAKS]).joined([], frozenset({"passwords"}))) == []
    assert category_of("IP Address") == "internal-hosts"


@pytest.mark.parametrize("document", [GITLEAKS, TRUFFLEHOG, BASELINE, sarif("gitleaks", ["secret"], rule=VALUE)])
def test_nothing_of_a_value_is_kept(document: Any) -> None:
    found = read([document] if document is GITLEAKS else document)

    assert found.names
    assert found.places
    assert not [at for at in range(len(VALUE) - 5) if VALUE[at : at + 6] in repr(found)]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "nothing", '{"runs": 1, "version": "2.1.0"}', "[1]", '[{"RuleID": 1}]', "[" * 100_000]
)
def test_anything_else_is_no_report(text: str) -> None:
    assert read_report("x", text) is None


def test_who_reads_reports_of_dependencies_can_tell_them_apart() -> None:
    assert is_of_secrets(json.dumps([GITLEAKS]))
    assert is_of_secrets(json.dumps(sarif("gitleaks", [])))
    assert not is_of_secrets(json.dumps(sarif("Trivy", ["secret"])))
    assert not is_of_secrets(json.dumps({"dependencies": []}))


# The shape is what Kingfisher 2.14 prints with `--format json`; `jsonl` prints a line for each finding.
KINGFISHER: dict[str, Any] = {
    "rule": {"name": "github-pat", "id": "betterleaks.github-pat"},
    "finding": {
        "snippet": github_token(),
        "confidence": "high",
        "validation": {"outcome": "not_attempted", "status": "Not Attempted", "response": ""},
        "line": 2,
        "path": "./app.py",
    },
}
ACTIVE: dict[str, Any] = {
    "rule": KINGFISHER["rule"],
    "finding": KINGFISHER["finding"]
    | {
        "validation": {"outcome": "verified_active", "status": "Active Credential", "response": ""},
        "path": "gone.py",
        "git_metadata": {"commit": {"id": COMMIT, "date": "2024-02-03"}, "file": {"path": "gone.py"}},
    },
}


def kingfisher(*findings: dict[str, Any]) -> str:
    summary = {"findings": len(findings), "kingfisher": {"version_used": "2.14.0"}}
    report = {"findings": findings, "audit": {}, "metadata": {"kingfisher_version": "2.14.0"}}
    return f"{json.dumps(report)}\n{json.dumps(summary)}\n"


@pytest.mark.parametrize(
    "text", [kingfisher(KINGFISHER), kingfisher(KINGFISHER).split("\n")[0], json.dumps(KINGFISHER) + "\n{}\n"]
)
def test_kingfisher_names_a_place_to_review(text: str) -> None:
    leak = only(read(text))

    assert (leak.rule, leak.path, leak.lines) == ("reported betterleaks.github-pat", "app.py", (2,))
    assert (leak.confidence, leak.commit) == (Confidence.MEDIUM, None)
    assert leak.reported_by == ("Kingfisher report report0.json",)
    assert github_token() not in repr(leak)


def test_kingfisher_has_asked_the_issuer() -> None:
    leak = only(read(kingfisher(ACTIVE)))

    assert (leak.confidence, leak.path, leak.lines) == (Confidence.HIGH, "gone.py", (2,))
    assert leak.commit == Commit(COMMIT, datetime(2024, 2, 3, tzinfo=UTC))


def test_report_of_kingfisher_that_found_nothing_is_one() -> None:
    assert is_of_secrets(kingfisher())
    assert read(kingfisher()).names == ("Kingfisher report report0.json",)


@pytest.mark.parametrize("text", ['{"findings": []}', '{"finding": {}, "rule": {}}', '{"finding": 1, "rule": 2}\n{}'])
def test_other_findings_are_no_report_of_kingfisher(text: str) -> None:
    assert read_report("a.json", text) is None
