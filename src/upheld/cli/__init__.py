"""The command line: options to parts, one readable run, an exit code. What is heavy is imported by the command that needs it."""

import click

from upheld import __version__
from upheld.cli.program import Program

__all__ = ["Program", "main"]

_MODULES = {
    "advisories": "advisories",
    "check": "checking",
    "doctor": "doctor",
    "explain": "explaining",
    "fix": "checking",
    "init": "starting",
    "keys": "keys",
    "probe": "probing",
    "promises": "checking",
    "review": "reviewing",
}
"""Where each command is; the one that is given is imported, and no other."""


@click.group(cls=Program, modules=_MODULES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="upheld %(version)s", help="Show the version.")
def main() -> None:
    """Read the promises in a repository's security policy and verify each of them against the repository."""
