"""What all locks of Python packages share: which names there can be, and what is said of an index or a marker."""

import re
from urllib.parse import urlsplit

from upheld.facts.locks.entries import Entries, shown

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,200}[A-Za-z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9.!+_-]{1,200}")
_LONGEST_NOTE = 300
_PUBLIC = ("https://pypi.org/", "https://pypi.python.org/", "https://files.pythonhosted.org/")


def pin(
    entries: Entries,
    name: str,
    version: str | None,
    line: int,
    *,
    direct: bool | None = None,
    development: bool | None = None,
    note: str | None = None,
) -> None:
    """Add a Python package; a name or a version that Python's packaging does not allow is told as unaudited."""
    if not version:
        entries.unaudited(name or "an entry", line, "states no version")
    elif name and not _NAME.fullmatch(name):
        entries.unaudited(name, line, "has a name that no Python package can have")
    elif not _VERSION.fullmatch(version):
        entries.unaudited(name, line, f"states {shown(version)}, not a version")
    else:
        entries.pin("PyPI", name, version, line, direct=direct, development=development, note=note)


def index_note(address: object) -> str | None:
    """Return the note on an index other than the public one: the advisories are of the packages there."""
    if not isinstance(address, str) or not address or address.startswith(_PUBLIC):
        return None
    try:
        # The host alone: an address may hold a user's name and password.
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    return f"from the index at {host}" if host and host.isprintable() else "from an index of its own"


def marker_note(marker: object) -> str | None:
    """Return the note on a marker under which alone a package is installed."""
    if not isinstance(marker, str) or not marker.strip():
        return None
    text = marker.strip()
    return f"only where {text}" if text.isprintable() and len(text) <= _LONGEST_NOTE else "only under a marker"


def notes(*each: str | None) -> str | None:
    """Return several notes as one."""
    return "; ".join(filter(None, each)) or None
