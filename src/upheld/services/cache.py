"""Answers kept on disk, each with what lets its server confirm it: none is believed without being confirmed."""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from upheld.nouns import dataclass

if TYPE_CHECKING:
    from email.message import Message

_VALIDATORS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
"""What a server may give beside an answer, and how the next request returns it (RFC 9110, section 13.1)."""


class Kept(NamedTuple):
    """An answer that was kept, and the headers that ask whether it still holds."""

    conditions: Mapping[str, str]
    value: Any


@dataclass(frozen=True)
class Cache:
    """Answers in a folder, or nowhere where there is none; one that cannot be read or written is as good as none."""

    folder: Path | None

    def load(self, url: str, accept: str) -> Kept | None:
        """Return what was kept of an address in the form that is accepted."""
        if self.folder is None:
            return None
        try:
            kept = json.loads((self.folder / _file_name(url, accept)).read_bytes())
            conditions = _conditions(kept["headers"])
            return Kept(conditions, kept["value"]) if conditions else None
        except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return None

    def store(self, url: str, accept: str, headers: "Mapping[str, str] | Message", value: Any) -> None:
        """Keep an answer, where its headers let the server confirm it later."""
        validators = {name: headers[name] for name in _VALIDATORS if name in headers}
        if self.folder is None or not _conditions(validators):
            return
        with suppress(OSError, ValueError, RecursionError):
            content = json.dumps({"headers": validators, "value": value}).encode()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.folder / _file_name(url, accept), content)


def cache_folder() -> Path | None:
    """Return the folder for the cache by the XDG specification, which has relative paths ignored; None without a home."""
    stated = os.environ.get("XDG_CACHE_HOME", "")
    if Path(stated).is_absolute():
        return Path(stated) / "upheld"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "upheld"
    return None


def _file_name(url: str, accept: str) -> str:
    import hashlib  # noqa: PLC0415 - most who import this module ask for the folder alone

    return hashlib.sha256(f"{url}\n{accept}".encode()).hexdigest() + ".json"


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to ask with; values that no header may have are left out."""
    stated = {name: headers.get(name, "") for name in _VALIDATORS}
    return {_VALIDATORS[name]: v for name, v in stated.items() if v and v.isascii() and v.isprintable()}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, at once or not at all: another run may read it meanwhile."""
    # Not by `tempfile`, which imports what unpacks archives: a run would wait for that while it reads a policy.
    beside = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
