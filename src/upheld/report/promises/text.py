"""The policy's own lines, with what was read from each in the margin."""

import zlib
from collections.abc import Iterator

from upheld.model import Force, Promise
from upheld.nouns import dataclass
from upheld.policy.unread import Because
from upheld.report.promises.reading import ReadPolicy, summary
from upheld.report.style import Style, leading, one_line, printable

_WIDEST_MARGIN = 46
_COLOURS = ("green", "blue", "magenta", "yellow", "cyan")
_NOT_UNDERSTOOD = "? not understood"


@dataclass(frozen=True)
class _Note:
    """What was read from a line."""

    text: str
    colour: str = ""


def render(read: ReadPolicy, style: Style, *, explain: bool) -> str:
    """Return the lines with their notes; `explain` adds why a line was not taken."""
    return "".join(f"{line}\n" for line in _text(read, style, explain=explain))


def _text(read: ReadPolicy, style: Style, *, explain: bool) -> Iterator[str]:
    document = read.policy.document
    if document is None:
        yield "no security policy could be read"
        yield from (f"  {one_line(reason)}" for reason in read.policy.itself.unreadable)
        yield from _outside(read, style)
        return
    notes = _notes(read, explain=explain)
    width = max((len(note.text) for each in notes.values() for note in each), default=0)
    margin = min(width, _WIDEST_MARGIN)
    yield headline(read)
    lines = document.source_lines
    for number, text in enumerate(lines[:-1] if lines[-1] == "" else lines, 1):
        first, *further = notes.get(number) or [_Note("")]
        yield _line(first, f"{number:4} {printable(text)}", margin, style)
        yield from (_line(note, "", margin, style) for note in further)
    yield from _outside(read, style)


def _outside(read: ReadPolicy, style: Style) -> Iterator[str]:
    """Yield what the configuration states, after the policy's own lines."""
    for promise in read.outside:
        said = style(printable(_said(promise)), _colour(promise.kind))
        yield f"{leading(str(promise.location))}: {said} {style('|', 'dim')} {one_line(promise.quote)}"


def _said(promise: Promise) -> str:
    advice = "advice: " if promise.force is Force.PRACTICE else ""
    return f"{'corrected: ' if promise.corrected else ''}{advice}{summary(promise)}"


def headline(read: ReadPolicy) -> str:
    """Return how much was read, in one line."""
    commitments = sum(each.force is Force.COMMITMENT for each in read.stated)
    rows = sum(len(each.rows) for each in read.versions)
    counts = (
        _counted(commitments, "promise"),
        _counted(len(read.stated) - commitments, "piece of advice", "pieces of advice"),
        _counted(rows, "row of supported versions", "rows of supported versions"),
        _counted(len(read.not_understood), "line not understood", "lines not understood"),
    )
    outside = [_counted(len(read.outside), "promise", "promises") + " of the configuration"] if read.outside else []
    return f"{leading(read.policy.source.path or '')}: {', '.join((*counts, *outside))}"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _notes(read: ReadPolicy, *, explain: bool) -> dict[int, list[_Note]]:
    notes: dict[int, list[_Note]] = {}
    for versions in read.versions:
        for row in versions.rows:
            said = "supported" if row.supported(read.today) else "unsupported"
            note = _Note(f"{said} {row.text}" if row.scope else _NOT_UNDERSTOOD, "green" if row.scope else "red")
            notes.setdefault(row.location.line, []).append(note)
    for promise in read.stated:
        notes.setdefault(promise.location.line, []).append(_Note(_said(promise), _colour(promise.kind)))
    for settled in read.settled:
        notes.setdefault(settled.location.line, []).append(_Note("corrected: no promise", "dim"))
    for each in read.unread:
        if each.because is Because.NOT_UNDERSTOOD:
            notes.setdefault(each.statement.line, []).append(_Note(_NOT_UNDERSTOOD, "red"))
        elif explain:
            notes.setdefault(each.statement.line, []).append(_Note(f"({each.because.value})", "dim"))
    return notes


def _colour(kind: str) -> str:
    """Return a colour that is the same in every run."""
    return _COLOURS[zlib.crc32(kind.encode()) % len(_COLOURS)]


def _line(note: _Note, text: str, margin: int, style: Style) -> str:
    shown = printable(note.text)
    shown = shown if len(shown) <= margin else shown[: margin - 1] + "…"
    padding = " " * (margin - len(shown))
    coloured = style(shown, note.colour) if note.colour else shown
    return f"{padding}{coloured} {style('|', 'dim')} {text}".rstrip()
