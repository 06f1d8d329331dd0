"""A review, or many together, as Markdown that GitHub renders: no text from outside is markup, and there is no HTML of others."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from upheld.report.markdown import escaped
from upheld.report.review.charts import last_reviews
from upheld.report.review.page import page
from upheld.report.review.wording import begun
from upheld.review.record import Record
from upheld.review.rollup import Together


class Ours(str):
    """Markdown that is to stand as it is."""

    __slots__ = ()


def render(record: Record) -> str:
    """Return the text of a review."""
    return _filled("review.md", page=page(record), record=record, reviews=last_reviews(record))


def render_together(together: Together) -> str:
    """Return the text of many reviews."""
    return _filled("rollup.md", together=together)


def _filled(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("upheld.report.review"),
        autoescape=False,  # noqa: S701 - `finalize` escapes for Markdown, which takes more than HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )
    filters: dict[str, Any] = {"linked": _linked, "bars": _bars, "diffed": _diffed, "begun": begun}
    made.filters.update(filters)
    return made


def _harmless(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, Ours) else escaped(str(value))


def _linked(link: Any) -> Ours:
    text = escaped(link.text)
    return Ours(f"[{text}]({link.address.replace('(', '%28').replace(')', '%29')})" if link.address else text)


def _bars(count: int, total: int) -> Ours:
    """Return a bar of up to 20 blocks."""
    return Ours("█" * (max(1, round(20 * count / total)) if count else 0))


def _diffed(lines: tuple[str, ...]) -> Ours:
    """Return a diff as a block of code, which nothing in it can end: each line is indented."""
    from upheld.report.style import one_line  # noqa: PLC0415 - few reviews have one

    return Ours("\n".join(f"    {one_line(line)}" for line in lines))
