"""The model of a review's page: everything that is shown, in its order, as texts and tables; HTML and Markdown fill it in."""

from collections.abc import Iterator
from urllib.parse import quote as quoted

from upheld import HOME
from upheld.model import Force, Level
from upheld.nouns import dataclass
from upheld.report.review import charts, wording
from upheld.report.review.actions import PASSED_OVER, Action, actions
from upheld.report.review.drawing import Drawn
from upheld.report.review.tables import Table, tables_of
from upheld.report.review.wording import SIGNS
from upheld.review.listed import Place
from upheld.review.record import Earlier, Promised, Record, Said, State, whole_of

MOST_ACTIONS = 15
_TITLES = {
    State.BROKEN: "Broken promises",
    State.WAIVED: "Broken, and waived",
    State.UNVERIFIED: "Promises that could not be verified",
    State.UPHELD: "Promises that are upheld",
}
_MOST_SAID = 40
"""Findings of one promise that are shown; the ledger has all."""


@dataclass(frozen=True)
class Link:
    """A place, with its address where the forge is known."""

    text: str
    address: str | None = None


@dataclass(frozen=True)
class Line:
    """A finding as a card shows it."""

    state: State
    message: str
    rule: str
    evidence: tuple[str, ...]
    lead: str
    """How the help begins."""
    help: str | None
    excuse: str | None


@dataclass(frozen=True)
class Card:
    """A promise."""

    number: int
    state: State
    sign: str
    kind: str
    quote: str
    place: Link
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True)
class Section:
    """Promises that stand alike."""

    state: State
    title: str
    is_open: bool
    cards: tuple[Card, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.cards)


@dataclass(frozen=True)
class ToDo:
    """An action with its place as a link."""

    action: Action
    place: Link


@dataclass(frozen=True)
class Page:
    """A review as it is shown."""

    record: Record
    state: State
    sign: str
    headline: str
    missed: str
    to_do: tuple[ToDo, ...]
    left_to_do: int
    trend: Drawn
    reviews: tuple[tuple[str, ...], ...]
    """The numbers of the trend."""
    sections: tuple[Section, ...]
    beside: tuple[Section, ...]
    """What is checked although the policy does not promise it in words."""
    tables: tuple[Table, ...]
    withdrawn: tuple[tuple[str, str, str], ...]
    decisions: tuple[tuple[str, str], ...]
    """Each broken promise with its number, on which the reviewer decides."""
    home: str = HOME


_PASSED_OVER = Line(State.UNVERIFIED, PASSED_OVER[0], "", (), "To verify it", PASSED_OVER[1], None)


def page(record: Record) -> Page:
    """Return all that is shown of a record, and nothing that is not in it."""
    to_do = actions(record)
    whole = whole_of(record.counts)
    if whole is State.UPHELD and wording.crashes(record):
        whole = State.UNVERIFIED
    ordered = sorted(record.promises, key=lambda each: not each.stated)
    stated = [(number, each) for number, each in enumerate(ordered, start=1) if each.stated]
    beside = [(number, each) for number, each in enumerate(ordered, start=1) if not each.stated]
    return Page(
        record=record,
        state=whole,
        sign=SIGNS[whole],
        headline=f"{wording.verdict(record)}{wording.crashes(record)}; {wording.since(record)}.",
        missed=wording.missed(record),
        to_do=tuple(ToDo(each, link(each.place, record)) for each in to_do[:MOST_ACTIONS]),
        left_to_do=len(to_do) - MOST_ACTIONS,
        trend=charts.trend(record),
        reviews=tuple(map(_figures, charts.last_reviews(record))),
        sections=tuple(_sections(stated, record)),
        beside=tuple(_sections(beside, record)),
        tables=tables_of(record),
        withdrawn=tuple((each.kind, each.quote, each.before) for each in record.withdrawn),
        decisions=tuple((str(number), each.quote) for number, each in stated if each.state is State.BROKEN),
    )


def _figures(review: Earlier) -> tuple[str, ...]:
    counts = [f"{getattr(review.counts, state.value):,}" for state in State]
    return review.period, review.as_of[:10], (review.commit or "none")[:12], *counts


def _sections(promises: list[tuple[int, Promised]], record: Record) -> Iterator[Section]:
    for state in State:
        cards = tuple(_card(number, each, record) for number, each in promises if each.state is state)
        if cards:
            yield Section(state, _TITLES[state], state is not State.UPHELD, cards)


def _card(number: int, promise: Promised, record: Record) -> Card:
    said = sorted(record.said_of(promise), key=lambda each: list(State).index(each.state))
    notes = [wording.change_of(promise, record)]
    if promise.words_before:
        notes.append(f"was worded “{promise.words_before}”")
    if promise.force is Force.PRACTICE:
        notes.append("advice to users")
    if promise.state is State.BROKEN and all(each.level is not Level.ERROR for each in said):
        notes.append("breaks no build")
    if promise.pressing:
        notes.append("not for long")
    return Card(
        number,
        promise.state,
        SIGNS[promise.state],
        promise.kind,
        promise.quote,
        link(promise.place, record),
        tuple(filter(None, notes)),
        tuple(_line(each) for each in said[:_MOST_SAID]) or (_PASSED_OVER,),
        max(0, len(said) - _MOST_SAID),
    )


def _line(said: Said) -> Line:
    excuse = None
    if said.waiver:
        excuse = f"waived by {said.waiver.owner} until {said.waiver.expires}: {said.waiver.reason}"
    if said.attestation:
        excuse = f"attested by {said.attestation.by} on {said.attestation.date}, until {said.attestation.expires}"
    evidence = (
        f"{each.source}: {each.text}" + (f" ({each.location})" if each.location else "") for each in said.evidence
    )
    lead = {State.UPHELD: "Next", State.UNVERIFIED: "To verify it"}.get(said.state, "To mend it")
    return Line(said.state, said.message, said.rule, tuple(evidence), lead, said.help, excuse)


def link(place: Place, record: Record) -> Link:
    """Return a place with the address of its line in the commit."""
    web = record.repository.web
    if web is None or not web.startswith("https://") or "://" in place.path:
        return Link(str(place))
    return Link(str(place), f"{web}{quoted(place.path)}{record.repository.line_mark}{place.line}")
