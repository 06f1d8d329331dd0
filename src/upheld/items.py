"""A document as one tree, YAML or TOML, whose every key and value knows its place."""

from dataclasses import field

from upheld.nouns import dataclass


@dataclass(frozen=True)
class Item:
    """A value with its place. Scalars keep their text: `1.10` stays `1.10`, a date stays as written."""

    kind: str
    """`text`, `list`, `mapping`, or `other` for a number, a boolean or nothing at all."""
    line: int
    column: int
    value: str = ""
    items: tuple["Item", ...] = ()
    pairs: tuple["Pair", ...] = field(default=())
    is_block: bool = False
    """Whether it is a text that begins on the line after its `|` or `>`."""

    def get(self, key: str) -> "Item | None":
        """Return the value of a key of a mapping."""
        return next((pair.item for pair in self.pairs if pair.key == key), None)

    def text(self, key: str) -> str | None:
        """Return the text of a key, or None when it is not set."""
        item = self.get(key)
        return item.value if item else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a key that holds a list."""
        item = self.get(key)
        return tuple(each.value for each in item.items) if item else ()


@dataclass(frozen=True)
class Pair:
    """A key of a mapping with its place, and its value."""

    key: str
    line: int
    column: int
    item: Item
