"""One SARIF result: what is broken on a line, in words that code scanning shows, with the places it is held against."""

from collections.abc import Iterable, Iterator
from typing import Any

from upheld.model import Entry, Level, Location, Standing, Verdict
from upheld.report.sarif_places import Places
from upheld.report.style import one_line
from upheld.report.words import LOST

_LONGEST = 1000
SEVERITY = (Level.ERROR, Level.WARNING, Level.NOTE)


def result(entries: list[Entry], places: Places) -> dict[str, Any]:
    """Return the result of one line: of one rule, or of the first one where a change breaks several there."""
    first = entries[0]
    where = places.inside(first.location)
    related = dict.fromkeys(place for place in _related(entries) if place != where and not places.is_outside(place))
    numbered = dict(enumerate(related, 1))
    made: dict[str, Any] = {
        "ruleId": first.rule.id,
        "level": min(map(level_of, entries), key=SEVERITY.index).value,
        "message": {"text": " ".join(_sentences(entries, numbered, places))},
        "locations": [places.location(where)],
        "partialFingerprints": {"upheldFinding/v1": first.fingerprint, **places.line_hash(where)},
    }
    if state := _state(entries):
        made["baselineState"] = state
    if numbered:
        made["relatedLocations"] = [
            {"id": number, **places.location(place), "message": {"text": _role(place, entries)}}
            for number, place in numbered.items()
        ]
    fixes = (places.changes(fix) for fix in dict.fromkeys(entry.finding.fix for entry in entries))
    offered = [{"description": {"text": "The corrected lines."}, "artifactChanges": fix} for fix in fixes if fix]
    return made | ({"fixes": offered} if offered else {})


def _state(entries: Iterable[Entry]) -> str | None:
    """Return how it stands to the base: new where one of the findings is; None where nothing was compared."""
    standings = {entry.standing for entry in entries}
    if standings == {None}:
        return None
    return "unchanged" if standings == {Standing.EXISTING} else "new"


def cut(text: str) -> str:
    """Return the text, shortened to what code scanning shows of it."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def level_of(entry: Entry) -> Level:
    """Return how an entry weighs as a result."""
    return Level.NOTE if entry.finding.verdict is Verdict.UNVERIFIED else entry.level


def _related(entries: Iterable[Entry]) -> Iterator[Location]:
    for entry in entries:
        yield entry.promise.location
        yield from entry.finding.related


def _role(place: Location, entries: Iterable[Entry]) -> str:
    return "The promise." if any(place == e.promise.location for e in entries) else "What it is held against."


def _sentences(entries: list[Entry], related: dict[int, Location], places: Places) -> Iterator[str]:
    """Yield what is wrong, which narrow places show alone; then what it rests on, how to mend it, and links."""
    findings = [entry.finding for entry in entries]
    wrong = _joined(finding.message for finding in findings)
    yield f"{wrong[:1].upper()}{wrong[1:]}."
    if any(entry.lost for entry in entries):
        yield f"Before, {LOST}."
    evidence = _joined(f"{each.source}: {each.text}" for finding in findings for each in finding.evidence)
    if evidence:
        yield f"Evidence: {evidence}."
    if help_ := _joined(finding.help for finding in findings if finding.help):
        yield f"Help: {help_}."
    if related:
        links = (f"[{_link_text(place)}]({number})" for number, place in related.items())
        yield f"See {', '.join(links)}."
    if others := dict.fromkeys(entry.rule.id for entry in entries if entry.rule.id != entries[0].rule.id):
        yield f"It is told by {' and '.join(others)} too."
    outside = dict.fromkeys(str(e.location) for e in entries if places.is_outside(e.location))
    if outside:
        yield f"It is said in {_joined(outside)}."


def _joined(texts: Iterable[str]) -> str:
    """Return texts as one line without links: SARIF makes a link of `[words](target)` wherever it stands."""
    return cut("; ".join(dict.fromkeys(map(one_line, texts)))).rstrip(".").replace("](", "] (")


def _link_text(place: Location) -> str:
    return one_line(str(place)).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
