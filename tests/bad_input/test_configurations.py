"""Configurations and manifests that are bombs, or deeper and longer than any that people write."""

from pathlib import Path

import pytest

from bad_input.commands import BROKEN, checked, refused
from making import repository

_BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{above}, *{above}, *{above}, *{above}]\n"
    for above, name in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        _BOMB,
        "? [&a0 [x], " + ", ".join(f"&a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 50)) + "]\n: x\n",
        "[" * 100_000,
        "{a: " * 5_000,
        "- " * 50_000,
        "a: b\n---\nc: d\n",
        "a: &a\n  b: *a\n",
        "policy: !!python/object/apply:os.system ['touch ran']\n",
        "waivers:\n" + "- rule: x\n" * 4_000,
        "policy: \x1b[31m\n",
        '"a\\n::error::pwned": b\n',
        "policy: [\n::error::x",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "x" * 6_000_000,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_a_hostile_configuration_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN, ".upheld.yml": text}, tags=["v2.0.0"])

    assert ".upheld.yml:" in refused(tmp_path, cwd=tmp_path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        f"[project]\nname = 'x'\nversion = {'1' * 5_000}\n",
        f"x = {'[' * 10_000}",
        f"x = {'{a=' * 5_000}",
        "[" + "a." * 500 + "b]\nc = 1\n",
        "a." * 500_000 + "b = 1\n",
        "[tool.upheld]\n[x]\ny = '''\n[" + " " * 50_000 + "\n'''\n",
        "[[tool]]\nupheld = 1\n",
        "tool = 3\n",
        "a = 1\n" * 2,
        "\x00",
        "x" * 6_000_000,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_hostile_toml_silences_nothing(tmp_path: Path, text: str) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN, "pyproject.toml": text, "Cargo.toml": text}, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 1
    assert "the latest release, v2.0.0" in told.said("supported-versions")


@pytest.mark.parametrize(
    "version",
    ["1" * 1_000_000, "1." * 500_000 + "0", "1" * 5_000, "9" * 10, "\x1b[31m1.0.0", "-1", ""],
    ids=lambda v: ascii(v[:9]),
)
def test_a_version_of_any_length_silences_nothing(tmp_path: Path, version: str) -> None:
    escaped = version.replace("\x1b", "\\u001b")
    files = {
        "SECURITY.md": BROKEN,
        "VERSION": version,
        "package.json": f'{{"name": "x", "version": "{escaped}"}}',
        "pyproject.toml": f'[project]\nname = "x"\nversion = "{escaped[:10_000]}"\n',
    }
    repository(tmp_path, files, tags=["v2.0.0"])

    told = checked(tmp_path)

    assert told.code == 1
    assert max(map(len, told.text.splitlines())) < 1_000


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "1" * 100_000, '{"version": ' + "1" * 5_000 + "}", "NaN", '"\\ud800"'],
    ids=lambda text: text[:12],
)
def test_hostile_json_silences_nothing(tmp_path: Path, text: str) -> None:
    repository(tmp_path, {"SECURITY.md": BROKEN, "package.json": text, "server.json": text}, tags=["v2.0.0"])

    assert checked(tmp_path).code == 1


def test_tags_of_any_length_hide_no_other(tmp_path: Path) -> None:
    long = ["1" * 190, "v" + "1." * 90 + "0", "1/" * 90 + "1", "0" * 190, "v99999999999.0", "a1-" * 60]
    repository(tmp_path, {"SECURITY.md": BROKEN}, tags=[*long, "v2.0.0"])

    assert checked(tmp_path).code == 1


def test_a_hundred_thousand_tags_are_read(tmp_path: Path) -> None:
    tags = [f"v1.{minor}.{patch}" for minor in range(1000) for patch in range(100)]
    made = repository(tmp_path, {"SECURITY.md": BROKEN.replace("1.x", "1.999.x") + "| < 1.999 | no |\n"})
    lines = "".join(f"{made.commit} refs/tags/{tag}\n" for tag in sorted(tags))
    (tmp_path / ".git" / "packed-refs").write_text(
        f"# pack-refs with: peeled fully-peeled sorted \n{lines}", encoding="utf-8"
    )

    told = checked(tmp_path)

    assert told.code == 0
    assert "100000 tags" in told.text or "100,000 tags" in told.text
