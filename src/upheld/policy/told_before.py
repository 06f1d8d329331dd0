"""What a statement leaves to the words before it: the question that it denies, and whom "they" means."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.policy.document import Document
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_NO = Wording(r"\W*(?:no|never|not\s+at\s+all|nope)\b(?!\s+\w+\s+(?:yet|but))")
_ASKED = Wording(
    r"\W*(?P<verb>does|do|will|can|is|are)\s+(?P<subject>(?:(?:the|this|your|our|any|my)\s+)?[\w.-]+)\s+(?P<rest>[^?]{3,120})\?\W*$"
)
_PRONOUNS = ("they ", "these ", "those ", "it ", "this ", "each of ", "all of ", "both ", "its ", "their ")


@lru_cache(maxsize=1024)
def denied_question(statement: Statement) -> str:
    """Return what a "no" denies, as a sentence: "it does not listen" of the heading or cell "Does it listen?"."""
    question, answer = statement.heading, statement.text
    if len(statement.cells) > 1:
        question, answer = statement.cells[:2]
    asked = _ASKED.match(question) if "?" in question and _NO.match(answer) else None
    return f"{asked['subject']} {asked['verb'].lower()} not {asked['rest']}. " if asked else ""


def told_of(document: Document) -> Iterator[tuple[Statement, str]]:
    """Yield each statement, with the sentence before it where it begins with a word for something in that."""
    before: Statement | None = None
    for statement in statements(document):
        begins = statement.text.lower().startswith(_PRONOUNS)
        meant = begins and before and before.group == statement.group and not statement.cells
        yield statement, before.text if before and meant else ""
        before = statement
