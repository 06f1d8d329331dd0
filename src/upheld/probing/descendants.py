"""The processes below one, as /proc tells them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_PROC = Path("/proc")


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes below one, each after its parent; those that end meanwhile may be missing."""
    children = _children if lists_children() else _ByParent().__getitem__
    waiting, known = [pid], {pid}
    while waiting:
        for child in children(waiting.pop()):
            if child not in known:
                known.add(child)
                waiting.append(child)
                yield child


@cache
def lists_children() -> bool:
    """Tell whether the kernel lists the children of each process."""
    return Path(f"/proc/self/task/{os.getpid()}/children").exists()


def name_of(pid: int) -> str:
    """Return the name of a process without its arguments, fit to be printed; "?" where it has ended."""
    try:
        return printable((_PROC / str(pid) / "comm").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "?"


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and that its parent has not asked for does not."""
    with suppress(OSError, IndexError):
        return _stat(pid)[0] not in (b"Z", b"X")
    return False


def printable(text: str, length: int = 200) -> str:
    """Return the text on one line, without what a terminal would take for an order."""
    return "".join(each if each.isprintable() else " " for each in text.strip()[:length]).strip()


def tasks_of(user: int) -> int:
    """Count the threads that a user has on this machine: what the system holds against its limit of processes."""
    count = 0
    for each in _PROC.iterdir():
        with suppress(OSError, ValueError):
            if int(each.name) and each.stat().st_uid == user:
                count += len(os.listdir(each / "task"))  # noqa: PTH208 - counted a thousand times at every start
    return count


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - asked fifty times a second
            with suppress(OSError):
                yield from map(int, _read(f"/proc/{pid}/task/{thread}/children").split())


def _stat(pid: int) -> list[bytes]:
    """Return the state of a process, its parent and so on: what stands after its name, which may hold brackets too."""
    return _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 1 << 16)
    finally:
        os.close(descriptor)


class _ByParent(dict[int, list[int]]):
    """The children of every process, for a kernel that does not list them."""

    def __init__(self) -> None:
        super().__init__()
        for each in os.listdir("/proc"):  # noqa: PTH208
            with suppress(OSError, ValueError):
                self.setdefault(int(_stat(int(each))[1]), []).append(int(each))

    def __missing__(self, key: int) -> list[int]:
        return []
