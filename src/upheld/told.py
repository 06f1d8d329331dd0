"""What a command tells at its end."""

from typing import NamedTuple


class Told(NamedTuple):
    """A line for each thing that was done, and for each that could not be."""

    lines: tuple[str, ...]
    failures: tuple[str, ...]
