"""The source of one tree, each file read once, and parsed only where that is worth it."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from upheld.exposure.guards.begins import Begins
from upheld.exposure.source import Hit, Parsed, hits, language_of, may_hit, parsed, refusal
from upheld.exposure.source.languages import family_of, language_not_read
from upheld.facts.exposure.shipped import TRIAL, WORK, left_out, runs_tests
from upheld.facts.exposure.words import Words
from upheld.files import UnreadableFileError
from upheld.tree import Tree, holds

MOST_BYTES = 5 * 1024 * 1024
MOST_FILES = 50_000
MOST_TOGETHER = 512 * 1024 * 1024


class SourceFiles:
    """The shipped source of a tree, or of some of its files, and what of it was not read."""

    def __init__(self, tree: Tree, only: frozenset[str] | None = None) -> None:
        self._tree = tree
        self._only = only
        self._texts: dict[str, bytes] = {}
        self._parsed: dict[str, Parsed | None] = {}
        self._words: dict[str, Words] = {}
        self._not_read: set[str] = set()
        self.unread: dict[str, str] = {}

    @cached_property
    def _begins(self) -> Begins:
        return Begins(frozenset(self._tree.paths), self._bytes)

    @cached_property
    def paths(self) -> dict[str, str]:
        """The shipped files of source, with the family of their language."""
        found: dict[str, str] = {}
        paths = self._tree.paths
        for path in paths if self._only is None else [each for each in sorted(self._only) if holds(paths, each)]:
            language = language_of(path)
            if language is None:
                self._tell_language(path)
            if language is None or path in found:
                continue
            if len(found) >= MOST_FILES:
                self.unread[path] = f"there are more than {MOST_FILES:,} files of source"
                break
            why = left_out(path)
            if why is None:
                found[path] = family_of(language)
            elif why in {TRIAL, WORK} and self._is_command(path):
                found |= {each: family_of(language) for each in self._begins.with_loaded(path)}
        return dict(sorted(found.items()))

    def _tell_language(self, path: str) -> None:
        """Tell once of each language that no rules are for: what its files open is not known."""
        language = language_not_read(path)
        if language is not None and language not in self._not_read and left_out(path) is None:
            self._not_read.add(language)
            self.unread[path] = f"{language} is a language that is not read"

    def _is_command(self, path: str) -> bool:
        """Tell whether a manifest outside of such folders names a file as what is started."""
        package = self._begins.package(path)
        return package is not None and left_out(package.key) is None and self._begins.is_named(path)

    def hits(self) -> Iterator[Hit]:
        """Yield every call that listens or can."""
        self._read_all()
        for path in self.paths:
            yield from self.hits_in(path)

    def hits_in(self, path: str) -> Sequence[Hit]:
        """Return those of one file; what may hold one and is not parsed is told as unread."""
        text = self.text(path)
        language = language_of(path)
        if text is None or language is None or not may_hit(text, language):
            return ()
        if runs_tests(text, family_of(language)) and not self._is_started(path):
            return ()
        why = refusal(text)
        if why is not None:
            self.unread[path] = why
            return ()
        found = self.parsed(path)
        return hits(found) if found is not None else ()

    def _is_started(self, path: str) -> bool:
        """Tell whether starting the software may load a file: it does where nothing tells what is started."""
        package = self._begins.package(path)
        return package is None or not package.commands or self._begins.starts(path, "") is not False

    def text(self, path: str) -> bytes | None:
        """Return a file's text, None where it is not shipped source or cannot be read."""
        if path not in self.paths or path in self.unread:
            return None
        if path not in self._texts:
            data = self._bytes(path)
            if data is None:
                return None
            self._texts[path] = data
        return self._texts[path]

    def parsed(self, path: str) -> Parsed | None:
        """Return a file as it is parsed, None where it cannot be."""
        if path not in self._parsed:
            text = self.text(path)
            self._parsed[path] = parsed(path, text) if text is not None else None
        return self._parsed[path]

    def containing(self, spellings: frozenset[bytes], family: str) -> Sequence[str]:
        """Return the files of a language that hold one of several words."""
        if family not in self._words:
            of = [path for path, other in self.paths.items() if other == family]
            self._words[family] = Words({path: text for path in of if (text := self.text(path)) is not None})
        return self._words[family].holding(spellings)

    def together(self, path: str, other: str) -> bool:
        """Tell whether two files may be parts of one program."""
        return self._begins.together(path, other)

    def starts(self, path: str, function: str) -> bool | None:
        """Tell whether starting the software runs a function of a file, or its own statements."""
        return self._begins.starts(path, function)

    def _read_all(self) -> None:
        size = 0
        for path in self.paths:
            size += len(self.text(path) or b"")
            if size > MOST_TOGETHER:
                self.unread[path] = f"the source has more than {MOST_TOGETHER // 1024 // 1024} MB"
                return

    def _bytes(self, path: str) -> bytes | None:
        """Return a file's bytes: the tree need not keep them, since they are kept here."""
        if path in self._texts:
            return self._texts[path]
        read = getattr(self._tree, "read_bytes", None)
        try:
            if read is not None:
                data: bytes | None = read(path, limit=MOST_BYTES)
                return data
            text = self._tree.read_text(path, limit=MOST_BYTES)
        except UnreadableFileError as error:
            self.unread[path] = str(error).removeprefix(path).strip()
            return None
        return None if text is None else text.encode(errors="surrogateescape")
