"""What certificates and OpenPGP keys say of themselves: bytes in, dates and names out; nothing in them is verified."""


class EncodingError(ValueError):
    """The bytes are not what they should be; the message ends a sentence that begins with the file, and shows nothing of it."""
