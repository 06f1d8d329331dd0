"""The scan: keywords, the patterns that they call, what decides beside them, and the best of what overlaps."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from upheld.secrets.entropy import entropy, is_words
from upheld.secrets.hit import Confidence, Hit
from upheld.secrets.placeholders import is_made_up, is_placeholder
from upheld.secrets.rule import Rule, Rules
from upheld.secrets.surroundings import Surroundings
from upheld.secrets.text import text_of
from upheld.secrets.verifying import VERIFIERS, Candidate


class _Found(NamedTuple):
    """A candidate that was taken."""

    start: int
    end: int
    rule: Rule
    confidence: Confidence

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Of two that overlap the one with the greater rank is told."""
        return self.confidence is Confidence.HIGH, not self.rule.generic, self.end - self.start


def scan(data: bytes, rules: Rules, *, path: str = "") -> Iterator[Hit]:
    """Yield the secrets in a file's bytes, in their order; nothing of a binary file.

    The path says what bytes cannot: that the file is a lock or a test. Without it the bytes alone decide.
    """
    text = text_of(data)
    if text is None:
        return
    yield from _told(text, _best(_found(Surroundings(path, text), rules)))


def _found(file: Surroundings, rules: Rules) -> Iterator[_Found]:
    text, called = file.text, rules.called
    judged: dict[str, int] = {}
    for number, start, _end in rules.prefilter.places(text.lower()):
        for rule in called[number]:
            # Within a value that was judged, no other is looked for by the same rule: the time stays linear.
            if start < judged.get(rule.id, 0):
                continue
            match = rule.find(text, start)
            if match is not None:
                first, last = match.span(rule.group)
                judged[rule.id] = last
                confidence = _confidence(file, rule, Candidate(text, match, first, last, text[first:last]))
                if confidence is not None:
                    yield _Found(first, last, rule, confidence)


def _confidence(file: Surroundings, rule: Rule, candidate: Candidate) -> Confidence | None:
    """Return how sure a candidate is, None where it is no secret."""
    value = candidate.value
    if (rule.entropy and entropy(value) < rule.entropy) or (rule.random and is_placeholder(value)):
        return None
    if rule.random and file.is_embedded(candidate.start):
        return None
    most = VERIFIERS[rule.verified](candidate) if rule.verified else Confidence.HIGH
    if most is None or (
        rule.confidence is Confidence.MEDIUM and (file.made or file.is_packed(candidate.start, candidate.end))
    ):
        return None
    if rule.random and (is_made_up(value) or is_words(value)):
        return None if file.is_test(candidate.match.start()) else Confidence.MEDIUM
    if rule.confidence is most is Confidence.HIGH and not (
        rule.lowered_in_tests and file.is_test(candidate.match.start())
    ):
        return Confidence.HIGH
    return Confidence.MEDIUM


def _best(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the best of those that overlap."""
    best: _Found | None = None
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if best is None or each.start >= best.end:
            if best is not None:
                yield best
            best = each
        elif each.rank > best.rank:
            best = each
    if best is not None:
        yield best


def _told(text: bytes, found: Iterable[_Found]) -> Iterator[Hit]:
    """Yield hits with their lines, which are counted from one to the next."""
    line, column, counted = 1, 1, 0
    for each in found:
        passed = text[counted : each.start]
        counted = each.start
        line += passed.count(b"\n")
        of_line = passed.rpartition(b"\n")[2]
        column = len(of_line.decode("utf-8", "replace")) + (1 if len(of_line) < len(passed) else column)
        yield Hit(
            rule=each.rule.id,
            title=each.rule.title,
            category=each.rule.category,
            confidence=each.confidence,
            offset=each.start,
            end=each.end,
            line=line,
            column=column,
        )
