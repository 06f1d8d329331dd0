"""The dependencies as a promise that every project makes without words: what it builds on is not known to be vulnerable."""

from typing import ClassVar

from upheld.model import Promise
from upheld.nouns import dataclass


@dataclass(frozen=True, kw_only=True)
class Dependencies(Promise):
    """No dependency has a known vulnerability; made once for every run, whatever the policy says."""

    kind: ClassVar[str] = "dependencies"
