"""Severities in words and in CVSS scores."""

from collections.abc import Iterator

from upheld.policy.wording import Wording

SEVERITIES = ("critical", "high", "medium", "low")
ANY = "any"

_NAMED = Wording(
    r"\b(?<!non-)(?<!non )(?P<word>critical|high|medium|moderate|low|lower(?=[\s-]+severit))\b(?![\s-]+(?:quality|level\s+(?:api|language)|traffic))"
    r"|\b(?P<others>non[\s-]critical)\b|\bcvss\b[^\d,;|]{0,20}(?P<score>\d{1,2}(?:\.\d)?)"
)
_SYNONYMS = {"moderate": "medium", "lower": "low"}
_LOWEST_SCORES = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.0, "low"))
"""Qualitative rating scale of CVSS 3.1 (section 5) and 4.0 (section 6)."""


def severities(text: str) -> Iterator[tuple[str, int]]:
    """Yield each severity that a text names, with where it stands; a CVSS score counts as the severity it is rated as."""
    for match in _NAMED.all(text):
        if match["others"]:
            yield from ((each, match.start()) for each in SEVERITIES[1:])
        elif match["word"]:
            word = match["word"].lower()
            yield _SYNONYMS.get(word, word), match.start()
        else:
            score = float(match["score"])
            yield next(name for lowest, name in _LOWEST_SCORES if score >= lowest), match.start()


def severities_in(text: str) -> tuple[str, ...]:
    """Return the severities that a text names, each once, in order."""
    return tuple(dict.fromkeys(name for name, _ in severities(text)))
