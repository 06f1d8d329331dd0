"""The command line: options to parts, one readable run, an exit code. What is heavy is imported by the command that needs it."""

import atexit
import gc
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from upheld import __version__
from upheld.errors import UserError
from upheld.keys_export_command import export_command
from upheld.report import FORMATS
from upheld.services import TIMEOUT

if TYPE_CHECKING:
    from upheld.run import Options

USAGE_ERROR = 2
CRASH = 4
T = TypeVar("T")


class Moment(click.ParamType[datetime]):
    """A day, meaning its end in UTC, or a time with its offset."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return _moment(value)
        except (ValueError, OverflowError):
            self.fail(
                f"'{value}' is neither a day such as 2026-11-22 nor a time such as 2026-11-22T12:00:00Z", param, ctx
            )


def _moment(text: str) -> datetime:
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class Output(click.ParamType[tuple[str, Path]]):
    """`FORMAT=FILE`."""

    name = "FORMAT=FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        report_format, separator, path = str(value).partition("=")
        if not separator or not path or report_format not in FORMATS:
            self.fail(f"'{value}' is not FORMAT=FILE with a format out of {', '.join(FORMATS)}", param, ctx)
        return report_format, Path(path)


def _shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every command that reads a repository takes."""
    for add in reversed(
        (
            click.argument("path", type=click.Path(path_type=Path), default="."),
            click.option("--select", multiple=True, metavar="RULE", help="Check only this rule (repeatable)."),
            click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out (repeatable)."),
            click.option("--as-of", type=Moment(), help="Judge as of this day or time instead of now."),
            click.option("--offline", is_flag=True, help="Open no socket; what needs one is unverified."),
            click.option(
                "--advisories",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="Look up vulnerabilities in this snapshot (`upheld advisories sync`) instead of asking OSV.",
            ),
            click.option(
                "--timeout",
                type=click.FloatRange(min=0, min_open=True),
                default=TIMEOUT,
                show_default=True,
                metavar="SECONDS",
                help="Wait no longer than this for all services together; what is not answered is unverified.",
            ),
            click.option(
                "--evidence",
                type=click.Path(path_type=Path),
                multiple=True,
                metavar="FILE",
                help="Take this report of npm audit, osv-scanner, pip-audit, uv audit, gitleaks, trufflehog, detect-secrets"
                " (JSON) or SARIF too (repeatable).",
            ),
            click.option(
                "--resolve",
                is_flag=True,
                help="Let pip-audit resolve Python projects without a lock. It builds untrusted packages: only where"
                " `pip install` of this project would be fine too.",
            ),
            click.option(
                "--environment",
                "environments",
                type=click.Path(path_type=Path),
                multiple=True,
                metavar="DIR_OR_PYTHON",
                help="Let pip-audit look into this Python environment (repeatable).",
            ),
            click.option("--history", is_flag=True, help="Look for secrets in every commit too."),
            click.option(
                "--base",
                metavar="REF",
                help="Read configuration and waivers from this commit, and tell what was so before.",
            ),
            click.option(
                "--color",
                "--colour",
                "colour",
                type=click.Choice(["auto", "always", "never"]),
                default="auto",
                help="When to use colours.",
            ),
        )
    ):
        function = add(function)
    return function


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

            click.echo(_shown(traceback.format_exc()), err=True, nl=False)
            ctx.exit(CRASH)
        finally:
            gc.freeze()
            gc.unfreeze()  # what the run has made counts as looked through, else it would be at once
            gc.enable()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="upheld %(version)s", help="Show the version.")
def main() -> None:
    """Read the promises in a repository's security policy and verify each of them against the repository."""


@main.command()
@_shared
@click.option("--format", "report_format", type=click.Choice(FORMATS), default="text", help="What to print.")
@click.option("--output", "outputs", type=Output(), multiple=True, help="Also write a report to a file (repeatable).")
@click.option("--strict", is_flag=True, help="Exit with 3 when something could not be verified.")
def check(
    path: Path, report_format: str, outputs: tuple[tuple[str, Path], ...], *, strict: bool, **shared: Any
) -> None:
    """Verify every promise of the repository at PATH.

    Exit codes: 0 nothing is broken; 1 a promise is broken; 2 usage or configuration error; 3 something could not be
    verified and --strict was asked, or there was nothing to check; 4 a check crashed.
    """
    from upheld import run  # noqa: PLC0415 - see the module's docstring
    from upheld.report import render  # noqa: PLC0415
    from upheld.report.style import PLAIN  # noqa: PLC0415

    ledger = _or_exit(lambda: run.check(_options(path, strict=strict, **shared)))
    click.echo(render(report_format, ledger, _style(shared["colour"])), nl=False, color=True)
    for each, file in outputs:
        _write(file, render(each, ledger, PLAIN))
    sys.exit(ledger.exit_code)


@main.command()
@_shared
@click.option(
    "--format", "report_format", type=click.Choice(["text", "json", "markdown"]), default="text", help="What to print."
)
@click.option("--explain", is_flag=True, help="Tell of each other line why no promise was read from it.")
def promises(path: Path, report_format: str, *, explain: bool, **shared: Any) -> None:
    """Show what was read from the policy of the repository at PATH."""
    from upheld import run  # noqa: PLC0415
    from upheld.report import promises as report  # noqa: PLC0415

    options = _options(path, **shared)
    reading = _or_exit(lambda: run.read(options))
    read = report.ReadPolicy(reading.policy, reading.promises, options.as_of.date())
    click.echo(report.render(read, report_format, _style(shared["colour"]), explain=explain), nl=False, color=True)
    sys.exit(0 if reading.policy.document else 3)


@main.command()
@_shared
@click.option("--write", is_flag=True, help="Write the corrected lines instead of showing them.")
def fix(path: Path, *, write: bool, **shared: Any) -> None:
    """Propose corrected lines for what is broken in the policy of the repository at PATH, as a diff.

    Exit codes: 0 shown, written, or nothing to correct; 3 something is broken for which no correction is known.
    """
    from upheld import run  # noqa: PLC0415
    from upheld.correction import correct  # noqa: PLC0415

    ledger = _or_exit(lambda: run.check(_options(path, correcting=True, **shared)))
    result = _or_exit(lambda: correct(ledger, Path(path), write=write))
    click.echo(_shown(result.text) if _is_read_by_somebody() else result.text, nl=False)
    for line in result.remarks:
        click.echo(_shown(line), err=True)
    sys.exit(result.exit_code)


@main.group()
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
    from upheld.syncing import sync_all  # noqa: PLC0415

    done = _or_exit(lambda: sync_all(folder, ecosystems, source))
    for line in done.lines:
        click.echo(_shown(line))
    for line in done.failures:
        click.echo(_shown(line), err=True)
    sys.exit(3 if done.failures else 0)


class Keys(click.Group):
    """Shows the inventory where no command of its own is named: `upheld keys` and `upheld keys PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["show", *args])


@main.group(cls=Keys)
def keys() -> None:
    """Show which keys there are, by metadata only; `upheld keys show --help` says how."""


keys.add_command(export_command)


@keys.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Read this file of metadata too (repeatable); its format is recognised.",
)
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "cbom", "markdown"]),
    default="text",
    help="What to print.",
)
@click.option("--as-of", type=Moment(), help="Show ages as of this day or time instead of now.")
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="When to use colours.",
)
def show(path: Path, evidence: tuple[Path, ...], report_format: str, as_of: datetime | None, colour: str) -> None:
    """Show the keys that the metadata of the repository at PATH tell of: keys.yml, .upheld/keys, files that are given.

    A file that holds a value, or a part of one, is refused. Exit codes: 0 all was read; 2 usage error; 3 a file could
    not be read, or nothing is known of any key.
    """
    from upheld.keys_command import listed  # noqa: PLC0415
    from upheld.report import keys as report  # noqa: PLC0415

    listing = _or_exit(lambda: listed(path, evidence, as_of or datetime.now(UTC)))
    click.echo(report.render(listing, report_format, _style(colour)), nl=False, color=True)
    sys.exit(listing.exit_code)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print the page of a RULE, or the list of all rules."""
    click.echo(_or_exit(_list_of_rules if rule is None else lambda: _page(rule)), nl=False)


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


def _options(path: Path, *, strict: bool = False, correcting: bool = False, **shared: Any) -> "Options":
    from upheld.run import Options  # noqa: PLC0415

    return Options(
        path=path,
        as_of=shared["as_of"] or datetime.now(UTC),
        offline=shared["offline"],
        snapshot=shared["advisories"],
        timeout=shared["timeout"],
        evidence=shared["evidence"],
        resolve=shared["resolve"],
        environments=shared["environments"],
        strict=strict,
        correcting=correcting,
        history=shared["history"],
        base=shared["base"],
        select=shared["select"],
        ignore=shared["ignore"],
    )


def _or_exit(function: Callable[[], T]) -> T:
    """Return what the function returns; an error that the user can mend becomes a message and exit code 2."""
    try:
        return function()
    except UserError as error:
        _fail(str(error))


def _is_read_by_somebody() -> bool:
    """Tell whether a terminal or a runner's log takes what is printed; a program or a file takes it as it is."""
    if sys.stdout.isatty():
        return True
    with suppress(OSError):
        return os.environ.get("GITHUB_ACTIONS") == "true" and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return False


def _shown(text: str) -> str:
    from upheld.report.style import shown  # noqa: PLC0415

    return shown(text)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        _fail(f"{file} cannot be written: {error.strerror}")


def _fail(message: str) -> NoReturn:
    from upheld.report.style import printable  # noqa: PLC0415

    click.echo(f"upheld: {printable(message)}", err=True)
    sys.exit(USAGE_ERROR)


def _style(colour: str) -> Any:
    from upheld.report.style import Style  # noqa: PLC0415

    if colour == "auto":
        forced = bool(os.environ.get("FORCE_COLOR"))
        wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Style(forced or wanted)
    return Style(colour == "always")
