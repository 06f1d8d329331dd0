"""What a configuration states of promises: each entry with its place, before anyone knows which kinds there are."""

from upheld.config.problems import Problem
from upheld.items import Item
from upheld.lines import split_lines
from upheld.model import Location
from upheld.nouns import dataclass


@dataclass(frozen=True)
class Stated:
    """An entry of `promises`, `attestations` or `corrections`; its keys and the shapes of their values are right."""

    path: str
    item: Item
    quote: str
    """The line of the file on which it begins."""

    @property
    def location(self) -> Location:
        """Where it begins."""
        return Location(self.path, self.item.line, self.item.column)

    def text(self, key: str) -> str:
        """Return the text of a key, or an empty one when it is not set."""
        return self.item.text(key) or ""

    def problem(self, key: str, message: str) -> Problem:
        """Return a mistake at the place of a key's value, else of the entry."""
        found = self.item.get(key) or self.item
        return Problem(self.path, found.line, found.column, message)


def stated_in(path: str, items: Item | None, text: str) -> tuple[Stated, ...]:
    """Return the entries of a list."""
    if items is None:
        return ()
    lines = split_lines(text)
    return tuple(Stated(path, item, lines[item.line - 1].strip()) for item in items.items)
