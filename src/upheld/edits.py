"""Applying proposed edits to a text, and showing them as a diff."""

import re
from collections.abc import Iterable

from upheld.model import Edit

_GIT_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits of one file made; its line ends stay as they are."""
    lines = [(match[1], match[2]) for match in _LINE.finditer(text)]
    end = next((ending for _, ending in lines if ending), "\n")
    for edit in sorted(set(edits), key=lambda edit: edit.first, reverse=True):
        lines[edit.first - 1 : edit.last] = [(line, end) for line in edit.lines]
    return "".join(line + ending for line, ending in lines)


def diff(path: str, text: str, edits: Iterable[Edit]) -> str:
    """Return the edits of one file as a unified diff that `git apply` takes."""
    import difflib  # noqa: PLC0415 - only `fix` shows a diff

    before, after = _GIT_LINE.findall(text), _GIT_LINE.findall(applied(text, edits))
    lines = difflib.unified_diff(before, after, f"a/{path}" if text else "/dev/null", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
