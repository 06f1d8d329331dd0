"""Runs pip-audit, which can resolve what is not locked and look into an environment.

Not in its strict mode, although nothing that it skips may pass for looked up: there it ends at the first package that it
skips and prints nothing, neither the vulnerabilities that it found nor what else it skipped. Without it every skipped
package is in its JSON with the reason, and is told as unverified; so all is kept, and nothing is passed over.

Its exit code says little: 1 stands for vulnerabilities, a server that is down, a version that does not exist and a crash
alike. What it prints tells them apart: findings come as JSON, everything else without.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from upheld.services import ServiceError
from upheld.services.deadline import Deadline
from upheld.services.osv import VARIABLE, address

PROGRAM = "pip-audit"
HOW_TO_INSTALL = "install it beside upheld: `pip install 'upheld[pip-audit]'`, or `pipx inject upheld pip-audit`"
_OPTIONS = ("--format", "json", "--progress-spinner", "off", "--vulnerability-service", "osv")
_OURS = {"PIP_NO_INPUT": "1", "PYTHONIOENCODING": "utf-8"}
_MOST_BYTES = 50 * 1024 * 1024
_MOST_ERRORS = 100_000
_LONGEST_REASON = 300
_FOUND = 1

# What pip needs to reach an index and to build. All else stays here: a token of the run is no business of a build.
_KEPT = frozenset({
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "SSL_CERT_FILE", "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME", "SYSTEMROOT", "COMSPEC", "PATHEXT", "WINDIR", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "PROGRAMFILES",
    "CC", "CXX", "CFLAGS", "LDFLAGS", "PKG_CONFIG_PATH", "RUSTUP_HOME", "CARGO_HOME",
})  # fmt: skip
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,300}@")
_LOGGED = re.compile(r"(?:ERROR|CRITICAL):pip_audit[\w.]{0,100}:\s?")


class PipAuditError(Exception):
    """pip-audit gave no result; the message is the end of a sentence that begins with its name."""


class PipAudit:
    """The installed command; all that it does together takes no longer than so many seconds."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._deadline: Deadline | None = None

    def project(self, root: Path, *arguments: str) -> str:
        """Return what it says, as JSON, of a project whose packages it resolves, which builds some of them.

        Raises:
            PipAuditError: it is not installed, took too long, or failed.
        """
        return self._run(arguments, root, {})

    def environment(self, folders: list[Path]) -> str:
        """Return what it says, as JSON, of the packages that are installed in some folders.

        Raises:
            PipAuditError: it is not installed, took too long, or failed.
        """
        paths = [word for each in folders for word in ("--path", str(each.absolute()))]
        with tempfile.TemporaryDirectory() as empty:
            return self._run(tuple(paths), Path(empty), {"PYTHONSAFEPATH": "1"})

    def _run(self, arguments: tuple[str, ...], folder: Path, more: Mapping[str, str]) -> str:
        command = [_program(), *_OPTIONS, *_service(), *arguments]
        environment = {**{name: value for name, value in os.environ.items() if _is_kept(name)}, **_OURS, **more}
        self._deadline = self._deadline or Deadline(self._seconds)
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            code = _wait(command, folder, environment, output, errors, self._deadline)
            said = _start_of(output, _MOST_BYTES + 1)
            if len(said) > _MOST_BYTES:
                raise PipAuditError(f"printed more than {_MOST_BYTES:,} bytes")
            text = said.decode(errors="replace")
            if not _is_result(code, text):
                raise PipAuditError(f"failed (exit code {code}): {_why(_end_of(errors, _MOST_ERRORS))}")
            return text


def site_packages(where: Path) -> list[Path]:
    """Return the folders of an environment in which packages are installed: a folder, or one that belongs to a Python.

    Raises:
        PipAuditError: there are none.
    """
    if where.is_file():
        # Not resolved: the Python of a virtual environment is a link to one elsewhere.
        where = where.absolute().parent.parent
    inside = (*where.glob("lib/python*/site-packages"), *where.glob("lib64/python*/site-packages"))
    windows = where / "Lib" / "site-packages"
    found = [each for each in (*inside, windows) if each.is_dir()]
    debian = [each for each in where.glob("lib/python3*/dist-packages") if each.is_dir()]
    if found or debian:
        return list({each.resolve(): each for each in (*found, *debian)}.values())
    if any(where.glob("*.dist-info")):
        return [where]
    raise PipAuditError(f"was not asked: {where.as_posix()} is neither an environment nor a Python in one")


def _wait(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str],
    output: IO[bytes],
    errors: IO[bytes],
    deadline: Deadline,
) -> int:
    if not deadline.left:
        raise PipAuditError("was not started: the time that --timeout gives it is over")
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
    except OSError as error:
        raise PipAuditError(f"cannot be started: {error.strerror}") from error
    try:
        return process.wait(deadline.left)
    except subprocess.TimeoutExpired as error:
        raise PipAuditError("took longer than the time that --timeout gives") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it with all that it started: a build may have left something behind."""
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _program() -> str:
    """Return where it is: beside our interpreter, else on PATH; relative entries would mean a folder that is judged."""
    name = f"{PROGRAM}.exe" if os.name == "nt" else PROGRAM
    for folder in (str(Path(sys.executable).parent), *filter(os.path.isabs, os.get_exec_path())):
        path = Path(folder, name)
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise PipAuditError("is not installed")


def _service() -> tuple[str, ...]:
    """Return how to name the server to ask where it is another one; an option, since old versions pass over the variable."""
    if not os.environ.get(VARIABLE, "").strip():
        return ()
    try:
        there = address()
    except ServiceError as error:
        raise PipAuditError(f"was not started: {error}") from error
    if there.authorization:
        raise PipAuditError(f"was not started: it cannot be given the credentials in {VARIABLE}")
    return "--osv-url", f"{there.url.rstrip('/')}/v1/query"


def _is_kept(name: str) -> bool:
    upper = name.upper()
    # Those of pip-audit would change what it prints, or whom it asks.
    return (
        upper in _KEPT or upper.startswith("LC_") or (upper.startswith("PIP_") and not upper.startswith("PIP_AUDIT_"))
    )


def _is_result(code: int, text: str) -> bool:
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    match said:
        case {"dependencies": [*listed]}:
            return code == 0 or (code == _FOUND and any(map(_is_vulnerable, listed)))
        case _:
            return False


def _is_vulnerable(entry: Any) -> bool:
    match entry:
        case {"vulns": [_, *_]}:
            return True
        case _:
            return False


def _why(errors: str) -> str:
    """Return the line that says most: pip's own last error, else what pip-audit logged, else the end of a traceback."""
    lines = [each.strip() for each in errors.splitlines() if each.strip()]
    line = next(_lines_that_tell(lines[::-1]), "it said nothing")
    line = _CREDENTIALS.sub("", _LOGGED.sub("", line))
    return line if len(line) <= _LONGEST_REASON else f"{line[: _LONGEST_REASON - 1]}…"


def _lines_that_tell(newest_first: list[str]) -> Iterator[str]:
    yield from (each for each in newest_first if each.startswith("ERROR: "))
    yield from (each for each in newest_first if _LOGGED.match(each))
    yield from newest_first


def _start_of(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    return file.read(most)


def _end_of(file: IO[bytes], most: int) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - most))
    return file.read(most).decode(errors="replace")
