"""Where a policy that names no channel of its own sends reporters: to a policy or a page that stands elsewhere."""

from collections.abc import Iterator

from upheld.policy.addresses import urls
from upheld.policy.document import Document
from upheld.policy.kinds.reporting_channel.links import belongs_to
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording

_ABOUT_REPORTS = Wording(r"\breport\w*|\bdisclos\w*|\bvulnerab\w+|\bsecurity\b")
_SENDS = Wording(
    r"(?<!we )(?<!we will )\b(?:follow|refer\s+to|see|visit|consult|check|read|go\s+to|head\s+(?:over\s+)?to|according\s+to|by)\b[^.;]{0,160}\b(?:security|disclosure|vulnerability|reporting)\b[^.;]{0,40}\b(?:polic(?:y|ies)|pages?|guid(?:e|elines?|ance)|process|procedures?|documentation|docs|instructions|sites?)\b"
    r"|\breporting\s+an?\s+(?:\w+\s+){0,2}vulnerability\b"
)
_NOT_THERE = Wording(
    r"docs\.github\.com|//(?:www\.)?(?:github|gitlab)\.com/[^/]+/[^/]+/(?:releases|commit|pull)|\.(?:png|svg|asc|gpg)$|wikipedia\.org|owasp\.org|first\.org|cve\.org|nvd\.nist\.gov"
)


def elsewhere(document: Document, statement: Statement) -> Iterator[tuple[int, str]]:
    """Yield the address of the page that a statement sends reporters to, with the line where it stands."""
    around = f"{statement.heading} {statement.text}"
    if not (_SENDS.search(statement.text) and _ABOUT_REPORTS.search(around)):
        return
    for start, number in statement.lines:
        for address, place in urls(document, number):
            if not _NOT_THERE.search(address) and belongs_to(
                statement.text, document.source_line(number), address, place
            ):
                yield start, f"url:{address}"
                return
