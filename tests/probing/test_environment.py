"""What a server is given, and what is shown of what it says."""

import os
from pathlib import Path

import pytest

from upheld.probing.environment import clean, program, shown


def test_the_environment_holds_a_place_of_its_own_and_what_is_declared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"PATH": "/programs", "GITHUB_TOKEN": "nobody's", "LANG": "de"})

    assert clean({"PORT": "80", "LANG": "C"}, tmp_path) == {
        "PATH": "/programs",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "LANG": "C",
        "PORT": "80",
    }


def test_a_program_is_looked_for_on_the_path_and_from_the_folder(tmp_path: Path) -> None:
    for name in ("here", "bin/there"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    (tmp_path / "bin" / "text").write_text("")

    path = {"PATH": str(tmp_path / "bin")}

    assert program("./here", tmp_path, path) == str(tmp_path / "here")
    assert program("bin/there", tmp_path, path) == str(tmp_path / "bin" / "there")
    assert program("there", Path("/"), path) == str(tmp_path / "bin" / "there")
    assert program("here", tmp_path, path) is None
    assert program("text", tmp_path, path) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("no such file: /srv/data", "no such file: /srv/data"),
        ("\x1b[31mError\x1b[0m", "[31mError [0m"),
        ("cannot use s3cret, says s3cret", "cannot use […], says […]"),
        ("cannot use longer-s3cret", "cannot use […]"),
        (f"commit {'0a1b2c3d' * 5}", "commit […]"),
        ("PermissionDeniedErrorByTheSystem", "PermissionDeniedErrorByTheSystem"),
        ("x" * 500, "x" * 160 + "…"),
    ],
)
def test_a_line_is_shown_without_orders_and_secrets(line: str, text: str) -> None:
    assert shown(line, {"KEY": "s3cret", "LONG": "longer-s3cret", "ON": "1"}) == text


def test_a_line_with_what_looks_like_a_secret_is_not_shown() -> None:
    assert shown("password=" + "tr0ub4dor" + "Zebra9", {}) != "password=" + "tr0ub4dor" + "Zebra9"
