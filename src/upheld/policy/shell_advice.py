"""What code blocks tell their reader: the comments and the commands in them, as statements."""

from collections.abc import Iterator

from upheld.policy.document import Code, Document, Prose
from upheld.policy.statements import LONGEST, Statement
from upheld.policy.wording import Wording

_COMMENT = Wording(r"\s*(?:#|//)\s*(?=\S)")


def code_lines(document: Document) -> Iterator[Statement]:
    """Yield each line of each code block; its lead is the paragraph before the block."""
    before: Prose | None = None
    for index, block in enumerate(document.blocks):
        if isinstance(block, Code):
            leads = (before.text,) if before and before.headings == block.headings else ()
            for line in block.lines:
                if line.text.strip() and len(line.text) <= LONGEST:
                    yield Statement(document.path, line.text, block.headings, ((0, line.number),), leads, group=index)
        before = block if isinstance(block, Prose) else None


def comments(document: Document) -> Iterator[Statement]:
    """Yield the comments that stand on a line of their own in code blocks."""
    for line in code_lines(document):
        if match := _COMMENT.match(line.text):
            yield Statement(
                line.path, line.text[match.end() :], line.headings, line.lines, line.leads, group=line.group
            )
