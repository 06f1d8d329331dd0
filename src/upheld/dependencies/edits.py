"""The line of a lock that a person writes by hand, with a version that is not vulnerable."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.facts.locks.pins import Pin
from upheld.facts.vulnerabilities import Vulnerability
from upheld.files import UnreadableFileError
from upheld.lines import split_lines
from upheld.model import Edit
from upheld.patterns import pattern
from upheld.repository import Repository

# A line with hashes or a continuation is written by a tool, which has to write it again.
_PINNED = pattern(r"(?P<before>\s*[\w.-]{1,200}\s*(?:\[[\w.,\s-]{0,200}\])?\s*={2,3}\s*)(?P<version>[^\s;#,\\]{1,200})(?P<after>\s*(?:;[^\\#]*)?(?:\s#.*)?)")  # fmt: skip


def edits_of(vulnerability: Vulnerability, repository: Repository) -> Iterator[Edit]:
    """Yield a new line for each place that pins the version in a requirements file, where a clean one is known."""
    for pin in vulnerability.pins if vulnerability.clean else ():
        edit = _edit(pin, vulnerability.clean or "", repository) if pin.location.path.endswith(".txt") else None
        if edit:
            yield edit


def _edit(pin: Pin, version: str, repository: Repository) -> Edit | None:
    try:
        text = repository.read_text(pin.location.path)
    except UnreadableFileError:
        return None
    lines = _lines(text or "")
    number = pin.location.line
    match = _PINNED.fullmatch(lines[number - 1]) if 0 < number <= len(lines) else None
    if match is None or match["version"] != pin.package.version:
        return None
    return Edit(pin.location.path, number, number, (match["before"] + version + match["after"],))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """Return the same at once: a lock that pins one vulnerable version pins others."""
    return split_lines(text)
