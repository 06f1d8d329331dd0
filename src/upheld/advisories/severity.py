"""How severe a vulnerability is: from the CVSS vectors of a record, else from the word that its database gives.

Only base metrics count: threat and environment are for who uses the package to judge, and change without the record.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from upheld.advisories.advisory import Advisory, Rating, Severity
from upheld.advisories.shapes import as_list, as_object

_LONGEST_VECTOR = 400
_WORDS = {
    "CRITICAL": Rating.CRITICAL,
    "HIGH": Rating.HIGH,
    "MODERATE": Rating.MEDIUM,
    "MEDIUM": Rating.MEDIUM,
    "LOW": Rating.LOW,
}
_BASE_4 = frozenset("AV AC AT PR UI VC VI VA SC SI SA".split())
"""The metrics of the base group (CVSS 4.0, section 2)."""
_LOWEST = ((9.0, Rating.CRITICAL), (7.0, Rating.HIGH), (4.0, Rating.MEDIUM), (0.1, Rating.LOW), (0.0, Rating.NONE))
_ORDER = (Rating.NONE, Rating.LOW, Rating.MEDIUM, Rating.HIGH, Rating.CRITICAL)


def of_vectors(stated: Any) -> Severity | None:
    """Return the severity by an OSV list of vectors, by the newest CVSS among them; None where none can be read.

    The newest comes first because the databases' own words follow it where two disagree.
    """
    vectors = [each for each in map(as_object, as_list(stated) or ()) if each]
    for kind in ("CVSS_V4", "CVSS_V3", "CVSS_V2"):
        for each in vectors:
            vector = each.get("score")
            if each.get("type") == kind and isinstance(vector, str) and (score := _score(kind, vector)) is not None:
                return Severity(_rating(kind, score), score, vector)
    return None


def of_word(record_id: str, database_specific: Any) -> Severity | None:
    """Return the severity that a database gives as a word, as GitHub's does."""
    word = (as_object(database_specific) or {}).get("severity")
    rating = _WORDS.get(word.upper()) if isinstance(word, str) else None
    return Severity(rating, None, f"{record_id} says {word}") if rating else None


def highest(severities: Iterable[Severity]) -> Severity | None:
    """Return the highest of some severities: where advisories of one vulnerability disagree, none is played down."""
    return max(severities, key=lambda each: (_ORDER.index(each.rating), each.score or 0, each.source), default=None)


def rated_by(advisory: Advisory, aliases: Iterable[Advisory]) -> Advisory:
    """Return an advisory with the severity of records that are aliases of it, which its source then names."""
    known = [(each.id, found) for each in aliases for found in of_advisory(each)]
    found = highest(severity._replace(source=_by(name, severity.source)) for name, severity in known)
    return advisory._replace(severity=found) if found else advisory


def of_advisory(advisory: Advisory) -> tuple[Severity, ...]:
    """Return every severity that a record states: of itself, else of each package."""
    stated = (advisory.severity, *(each.severity for each in advisory.affected))
    return tuple(each for each in stated if each)


def _by(name: str, source: str) -> str:
    return source if source.startswith(name) else f"{name}: {source}"


def _rating(kind: str, score: float) -> Rating:
    rating = next(rating for lowest, rating in _LOWEST if score >= lowest)
    # The scale of CVSS 2 ends with "high".
    return Rating.HIGH if kind == "CVSS_V2" and rating is Rating.CRITICAL else rating


@lru_cache(maxsize=4096)
def _score(kind: str, vector: str) -> float | None:
    if len(vector) > _LONGEST_VECTOR:
        return None
    # Slow to import, and most runs meet no vector; it has no types.
    import cvss as library  # type: ignore[import-untyped]  # noqa: PLC0415

    cvss: Any = library
    try:
        match kind:
            case "CVSS_V4":
                prefix, *metrics = vector.split("/")
                base = "/".join([prefix, *(each for each in metrics if each.partition(":")[0] in _BASE_4)])
                return float(cvss.CVSS4(base).base_score)
            case "CVSS_V3":
                return float(cvss.CVSS3(vector).base_score)
            case _:
                return float(cvss.CVSS2(vector).base_score)
    except (cvss.CVSSError, ArithmeticError, LookupError, TypeError, ValueError):
        return None
