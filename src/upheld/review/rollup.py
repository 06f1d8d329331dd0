"""Saved reviews of many repositories, put together: nothing is looked at again."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from upheld.errors import UserError
from upheld.nouns import dataclass
from upheld.review.listed import Running
from upheld.review.period import NoPeriodError, Period
from upheld.review.record import Counts, State, whole_of
from upheld.review.saved import FILE, LedgerError, bytes_of, periods_in, values
from upheld.review.shapes import ShapeError, reader

_MOST_BROKEN = 20
_MOST_LEDGERS = 20_000


class NoLedgersError(UserError):
    """Nothing was given that could be put together."""


@dataclass(frozen=True)
class Line:
    """A repository's last review on one line."""

    name: str
    period: str
    state: State
    sign: str
    counts: Counts
    late: int
    """How many vulnerabilities are mended late and not waived."""
    broken: tuple[tuple[str, str, str], ...]
    """The kind, the words and the first finding of each broken promise."""
    address: str | None = None
    """Of its page, as seen from the page of all."""


@dataclass(frozen=True)
class Together:
    """All of them, worst first."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """How all of them stand, in one sentence."""
        broken = sum(each.state is State.BROKEN for each in self.lines)
        promises = sum(each.counts.broken for each in self.lines)
        if not broken:
            return f"No promise of these {len(self.lines):,} repositories is known to be broken."
        return f"{broken:,} of {len(self.lines):,} repositories break {promises:,} promises."


_SIGNS = {State.BROKEN: "✗", State.WAIVED: "⊘", State.UNVERIFIED: "?", State.UPHELD: "✓"}


def rolled_up(paths: Iterable[Path], out: Path) -> Together:
    """Read ledgers, the last one of each folder that is named, and sort their repositories.

    Raises:
        NoLedgersError: none of the paths holds one.
    """
    lines: list[Line] = []
    problems: list[str] = []
    for count, file in enumerate(_files(paths)):
        if count == _MOST_LEDGERS:
            problems.append(f"more than {_MOST_LEDGERS:,} ledgers were given; the others are not read")
            break
        try:
            lines.append(_line(file, out))
        except LedgerError as error:
            problems.append(str(error))
    if not lines and not problems:
        raise NoLedgersError("no ledger was found; name files such as security-reviews/2026-Q4/ledger.json")
    lines.sort(key=lambda each: (list(State).index(each.state), -each.counts.broken, -each.late, each.name))
    return Together(tuple(lines), tuple(problems))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
        elif (path / FILE).is_file():
            yield path / FILE
        elif periods := periods_in(path):
            yield path / str(periods[-1]) / FILE


@dataclass(frozen=True)
class _Named:
    name: str


@dataclass(frozen=True)
class _Promise:
    kind: str
    quote: str
    stated: bool
    state: State
    findings: tuple[int, ...]


@dataclass(frozen=True)
class _Clock:
    state: Running
    waived_until: str | None = None


@dataclass(frozen=True)
class _Summary:
    """As much of a record as a line shows: a thousand of them are read at once."""

    period: str
    repository: _Named
    promises: tuple[_Promise, ...]
    clocks: tuple[_Clock, ...] = ()


def _line(file: Path, out: Path) -> Line:
    loaded = values(bytes_of(file), str(file))
    try:
        summary = cast("_Summary", reader(_Summary)(loaded, "it"))
        period = str(Period.read(summary.period))
    except (ShapeError, NoPeriodError) as error:
        raise LedgerError(f"{file} cannot be read: {error}") from error
    stated = [each for each in summary.promises if each.stated]
    states = [each.state for each in stated]
    counts = Counts(*(states.count(state) for state in State))
    broken = [each for each in stated if each.state is State.BROKEN][:_MOST_BROKEN]
    page = file.with_name("review.html")
    return Line(
        summary.repository.name,
        period,
        whole := whole_of(counts),
        _SIGNS[whole],
        counts,
        sum(each.state is Running.LATE and not each.waived_until for each in summary.clocks),
        tuple((each.kind, each.quote, _message(each, loaded)) for each in broken),
        _relative(page, out) if page.is_file() else None,
    )


def _message(promise: _Promise, loaded: Any) -> str:
    """Return the first broken finding of a promise, out of values that nobody has looked at."""
    try:
        said = [loaded["check"]["findings"][number] for number in promise.findings]
        return next(str(each["message"]) for each in said if each["verdict"] == "broken" and not each.get("waiver"))
    except (KeyError, IndexError, TypeError, AttributeError, StopIteration):
        return ""


def _relative(page: Path, out: Path) -> str | None:
    try:
        return quote(Path(os.path.relpath(page.resolve(), out.resolve())).as_posix())
    except ValueError:  # on another drive
        return None
