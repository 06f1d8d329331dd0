"""How often something is done, in words: "quarterly", "every 90 days", "twice a year", "on every pull request"."""

from upheld.nouns import dataclass
from upheld.policy.durations import durations
from upheld.policy.wording import Wording

_EACH = r"(?:(?:at\s+least\s+)?once\s+(?:a|an|per|every|each)|every|each|per)\s+(?:calendar\s+|single\s+)?"
_WORD = Wording(
    r"\b(?P<part>(?:semi|bi|half)[\s-]?)?(?P<word>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?)\b(?!-(?!only\b)[a-z])"
    rf"|\b{_EACH}(?P<unit>hour|day|night|week|fortnight|month|quarter|year)\b"
    r"|\b(?:every|each)\s+(?P<morning>morning|evening|working\s+day|workday|weekday)\b|\b(?P<night>overnight)\b|\b(?P<day>(?:every|each|on)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
    r"|\bevery\s+(?:other|second)\s+(?P<other>day|week|month|quarter|year)\b"
    r"|\b(?P<times>twice|two\s+times|three\s+times|four\s+times)\s+(?:a|per|every|each)\s+(?P<of>week|month|quarter|year)\b"
)
_ADVERBS = {
    "hour": "hourly", "day": "daily", "night": "nightly", "week": "weekly", "fortnight": "fortnightly", "month": "monthly",
    "quarter": "quarterly", "year": "annually",
}  # fmt: skip
_DAYS = {
    "hourly": 1, "daily": 1, "nightly": 1, "weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 90, "yearly": 365,
    "annual": 365, "annually": 365,
}  # fmt: skip
_SPANS = {"week": 7, "month": 30, "quarter": 90, "year": 365}
_TIMES = {"twice": 2, "two": 2, "three": 3, "four": 4}
_BEFORE_A_SPAN = Wording(r"\b(?:every|each|once\s+(?:in|every|per))\s*$")
_EVENTS_NAMED = r"pull[\s-]requests?|PRs?|pushe?s?|commits?|merges?|builds?|releases?|deployments?"
_EVENT = Wording(
    rf"\b(?:every|each|per|(?:on|during|before|at)(?:\s+(?:every|each|all|any|new|a|an|the))*|(?:with|in|for|upon|after|when(?:ever)?|of)(?:\s+(?:every|each|all|any|new|incoming|opened|a|an))+|(?:in|of|for|to|with|gates?|guards?|blocks?|checks?|scans?|reviews?|inspects?)(?:\s+(?:our|all|incoming|new|the))*(?=\s+(?:pull[\s-]requests|PRs)\b)|all)\s+(?P<event>{_EVENTS_NAMED})(?:\s*(?:and|or|&|\+|/)\s*(?:every\s+|each\s+|on\s+)?(?P<other>{_EVENTS_NAMED}))?\b"
    r"|\b(?P<what>pull[\s-]request|PR)\s+(?:\w+\s+)?(?:scan|check|review|audit)\w*"
    rf"|\b(?P<done>pull[\s-]requests?|PRs?|pushes|commits|merges|builds|releases)\s+(?:only|(?:is|are|gets?)\s+(?:\w+ly\s+)?(?:scanned|checked|audited|blocked|gated))\b"
    r"|\b(?:(?:every|each)\s+time|when(?:ever)?)\s+(?:\w+\s+){0,4}?(?P<act>push|merge|commit|release|tag|build|publish|open)(?:e?s|e?d|ing)?\b(?!\s+to\s+the\s+registry)"
    r"|\bpart\s+of\s+(?:\w+\s+){0,2}(?P<gated>release)\b|\b(?:at|in|part\s+of)\s+(?:the\s+|our\s+|every\s+|each\s+)?(?P<gate>release)[\s-](?:time|process|checks?|checklist|gates?|pipeline|procedure|workflow|routine)\b|\b(?P<prior>prior\s+to\s+(?:a\s+|each\s+|every\s+|any\s+)?release)\b"
    r"|\bbefore\s+(?:\w+\s+){0,3}?(?P<deed>tag|releas|publish|shipp?)(?:e|es|ing|ging)?\b"
)
_CONTINUOUS = Wording(
    r"\bcontinuous(?:ly)?\b(?!\s+(?:integration|delivery|deployment|improvement|fuzz\w*|testing))(?=[^.;,]{0,60}\b(?:scan|monitor|audit|check|watch|analy|track)\w*)|\b(?:scan|monitor|audit|check|watch|track)\w*\s+continuously\b"
)
_ACTS = {"tag": "release", "publish": "release", "open": "pull request"}
_EVENTS = {"pr": "pull request", "pushe": "push"}


@dataclass(frozen=True)
class Rhythm:
    """How often something is done."""

    word: str
    """One word where there is one (`quarterly`, `annually`), else as written: `every 6 months`, `every pull request`."""
    days: int | None
    """The time between two beats; None where an event sets it."""


def rhythm(text: str) -> Rhythm | None:
    """Return the first rhythm of time that a text names, or None."""
    found = [(span.start, Rhythm(f"every {text[span.start : span.end].lower()}", span.duration.days))
             for span in durations(text) if _BEFORE_A_SPAN.search(text[max(0, span.start - 20) : span.start])]  # fmt: skip
    if match := _WORD.search(text):
        found.append((match.start(), _named(match.groupdict())))
    return min(found, key=lambda each: each[0])[1] if found else None


def rhythm_or_event(text: str) -> Rhythm | None:
    """Return the first rhythm that a text names, or the events that something is done at: `every push and pull request`."""
    if named := rhythm(text):
        return named
    if match := _EVENT.search(text):
        first = _event(
            match["event"] or match["what"] or match["done"] or _ACTS.get(match["act"] or "", match["act"]) or "release"
        )
        both = f"{first} and {_event(match['other'])}" if match["other"] else first
        return Rhythm(f"every {both}", None)
    return Rhythm("continuous", None) if _CONTINUOUS.search(text) else None


def _event(written: str) -> str:
    event = written.lower().replace("-", " ").removesuffix("s")
    return _EVENTS.get(event, event)


def _named(match: dict[str, str | None]) -> Rhythm:
    if unit := match["unit"]:
        word = _ADVERBS[unit.lower()]
        return Rhythm(word, _DAYS[word])
    if other := match["other"]:
        return Rhythm(f"every two {other.lower()}s", 2 * _SPANS.get(other.lower(), 1))
    if match["morning"] or match["night"]:
        return Rhythm("nightly" if match["night"] else "daily", 1)
    if match["day"]:
        return Rhythm("weekly", _SPANS["week"])
    if times := match["times"]:
        span = (match["of"] or "").lower()
        return Rhythm(f"{times.lower()} a {span}", _SPANS[span] // _TIMES[times.split()[0].lower()])
    word = (match["word"] or "").lower()
    if part := (match["part"] or "").lower().strip(" -"):
        doubled = part == "bi" and not word.startswith("annual")
        return Rhythm(f"{part}-{word}", _DAYS[word] * 2 if doubled else _DAYS[word] // 2)
    return Rhythm(word, _DAYS[word])
