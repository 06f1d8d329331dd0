"""The program around the commands: what a crash of our own ends with, and how memory is kept."""

import atexit
import gc
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from upheld.cli.ending import shown

CRASH = 4
INTERRUPTED = 130
"""As of a program that the signal of Ctrl-C ends: 128 and its number."""


class Program(click.Group):
    """Imports the command that is given; ends with 4 on an error of our own, with 130 on Ctrl-C: 1 says that a promise is broken.

    `modules` says in which module of this package each command is, under its own name.
    """

    def __init__(self, *given: Any, modules: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self._modules = modules or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in alphabetical order."""
        return sorted({*super().list_commands(ctx), *self._modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, None where there is none."""
        if cmd_name in self._modules:
            found: click.Command = getattr(import_module(f"upheld.cli.{self._modules[cmd_name]}"), cmd_name)
            return found
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        gc.disable()  # a run is short and makes few cycles: looking for them takes a third of one with many tags
        atexit.register(gc.freeze)  # nor are they looked for at the end of the process, which frees all anyway
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except Exception:  # noqa: BLE001 - whatever it is, its number must not be 1
            import traceback  # noqa: PLC0415

            click.echo(shown(traceback.format_exc()), err=True, nl=False)
            ctx.exit(CRASH)
        finally:
            gc.freeze()
            gc.unfreeze()  # what the run has made counts as looked through, else it would be at once
            gc.enable()
