"""Which subkeys of an OpenPGP key a newer one has taken over from: who renews one each year keeps the old ones."""

from collections.abc import Sequence
from datetime import datetime

from upheld.facts.keys.key import Moment
from upheld.nouns import dataclass

REPLACED = "a newer subkey does the same"


@dataclass(frozen=True)
class Subkey:
    """A subkey, as far as this asks."""

    created: Moment
    expires: Moment
    """None or never where it does not end."""
    uses: frozenset[str]
    revoked: bool = False


def replaced(subkeys: Sequence[Subkey]) -> list[bool]:
    """Tell of each subkey that ends whether each of its uses has a newer one, not revoked, that ends later or never."""
    return [_is_replaced(each, subkeys) for each in subkeys]


def _is_replaced(old: Subkey, subkeys: Sequence[Subkey]) -> bool:
    newer = [each for each in subkeys if not each.revoked and _is_newer(each, old) and _outlives(each, old)]
    return bool(old.uses) and old.uses <= {use for each in newer for use in each.uses}


def _is_newer(new: Subkey, old: Subkey) -> bool:
    return isinstance(new.created, datetime) and isinstance(old.created, datetime) and new.created > old.created


def _outlives(new: Subkey, old: Subkey) -> bool:
    if not isinstance(old.expires, datetime):
        return False
    return not isinstance(new.expires, datetime) or new.expires > old.expires
