"""The commands of `upheld advisories`."""

from pathlib import Path

import click

from upheld.cli.ending import end_told, or_exit


@click.group()
def advisories() -> None:
    """Keep a snapshot of security advisories, for audits without the network."""


@advisories.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--ecosystem", "ecosystems", multiple=True, help="One as OSV names it, such as PyPI (repeatable).")
@click.option("--from", "source", metavar="URL_OR_DIR", help="Take them from this mirror of OSV or folder instead.")
def sync(folder: Path, ecosystems: tuple[str, ...], source: str | None) -> None:
    """Fetch the advisories of each ecosystem into DIR and index them; without --ecosystem, of those locked here.

    Exit codes: 0 all are up to date; 2 usage error; 3 some could not be fetched: what was there before is kept.
    """
    from upheld.syncing import sync_all  # noqa: PLC0415 - see `upheld.cli`

    end_told(or_exit(lambda: sync_all(folder, ecosystems, source)))
