"""An inventory as tables in GitHub-flavoured Markdown, one a file."""

from collections.abc import Iterator

from upheld.report.keys.listing import HEADINGS, Listing, title
from upheld.report.markdown import escaped


def render(listing: Listing) -> str:
    """Return tables in which no text from outside is markup."""
    return "".join(f"{line}\n" for line in _lines(listing))


def _lines(listing: Listing) -> Iterator[str]:
    yield f"## Keys: {len(listing.inventory.keys)}"
    for evidence in listing.inventory.evidence:
        if evidence.keys:
            yield from ("", f"### {escaped(title(evidence))}", "", _row(HEADINGS))
            yield _row(["---:" if heading == "Age" else "---" for heading in HEADINGS])
            yield from (_row([escaped(cell) for cell in listing.row(evidence, key)]) for key in evidence.keys)
    if remarks := list(listing.remarks()):
        yield ""
        yield from (f"- {escaped(remark)}" for remark in remarks)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
