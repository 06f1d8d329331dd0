"""Running git so that a hostile repository can make it do nothing but read."""

import os
import signal
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

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


class GitMissingError(Exception):
    """git is not installed, or cannot be started."""


class GitTimeoutError(Exception):
    """git took too long and was ended."""


def git(
    folder: Path, *arguments: str, given: bytes = b"", timeout: float = TIMEOUT_SECONDS, remote: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; only with `remote` may it open a connection.

    Raises:
        GitMissingError: it cannot be started.
        GitTimeoutError: it took longer than `timeout` seconds.
    """
    command = [_program(), "--no-pager", *(word for setting in _SAFE_CONFIG for word in ("-c", setting)), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT
    environment["GIT_ALLOW_PROTOCOL"] = _FOR_REMOTES if remote else _NONE
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
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise GitTimeoutError(f"git {arguments[0]} took longer than {timeout:g} seconds") from error
            raise
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


@cache
def _program() -> str:
    """Return where git is; entries of PATH that are relative would mean a folder of the repository being read."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in filter(os.path.isabs, os.get_exec_path()):
        path = Path(folder, name)
        if os.access(path, os.X_OK) and path.is_file():
            return str(path)
    raise GitMissingError("git is not installed")


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
