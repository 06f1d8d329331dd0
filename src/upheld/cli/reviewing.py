"""The command `upheld review`."""

import sys
from pathlib import Path
from typing import Any

import click

from upheld.cli.ending import fail, or_exit, shown, write_file
from upheld.cli.options import options_of, shared


@click.command()
@shared
@click.option("--period", metavar="YYYY-QN", help="The quarter that is reviewed; that of the day when left out.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where records are kept, a folder for each period; `security-reviews` in the repository when left out.",
)
@click.option("--if-due", is_flag=True, help="Do nothing where no review is due yet: for a schedule that runs weekly.")
@click.option("--oscal", is_flag=True, help="Also write oscal.json: Assessment Results of OSCAL 1.1.")
@click.option("--previous", type=click.Path(path_type=Path), metavar="LEDGER", help="Compare with this ledger.json.")
@click.option("--force", is_flag=True, help="Write over a review.md that somebody has edited.")
@click.option(
    "--from",
    "ledgers",
    is_flag=True,
    help="Take PATH, and all paths after it, as saved ledgers, and put them together on one page.",
)
@click.argument("more", type=click.Path(path_type=Path), nargs=-1)
def review(path: Path, *, ledgers: bool, more: tuple[Path, ...], **given: Any) -> None:
    """Write the quarterly review of the repository at PATH: a page, a text and a ledger that the next one is compared with.

    The files go to DIR/PERIOD: review.html, review.md and ledger.json. With --from, saved ledgers of many repositories
    become one page. Exit codes: 0 written, or nothing due; 2 usage or configuration error; 4 a check crashed.
    """
    from upheld.review import writing  # noqa: PLC0415 - see `upheld.cli`
