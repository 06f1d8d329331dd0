"""An error of our own is told apart from a broken promise."""

import click
from click.testing import CliRunner

from upheld.cli import Program, main


def test_an_error_that_nobody_expected_ends_with_4_and_shows_where_it_was() -> None:
    program = Program()

    @program.command()
    def fail() -> None:
        raise ValueError("nobody expected this")

    done = CliRunner().invoke(program, ["fail"])

    assert done.exit_code == 4
    assert done.stderr.startswith("Traceback")
    assert "nobody expected this" in done.stderr


def test_what_the_user_got_wrong_is_still_2() -> None:
    program = Program()

    @program.command()
    def refuse() -> None:
        raise click.UsageError("not so")

    assert CliRunner().invoke(program, ["refuse"]).exit_code == 2
    assert CliRunner().invoke(main, ["check", "--format", "no-such-format"]).exit_code == 2


def test_who_interrupts_a_run_is_not_told_of_a_broken_promise() -> None:
    program = Program()

    @program.command()
    def wait() -> None:
        raise KeyboardInterrupt

    assert CliRunner().invoke(program, ["wait"]).exit_code == 130
