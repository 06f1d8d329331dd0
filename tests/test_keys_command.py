import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from upheld.cli import main

INVENTORY = "generated_at: 2026-01-31T06:00:00Z\nkeys:\n- name: A\n  created: 2026-01-01\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["keys", *map(str, arguments)])


def test_the_inventory_of_a_repository_is_shown(tmp_path: Path) -> None:
    (tmp_path / "keys.yml").write_text(INVENTORY, encoding="utf-8")

    for arguments in ([tmp_path], ["show", tmp_path]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "  A     key   2026-01-01  30 d  ?          ?        active\n\n1 key in 1 file\n" in result.output


def test_ages_are_those_of_the_day_that_is_asked_for_where_the_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "given.yml").write_text(INVENTORY.partition("\n")[2], encoding="utf-8")
    result = run(tmp_path, "--evidence", tmp_path / "given.yml", "--as-of", "2026-04-01", "--format", "json")

    assert [each["age_days"] for each in json.loads(result.output)["keys"]] == [90]


def test_what_cannot_be_read_is_told_and_gives_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "given.json").write_text('{"keys": [{"name": "A",\n"token": "hunter2"}]}', encoding="utf-8")
    result = run(tmp_path, "--evidence", tmp_path / "given.json")

    assert result.exit_code == 3
    assert "given.json:2: is refused: the field `token` holds a value" in result.output
    assert "hunter2" not in result.output


def test_nothing_known_gives_exit_code_3_and_a_missing_folder_2(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 3
    assert run(tmp_path / "missing").exit_code == 2


@pytest.mark.parametrize("report_format", ["text", "json", "cbom", "markdown"])
def test_every_format_is_known_to_the_command(tmp_path: Path, report_format: str) -> None:
    (tmp_path / "keys.yml").write_text(INVENTORY, encoding="utf-8")

    assert run(tmp_path, "--format", report_format).exit_code == 0


def test_help_tells_of_the_commands() -> None:
    assert "show" in run("--help").output
    assert "--evidence" in run("show", "--help").output
