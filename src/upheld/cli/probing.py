"""The command `upheld probe`."""

import sys
from pathlib import Path
from typing import Any

import click

from upheld.cli.ending import fail, or_exit, style_of
from upheld.cli.options import coloured, probe_settings, watching


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.argument("command", nargs=-1, metavar="[-- COMMAND...]")
@watching
@click.option("--format", "report_format", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@coloured
def probe(path: Path, command: tuple[str, ...], report_format: str, colour: str, **watch: Any) -> None:
    """Start the MCP server of the repository at PATH, speak to it, and show on which sockets it listens.

    This runs the repository's code, without its secrets: only where you would start the server yourself. What is
    started is COMMAND, else what the configuration says (`network`), else what a manifest tells; it is printed.
    Everything that was started is ended. Exit codes: 0 it answered and listened nowhere; 1 it listened; 2 usage error;
    3 it gave no answer, or could not be watched.
    """
    from upheld.config import NetworkSettings, read_config  # noqa: PLC0415 - see `upheld.cli`
    from upheld.network.observing import observed  # noqa: PLC0415
    from upheld.report import probe as report  # noqa: PLC0415
    from upheld.repository import Repository  # noqa: PLC0415

    repository = or_exit(lambda: Repository(path))
    settings = NetworkSettings(command) if command else or_exit(lambda: read_config(repository)).network
    seen = or_exit(lambda: observed(repository, settings, probe_settings(**watch)))
    if seen is None:
        how = "upheld probe . -- COMMAND, or `network: command` in .upheld.yml"
        fail(f"nothing tells how the server is started; name it: {how}")
    click.echo(report.render(seen, report_format, style_of(colour)), nl=False, color=True)
    sys.exit(1 if seen.network else 0 if seen.handshake and seen.watched else 3)
