"""Reports: one pure function a format, each in a module of the format's name with `render(ledger, style)`."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the command line asks for FORMATS before it knows whether anything is rendered
    from upheld.model import Ledger
    from upheld.report.style import Style

FORMATS = ("text", "concise", "json", "sarif", "markdown", "github", "gitlab", "badge")


def render(report_format: str, ledger: "Ledger", style: "Style") -> str:
    """Return a ledger in one of `FORMATS`; only that format's module is imported."""
    module = importlib.import_module(f"upheld.report.{report_format}")
    return cast("Callable[[Ledger, Style], str]", module.render)(ledger, style)
