"""A tree of files that are given as texts."""

from upheld.files import UnreadableFileError, refuse_too_large


class Files:
    """Files by their paths; what is None cannot be read."""

    def __init__(self, files: dict[str, str | None]) -> None:
        self._files = files
        self.read: list[str] = []
        """What was read, in its order."""

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def read_text(self, path: str, *, limit: int = 5_000_000) -> str | None:
        self.read.append(path)
        if path not in self._files:
            return None
        text = self._files[path]
        if text is None:
            raise UnreadableFileError(f"{path} is binary, not text")
        refuse_too_large(path, len(text), limit)
        return text
