"""Compiled patterns are kept from run to run, and nothing depends on that but the time it takes."""

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from upheld.policy import kept_patterns, needed
from upheld.policy.kept_patterns import KeptPatterns

PATTERN = r"\b(?P<what>keys?|tokens?)\s+(?:are|is)\s+(rotated|renewed)\b[^.;]{0,20}?\d+\s*(?:[ſa-z]|%)"


def _anew(*_: object) -> NoReturn:
    raise AssertionError("it is made anew")


def _as_compiled(pattern: re.Pattern[str]) -> bool:
    whole = re.compile(PATTERN, re.IGNORECASE)  # patterns that are equal have one code
    return (pattern, pattern.groups, pattern.groupindex) == (whole, whole.groups, whole.groupindex)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file in which the pattern is kept."""
    file = tmp_path / "cache" / "patterns"
    kept = KeptPatterns(file)
    kept.compiled(PATTERN)
    kept.parts(PATTERN)
    kept.save()
    return file


def test_what_one_run_has_made_the_next_one_need_not_make(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [tuple(part) for part in needed.parts_of(PATTERN)]
    monkeypatch.setattr(kept_patterns, "_code_of", _anew)
    monkeypatch.setattr(needed, "parts_of", _anew)
    kept = KeptPatterns(file)
    assert kept.parts(PATTERN) == parts
    assert _as_compiled(kept.compiled(PATTERN))
    match = kept.compiled(PATTERN).search("TOKENS are Renewed every 90 %")
    assert match
    assert (match["what"], match.groups(), match.lastgroup) == ("TOKENS", ("TOKENS", "Renewed"), None)


def test_only_its_owner_may_read_or_write_what_is_kept(file: Path) -> None:
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize(
    "content", [b"", b"no patterns", marshal.dumps(None), marshal.dumps(("another Python", {}, {}))]
)
def test_a_file_of_something_else_is_replaced(file: Path, content: bytes) -> None:
    whole = file.read_bytes()
    file.write_bytes(content)
    kept = KeptPatterns(file)
    kept.parts(PATTERN)
    assert _as_compiled(kept.compiled(PATTERN))
    kept.save()
    assert marshal.loads(file.read_bytes()) == marshal.loads(whole)  # noqa: S302 - written by this test


def test_what_is_no_code_of_a_pattern_is_not_run(file: Path) -> None:
    made_by, parts, codes = marshal.loads(file.read_bytes())  # noqa: S302 - written by this test
    flags, words, *others = marshal.loads(codes[PATTERN])  # noqa: S302 - written by this test
    damaged = marshal.dumps((flags, b"\xff" * len(words), *others))
    file.write_bytes(marshal.dumps((made_by, parts, {PATTERN: damaged})))
    assert _as_compiled(KeptPatterns(file).compiled(PATTERN))


def test_a_file_that_has_grown_too_large_is_begun_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_patterns, "_MOST", 0)
    kept = KeptPatterns(file)
    kept.compiled("keys")
    kept.save()
    assert set(marshal.loads(file.read_bytes())[2]) == {"keys"}  # noqa: S302 - written by this test


def test_where_python_keeps_its_codes_elsewhere_patterns_are_compiled_as_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> NoReturn:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(kept_patterns, "import_module", absent)
    assert _as_compiled(KeptPatterns(file).compiled(PATTERN))
    assert _as_compiled(KeptPatterns(None).compiled(PATTERN))


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    tmp_path.joinpath("cache").write_text("a file where the folder should be")
    kept = KeptPatterns(tmp_path / "cache" / "patterns")
    assert _as_compiled(kept.compiled(PATTERN))
    kept.save()


def test_a_command_leaves_what_it_has_compiled_in_the_users_cache(tmp_path: Path) -> None:
    policy = tmp_path / "SECURITY.md"
    policy.write_text("We rotate our keys every 90 days.\n")
    command = (sys.executable, "-c", "from upheld.cli import main; main()", "promises", str(tmp_path))
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    first, again = (subprocess.run(command, env=environment, capture_output=True, check=False) for _ in range(2))
    (kept,) = (tmp_path / "cache" / "upheld").glob("patterns-*")
    assert (first.returncode, first.stdout) == (again.returncode, again.stdout)
    assert len(marshal.loads(kept.read_bytes())[2]) > 10  # noqa: S302 - written by this test
