"""Python: PEP 440, by the library that pip itself compares with."""

from functools import lru_cache

from packaging.version import InvalidVersion, Version

from upheld.ecosystems import LONGEST, unordered


@lru_cache(maxsize=4_096)
def key(text: str) -> Version:
    """Return the version; those from before PEP 440 (`2004d`, `1.0-final2`) have no place among the others."""
    try:
        if len(text) <= LONGEST:
            return Version(text)
    except InvalidVersion:
        pass
    raise unordered(text, "a version by PEP 440")
