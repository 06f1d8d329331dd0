"""The command `upheld init`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from upheld.cli.ending import or_exit, shown
from upheld.services import TIMEOUT


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--contact", metavar="ADDRESS", help="Where vulnerabilities are reported: an e-mail or https address.")
@click.option(
    "--action-commit",
    "commit",
    metavar="COMMIT",
    help="The commit of Upheld that the workflow runs; that of this release when left out.",
)
@click.option("--offline", is_flag=True, help="Open no socket; what needs one is left out.")
def init(path: Path, contact: str | None, commit: str | None, *, dry_run: bool, offline: bool) -> None:
    """Write a workflow, a first policy and a configuration for the repository at PATH, each where there is none.

    The policy promises only what the repository keeps today. No file is ever overwritten. Exit codes: 0 all is there;
    2 usage error; 3 something could not be written, and what it takes is told.
    """
    from upheld.run import Options  # noqa: PLC0415 - see `upheld.cli`
    from upheld.starting import beginning  # noqa: PLC0415

    options = Options(path=path, as_of=datetime.now(UTC), offline=offline, timeout=TIMEOUT)
    wanted = beginning.Wanted(contact=contact, commit=commit)
    reading, made = or_exit(lambda: beginning.beginning(options, wanted))
    if dry_run:
        for name, text in made.files.items():
            click.echo(shown(f"--- {name}\n{text}"))
    else:
        for name in or_exit(lambda: list(beginning.write(reading, made))):
            click.echo(shown(f"wrote {name}"))
    for remark in made.remarks:
        click.echo(shown(f"note: {remark}"))
    for failure in made.failures:
        click.echo(shown(f"upheld: {failure}"), err=True)
    sys.exit(3 if made.failures else 0)
