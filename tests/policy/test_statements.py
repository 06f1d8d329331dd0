from making import document
from upheld.policy.statements import statements


def pieces(text: str) -> list[tuple[int, int, str, str]]:
    """Return the line, the depth, the label and the text of each statement."""
    return [(each.line, each.depth, each.label, each.text) for each in statements(document(text, "SECURITY.md"))]


def test_lines_that_begin_with_a_mark_are_items_of_their_own() -> None:
    text = "✅ **Hashing**: salted\n✅ **Expiry**: after an hour\n"
    assert pieces(text) == [(1, 1, "Hashing", "✅ Hashing: salted"), (2, 1, "Expiry", "✅ Expiry: after an hour")]


def test_lines_that_begin_with_a_label_are_items_of_their_own() -> None:
    text = "Contact: sec@widgets.test\nPolicy: https://widgets.test/policy\n"
    assert [(line, label) for line, _, label, _ in pieces(text)] == [(1, "Contact"), (2, "Policy")]


def test_a_wrapped_sentence_stays_whole() -> None:
    text = "If you commit a key: rotate it,\nand see the\nManual: it tells how to go on from there.\n"
    assert [text for *_, text in pieces(text)] == [text.strip().replace("\n", " ")]
