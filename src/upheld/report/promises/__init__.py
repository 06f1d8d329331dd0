"""What was read from a policy: its own lines with what was read in the margin, a table, or JSON for other programs."""

from upheld.report.promises import json, markdown, text
from upheld.report.promises.reading import ReadPolicy
from upheld.report.style import Style

__all__ = ["FORMATS", "ReadPolicy", "render"]

FORMATS = ("text", "json", "markdown")


def render(read: ReadPolicy, report_format: str, style: Style, *, explain: bool = False) -> str:
    """Return the promises in a format; `explain` adds to the text why each line was not taken."""
    match report_format:
        case "json":
            return json.render(read)
        case "markdown":
            return markdown.render(read)
        case _:
            return text.render(read, style, explain=explain)
