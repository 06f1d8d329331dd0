"""What headings themselves say: "Do not open a public issue" may stand in one as well as below it."""

from collections.abc import Iterator

from upheld.policy.document import Document
from upheld.policy.statements import Statement


def said_in_headings(document: Document) -> Iterator[Statement]:
    """Yield the words of each heading that has something below it as a statement, in order."""
    seen: set[int] = set()
    for block in document.blocks:
        for depth, heading in enumerate(block.headings):
            if heading.line not in seen:
                seen.add(heading.line)
                yield Statement(
                    path=document.path,
                    text=heading.text,
                    headings=block.headings[:depth],
                    lines=((0, heading.line),),
                    group=-heading.line,
                )
