"""Keeping a process from the network, and from the sight of other processes, by namespaces of its own."""

import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from upheld.probing import kernel


class Way(StrEnum):
    """How a server is contained, the best first."""

    WHOLE = "whole"
    """Users, network and processes: with the end of its first process, the kernel ends every other one."""
    NETWORK = "network"
    """Users and network, where /proc cannot be mounted anew, as in many containers."""
    ROOT = "root"
    """Network and processes, made by a supervisor that runs as root and starts the server as the user."""
    NONE = "none"

    @property
    def own_processes(self) -> bool:
        """Whether the processes are in a namespace of their own."""
        return self in (Way.WHOLE, Way.ROOT)


def enter(way: Way) -> None:
    """Take this process into namespaces of its own, with loopback up; that of processes begins with its next child.

    Raises `OSError` where the system refuses: then the process is of no more use.
    """
    flags = kernel.CLONE_NEWNET | (kernel.CLONE_NEWPID if way.own_processes else 0)
    if way is Way.ROOT:
        kernel.unshare(flags)
    else:
        _with_users(flags | kernel.CLONE_NEWUSER)
    kernel.raise_loopback()


def furnish(resolver: str | None) -> None:
    """Show the first process of a namespace of processes only these under /proc, and where to ask for names."""
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.keep_mounts_to_itself()
    kernel.mount_own_proc()
    if resolver:
        with suppress(OSError):
            kernel.mount_over(resolver, "/etc/resolv.conf")


def _with_users(flags: int) -> None:
    """Leave the namespaces, that of users too, and map every user to itself.

    Only one process that stays behind may map others than its own user, so that one is forked first.
    """
    process, maps = os.getpid(), _maps()
    reading, writing = os.pipe()
    stayed = os.fork()
    if not stayed:
        os.close(writing)
        os._exit(_write(process, maps) if os.read(reading, 1) else 1)
    os.close(reading)
    try:
        kernel.unshare(flags)
        os.write(writing, b"!")
    finally:
        os.close(writing)
        error = os.waitstatus_to_exitcode(os.waitpid(stayed, 0)[1])
    if error:
        raise OSError(error, os.strerror(error))


def _write(process: int, maps: dict[str, str]) -> int:
    try:
        for file, text in maps.items():
            Path(f"/proc/{process}/{file}").write_text(text, encoding="ascii")
    except OSError as error:
        return error.errno or 1
    return 0


def _maps() -> dict[str, str]:
    """Return what is mapped: every user for root, whose files may be anybody's, else only the one that asks."""
    user, group = os.geteuid(), os.getegid()
    if user:
        return {"setgroups": "deny", "uid_map": f"{user} {user} 1", "gid_map": f"{group} {group} 1"}
    return {"uid_map": _identity("uid_map"), "gid_map": _identity("gid_map")}


def _identity(file: str) -> str:
    rows = (row.split() for row in Path("/proc/self", file).read_text(encoding="ascii").splitlines())
    return "".join(f"{inside} {inside} {count}\n" for inside, _, count in rows)
