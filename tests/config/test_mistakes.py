"""Every mistake in a configuration is told at once, each at its place, with what was probably meant."""

from pathlib import Path

import pytest

from upheld.config import Config, ConfigError, read_config
from upheld.config.settings import SETTINGS
from upheld.repository import Repository

KEYS = ", ".join(f"'{key}'" for key in SETTINGS)
WAIVER = "waivers:\n  - rule: a\n    reason: b\n    owner: c\n    expires: {}\n"


def mistakes(folder: Path, text: str, path: str = ".upheld.yml") -> list[str]:
    (folder / path).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(Repository(folder))
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    return [line.removeprefix(f"{path}:") for line in lines]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("polcy: a", "1:1: error: unknown key 'polcy'; did you mean 'policy'?"),
        ("ignored: [a]", "1:1: error: unknown key 'ignored'; did you mean 'ignore'?"),
        ("xyz: 1", "1:1: error: unknown key 'xyz'; expected one of " + KEYS),
        ("policy: a\npolicy: b", "2:1: error: duplicate key 'policy' (first at line 1)"),
        ("policy: [a]", "1:9: error: 'policy' must be text, not a list"),
        ("policy: {a: b}", "1:9: error: 'policy' must be text, not a mapping"),
        ("policy: true", "1:9: error: 'policy' must be text, not 'true'"),
        ("policy: ' '", "1:9: error: 'policy' must be text, not nothing"),
        ("select: a", "1:9: error: 'select' must be a list of texts, not 'a'"),
        ("select: [a, [b]]", "1:13: error: 'select' must be a list of texts, not a list"),
        ("ignore:\n  - a\n  - ~", "3:5: error: 'ignore' must be a list of texts, not '~'"),
        ("waivers: a", "1:10: error: 'waivers' must be a list of mappings, not 'a'"),
        ("waivers: {rule: a}", "1:10: error: 'waivers' must be a list of mappings, not a mapping"),
        (WAIVER.format("31.12.2026"), "5:14: error: 'expires' must be a date such as 2026-12-31, not '31.12.2026'"),
        (WAIVER.format("2026-02-30"), "5:14: error: 'expires' must be a date such as 2026-12-31, not '2026-02-30'"),
        (WAIVER.format("12-31"), "5:14: error: 'expires' must be a date such as 2026-12-31, not '12-31'"),
        (WAIVER.format("20261231"), "5:14: error: 'expires' must be a date such as 2026-12-31, not '20261231'"),
        (WAIVER.format("never"), "5:14: error: 'expires' must be a date such as 2026-12-31, not 'never'"),
        (WAIVER.format("2026-12-31\n    ruel: x"), "6:5: error: unknown key 'ruel'; did you mean 'rule'?"),
        ("- a", "1:1: error: expected a mapping with the keys " + KEYS),
        ("just words", "1:1: error: expected a mapping with the keys " + KEYS),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, mistake: str) -> None:
    assert mistakes(tmp_path, text) == [mistake]


@pytest.mark.parametrize("key", ["rule", "reason", "owner"])
def test_a_waiver_lacks_nothing(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in WAIVER.format("2026-12-31").splitlines() if f"{key}:" not in line)
    (mistake,) = mistakes(tmp_path, text.replace("    ", "  - ", 1) if key == "rule" else text)

    assert f"'{key}' is missing" in mistake


def test_all_mistakes_are_told_at_once_in_order(tmp_path: Path) -> None:
    text = "polcy: a\nselect: b\nwaivers:\n  - rule: x\n    expires: soon\nselect: [c]\n"

    assert [mistake.partition(": ")[0] for mistake in mistakes(tmp_path, text)] == [
        "1:1",
        "2:9",
        "4:5",
        "4:5",
        "5:14",
        "6:1",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("policy: [a", "2:1"),
        ("policy: a\n\tselect: [b]", "2:1"),
        ("a: b: c", "1:5"),
        ("%bad", "1:1"),
        ("a: 'b", "1:6"),
    ],
)
def test_what_is_no_yaml_is_told_where_it_stops(tmp_path: Path, text: str, place: str) -> None:
    (mistake,) = mistakes(tmp_path, text)

    assert mistake.startswith(place.split(":", maxsplit=1)[0])
    assert ": error: not valid YAML: " in mistake


@pytest.mark.parametrize(
    "text",
    [
        "policy: &a b\nselect: [*a]",
        "x: &x [1]\npolicy: *x",
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "a: &a\n  <<: *a\n",
    ],
)
def test_aliases_are_refused(tmp_path: Path, text: str) -> None:
    assert "aliases (`*name`) are not allowed here" in mistakes(tmp_path, text)[0]


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_a_mistake_and_no_crash(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text)


def test_a_tag_makes_nothing(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, "policy: !!python/object/apply:os.system [exit]")

    assert mistake == "1:9: error: 'policy' must be text, not a list"


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 5000, "tool.upheld." + "a." * 5000 + "a = 1"])
def test_toml_that_cannot_be_read_is_left_to_its_own_tools(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    assert read_config(Repository(tmp_path)) == Config()


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("[tool.upheld]\npolcy = 'a'\n", "2:1: error: unknown key 'polcy'; did you mean 'policy'?"),
        ("[tool.upheld]\npolicy = 3\n", "2:1: error: 'policy' must be text, not '3'"),
        ("[tool.upheld]\nignore = 'a'\n", "2:1: error: 'ignore' must be a list of texts, not 'a'"),
        (
            "[tool.other]\nselect = 1\n[tool.upheld]\nselect = 1\n",
            "4:1: error: 'select' must be a list of texts, not '1'",
        ),
        (
            "[tool]\nupheld = 3\n",
            "1:1: error: expected a mapping with the keys " + KEYS,
        ),
        (
            "[[tool.upheld.waivers]]\nrule='a'\nreason='b'\nowner='c'\nexpires=2026-12-31T00:00:00\n",
            "5:1: error: 'expires' must be a date such as 2026-12-31, not '2026-12-31 00:00:00'",
        ),
        (
            "[tool.upheld]\nwaivers = [{rule='a', reason='b', owner='c', expires='soon'}]\n",
            "2:46: error: 'expires' must be a date such as 2026-12-31, not 'soon'",
        ),
    ],
)
def test_a_mistake_in_toml_is_told_at_its_place(tmp_path: Path, text: str, mistake: str) -> None:
    assert mistakes(tmp_path, text, "pyproject.toml") == [mistake]


def test_the_second_waiver_in_toml_has_its_own_place(tmp_path: Path) -> None:
    good = "[[tool.upheld.waivers]]\nrule='a'\nreason='b'\nowner='c'\nexpires=2026-12-31\n"

    (mistake,) = mistakes(tmp_path, good + good.replace("2026-12-31", "'soon'"), "pyproject.toml")

    assert mistake.startswith("10:1: error: 'expires'")
