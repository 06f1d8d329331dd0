"""Corrections: what a line of the policy means that was misread. Each is told, so that none overrules in silence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from upheld.config.claims import promise_of
from upheld.config.problems import ConfigError, Problem
from upheld.config.stated import Stated
from upheld.model import Location, Notification, NotificationKind, Promise
from upheld.nouns import dataclass
from upheld.policy.document import Document
from upheld.policy.supported_versions import Row, SupportedVersions


@dataclass(frozen=True, kw_only=True)
class NoPromise(Promise):
    """Stands for a line that makes no promise, as the configuration says: it is not listed as not understood either."""

    kind: ClassVar[str] = "nothing"


@dataclass(frozen=True)
class Correction:
    """What is to stand in place of what was read from a line."""

    stated: Stated
    promise: Promise
    """A `NoPromise` where the line means nothing."""


@dataclass(frozen=True)
class Corrected:
    """Promises after all corrections, and what is told of these."""

    promises: tuple[Promise, ...]
    notifications: tuple[Notification, ...]


def corrected(
    stated: Iterable[Stated], document: Document | None, promises: Sequence[Promise], kinds: Mapping[str, type[Promise]]
) -> Corrected:
    """Put what the configuration says of lines of the policy in place of what was read from them.

    Raises:
        ConfigError: with every mistake in what the lines are said to mean.
    """
    by_line: dict[int, list[Correction]] = defaultdict(list)
    problems: list[Problem] = []
    notes: list[Notification] = []
    for each in stated:
        lines = _lines(each, document)
        place, quote = _place(each, document, lines[0]) if document and len(lines) == 1 else (each.location, each.quote)
        try:
            promise = _meant(each, kinds, place, quote)
        except ConfigError as error:
            problems += error.problems
            continue
        if len(lines) == 1:
            by_line[lines[0]].append(Correction(each, promise))
        else:
            notes.append(_note(each, _matches_none(lines)))
    if problems:
        raise ConfigError(problems)
    if document is None:
        return Corrected(tuple(promises), tuple(notes))
    return _applied(by_line, document, promises, notes)


def _applied(
    by_line: Mapping[int, list[Correction]], document: Document, promises: Sequence[Promise], notes: list[Notification]
) -> Corrected:
    made: list[Promise] = []
    settled: set[int] = set()
    for line, corrections in by_line.items():
        was = list(_read_from(line, document, promises))
        if _is_read_so(line, corrections, was, document, promises):
            notes += [
                _note(each.stated, f"corrects nothing: line {line} is read so without it; remove it")
                for each in corrections
            ]
            continue
        settled.add(line)
        made += (each.promise for each in corrections)
        notes += [_note(each.stated, _told(each, line, was, document.path)) for each in corrections]
    left = [promise for each in promises for promise in _left(each, settled, document)]
    ordered = sorted([*left[1:], *made], key=lambda p: (p.location.path, p.location.line, p.location.column, p.kind))
    return Corrected((*left[:1], *ordered), tuple(notes))


def _lines(stated: Stated, document: Document | None) -> list[int]:
    """Return the lines that a correction means."""
    lines = document.source_lines if document else ()
    if number := stated.text("line"):
        return [int(number)] if int(number) <= len(lines) and lines[int(number) - 1].strip() else []
    quote = stated.text("quote").strip()
    return [number for number, line in enumerate(lines, 1) if quote in line]


def _place(stated: Stated, document: Document, line: int) -> tuple[Location, str]:
    """Return where the words that are meant stand, and the words."""
    source = document.source_line(line)
    words = stated.text("quote").strip() or source.strip()
    start = source.find(words)
    return Location(document.path, line, start + 1, start + 1 + len(words)), words


def _meant(stated: Stated, kinds: Mapping[str, type[Promise]], place: Location, quote: str) -> Promise:
    means = stated.item.get("means") or stated.item
    if means.kind != "mapping":
        return NoPromise(location=place, quote=quote, stated=False, corrected=True)
    return replace(promise_of(stated.path, means, kinds, location=place, quote=quote), corrected=True)


def _read_from(line: int, document: Document, promises: Iterable[Promise]) -> Iterator[Any]:
    """Yield each promise and each row of supported versions that was read from a line."""
    for promise in promises:
        if not promise.stated or promise.location.path != document.path:
            continue
        if isinstance(promise, SupportedVersions):
            yield from (row for row in (*promise.rows, *promise.statements) if _is_on(row, {line}))
        elif promise.location.line == line:
            yield promise


def _is_read_so(
    line: int, corrections: list[Correction], was: list[Any], document: Document, promises: Sequence[Promise]
) -> bool:
    meant = [each.promise for each in corrections if not isinstance(each.promise, NoPromise)]
    if meant or was:
        read = [_said(each) for each in was if isinstance(each, Promise)]
        return len(read) == len(was) == len(meant) and all(_said(each) in read for each in meant)
    from upheld.policy.unread import not_understood  # noqa: PLC0415 - only such a correction asks

    listed = (number for each in not_understood(document, promises) for _, number in each.statement.lines)
    return line not in listed


def _said(promise: Promise) -> tuple[Any, ...]:
    return promise.kind, promise.force, promise.fields()


def _left(promise: Promise, settled: set[int], document: Document) -> Iterator[Promise]:
    """Yield what is left of a promise when nothing that was read from these lines counts."""
    if not settled or not promise.stated or promise.location.path != document.path:
        yield promise
    elif isinstance(promise, SupportedVersions):
        yield _without_rows(promise, settled, document)
    elif promise.location.line not in settled:
        yield promise


def _without_rows(promise: SupportedVersions, settled: set[int], document: Document) -> SupportedVersions:
    rows = tuple(row for row in promise.rows if not _is_on(row, settled))
    statements = tuple(row for row in promise.statements if not _is_on(row, settled))
    if len(rows) + len(statements) == len(promise.rows) + len(promise.statements):
        return promise
    if not rows and not statements:
        nowhere = Location(document.path)
        return replace(
            promise, location=nowhere, quote="", stated=False, form="none", rows=(), statements=(), tables=()
        )
    if not rows:
        promise, rows, statements = replace(promise, form="prose", tables=()), statements, ()
    first = rows[0].location
    return replace(
        promise, location=first, quote=document.source_line(first.line).strip(), rows=rows, statements=statements
    )


def _is_on(row: Row, lines: set[int]) -> bool:
    return not lines.isdisjoint(range(row.location.line, max(row.location.line, row.end_line) + 1))


def _note(stated: Stated, message: str) -> Notification:
    named = f"line {stated.text('line')}" if stated.text("line") else f"'{stated.text('quote').strip()}'"
    return Notification(NotificationKind.NOTE, f"the correction of {named} {message}", stated.location)


def _matches_none(lines: list[int]) -> str:
    if not lines:
        return "corrects nothing; remove it"
    shown = f"{', '.join(map(str, lines[:3]))}{', ...' if len(lines) > len(lines[:3]) else ''}"
    return f"corrects nothing: these words stand on {len(lines)} lines ({shown}); quote more of the one that is meant"


def _told(correction: Correction, line: int, was: list[Any], path: str) -> str:
    read = ", ".join(_named(each) for each in was) or "what was not understood"
    means = "no promise" if isinstance(correction.promise, NoPromise) else _named(correction.promise)
    reason = correction.stated.text("reason").strip()
    return f"makes {path}:{line} mean {means} instead of {read}, because: {reason}"


def _named(read: Promise | Row) -> str:
    if isinstance(read, Row):
        return f"supported-versions ({read.text})"
    fields = ", ".join(f"{name} {_shown(value)}" for name, value in read.fields().items())
    return f"{read.kind} ({fields})" if fields else read.kind


def _shown(value: Any) -> str:
    """Return a field as words: a list by what it holds."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)  # pyright: ignore[reportUnknownArgumentType]
