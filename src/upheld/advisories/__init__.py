"""Security advisories in the OSV format: what they say, which package versions they affect, and where they come from."""

from upheld.advisories.advisory import Advisories, Advisory, Affected, Answer, Provenance, Range, Rating, Severity

__all__ = ["Advisories", "Advisory", "Affected", "Answer", "Provenance", "Range", "Rating", "Severity"]
