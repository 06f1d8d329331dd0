"""Marks for charts in SVG: across in percent, down in pixels, so that a chart is as wide as its page and text stays readable."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from upheld.nouns import dataclass
from upheld.report.style import one_line

_LONGEST = 90


@dataclass(frozen=True)
class Drawn:
    """A chart: what it is called, what it shows in words, and its marks."""

    id: str
    title: str
    description: str
    height: int
    marks: tuple[str, ...]

    @property
    def svg(self) -> str:
        """The element, to be shown as it is."""
        return (
            f'<svg role="img" width="100%" height="{self.height}" aria-labelledby="{self.id}-t {self.id}-d">'
            f'<title id="{self.id}-t">{shown(self.title)}</title><desc id="{self.id}-d">{shown(self.description)}</desc>'
            f"{''.join(self.marks)}</svg>"
        )


def shown(text: str) -> str:
    """Return text from outside as it may stand in an element or an attribute."""
    return escape(one_line(text))


def bar(look: str, left: float, width: float, top: int, height: int) -> str:
    """Return a bar; a look that is hatched (see the style) is drawn twice."""
    place = f'x="{_percent(left)}" y="{top}" width="{_percent(width)}" height="{height}"'
    return f'<rect class="{look}" {place}/><rect class="over-{look}" {place}/>'


def line(look: str, left: float, top: int, bottom: int) -> str:
    """Return a line down."""
    return f'<line class="{look}" x1="{_percent(left)}" x2="{_percent(left)}" y1="{top}" y2="{bottom}"/>'


def across(look: str, left: float, right: float, top: int) -> str:
    """Return a line across."""
    return f'<line class="{look}" x1="{_percent(left)}" x2="{_percent(right)}" y1="{top}" y2="{top}"/>'


def dot(left: float, top: int) -> str:
    """Return a mark for one event."""
    return f'<circle cx="{_percent(left)}" cy="{top}" r="3.5"/>'


def text(words: str, left: float, bottom: int, look: str = "") -> str:
    """Return words; beyond the middle of the chart they end at their place instead of beginning there."""
    cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    anchor = ' text-anchor="end"' if left > 75 else ' text-anchor="middle"' if left > 25 else ""  # noqa: PLR2004
    styled = f' class="{look}"' if look else ""
    return f'<text x="{_percent(left)}" y="{bottom}"{anchor}{styled}>{shown(cut)}</text>'


def _percent(share: float) -> str:
    return f"{max(0.0, min(100.0, share)):.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class Scale:
    """From values to percent of the width."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        return 100 * (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def years(first: date, last: date) -> Iterator[date]:
    """Yield at most five first days of a year between two days."""
    between = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(between) // 5))
    return (date(year, 1, 1) for year in between[::step])


def joined(parts: Iterable[str]) -> str:
    """Return sentences as one text."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
