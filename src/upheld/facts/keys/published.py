"""What a repository publishes of keys: OpenPGP blocks in its policy, key files that the policy names, its security.txt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from itertools import islice
from pathlib import PurePosixPath

from upheld.facts.keys.document import Document
from upheld.facts.keys.pem import read_pem
from upheld.facts.keys.records import MetadataError
from upheld.files import UnreadableFileError
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.tree import entries, holds

SECURITY_TXT = (".well-known/security.txt", "security.txt")

_FOLDERS = ("", ".github", "docs")
_POLICY = re.compile(r"security(?:\.(?:md|rst|txt|adoc))?", re.IGNORECASE)
_PUBLIC = "PGP PUBLIC KEY BLOCK"
_BLOCK = re.compile(rf"^[ \t>]{{0,40}}-----BEGIN {_PUBLIC}-----", re.MULTILINE)
_MOST_BYTES = 1024 * 1024
_MOST_FILES = 20

_ENDING = re.compile(r"\.(?:asc|gpg|pgp)(?![\w-])", re.IGNORECASE)
_BETWEEN = re.compile(r"[^\w./:%+@-]")
"""What is no part of a path or address."""
_LONGEST_NAME = 300
_MOST_NAMES = 1_000
_ON_A_FORGE = re.compile(r"https?://[\w.-]{1,100}/[\w.-]{1,100}/[\w.-]{1,100}/(?:(?:-/)?(?:blob|raw)/)?(?P<rest>.+)")


@dataclass(frozen=True)
class Published:
    """What is published: blocks in policies, to be read as they are, and files with their bytes."""

    blocks: tuple[Document, ...] = ()
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def published(repository: Repository) -> Published:
    """Return what a repository publishes; a file that cannot be read is left out."""
    paths = repository.paths
    folders = ["", *(each[:-1] for each in entries(paths) if each.endswith("/") and each[:-1].lower() in _FOLDERS)]
    shallow = sorted(path for folder in folders for path in entries(paths, folder))
    policies = {path: _text(repository, path) for path in filter(_is_policy, shallow)}
    blocks = [block for path, text in policies.items() for block in _blocks(path, text)]
    named = dict.fromkeys(name for path, text in policies.items() for name in _files_named(text, path, paths))
    wanted = (*list(named)[:_MOST_FILES], *(each for each in SECURITY_TXT if holds(paths, each)))
    return Published(tuple(blocks), tuple(_files(repository, wanted)))


def _files(repository: Repository, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        with suppress(UnreadableFileError):
            if data := repository.read_bytes(path, limit=_MOST_BYTES):
                yield path, data


def _is_policy(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder.lower() in _FOLDERS and bool(_POLICY.fullmatch(name))


def _text(repository: Repository, path: str) -> str:
    with suppress(UnreadableFileError):
        text = repository.read_text(path, limit=_MOST_BYTES) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return ""


def _blocks(path: str, text: str) -> Iterator[Document]:
    """Yield the keys that stand in a policy itself, quoted or not; what else stands there is for others to read."""
    if not _BLOCK.search(text):
        return
    plain = re.sub(r"^[ \t]*(?:>[ \t]*)+", "", text, flags=re.MULTILINE)
    try:
        blocks = tuple(block for block in read_pem(plain) if block.label == _PUBLIC)
    except MetadataError as error:
        yield Document(path, "text", b"", error=error)
    else:
        yield Document(path, "pem", b"", blocks=blocks)


def _files_named(text: str, path: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield the files of the repository that a policy names by their path, or by their address on a forge."""
    for match in islice(_ENDING.finditer(text), _MOST_NAMES):
        before = text[max(0, match.start() - _LONGEST_NAME) : match.end()]
        named = before[max((each.end() for each in _BETWEEN.finditer(before)), default=0) :]
        yield from islice((name for name in _meant(named, path) if holds(paths, name)), 1)


def _meant(named: str, path: str) -> Iterator[str]:
    """Yield the paths that may be meant: from the policy's folder, from the root, and below a branch of a forge."""
    if "://" in named:
        match = _ON_A_FORGE.search(named)
        parts = match["rest"].split("/") if match else []
        # A branch may have slashes in its name.
        yield from ("/".join(parts[start:]) for start in range(1, min(len(parts), 6)))
        return
    for folder in (PurePosixPath(path).parent, PurePosixPath()):
        if joined := _joined(folder, named.lstrip("/")):
            yield joined


def _joined(folder: PurePosixPath, named: str) -> str | None:
    parts: list[str] = list(folder.parts)
    for part in named.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
