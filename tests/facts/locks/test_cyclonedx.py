import json
import re
from typing import Any

import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.cyclonedx import read
from upheld.facts.locks.pins import LockError

# Written by `npm sbom`, cut down.
BOM = """\
{
  "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "version": 1,
  "metadata": {
    "component": {
      "bom-ref": "shop@1.0.0",
      "type": "library",
      "name": "shop",
      "version": "1.0.0",
      "purl": "pkg:npm/shop@1.0.0"
    }
  },
  "components": [
    {
      "bom-ref": "@babel/code-frame@7.0.0",
      "type": "library",
      "name": "code-frame",
      "group": "@babel",
      "version": "7.0.0",
      "scope": "required",
      "purl": "pkg:npm/%40babel/code-frame@7.0.0",
      "hashes": [{"alg": "SHA-512", "content": "39f0"}]
    },
    {
      "bom-ref": "@babel/highlight@7.25.9",
      "type": "library",
      "name": "@babel/highlight",
      "version": "7.25.9",
      "scope": "required",
      "purl": "pkg:npm/%40babel/highlight@7.25.9"
    },
    {
      "bom-ref": "minimist@1.2.0",
      "type": "library",
      "name": "minimist",
      "version": "1.2.0",
      "scope": "required",
      "purl": "pkg:npm/minimist@1.2.0",
      "properties": [
        {
          "name": "cdx:npm:package:development",
          "value": "true"
        }
      ]
    }
  ],
  "dependencies": [
    {"ref": "shop@1.0.0", "dependsOn": ["@babel/code-frame@7.0.0", "minimist@1.2.0"]},
    {"ref": "@babel/code-frame@7.0.0", "dependsOn": ["@babel/highlight@7.25.9"]}
  ]
}
"""


def _bom(*components: dict[str, Any], **others: Any) -> str:
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components} | others)


def test_each_component_is_a_pin_at_the_line_of_its_version() -> None:
    lock = read("bom.json", BOM, EMPTY)

    assert [(str(pin.package), pin.location.line, pin.direct, pin.development) for pin in lock.pins] == [
        ("@babel/code-frame 7.0.0", 21, True, False),
        ("@babel/highlight 7.25.9", 30, False, False),
        ("minimist 1.2.0", 38, True, True),
    ]
    assert {pin.package.ecosystem for pin in lock.pins} == {"npm"}
    assert (lock.form, lock.unaudited) == ("CycloneDX 1.5", ())


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7"])
def test_every_version_that_is_known_is_read(version: str) -> None:
    lock = read("bom.json", BOM.replace('"1.5"', f'"{version}"'), EMPTY)

    assert (lock.form, len(lock.pins)) == (f"CycloneDX {version}", 3)


@pytest.mark.parametrize(("version", "found"), [('"1.3"', "1.3"), ('"2.0"', "2.0"), ("1.5", "1.5"), ("null", "None")])
def test_an_unknown_version_is_told(version: str, found: str) -> None:
    with pytest.raises(LockError) as caught:
        read("bom.json", f'{{"bomFormat": "CycloneDX",\n"specVersion": {version}}}', EMPTY)

    assert str(caught.value) == f"is CycloneDX {found}; 1.4, 1.5, 1.6, 1.7 are read"
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "is"),
        ("{}", 1, "is not CycloneDX: its `bomFormat` is another or missing"),
        ('{\n"bomFormat": "x"}', 2, "is not CycloneDX: its `bomFormat` is another or missing"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.5",\n"components": {}}', 2, "a list was expected"),
        ('{\n<<<<<<< ours\n"bomFormat": "CycloneDX"}', 2, "merge"),
    ],
)
def test_what_is_no_bill_of_materials_is_told_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=re.escape(message)) as caught:
        read("bom.json", text, EMPTY)

    assert caught.value.line == line


def test_components_within_components_are_read_in_the_order_of_the_document() -> None:
    inner = {"type": "library", "name": "b", "purl": "pkg:cargo/b@1.0", "components": [{"purl": "pkg:cargo/c@1.0"}]}
    text = _bom({"name": "a", "purl": "pkg:cargo/a@1.0", "components": [inner]}, {"purl": "pkg:cargo/d@1.0"})

    assert [pin.package.name for pin in read("bom.json", text, EMPTY).pins] == ["a", "b", "c", "d"]


def test_parts_of_the_project_itself_are_read_and_the_project_is_not() -> None:
    subject = {"purl": "pkg:cargo/a@1.0", "components": [{"purl": "pkg:cargo/b@1.0"}]}

    lock = read("bom.json", _bom(metadata={"component": subject}), EMPTY)

    assert [pin.package.name for pin in lock.pins] == ["b"]


@pytest.mark.parametrize(
    ("component", "name", "reason"),
    [
        ({"type": "library", "name": "a", "group": "g", "version": "1"}, "g/a", "has no package URL"),
        ({"type": "operating-system", "name": "debian"}, "debian", "has no package URL"),
        ({"name": "a", "purl": "pkg:pypi/a"}, "a", "states no version"),
        ({"name": "a", "version": "^1.0", "purl": "pkg:npm/a"}, "a", "states a range, not a version"),
        ({"name": "a", "purl": "a"}, "a", "has something else in place of a package URL"),
        ({"purl": "pkg:deb/debian/a@1"}, "debian/a", "is of type deb, of which no advisories are read"),
        ({"purl": "pkg:github/o/r@v1"}, "o/r", "is of type github, of which no advisories are read"),
        ({"name": "a", "purl": "pkg:composer/a/a@dev-main"}, "a/a", "is taken from a branch, not from a version"),
        ({"name": "x", "purl": "pkg:npm/..%2f..%2fx@1"}, "an entry", "has a path in place of a name"),
        ({"name": "x", "purl": "pkg:npm/%1b%5b2J@1"}, "an entry", "has a name that no package can have"),
        ({"type": "library", "name": "/etc/x"}, "an entry", "has a path in place of a name"),
    ],
)
def test_what_cannot_be_audited_is_told(component: dict[str, Any], name: str, reason: str) -> None:
    lock = read("bom.json", _bom(component), EMPTY)

    assert lock.pins == ()
    assert [(each.name, each.reason) for each in lock.unaudited] == [(name, reason)]


def test_files_and_keys_are_no_entries() -> None:
    lock = read("bom.json", _bom({"type": "file", "name": "/a"}, {"type": "cryptographic-asset", "name": "k"}), EMPTY)

    assert (lock.pins, lock.unaudited) == ((), ())


def test_the_version_beside_a_package_url_without_one_counts() -> None:
    lock = read("bom.json", _bom({"name": "a", "version": "1.0", "purl": "pkg:pypi/a"}), EMPTY)

    assert [str(pin.package) for pin in lock.pins] == ["a 1.0"]


def test_a_document_of_vulnerabilities_alone_has_no_entries() -> None:
    text = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [{"id": "CVE-1"}]})

    assert read("bom.json", text, EMPTY).pins == ()


@pytest.mark.parametrize(
    ("component", "development"),
    [
        ({"scope": "excluded"}, True),
        ({"scope": "required"}, False),
        ({"scope": "optional"}, None),
        ({}, None),
        ({"properties": [{"name": "cdx:pipenv:category", "value": "develop"}]}, True),
        ({"properties": [{"name": "cdx:npm:package:development", "value": "false"}]}, None),
        ({"properties": [{"name": [], "value": {}}]}, None),
    ],
)
def test_scope_and_properties_tell_what_is_for_development(
    component: dict[str, Any], *, development: bool | None
) -> None:
    lock = read("bom.json", _bom({"purl": "pkg:npm/a@1"} | component), EMPTY)

    assert lock.pins[0].development is development


@pytest.mark.parametrize(
    "dependencies",
    [[], [{"ref": "root"}], [{"ref": "other", "dependsOn": ["a"]}], [{"ref": "root", "dependsOn": 7}], [{}]],
)
def test_without_the_needs_of_the_project_nothing_is_said_of_what_is_direct(dependencies: list[Any]) -> None:
    text = _bom(
        {"bom-ref": "a", "purl": "pkg:npm/a@1"}, metadata={"component": {"bom-ref": "root"}}, dependencies=dependencies
    )

    assert read("bom.json", text, EMPTY).pins[0].direct is None


def test_a_package_in_several_places_is_one_pin() -> None:
    lock = read("bom.json", _bom({"purl": "pkg:npm/a@1"}, {"purl": "pkg:npm/a@1?x=y"}, {"purl": "pkg:npm/a@2"}), EMPTY)

    assert [str(pin.package) for pin in lock.pins] == ["a 1", "a 2"]


def test_components_nested_without_end_are_refused() -> None:
    text = '{"bomFormat": "CycloneDX", "specVersion": "1.6"' + ', "components": [{"name": "a"' * 50_000

    with pytest.raises(LockError, match="nested too deep"):
        read("bom.json", text, EMPTY)


@given(mutated(BOM, json.dumps(json.loads(BOM))))
def test_a_damaged_bill_of_materials_never_crashes(text: str) -> None:
    holds(read, text)
