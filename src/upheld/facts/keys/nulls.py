"""What it means that a field is empty: where a source always writes it, the thing never happened."""

from upheld.facts.keys.key import NEVER, Moment
from upheld.facts.keys.records import Record


def moment_or_never(record: Record, *keys: str) -> Moment:
    """Return the time in the first of these fields that is there: never where it is empty, None where none is there.

    Raises:
        MetadataError: it is no time.
    """
    for key in keys:
        if key in record:
            found = record.moment(key)
            return NEVER if found is None else found
    return None


def rewritten(record: Record, created: str, updated: str) -> Moment:
    """Return when something was last written after it was made; never where both times are one.

    Raises:
        MetadataError: one of them is no time.
    """
    made, written = record.moment(created), record.moment(updated)
    return NEVER if made is not None and made == written else written
