"""Running git so that a hostile repository can make it do nothing but read."""

import os
import threading
from collections.abc import Generator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

TIMEOUT_SECONDS = 60

# What a repository's own configuration must not make git do while it is only being read.
_SAFE_CONFIG = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.sshCommand=ssh -o BatchMode=yes",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "protocol.ext.allow=never",
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    # Containers run as another user than the checkout's owner; with hooks and helpers off, reading is safe. On the
    # command line, some versions of git would ignore the setting.
    "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_FOR_REMOTES = "file:https:http:ssh"
# A partial clone fetches what it lacks, by a program that its configuration names: no protocol, no fetching.
_NONE = "none"
_MOST_SAID = 2_000


class GitMissingError(Exception):
    """git is not installed, or cannot be started."""


class GitTimeoutError(Exception):
    """git took too long and was ended."""


class GitFailedError(Exception):
    """git ended before its answer did; the message is what it said last."""


def git(
    folder: Path, *arguments: str, given: bytes = b"", timeout: float = TIMEOUT_SECONDS, remote: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; only with `remote` may it open a connection.

    Raises:
        GitMissingError: it cannot be started.
        GitTimeoutError: it took longer than `timeout` seconds.
    """
    import subprocess  # noqa: PLC0415 - what git has said before is often kept, and many folders have no git

    command, environment = _safely(arguments, remote=remote)
    pipe = subprocess.PIPE
    try:
        # A session of its own has no terminal to ask for passwords on, and ends as a whole, ssh included.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
        )
    except OSError as error:
        raise GitMissingError(f"git cannot be started: {error.strerror}") from error
    with process:
        try:
            output, errors = process.communicate(given, timeout=timeout)
        except BaseException as error:
            end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise GitTimeoutError(f"git {arguments[0]} took longer than {timeout:g} seconds") from error
            raise
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def streamed(folder: Path, *arguments: str, timeout: float, size: int = 1 << 20) -> Generator[bytes, None, None]:
    """Yield what git answers in parts of at most `size` bytes, so that no answer has to fit into memory.

    Raises:
        GitMissingError: it cannot be started.
        GitTimeoutError: it took longer than `timeout` seconds, with what was done in between.
        GitFailedError: it failed.
    """
    import subprocess  # noqa: PLC0415 - see `git`
    import tempfile  # noqa: PLC0415

    command, environment = _safely(arguments)
    late = threading.Event()
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        except OSError as error:
            raise GitMissingError(f"git cannot be started: {error.strerror}") from error

        def stop() -> None:
            late.set()
            end(process)

        timer = threading.Timer(timeout, stop)
        timer.daemon = True
        with process:
            timer.start()
            try:
                while process.stdout and (part := process.stdout.read(size)):
                    yield part
                process.wait()
            finally:
                timer.cancel()
                if process.poll() is None:
                    end(process)
        if late.is_set():
            raise GitTimeoutError(f"git took longer than {timeout:g} seconds")
        if process.returncode:
            errors.seek(0)
            said = errors.read(_MOST_SAID).decode(errors="replace").strip()
            raise GitFailedError(f"git failed: {said}")


def started(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a git that is asked through its pipes; what it says of errors is dropped.

    Raises:
        GitMissingError: it cannot be started.
    """
    import subprocess  # noqa: PLC0415 - see `git`

    command, environment = _safely(arguments)
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        raise GitMissingError(f"git cannot be started: {error.strerror}") from error


def _safely(arguments: tuple[str, ...], *, remote: bool = False) -> tuple[list[str], dict[str, str]]:
    """Return the command and its environment."""
    command = [_program(), "--no-pager", *(word for setting in _SAFE_CONFIG for word in ("-c", setting)), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT
    environment["GIT_ALLOW_PROTOCOL"] = _FOR_REMOTES if remote else _NONE
    return command, environment


@cache
def _program() -> str:
    """Return where git is; entries of PATH that are relative would mean a folder of the repository being read."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in filter(os.path.isabs, os.get_exec_path()):
        path = Path(folder, name)
        if os.access(path, os.X_OK) and path.is_file():
            return str(path)
    raise GitMissingError("git is not installed")


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a git and what it has started."""
    with suppress(ProcessLookupError):
        if os.name == "nt":
            process.kill()
        else:
            import signal  # noqa: PLC0415

            os.killpg(process.pid, signal.SIGKILL)
