"""An inventory of keys: a table to read, one for Markdown, JSON for other programs, a CBOM."""

from upheld.report.keys import cbom, json, markdown, text
from upheld.report.keys.listing import Listing
from upheld.report.style import Style

__all__ = ["FORMATS", "Listing", "render"]

FORMATS = ("text", "json", "cbom", "markdown")


def render(listing: Listing, report_format: str, style: Style) -> str:
    """Return the inventory in a format; none of them holds a value, since the inventory has none."""
    match report_format:
        case "json":
            return json.render(listing)
        case "cbom":
            return cbom.render(listing)
        case "markdown":
            return markdown.render(listing)
        case _:
            return text.render(listing, style)
