"""What a support cell says: marks, words, dates, and circles with a legend."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from upheld.patterns import pattern
from upheld.policy.dates import last_day
from upheld.policy.wording import Wording

YES_MARKS = frozenset(
    "✅ ✔ ✓ ☑ 🟢 🟩 💚 👍 🆗 🔵 🟦 ⭐ 🌟 ⚠ 🟡 🟨 🟠 🟧 🔶 🔧 🛠 🔒 🛡"
    " :white_check_mark: :heavy_check_mark: :check_mark: :ballot_box_with_check: :check: :green_circle: :large_green_circle:"
    " :green_square: :large_blue_circle: :blue_circle: :+1: :thumbsup: :ok: :heavy_plus_sign: :star: :yellow_circle:"
    " :large_yellow_circle: :orange_circle: :large_orange_circle: :warning: :green_heart: :o: :hammer: :lock: :shield:"
    " :wrench: :yes: :tada: :rocket:".split()
)
NO_MARKS = frozenset(
    "❌ ✖ ✗ ✘ ❎ ⛔ 🚫 🔴 🟥 👎 ☒ ✕ ⚫ ⬛ 🛑 💀 ☠ 🪦"
    " :x: :heavy_multiplication_x: :no_entry: :no_entry_sign: :negative_squared_cross_mark: :red_circle:"
    " :large_red_circle: :red_square: :-1: :thumbsdown: :octagonal_sign: :stop_sign: :black_circle: :skull:"
    " :cross_mark: :no_good: :no: :stop:".split()
)
PLANNED_MARKS = frozenset(
    "🟤 🚧 🔜 📅 🕐 ⏳ 🗓 ⌛ 🧪 🏗 :construction: :date: :calendar: :clock1: :soon: :hourglass: :hourglass_flowing_sand: :test_tube: :brown_circle:".split()
)
_MARK = pattern(r":[a-z0-9_+-]+:|[^\w\s.,;:()/|<>=!?'\"`*#&@$%^~+\[\]{}\\-]")

_NO = Wording(
    r"\b(?:un-?supported|not|no|never|none|end[\s-]of[\s-]life|eo[ls]l?|end[\s-]of[\s-]support|deprecated|discontinued|"
    r"unmaintained|dead|abandoned|obsolete|retired|archived|withdrawn|sunset|ended|expired|inactive|false|dropped|"
    r"upgrade|update\s+to|yanked|life\s+support|outdated|superseded|legacy|stopped|cease[ds]?|removed|n)\b"
    r"|^(?:-|—|–|n/a|x|✗)$"
)
_YES = Wording(
    r"\b(?:yes|supported|supports?|active|actively|current|currently|latest|maintained|maintenance|lts|stable|true|full|"
    r"fully|security|critical|bug\s*-?fix(?:es)?|fix(?:es)?|patch(?:es)?|best[\s-]effort|limited|partial(?:ly)?|extended|"
    r"ongoing|continu\w+|updates?|on\s+request|recommended|receiv\w+|indefinite(?:ly)?|forever|until|rolling|y|"
    r"to\s+be\s+defined|tbd|tba|available|standard|general\s+availability|ga|released|long[\s-]term)\b|^(?:v|o)$"
)
_PLANNED = Wording(
    r"\b(?:development|developing|planned|upcoming|unreleased|pre-?release|pending|future|not\s+released|soon|"
    r"alpha|experimental|in\s+progress|next|beta|preview|wip|to\s+be\s+released|not\s+yet)\b"
)
_LIMITED = Wording(
    r"\b(?:security|critical|serious|severe|important)\b.*\b(?:only|fix(?:es)?|patch(?:es)?|updates?)\b|\bonly\b"
)
_ACTIVE = Wording(r"\bactive(?:ly)?\s+(?:in\s+|under\s+)?develop(?:ment|ed)\b")
_NEGATED = Wording(r"\b(?:no|not|without|un-?supported|end\s+of)\b")
_PASSED = Wording(r"\b(?:ended|since|expired|was|stopped|reached)\b")
_ENDS_ON = Wording(
    r"(?:eol|eos|end\s+of\s+(?:life|support)|ends|until|till|through|supported\s+until)\b"
    r"|[\d./-]+\s*\(?(?:eol|eos|end\s+of\s+(?:life|support))\)?$"
)
_LONGEST = 400


class Support(NamedTuple):
    """Whether a line gets security fixes, and the last day on which it does where one is given."""

    supported: bool
    until: date | None = None
    marked: bool = False
    """True where a mark or a word says it, False where only the date does."""

    def at(self, today: date) -> bool:
        """Tell whether it is supported on a day."""
        return self.supported and (self.until is None or today <= self.until)


def read_support(text: str, legend: Mapping[str, str] | None = None) -> Support | None:
    """Return what a support cell says, or None where it says nothing that could be understood."""
    words = " ".join(text.lower().replace("\ufe0f", "").split())
    if not words or len(words) > _LONGEST:
        return None
    if legend:
        for mark, meaning in legend.items():
            if mark in words:
                return read_support(meaning)
    until = last_day(_without_other_numbers(words))
    said = _by_mark(words)
    if said is None:
        said = _by_words(words)
    if until and _ENDS_ON.match(words) and not _PASSED.search(words):
        return Support(supported=True, until=until, marked=False)
    if said is None:
        # A bare date is the day on which support ends.
        return Support(supported=True, until=until) if until else None
    if until and _PASSED.search(words):
        return Support(supported=said and not _NO.search(words), marked=True)
    return Support(said, until if said else None, marked=_says_more_than_a_date(words))


def is_mark(text: str) -> bool:
    """Tell whether a text is nothing but one mark: an emoji, a tick, or a `:shortcode:`."""
    text = text.strip().replace("\ufe0f", "")
    return bool(text) and text.isascii() == (text[0] == ":") and _MARK.fullmatch(text) is not None


def _by_mark(words: str) -> bool | None:
    for mark in _MARK.findall(words):
        if mark in NO_MARKS or mark in PLANNED_MARKS:
            return False
        if mark in YES_MARKS:
            return not (mark in {"⚠", ":warning:", "🟡", "🟠", "🔵"} and _by_words(words) is False)
    return None


def _by_words(words: str) -> bool | None:
    words = _ACTIVE.sub("active", words)
    if _LIMITED.search(words) and not _NEGATED.search(words):
        return True
    if _PLANNED.search(words) and not re.search(r"\bsupported\b|\byes\b", words):
        return False
    if _NO.search(words):
        return False
    return True if _YES.search(words) else None


def _says_more_than_a_date(words: str) -> bool:
    rest = re.sub(
        r"\b(?:until|till|through|to|end|of|the|supported|support|ends?|on|by)\b|[\d\W_]|(?<![a-z])[a-z]+\s*(?=\d{4})",
        " ",
        words,
    )
    return bool(_MARK.search(words)) or bool(rest.strip())


def _without_other_numbers(words: str) -> str:
    """Leave out version numbers, which would read as years: "until 2.0", "2024.1"."""
    return re.sub(
        r"(?!\d\d?\.\d\d?\.(?:19|20)\d\d\b)\bv?\d{1,3}\.(?:x|\d{1,3})(?:\.(?:x|\d+))?\b(?!\.\d{4})", " ", words
    )
