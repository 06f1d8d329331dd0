"""Attestations turn what no check can tell into upheld, with a date and an end, and never what is broken."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from making import git, repository
from produced import upheld

POLICY = """# Security

We acknowledge reports within 48 hours.

Critical issues are fixed within 7 days.

Low issues are fixed within 90 days.

| Version | Supported |
| --- | --- |
| 1.x | yes |
"""
ATTESTATION = {
    "kind": "acknowledgement-time",
    "by": "maintainers",
    "date": "2026-05-01",
    "evidence": "docs/log.md",
    "expires": "2026-12-01",
}
TODAY = "2026-06-01"


def attested(folder: Path, *attestations: dict[str, Any], tags: tuple[str, ...] = ("v1.0.0",)) -> Path:
    stated = [{**ATTESTATION, **each} for each in attestations]
    config = json.dumps({"attestations": stated}, indent=1)
    files = {"SECURITY.md": POLICY, ".upheld.yml": config, "docs/log.md": "Answered.\n"}
    return repository(folder, files, tags=tags).root


def check(folder: Path, *options: str) -> Result:
    return upheld("check", "--offline", "--as-of", TODAY, *options, folder)


def report(folder: Path, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(check(folder, "--format", "json", *options).stdout)
    return found


def of(kind: str, said: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in said["findings"] if each["promise"]["kind"] == kind]


def verdicts(kind: str, said: dict[str, Any]) -> dict[int, str]:
    return {each["promise"]["line"]: each["verdict"] for each in of(kind, said)}


def notes(said: dict[str, Any]) -> list[str]:
    return [each["message"] for each in said["notifications"] if each["kind"] == "note"]


def test_an_attestation_upholds_what_no_check_can_tell(tmp_path: Path) -> None:
    without, said = report(attested(tmp_path / "a")), report(attested(tmp_path / "b", {"statement": "all answered"}))

    (before,), (after,) = of("acknowledgement-time", without), of("acknowledgement-time", said)
    assert (before["verdict"], before["attestation"]) == ("unverified", None)
    assert after["verdict"] == "upheld"
    assert after["message"] == "attested by maintainers until 2026-12-01, see docs/log.md; all answered"
    assert after["evidence"] == [
        {
            "source": "attestation",
            "text": "by maintainers on 2026-05-01, until 2026-12-01: docs/log.md",
            "location": {"path": ".upheld.yml", "line": 3, "column": 3, "end_column": None},
        }
    ]
    shown = {name: value for name, value in ATTESTATION.items() if name != "kind"}
    assert after["attestation"] == {**shown, "statement": "all answered"}
    assert after["fingerprint"] == before["fingerprint"]


def test_what_is_attested_is_counted_among_what_is_upheld_and_apart(tmp_path: Path) -> None:
    without, said = report(attested(tmp_path / "a")), report(attested(tmp_path / "b", {}))

    assert without["counts"]["attested"] == 0
    assert said["counts"] == {
        **without["counts"],
        "attested": 1,
        "upheld": without["counts"]["upheld"] + 1,
        "unverified": without["counts"]["unverified"] - 1,
    }
    assert notes(said) == []


def test_every_report_shows_the_evidence(tmp_path: Path) -> None:
    folder = attested(tmp_path, {})

    text, concise, markdown = (check(folder, "--format", name).stdout for name in ("text", "concise", "markdown"))
    assert "evidence: attestation: by maintainers on 2026-05-01, until 2026-12-01: docs/log.md (.upheld.yml:3)" in text
    assert "upheld (1 attested)" in text
    assert (
        "SECURITY.md:3: upheld: attested by maintainers until 2026-12-01, see docs/log.md; no check could tell: "
        in concise
    )
    assert "attestation: by maintainers on 2026\\-05\\-01, until 2026\\-12\\-01: docs/log.md" in markdown


def test_what_is_attested_is_no_result_of_a_strict_run(tmp_path: Path) -> None:
    kinds = ({"kind": kind} for kind in ("acknowledgement-time", "fix-time"))
    folder = attested(tmp_path / "attested", *kinds)
    log = json.loads(check(folder, "--format", "sarif", "--strict").stdout)
    before = json.loads(check(attested(tmp_path / "not"), "--format", "sarif", "--strict").stdout)

    shown = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in log["runs"][0]["results"]]
    assert not {3, 5, 7} & set(shown)
    assert len(shown) < len(before["runs"][0]["results"])


def test_a_quote_means_the_one_promise_on_whose_line_it_stands(tmp_path: Path) -> None:
    said = report(attested(tmp_path, {"kind": "fix-time", "quote": "Critical  issues"}))

    assert verdicts("fix-time", said) == {5: "upheld", 7: "unverified"}


def test_a_subject_means_the_one_finding_that_has_it(tmp_path: Path) -> None:
    (_, low) = of("fix-time", report(attested(tmp_path / "a")))

    said = report(attested(tmp_path / "b", {"kind": "fix-time", "subject": low["subject"]}))
    assert verdicts("fix-time", said) == {5: "unverified", 7: "upheld"}


def test_what_is_broken_stays_broken(tmp_path: Path) -> None:
    said = report(attested(tmp_path, {"kind": "supported-versions"}, tags=("v1.0.0", "v2.0.0")))

    assert "broken" in {each["verdict"] for each in of("supported-versions", said)}
    assert said["exit_code"] == 1
    assert said["counts"]["attested"] == 0
    assert notes(said) == [
        "the attestation of 'supported-versions' by maintainers attests nothing: the promise is broken, which no attestation changes"
    ]


def test_one_of_two_that_say_the_same_is_enough(tmp_path: Path) -> None:
    said = report(attested(tmp_path, {}, {"by": "reviewers"}))

    assert said["counts"]["attested"] == 1
    assert notes(said) == [
        "the attestation of 'acknowledgement-time' by reviewers attests nothing: another one says the same; remove one of them"
    ]


def test_what_the_policy_does_not_say_cannot_be_attested(tmp_path: Path) -> None:
    config = json.dumps({"attestations": [{**ATTESTATION, "kind": "supported-versions"}]})
    files = {"SECURITY.md": "# Security\n\nWrite to us.\n", ".upheld.yml": config, "docs/log.md": "Answered.\n"}
    said = report(repository(tmp_path, files, tags=("v1.0.0",)).root)

    assert said["counts"]["attested"] == 0
    assert notes(said) == ["the attestation of 'supported-versions' by maintainers attests nothing; remove it"]


def test_a_check_s_own_word_needs_no_attestation(tmp_path: Path) -> None:
    said = report(attested(tmp_path, {"kind": "supported-versions"}))

    assert {each["attestation"] for each in of("supported-versions", said)} == {None}
    assert notes(said) == [
        "the attestation of 'supported-versions' by maintainers attests nothing: a check upholds the promise; remove it"
    ]


@pytest.mark.parametrize(
    ("expires", "verdict", "note"),
    [
        ("2026-05-31", "unverified", ["expired on 2026-05-31; what it attested is unverified again"]),
        ("2026-06-01", "upheld", ["expires on 2026-06-01"]),
        ("2026-06-15", "upheld", ["expires on 2026-06-15"]),
        ("2026-06-16", "upheld", []),
    ],
)
def test_an_attestation_ends_with_its_last_day(tmp_path: Path, expires: str, verdict: str, note: list[str]) -> None:
    said = report(attested(tmp_path, {"expires": expires}))

    assert verdicts("acknowledgement-time", said) == {3: verdict}
    assert notes(said) == [f"the attestation of 'acknowledgement-time' by maintainers {each}" for each in note]


@pytest.mark.parametrize(
    ("changed", "mistake"),
    [
        ({"kind": "acknowledgment-time"}, "unknown kind 'acknowledgment-time'; did you mean 'acknowledgement-time'?"),
        ({"date": "2026-06-02"}, "'date' is in the future: 2026-06-02 is after 2026-06-01, the day of this run in UTC"),
        ({"expires": "2026-04-30"}, "'expires' is 2026-04-30, before its 'date', 2026-05-01"),
        ({"expires": "2027-06-06"}, "'expires' is 401 days after 'date'; at most 400 are allowed: attest anew"),
        ({"evidence": "docs/lgo.md"}, "there is no 'docs/lgo.md'"),
        ({"evidence": "../log.md"}, "../log.md leads out of the repository"),
        ({"evidence": "/etc/hostname"}, "/etc/hostname leads out of the repository"),
        ({"evidence": "."}, "'.' names no file"),
        ({"evidence": "http://acme.example/log"}, "'http://acme.example/log' is no https address"),
        ({"evidence": "https:///log"}, "'https:///log' is no https address"),
        ({"evidence": "https://[log"}, "'https://[log' is no address"),
        ({"evidence": "file:///etc/hostname"}, "'file:///etc/hostname' is no https address"),
    ],
)
def test_a_mistake_in_an_attestation_is_told_at_its_place(
    tmp_path: Path, changed: dict[str, str], mistake: str
) -> None:
    done = check(attested(tmp_path, {}, changed))

    (key,) = changed
    line = 4 + (len(ATTESTATION) + 2) + list(ATTESTATION).index(key)
    assert done.stderr.startswith(f"upheld: .upheld.yml:{line}:{len(key) + 8}: error: ")
    assert done.stderr.endswith(f"{mistake}\n")
    assert done.exit_code == 2


@pytest.mark.parametrize(
    "evidence", ["docs/log.md", "docs", "https://acme.example/log", "https://acme.example:8443/a?b"]
)
def test_evidence_is_a_path_of_the_repository_or_an_https_address(tmp_path: Path, evidence: str) -> None:
    assert report(attested(tmp_path, {"evidence": evidence, "expires": "2027-06-05"}))["counts"]["attested"] == 1


def test_nobody_attests_in_the_change_that_is_judged(tmp_path: Path) -> None:
    folder = attested(tmp_path)
    config = json.dumps({"attestations": [ATTESTATION]})
    (folder / ".upheld.yml").write_text(config, encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "Attested by myself")

    assert report(folder)["counts"]["attested"] == 1
    assert report(folder, "--base", "HEAD~1")["counts"]["attested"] == 0
    assert report(folder, "--base", "HEAD")["counts"]["attested"] == 1


def test_a_promise_of_the_configuration_can_be_attested(tmp_path: Path) -> None:
    promise = {"kind": "no-public-issues", "reason": "said on the website"}
    config = json.dumps({"promises": [promise], "attestations": [{**ATTESTATION, "kind": "no-public-issues"}]})
    files = {"SECURITY.md": POLICY, ".upheld.yml": config, "docs/log.md": "Answered.\n"}

    (finding,) = of("no-public-issues", report(repository(tmp_path, files).root))
    assert (finding["promise"]["path"], finding["verdict"]) == (".upheld.yml", "upheld")
