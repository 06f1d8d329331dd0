"""How a command ends and prints: its exit codes for mistakes, colours, and what may reach a terminal."""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from upheld.errors import UserError
from upheld.told import Told

USAGE_ERROR = 2
T = TypeVar("T")


def or_exit(function: Callable[[], T]) -> T:
    """Return what the function returns; an error that the user can mend becomes a message and exit code 2."""
    try:
        return function()
    except UserError as error:
        fail(str(error))


def end_told(done: Told) -> NoReturn:
    """Print what was done, and end with 3 where something could not be."""
    for line in done.lines:
        click.echo(shown(line))
    for line in done.failures:
        click.echo(shown(line), err=True)
    sys.exit(3 if done.failures else 0)


def is_read_by_somebody() -> bool:
    """Tell whether a terminal or a runner's log takes what is printed; a program or a file takes it as it is."""
    if sys.stdout.isatty():
        return True
    with suppress(OSError):
        return os.environ.get("GITHUB_ACTIONS") == "true" and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return False


def shown(text: str) -> str:
    """Return what a terminal or a runner's log may show of a text."""
    from upheld.report import style  # noqa: PLC0415

    return style.shown(text)


def write_file(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")


def fail(message: str) -> NoReturn:
    from upheld.report.style import printable  # noqa: PLC0415

    click.echo(f"upheld: {printable(message)}", err=True)
    sys.exit(USAGE_ERROR)


def style_of(colour: str) -> Any:
    from upheld.report.style import Style  # noqa: PLC0415

    if colour == "auto":
        forced = bool(os.environ.get("FORCE_COLOR"))
        wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Style(forced or wanted)
    return Style(colour == "always")
