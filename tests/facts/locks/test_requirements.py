import pytest
from hypothesis import given

from facts.locks import python_samples
from facts.locks.files import Files
from facts.locks.mutating import holds, mutated
from upheld.facts.locks.asked import Requirements
from upheld.facts.locks.pins import Lock
from upheld.facts.locks.requirements import MOST_FILES, included_by, read, read_requirements


def requirements(path: str = "requirements.txt", /, **files: str | None) -> Requirements:
    """Read a file; those given are named with `__` for a slash, without their `.txt`."""
    tree = Files({f"{name.replace('__', '/')}.txt": text for name, text in files.items()})
    text = tree.read_text(path)
    assert text is not None
    return read_requirements(path, text, tree)


def pins(lock: Lock) -> list[tuple[str, str]]:
    return [(str(pin.package), str(pin.location)) for pin in lock.pins]


def reasons(lock: Lock) -> list[tuple[str, int, str]]:
    return [(entry.name, entry.location.line, entry.reason) for entry in lock.unaudited]


def test_what_is_included_is_locked_where_it_stands() -> None:
    found = requirements(
        requirements="-r inner/base.txt\nattrs==1\n", inner__base="\nidna==2\n-r ../more.txt\n", more="six==3"
    )

    assert pins(found.lock) == [
        ("attrs 1", "requirements.txt:2"),
        ("idna 2", "inner/base.txt:2"),
        ("six 3", "more.txt:1"),
    ]
    assert found.pinned


def test_constraints_pin_only_what_is_asked_for() -> None:
    found = requirements(requirements="-c limits.txt\nDjango>=4\nattrs\n", limits="django==4.2.1\nidna==3\nattrs<24\n")

    assert pins(found.lock) == [("django 4.2.1", "limits.txt:1")]
    assert [pin.note for pin in found.lock.pins] == ["asked for at requirements.txt:2"]
    assert reasons(found.lock) == [("attrs", 3, "states no version")]
    assert not found.pinned


def test_constraints_hold_for_what_is_included_too() -> None:
    found = requirements(
        requirements="-r base.txt\n-c limits.txt\n", base="django", limits="-r inner.txt", inner="django==4"
    )

    assert pins(found.lock) == [("django 4", "inner.txt:1")]


def test_one_package_at_two_versions_is_two_pins() -> None:
    found = requirements(requirements="a==1; python_version<'3.9'\na==2; python_version>='3.9'\n")

    assert [(str(pin.package), pin.note) for pin in found.lock.pins] == [
        ("a 1", "only where python_version<'3.9'"),
        ("a 2", "only where python_version>='3.9'"),
    ]


def test_files_that_include_each_other_are_read_once() -> None:
    found = requirements(requirements="-r base.txt\na==1\n", base="-r requirements.txt\n-r base.txt\nb==2\n")

    assert pins(found.lock) == [("a 1", "requirements.txt:2"), ("b 2", "base.txt:3")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("-r ../../etc/passwd", "is included from outside the repository"),
        ("-r /etc/passwd", "is included from outside the repository"),
        ("-c ~/passwd", "is included from outside the repository"),
        ("-r C:\\passwd", "is included from outside the repository"),
        ("-r https://example.org/passwd", "is included from an address"),
        ("-r file:///etc/passwd", "is included from an address"),
        ("-r inner/passwd", "is included, but is not there"),
        ("-r unreadable.txt/../passwd", "is included, but is not there"),
    ],
)
def test_nothing_is_included_from_elsewhere(line: str, reason: str) -> None:
    tree = Files({"requirements.txt": f"a==1\n{line}\n"})

    found = read_requirements("requirements.txt", f"a==1\n{line}\n", tree)
    assert reasons(found.lock) == [("passwd" if "C:" not in line else "C:\\passwd", 2, reason)]
    assert not found.pinned
    assert all(not path.startswith(("/", "..")) for path in tree.read)


def test_an_included_file_that_cannot_be_read_is_told() -> None:
    found = requirements(requirements="-r base.txt\n", base=None)

    assert reasons(found.lock) == [("base.txt", 1, "is included, but cannot be read")]
    assert found.is_lock


def test_no_more_files_are_included_than_anybody_has() -> None:
    files = {f"f{number}": f"-r f{number + 1}.txt\n" for number in range(2 * MOST_FILES)}

    found = requirements("f0.txt", **files)
    assert [reason for _, _, reason in reasons(found.lock)] == [f"is included after {MOST_FILES} other files"]


def test_the_project_itself_and_its_neighbours_are_no_dependencies() -> None:
    found = requirements(requirements="-e .\n.\n-e ./packages/inner[all]\n-e file:.\n./packages/other\na==1\n")

    assert (reasons(found.lock), len(found.lock.pins)) == ([], 1)
    assert found.pinned


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("attrs @ https://user:secret@example.org/attrs.zip", "attrs"),
        ("git+https://user:secret@example.org/a.git@main#egg=attrs", "attrs"),
        ("-e git+ssh://git@example.org/a.git", "a.git"),
        ("https://user:secret@example.org", "example.org"),
        ("https://example.org/attrs-1.zip?token=secret", "attrs-1.zip"),
        ("../outside", "outside"),
        ("./wheels/attrs-1.whl", "attrs-1.whl"),
    ],
)
def test_an_address_is_not_audited_and_its_password_not_told(line: str, name: str) -> None:
    found = requirements(requirements=f"{line}\n")

    assert reasons(found.lock) == [(name, 1, "is taken from an address")]
    assert not found.pinned
    assert "secret" not in str(found)


def test_a_line_that_is_no_requirement_is_told() -> None:
    found = requirements(requirements="a==1\n<html>\nb ?? c\n${NAME}==1\n")

    assert [reason for _, _, reason in reasons(found.lock)] == ["is no requirement that is known here"] * 3


@pytest.mark.parametrize(
    ("text", "pinned", "whole", "is_lock"),
    [
        ("a==1\nb==2\n", True, False, True),
        ("a==1 --hash=sha256:a\nb==2 --hash=sha256:b\n", True, True, True),
        ("a==1 --hash=sha256:a\nb==2\n", True, False, True),
        (python_samples.PIP_COMPILE, True, True, True),
        (python_samples.UV_EXPORT, True, True, True),
        ("a==1\n    # via b\nb==2\n    # via -r requirements.in\n", True, True, True),
        ("a==1\nb\n", False, False, True),
        ("a>=1\nb\n", False, False, False),
        ("", True, True, False),
        ("# nothing\n-e .\n", True, True, False),
        ("https://example.org/a.zip\n", False, False, True),
    ],
)
def test_how_far_a_list_is_a_lock(text: str, pinned: bool, whole: bool, is_lock: bool) -> None:  # noqa: FBT001
    found = requirements(requirements=text)

    assert (found.pinned, found.whole, found.is_lock) == (pinned, whole, is_lock)


@pytest.mark.parametrize(
    ("path", "development"),
    [
        ("requirements.txt", None),
        ("requirements-dev.txt", True),
        ("test_requirements.txt", True),
        ("requirements/test.txt", True),
        ("requirements/prod.txt", None),
        ("requirements-latest.txt", None),
    ],
)
def test_the_name_of_a_list_tells_that_it_is_for_development(
    path: str,
    development: bool | None,  # noqa: FBT001
) -> None:
    (pin,) = read(path, "a==1", Files({})).pins

    assert pin.development is development


def test_what_a_list_includes_is_known_without_reading_it() -> None:
    text = "-r base.txt\n-c ../limits.txt\n-r https://example.org/x.txt\n-r ../../out.txt\n"

    assert included_by("inner/requirements.txt", text) == {"inner/base.txt", "limits.txt", "../out.txt"}


def test_names_that_no_package_can_have_are_told_without_their_control_characters() -> None:
    found = requirements(requirements="\x1b[31mred==1\na==\x1b[31m1\n")

    assert found.lock.pins == ()
    assert all(name.isprintable() and reason.isprintable() for name, _, reason in reasons(found.lock))
    assert len(found.lock.unaudited) == 2


@given(mutated(python_samples.PIP_COMPILE, python_samples.UV_EXPORT, "-r a.txt\n-c b.txt\n-e .\na @ https://b\nc==1\n"))
def test_whatever_the_file_says_it_is_told(text: str) -> None:
    holds(read, text)
