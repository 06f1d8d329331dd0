"""A review, or many together, as one HTML file: no script, nothing from elsewhere, every text escaped."""

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from upheld.report.review.page import page
from upheld.report.review.wording import begun
from upheld.report.style import printable
from upheld.review.record import Record
from upheld.review.rollup import Together


def render(record: Record) -> str:
    """Return the page of a review."""
    return _filled("review.html", page=page(record), record=record)


def render_together(together: Together) -> str:
    """Return the page of many reviews."""
    return _filled("rollup.html", together=together)


def _filled(name: str, **values: Any) -> str:
    return environment().get_template(name).render(style=_style(), style_hash=_style_hash(), **values)


@cache
def environment() -> Environment:
    """Return what fills the templates; what is not ours is escaped, and made visible where it would reorder the text."""
    made = Environment(
        loader=PackageLoader("upheld.report.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.filters["drawn"] = Markup  # of charts only, which escape what they show
    made.filters["begun"] = begun
    return made


def _harmless(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, Markup) or not isinstance(value, str) else printable(value)


@cache
def _style() -> Markup:
    source, _, _ = environment().loader.get_source(environment(), "style.css")  # type: ignore[union-attr]
    return Markup(source)  # noqa: S704 - it is ours


@cache
def _style_hash() -> str:
    """Return the hash by which the page's policy allows its style, and no other."""
    return base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
