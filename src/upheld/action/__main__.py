"""One run of the Action: check, outputs and summary, log and annotations.

It ends with 0 whatever the verdict, which is an output: the last step of the Action fails the job, after the upload.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from upheld.action.base import base_of
from upheld.action.runner import ActionError, Runner
from upheld.action.strangers import allowed, refused
from upheld.action.upload import upload
from upheld.errors import UserError
from upheld.model import Entry, Ledger, Notification, NotificationKind, Verdict
from upheld.report import render
from upheld.report.github import Annotation, quarantined
from upheld.report.style import PLAIN, printable
from upheld.report.words import was_so_before
from upheld.run import Options, check
from upheld.services import TIMEOUT

if TYPE_CHECKING:
    from upheld.probing.observation import ProbeSettings

COULD_NOT_RUN = 2


def main(environ: Mapping[str, str]) -> int:
    """Check the repository that the inputs name; return 0 when it was checked, 2 when it could not be."""
    runner = Runner(environ)
    try:
        # Told first, so that a run that is cut short is never taken for one that found nothing.
        runner.tell({"verdict": Verdict.UNVERIFIED.value, "exit-code": str(COULD_NOT_RUN)})
        _run(runner)
    except UserError as error:
        return _refused(runner, str(error))
    except Exception as error:  # noqa: BLE001 - Python itself would print the traceback where the runner obeys it
        print(quarantined(traceback.format_exc()))  # noqa: T201 - this is the log
        return _refused(runner, f"upheld itself failed: {error!r}; please report it")
    return 0


def _run(runner: Runner) -> None:
    folder = runner.workspace / (runner.input("path") or ".")
    options, upload_or_why_not = _options(runner, folder), upload(runner)
    base = base_of(runner, folder)
    told = [Notification(NotificationKind.NOTE, base.remark)] if base.remark else []
    told += [Notification(NotificationKind.INCOMPLETE, message) for message in refused(runner)]
    ledger = check(replace(options, base=base.revision, trusted=base.trusted))
    ledger = replace(ledger, notifications=(*ledger.notifications, *told))
    files = _files(runner)
    for report_format, file in files.items():
        _write(file, render(report_format, ledger, PLAIN))
    runner.summarise(render("markdown", ledger, PLAIN))
    print(render("github", ledger, PLAIN), end="")  # noqa: T201 - this is the log
    paths = {f"{report_format}-file": str(file) for report_format, file in files.items()}
    runner.tell({**_results(ledger), **paths, "upload": upload_or_why_not})


def _options(runner: Runner, folder: Path) -> Options:
    return Options(
        path=folder,
        as_of=datetime.now(UTC),
        offline=runner.switch("offline"),
        snapshot=runner.path("advisories"),
        timeout=runner.seconds("timeout", TIMEOUT),
        evidence=runner.paths("evidence"),
        resolve=allowed(runner, "resolve"),
        environments=runner.paths("environment"),
        history=runner.switch("history"),
        strict=runner.switch("strict"),
        watch=_probing() if allowed(runner, "probe") else None,
    )


def _probing() -> "ProbeSettings":
    from upheld.probing.observation import ProbeSettings  # noqa: PLC0415 - few runs start a server

    return ProbeSettings()


def _files(runner: Runner) -> dict[str, Path]:
    folder = Path(tempfile.mkdtemp(prefix="upheld-", dir=runner.environ.get("RUNNER_TEMP") or None))
    wanted = runner.input("sarif-file")
    return {"sarif": runner.workspace / wanted if wanted else folder / "upheld.sarif", "json": folder / "upheld.json"}


def _write(file: Path, text: str) -> None:
    if file.is_symlink():
        raise ActionError(f"{file} is a link; a report is written to a file of its own only")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ActionError(f"{file} cannot be written: {error.strerror}") from error


def _results(ledger: Ledger) -> dict[str, str]:
    return {
        "verdict": verdict_of(ledger).value,
        "exit-code": str(ledger.exit_code),
        **{verdict.value: str(ledger.count(verdict)) for verdict in Verdict},
        "waived": str(ledger.waived),
        "attested": str(ledger.attested),
        "new": str(sum(_is_broken(entry) and not was_so_before(entry) for entry in ledger.entries)),
        "fixed": str(len(ledger.fixed)),
        "base": ledger.base or "",
        "tool-version": ledger.tool_version,
    }


def _is_broken(entry: Entry) -> bool:
    return entry.finding.verdict is Verdict.BROKEN and entry.waiver is None


def verdict_of(ledger: Ledger) -> Verdict:
    """Return the worst verdict that no waiver excuses; a run that lacked something, or found nothing, is unverified."""
    if ledger.count(Verdict.BROKEN):
        return Verdict.BROKEN
    told = {notification.kind for notification in ledger.notifications} - {NotificationKind.NOTE}
    return Verdict.UNVERIFIED if told or ledger.count(Verdict.UNVERIFIED) else Verdict.UPHELD


def _refused(runner: Runner, message: str) -> int:
    print(Annotation("error", "upheld", message))  # noqa: T201 - the runner reads it here
    # An indented block shows its text as it is: no line of it can be Markdown.
    block = "".join(f"    {printable(line)}\n" for line in message.splitlines())
    runner.summarise(f"## Upheld: the repository could not be checked\n\n{block}")
    return COULD_NOT_RUN


if __name__ == "__main__":
    sys.exit(main(os.environ))
