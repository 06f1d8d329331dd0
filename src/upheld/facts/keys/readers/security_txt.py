"""The day until which a security.txt holds (RFC 9116): its field `Expires`, which has to be there exactly once.

The file may be signed (section 2.3): it then stands between the lines of an OpenPGP cleartext signature. Not verified.
"""

import re
from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, Moment
from upheld.facts.keys.moments import moment
from upheld.facts.keys.records import MetadataError
from upheld.model import Location

SOURCE = "security.txt"

_MOST_CHARACTERS = 32 * 1024
"""What RFC 9116, section 5.4, has programs read at least."""
_FIELD = re.compile(r"(?P<name>[A-Za-z0-9-]{1,64}):(?:[ \t](?P<value>.*))?")
_KNOWN = frozenset(
    """
    acknowledgments bug-bounty canonical contact csaf encryption expires hash hiring policy preferred-languages
    """.split()
)
_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----[ \t]*$.*", re.MULTILINE | re.DOTALL)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"


def recognises(document: Document) -> bool:
    """Tell it by fields and comments alone, `Contact` among them, and none but those that are registered or begin with X-."""
    if document.form in {"json", "csv", "binary"} or len(document.text) > _MOST_CHARACTERS:
        return False
    names: set[str] = set()
    for _, line in _lines(document.text):
        match = _FIELD.fullmatch(line)
        if match is None:
            return False
        names.add(match["name"].lower())
    return "contact" in names and all(name in _KNOWN or name.startswith("x-") for name in names)


def read(document: Document) -> Iterator[Key]:
    """Yield the file itself as what expires.

    Raises:
        MetadataError: `Expires` is missing, there twice, or no time.
    """
    found = [(number, value) for number, name, value in _fields(document.text) if name == "expires"]
    if not found:
        raise MetadataError("has no field `Expires`, which RFC 9116 requires")
    if len(found) > 1:
        raise MetadataError("has the field `Expires` more than once, which RFC 9116 does not allow", found[1][0])
    line, value = found[0]
    yield Key(
        source=SOURCE,
        kind="security.txt",
        name="security.txt",
        location=Location(document.path, line),
        expires=_moment(value, line),
    )


def _moment(value: str, line: int) -> Moment:
    try:
        found = moment(value)
    except ValueError as error:
        raise MetadataError(f"has a field `Expires` that {error}", line) from None
    if found is None:
        raise MetadataError("has a field `Expires` without a time", line)
    return found


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in _lines(text):
        if match := _FIELD.fullmatch(line):
            yield number, match["name"].lower(), match["value"] or ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that says something, with its 1-based number, without the armour of a signature."""
    for number, line in enumerate(_SIGNATURE.sub("", text).splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#") and stripped != _SIGNED:
            yield number, stripped
