"""Patterns kept from run to run as they were compiled: to compile them takes several times as long as to read a policy.

Python keeps the byte code of modules, yet of a pattern only its text, even where it is pickled. So the inner modules of `re`
are asked for a pattern's code, and later to make the pattern of it. Where they are not as expected, `re` compiles it as ever.
"""

import atexit
import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from upheld.services.cache import cache_folder, write_whole

if TYPE_CHECKING:
    from upheld.policy.needed import OneOf

_FLAGS = int(re.IGNORECASE)
_MOST = 3000
"""Twice what all wordings are compiled to: with more, those of other versions are among them, and all are made anew."""

_Parts = list[tuple[str, "tuple[OneOf, ...]"]]
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, words, how many groups there are, the numbers of those with names, and the names of all by number."""


class KeptPatterns:
    """What is kept in a file, or nowhere where there is none; one that cannot be read or written is as good as none.

    What is not in it yet is made, and written there when the process ends.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        # Each is packed by itself: of those that other policies needed, most are never looked at.
        self._parts: dict[str, bytes] = {}
        self._codes: dict[str, bytes] = {}
        self._will_be_saved = False
        if file:
            with suppress(OSError, ValueError, EOFError, TypeError):
                # As Python does with byte code: only the user can write to this folder.
                made_by, parts, codes = marshal.loads(file.read_bytes())  # noqa: S302
                if made_by == _maker() and len(codes) <= _MOST:
                    self._parts, self._codes = parts, codes

    def parts(self, pattern: str) -> _Parts:
        """Return the alternatives of a pattern with what each needs, as `parts_of` tells them."""
        if pattern not in self._parts:
            from upheld.policy.needed import parts_of  # noqa: PLC0415 - not needed where all is kept

            self._parts[pattern] = marshal.dumps([(part.pattern, part.needs) for part in parts_of(pattern)])
            self._save_at_exit()
        parts: _Parts = marshal.loads(self._parts[pattern])  # noqa: S302 - see above
        return parts

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """Return a pattern, compiled so that case does not matter."""
        try:
            if pattern not in self._codes:
                self._codes[pattern] = marshal.dumps(_code_of(pattern))
                self._save_at_exit()
            return _of_code(pattern, marshal.loads(self._codes[pattern]))  # noqa: S302 - see above
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            return re.compile(pattern, _FLAGS)

    def save(self) -> None:
        """Write the file anew."""
        if self._file:
            with suppress(OSError):
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(self._file, marshal.dumps((_maker(), self._parts, self._codes)))

    def _save_at_exit(self) -> None:
        if not self._will_be_saved:
            self._will_be_saved = True
            atexit.register(self.save)


@cache
def kept_patterns() -> KeptPatterns:
    """Return those in the user's cache."""
    folder = cache_folder()
    return KeptPatterns(folder / f"patterns-{sys.implementation.cache_tag}.marshal" if folder else None)


@cache
def _maker() -> str:
    """Return what the kept depends on beside the patterns: this Python, how patterns are taken apart, and how they are kept."""
    sources = (Path(__file__), Path(__file__).with_name("needed.py"))
    return f"{sys.version} {' '.join(str(crc32(source.read_bytes())) for source in sources)}"


def _code_of(pattern: str) -> _Code:
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    parsed = parser.parse(pattern, _FLAGS)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    words = array("I", compiler._code(parsed, _FLAGS)).tobytes()  # noqa: SLF001 - see the module's docstring
    return _FLAGS | state.flags, words, state.groups - 1, state.groupdict, tuple(names)


def _of_code(pattern: str, code: _Code) -> re.Pattern[str]:
    engine: Any = import_module("_sre")
    flags, words, groups, numbers, names = code
    found: re.Pattern[str] = engine.compile(pattern, flags, array("I", words).tolist(), groups, numbers, names)
    return found
