"""The program around the commands: what a crash of our own ends with, and how memory is kept."""

import atexit
import gc
from typing import Any

import click

from upheld.cli.ending import shown

CRASH = 4


class Program(click.Group):
    """Ends with 4 on an error of our own: Python's 1 would say that a promise is broken."""

    def invoke(self, ctx: click.Context) -> Any:
        gc.disable()  # a run is short and makes few cycles: looking for them takes a third of one with many tags
        atexit.register(gc.freeze)  # nor are they looked for at the end of the process, which frees all anyway
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, its number must not be 1
            import traceback  # noqa: PLC0415

            click.echo(shown(traceback.format_exc()), err=True, nl=False)
            ctx.exit(CRASH)
        finally:
            gc.freeze()
            gc.unfreeze()  # what the run has made counts as looked through, else it would be at once
            gc.enable()
