"""What of a file is text: UTF-16 becomes UTF-8, binary files are none."""

import codecs

_LOOKED_AT = 8_192
_LEAST_UTF16 = 16


def text_of(data: bytes) -> bytes | None:
    """Return the bytes of a text, in UTF-8 where they were UTF-16; None for a binary file."""
    head = data[:_LOOKED_AT]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    if b"\0" not in head:
        return data
    if len(head) >= _LEAST_UTF16:
        even, odd = head[::2].count(0), head[1::2].count(0)
        half = len(head) // 2
        if odd > half * 0.7 and not even:
            return _decoded(data, "utf-16-le")
        if even > half * 0.7 and not odd:
            return _decoded(data, "utf-16-be")
    return None


def _decoded(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, "replace").encode("utf-8", "replace")
