"""An inventory that people keep by hand, or write with a program of their own: `keys.yml`, or the same as JSON or CSV.

`schemas/keys.schema.json` describes it for editors; `generic.md` explains it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from upheld.facts.keys.document import Document
from upheld.facts.keys.fields import DATES, FIELDS, NEVER_ALLOWED, TEXTS
from upheld.facts.keys.key import NEVER, Key, Moment, State
from upheld.facts.keys.moments import moment
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "key inventory"
LAST = True
HOW = "an inventory lists names and dates only"
_AT_THE_TOP = ("generated_at", "keys", "version", "$schema")


def recognises(document: Document) -> bool:
    """Tell whether it is a mapping with a list `keys`, or CSV with the columns `name` and one of the dates."""
    if document.form == "csv":
        return "name" in document.header and bool(DATES.keys() & set(document.header))
    if document.form not in {"json", "yaml"} or len(document.roots) != 1:
        return False
    return len(document.pages) == 1 and isinstance(document.pages[0].get("keys"), list)


def read(document: Document) -> Iterator[Key]:
    """Yield each key.

    Raises:
        MetadataError: with the first mistake, and how many more there are.
    """
    mistakes = sorted(_mistakes(document), key=lambda each: (each.line, each.column))
    if mistakes:
        raise _told(mistakes)
    for each in document.records if document.form == "csv" else document.listed("keys"):
        created, changed = each.moment("created"), _moment(each, "rotated")
        yield Key(
            source=each.text("source") or SOURCE,
            kind=each.text("kind") or "key",
            name=each.name("name") or "",
            location=document.at(each, "name"),
            id=each.name("id"),
            owner=each.text("owner"),
            scope=each.text("scope"),
            created=created,
            changed=changed,
            last_used=_moment(each, "last_used"),
            expires=_moment(each, "expires"),
            state=State(each.text("state") or State.ACTIVE),
            note=each.text("note"),
        )


def _mistakes(document: Document) -> Iterator[MetadataError]:
    if document.form == "csv":
        yield from _unknown(document.header, FIELDS, {}, (1, 1))
        for each in document.records:
            yield from _in_values(each)
        return
    page = document.pages[0]
    yield from _unknown(page, _AT_THE_TOP, page.places, (1, 1))
    for each in page["keys"]:
        if isinstance(each, Record):
            yield from _unknown(each, FIELDS, each.places, (each.line, each.column))
            yield from _in_values(each)
        else:
            yield MetadataError("has an entry of `keys` that is no mapping", *page.place_of("keys"))


def _unknown(
    names: Iterator[str] | Any,
    known: tuple[str, ...],
    places: Mapping[str, tuple[int, int]],
    otherwise: tuple[int, int],
) -> Iterator[MetadataError]:
    """Yield each name that is not known; it is not shown, since nobody knows what it is."""
    for name in names:
        if name not in known:
            yield MetadataError(f"has a field that is not known; {_meant(name, known)}", *places.get(name, otherwise))


def _meant(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    close = get_close_matches(name.lower()[:40], known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"known are {', '.join(f'`{each}`' for each in known)}"


def _in_values(record: Record) -> Iterator[MetadataError]:
    if not record.name("name"):
        yield MetadataError("has a key without a `name`", record.line, record.column)
    for name in TEXTS:
        if not isinstance(record.get(name), str | int | None) or isinstance(record.get(name), bool):
            yield MetadataError(f"has a `{name}` that is no text", *record.place_of(name))
    for name in DATES:
        try:
            told = _moment(record, name) if name in NEVER_ALLOWED else moment(record.get(name))
            wrong = "is never" if told is NEVER and name not in NEVER_ALLOWED else ""
        except (ValueError, MetadataError):
            wrong = "is neither a day such as 2026-01-31 nor a time with its offset such as 2026-01-31T12:00:00Z"
            wrong += ", nor `never`" if name in NEVER_ALLOWED else ""
        if wrong:
            yield MetadataError(f"has a `{name}` that {wrong}", *record.place_of(name))
    if (state := record.get("state")) not in {None, "", *State}:
        hint = _meant(state, tuple(State)) if isinstance(state, str) else _meant("", tuple(State))
        yield MetadataError(f"has a `state` that is not known; {hint}", *record.place_of("state"))


def _moment(record: Record, name: str) -> Moment:
    text = (record.text(name) or "").lower()
    if text == "never":
        return NEVER
    return None if text == "unknown" else record.moment(name)


def _told(mistakes: list[MetadataError]) -> MetadataError:
    first = mistakes[0]
    lines = sorted({each.line for each in mistakes[1:]})
    more = f" (column {first.column})" if first.column > 1 else ""
    if len(mistakes) > 1:
        others = "another mistake on line" if len(mistakes) == 2 else f"{len(mistakes) - 1} further mistakes, on lines"  # noqa: PLR2004
        more += f"; {others} {', '.join(map(str, lines[:10]))}{', ...' if len(lines) > 10 else ''}"  # noqa: PLR2004
    return MetadataError(f"{first}{more}", first.line, first.column)
