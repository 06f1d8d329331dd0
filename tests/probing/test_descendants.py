"""The processes below one, found through their threads and through every process of the machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from upheld.probing import descendants as room
from upheld.probing.descendants import descendants, lives, name_of, tasks_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="/proc is that of Linux")

# A child and its child, each waiting for the end of its input.
TREE = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'input()']).pid, flush=True); input()"


@pytest.fixture
def tree() -> Iterator[tuple[int, int]]:
    command = [sys.executable, "-c", TREE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        yield child.pid, int(child.stdout.readline())


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "by parent"])
def test_children_come_after_their_parents(
    tree: tuple[int, int], monkeypatch: pytest.MonkeyPatch, *, listed: bool
) -> None:
    if not listed:
        monkeypatch.setattr(room, "lists_children", lambda: False)

    assert [each for each in descendants(os.getpid()) if each in tree] == list(tree)
    assert list(descendants(tree[0])) == [tree[1]]
    assert list(descendants(tree[1])) == []


def test_a_process_lives_until_it_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)

        assert not lives(child.pid)
    assert not lives(child.pid)
    assert lives(os.getpid())
    assert name_of(child.pid) == "?"


def test_threads_of_a_user_are_counted(tree: tuple[int, int]) -> None:
    assert tasks_of(os.getuid()) > len(tree)
    assert tasks_of(2**31) == 0
