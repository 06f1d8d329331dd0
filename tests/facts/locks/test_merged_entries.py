import pytest

from upheld.facts.locks.merged_entries import MergedEntries
from upheld.facts.locks.pins import Pin


def _merged(*stated: tuple[bool | None, bool | None, str | None]) -> Pin:
    entries = MergedEntries("lock", "form")
    for line, (direct, development, note) in enumerate(stated, start=1):
        entries.pin("PyPI", "Django", "3.2", line, direct=direct, development=development, note=note)
    (pin,) = entries.lock().pins
    return pin


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [(True, False, True), (False, True, True), (None, False, False), (False, None, False), (None, None, None)],
)
def test_what_is_direct_once_is_direct(first: bool | None, second: bool | None, merged: bool | None) -> None:  # noqa: FBT001
    assert _merged((first, None, None), (second, None, None)).direct is merged


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [(True, True, True), (True, False, False), (False, None, False), (True, None, None), (None, True, None)],
)
def test_for_development_is_what_is_never_shipped(first: bool | None, second: bool | None, merged: bool | None) -> None:  # noqa: FBT001
    assert _merged((None, first, None), (None, second, None)).development is merged


def test_a_note_stays_where_it_is_always_the_same() -> None:
    assert _merged((None, None, "for java"), (None, None, "for java")).note == "for java"
    assert _merged((None, None, "for java"), (None, None, None)).note is None


def test_the_line_is_the_first() -> None:
    pin = _merged((None, None, None), (None, None, None), (None, None, None))

    assert (str(pin.package), pin.location.line) == ("django 3.2", 1)


def test_other_versions_and_ecosystems_are_other_pins() -> None:
    entries = MergedEntries("lock", "form")
    for ecosystem, version in (("npm", "1"), ("npm", "2"), ("PyPI", "1")):
        entries.pin(ecosystem, "a", version, 1)

    assert len(entries.lock().pins) == 3


@pytest.mark.parametrize(
    "name", ["../a", "a/../b", "/etc/passwd", "a//b", ".", "a/", "..", "a\\b", "a\nb", "a\u202eb", "", "a" * 301]
)
def test_a_name_that_can_be_none_is_never_shown(name: str) -> None:
    entries = MergedEntries("lock", "form")
    entries.pin("npm", name, "1.0", 1)
    entries.unaudited(name, 2, "is a folder")

    lock = entries.lock()

    assert lock.pins == ()
    assert {each.name for each in lock.unaudited} == {"an entry"}


@pytest.mark.parametrize(
    ("ecosystem", "version", "stated"),
    [("Go", "v1.2.3", "1.2.3"), ("Packagist", "V1.2", "1.2"), ("Packagist", "version", "version"), ("npm", "v1", "v1")],
)
def test_the_letter_of_a_tag_is_no_part_of_a_version(ecosystem: str, version: str, stated: str) -> None:
    entries = MergedEntries("lock", "form")
    entries.pin(ecosystem, "a/b", version, 1)

    assert entries.lock().pins[0].package.version == stated


@pytest.mark.parametrize("version", [None, "", "^1.0", "~1.0", "[1,2)", ">= 1", "1 || 2", "1\x1b[m", "é", "1" * 201])
def test_a_version_that_can_be_none_is_unaudited(version: str | None) -> None:
    entries = MergedEntries("lock", "form")
    entries.pin("npm", "a", version, 1)

    lock = entries.lock()

    assert lock.pins == ()
    assert lock.unaudited[0].reason.isprintable()
