"""The published JSON Schema of a ledger."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from review_records import as_json, record, six
from upheld.review.schema import ledger_schema

PUBLISHED: dict[str, Any] = json.loads((files("upheld") / "schemas" / "review.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(PUBLISHED, format_checker=FormatChecker())


def test_the_published_schema_is_the_one_of_the_nouns() -> None:
    assert ledger_schema() == PUBLISHED
    Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("name", six())
def test_ledgers_fit_it(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(as_json(six()[name]))] == []


@pytest.mark.parametrize(
    "wrong", [{"schema_version": 2}, {"promises": None}, {"next_review": "soon"}, {"kind": "other"}]
)
def test_what_does_not_fit_is_told(wrong: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(as_json(record(1)) | wrong))
