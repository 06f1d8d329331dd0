"""Promises that the configuration states: made by their kinds, with their own places, and every mistake told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from making import repository
from upheld.config import ConfigError, read_config
from upheld.config.claims import promise_of
from upheld.model import Force, Promise
from upheld.policy.durations import Duration
from upheld.policy.kinds import built_in_kinds
from upheld.policy.supported_versions import SupportedVersions

STATED: dict[str, list[dict[str, Any]]] = {
    "acknowledgement-time": [{"hours": 48}],
    "courtesy": [{"about": "credit"}],
    "dependency-audit": [{"tools": ["pip-audit"], "cadence": "weekly"}, {"tools": ["a", "b"], "cadence": None}],
    "dependency-updates": [{}],
    "design-claim": [{"about": "sandboxing"}, {"about": "other"}],
    "disclosure-window": [{"days": 90}],
    "fix-time": [{"severity": "critical", "days": 14}, {"severity": "any", "days": 0}],
    "key-rotation": [{"days": 90}, {"days": None}],
    "network-exposure": [{"policy": "stdio-only"}],
    "no-committed-secrets": [{"what": ["api-keys", "passwords"]}],
    "no-public-issues": [{}],
    "policy-review": [{"last_updated": "2026-02-01", "cadence": None}, {"last_updated": None, "cadence": "annual"}],
    "reporting-channel": [{"channels": ["email:security@acme.example", "github-private-reporting"]}],
    "secrets-from-environment": [{}],
    "status-update-time": [{"days": 7}],
    "update-channel": [{"channels": ["github-releases", "changelog"]}],
}


@dataclass(frozen=True, kw_only=True)
class Drill(Promise):
    """A third party's kind."""

    kind: ClassVar[str] = "drill"
    each: int
    roles: list[str]
    remote: bool = False

    def __post_init__(self) -> None:
        if self.each > 12:
            raise ValueError("a year has twelve months")


@dataclass(frozen=True, kw_only=True)
class Opaque(Promise):
    """A third party's kind that only a policy can make."""

    kind: ClassVar[str] = "opaque"
    inner: dict[str, bytes]


class Misspelt(Promise):
    """A third party's kind whose annotations name what is not there."""

    kind: ClassVar[str] = "misspelt"
    inner: "Nobody"  # type: ignore[name-defined]  # noqa: F821  # pyright: ignore[reportUndefinedVariable]


OTHERS: tuple[type[Promise], ...] = (Drill, Opaque, Misspelt, SupportedVersions)
KINDS = {kind.kind: kind for kind in (*built_in_kinds(), *OTHERS)}


def made(folder: Path, text: str, path: str = ".upheld.yml") -> list[Promise]:
    stated = read_config(repository(folder, {path: text})).promises
    return [promise_of(each.path, each.item, KINDS, location=each.location, quote=each.quote) for each in stated]


def mistakes(folder: Path, stated: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        made(folder, f"promises:\n  - {stated}\n")
    return str(caught.value).splitlines()


def test_every_kind_of_ours_is_tried() -> None:
    assert set(STATED) == {kind.kind for kind in built_in_kinds()} - {"supported-versions"}, "versions are rows"


@pytest.mark.parametrize(("kind", "fields"), [(kind, fields) for kind, each in STATED.items() for fields in each])
def test_a_kind_is_made_of_the_fields_that_it_prints(tmp_path: Path, kind: str, fields: dict[str, Any]) -> None:
    written = ", ".join(f"{name}: {'null' if value is None else value}" for name, value in fields.items())

    (promise,) = made(tmp_path, f"promises:\n  - {{kind: {kind}, fields: {{{written}}}, reason: so}}\n")

    assert type(promise) is KINDS[kind]
    printed = {name: list(value) if isinstance(value, tuple) else value for name, value in promise.fields().items()}
    assert printed == fields


def test_a_promise_stands_where_it_is_stated(tmp_path: Path) -> None:
    text = (
        "promises:\n  - kind: fix-time\n    fields: {severity: high, days: 30}\n    reason: so\n    force: practice\n"
    )
    (promise,) = made(tmp_path, text)

    place = promise.location
    assert (place.path, place.line, place.column) == (".upheld.yml", 2, 5)
    assert (promise.quote, promise.force, promise.stated) == ("- kind: fix-time", Force.PRACTICE, True)
    assert vars(promise)["within"] == Duration(30, 30, "day")


def test_toml_states_the_same(tmp_path: Path) -> None:
    text = """[tool.upheld]
policy = "docs/security.md"

[[tool.upheld.promises]]
kind = "acknowledgement-time"
fields = {hours = 24}
reason = "so"

[[tool.upheld.promises]]
kind = "drill"
reason = "so"
fields = {each = 3, roles = ["lead"], remote = true}
"""
    first, second = made(tmp_path, text, "pyproject.toml")

    assert (first.location.line, first.quote, first.fields()) == (5, 'kind = "acknowledgement-time"', {"hours": 24})
    assert (second.location.line, second.fields()) == (10, {"each": 3, "roles": ["lead"], "remote": True})


def test_what_may_be_nothing_or_has_a_default_can_be_left_out(tmp_path: Path) -> None:
    text = """promises:
      - {kind: key-rotation, reason: so}
      - {kind: dependency-audit, fields: {tools: [x]}, reason: so}
      - {kind: drill, fields: {each: 3, roles: [x]}, reason: so}
    """
    rotation, audit, drill = made(tmp_path, text)

    assert (rotation.fields(), audit.fields()["cadence"]) == ({"days": None}, None)
    assert drill.fields()["remote"] is False


@pytest.mark.parametrize(
    ("stated", "mistake"),
    [
        ("{kind: fix-tme, reason: so}", "2:12: error: unknown kind 'fix-tme'; did you mean 'fix-time'?"),
        (
            "{kind: disclosure-window, fields: {day: 9, days: 9}, reason: so}",
            "2:40: error: unknown field 'day' of disclosure-window; did you mean 'days'?",
        ),
        (
            "{kind: no-public-issues, fields: {days: 9}, reason: so}",
            "2:39: error: unknown field 'days' of no-public-issues; it has no fields",
        ),
        (
            "{kind: fix-time, fields: {severity: high}, reason: so}",
            "2:30: error: the field 'days' of fix-time is missing: a whole number",
        ),
        ("{kind: update-channel, reason: so}", "2:5: error: the field 'channels' of update-channel is missing: a list"),
        ("{kind: disclosure-window, fields: {days: soon}, reason: so}", "2:46: error: 'days' must be a whole number"),
        ("{kind: disclosure-window, fields: {days: -1}, reason: so}", "2:46: error: 'days' must be a whole number"),
        ("{kind: disclosure-window, fields: {days: 1.5}, reason: so}", "2:46: error: 'days' must be a whole number"),
        ("{kind: disclosure-window, fields: {days: [1]}, reason: so}", "2:46: error: 'days' must be a whole number"),
        ("{kind: disclosure-window, fields: {days: null}, reason: so}", "2:46: error: 'days' must be a whole number"),
        ("{kind: update-channel, fields: {channels: npm}, reason: so}", "2:47: error: 'channels' must be a list of"),
        ("{kind: update-channel, fields: {channels: []}, reason: so}", "2:47: error: 'channels' must be a list of"),
        ("{kind: courtesy, fields: {about: true}, reason: so}", "2:38: error: 'about' must be a text, not 'true'"),
        (
            "{kind: fix-time, fields: {severity: critcal, days: 9}, reason: so}",
            "2:41: error: 'severity' does not know 'critcal'; did you mean 'critical'?",
        ),
        (
            "{kind: no-committed-secrets, fields: {what: [api-keys, pasword]}, reason: so}",
            "2:60: error: 'what' does not know 'pasword'; did you mean 'passwords'?",
        ),
        (
            "{kind: network-exposure, fields: {policy: stdio-only, by_default: 'yes'}, reason: so}",
            "2:71: error: 'by_default' must be true or false, not 'yes'",
        ),
        (
            "{kind: drill, fields: {each: 13, roles: [x]}, reason: so}",
            "2:27: error: a promise of the kind 'drill' cannot be made of these fields: a year has twelve months",
        ),
        ("{kind: opaque, reason: so}", "2:12: error: a promise of the kind 'opaque' cannot be stated here"),
        ("{kind: misspelt, reason: so}", "2:12: error: a promise of the kind 'misspelt' cannot be stated here"),
        ("{kind: supported-versions, reason: so}", "2:12: error: a promise of the kind 'supported-versions' cannot be"),
    ],
)
def test_a_mistake_in_what_is_stated_is_told_at_its_place(tmp_path: Path, stated: str, mistake: str) -> None:
    (said,) = mistakes(tmp_path, stated)

    assert said.startswith(f".upheld.yml:{mistake}")


def test_all_mistakes_of_a_promise_are_told_at_once(tmp_path: Path) -> None:
    said = mistakes(tmp_path, "{kind: fix-time, fields: {severity: bad, dais: 9}, reason: so}")

    assert [each.split(": error: ")[1].split(";")[0] for each in said] == [
        "the field 'days' of fix-time is missing: a whole number",
        "'severity' does not know 'bad'",
        "unknown field 'dais' of fix-time",
    ]


def test_the_examples_of_the_readme_are_right(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in readme.split("```yaml\n")[1:]]
    config = read_config(
        repository(tmp_path, {".upheld.yml": "".join(e for e in examples if "reason" in e or "by:" in e)})
    )

    means = [each.item.get("means") for each in config.corrections]
    stated = [*(each.item for each in config.promises), *(each for each in means if each and each.kind == "mapping")]
    made = [promise_of("", each, KINDS, location=config.promises[0].location, quote="") for each in stated]
    assert [promise.kind for promise in made] == ["disclosure-window", "fix-time"]
    assert [each.text("kind") for each in config.attestations] == ["acknowledgement-time"]
