"""The commands that read a policy: `upheld check`, `upheld promises`, `upheld fix`."""

import sys
from pathlib import Path
from typing import Any

import click

from upheld.cli.ending import is_read_by_somebody, or_exit, shown, style_of, write_file
from upheld.cli.options import Output, options_of, shared, watching
from upheld.report import FORMATS


@click.command()
@shared
@click.option("--format", "report_format", type=click.Choice(FORMATS), default="text", help="What to print.")
@click.option("--output", "outputs", type=Output(), multiple=True, help="Also write a report to a file (repeatable).")
@click.option("--strict", is_flag=True, help="Exit with 3 when something could not be verified.")
@click.option(
    "--probe",
    is_flag=True,
    help="Start the MCP server, where one is promised to keep off the network, and watch it: runs the repository's code.",
)
@watching
@click.option(
    "--static-decides",
    is_flag=True,
    help="Call such a promise broken, too, where only the source says that it listens by default.",
)
def check(path: Path, report_format: str, outputs: tuple[tuple[str, Path], ...], **given: Any) -> None:
    """Verify every promise of the repository at PATH.

    Exit codes: 0 nothing is broken; 1 a promise is broken; 2 usage or configuration error; 3 something could not be
    verified and --strict was asked, or there was nothing to check; 4 a check crashed.
    """
    from upheld import run  # noqa: PLC0415 - see the module's docstring
    from upheld.report import render  # noqa: PLC0415
    from upheld.report.style import PLAIN  # noqa: PLC0415

    ledger = or_exit(lambda: run.check(options_of(path, **given)))
    click.echo(render(report_format, ledger, style_of(given["colour"])), nl=False, color=True)
    for each, file in outputs:
        write_file(file, render(each, ledger, PLAIN))
    sys.exit(ledger.exit_code)


@click.command()
@shared
@click.option(
    "--format", "report_format", type=click.Choice(["text", "json", "markdown"]), default="text", help="What to print."
)
@click.option("--explain", is_flag=True, help="Tell of each other line why no promise was read from it.")
def promises(path: Path, report_format: str, *, explain: bool, **given: Any) -> None:
    """Show what was read from the policy of the repository at PATH."""
    from upheld import run  # noqa: PLC0415
    from upheld.report import promises as report  # noqa: PLC0415

    options = options_of(path, **given)
    reading = or_exit(lambda: run.read(options))
    read = report.ReadPolicy(reading.policy, reading.promises, options.as_of.date())
    click.echo(report.render(read, report_format, style_of(given["colour"]), explain=explain), nl=False, color=True)
    sys.exit(0 if reading.policy.document else 3)


@click.command()
@shared
@click.option("--write", is_flag=True, help="Write the corrected lines instead of showing them.")
def fix(path: Path, *, write: bool, **given: Any) -> None:
    """Propose corrected lines for what is broken in the policy of the repository at PATH, as a diff.

    Exit codes: 0 shown, written, or nothing to correct; 3 something is broken for which no correction is known.
    """
    from upheld import run  # noqa: PLC0415
    from upheld.correction import correct  # noqa: PLC0415

    ledger = or_exit(lambda: run.check(options_of(path, correcting=True, **given)))
    result = or_exit(lambda: correct(ledger, Path(path), write=write))
    click.echo(shown(result.text) if is_read_by_somebody() else result.text, nl=False)
    for line in result.remarks:
        click.echo(shown(line), err=True)
    sys.exit(result.exit_code)
