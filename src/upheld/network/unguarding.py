"""Places that had to be asked for, and that are started by default after a change: a guard is gone, or turned round."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from upheld.exposure import Capability, Started, Strength
from upheld.facts.exposure.finding import exposure_of
from upheld.facts.exposure.source_files import SourceFiles
from upheld.network.pairing import Likeness, paired
from upheld.nouns import dataclass
from upheld.tree import Tree

_COMMENT = re.compile(rb"\s*(?://|#(?!\[)|\*|/\*|--(?!\w))")
_GUARDS = re.compile(
    rb"\b(?:if|elif|switch|case|match|when|unless|while|env|environ|getenv|subcommand|command)\b|&&|\|\||\?|=="
    rb"|[Oo]ption\(|[Ff]lags?\b|[Dd]efault|[Aa]rg(?:ument|v|s)?\b|Var\w{0,2}\(|\b(?:or|and|not|in)\b"
)
_NETWORK = re.compile(
    rb"(?i:http(?!s?://)|\bsse|stdio|transport|listen|socket|daemon|dashboard|gateway|oauth|callback|\bserve|remote|\bweb|_web)"
    rb"|(?<![A-Za-z])(?:mode|port|host|ws|enable)|Mode\b|Port\b|Host\b|PORT|HOST|MODE|ENABLE|[Ss]erver"
)
_MOST_LINES = 20_000
_LONGEST = 200
"""In bytes: what is longer is prose."""


@dataclass(frozen=True)
class Unguarded:
    """A place that listens by default now, and did only where somebody asked for it."""

    before: Capability
    now: Capability


def unguarded(
    before: Sequence[Capability], after: Sequence[Capability], alike: Sequence[Likeness[Capability]]
) -> Iterator[Unguarded]:
    """Yield the places that are started by default, and stand for one that was not."""
    for was, now in paired(before, after, alike):
        if (
            was is not None
            and was.started is Started.OPTIONAL
            and now.started is Started.DEFAULT
            and now.strength is Strength.LISTENS
        ):
            yield Unguarded(was, now)


def of_trees(base: Tree, head: Tree, alike: Sequence[Likeness[Capability]]) -> tuple[Unguarded, ...]:
    """Return what became unguarded between two trees: in all of their source, since guards stand far from their places."""
    after = exposure_of(head).capabilities
    if not any(each.started is Started.DEFAULT and each.strength is Strength.LISTENS for each in after):
        return ()
    return tuple(unguarded(exposure_of(base).capabilities, after, alike))


def may_unguard(before: SourceFiles, after: SourceFiles, paths: Iterable[str]) -> bool:
    """Tell whether a change takes away a line, in shipped source, that may be a guard of a listener."""
    return any(
        len(line) <= _LONGEST and _GUARDS.search(line) and _NETWORK.search(line) and not _COMMENT.match(line)
        for path in paths
        for line in _gone(before.text(path), after.text(path))
    )


def _gone(before: bytes | None, after: bytes | None) -> Iterator[bytes]:
    """Yield the lines that a file had and has not; none of one that is new or gone."""
    if before is None or after is None or before == after:
        return
    were, are = (Counter(each.strip() for each in text.splitlines()[:_MOST_LINES]) for text in (before, after))
    yield from (were - are)
