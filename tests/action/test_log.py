"""The log: text from outside is never obeyed, and annotations are whole, few and the worst first."""

from collections.abc import Callable

import pytest

from upheld.action.__main__ import main
from upheld.report.github import MOST_ANNOTATIONS

HOSTILE = "1.0::error::x ##[command]rm %0A::warning::"


def _hostile(commit: Callable[[str], str]) -> None:
    row = f"| 0.2.x {HOSTILE} | yes |\n"
    promised = f"We fix vulnerabilities within 7 days {HOSTILE}.\n"
    commit(f"# Security\n\n{promised}\n## Versions\n\n| Version | Supported |\n| --- | --- |\n{row}| 0.3 | yes |\n")


def _parts(said: str) -> tuple[list[str], list[str]]:
    """Return the lines that the runner does not obey, and those that it does."""
    first, *lines = said.splitlines()
    assert first.startswith("::stop-commands::")
    end = lines.index(f"::{first.removeprefix('::stop-commands::')}::")
    return lines[:end], lines[end + 1 :]


def test_what_quotes_the_policy_is_printed_where_the_runner_obeys_nothing(
    environment: dict[str, str], commit: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    _hostile(commit)
    assert main(environment) == 0
    quarantined, obeyed = _parts(capsys.readouterr().out)
    assert any("::error::x ##\\u005bcommand]rm" in line for line in quarantined)
    assert obeyed
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in obeyed)


def test_the_end_of_the_quarantine_is_another_one_for_each_text(
    environment: dict[str, str], commit: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(environment)
    first = capsys.readouterr().out.splitlines()[0]
    _hostile(commit)
    main(environment)
    assert capsys.readouterr().out.splitlines()[0] != first


def test_annotations_stand_at_the_line(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(environment)
    _, obeyed = _parts(capsys.readouterr().out)
    at = "::error file=SECURITY.md,line=7,col=3,title=upheld%3A supported-versions::"
    assert any(line.startswith(at) for line in obeyed)


def test_the_worst_ten_are_shown_and_a_notice_says_how_many_more_and_where(
    environment: dict[str, str],
    outputs: Callable[[], dict[str, str]],
    commit: Callable[[str], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = "".join(f"| 0.{minor}.x | yes |\n" for minor in range(30))
    commit(f"# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n{rows}")
    assert main(environment) == 0
    _, obeyed = _parts(capsys.readouterr().out)
    more = int(outputs()["broken"]) - MOST_ANNOTATIONS
    assert [line.split()[0] for line in obeyed] == ["::error"] * MOST_ANNOTATIONS + ["::notice"]
    assert f"::{more} more ({more} in SECURITY.md); the log of this step lists all of them" in obeyed[-1]
