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
@click.option("--name", metavar="NAME", help="What the repository is called on the page; as its remote when left out.")
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
    if ledgers:
        _roll_up((path, *more), given["out"] or Path())
        return
    if more:
        fail("one repository is reviewed at a time; `--from` puts saved ledgers together")
    _review(path, **given)


def _review(path: Path, *, out: Path | None, if_due: bool, oscal: bool, force: bool, **given: Any) -> None:
    from upheld import run  # noqa: PLC0415 - see `upheld.cli`
    from upheld.report.json import document  # noqa: PLC0415
    from upheld.report.review.files import files_of, is_edited  # noqa: PLC0415
    from upheld.review import planning  # noqa: PLC0415
    from upheld.review.saved import written  # noqa: PLC0415
    from upheld.review.taking import taken  # noqa: PLC0415

    wanted = planning.Asked(given.pop("period"), out, given.pop("previous"), given.pop("name"))
    options = options_of(path, **given)
    if if_due and (why := or_exit(lambda: planning.why_not_due(run.read(options), wanted, options.as_of))):
        click.echo(shown(why))
        return
    judged = or_exit(lambda: run.judge(options))
    plan = or_exit(lambda: planning.plan(judged, wanted))
    check = document(judged.ledger)
    ledger = written(taken(judged, check, plan.wanted), check)
    if is_edited(plan.folder / "review.md") and not force:
        fail(f"{plan.folder / 'review.md'} was edited after it was written; --force writes it anew")
    for name, text in or_exit(lambda: files_of(ledger, oscal=oscal)).items():
        write_file(plan.folder / name, text)
        click.echo(shown(f"wrote {plan.folder / name}"))
    click.echo(shown(f"Commit {plan.folder} in a pull request: who approves it signs the review."))
    sys.exit(4 if judged.ledger.exit_code == 4 else 0)  # noqa: PLR2004 - a check crashed


def _roll_up(paths: tuple[Path, ...], out: Path) -> None:
    from upheld.report.review.files import roll_up_files  # noqa: PLC0415 - see `upheld.cli`
    from upheld.review.rollup import rolled_up  # noqa: PLC0415

    together = or_exit(lambda: rolled_up(paths, out))
    for name, text in roll_up_files(together).items():
        write_file(out / name, text)
        click.echo(shown(f"wrote {out / name}"))
    for problem in together.problems:
        click.echo(shown(f"upheld: {problem}"), err=True)
    sys.exit(3 if together.problems else 0)
