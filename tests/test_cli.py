"""The command line: what options mean, what is said of wrong ones, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from making import repository
from produced import upheld
from upheld import __version__, run
from upheld.errors import UserError
from upheld.registry import folders

SERIES = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {} | yes |\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a repository that keeps its promises."""
    return repository(tmp_path / "kept", {"SECURITY.md": SERIES.format("1.x")}, tags=["v1.0.0"]).root


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a repository whose table leaves out the latest release."""
    return repository(tmp_path / "broken", {"SECURITY.md": SERIES.format("1.x")}, tags=["v1.0.0", "v2.0.0"]).root


def check(path: Path, *options: str | Path) -> Result:
    return upheld("check", "--offline", *options, path)


# What is said of the program itself


def test_the_version_is_the_package_s() -> None:
    assert upheld("--version").output == f"upheld {__version__}\n"


def test_explain_lists_every_rule_with_its_title() -> None:
    lines = dict(line.split(maxsplit=1) for line in upheld("explain").output.splitlines())
    assert lines == {name: folder.title for name, folder in folders().items()}


def test_explain_prints_the_page_as_it_stands() -> None:
    done = upheld("explain", "supported-versions")
    assert (done.output, done.exit_code) == (folders()["supported-versions"].page, 0)


@pytest.mark.parametrize(
    ("rule", "said"),
    [("suported-versions", "did you mean 'supported-versions'?"), ("xyzzy", "installed are "), ("", "installed are ")],
)
def test_an_unknown_rule_is_told_with_what_is_near_or_what_there_is(rule: str, said: str) -> None:
    done = upheld("explain", rule)
    assert f"upheld: unknown rule '{rule}'; {said}" in done.stderr
    assert (done.stdout, done.exit_code) == ("", 2)


# Options


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-11-22", "2026-11-22T23:59:59+00:00"),
        ("20261122", "2026-11-22T23:59:59+00:00"),
        ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00+00:00"),
        ("2026-11-22T12:00:00", "2026-11-22T12:00:00+00:00"),
        ("2026-11-22T01:00:00+02:00", "2026-11-21T23:00:00+00:00"),
    ],
)
def test_a_day_means_its_end_and_a_time_is_told_in_utc(kept: Path, given: str, meant: str) -> None:
    assert json.loads(check(kept, "--as-of", given, "--format", "json").stdout)["as_of"] == meant


@pytest.mark.parametrize("given", ["", "yesterday", "2026-02-30", "22.11.2026", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_refused_with_an_example(kept: Path, given: str) -> None:
    done = check(kept, "--as-of", given)
    assert f"'{given}' is neither a day such as 2026-11-22" in done.stderr
    assert done.exit_code == 2


def test_several_reports_are_written_without_colours_beside_the_printed_one(broken: Path, tmp_path: Path) -> None:
    concise, document = tmp_path / "new" / "concise.txt", tmp_path / "report.json"
    done = check(broken, "--color", "always", "--output", f"concise={concise}", "--output", f"json={document}")

    assert "\x1b[" in done.stdout
    assert "[supported-versions]" in concise.read_text(encoding="utf-8")
    assert "\x1b" not in concise.read_text(encoding="utf-8")
    assert json.loads(document.read_text(encoding="utf-8"))["exit_code"] == done.exit_code == 1


@pytest.mark.parametrize("given", ["json", "json=", "=file", "pdf=file"])
def test_an_output_that_names_no_format_or_no_file_is_refused_with_the_formats(kept: Path, given: str) -> None:
    done = check(kept, "--output", given)
    assert f"'{given}' is not FORMAT=FILE with a format out of text, " in done.stderr
    assert done.exit_code == 2


def test_a_report_that_cannot_be_written_is_no_verdict(broken: Path, tmp_path: Path) -> None:
    done = check(broken, "--output", f"json={tmp_path}")
    assert f"upheld: {tmp_path} cannot be written: " in done.stderr
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_unless_asked_for(
    kept: Path, monkeypatch: pytest.MonkeyPatch, option: str, environment: dict[str, str], *, coloured: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in check(kept, "--color", option).stdout) is coloured


# Exit codes


def test_0_where_nothing_is_broken(kept: Path) -> None:
    assert check(kept).exit_code == 0


def test_1_where_a_promise_is_broken(broken: Path) -> None:
    assert check(broken).exit_code == 1


def test_2_where_the_user_can_mend_it(tmp_path: Path) -> None:
    done = check(tmp_path / "missing")
    assert "missing does not exist" in done.stderr
    assert (done.stdout, done.exit_code) == ("", 2)


def test_3_where_nothing_was_checked_or_where_strict_and_unverified(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert check(tmp_path / "empty").exit_code == 3

    untagged = repository(tmp_path / "untagged", {"SECURITY.md": SERIES.format("1.x")}).root
    assert (check(untagged).exit_code, check(untagged, "--strict").exit_code) == (0, 3)
    assert check(kept, "--strict").exit_code == 0


def test_4_where_upheld_itself_fails(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "check", failing)
    done = check(kept)
    assert "ZeroDivisionError" in done.stderr
    assert done.exit_code == 4


def test_a_message_cannot_steer_the_terminal(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_options: object) -> None:
        raise UserError("\x1b]0;title\x07 \u202e")

    monkeypatch.setattr(run, "check", failing)
    assert not {"\x1b", "\x07", "\u202e"} & set(check(kept).stderr)


def test_promises_ends_with_3_where_there_is_no_policy(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [upheld("promises", "--offline", path).exit_code for path in (kept, tmp_path / "empty")] == [0, 3]


def test_fix_shows_what_it_would_write_and_writes_it_when_told(broken: Path) -> None:
    before = (broken / "SECURITY.md").read_text(encoding="utf-8")
    shown = upheld("fix", "--offline", broken)
    assert "+| 2.x | yes |" in shown.stdout
    assert (broken / "SECURITY.md").read_text(encoding="utf-8") == before

    assert upheld("fix", "--offline", "--write", broken).exit_code == 0
    assert check(broken).exit_code == 0
    assert "nothing is broken" in upheld("fix", "--offline", broken).stderr
