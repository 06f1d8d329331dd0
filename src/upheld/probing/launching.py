"""The steps between a supervisor and the server: what happens in a child before it becomes another program."""

import os
import resource
import signal
from contextlib import suppress
from typing import Any, NoReturn

from upheld.probing import kernel, namespaces
from upheld.probing.descendants import tasks_of

IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What does not end a supervisor: it has a server to end."""
_MORE_TASKS = 1024
"""Threads count too, and a browser has hundreds."""
_STARTED = b"started\n"


class ProgramError(Exception):
    """The server's program cannot be run."""


def task_limit(request: dict[str, Any]) -> int:
    """Return how many threads the server's user may have: those that it has now, and what a server may need."""
    return tasks_of(request["user"][0] if request["user"] else os.getuid()) + _MORE_TASKS


def launch(request: dict[str, Any]) -> int:
    """Start the server in a session of its own; raise `ProgramError` where its program cannot be run."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _become(request, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as errors:
        error = errors.read(1000)
    if error:
        os.waitpid(pid, 0)
        raise ProgramError(error.decode(errors="replace"))
    return pid


def first_process(request: dict[str, Any], unused: int) -> tuple[int, int, int]:
    """Fork the first process of a namespace, which starts the server and waits for whatever ends below it.

    Returns it, the pipe on which it tells the server's exit code, and 0 for the server, whose number here is not known.
    Raises `OSError` where it cannot be contained, `ProgramError` where its program cannot be run.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(unused)
        os.close(reading)
        _be_first(request, writing)
    os.close(writing)
    report = os.read(reading, len(_STARTED))
    if report == _STARTED:
        return pid, reading, 0
    os.waitpid(pid, 0)
    sort, _, why = (report + os.read(reading, 1000)).decode(errors="replace").partition("\n")
    if sort == "program":
        raise ProgramError(why)
    raise OSError(why or "the first process of the namespace ended")


def look_away() -> None:
    """Let go of the server's streams, so that it alone holds them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.close(nothing)


def _be_first(request: dict[str, Any], report: int) -> NoReturn:
    try:
        kernel.die_with_parent(signal.SIGKILL)
        namespaces.furnish(request.get("resolver"))
        server = launch(request)
        look_away()
        os.write(report, _STARTED)
        while True:
            pid, status = os.wait()
            if pid == server:
                os.write(report, f"{os.waitstatus_to_exitcode(status)}\n".encode())
                server = -1
    except ChildProcessError:
        signal.pause()
    except ProgramError as error:
        os.write(report, f"program\n{error}".encode())
    except OSError as error:
        os.write(report, f"refused\n{error.strerror or error}".encode())
    finally:
        os._exit(1)


def _become(request: dict[str, Any], errors: int) -> NoReturn:
    """Become the server, or write why not."""
    try:
        os.setsid()
        for number in (*IGNORED, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, 0)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _limit_tasks(request["tasks"])
        if request["user"]:
            user, group, groups = request["user"]
            os.setgroups(groups)
            os.setgid(group)
            os.setuid(user)
        kernel.die_with_parent(signal.SIGKILL)
        os.chdir(request["folder"])
        os.execve(request["program"], request["command"], request["environment"])  # noqa: S606
    except OSError as error:
        os.write(errors, str(error.strerror or error).encode())
    except ValueError as error:
        os.write(errors, str(error).encode())
    finally:
        os._exit(127)


def _limit_tasks(tasks: int) -> None:
    most = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    tasks = tasks if most == resource.RLIM_INFINITY else min(tasks, most)
    resource.setrlimit(resource.RLIMIT_NPROC, (tasks, tasks))
