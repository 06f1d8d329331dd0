"""The charts of a review, each drawn from the record; the words beside every mark say the same as the mark."""

from datetime import date

from upheld.report.review.drawing import Drawn, Scale, across, bar, dot, joined, line, text, years
from upheld.report.review.wording import age_told, counted, counts_told, key_told
from upheld.review.listed import Clock, KeyAge, Running, Series, Support
from upheld.review.record import Counts, Earlier, Record, State

SHOWN_REVIEWS = 5
_MOST_BARS = 12
_ROW = 40
_LATE = 1.0
_NEAR_THE_END = 70
"""In percent: farther right, a year would run into the last day."""


def trend(record: Record) -> Drawn:
    """Draw how many promises stood how, in the last five reviews."""
    reviews = last_reviews(record)
    most = max((each.counts.total for each in reviews), default=0)
    marks: list[str] = []
    for row, each in enumerate(reviews):
        top = row * _ROW
        marks.append(text(f"{each.period}: {counts_told(each.counts)}", 0, top + 13))
        marks += _stack(each.counts, most, top + 19)
    told = joined(f"{each.period}: {counts_told(each.counts)}" for each in reviews)
    return Drawn("trend", "How the promises stood, review by review", told, len(reviews) * _ROW, tuple(marks))


def last_reviews(record: Record) -> tuple[Earlier, ...]:
    """Return this review and up to four before it, oldest first."""
    own = Earlier(record.period, record.check.as_of, record.counts, record.repository.commit)
    return (*record.earlier, own)[-SHOWN_REVIEWS:]


def _stack(counts: Counts, most: int, top: int) -> list[str]:
    scale, left = Scale(0, most or 1), 0.0
    marks: list[str] = []
    for state in State:
        if width := scale(getattr(counts, state.value)):
            marks.append(bar(state.value, left, max(width - 0.4, 0.2), top, 13))
            left += width
    return marks


def ageing(record: Record) -> Drawn | None:
    """Draw each vulnerability that has a promised time: its age against that time."""
    timed = [each for each in record.clocks if each.started and each.due]
    if not timed:
        return None
    timed.sort(key=lambda each: -_overrun(each, record.day))
    shown = timed[:_MOST_BARS]
    most = max(max(_age(each, record.day), _limit(each)) for each in shown)
    scale = Scale(0, max(most, 1))
    marks: list[str] = []
    for row, each in enumerate(shown):
        top = row * _ROW
        look = {Running.LATE: "broken", Running.DUE_SOON: "unverified"}.get(each.state, "upheld")
        look = "waived" if each.waived_until else look
        marks.append(text(f"{each.id}: {age_told(each, record.day)}", 0, top + 13))
        marks.append(bar(look, 0, max(scale(_age(each, record.day)), 0.4), top + 19, 13))
        marks.append(line("limit", scale(_limit(each)), top + 16, top + 35))
    marks += _days(scale, len(shown) * _ROW)
    late = sum(each.state is Running.LATE for each in timed)
    told = joined(
        [
            f"{counted(len(timed), 'vulnerability', 'vulnerabilities')} with a promised time, {late} of them late",
            "A bar is the age in days, the line across it the promised time",
        ]
    )
    return Drawn(
        "ageing", "Open vulnerabilities against the promised times", told, len(shown) * _ROW + 22, tuple(marks)
    )


def _age(clock: Clock, today: date) -> int:
    return (today - (clock.started or today)).days


def _limit(clock: Clock) -> int:
    return (clock.due - clock.started).days if clock.due and clock.started else 0


def _overrun(clock: Clock, today: date) -> float:
    return (_age(clock, today) + 1) / (_limit(clock) + 1)


def key_ages(record: Record) -> Drawn | None:
    """Draw each key of a known age against the promised rotation."""
    known = [each for each in record.keys if each.days is not None]
    if not known:
        return None
    known.sort(key=lambda each: (-_share(each), -(each.days or 0), each.name))
    shown = known[:_MOST_BARS]
    scale = Scale(0, max(max(each.days or 0, each.limit or 0) for each in shown) or 1)
    marks: list[str] = []
    for row, each in enumerate(shown):
        top = row * _ROW
        look = "upheld" if each.limit is None or _share(each) <= _LATE else "unverified" if each.regularly else "broken"
        marks.append(text(key_told(each), 0, top + 13))
        marks.append(bar(look, 0, max(scale(each.days or 0), 0.4), top + 19, 13))
        if each.limit is not None:
            marks.append(line("limit", scale(each.limit), top + 16, top + 35))
    marks += _days(scale, len(shown) * _ROW)
    over = sum(each.limit is not None and _share(each) > _LATE for each in known)
    told = joined(
        [
            f"{counted(len(known), 'key')} of a known age, {over} of them over the limit",
            "A bar is the age in days, the line across it the promised rotation",
        ]
    )
    return Drawn("keys", "Ages of keys against the promised rotation", told, len(shown) * _ROW + 22, tuple(marks))


def _share(key: KeyAge) -> float:
    return (key.days or 0) / key.limit if key.limit else 0.0


def _days(scale: Scale, top: int) -> list[str]:
    """Return the axis below bars of days."""
    ends = (0, round(scale.high / 2), round(scale.high))
    names = dict(zip(ends, ("0", f"{ends[1]}", f"{ends[2]} days"), strict=True))
    return [across("axis", 0, 100, top), *(text(name, scale(day), top + 16, "tick") for day, name in names.items())]


def timeline(support: Support, today: date) -> Drawn | None:
    """Draw when the releases of each series came out, and which series are supported."""
    dated = [each for each in support.series if each.released]
    if not dated:
        return None
    first = min(each.released[0] for each in dated)
    last = max([today, *(each.until for each in dated if each.until)])
    last = min(last, date(min(today.year + 3, date.max.year), 12, 31))
    scale = Scale(first.toordinal(), max(last.toordinal(), first.toordinal() + 1))
    marks: list[str] = []
    for row, each in enumerate(dated):
        marks += _series(each, row * _ROW, scale, today)
    bottom = len(dated) * _ROW
    marks.append(across("axis", 0, 100, bottom))
    marks.append(line("today", scale(today.toordinal()), 0, bottom))
    named = [(scale(day.toordinal()), str(day.year)) for day in years(first, last)]
    named = [(left, name) for left, name in named if left < _NEAR_THE_END]
    marks += (text(name, left, bottom + 16, "tick") for left, name in named or [(0.0, str(first.year))])
    marks.append(text(str(last), 100, bottom + 16, "tick"))
    told = joined(f"{each.name}, {each.support}: released {each.released[0]} to {each.released[-1]}" for each in dated)
    return Drawn("support", "Series, their releases and their support", told, bottom + 22, tuple(marks))


_LOOKS = {"supported": "upheld", "unsupported": "none", "partly supported": "unverified"}


def _series(each: Series, top: int, scale: Scale, today: date) -> list[str]:
    start, end = scale(each.released[0].toordinal()), scale(each.released[-1].toordinal())
    carried = each.support in {"supported", "partly supported"}
    until = scale((each.until or today).toordinal()) if carried else end
    ends = f", until {each.until}" if each.until else ""
    label = f"{each.name}: {each.support}{ends}; {counted(each.count, 'release')}, the last {each.last}"
    look = _LOOKS.get(each.support, "none")
    return [
        text(label, 0, top + 13),
        bar(look, start, max(until - start, end - start, 0.6), top + 22, 9),
        *(dot(scale(day.toordinal()), top + 26) for day in each.released),
    ]
