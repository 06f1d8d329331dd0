"""The calls to Linux that Python has no name for; each raises `OSError` where it is refused."""

import ctypes
import os
import socket
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _done(result: int) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _prctl(option: int, value: int) -> None:
    _done(_libc().prctl(*(ctypes.c_ulong(each) for each in (option, value, 0, 0, 0))))


def become_subreaper() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(signal: int) -> None:
    """Be sent the signal when the thread that started this process ends."""
    _prctl(_PR_SET_PDEATHSIG, signal)


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for new ones."""
    _done(_libc().unshare(ctypes.c_int(flags)))


def keep_mounts_to_itself() -> None:
    """See to it that what this process mounts is mounted for nobody else."""
    _mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE)


def mount_own_proc() -> None:
    """Show this process the processes of its own namespace under /proc, and nobody else."""
    _mount(b"proc", b"/proc", b"proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)


def mount_over(file: str, other: str) -> None:
    """Show the first file where the other one is."""
    _mount(os.fsencode(file), os.fsencode(other), None, _MS_BIND)


def _mount(source: bytes, target: bytes, kind: bytes | None, flags: int) -> None:
    _done(_libc().mount(source, target, kind, ctypes.c_ulong(flags), None))


def raise_loopback() -> None:
    """Switch the loopback interface on, which is off in a new network namespace, and prove that it can be bound."""
    import fcntl  # noqa: PLC0415 - Windows has none, and no namespaces either

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, _SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0))
        flags = struct.unpack("16sH14x", request)[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
