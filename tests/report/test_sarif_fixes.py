"""Fixes in SARIF: a viewer that applies one makes the text that `upheld fix --write` makes."""

import re
from typing import Any

import pytest

from ledgers import POLICY, entry, results
from upheld.edits import applied
from upheld.model import Edit


def sarif_applied(text: str, fix: dict[str, Any]) -> str:
    """Return the text as a viewer would make it: every region replaced, from the last to the first."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    (change,) = fix["artifactChanges"]
    for each in sorted(change["replacements"], key=lambda r: -r["deletedRegion"]["startLine"]):
        region = each["deletedRegion"]
        first = starts[region["startLine"] - 1] + region["startColumn"] - 1
        last = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert 0 <= first <= last <= len(text)
        text = text[:first] + each.get("insertedContent", {"text": ""})["text"] + text[last:]
    return text


EDITS = {
    "one line": (Edit("SECURITY.md", 3, 3, ("new",)),),
    "two lines by three": (Edit("SECURITY.md", 3, 4, ("new", "", "newer")),),
    "removed": (Edit("SECURITY.md", 4, 4, ()),),
    "inserted": (Edit("SECURITY.md", 3, 2, ("new", "newer")),),
    "at the end": (Edit("SECURITY.md", 6, 5, ("new",)),),
    "several": (Edit("SECURITY.md", 3, 3, ("new",)), Edit("SECURITY.md", 5, 5, ("newest",))),
}


@pytest.mark.parametrize("text", [POLICY, POLICY.replace("\n", "\r\n")], ids=["LF", "CRLF"])
@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_fix_makes_the_text_that_the_edits_make(edits: tuple[Edit, ...], text: str) -> None:
    (result,) = results(entry(3, fix=edits), sources={"SECURITY.md": text})
    (fix,) = result["fixes"]

    assert sarif_applied(text, fix) == applied(text, edits)


def test_fix_that_makes_a_file_inserts_at_its_beginning() -> None:
    (result,) = results(
        entry(1, path="README.md", fix=(Edit("SECURITY.md", 1, 0, ("# Security", "text")),)), sources={}
    )

    assert sarif_applied("", result["fixes"][0]) == "# Security\ntext\n"
