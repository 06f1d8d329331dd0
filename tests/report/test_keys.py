import json
from datetime import timedelta
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from metadata_read import utc
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, Inventory, Key, LeftOut, State
from upheld.model import Location
from upheld.report import keys as report
from upheld.report.keys import FORMATS, Listing
from upheld.report.style import PLAIN, Style

NOW = utc(2026, 1, 31, 12)


def key(name: str, **known: Any) -> Key:
    line = known.pop("line", 2)
    return Key(source="PyPI", kind=known.pop("kind", "token"), name=name, location=Location("keys.yml", line), **known)


TOKEN = key(
    "PYPI_TOKEN",
    id="1234",
    owner="release team",
    scope="upheld",
    created=utc(2025, 2, 1),
    changed=utc(2025, 11, 3),
    last_used=NEVER,
    expires=utc(2026, 6, 30),
    note="made by hand",
)
SIGNING = key(
    "SIGNING", line=7, kind="private-key", created=utc(2024, 2, 29), changed=NEVER, expires=NEVER, state=State.SUSPENDED
)
UNKNOWN = key("UNKNOWN", line=9)
CERTIFICATE = key(
    "shop",
    line=11,
    kind="certificate",
    id="5a",
    created=utc(2025, 5, 1),
    expires=utc(2026, 5, 1),
    state=State.COMPROMISED,
)
READ = Evidence("keys.yml", "key inventory", utc(2026, 1, 30), (TOKEN, SIGNING, UNKNOWN, CERTIFICATE))
FAILED = Evidence("aws.json", "", None, problem="is refused: the field `token` holds a value", line=3)
LEFT = Evidence(
    "gcp.json",
    "Google Cloud",
    None,
    left_out=(LeftOut("keys that Google rotates", 1), LeftOut("keys that Google rotates", 5)),
)
LISTING = Listing(Inventory((READ, FAILED, LEFT)), NOW)


def rendered(report_format: str, listing: Listing = LISTING, style: Style = PLAIN) -> str:
    return report.render(listing, report_format, style)


def test_table_is_aligned_and_tells_below_what_was_not_read() -> None:
    assert rendered("text") == (
        "key inventory: keys.yml, as of 2026-01-30T00:00:00Z\n"
        "  Name        Kind         Owner         Renewed       Age  Last used  Expires     State\n"
        "  PYPI_TOKEN  token        release team  2025-11-03   88 d  never      2026-06-30  active\n"
        "  SIGNING     private-key                2024-02-29  701 d  ?          never       suspended\n"
        "  UNKNOWN     token                      ?               ?  ?          ?           active\n"
        "  shop        certificate                2025-05-01  274 d  ?          2026-05-01  compromised\n"
        "\n"
        "aws.json:3: is refused: the field `token` holds a value\n"
        "gcp.json: 2 left out: keys that Google rotates\n"
        "4 keys in 3 files\n"
    )


def test_colours_change_no_letter_of_the_table() -> None:
    coloured = rendered("text", style=Style(colour=True))

    assert "\x1b[" in coloured
    plain = coloured
    while "\x1b[" in plain:
        before, _, after = plain.partition("\x1b[")
        plain = before + after.partition("m")[2]
    assert [line.rstrip() for line in plain.splitlines()] == rendered("text").splitlines()


def test_nothing_known_is_said_with_what_to_do() -> None:
    nothing = Listing(Inventory(()), NOW)

    assert rendered("text", nothing) == (
        "no metadata of keys: give a file with --evidence, or keep keys.yml or .upheld/keys in the repository\n"
    )
    assert nothing.exit_code == 3


def test_markdown_is_one_table_a_file() -> None:
    text = rendered("markdown")

    assert "| Name | Kind | Owner | Renewed | Age | Last used | Expires | State |" in text
    assert "| PYPI\\_TOKEN | token | release team |" in text
    assert text.endswith("- gcp.json: 2 left out: keys that Google rotates\n")


@pytest.mark.parametrize(
    "name", ["\x1b[31mred", "::error::x", "a\u202eb", "##[command]x", "a\nb", "<script>", "| x | [y](z)"]
)
@pytest.mark.parametrize("report_format", ["text", "markdown"])
def test_names_from_outside_are_harmless_where_they_land(name: str, report_format: str) -> None:
    listing = Listing(Inventory((Evidence(name, "key inventory", None, (key(name),)),)), NOW)
    text = rendered(report_format, listing)

    assert not {"\x1b", "\u202e"} & set(text)
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "##[" not in text
    if report_format == "markdown":
        assert "<script>" not in text
        assert "[y](z)" not in text


def test_json_fits_its_schema_and_says_all_that_is_known() -> None:
    document = json.loads(rendered("json"))
    schema = json.loads((files("upheld") / "schemas" / "inventory.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)
    assert document["exit_code"] == 3
    assert [each["age_days"] for each in document["keys"]] == [88, 701, None, 274]
    assert document["keys"][0] == {
        "source": "PyPI",
        "kind": "token",
        "name": "PYPI_TOKEN",
        "id": "1234",
        "owner": "release team",
        "scope": "upheld",
        "created": "2025-02-01T00:00:00Z",
        "changed": "2025-11-03T00:00:00Z",
        "last_used": "never",
        "expires": "2026-06-30T00:00:00Z",
        "state": "active",
        "age_days": 88,
        "note": "made by hand",
        "location": {"path": "keys.yml", "line": 2},
    }
    assert document["evidence"][1:] == [
        {
            "path": "aws.json",
            "source": None,
            "made": None,
            "keys": 0,
            "left_out": [],
            "problem": {"message": FAILED.problem, "line": 3},
        },
        {
            "path": "gcp.json",
            "source": "Google Cloud",
            "made": None,
            "keys": 0,
            "left_out": [{"reason": "keys that Google rotates", "count": 2}],
            "problem": None,
        },
    ]


def test_an_age_is_counted_in_whole_days_to_the_time_of_the_evidence() -> None:
    made = utc(2026, 1, 30)
    evidence = Evidence("a", "b", made)
    ages = {
        hours: LISTING.age(evidence, key("a", created=made - timedelta(hours=hours)))
        for hours in (-1, 0, 23, 24, 47, 48)
    }

    assert ages == {-1: None, 0: 0, 23: 0, 24: 1, 47: 1, 48: 2}
    assert LISTING.age(Evidence("a", "b", None), key("a", created=NOW - timedelta(days=90))) == 90


def test_cbom_is_valid_by_the_schema_of_cyclonedx_1_6() -> None:
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib carries the official JSON Schema of CycloneDX")
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    pytest.importorskip("referencing", reason="the schema refers to others")
    try:
        problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(rendered("cbom"))
    except Exception as error:
        if type(error).__name__ == "MissingOptionalDependencyException":
            pytest.skip("cyclonedx-python-lib lacks what its validation needs")
        raise
    assert problem is None


def test_cbom_has_no_value_of_a_key_and_one_reference_each() -> None:
    document = json.loads(rendered("cbom"))

    assert (document["bomFormat"], document["specVersion"], len(document["components"])) == ("CycloneDX", "1.6", 4)
    assert len({each["bom-ref"] for each in document["components"]}) == 4
    for each in document["components"]:
        assert each["type"] == "cryptographic-asset"
        assert "value" not in json.dumps(each["cryptoProperties"])


def test_cbom_is_read_back_as_it_was() -> None:
    (found,) = read_evidence("cbom.json", rendered("cbom").encode())

    assert found.problem is None
    assert found.made == READ.made
    for before, after in zip(READ.keys, found.keys, strict=True):
        for name in (
            "source",
            "kind",
            "name",
            "id",
            "owner",
            "scope",
            "created",
            "changed",
            "last_used",
            "expires",
            "state",
            "note",
        ):
            assert getattr(after, name) == getattr(before, name), name


def test_evidence_of_which_the_time_is_not_known_does_not_become_new_by_being_written() -> None:
    listing = Listing(Inventory((Evidence("a", "b", None, (TOKEN,)),)), NOW)
    (found,) = read_evidence("cbom.json", rendered("cbom", listing).encode())

    assert found.made is None


@pytest.mark.parametrize("report_format", FORMATS)
def test_the_same_inventory_gives_the_same_bytes(report_format: str) -> None:
    assert rendered(report_format) == rendered(report_format)
