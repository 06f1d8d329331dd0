"""Zips of records are read member by member, and one that is not what it says is refused, however it was made."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.advisories import archive
from upheld.advisories.archive import Archive, ArchiveError, opened


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return buffer.getvalue()


def read(data: bytes) -> dict[str, bytes | str]:
    records = Archive(io.BytesIO(data)).records()
    return {name: content if isinstance(content, bytes) else str(content) for name, content in records}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_every_json_file_is_read(method: int) -> None:
    members = {"G-1.json": b"{}" * 500, "G-2.json": b"", "README.md": b"no record"}

    assert read(packed(members, method)) == {"G-1.json": b"{}" * 500, "G-2.json": b""}


def test_a_zip_of_many_members_ends_with_zip64() -> None:
    members = {f"G-{number}.json": b"{}" for number in range(0x10001)}

    assert len(read(packed(members, zipfile.ZIP_STORED))) == 0x10001


def test_extra_fields_beside_a_member_are_passed_over() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        with written.open("G-1.json", "w", force_zip64=True) as member:
            member.write(b'{"id": "G-1"}')
        written.comment = b"made for a test"

    assert read(buffer.getvalue()) == {"G-1.json": b'{"id": "G-1"}'}


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 100, b"PK\5\6" + b"\0" * 4])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(ArchiveError, match="no zip"):
        Archive(io.BytesIO(data))


def test_a_zip_that_breaks_off_anywhere_is_refused_or_told(tmp_path: Path) -> None:
    whole = packed({f"G-{number}.json": b'{"id": 1}' * number for number in range(20)})
    for end in range(0, len(whole), 7):
        (tmp_path / "all.zip").write_bytes(whole[:end])
        with pytest.raises(ArchiveError), opened(tmp_path / "all.zip") as found:
            assert list(found.records()) == []


def test_a_flipped_byte_of_a_member_is_told_of_that_member_alone() -> None:
    data = bytearray(packed({"G-1.json": b'{"id": "G-1"}', "G-2.json": b'{"id": "G-2"}'}, zipfile.ZIP_STORED))
    data[data.index(b'"G-1"') + 2] ^= 1

    assert read(bytes(data)) == {"G-1.json": "its checksum is wrong", "G-2.json": b'{"id": "G-2"}'}


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(packed({"G-1.json": b"0" * 1_000_000}))
    for signature, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        struct.pack_into("<L", data, data.index(signature) + place, 10)

    assert read(bytes(data)) == {"G-1.json": "its checksum is wrong"}


def test_a_huge_member_is_not_unpacked() -> None:
    data = packed({"G-1.json": b"0" * (archive.MOST_RECORD_BYTES + 1), "G-2.json": b"{}"})

    assert read(data) == {"G-1.json": "it has 8,388,609 bytes; at most 8,388,608 are read", "G-2.json": b"{}"}


def test_many_members_that_each_unpack_to_much_are_a_bomb() -> None:
    data = packed({f"G-{number}.json": b"0" * 8_000_000 for number in range(10)})

    with pytest.raises(ArchiveError, match="far more than records do"):
        read(data)


def test_an_encrypted_member_and_an_unknown_method_are_refused() -> None:
    data = bytearray(packed({"G-1.json": b"{}"}))
    data[data.index(b"PK\1\2") + 10] = 99
    assert read(bytes(data)) == {"G-1.json": "it is packed by method 99, which is not read"}

    data[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(ArchiveError, match="encrypted"):
        read(bytes(data))


def test_a_member_that_lies_elsewhere_is_told() -> None:
    data = bytearray(packed({"G-1.json": b"{}"}))
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 42, 0xFFFFFF00)

    assert read(bytes(data)) == {"G-1.json": "it lies outside the zip"}


@given(st.data())
def test_no_damage_ends_in_another_error(data: st.DataObject) -> None:
    whole = bytearray(packed({"G-1.json": b'{"id": "G-1"}' * 9, "G-2.json": b"{}"}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        contents = read(bytes(whole)).values()
    except ArchiveError as error:
        assert str(error)  # noqa: PT017 - either outcome is right
    else:
        assert {each for each in contents if isinstance(each, bytes)} <= {b'{"id": "G-1"}' * 9, b"{}"}
