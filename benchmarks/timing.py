"""Timing: medians of several runs, interleaved so that a busy moment of the machine meets every command alike."""

import gc
from collections.abc import Mapping
from statistics import median
from time import perf_counter
from typing import TypeVar

from commands import Command, run

ROUNDS = 11
_KEY = TypeVar("_KEY")


def medians(commands: Mapping[_KEY, Command], rounds: int = ROUNDS) -> dict[_KEY, float]:
    """Return the median time of each command in seconds, after one run of each that is not counted."""
    for command in commands.values():
        run(command)
    times: dict[_KEY, list[float]] = {key: [] for key in commands}
    gc.disable()
    for _ in range(rounds):
        for key, command in commands.items():
            times[key].append(_seconds(command))
    gc.enable()
    return {key: median(measured) for key, measured in times.items()}


def _seconds(command: Command) -> float:
    start = perf_counter()
    run(command)
    return perf_counter() - start
