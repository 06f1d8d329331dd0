"""Queries for the address of a host, in the format of RFC 1035: who is asked for, and the answer that there is none."""

from upheld.probing.descendants import printable

_HEADER = 12
_LONGEST_LABEL = 63
_ANSWER = 0x8000
_NO_SUCH_NAME = 3


def asked_for(query: bytes) -> str | None:
    """Return the name that a query asks for; None where it is no query. A prefix of two bytes, as over TCP, is none."""
    if len(query) < _HEADER + 2 or query[2] & 0x80 or query[4:6] != b"\0\1":
        return None
    end = _end_of_name(query)
    if end is None:
        return None
    labels: list[str] = []
    position = _HEADER
    while length := query[position]:
        labels.append(query[position + 1 : position + 1 + length].decode("ascii", errors="replace"))
        position += 1 + length
    return printable(".".join(labels), 253) or None


def no_such_name(query: bytes) -> bytes | None:
    """Return the answer that nobody has that name; None where it is no query."""
    end = _end_of_name(query)
    if end is None or asked_for(query) is None or len(query) < end + 4:
        return None
    flags = _ANSWER | (int.from_bytes(query[2:4]) & 0x7900) | 0x80 | _NO_SUCH_NAME
    return query[:2] + flags.to_bytes(2) + b"\0\1" + bytes(6) + query[_HEADER : end + 4]


def _end_of_name(query: bytes) -> int | None:
    position = _HEADER
    while position < len(query):
        length = query[position]
        if length == 0:
            return position + 1
        if length > _LONGEST_LABEL:
            return None
        position += 1 + length
    return None
