"""Holds the policy against the template that GitHub offers for a new SECURITY.md: what was never edited promises nothing."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict, check
from upheld.facts.releases import releases
from upheld.policy.document import Document, Table
from upheld.policy.security_policy import SecurityPolicy
from upheld.versions import Series

# docs.github.com and the "Set up a security policy" page of every repository, 2019 to 2026.
_ROWS = ("5.1.x", "5.0.x", "4.0.x", "< 4.0")
_SUPPORTED = (Series((5, 1)), Series((4, 0)))
_INSTRUCTIONS = (
    "use this section to tell people about which versions of your project",
    "use this section to tell people how to report a vulnerability",
    "tell them where to go, how often they can expect to get an update",
)


@check(SecurityPolicy, level=Level.WARNING)
def unedited_template(promise: SecurityPolicy, context: Context) -> Iterator[Finding]:
    document = promise.document
    if document is None:
        return
    found = [*_rows(document, context), *_instructions(document)]
    yield from found
    if not found:
        evidence = (Evidence("policy", "neither its rows nor its instructions are those of the template"),)
        message = "the policy is the project's own, not GitHub's template"
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="template", evidence=evidence)


def _rows(document: Document, context: Context) -> Iterator[Finding]:
    for table in document.tables:
        if _first_cells(table) == _ROWS and not _released(context):
            message = "this table is the one of GitHub's template, and these series were never released"
            yield _left(document, table.line, message, "template table", "list your own versions; see `upheld fix`")


def _first_cells(table: Table) -> tuple[str, ...]:
    return tuple(" ".join(row.cells[0].text.split()) for row in table.rows if row.cells)


def _released(context: Context) -> bool:
    """Tell whether the template's supported series happen to be the project's own."""
    versions = releases(context.repository, context.services).versions
    return all(any(map(series.covers, versions)) for series in _SUPPORTED)


def _instructions(document: Document) -> Iterator[Finding]:
    for block in document.prose:
        text = " ".join(block.text.lower().split())
        if any(words in text for words in _INSTRUCTIONS):
            message = "this paragraph is an instruction of GitHub's template, not a statement of the project"
            yield _left(document, block.line, message, f"template text under {block.heading}", "write what you promise")


def _left(document: Document, line: int, message: str, subject: str, how: str) -> Finding:
    place = Location(document.path, line)
    evidence = (Evidence("GitHub's template", "same words"),)
    return Finding(
        verdict=Verdict.BROKEN, message=message, subject=subject, location=place, evidence=evidence, help=how
    )
