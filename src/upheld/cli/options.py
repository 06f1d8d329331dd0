"""The options that every command which reads a repository takes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from upheld.report import FORMATS
from upheld.services import TIMEOUT

if TYPE_CHECKING:
    from upheld.probing.observation import ProbeSettings
    from upheld.run import Options


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


def coloured(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add when colours are used."""
    when = click.Choice(["auto", "always", "never"])
    return click.option("--color", "--colour", "colour", type=when, default="auto", help="When to use colours.")(
        function
    )


def watching(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what says how a server is watched."""
    for add in reversed(
        (
            click.option(
                "--settle",
                type=click.FloatRange(0, 600),
                default=2.0,
                show_default=True,
                metavar="SECONDS",
                help="Watch a started server so long after its first answer.",
            ),
            click.option(
                "--deadline",
                type=click.FloatRange(1, 600),
                default=30.0,
                show_default=True,
                metavar="SECONDS",
                help="End a started server after this time in any case.",
            ),
            click.option(
                "--trace", is_flag=True, help="Follow a started server with strace, which sees what does not last."
            ),
            click.option(
                "--uncontained",
                is_flag=True,
                help="Leave a started server in the network, which it otherwise is kept from where the system allows it.",
            ),
        )
    ):
        function = add(function)
    return function


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
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
            coloured,
        )
    ):
        function = add(function)
    return function


def options_of(path: Path, *, correcting: bool = False, **shared: Any) -> "Options":
    """Return the options of a run; those that not every command takes have their defaults elsewhere."""
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
        strict=shared.get("strict", False),
        correcting=correcting,
        history=shared["history"],
        base=shared["base"],
        watch=probe_settings(**shared) if shared.get("probe") else None,
        static_decides=shared.get("static_decides", False),
        select=shared["select"],
        ignore=shared["ignore"],
    )


def probe_settings(*, settle: float, deadline: float, trace: bool, uncontained: bool, **_: Any) -> "ProbeSettings":
    """Return what the options say of how a server is watched."""
    from upheld.probing.observation import ProbeSettings  # noqa: PLC0415

    return ProbeSettings(settle, deadline, trace, contain=not uncontained)
