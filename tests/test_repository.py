"""What a repository shows: its files, its names in git, and what its remote adds."""

from pathlib import Path

import pytest

from making import git, repository
from upheld.repository import Remote, Repository, RepositoryError, UnreadableFileError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A repository with two commits, tags on both, and a branch that has only the first."""
    folder = tmp_path / "source"
    repository(folder, {"a.txt": "one\n", "docs/b.txt": "b\n"}, tags=["v1.0.0"], branches=["main", "Old"])
    (folder / "a.txt").write_text("two\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "Another")
    git(folder, "tag", "v2.0.0")
    return folder


def clone(source: Path, name: str, *options: str) -> Path:
    git(source.parent, "clone", "-q", *options, f"file://{source}", name)
    return source.parent / name


# Files


def test_names_and_texts_are_those_of_the_folder(source: Path) -> None:
    made = Repository(source)

    assert set(made.names()) >= {"a.txt", "docs"}
    assert made.names("docs") == ("b.txt",)
    assert made.names("nowhere") == made.names("a.txt") == ()
    assert made.read_text("a.txt") == "two\n"
    assert made.read_text("nowhere.txt") is made.read_text("docs") is made.read_text("a.txt/inside") is None


def test_a_bare_repository_has_the_files_of_its_head(source: Path) -> None:
    made = Repository(clone(source, "bare", "--bare"))

    assert made.is_bare
    assert made.names() == ("a.txt", "docs")
    assert made.names("docs") == ("b.txt",)
    assert made.names("nowhere") == ()
    assert made.read_text("a.txt") == "two\n"
    assert made.read_text("nowhere.txt") is made.read_text("docs") is None


def test_a_file_is_read_as_it_was_in_a_commit(source: Path) -> None:
    made = Repository(source)
    first = made.commit_of("v1.0.0")

    assert first is not None
    assert made.read_at(first, "a.txt") == "one\n"
    assert made.read_at(first, "nowhere.txt") is None
    assert made.read_at(first, "a.txt\nb.txt") is None


@pytest.mark.parametrize("revision", ["nowhere", "--all", "-h", "v1.0.0:a.txt", "a\nb", ""])
def test_what_names_no_commit_has_none(source: Path, revision: str) -> None:
    assert Repository(source).commit_of(revision) is None


@pytest.mark.parametrize(
    "path", ["../source/a.txt", "/etc/hostname", "docs/../../x", ".git/config", "docs/../.GIT/config"]
)
def test_no_path_leads_out_of_the_repository_or_into_git(source: Path, path: str) -> None:
    with pytest.raises(UnreadableFileError):
        Repository(source).read_text(path)


def test_a_path_that_is_no_folder_is_refused(source: Path) -> None:
    with pytest.raises(RepositoryError, match=r"is not a folder; give the path of a checkout"):
        Repository(source / "a.txt")
    with pytest.raises(RepositoryError, match=r"does not exist; give the path of a checkout"):
        Repository(source / "nowhere")


# Names in git


def test_without_a_remote_all_that_is_here_is_all_there_is(source: Path) -> None:
    found = Repository(source).references

    assert found.tags == ("v1.0.0", "v2.0.0")
    assert found.branches == ("Old", "main")
    assert (found.remote, found.complete, found.branches_complete) == (Remote.NONE, True, True)


def test_a_clone_with_tags_is_taken_for_complete_in_tags_and_not_in_branches(source: Path) -> None:
    found = Repository(clone(source, "full")).references

    assert found.tags == ("v1.0.0", "v2.0.0")
    assert (found.remote, found.complete, found.branches_complete) == (Remote.NONE, True, False)


@pytest.mark.parametrize("options", [("--depth=1",), ("--no-tags",), ("--depth=1", "--no-tags")], ids=" ".join)
def test_a_clone_that_may_lack_tags_asks_its_remote(source: Path, options: tuple[str, ...]) -> None:
    folder = clone(source, "lacking", *options)

    offline, online = Repository(folder).references, Repository(folder, offline=False).references

    assert (offline.remote, offline.complete) == (Remote.OFFLINE, False)
    assert (online.remote, online.complete, online.branches_complete) == (Remote.ANSWERED, True, True)
    assert online.tags == ("v1.0.0", "v2.0.0")
    assert online.branches == ("Old", "main")


def test_a_remote_that_does_not_answer_leaves_the_clone_incomplete(source: Path) -> None:
    folder = clone(source, "lacking", "--no-tags")
    source.rename(source.with_name("moved"))

    found = Repository(folder, offline=False).references

    assert (found.tags, found.remote, found.complete) == ((), Remote.UNREACHABLE, False)


def test_a_branch_exists_in_any_case_and_where_the_remote_has_it(source: Path) -> None:
    single = clone(source, "single", "--single-branch")

    assert Repository(source).branch_exists("old") is True
    assert Repository(source).branch_exists("new") is False
    assert Repository(single).branch_exists("MAIN") is True
    assert Repository(single).branch_exists("old") is None
    assert Repository(single, offline=False).branch_exists("old") is True
    assert Repository(single, offline=False).branch_exists("new") is False


def test_a_branch_contains_the_tags_of_its_history(source: Path) -> None:
    assert Repository(source).tags_contained_in("old") == frozenset({"v1.0.0"})
    assert Repository(source).tags_contained_in("main") == frozenset({"v1.0.0", "v2.0.0"})
    assert Repository(clone(source, "full")).tags_contained_in("Old") == frozenset({"v1.0.0"})
    assert Repository(source).tags_contained_in("nowhere") is None
    assert Repository(clone(source, "shallow", "--depth=1")).tags_contained_in("main") is None


def test_tags_have_dates_that_a_calendar_can_hold(source: Path) -> None:
    git(source, "-c", "user.name=A", "-c", "user.email=a@example.invalid", "tag", "-a", "-m", "Late", "v3.0.0")
    body = git(source, "cat-file", "tag", "v3.0.0")
    late = body.replace(body.split("> ")[1].split(" ")[0], "9" * 17)
    git(
        source,
        "update-ref",
        "refs/tags/v3.0.0",
        git(source, "hash-object", "-t", "tag", "-w", "--stdin", "--literally", stdin=late).strip(),
    )

    dates = Repository(source).tag_dates

    assert set(dates) == {"v1.0.0", "v2.0.0", "v3.0.0"}
    assert all(0 <= date <= 253_402_300_799 for date in dates.values())


# Where it comes from


@pytest.mark.parametrize(
    ("address", "shown", "host", "owner_and_name"),
    [
        ("https://github.com/owner/name.git", None, "github.com", ("owner", "name")),
        (
            "https://user:secret@GitHub.com/owner/name/",
            "https://GitHub.com/owner/name/",
            "github.com",
            ("owner", "name"),
        ),
        ("git@github.com:owner/name.git", None, "github.com", ("owner", "name")),
        (
            "ssh://git@example.org:22/group/owner/name",
            "ssh://example.org:22/group/owner/name",
            "example.org",
            ("owner", "name"),
        ),
        ("/srv/owner/name", None, None, ("owner", "name")),
        ("name", None, None, None),
    ],
)
def test_the_address_of_the_remote_is_read_without_credentials(
    tmp_path: Path, address: str, shown: str | None, host: str | None, owner_and_name: tuple[str, str] | None
) -> None:
    repository(tmp_path)
    git(tmp_path, "config", "remote.origin.url", address)
    made = Repository(tmp_path)

    assert made.remote_url == (shown or address)
    assert made.host == host
    assert made.owner_and_name == owner_and_name
    assert made.name == ("name" if owner_and_name else tmp_path.name)


def test_the_default_branch_is_the_remote_s_else_the_one_checked_out(source: Path) -> None:
    folder = clone(source, "full")
    git(folder, "checkout", "-q", "-b", "mine")

    assert (Repository(folder).branch, Repository(folder).default_branch) == ("mine", "main")
    assert Repository(source).default_branch == "main"
