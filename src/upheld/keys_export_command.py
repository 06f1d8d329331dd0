"""The command `upheld keys export`: its options, what it prints, and its exit codes."""

import sys
from pathlib import Path
from typing import IO, Any

import click

from upheld.errors import UserError

KINDS = ("actions", "dependabot", "codespaces", "deploy-keys")


class _UserError(click.ClickException):
    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        from upheld.report.style import printable  # noqa: PLC0415 - needed where something fails

        click.echo(f"upheld: {printable(self.message)}", file=file, err=True)


@click.command("export")
@click.option("--from", "source", type=click.Choice(["github", "aws"]), default="github", help="Whom to ask.")
@click.option(
    "--repo", "repository", metavar="OWNER/NAME", help="The repository on GitHub; that of `origin` when left out."
)
@click.option("--org", "organisation", metavar="ORG", help="Ask for the secrets of this organisation on GitHub.")
@click.option("--environments", is_flag=True, help="Ask for the secrets of each environment of the repository too.")
@click.option(
    "--only",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Ask GitHub for these alone (repeatable): each takes a permission of its own.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
def export_command(source: str, output: Path, kinds: tuple[str, ...], **about: Any) -> None:
    """Ask GitHub or AWS which keys there are, and write what `upheld check --evidence FILE` reads: names and dates, never values.

    GitHub is asked with the token in UPHELD_GITHUB_TOKEN, else GH_TOKEN or GITHUB_TOKEN; the one that a workflow is given
    may not list secrets. AWS is asked by boto3, with its credentials. Exit codes: 0 all was got; 2 usage error, or
    nothing was got; 3 some lists were not told.
    """
    from upheld.keys_export import Wanted, export  # noqa: PLC0415 - the command line starts without it
    from upheld.report.style import printable  # noqa: PLC0415

    try:
        done = export(Wanted(source=source, kinds=kinds, **about), output)
    except UserError as error:
        raise _UserError(str(error)) from None
    for line in done.lines:
        click.echo(printable(line))
    for line in done.failures:
        click.echo(printable(line), err=True)
    sys.exit(3 if done.failures else 0)
