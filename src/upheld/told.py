"""What a command tells at its end."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A line for each thing that was done, and for each that could not be."""

    lines: tuple[str, ...]
    failures: tuple[str, ...]
