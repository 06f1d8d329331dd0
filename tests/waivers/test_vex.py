"""What VEX documents excuse, in both formats."""

import json
from typing import Any

import pytest

from exceptions_read import excused, refused
from upheld.model import Waiver

DJANGO = "pkg:pypi/relay_http@1.2.0"


def openvex(*statements: dict[str, Any], **more: Any) -> str:
    document = {"@context": "https://openvex.dev/ns/v0.2.0", "author": "The team", "timestamp": "2026-01-05T10:00:00Z"}
    return json.dumps({**document, **more, "statements": list(statements)}, indent=2)


def statement(status: str = "not_affected", **more: Any) -> dict[str, Any]:
    justified = {"justification": "vulnerable_code_not_in_execute_path"} if status == "not_affected" else {}
    return {
        "vulnerability": {"name": "CVE-2025-1111", "aliases": ["GHSA-2222-3333-4444"]},
        "products": [{"@id": DJANGO}],
        "status": status,
        **justified,
        **more,
    }


def cyclonedx(**analysis: Any) -> str:
    stated = {"state": "not_affected", "justification": "code_not_reachable", "lastUpdated": "2026-01-05T10:00:00Z"}
    vulnerability = {
        "id": "CVE-2025-1111",
        "references": [{"id": "GHSA-2222-3333-4444", "source": {"name": "GitHub"}}],
        "analysis": {key: value for key, value in (stated | analysis).items() if value is not None},
        "affects": [{"ref": DJANGO}],
    }
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [vulnerability]}, indent=2)


def subjects(waivers: tuple[Waiver, ...]) -> list[str | None]:
    return [each.subject for each in waivers]


@pytest.mark.parametrize("path", ["vex.json", ".vex/a.json", "security/app.openvex.json"])
def test_a_statement_excuses_a_vulnerability_of_one_version(path: str) -> None:
    (waiver,) = excused(path, openvex(statement()))

    assert waiver.subject == "PyPI/relay-http@1.2.0 CVE-2025-1111"
    assert waiver.also == ("PyPI/relay-http@1.2.0 GHSA-2222-3333-4444",)
    assert (waiver.owner, waiver.reason) == ("The team", "vulnerable_code_not_in_execute_path")


def test_it_is_believed_for_400_days() -> None:
    assert excused("vex.json", openvex(statement()))[0].expires == "2027-02-09"


@pytest.mark.parametrize("status", ["affected", "under_investigation"])
def test_other_states_excuse_nothing(status: str) -> None:
    assert excused("vex.json", openvex(statement(status))) == ()


def test_a_later_statement_takes_the_place_of_an_earlier_one() -> None:
    later = statement("affected", timestamp="2026-02-01T00:00:00Z")

    assert excused("vex.json", openvex(later, statement())) == ()


def test_not_affected_needs_a_justification() -> None:
    assert refused("vex.json", openvex(statement(justification=""))) == ["8: CVE-2025-1111 has no justification"]


def test_an_impact_statement_is_a_justification() -> None:
    (waiver,) = excused("vex.json", openvex(statement(justification=None, impact_statement="only used in tests")))

    assert waiver.reason == "only used in tests"


def test_a_statement_without_a_date_excuses_nothing() -> None:
    assert "has no date" in refused("vex.json", openvex(statement(), timestamp=""))[0]


def test_parts_of_a_product_are_meant_where_they_are_named() -> None:
    product = {"@id": "pkg:oci/app@sha256:1", "subcomponents": [{"@id": "pkg:npm/%40lamp/wick"}]}

    assert subjects(excused("vex.json", openvex(statement(products=[product])))) == ["npm/@lamp/wick CVE-2025-1111"]


@pytest.mark.parametrize("product", ["pkg:oci/app@sha256%3A1", "pkg:github/lamp/app"])
def test_the_whole_project_is_meant_by_its_image_or_repository(product: str) -> None:
    assert subjects(excused("vex.json", openvex(statement(products=[product])))) == ["CVE-2025-1111"]


@pytest.mark.parametrize("product", ["https://lamp.example/app", "pkg:deb/debian/curl@7", "app"])
def test_a_product_that_is_not_known_excuses_nothing(product: str) -> None:
    assert excused("vex.json", openvex(statement(products=[product]))) == ()


def test_the_oldest_form_names_a_vulnerability_by_a_text() -> None:
    text = openvex(statement(vulnerability="CVE-2025-1111", products=[DJANGO]))

    assert subjects(excused("vex.json", text)) == ["PyPI/relay-http@1.2.0 CVE-2025-1111"]


@pytest.mark.parametrize("state", ["not_affected", "false_positive", "resolved", "resolved_with_pedigree"])
def test_an_analysis_of_cyclonedx_excuses(state: str) -> None:
    (waiver,) = excused("bom.json", cyclonedx(state=state))

    assert waiver.subject == "PyPI/relay-http@1.2.0 CVE-2025-1111"
    assert waiver.also == ("PyPI/relay-http@1.2.0 GHSA-2222-3333-4444",)
    assert waiver.expires == "2027-02-09"


@pytest.mark.parametrize("state", ["exploitable", "in_triage"])
def test_an_analysis_that_goes_on_excuses_nothing(state: str) -> None:
    assert excused("bom.json", cyclonedx(state=state)) == ()


def test_an_analysis_needs_a_justification_or_details() -> None:
    assert "has no justification" in refused("bom.json", cyclonedx(justification=None))[0]
    assert excused("bom.json", cyclonedx(justification=None, detail="not called"))[0].reason == "not called"


@pytest.mark.parametrize("text", ["{", "[" * 100_000])
def test_a_file_that_is_no_json_is_told(text: str) -> None:
    assert refused("vex.json", text) == ["1: vex.json excuses nothing: it is no JSON that can be read"]


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "[]",
        '{"statements": 3}',
        openvex(3),  # type: ignore[arg-type]
        openvex({"vulnerability": 3}),
        openvex(statement(products=3)),
        openvex(statement(products=[3, {}])),
        '{"bomFormat": "CycloneDX", "vulnerabilities": [3, {}, {"id": "a", "analysis": 3}]}',
    ],
)
def test_another_shape_excuses_nothing(text: str) -> None:
    assert excused("vex.json", text) == ()
