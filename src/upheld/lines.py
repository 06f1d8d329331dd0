"""What a line is: what git and GitHub take for one."""

import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends; one more, empty, where it ends with a line end.

    `str.splitlines` would also split at form feeds, U+0085 and U+2028, and every number after them would be wrong.
    """
    return _LINE_END.split(text)


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins, as 0-based offsets."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]
