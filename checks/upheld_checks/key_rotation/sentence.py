"""What the sentence of a promise says beside its number."""

import re

from upheld.files import UnreadableFileError
from upheld.key_hygiene.covering import Covering, covering
from upheld.lines import split_lines
from upheld.nouns import dataclass
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld.repository import Repository

_COMPROMISE = re.compile(r"compromis|breach|leak|expos|suspect|incident|disclos|stolen|theft|\blost\b", re.IGNORECASE)
_EXPIRES = re.compile(r"\b(?:expir(?:e[sd]?|y|ation)|time[\s-]limited)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|[-*+|#>=~`]|\d{1,3}[.)]\s|[a-z]\)\s)")
_MOST_LINES = 4


@dataclass(frozen=True)
class Sentence:
    """A promise of rotation, in words."""

    covering: Covering
    after_compromise: bool
    """Whether it says that keys are rotated when something has happened to them."""
    expires: bool
    """Whether it says that keys expire."""


def sentence_of(promise: KeyRotation, repository: Repository) -> Sentence:
    """Return what is said around the line of a promise: a sentence may go on below it."""
    text = " ".join((promise.quote, *_below(promise, repository)))
    return Sentence(covering(text), bool(_COMPROMISE.search(text)), bool(_EXPIRES.search(text)))


def _below(promise: KeyRotation, repository: Repository) -> list[str]:
    try:
        lines = split_lines(repository.read_text(promise.location.path) or "")
    except UnreadableFileError:
        return []
    line = promise.location.line
    if line > len(lines) or not lines[line - 1].rstrip().endswith(promise.quote):
        return []  # the sentence ends before the line does, or it is a row of a table
    found: list[str] = []
    for each in lines[line : line + _MOST_LINES]:
        if _ENDS.match(each) or re.search(r"[.!?]\s*$", " ".join((promise.quote, *found))):
            break
        found.append(each.strip())
    return found
