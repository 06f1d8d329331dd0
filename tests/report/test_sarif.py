"""SARIF of every example: valid by the official schema, and made of what code scanning reads."""

import json
import re
from pathlib import Path

import pytest

from ledgers import line_of, sarif_faults
from produced import EXAMPLES, harmful, named, reports, written

BROKEN = next(example for example in EXAMPLES if example.name == "broken-never-released")
HOLD_SECRETS = {"key-rotation", "no-committed-secrets", "secrets-from-environment"}
"""Rules whose findings may stand where a secret does: then no line of the file is shown."""
UNVERIFIED = next(example for example in EXAMPLES if example.name == "unverified-no-releases")


@pytest.mark.parametrize("options", [(), ("--strict",)], ids=["usual", "strict"])
@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_example_fits_the_official_schema(example: Path, options: tuple[str, ...]) -> None:
    assert sarif_faults(reports(example, *options)["sarif"]) == []


@pytest.mark.parametrize("mistake", ["level", "columns", "tags", "key"])
def test_official_schema_finds_mistakes(mistake: str) -> None:
    log = json.loads(json.dumps(reports(BROKEN)["sarif"]))
    result, rule = log["runs"][0]["results"][0], log["runs"][0]["tool"]["driver"]["rules"][0]
    match mistake:
        case "level":
            result["level"] = "fatal"
        case "columns":
            result["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
        case "tags":
            rule["properties"]["tags"] *= 2
        case _:
            result["verdict"] = "broken"

    assert len(sarif_faults(log)) == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_results_are_what_is_broken_and_the_rules_are_all_that_are_installed(example: Path) -> None:
    said = reports(example)
    run = said["sarif"]["runs"][0]
    usual = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]}
    found = said["json"]["findings"]
    pressing = [f for f in found if f["verdict"] == "upheld" and f["level"] == "warning" != usual[f["rule"]]]
    shown = {
        (f["rule"], f["location"]["line"])
        for f in (*found, *pressing)
        if (f["verdict"] == "broken" and not f["waiver"]) or f in pressing
    }

    assert {(r["ruleId"], line_of(r)) for r in run["results"]} == shown
    installed = {named(each).partition("/")[0].replace("_", "-") for each in EXAMPLES}
    assert installed <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert run["invocations"][0]["exitCode"] == said["json"]["exit_code"]
    assert "automationDetails" not in run, "code scanning's `category` input would be without effect"


def test_rules_keep_to_what_code_scanning_takes() -> None:
    for rule in reports(BROKEN)["sarif"]["runs"][0]["tool"]["driver"]["rules"]:
        texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"])
        properties = rule["properties"]
        assert all(2 < len(text) <= 1024 and text.endswith(".") for text in texts)
        assert texts[0] != texts[1]
        assert rule["name"] != rule["id"]
        assert re.fullmatch(r"([A-Z][a-z0-9]*)+", rule["name"])
        assert rule["help"]["markdown"].startswith("# ")
        assert "](" not in rule["help"]["markdown"].replace("](https://", ""), "a relative link leads nowhere there"
        assert len(set(properties["tags"])) == len(properties["tags"]) <= 20
        assert properties["precision"] in {"very-high", "high", "medium", "low"}
        assert properties["problem.severity"] in {"error", "warning", "recommendation"}


def test_message_says_first_what_is_wrong_and_links_to_the_promise() -> None:
    result = reports(BROKEN)["sarif"]["runs"][0]["results"][0]

    assert result["message"]["text"].split(". ") == [
        "The latest release, v1.2.6, is covered by no row that is supported",
        "Evidence: git tags: 8 tags, 8 final releases, the highest v1.2.6",
        "Help: add a row for it; `upheld fix` proposes one",
        "See [SECURITY.md:7](1).",
    ]
    assert [(place["id"], place["message"]["text"]) for place in result["relatedLocations"]] == [(1, "The promise.")]


def test_region_frames_the_words_and_its_context_the_lines_around() -> None:
    place = reports(BROKEN)["sarif"]["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    policy = (BROKEN / "SECURITY.md").read_text(encoding="utf-8")

    assert place["artifactLocation"] == {"uri": "SECURITY.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endLine": 7,
        "endColumn": 8,
        "snippet": {"text": "0.2.x"},
    }
    assert place["contextRegion"]["snippet"]["text"] in policy
    assert (place["contextRegion"]["startLine"], place["contextRegion"]["endLine"]) == (5, 9)


def text_of(file: Path) -> str:
    data = file.read_bytes() if file.exists() else b""
    return "" if b"\0" in data else data.decode("utf-8-sig", "replace")


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_every_place_shows_its_text_and_the_lines_around(example: Path) -> None:
    for result in reports(example, "--strict")["sarif"]["runs"][0]["results"]:
        for each in (*result["locations"], *result.get("relatedLocations", [])):
            place = each["physicalLocation"]
            lines = text_of(example / place["artifactLocation"]["uri"]).split("\n")
            if len(lines) == 1:
                continue  # CONTRIBUTING.md, "SARIF exceptions"
            if "snippet" not in place["region"]:
                assert result["ruleId"] in HOLD_SECRETS
                assert place["artifactLocation"]["uri"] != "SECURITY.md"
                assert "contextRegion" not in place
                continue
            shown = place["region"]["snippet"]["text"]
            assert shown in lines[place["region"]["startLine"] - 1]
            assert shown in place["contextRegion"]["snippet"]["text"]
            assert len(place["contextRegion"]["snippet"]["text"]) > len(shown)


def test_what_is_unverified_is_a_note_under_strict_only() -> None:
    assert reports(UNVERIFIED)["sarif"]["runs"][0]["results"] == []
    (note,) = reports(UNVERIFIED, "--strict")["sarif"]["runs"][0]["results"]
    assert note["level"] == "note"


def test_words_of_a_policy_make_no_link_and_harm_no_terminal(tmp_path: Path) -> None:
    log = written(harmful(tmp_path / "repository"), "--as-of", "2026-01-31")["sarif"]
    messages = [result["message"]["text"] for result in log["runs"][0]["results"]]

    assert sarif_faults(log) == []
    assert any("[click] (1) {0} \\u202e\\u001b[31m" in message for message in messages)
    assert re.findall(r"\]\([^)]*\)", " ".join(messages)) == ["](1)", "](1)"]
