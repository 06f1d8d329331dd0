"""Policies that are no text, or more of it than anybody reads."""

import os
from pathlib import Path

import pytest

from bad_input.commands import BROKEN, Ran, checked, upheld
from making import repository

MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"\x7fELF\x02\x00\x01" * 1000, "SECURITY.md is binary, not text", id="binary"),
        pytest.param(
            b"word " * 4 * MEBIBYTE, "SECURITY.md has 20,971,520 bytes; at most 5,242,880 are read", id="20 MB"
        ),
        pytest.param(
            b"| Version | Supported |\n| --- | --- |\n" + b"|1|x|\n" * 100_000,
            "SECURITY.md has 600,038 characters; at most 500,000 are read",
            id="100,000 rows",
        ),
        pytest.param(BROKEN.replace("1.x", "1.x\0").encode(), "SECURITY.md is binary, not text", id="a NUL"),
        pytest.param(BROKEN.encode("utf-16-le"), "SECURITY.md is binary, not text", id="UTF-16 without a mark"),
    ],
)
def test_a_policy_that_cannot_be_read_is_unverified_and_says_why(tmp_path: Path, content: bytes, why: str) -> None:
    repository(tmp_path, {"SECURITY.md": content}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 3
    assert told.said("security-policy") == why
    assert told.verdicts["security-policy"] == ["unverified"]
    assert {"incomplete", "nothing-to-check"} <= {each["kind"] for each in told.json["notifications"]}
    assert upheld("promises", tmp_path) == Ran(3, f"no security policy could be read\n  {why}\n", "")
    assert upheld("fix", "--offline", "--write", tmp_path).out == ""
    assert (tmp_path / "SECURITY.md").read_bytes() == content


def test_a_table_with_more_rows_than_are_read_is_unverified_whatever_stands_beside_it(tmp_path: Path) -> None:
    rows = "".join(f"| 0.{number} | no |\n" for number in range(1500))
    second = "\n## Other supported versions\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n"
    repository(tmp_path, {"SECURITY.md": BROKEN + rows + second}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 0
    assert told.verdicts["supported-versions"] == ["unverified"]
    assert told.said("supported-versions") == "this table has more rows or columns than are read"
    assert checked(tmp_path, "--strict").code == 3


def test_more_sentences_of_support_than_are_read_are_unverified(tmp_path: Path) -> None:
    sentences = "".join(f"Only version {number}.x is supported.\n\n" for number in range(1200))
    repository(tmp_path, {"SECURITY.md": f"# Supported versions\n\n{sentences}"}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.verdicts["supported-versions"] == ["unverified"]
    assert told.said("supported-versions") == "the policy says more of supported versions than is read"


def test_more_rows_that_speak_of_the_rows_above_than_are_read_are_unverified(tmp_path: Path) -> None:
    rows = "| older versions | no |\n" * 500
    repository(tmp_path, {"SECURITY.md": BROKEN + rows}, tags=["v2.0.0"])

    assert checked(tmp_path).verdicts["supported-versions"] == ["unverified"]


def test_a_sentence_without_an_end_breaks_and_upholds_nothing(tmp_path: Path) -> None:
    endless = "we support version 1.x and " * 200
    repository(tmp_path, {"SECURITY.md": f"# Supported versions\n\n{endless}\n"}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.verdicts["supported-versions"] == ["unverified"]
    assert "could not be turned into versions" in told.said("supported-versions")


def test_invalid_utf_8_hides_nothing(tmp_path: Path) -> None:
    repository(tmp_path, {"SECURITY.md": b"Caf\xe9 \xff\xfe\n\n" + BROKEN.encode()}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 1
    assert "the latest release, v2.0.0" in told.said("supported-versions")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""], ids=["BOM", "no BOM"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"], ids=["CRLF", "LF", "CR"])
def test_a_correction_keeps_mark_line_ends_and_foreign_bytes(tmp_path: Path, mark: bytes, end: bytes) -> None:
    source = mark + BROKEN.encode().replace(b"\n", end) + end + b"Caf\xe9\x85" + end
    repository(tmp_path, {"SECURITY.md": source}, tags=["v1.0.0", "v2.0.0"])

    assert checked(tmp_path).code == 1
    assert upheld("fix", "--offline", "--write", tmp_path).code == 0
    assert (tmp_path / "SECURITY.md").read_bytes() == source.replace(b"1.x", b"2.x")
    assert checked(tmp_path).code == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_utf_16_policy_is_read_and_left_as_it_is(tmp_path: Path, encoding: str) -> None:
    source = ("\ufeff" + BROKEN).encode(encoding)
    repository(tmp_path, {"SECURITY.md": source}, tags=["v2.0.0"])

    ran = upheld("fix", "--offline", "--write", tmp_path)

    assert checked(tmp_path).code == 1
    assert ran.code == 2
    assert "SECURITY.md is not UTF-8" in ran.errors
    assert (tmp_path / "SECURITY.md").read_bytes() == source


def test_a_row_with_foreign_bytes_is_not_rewritten(tmp_path: Path) -> None:
    source = BROKEN.encode().replace(b"yes ", b"yes\xff")
    repository(tmp_path, {"SECURITY.md": source}, tags=["v1.0.0", "v2.0.0"])

    ran = upheld("fix", "--offline", "--write", tmp_path)

    assert ran.code in {2, 3}
    assert (tmp_path / "SECURITY.md").read_bytes() == source


@pytest.mark.parametrize(
    "nested",
    [
        "> " * 10_000 + "deep",
        ">" * 10_000 + "deep",
        "- " * 10_000 + "deep",
        "".join(f"{'  ' * depth}- deep\n" for depth in range(500)),
        "[" * 100_000,
        "![" * 5_000,
        "[a](" * 5_000,
        "*a_" * 5_000,
        "`" * 50_000,
        "<div>" * 20_000,
        "<table>" * 20_000,
        "<!--" * 20_000,
        "<table><tr><td>" + "<" * 50_000,
        "|" * 50_000 + "\n" + "|-" * 25_000 + "\n|1.x|\n",
    ],
    ids=lambda text: text[:12],
)
def test_deep_nesting_loses_nothing_that_stands_above_it(tmp_path: Path, nested: str) -> None:
    repository(tmp_path, {"SECURITY.md": f"{BROKEN}\n{nested}\n"}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 1
    assert "the latest release, v2.0.0" in told.said("supported-versions")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("".join(f"{' ' * depth}x\n\n" for depth in range(300)), "is nested too deeply to be read"),
        ("a" * 20_000, "line 1 is too long"),
        (
            "".join(f".. |a{n}| replace:: {f'|a{n + 1}| ' * 10}\n" for n in range(9)) + ".. |a9| replace:: x\n\n|a0|\n",
            "its substitutions hold substitutions",
        ),
        (f".. |a| replace:: {'x ' * 1000}\n\n{'|a| ' * 1000}\n", "its substitutions make more than 100,000 characters"),
    ],
    ids=["nesting", "a long line", "substitutions of substitutions", "long substitutions"],
)
def test_restructured_text_that_would_not_end_is_unverified(tmp_path: Path, text: str, why: str) -> None:
    repository(tmp_path, {"SECURITY.rst": text}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 3
    assert why in told.said("security-policy")


def test_restructured_text_includes_no_file_whatever_the_folder_allows(tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret.txt"
    secret.write_text("2.x, supported\n", encoding="utf-8")
    directives = f".. include:: {secret}\n\n.. csv-table:: Supported versions\n   :file: {secret}\n\n"
    files = {
        "SECURITY.rst": f"Supported versions\n==================\n\n{directives}.. raw:: html\n   :file: {secret}\n",
        "docutils.conf": "[general]\nfile_insertion_enabled: yes\nraw_enabled: yes\nrecord_dependencies: written.txt\n",
    }
    repository(tmp_path, files, tags=["v2.0.0"])

    ran = upheld("check", "--offline", ".", cwd=tmp_path)

    assert "the policy states no supported versions" in ran.out
    assert not (tmp_path / "written.txt").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    repository(tmp_path, tags=["v2.0.0"])
    os.mkfifo(tmp_path / "SECURITY.md")

    told = checked(tmp_path)

    assert told.code == 3
    assert told.said("security-policy") == "SECURITY.md is not a regular file"


def test_a_folder_of_that_name_hides_no_policy(tmp_path: Path) -> None:
    repository(tmp_path, {".github/SECURITY.md/notes.txt": "", "SECURITY.md": BROKEN}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.json["policy"]["path"] == "SECURITY.md"
    assert told.code == 1
