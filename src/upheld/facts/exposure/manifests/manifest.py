"""A manifest: a file of a repository that says how its software is started or deployed."""

from upheld.exposure import Bind, Offer, Says, Start, Weight
from upheld.facts.exposure.manifests.choice import WEIGHTS, Choice
from upheld.facts.exposure.manifests.project import Project
from upheld.facts.settings.paths import is_for_trial
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.tree import Tree

_LONGEST = 200


class ManifestError(ValueError):
    """A manifest cannot be read; the message says why and quotes nothing of it."""


@dataclass(frozen=True, eq=False)
class Manifest:
    """The text of a manifest, the tree in which other files are looked up, and what is known of the project."""

    path: str
    text: str
    tree: Tree
    project: Project

    @property
    def folder(self) -> str:
        """The folder in which it lies."""
        return self.path.rpartition("/")[0] or "."

    def at(self, line: int) -> Location:
        """Return a place in it."""
        return Location(self.path, line)

    def weighed(self, weight: Weight) -> Weight:
        """Return how much it tells: one that is there for trying things out tells little."""
        # The templates of a chart are not for trying out.
        return Weight.WEAK if is_for_trial(self.path.replace("/templates/", "/")) else weight

    def offer(
        self, source: str, choice: Choice, line: int, *, lead: str = "", subject: str = "", start: Start | None = None,
        most: Weight = Weight.STRONG,
    ) -> Offer:  # fmt: skip
        """Return what a choice of this manifest offers, at most with a weight."""
        weight = self.weighed(lighter(choice.weight, most))
        text = f"{lead} {choice.text}".strip()[:_LONGEST]
        return Offer(source, choice.says, weight, self.at(line), text, subject, choice.bind, start)

    def network(
        self, source: str, weight: Weight, line: int, text: str, *, subject: str = "", bind: Bind | None = None
    ) -> Offer:
        """Return an offer of a network deployment."""
        return Offer(source, Says.NETWORK, self.weighed(weight), self.at(line), text[:_LONGEST], subject, bind)


def lighter(one: Weight, other: Weight) -> Weight:
    """Return the smaller of two weights."""
    return min(one, other, key=WEIGHTS.index)
