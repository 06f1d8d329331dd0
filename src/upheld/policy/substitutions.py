"""Bounds for reStructuredText's substitutions, which docutils replaces without a limit."""

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.readers.standalone import Reader
from docutils.transforms import Transform
from docutils.transforms.references import Substitutions

from upheld.files import UnreadableFileError

if TYPE_CHECKING:
    _Reader = Reader[str]  # generic in its type stubs only
else:
    _Reader = Reader

_MOST_CHARACTERS = 100_000


class Bounds(Transform):
    """Stops the reading before substitutions grow beyond measure."""

    default_priority = Substitutions.default_priority - 1

    def apply(self) -> None:
        sizes: dict[str, int] = {}
        for definition in self.document.findall(nodes.substitution_definition):
            if any(definition.findall(nodes.substitution_reference)):
                raise UnreadableFileError("its substitutions hold substitutions, which is not read")
            for name in definition["names"]:
                sizes[name.lower()] = len(definition.astext())
        references = self.document.findall(nodes.substitution_reference)
        if sum(sizes.get(reference["refname"].lower(), 0) for reference in references) > _MOST_CHARACTERS:
            raise UnreadableFileError(f"its substitutions make more than {_MOST_CHARACTERS:,} characters")


class BoundedReader(_Reader):
    """docutils' reader of one document, with these bounds."""

    def get_transforms(self) -> list[type[Transform]]:
        return [*super().get_transforms(), Bounds]
