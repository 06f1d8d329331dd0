from pathlib import Path

import pytest

from upheld.model import PolicySource
from upheld.policy.policy import Policy, read_policy
from upheld.repository import Repository
from upheld.services import Reason, ServiceError

TEXT = "# Security\n\nOnly the latest release receives security fixes.\n"


def read(folder: Path, files: dict[str, str], path: str | None = None) -> Policy:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_policy(Repository(folder), path)


def test_the_policy_is_read_from_where_github_shows_it(tmp_path: Path) -> None:
    policy = read(tmp_path, {"SECURITY.md": TEXT})

    assert policy.source == PolicySource("SECURITY.md", "repository")
    assert policy.document is not None
    assert policy.document.source == TEXT
    assert policy.itself.location.path == "SECURITY.md"


def test_a_hidden_copy_that_says_the_same_is_shadowed_and_does_not_differ(tmp_path: Path) -> None:
    policy = read(tmp_path, {"SECURITY.md": TEXT, "docs/SECURITY.md": TEXT})

    assert policy.source.shadowed == ("docs/SECURITY.md",)
    assert policy.itself.differing == ()


def test_a_hidden_copy_that_says_something_else_differs(tmp_path: Path) -> None:
    policy = read(tmp_path, {".github/SECURITY.md": TEXT, "SECURITY.md": TEXT + "More.\n"})

    assert policy.source.path == ".github/SECURITY.md"
    assert policy.itself.differing == ("SECURITY.md",)


def test_another_policy_may_be_named(tmp_path: Path) -> None:
    policy = read(tmp_path, {"SECURITY.md": TEXT, "policies/security.md": "Other.\n"}, "policies/security.md")

    assert policy.source == PolicySource("policies/security.md", "repository", ("SECURITY.md",))
    assert policy.document is not None
    assert policy.document.source == "Other.\n"


def test_a_named_policy_that_is_missing_is_told(tmp_path: Path) -> None:
    policy = read(tmp_path, {"SECURITY.md": TEXT}, "gone.md")

    assert policy.document is None
    assert policy.itself.unreadable == ("gone.md does not exist",)


@pytest.mark.parametrize(
    ("files", "place"),
    [({}, "SECURITY.md"), ({"LICENSE": ""}, "LICENSE"), ({"LICENSE": "", "readme.rst": ""}, "readme.rst")],
)
def test_without_a_policy_another_file_is_pointed_at(tmp_path: Path, files: dict[str, str], place: str) -> None:
    policy = read(tmp_path, files)

    assert policy.source == PolicySource(None, "none")
    assert policy.document is None
    assert policy.itself.location.path == place


def test_the_owners_policy_counts_where_the_repository_has_none(tmp_path: Path) -> None:
    address = "https://github.com/widget/.github/blob/HEAD/SECURITY.md"
    policy = read_policy(Repository(tmp_path), owner_policy=lambda: (address, TEXT))

    assert policy.source == PolicySource(address, "owner-default")
    assert policy.document is not None


def test_the_owner_is_not_asked_where_the_repository_has_a_policy(tmp_path: Path) -> None:
    (tmp_path / "SECURITY.md").write_text(TEXT, encoding="utf-8")

    def asked() -> tuple[str, str]:
        raise AssertionError

    assert read_policy(Repository(tmp_path), owner_policy=asked).source.source == "repository"


def test_an_owner_that_cannot_be_asked_leaves_it_untold(tmp_path: Path) -> None:
    def asked() -> tuple[str, str]:
        raise ServiceError(Reason.UNREACHABLE, "no answer")

    policy = read_policy(Repository(tmp_path), owner_policy=asked)

    assert policy.document is None
    assert "no answer" in policy.itself.unreadable[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\x00\x01", "SECURITY.md is binary, not text"), (b"x" * (5 * 1024 * 1024 + 1), "at most 5,242,880 are read")],
)
def test_a_policy_that_cannot_be_read_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "SECURITY.md").write_bytes(content)
    policy = read_policy(Repository(tmp_path))

    assert policy.document is None
    assert policy.source.path == "SECURITY.md"
    assert why in policy.itself.unreadable[0]


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf# Security\r\n", b"# Security\xff\n", "# Security\n".encode("utf-16")]
)
def test_a_policy_in_an_unusual_encoding_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "SECURITY.md").write_bytes(content)
    policy = read_policy(Repository(tmp_path))

    assert policy.document is not None
    assert policy.document.source.startswith("# Security")
