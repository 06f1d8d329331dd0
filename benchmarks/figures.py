"""Figures and the table they are printed in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value, and the limit it must keep where there is one."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def exceeded(self) -> bool:
        """Whether the value is beyond its limit."""
        return self.limit is not None and self.value > self.limit

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row of the table."""
        limit = "" if self.limit is None else f"{self.limit:g} {self.unit}"
        verdict = "" if self.limit is None else "EXCEEDED" if self.exceeded else "kept"
        return self.name, f"{self.value:.2f} {self.unit}", limit, verdict


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    rows = [("Figure", "Median", "Limit", ""), *(figure.cells for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    for row in (rows[0], rule, *rows[1:]):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
