"""Holds what else is said of supported versions, in the policy and the README, against the policy's own rows."""

import re
from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Level, Verdict, check
from upheld.coverage import Coverage, CoveredRow, coverage
from upheld.facts.releases import Releases, releases
from upheld.policy.document import Document
from upheld.policy.reading import read_document
from upheld.policy.supported_versions import SupportedVersions
from upheld.repository import Repository, UnreadableFileError
from upheld.versions import Everything, OlderThan, Rest

_README = re.compile(r"readme(?:\.(?:md|markdown|rst|txt))?", re.IGNORECASE)
_HEADING = re.compile(
    r"\b(?:supported\s+(?:versions?|releases?)|security|(?:version|release|long[\s-]term)\s+support|"
    r"support\s+(?:policy|schedule|status|matrix)|end[\s-]of[\s-]life|lts)\b",
    re.IGNORECASE,
)
_RELATIVE = (Everything, OlderThan, Rest)
"""What these words cover hangs on the rows around them: a sentence beside a table often means less."""


@check(SupportedVersions, level=Level.WARNING)
def agreeing_statements(promise: SupportedVersions, context: Context) -> Iterator[Finding]:
    found = releases(context.repository, context.services)
    if not promise.rows or found.unknown_because:
        return
    held = coverage(promise, found, context.repository, context.today)
    for other in _others(promise, context.repository):
        statement = coverage(other, found, context.repository, context.today)
        clashes = list(_clashes(held, statement, found))
        yield from clashes or _agreement(promise, held, statement)


def _others(promise: SupportedVersions, repository: Repository) -> Iterator[SupportedVersions]:
    if promise.statements:
        yield replace(promise, form="prose", rows=promise.statements, statements=(), tables=())
    readme = _readme(repository)
    yield from (SupportedVersions.read(readme) if readme else ())


def _readme(repository: Repository) -> Document | None:
    """Return the README, reduced to the sections that speak of support or security."""
    try:
        path = next(filter(_README.fullmatch, repository.names()), None)
        text = repository.read_text(path) if path else None
        if path is None or text is None or not _HEADING.search(text):
            return None
        document = read_document(path, text)
    except UnreadableFileError:
        return None
    spoken = (block for block in document.blocks if any(_HEADING.search(h.text) for h in block.headings if h.level > 1))
    return Document(path, text, tuple(spoken))


def _clashes(held: Coverage, statement: Coverage, found: Releases) -> Iterator[Finding]:
    for each in filter(_is_definite, statement.rows):
        opposite = [
            row
            for row in filter(_is_definite, held.rows)
            if row.supported is not each.supported and each.versions <= row.versions
        ]
        if opposite and not _agreeing(each, held):
            yield _clash(each, opposite[0], found)


def _agreeing(each: CoveredRow, held: Coverage) -> list[CoveredRow]:
    """Return the policy's rows that say the same of a release that this row names."""
    return [row for row in held.rows if row.supported is each.supported and each.versions & row.versions]


def _is_definite(each: CoveredRow) -> bool:
    return bool(each.versions) and not isinstance(each.row.scope, _RELATIVE)


def _clash(each: CoveredRow, opposite: CoveredRow, found: Releases) -> Finding:
    said, instead = ("supported", "unsupported") if each.supported else ("unsupported", "supported")
    words = "it" if opposite.row.text == each.row.text else f"'{opposite.row.text}'"
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"'{each.row.text}' is called {said} here, but {opposite.row.location} calls {words} {instead}",
        subject=f"{each.row.location.path} {each.row.text}",
        location=each.row.location,
        related=(opposite.row.location,),
        evidence=(Evidence("policy", f"both speak of {max(each.versions)}"), *found.evidence),
        help="say it in one place, and point to it from the other",
    )


def _agreement(promise: SupportedVersions, held: Coverage, statement: Coverage) -> Iterator[Finding]:
    """Yield that a statement agrees, where there is a release of which both say the same."""
    alike = [(each, same) for each in filter(_is_definite, statement.rows) for same in _agreeing(each, held)]
    if not alike:
        return
    each, same = alike[0]
    said = "supported" if each.supported else "unsupported"
    yield Finding(
        verdict=Verdict.UPHELD,
        message=f"what {each.row.location} says of supported versions agrees with the policy",
        subject=f"statement in {each.row.location.path}",
        location=promise.place,
        related=(each.row.location,),
        evidence=(Evidence("policy", f"{max(each.versions & same.versions)} is called {said} in both places"),),
    )
