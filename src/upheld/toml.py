"""TOML that a stranger may have written."""

from typing import Any

_MOST_DOTS = 1000


def read_toml_text(text: str) -> dict[str, Any]:
    """Return what a TOML document says.

    Raises:
        ValueError: no TOML, a number of too many digits, or a key of so many parts that reading it would stall the run.
        RecursionError: nested too deeply.
    """
    import tomllib  # noqa: PLC0415 - a run is longer for it, and most read no TOML

    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise ValueError(f"a line has more than {_MOST_DOTS} dots")
    return tomllib.loads(text)
