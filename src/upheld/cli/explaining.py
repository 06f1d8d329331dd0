"""The command `upheld explain`."""

import click

from upheld.cli.ending import or_exit
from upheld.errors import UserError


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print the page of a RULE, or the list of all rules."""
    click.echo(or_exit(_list_of_rules if rule is None else lambda: _page(rule)), nl=False)


def _list_of_rules() -> str:
    from upheld.registry import folders  # noqa: PLC0415

    return "".join(f"{name:24} {folder.title}\n" for name, folder in folders().items())


def _page(rule: str) -> str:
    """Return a rule's page; the registry, which takes longer than all the rest, is asked only where it is not ours."""
    from upheld.folders import our_folder  # noqa: PLC0415

    if ours := our_folder(rule):
        return ours.page
    from upheld.registry import folders  # noqa: PLC0415

    found = folders()
    if rule in found:
        return found[rule].page
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(rule, found, n=1)
    raise UserError(
        f"unknown rule '{rule}'; " + (f"did you mean '{close[0]}'?" if close else f"installed are {', '.join(found)}")
    )
