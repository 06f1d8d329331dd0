import json
from datetime import date, datetime
from importlib.resources import files

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from metadata_read import evidence, keys, problem, utc
from upheld.facts.keys.fields import DATES, TEXTS, keys_schema
from upheld.facts.keys.key import NEVER, State

INVENTORY = """\
generated_at: 2026-01-31T06:00:00Z
keys:
- name: PYPI_TOKEN
  kind: token
  id: 1234
  source: PyPI
  owner: release team
  scope: the project upheld
  created: 2025-02-01
  rotated: 2025-11-03T23:30:00-02:00
  last_used: never
  expires: 2026-06-30
  state: active
  note: made by hand
- name: SIGNING_KEY
  created: "2024-02-29"
  rotated: never
  last_used: unknown
  expires: never
  state: suspended
"""
BAD = {
    "a misspelt field": (
        "keys:\n- name: A\n  craeted: 2026-01-01\n",
        3,
        "has a field that is not known; did you mean `created`? (column 3)",
    ),
    "a misspelt field at the top": ("key: 1\nkeys: []\n", 1, "has a field that is not known; did you mean `keys`?"),
    "no name": ("keys:\n- kind: token\n", 2, "has a key without a `name` (column 3)"),
    "an entry that is a text": ("keys:\n- A\n", 1, "has an entry of `keys` that is no mapping"),
    "a name that is a list": ("keys:\n- name: A\n  owner: [a]\n", 3, "has a `owner` that is no text (column 3)"),
    "a day that there is not": (
        "keys:\n- name: A\n  created: 2026-02-30\n",
        3,
        "has a `created` that is neither a day such as 2026-01-31 nor a time with its offset such as 2026-01-31T12:00:00Z (column 3)",
    ),
    "a time without an offset": (
        "keys:\n- name: A\n  expires: 2026-01-30T10:00:00\n",
        3,
        "has a `expires` that is neither a day such as 2026-01-31 nor a time with its offset such as 2026-01-31T12:00:00Z, nor `never` (column 3)",
    ),
    "created never": (
        "keys:\n- name: A\n  created: never\n",
        3,
        "has a `created` that is neither a day such as 2026-01-31 nor a time with its offset such as 2026-01-31T12:00:00Z (column 3)",
    ),
    "a misspelt state": (
        "keys:\n- name: A\n  state: actvie\n",
        3,
        "has a `state` that is not known; did you mean `active`? (column 3)",
    ),
    "several": (
        "keys:\n- name: A\n  ownr: a\n- nme: B\n  created: soon\n",
        3,
        "has a field that is not known; did you mean `owner`? (column 3); 3 further mistakes, on lines 4, 5",
    ),
}


class EditorsLoader(yaml.SafeLoader):
    """YAML as an editor's schema sees it: dates are texts."""


EditorsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def fits(text: str) -> bool:
    data = yaml.load(text, Loader=EditorsLoader)  # noqa: S506 - derived from SafeLoader
    return Draft202012Validator(keys_schema(), format_checker=FormatChecker()).is_valid(data)


def test_every_field_is_read() -> None:
    found = keys(INVENTORY)

    token, signing = found["PYPI_TOKEN"], found["SIGNING_KEY"]
    assert (token.kind, token.id, token.source, token.owner, token.scope, token.note) == (
        "token",
        "1234",
        "PyPI",
        "release team",
        "the project upheld",
        "made by hand",
    )
    assert (token.created, token.changed, token.last_used, token.expires) == (
        utc(2025, 2, 1),
        utc(2025, 11, 4, 1, 30),
        NEVER,
        utc(2026, 6, 30),
    )
    assert (signing.changed, signing.last_used, signing.expires, signing.state) == (NEVER, None, NEVER, State.SUSPENDED)
    assert (signing.renewed, signing.location.line) == (utc(2024, 2, 29), 15)
    assert evidence(INVENTORY).made == utc(2026, 1, 31, 6)


def test_the_same_is_read_from_json_and_csv() -> None:
    data = yaml.load(INVENTORY, Loader=EditorsLoader)  # noqa: S506 - derived from SafeLoader
    columns = [*TEXTS, *DATES, "state"]
    rows = [",".join(str(each.get(column, "")) for column in columns) for each in data["keys"]]
    expected = {
        name: (key.created, key.changed, key.last_used, key.expires, key.state, key.id)
        for name, key in keys(INVENTORY).items()
    }

    for content in (data, "\n".join([",".join(columns), *rows])):
        assert {
            name: (key.created, key.changed, key.last_used, key.expires, key.state, key.id)
            for name, key in keys(content).items()
        } == expected


def test_a_name_and_nothing_else_is_a_key_of_which_nothing_is_known() -> None:
    key = keys("keys:\n- name: A\n")["A"]

    assert (key.created, key.changed, key.last_used, key.expires, key.state) == (None, None, None, None, State.ACTIVE)


def test_an_inventory_may_be_empty() -> None:
    assert keys("keys: []\n") == {}


@pytest.mark.parametrize(("text", "line", "message"), BAD.values(), ids=BAD)
def test_a_mistake_is_told_with_its_place_and_what_was_meant(text: str, line: int, message: str) -> None:
    assert problem(text) == (message, line)
    assert not fits(text)


def test_what_stands_in_a_wrong_field_is_not_shown() -> None:
    assert "hunter2" not in problem("keys:\n- name: A\n  hunter2: 1\n  created: hunter2\n  state: hunter2\n")[0]


@pytest.mark.parametrize("field", ["value", "token", "secret", "password", "hint"])
def test_a_value_is_refused_before_anything_is_said_of_the_field(field: str) -> None:
    why, line = problem(f"keys:\n- name: A\n  {field}: hunter2\n")

    assert why.startswith(f"is refused: the field `{field}` holds a value")
    assert line == 3


@pytest.mark.parametrize("text", [INVENTORY, "keys: []\n", "keys:\n- name: A\n", "version: 1\nkeys: []\n"])
def test_what_is_read_fits_the_schema(text: str) -> None:
    assert evidence(text).problem is None
    assert fits(text)


def test_published_schema_is_the_one_that_is_made() -> None:
    published = (files("upheld") / "schemas" / "keys.schema.json").read_text(encoding="utf-8")

    assert published == json.dumps(keys_schema(), indent=2) + "\n"


def test_json_mistakes_have_their_line() -> None:
    assert problem('{"keys": [\n {"name": "A",\n  "last_usd": "never"}]}')[1] == 3


def test_days_are_days_in_utc_whatever_the_zone_of_the_machine() -> None:
    created = keys("keys:\n- name: A\n  created: 2026-01-31\n")["A"].created

    assert isinstance(created, datetime)
    assert created.date() == date(2026, 1, 31)
    assert created.utcoffset() is not None
