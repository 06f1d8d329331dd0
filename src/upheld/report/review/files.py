"""The files of a review, all made from the text of its ledger."""

import hashlib
import re
from pathlib import Path

from upheld.review.oscal import assessment_results
from upheld.review.rollup import Together
from upheld.review.saved import FILE, read

_MARK = re.compile(r"\n<!-- upheld review, sha256 ([0-9a-f]{64}) -->\n\Z")


def files_of(ledger: str, *, oscal: bool) -> dict[str, str]:
    """Return the files by their names; they are made from what the ledger says when it is read back, and nothing else."""
    from upheld.report.review import html, markdown  # noqa: PLC0415 - templates take their time

    record = read(ledger.encode(), FILE)
    made = {FILE: ledger, "review.md": marked(markdown.render(record)), "review.html": html.render(record)}
    if oscal:
        made["oscal.json"] = assessment_results(record)
    return made


def roll_up_files(together: Together) -> dict[str, str]:
    """Return the files of many reviews."""
    from upheld.report.review import html, markdown  # noqa: PLC0415 - as above

    return {"rollup.html": html.render_together(together), "rollup.md": markdown.render_together(together)}


def marked(text: str) -> str:
    """Return a text with its own hash at the end, by which an edit can be seen."""
    body = text.rstrip("\n")
    return f"{body}\n\n<!-- upheld review, sha256 {_hash(body)} -->\n"


def is_edited(file: Path) -> bool:
    """Tell whether somebody has changed a text since it was written, such as by signing it."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    mark = _MARK.search(text)
    return mark is None or _hash(text[: mark.start()].rstrip("\n")) != mark[1]


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
