"""The commands of `upheld keys`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from upheld.cli.ending import end_told, or_exit, style_of
from upheld.cli.options import Moment, coloured

KINDS = ("actions", "dependabot", "codespaces", "deploy-keys")


class Keys(click.Group):
    """Shows the inventory where no command of its own is named: `upheld keys` and `upheld keys PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["show", *args])


@click.group(cls=Keys)
def keys() -> None:
    """Show which keys there are, by metadata only; `upheld keys show --help` says how."""


@keys.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Read this file of metadata too (repeatable); its format is recognised.",
)
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "cbom", "markdown"]),
    default="text",
    help="What to print.",
)
@click.option("--as-of", type=Moment(), help="Show ages as of this day or time instead of now.")
@coloured
def show(path: Path, evidence: tuple[Path, ...], report_format: str, as_of: datetime | None, colour: str) -> None:
    """Show the keys that the metadata of the repository at PATH tell of: keys.yml, .upheld/keys, files that are given.

    A file that holds a value, or a part of one, is refused. Exit codes: 0 all was read; 2 usage error; 3 a file could
    not be read, or nothing is known of any key.
    """
    from upheld.facts.keys.inventory import inventory  # noqa: PLC0415 - see `upheld.cli`
    from upheld.report import keys as report  # noqa: PLC0415
    from upheld.report.keys.listing import Listing  # noqa: PLC0415
    from upheld.repository import Repository  # noqa: PLC0415

    listing = or_exit(lambda: Listing(inventory(Repository(path), evidence), as_of or datetime.now(UTC)))
    click.echo(report.render(listing, report_format, style_of(colour)), nl=False, color=True)
    sys.exit(listing.exit_code)


@keys.command()
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
def export(source: str, output: Path, kinds: tuple[str, ...], **about: Any) -> None:
    """Ask GitHub or AWS which keys there are, and write what `upheld check --evidence FILE` reads: names and dates, never values.

    GitHub is asked with the token in UPHELD_GITHUB_TOKEN, else GH_TOKEN or GITHUB_TOKEN; the one that a workflow is given
    may not list secrets. AWS is asked by boto3, with its credentials. Exit codes: 0 all was got; 2 usage error, or
    nothing was got; 3 some lists were not told.
    """
    from upheld import keys_export  # noqa: PLC0415 - see `upheld.cli`

    wanted = keys_export.Wanted(source=source, kinds=kinds, **about)
    end_told(or_exit(lambda: keys_export.export(wanted, output)))
