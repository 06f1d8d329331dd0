"""Assessment Results of OSCAL: only what is known is satisfied, and a library of others reads them."""

import importlib.util
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from review_records import record, six
from upheld.review.oscal import assessment_results
from upheld.review.record import Record, State

RECORDS = six()
TRESTLE = os.environ.get("UPHELD_TRESTLE")
"""A Python that has compliance-trestle: it wants other versions of what we use."""


def results(made: Record) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(assessment_results(made))["assessment-results"]
    return loaded


def states(made: Record) -> set[str]:
    return {each["target"]["status"]["state"] for each in results(made)["results"][0].get("findings", [])}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.UPHELD, {"satisfied"}),
        (State.BROKEN, {"not-satisfied"}),
        (State.WAIVED, {"not-satisfied"}),
        (State.UNVERIFIED, set()),
    ],
)
def test_what_is_unverified_is_no_finding_and_what_is_excused_is_not_satisfied(state: State, told: set[str]) -> None:
    assert states(record(6, (state,))) == told


def test_one_broken_promise_leaves_its_controls_not_satisfied_whatever_others_say() -> None:
    # Promises 0 and 6 are of one kind.
    made = record(7, (State.UPHELD, *[State.UPHELD] * 5, State.BROKEN))
    findings = {each["title"]: each["target"]["status"]["state"] for each in results(made)["results"][0]["findings"]}

    assert findings["osps-vm-05.01"] == "not-satisfied"
    assert findings["osps-do-04.01"] == "satisfied"


def test_one_unverified_promise_leaves_its_controls_without_a_finding() -> None:
    made = record(7, (*[State.UPHELD] * 6, State.UNVERIFIED))

    assert "osps-vm-05.01" not in {each["title"] for each in results(made)["results"][0]["findings"]}


def test_every_promise_is_an_observation_with_evidence_by_a_tool() -> None:
    observations = results(record(12))["results"][0]["observations"]

    assert len(observations) == 12
    assert all(each["relevant-evidence"] and each["methods"] == ["TEST"] for each in observations)
    assert {each["props"][0]["value"] for each in observations} == {"broken", "upheld", "unverified"}


def test_findings_point_at_observations_that_are_there() -> None:
    result = results(record(12))["results"][0]
    known = {each["uuid"] for each in result["observations"]}
    named = {each["observation-uuid"] for finding in result["findings"] for each in finding["related-observations"]}

    assert named <= known


def test_identifiers_are_of_their_form_and_each_is_there_once() -> None:
    text = assessment_results(RECORDS["broken"])
    found = re.findall(r'^ *"uuid": "([^"]*)"', text, re.MULTILINE)

    assert len(found) == len(set(found))
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", each) for each in found
    )


@pytest.mark.skipif(
    TRESTLE is None and importlib.util.find_spec("trestle") is None, reason="compliance-trestle is not here"
)
@pytest.mark.parametrize("name", RECORDS)
def test_trestle_reads_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / "oscal.json"
    file.write_text(assessment_results(RECORDS[name]), encoding="utf-8")
    script = (
        "import sys, pathlib; from trestle.oscal.assessment_results import AssessmentResults;"
        "read = AssessmentResults.oscal_read(pathlib.Path(sys.argv[1])); print(len(read.results[0].observations or []))"
    )
    done = subprocess.run([TRESTLE or "python", "-c", script, str(file)], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == (str(len(RECORDS[name].promises)), "")
