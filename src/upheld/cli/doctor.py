"""The command `upheld doctor`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from upheld.cli.ending import or_exit, style_of
from upheld.cli.options import coloured
from upheld.services import TIMEOUT


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--offline", is_flag=True, help="Open no socket.")
@click.option(
    "--advisories", type=click.Path(path_type=Path), metavar="DIR", help="Look at this snapshot instead of asking OSV."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Wait no longer than this for all services together.",
)
@click.option("--format", "report_format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@coloured
def doctor(
    path: Path, advisories: Path | None, timeout: float, report_format: str, colour: str, *, offline: bool
) -> None:
    """Tell what can and cannot be verified here of the repository at PATH, and prove that the tool sees what is broken.

    A repository that is known to be bad is made in a temporary folder and has to fail. No code of PATH is run, and no
    token is shown. Exit codes: 0 the tool can be believed; 2 usage error; 3 it does not fail what it has to.
    """
    from upheld.diagnosis.examining import examine  # noqa: PLC0415 - see `upheld.cli`
    from upheld.report import doctor as report  # noqa: PLC0415
    from upheld.run import Options  # noqa: PLC0415

    options = Options(path=path, as_of=datetime.now(UTC), offline=offline, snapshot=advisories, timeout=timeout)
    diagnosis = or_exit(lambda: examine(options))
    click.echo(report.render(diagnosis, report_format, style_of(colour)), nl=False, color=True)
    sys.exit(0 if diagnosis.proof.holds else 3)
