"""The GitHub Action's entry: the runner's environment in, one run, and its reports where the runner reads them.

It ends with 0 whatever the verdict, which is an output: the last step of the Action fails the job, after all reports.
"""

import json
import os
import re
import secrets
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from upheld.errors import UserError
from upheld.model import Entry, Ledger, Level, Location, Notification, NotificationKind, Verdict
from upheld.report import render
from upheld.report.style import PLAIN, one_line
from upheld.run import Options, check

COULD_NOT_RUN = 2
MOST_ANNOTATIONS = 10
"""GitHub shows no more of a kind in a step, and says nothing of the rest."""

_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")
_COMMANDS = ("error", "warning", "notice")
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_KINDS = {
    NotificationKind.CRASH: "error",
    NotificationKind.NOTHING_TO_CHECK: "error",
    NotificationKind.INCOMPLETE: "warning",
    NotificationKind.NOTE: "notice",
}


class ActionError(UserError):
    """An input, or the environment, is not one that this Action can run with."""


@dataclass(frozen=True)
class Annotation:
    """A message of the run at a line of a file: what the runner calls a workflow command."""

    command: str
    title: str
    message: str
    place: Location | None = None

    def __str__(self) -> str:
        at = {"file": self.place.path, "line": self.place.line, "col": self.place.column} if self.place else {}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**at, "title": self.title}.items())
        return f"::{self.command} {properties}::{_data(one_line(self.message))}"


def main(environ: Mapping[str, str]) -> int:
    """Check the repository that the inputs name; return 0 when it was checked, 2 when it could not be."""
    try:
        output = _output_file(environ)
        try:
            ledger, outputs = _run(environ)
        except Exception:
            _append(output, _as_outputs({"verdict": Verdict.UNVERIFIED.value, "exit-code": str(COULD_NOT_RUN)}))
            raise
        _append(output, _as_outputs(outputs))
        _print_quarantined(render("text", ledger, PLAIN))
        for annotation in annotations(ledger):
            print(annotation)  # noqa: T201 - the runner reads them here
    except UserError as error:
        return _refused(str(error))
    except Exception as error:  # noqa: BLE001 - Python itself would print the traceback where the runner obeys it
        _print_quarantined(traceback.format_exc())
        return _refused(f"upheld itself failed: {error!r}; please report it")
    return 0


def _run(environ: Mapping[str, str]) -> tuple[Ledger, dict[str, str]]:
    ledger = check(_options(environ))
    files = _files(environ)
    for report_format, file in files.items():
        _write(file, render(report_format, ledger, PLAIN))
    if summary := environ.get("GITHUB_STEP_SUMMARY"):
        _append(Path(summary), render("markdown", ledger, PLAIN))
    return ledger, _results(ledger) | {f"{name}-file": str(file) for name, file in files.items()}


# Inputs


def _options(environ: Mapping[str, str]) -> Options:
    return Options(
        path=_workspace(environ) / (_input(environ, "path") or "."),
        as_of=datetime.now(UTC),
        offline=_switch(environ, "offline"),
        strict=_switch(environ, "strict"),
        base=_input(environ, "base") or _base_of_event(environ),
    )


def _input(environ: Mapping[str, str], name: str) -> str:
    return environ.get(f"UPHELD_INPUT_{name.upper().replace('-', '_')}", "").strip()


def _switch(environ: Mapping[str, str], name: str) -> bool:
    given = _input(environ, name)
    if given.lower() not in (*_YES, *_NO):
        raise ActionError(f"the input '{name}' must be true or false, not '{given}'")
    return given.lower() in _YES


def _base_of_event(environ: Mapping[str, str]) -> str | None:
    """Return the commit that a pull request would change: nobody excuses their own change with a waiver in it."""
    path = environ.get("GITHUB_EVENT_PATH")
    try:
        event: Any = json.loads(Path(path).read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError) as error:
        raise ActionError(f"the event at {path} cannot be read: {error}") from error
    found = _at(event, "pull_request", "base", "sha") or _at(event, "merge_group", "base_sha")
    if found is None:
        return None
    if not isinstance(found, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", found):
        raise ActionError(f"the event at {path} names no commit as its base: {found!r}")
    return found


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
    return value


def _workspace(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("GITHUB_WORKSPACE") or ".")


# Files and outputs


def _output_file(environ: Mapping[str, str]) -> Path:
    if file := environ.get("GITHUB_OUTPUT"):
        return Path(file)
    raise ActionError("GITHUB_OUTPUT is not set, so the verdict would get lost; outside of a runner use `upheld check`")


def _files(environ: Mapping[str, str]) -> dict[str, Path]:
    folder = Path(tempfile.mkdtemp(prefix="upheld-", dir=environ.get("RUNNER_TEMP") or None))
    wanted = _input(environ, "sarif-file")
    sarif = _workspace(environ) / wanted if wanted else folder / "upheld.sarif"
    return {"sarif": sarif, "json": folder / "upheld.json"}


def _write(file: Path, text: str) -> None:
    if file.is_symlink():
        raise ActionError(f"{file} is a link; a report is written to a file of its own only")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ActionError(f"{file} cannot be written: {error.strerror}") from error


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _results(ledger: Ledger) -> dict[str, str]:
    counts = {verdict.value: str(ledger.count(verdict)) for verdict in Verdict}
    return {
        "verdict": verdict_of(ledger).value,
        "exit-code": str(ledger.exit_code),
        **counts,
        "waived": str(ledger.waived),
        "tool-version": ledger.tool_version,
    }


def verdict_of(ledger: Ledger) -> Verdict:
    """Return the worst verdict that no waiver excuses; a run that lacked something, or found nothing, is unverified."""
    if ledger.count(Verdict.BROKEN):
        return Verdict.BROKEN
    told = {notification.kind for notification in ledger.notifications} - {NotificationKind.NOTE}
    return Verdict.UNVERIFIED if told or ledger.count(Verdict.UNVERIFIED) else Verdict.UPHELD


def _as_outputs(values: Mapping[str, str]) -> str:
    """Return outputs with an end mark that no value can guess: a value of several lines stays one value."""
    end = f"end-{secrets.token_hex(16)}"
    return "".join(f"{name}<<{end}\n{value}\n{end}\n" for name, value in values.items())


# The log


def _print_quarantined(text: str) -> None:
    """Print what may quote the policy while the runner obeys nothing: `::error::` and `##[group]` are text then."""
    token = f"upheld-{secrets.token_hex(16)}"
    print(f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::")  # noqa: T201 - this is the log


def _refused(message: str) -> int:
    print(Annotation("error", "upheld", message))  # noqa: T201 - the runner reads it here
    return COULD_NOT_RUN


def annotations(ledger: Ledger) -> list[Annotation]:
    """Return what the runner shows beside the lines, the worst first; the last one counts those that are left out."""
    found = [_of_entry(entry, ledger) for entry in ledger.entries if _is_shown(entry)]
    found += [_of_notification(notification) for notification in ledger.notifications]
    found.sort(key=lambda annotation: _COMMANDS.index(annotation.command))
    if len(found) <= MOST_ANNOTATIONS:
        return found
    shown, rest = found[: MOST_ANNOTATIONS - 1], found[MOST_ANNOTATIONS - 1 :]
    return [*shown, Annotation(rest[0].command, "upheld", f"{len(rest)} more; the job summary lists all of them")]


def _is_shown(entry: Entry) -> bool:
    return entry.waiver is None and entry.finding.verdict is not Verdict.UPHELD


def _of_entry(entry: Entry, ledger: Ledger) -> Annotation:
    unverified = "warning" if ledger.strict else "notice"
    command = _LEVELS[entry.level] if entry.finding.verdict is Verdict.BROKEN else unverified
    help_ = f". To mend it: {entry.finding.help}" if entry.finding.help else ""
    return Annotation(command, f"upheld: {entry.rule.id}", entry.finding.message + help_, entry.location)


def _of_notification(notification: Notification) -> Annotation:
    return Annotation(_KINDS[notification.kind], "upheld", notification.message, notification.location)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


if __name__ == "__main__":
    sys.exit(main(os.environ))
