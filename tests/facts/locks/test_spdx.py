import json
import re
from typing import Any

import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.pins import LockError
from upheld.facts.locks.spdx import read

# Written by `npm sbom`, cut down.
DOCUMENT = """\
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "shop@1.0.0",
  "documentDescribes": [
    "SPDXRef-Package-shop-1.0.0"
  ],
  "packages": [
    {
      "name": "shop",
      "SPDXID": "SPDXRef-Package-shop-1.0.0",
      "versionInfo": "1.0.0",
      "externalRefs": [
        {
          "referenceCategory": "PACKAGE-MANAGER",
          "referenceType": "purl",
          "referenceLocator": "pkg:npm/shop@1.0.0"
        }
      ]
    },
    {
      "name": "@babel/code-frame",
      "SPDXID": "SPDXRef-Package-babel.code-frame-7.0.0",
      "versionInfo": "7.0.0",
      "externalRefs": [
        {
          "referenceCategory": "SECURITY",
          "referenceType": "cpe23Type",
          "referenceLocator": "cpe:2.3:a:x:y:7.0.0:*:*:*:*:*:*:*"
        },
        {
          "referenceCategory": "PACKAGE-MANAGER",
          "referenceType": "purl",
          "referenceLocator": "pkg:npm/%40babel/code-frame@7.0.0"
        }
      ]
    },
    {
      "name": "js-tokens",
      "SPDXID": "SPDXRef-Package-js-tokens-4.0.0",
      "versionInfo": "4.0.0",
      "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/js-tokens@4.0.0"}]
    },
    {
      "name": "mkdirp",
      "SPDXID": "SPDXRef-Package-mkdirp-0.5.1",
      "versionInfo": "0.5.1",
      "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/mkdirp@0.5.1"}]
    },
    {
      "name": "minimist",
      "SPDXID": "SPDXRef-Package-minimist-0.0.8",
      "versionInfo": "0.0.8",
      "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/minimist@0.0.8"}]
    }
  ],
  "relationships": [
    {
      "spdxElementId": "SPDXRef-DOCUMENT",
      "relatedSpdxElement": "SPDXRef-Package-shop-1.0.0",
      "relationshipType": "DESCRIBES"
    },
    {
      "spdxElementId": "SPDXRef-Package-babel.code-frame-7.0.0",
      "relatedSpdxElement": "SPDXRef-Package-shop-1.0.0",
      "relationshipType": "DEPENDENCY_OF"
    },
    {
      "spdxElementId": "SPDXRef-Package-js-tokens-4.0.0",
      "relatedSpdxElement": "SPDXRef-Package-babel.code-frame-7.0.0",
      "relationshipType": "DEPENDENCY_OF"
    },
    {
      "spdxElementId": "SPDXRef-Package-mkdirp-0.5.1",
      "relatedSpdxElement": "SPDXRef-Package-shop-1.0.0",
      "relationshipType": "DEV_DEPENDENCY_OF"
    },
    {
      "spdxElementId": "SPDXRef-Package-minimist-0.0.8",
      "relatedSpdxElement": "SPDXRef-Package-mkdirp-0.5.1",
      "relationshipType": "DEPENDENCY_OF"
    }
  ]
}
"""


def _package(name: str, purl: str | None = None, **others: Any) -> dict[str, Any]:
    references = [{"referenceType": "purl", "referenceLocator": purl}] if purl else []
    return {"SPDXID": f"SPDXRef-{name}", "name": name, "externalRefs": references} | others


def _document(*packages: dict[str, Any], relationships: list[tuple[str, str, str]] | None = None) -> str:
    related = [
        {"spdxElementId": f"SPDXRef-{one}", "relationshipType": kind, "relatedSpdxElement": f"SPDXRef-{other}"}
        for one, kind, other in relationships or ()
    ]
    return json.dumps({"spdxVersion": "SPDX-2.2", "packages": packages, "relationships": related})


def test_each_package_is_a_pin_and_the_relationships_tell_what_it_is_for() -> None:
    lock = read("shop.spdx.json", DOCUMENT, EMPTY)

    assert [(str(pin.package), pin.location.line, pin.direct, pin.development) for pin in lock.pins] == [
        ("@babel/code-frame 7.0.0", 25, True, False),
        ("js-tokens 4.0.0", 42, False, False),
        ("mkdirp 0.5.1", 48, True, True),
        ("minimist 0.0.8", 54, False, True),
    ]
    assert (lock.form, lock.unaudited) == ("SPDX 2.3", ())


def test_what_development_and_the_project_share_is_shipped() -> None:
    text = _document(
        *(_package(name, f"pkg:npm/{name}@1") for name in ("root", "tool", "used", "shared")),
        relationships=[
            ("DOCUMENT", "DESCRIBES", "root"),
            ("root", "DEPENDS_ON", "used"),
            ("used", "DEPENDS_ON", "shared"),
            ("tool", "DEV_DEPENDENCY_OF", "root"),
            ("tool", "DEPENDS_ON", "shared"),
        ],
    )

    assert {pin.package.name: (pin.direct, pin.development) for pin in read("a.spdx.json", text, EMPTY).pins} == {
        "tool": (True, True),
        "used": (True, False),
        "shared": (False, False),
    }


def test_relationships_in_circles_end() -> None:
    text = _document(
        *(_package(name, f"pkg:npm/{name}@1") for name in ("root", "a", "b")),
        relationships=[
            ("root", "DESCRIBED_BY", "DOCUMENT"),
            ("root", "DEPENDS_ON", "a"),
            ("a", "DEPENDS_ON", "b"),
            ("b", "DEPENDS_ON", "a"),
            ("b", "TEST_DEPENDENCY_OF", "b"),
        ],
    )

    assert [(pin.direct, pin.development) for pin in read("a.spdx.json", text, EMPTY).pins] == [
        (True, False),
        (False, False),
    ]


def test_where_packages_are_only_listed_nothing_is_said_of_what_they_are_for() -> None:
    text = _document(
        _package("root"),
        _package("a", "pkg:npm/a@1"),
        relationships=[("DOCUMENT", "DESCRIBES", "root"), ("root", "CONTAINS", "a")],
    )

    assert [(pin.direct, pin.development) for pin in read("a.spdx.json", text, EMPTY).pins] == [(None, None)]


def test_packages_that_are_all_described_are_all_entries() -> None:
    text = _document(
        _package("a", "pkg:npm/a@1"),
        _package("b", "pkg:npm/b@1"),
        relationships=[("DOCUMENT", "DESCRIBES", "a"), ("DOCUMENT", "DESCRIBES", "b")],
    )

    assert len(read("a.spdx.json", text, EMPTY).pins) == 2


@pytest.mark.parametrize(
    ("package", "name", "reason"),
    [
        (_package("a"), "a", "has no package URL"),
        (_package("a", "pkg:npm/a"), "a", "states no version"),
        (_package("a", "pkg:npm/a", versionInfo="NOASSERTION"), "a", "states no version"),
        (_package("a", "pkg:npm/a", versionInfo="^ 1.0"), "a", "states a range, not a version"),
        (_package("a", "pkg:apk/alpine/a@1"), "a", "is of type apk, of which no advisories are read"),
        (_package("/etc/x"), "an entry", "has a path in place of a name"),
        ({}, "an entry", "has no name"),
    ],
)
def test_what_cannot_be_audited_is_told(package: dict[str, Any], name: str, reason: str) -> None:
    lock = read("a.spdx.json", _document(package), EMPTY)

    assert lock.pins == ()
    assert [(each.name, each.reason) for each in lock.unaudited] == [(name, reason)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "is"),
        ("{}", 1, "has no `spdxVersion`; SPDX-2.2 and SPDX-2.3 are read"),
        ('{\n"spdxVersion": "SPDX-2.1"}', 2, "is SPDX-2.1; SPDX-2.2 and SPDX-2.3 are read"),
        ('{\n"spdxVersion": 2.3}', 2, "is 2.3; SPDX-2.2 and SPDX-2.3 are read"),
        ('{"spdxVersion": []}', 1, "is []; SPDX-2.2 and SPDX-2.3 are read"),
        (
            '{"@graph": [],\n"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}',
            2,
            "is SPDX 3, which is not read; SPDX-2.2 and SPDX-2.3 are",
        ),
        ('{"spdxVersion": "SPDX-2.3",\n"packages": 7}', 2, "a list was expected"),
        ('{\n<<<<<<< ours\n"spdxVersion": "SPDX-2.3"}', 2, "merge"),
    ],
)
def test_what_is_not_read_is_told_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=re.escape(message)) as caught:
        read("a.spdx.json", text, EMPTY)

    assert caught.value.line == line


@given(mutated(DOCUMENT, json.dumps(json.loads(DOCUMENT))))
def test_a_damaged_document_never_crashes(text: str) -> None:
    holds(read, text)
