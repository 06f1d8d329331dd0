"""Reading files that a stranger may have made: never outside their repository, never without a limit."""

import stat
from errno import ELOOP
from pathlib import Path, PurePosixPath

MAX_FILE_BYTES = 5 * 1024 * 1024
"""Files beyond this size are refused: a policy or a manifest is never that large."""

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFileError(Exception):
    """One file cannot be read; the message says why. The rest of the repository still can."""


def inside(root: Path, path: str) -> Path:
    """Return where a file of a repository is.

    Raises:
        UnreadableFileError: it is not in the repository, or a link leads out of it or into what git keeps there.
    """
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise UnreadableFileError(f"{path} leads out of the repository")
    full = root / path
    try:
        resolved = full.resolve()
    except (OSError, RuntimeError) as error:
        raise UnreadableFileError(f"{path} is a link that leads in circles") from error
    if not resolved.is_relative_to(root.resolve()):
        raise UnreadableFileError(f"{path} is a link that leads out of the repository")
    # Credentials are kept there: actions/checkout writes a token into .git/config.
    if any(part.casefold() == ".git" for part in resolved.relative_to(root.resolve()).parts):
        raise UnreadableFileError(f"{path} leads into .git, which is not read")
    return full


def read_inside(root: Path, path: str, limit: int = MAX_FILE_BYTES) -> bytes | None:
    """Return a file's bytes, at most one more than the limit, or None when there is no such file.

    Raises:
        UnreadableFileError: outside the repository, too large, no regular file, or refused by the system.
    """
    full = inside(root, path)
    try:
        status = full.stat()
        if stat.S_ISDIR(status.st_mode):
            return None
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError(f"{path} is not a regular file")
        refuse_too_large(path, status.st_size, limit)
        with full.open("rb") as stream:
            return stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        if full.is_symlink():
            raise UnreadableFileError(f"{path} is a link that leads nowhere") from None
        return None
    except OSError as error:
        why = "is a link that leads in circles" if error.errno == ELOOP else f"cannot be read: {error.strerror}"
        raise UnreadableFileError(f"{path} {why}") from error


def decode(data: bytes, path: str, limit: int = MAX_FILE_BYTES) -> str:
    """Return the text of a file's bytes: UTF-16 by its mark, else UTF-8; a byte-order mark is dropped.

    Raises:
        UnreadableFileError: too large, or binary: it holds a NUL character.
    """
    refuse_too_large(path, len(data), limit)
    text = data.decode("utf-16" if data.startswith(UTF_16_MARKS) else "utf-8-sig", errors="replace")
    if "\0" in text:
        raise UnreadableFileError(f"{path} is binary, not text")
    return text


def refuse_too_large(path: str, size: int, limit: int = MAX_FILE_BYTES) -> None:
    """Raise UnreadableFileError where a file has more bytes than are read."""
    if size > limit:
        raise UnreadableFileError(f"{path} has {size:,} bytes; at most {limit:,} are read")
