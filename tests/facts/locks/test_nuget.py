import json

import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.nuget import read
from upheld.facts.locks.pins import LockError

# The format as NuGet's documentation and its reader show it.
LOCK = """\
{
  "version": 2,
  "dependencies": {
    ".NETFramework,Version=v4.7.2": {
      "Newtonsoft.Json": {
        "type": "Direct",
        "requested": "[12.0.3, )",
        "resolved": "12.0.3",
        "contentHash": "AA=="
      },
      "System.Buffers": {
        "type": "Transitive",
        "resolved": "4.5.1"
      }
    },
    "net8.0": {
      "Newtonsoft.Json": {
        "type": "Transitive",
        "resolved": "12.0.3"
      },
      "System.Buffers": {
        "type": "CentralTransitive",
        "requested": "[4.5.1, )",
        "resolved": "4.6.0"
      },
      "mylib": {
        "type": "Project",
        "dependencies": {
          "System.Buffers": "[4.5.1, )"
        }
      }
    },
    "net8.0/win-x64": {}
  }
}
"""
ALIASED = """\
{
  "version": 3,
  "net10": {
    "framework": "net10.0",
    "dependencies": {
      "Serilog": {
        "type": "Direct",
        "resolved": "3.0.1"
      }
    }
  }
}
"""


def test_a_package_of_several_frameworks_is_one_pin_a_version() -> None:
    lock = read("packages.lock.json", LOCK, EMPTY)

    assert [(str(pin.package), pin.location.line, pin.direct) for pin in lock.pins] == [
        ("Newtonsoft.Json 12.0.3", 8, True),
        ("System.Buffers 4.5.1", 13, False),
        ("System.Buffers 4.6.0", 24, False),
    ]
    assert {(pin.package.ecosystem, pin.development) for pin in lock.pins} == {("NuGet", None)}
    assert (lock.form, lock.unaudited) == ("packages.lock.json 2", ())


def test_version_1_is_read_alike() -> None:
    lock = read("packages.lock.json", LOCK.replace('"version": 2', '"version": 1'), EMPTY)

    assert (lock.form, len(lock.pins)) == ("packages.lock.json 1", 3)


def test_in_version_3_the_frameworks_have_names() -> None:
    lock = read("packages.lock.json", ALIASED, EMPTY)

    assert [(str(pin.package), pin.location.line) for pin in lock.pins] == [("Serilog 3.0.1", 8)]


def test_a_project_of_version_3_may_be_named_as_the_packages_of_version_1() -> None:
    text = ALIASED.replace('"net10"', '"dependencies"')

    assert len(read("packages.lock.json", text, EMPTY).pins) == 1


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ("4", "version 4"),
        ('"1"', "version 1"),
        ("true", "version True"),
        ("null", "no version"),
        ("1.0", "version 1.0"),
    ],
)
def test_an_unknown_version_of_the_format_is_told(version: str, found: str) -> None:
    with pytest.raises(LockError) as caught:
        read("packages.lock.json", f'{{\n"version": {version}, "dependencies": {{}}}}', EMPTY)

    assert str(caught.value) == f"has {found} of the format; 1, 2 and 3 are read"
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("package", "name", "reason"),
    [
        ('"A": {"type": "Direct"}', "A", "states no version"),
        ('"A": {"type": "Imagined", "resolved": "1.0"}', "A", "is of a type that NuGet is not known to have"),
        ('"A": {"resolved": "1.0"}', "A", "is of a type that NuGet is not known to have"),
        (
            '"..\\\\A": {"type": "Direct", "resolved": "1.0"}',
            "an entry",
            "has a name that no package can have",
        ),
    ],
)
def test_what_cannot_be_audited_is_told(package: str, name: str, reason: str) -> None:
    lock = read("packages.lock.json", f'{{"version": 1, "dependencies": {{"net8.0": {{{package}}}}}}}', EMPTY)

    assert [(each.name, each.reason) for each in lock.unaudited] == [(name, reason)]
    assert lock.pins == ()


def test_a_package_that_stands_twice_is_refused() -> None:
    package = '"A": {"type": "Direct", "resolved": "1.0"}'

    with pytest.raises(LockError, match="A twice"):
        read("packages.lock.json", f'{{"version": 1, "dependencies": {{"net8.0": {{{package}, {package}}}}}}}', EMPTY)


def test_the_line_is_right_whatever_ends_the_lines() -> None:
    for end in ("\r\n", "\r"):
        assert read("packages.lock.json", LOCK.replace("\n", end), EMPTY) == read("packages.lock.json", LOCK, EMPTY)


def test_a_lock_on_one_line_is_read() -> None:
    lock = read("packages.lock.json", json.dumps(json.loads(LOCK)), EMPTY)

    assert {pin.location.line for pin in lock.pins} == {1}


@given(mutated(LOCK, ALIASED))
def test_a_damaged_lock_never_crashes(text: str) -> None:
    holds(read, text)
