"""The command line: options to parts, one readable run, an exit code. What is heavy is imported by the command that needs it."""

import click

from upheld import __version__
from upheld.cli.advisories import advisories
from upheld.cli.checking import check, fix, promises
from upheld.cli.doctor import doctor
from upheld.cli.explaining import explain
from upheld.cli.keys import keys
from upheld.cli.probing import probe
from upheld.cli.program import Program
from upheld.cli.reviewing import review
from upheld.cli.starting import init

__all__ = ["Program", "main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="upheld %(version)s", help="Show the version.")
def main() -> None:
    """Read the promises in a repository's security policy and verify each of them against the repository."""


for _command in (check, promises, fix, advisories, keys, probe, explain, init, doctor, review):
    main.add_command(_command)
