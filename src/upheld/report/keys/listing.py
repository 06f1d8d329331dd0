"""What all formats show of an inventory: the columns, the ages, the remarks below."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from upheld.facts.keys.key import NEVER, Evidence, Inventory, Key, Moment
from upheld.nouns import dataclass

HEADINGS = ("Name", "Kind", "Owner", "Renewed", "Age", "Last used", "Expires", "State")


@dataclass(frozen=True)
class Listing:
    """An inventory and the moment as of which it is shown."""

    inventory: Inventory
    as_of: datetime

    def age(self, evidence: Evidence, key: Key) -> int | None:
        """Return how many days old a key's value was when the metadata were taken, or is now where they do not say."""
        now = evidence.made or self.as_of
        renewed = key.renewed
        return None if renewed is None or key.ahead_of(now) else max((now - renewed).days, 0)

    def row(self, evidence: Evidence, key: Key) -> tuple[str, ...]:
        """Return the cells of a key, below `HEADINGS`; what is not known is `?`."""
        age = self.age(evidence, key)
        return (
            key.name,
            key.kind,
            key.owner or "",
            day(key.renewed),
            "?" if age is None else f"{age} d",
            day(key.last_used),
            day(key.expires),
            key.state.value,
        )

    def remarks(self) -> Iterator[str]:
        """Yield what is to be told of the files, with path and line: problems, and what was left out."""
        for each in self.inventory.evidence:
            if each.problem:
                yield f"{each.path}:{each.line}: {each.problem}"
            for reason, count in sorted(left_out(each).items()):
                yield f"{each.path}: {count} left out: {reason}"

    @property
    def exit_code(self) -> int:
        """3 where a file could not be read, or nothing is known of any key; else 0."""
        return 3 if not self.inventory.keys or any(each.problem for each in self.inventory.evidence) else 0


def left_out(evidence: Evidence) -> Counter[str]:
    """Return how many entries of a file are no keys of the project's, by the reason."""
    return Counter(each.reason for each in evidence.left_out)


def title(evidence: Evidence) -> str:
    """Return what a file is, with its time."""
    made = f"as of {stamp(evidence.made)}" if evidence.made else "which does not say when it was made"
    return f"{evidence.source}: {evidence.path}, {made}"


def day(moment: Moment) -> str:
    """Return a moment as its day in UTC, `never`, or `?`."""
    if moment is NEVER:
        return "never"
    return moment.astimezone(UTC).date().isoformat() if isinstance(moment, datetime) else "?"


def stamp(moment: Moment) -> str | None:
    """Return a moment in full, `never`, or None."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return "never" if moment is NEVER else None
