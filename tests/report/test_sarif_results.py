"""What becomes of a finding in SARIF, one trait at a time."""

import json
from dataclasses import replace
from urllib.parse import unquote_to_bytes

import pytest

from ledgers import RULE, entry, ledger, line_of, results, sarif_faults
from upheld.model import Edit, Evidence, Level, Location, Notification, NotificationKind, Standing, Verdict, Waiver
from upheld.report import render
from upheld.report.sarif import document
from upheld.report.style import PLAIN


def test_lines_are_counted_as_code_scanning_counts_them() -> None:
    (result,) = results(entry(3), sources={"SECURITY.md": "a\x0cb\u2028c\r\n\rthird line\n"})

    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "third line"


def test_file_of_one_line_has_no_context() -> None:
    (result,) = results(entry(1), sources={"SECURITY.md": "one line"})

    assert "contextRegion" not in result["locations"][0]["physicalLocation"]


def test_what_is_waived_is_left_out() -> None:
    waiver = Waiver(("some-rule",), "why", "ours", "2026-12-31", None, Location(".upheld.yml"))

    assert [line_of(r) for r in results(entry(3), replace(entry(4), waiver=waiver))] == [3]


def test_findings_of_one_rule_on_one_line_are_one_result_of_the_worst_level() -> None:
    evidence = (Evidence("git tags", "none"),)
    mild = entry(3, message="it is old", level=Level.WARNING, evidence=evidence)
    (result,) = results(mild, entry(3, message="it is gone", evidence=evidence), entry(3, message="it is old"))

    assert result["message"]["text"] == "It is old; it is gone. Evidence: git tags: none."
    assert result["level"] == "error"


def test_long_words_are_cut() -> None:
    (result,) = results(entry(3, message="x" * 9000), sources={"SECURITY.md": f"\n\n{'y' * 9000}\n"})

    assert len(json.dumps(result)) < 6000


@pytest.mark.parametrize("path", ["a b.md", "ü/[x](1)#?.md", "%41.md", "README\udcff.md"])
def test_path_becomes_an_address_that_leads_back_to_it(path: str) -> None:
    made = ledger(entry(1, path=path), sources={})
    log = json.loads(render("sarif", made, PLAIN).encode("utf-8"))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri.isascii()
    assert unquote_to_bytes(uri).decode("utf-8", "surrogateescape") == path


def test_policy_of_the_owner_is_named_but_the_location_is_in_the_repository() -> None:
    address = "https://github.com/example/.github/blob/main/SECURITY.md"
    itself = entry(1, path="README.md", verdict=Verdict.UPHELD)
    (result,) = results(
        entry(7, path=address, fix=(Edit(address, 7, 7, ("x",)),)), itself, sources={"README.md": "# A\n\n"}
    )
    place = result["locations"][0]["physicalLocation"]

    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("README.md", 1)
    assert result["message"]["text"] == f"It is not so. It is said in {address}:7."
    assert "relatedLocations" not in result
    assert "fixes" not in result


def test_crash_and_expiring_waiver_are_told_as_notifications() -> None:
    crash = Notification(NotificationKind.CRASH, "check crashed", rule="some-rule")
    expiring = Notification(NotificationKind.NOTE, "it expires", Location(".upheld.yml", 2), "removed-rule")
    made = document(ledger(notifications=(crash, expiring)))
    (invocation,) = made["runs"][0]["invocations"]
    told = invocation["toolExecutionNotifications"]

    assert sarif_faults(made) == []
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 4)
    assert [(each["level"], each["message"]["text"]) for each in told] == [
        ("error", "check crashed."),
        ("note", "it expires."),
    ]
    assert told[0]["associatedRule"] == {"id": "some-rule", "index": 0}
    assert "associatedRule" not in told[1]
    assert told[1]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_fingerprints_are_ours_and_that_of_code_scanning() -> None:
    (result,) = results(entry(3), sources={"SECURITY.md": " a\nb\n  \t\tc\n d"})

    assert result["partialFingerprints"] == {
        "upheldFinding/v1": "0" * 32,
        "primaryLocationLineHash": "180aee12dab6264:1",
    }


def test_compared_with_a_base_each_result_is_new_or_unchanged_and_what_is_fixed_is_no_result() -> None:
    new, known = (replace(entry(line), standing=each) for line, each in enumerate(Standing, 3))
    made = results(new, known, base="a" * 40, fixed=(entry(5),))

    assert [(line_of(each), each["baselineState"]) for each in made] == [(3, "new"), (4, "unchanged")]


def test_what_is_new_on_a_line_is_told_apart_from_what_was_there() -> None:
    both = [replace(entry(3, message=each.value), standing=each) for each in Standing]

    assert [each["baselineState"] for each in results(*both, base="a" * 40)] == ["new", "unchanged"]


def test_what_a_change_makes_unverified_is_a_note_and_what_else_is_unverified_is_no_result() -> None:
    lost = replace(entry(3, verdict=Verdict.UNVERIFIED), standing=Standing.NEW, lost=True)
    (result,) = results(lost, replace(lost, lost=False), base="a" * 40)

    assert result["level"] == "note"
    assert "Before, the base upholds it; the change takes away what showed it." in result["message"]["text"]


def test_what_a_change_breaks_on_one_line_is_one_result_of_the_worst_rule() -> None:
    other = replace(RULE, id="another-rule")
    mild = replace(entry(3, message="it is late", level=Level.WARNING), rule=other, standing=Standing.NEW)
    grave = replace(entry(3, message="it is gone"), standing=Standing.NEW)
    (result,) = results(mild, grave, rules=(other, RULE), base="a" * 40)

    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("some-rule", 1, "error")
    assert result["message"]["text"] == "It is gone; it is late. It is told by another-rule too."
    assert len(results(mild, replace(grave, standing=Standing.EXISTING), rules=(other, RULE), base="a" * 40)) == 2


def test_without_a_base_nothing_is_said_of_one() -> None:
    (result,) = results(entry(3))

    assert "baselineState" not in result
