"""Which keys a repository publishes itself: in its policy, beside it, and in its security.txt."""

from pathlib import Path

import pytest

from upheld.facts.keys.inventory import inventory
from upheld.facts.keys.key import Evidence
from upheld.repository import Repository

KEY = (Path(__file__).parent / "readers" / "files" / "renewed.asc").read_text(encoding="utf-8")
SECURITY_TXT = "Contact: mailto:security@example.org\nExpires: 2026-12-31T23:00:00Z\n"


def found(folder: Path, **files: str | bytes) -> list[Evidence]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(inventory(Repository(folder)).evidence)


def paths(evidence: list[Evidence]) -> list[tuple[str, int]]:
    return [(each.path, len(each.keys)) for each in evidence]


@pytest.mark.parametrize("name", ["SECURITY.md", ".github/SECURITY.md", "docs/security.rst", "Security.txt"])
@pytest.mark.parametrize("before", ["", "    ", "> ", "> > "])
def test_a_key_in_the_policy_is_read_at_its_line(tmp_path: Path, name: str, before: str) -> None:
    quoted = "".join(f"{before}{line}\n" for line in KEY.splitlines())
    (evidence,) = found(tmp_path, **{name: f"# Security\n\nWrite to us with our key:\n\n{quoted}\nThank you.\n"})

    assert (evidence.path, evidence.problem, len(evidence.keys)) == (name, None, 3)
    assert {key.location.line for key in evidence.keys} == {5}


@pytest.mark.parametrize(
    ("policy", "words", "file"),
    [
        ("SECURITY.md", "Our [key](security.asc).", "security.asc"),
        ("SECURITY.md", "Our key is in `keys/our key.asc` or ./keys/ours.asc", "keys/ours.asc"),
        ("docs/SECURITY.md", "Our [key](../keys/ours.asc)", "keys/ours.asc"),
        ("docs/SECURITY.md", "Our [key](ours.gpg)", "docs/ours.gpg"),
        ("docs/SECURITY.md", "Our [key](/ours.pgp).", "ours.pgp"),
        (".github/SECURITY.md", "https://github.com/example/app/blob/main/keys/ours.asc", "keys/ours.asc"),
        ("SECURITY.md", "<https://raw.githubusercontent.com/example/app/release/1.0/ours.asc>", "ours.asc"),
        ("SECURITY.md", "https://gitlab.com/example/app/-/raw/main/ours.asc?inline=false", "ours.asc"),
    ],
)
def test_a_key_file_that_the_policy_names_is_read(tmp_path: Path, policy: str, words: str, file: str) -> None:
    assert paths(found(tmp_path, **{policy: words, file: KEY})) == [(file, 3)]


def test_a_keyring_that_is_not_armoured_is_read(tmp_path: Path) -> None:
    from upheld.facts.keys.encodings.armour import unarmoured  # noqa: PLC0415

    files: dict[str, str | bytes] = {"SECURITY.md": "[key](ours.gpg)", "ours.gpg": unarmoured(KEY.strip())}
    assert paths(found(tmp_path, **files)) == [("ours.gpg", 3)]


@pytest.mark.parametrize(
    "words",
    [
        "Our [key](https://example.org/ours.asc)",
        "Our [key](../ours.asc)",
        "Our [key](missing.asc)",
        "Our key is ours.ascii",
        "Nothing of keys here",
    ],
)
def test_no_other_file_is_read(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, **{"SECURITY.md": words, "ours.asc": KEY}) == []


def test_a_file_that_is_no_key_is_left_out(tmp_path: Path) -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\n\nbm90IGEga2V5\n-----END PGP SIGNATURE-----\n"
    assert found(tmp_path, **{"SECURITY.md": "[signature](release.asc)", "release.asc": signature}) == []


def test_a_private_key_that_is_published_is_refused(tmp_path: Path) -> None:
    private = KEY.replace("PUBLIC", "PRIVATE")
    (evidence,) = found(tmp_path, **{"SECURITY.md": "[key](ours.asc)\n", "ours.asc": KEY + private})

    assert not evidence.keys
    assert "refused" in (evidence.problem or "")


def test_a_damaged_key_is_told(tmp_path: Path) -> None:
    (cut,) = found(tmp_path / "cut", **{"SECURITY.md": "\n" + KEY.replace("-----END PGP PUBLIC KEY BLOCK-----", "")})
    assert (cut.line, cut.keys, bool(cut.problem)) == (2, (), True)

    lines = KEY.splitlines()
    (damaged,) = found(tmp_path / "damaged", **{"SECURITY.md": "\n".join(lines[:4] + lines[6:])})
    assert (damaged.keys, bool(damaged.problem)) == ((), True)


@pytest.mark.parametrize("name", [".well-known/security.txt", "security.txt"])
def test_a_security_txt_is_read(tmp_path: Path, name: str) -> None:
    (evidence,) = found(tmp_path, **{name: SECURITY_TXT})

    assert (evidence.path, evidence.source) == (name, "security.txt")


def test_a_security_txt_without_its_end_is_told(tmp_path: Path) -> None:
    (evidence,) = found(tmp_path, **{".well-known/security.txt": "Contact: mailto:security@example.org\n"})

    assert "`Expires`" in (evidence.problem or "")


def test_a_policy_in_words_is_no_security_txt(tmp_path: Path) -> None:
    assert found(tmp_path, **{"security.txt": "Contact us: we answer within a day.\n"}) == []


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.asc").write_text(KEY, encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "ours.asc").symlink_to(tmp_path / "elsewhere.asc")
    assert found(tmp_path / "here", **{"SECURITY.md": "[key](ours.asc)"}) == []
