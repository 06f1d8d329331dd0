"""The report for a terminal: a block a finding, as compilers write them, and one summary line."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from upheld.lines import split_lines
from upheld.model import Entry, Ledger, Location, Notification, NotificationKind
from upheld.report.style import Style, one_line, printable
from upheld.report.words import LOST, label, page_address, summary, was_so_before

_COLOURS = {
    "error": "red",
    "warning": "yellow",
    "note": "blue",
    "unverified": "magenta",
    "upheld": "green",
    "waived": "blue",
}
_NOTES = ("see", "evidence", "before", "help", "fix", "waived")
_WIDEST = 160
_SHORT = 12


def render(ledger: Ledger, style: Style) -> str:
    """Return the report; broken findings first, what a change mends last."""
    blocks = ["\n".join(_blocks(entries, ledger, style)) for entries in _together(ledger.entries)]
    blocks += ["\n".join(_notification(notification, style)) for notification in ledger.notifications]
    if ledger.fixed:
        blocks.append("\n".join(_fixed(entry, ledger, style) for entry in ledger.fixed))
    return "\n\n".join([*blocks, _last_line(ledger, style)]) + "\n"


def _together(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Put together what says the same of several promises, and what a rule says of one line."""
    waiting: list[Entry] = []
    for _, group in groupby(entries, key=_said):
        alike = list(group)
        if waiting and (len(alike) > 1 or _line(alike[0]) != _line(waiting[0])):
            yield waiting
            waiting = []
        if len(alike) > 1 or alike[0].is_well:
            yield alike
        else:
            waiting += alike
    if waiting:
        yield waiting


def _said(entry: Entry) -> tuple[str, str, bool, str]:
    return entry.rule.id, label(entry), was_so_before(entry), entry.finding.message


def _line(entry: Entry) -> tuple[str, str, int]:
    return entry.rule.id, entry.location.path, entry.location.line


def _blocks(entries: list[Entry], ledger: Ledger, style: Style) -> Iterator[str]:
    if len({entry.finding.message for entry in entries}) == len(entries):
        yield from _block(entries, ledger, style)
        return
    first = entries[0]
    yield _headline(first, style)
    for entry in entries:
        quote = _cut(one_line(entry.promise.quote))
        yield f" {style('-->', 'blue')} {_place(entry.location)} {entry.promise.kind}{': ' if quote else ''}{quote}"
    if not first.is_well and first.finding.help:
        yield f" {style('=', 'blue')} {style('help:', 'bold')} {one_line(first.finding.help)}"


def _headline(entry: Entry, style: Style) -> str:
    said = label(entry)
    rule = style.link(entry.rule.id, page_address(entry.rule))
    before = ", so before" if was_so_before(entry) else ""
    return f"{style(said, _COLOURS[said], 'bold')}[{rule}]{before}: {style(one_line(entry.finding.message), 'bold')}"


def _block(entries: list[Entry], ledger: Ledger, style: Style) -> Iterator[str]:
    yield from (_headline(entry, style) for entry in entries)
    entry, said = entries[0], label(entries[0])
    place = entry.location
    number = str(place.line)
    margin = " " * len(number)
    yield f"{margin}{style('-->', 'blue')} {_place(place)}"
    if not entry.is_well and (snippet := _source(place, ledger)):
        bar = style("|", "blue")
        yield f"{margin} {bar}"
        yield f"{style(number, 'blue')} {bar} {_cut(printable(snippet))}"
        yield f"{margin} {bar} {_mark(place, snippet, style, _COLOURS[said])}".rstrip()
    notes = dict.fromkeys(note for each in entries for note in _notes(each))
    for name, text in sorted(notes, key=lambda note: _NOTES.index(note[0])):
        yield f"{margin} {style('=', 'blue')} {style(name + ':', 'bold')} {one_line(text)}"


def _notes(entry: Entry) -> Iterator[tuple[str, str]]:
    finding = entry.finding
    for place in finding.related:
        yield "see", str(place)
    for evidence in finding.evidence:
        where = f" ({evidence.location})" if evidence.location else ""
        yield "evidence", f"{evidence.source}: {evidence.text}{where}"
    if entry.lost:
        yield "before", LOST
    if not entry.is_well and finding.help:
        yield "help", finding.help
    if finding.fix:
        yield "fix", "`upheld fix` shows the corrected lines, `upheld fix --write` writes them"
    if entry.waiver:
        yield "waived", f"{entry.waiver.reason} ({entry.waiver.owner}, until {entry.waiver.expires})"


def _source(place: Location, ledger: Ledger) -> str:
    lines = split_lines(ledger.sources.get(place.path, ""))
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _mark(place: Location, snippet: str, style: Style, colour: str) -> str:
    end = place.end_column or len(snippet.rstrip()) + 1
    start = place.column if place.end_column else len(snippet) - len(snippet.lstrip()) + 1
    # What is shown in another width, such as a tab, moves the mark.
    left = len(printable(snippet[: start - 1]))
    right = left + len(printable(snippet[start - 1 : end - 1]))
    return " " * left + style("^" * max(1, min(right, _WIDEST) - left), colour) if left < _WIDEST else ""


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _place(place: Location) -> str:
    return f"{one_line(place.path)}:{place.line}:{place.column}"


def _notification(notification: Notification, style: Style) -> Iterator[str]:
    crash = notification.kind is NotificationKind.CRASH
    said = {NotificationKind.NOTE: "note"}.get(notification.kind, "error" if crash else "warning")
    yield f"{style(said, 'red' if crash else 'yellow', 'bold')}: {one_line(notification.message)}"
    if notification.location:
        yield f" {style('-->', 'blue')} {_place(notification.location)}"


def _fixed(entry: Entry, ledger: Ledger, style: Style) -> str:
    """Return one line: its place is one of the base, of which no source is at hand."""
    rule = style.link(entry.rule.id, page_address(entry.rule))
    where = f"{_place(entry.location)} at {(ledger.base or '')[:_SHORT]}"
    return f"{style('fixed', 'green', 'bold')}[{rule}]: {one_line(entry.finding.message)} ({where})"


def _last_line(ledger: Ledger, style: Style) -> str:
    policy = one_line(ledger.policy.path) if ledger.policy.path else "no policy"
    base = f", compared with {ledger.base[:_SHORT]}" if ledger.base else ""
    return f"{style(summary(ledger), 'bold')} ({policy}, {ledger.as_of[:10]}{base})"
