"""The corrected rows of a statement that is broken, in the author's own format; proposed only where they would be upheld."""

from collections.abc import Iterator

from upheld.check import Context
from upheld.coverage import Coverage, coverage
from upheld.edits import applied
from upheld.facts.releases import Releases
from upheld.model import Edit
from upheld.policy.document import Document
from upheld.policy.reading import read_document
from upheld.policy.supported_versions import SupportedVersions
from upheld_checks.supported_versions.breaches import breaches
from upheld_checks.supported_versions.plans import plans
from upheld_checks.supported_versions.rendering import rendered

_LONGEST = 100_000
"""In characters; each proposal is read like a policy, which would stall the run on a longer one."""


def correction(promise: SupportedVersions, held: Coverage, context: Context) -> tuple[Edit, ...]:
    """Return the first proposal after which nothing is broken, or nothing where none is found."""
    path = promise.location.path
    source = context.repository.read_text(path)
    if source is None or len(source) > _LONGEST:
        return ()
    document = read_document(path, source)
    for edits in _proposals(promise, held, document, context):
        if edits and _would_be_upheld(document, edits, held.releases, context):
            return edits
    return ()


def _proposals(
    promise: SupportedVersions, held: Coverage, document: Document, context: Context
) -> Iterator[tuple[Edit, ...]]:
    for plan in plans(promise, held, context.repository):
        yield rendered(plan, promise, document)


def _would_be_upheld(document: Document, edits: tuple[Edit, ...], found: Releases, context: Context) -> bool:
    corrected = read_document(document.path, applied(document.source, edits))
    for promise in SupportedVersions.read(corrected):
        held = coverage(promise, found, context.repository, context.today)
        latest = found.latest
        if list(breaches(promise, held, context.repository)):
            return False
        return latest is None or bool(held.of(latest.version, supported=True))
    return False
