import re

import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.bundler import read
from upheld.facts.locks.pins import LockError

# Written by Bundler 2.3, with the platforms of a second machine and the checksums of Bundler 2.6.
LOCK = """\
GIT
  remote: https://example.org/tool.git
  revision: 422fcd31618062eb39c1be8f30fa14c9a3f21062
  specs:
    tool (0.2.0)

PATH
  remote: local_thing
  specs:
    local_thing (0.1.0)
      rack

GEM
  remote: https://rubygems.org/
  specs:
    mini_portile2 (2.8.0)
    nokogiri (1.13.0)
      mini_portile2 (~> 2.8.0)
    nokogiri (1.13.0-x86_64-linux)
    rack (2.2.3)
    sassc (2.4.0-java)

PLATFORMS
  ruby
  x86_64-linux

DEPENDENCIES
  local_thing!
  nokogiri
  rack (~> 2.2)
  tool!

CHECKSUMS
  rack (2.2.3) sha256=00

RUBY VERSION
   ruby 3.1.2p20

BUNDLED WITH
   2.6.1
"""


def test_each_gem_is_a_pin_once_for_all_platforms() -> None:
    lock = read("Gemfile.lock", LOCK, EMPTY)

    assert [(str(pin.package), pin.location.line, pin.direct, pin.note) for pin in lock.pins] == [
        ("mini_portile2 2.8.0", 16, False, None),
        ("nokogiri 1.13.0", 17, True, None),
        ("rack 2.2.3", 20, True, None),
        ("sassc 2.4.0", 21, False, "for java"),
    ]
    assert {pin.package.ecosystem for pin in lock.pins} == {"RubyGems"}
    assert lock.form == "Gemfile.lock of Bundler 2.6.1"


def test_gems_from_elsewhere_are_told_as_unaudited() -> None:
    lock = read("Gemfile.lock", LOCK, EMPTY)

    assert [(each.name, each.location.line, each.reason) for each in lock.unaudited] == [
        ("tool", 5, "is taken from a git repository"),
        ("local_thing", 10, "is a folder, not a published package"),
    ]


def test_without_the_dependencies_nothing_is_said_of_what_is_direct() -> None:
    lock = read("gems.locked", "GEM\r\n  specs:\r\n    rack (2.2.3)\r\n", EMPTY)

    assert [(pin.location.line, pin.direct) for pin in lock.pins] == [(3, None)]
    assert lock.form == "Gemfile.lock"


def test_a_gem_without_a_version_is_unaudited() -> None:
    lock = read("Gemfile.lock", "GEM\n  specs:\n    rack\n", EMPTY)

    assert [(each.name, each.reason) for each in lock.unaudited] == [("rack", "states no version")]


def test_a_section_of_a_later_bundler_is_told() -> None:
    lock = read("Gemfile.lock", "GEM\n  specs:\n    rack (2.2.3)\n\nWHEELS\n  x\n", EMPTY)

    assert len(lock.pins) == 1
    assert [(each.location.line, each.reason) for each in lock.unaudited] == [(5, "is named WHEELS, which is not read")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "has no section GEM, GIT or PATH, of which every lock of Bundler has one"),
        ("PLATFORMS\n  ruby\n", 1, "has no section GEM, GIT or PATH, of which every lock of Bundler has one"),
        ("  specs:\nGEM\n", 1, "begins with lines that belong to no section"),
        ("GEM\n  specs:\n    rack 2.2.3\n", 3, "has a line that is not `name (version)`"),
        ("GEM\n  specs:\n    a (1)\n<<<<<<< ours\n", 4, "merge"),
    ],
)
def test_what_is_no_lock_is_told_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=re.escape(message)) as caught:
        read("Gemfile.lock", text, EMPTY)

    assert caught.value.line == line


def test_a_name_that_leads_elsewhere_is_not_shown() -> None:
    lock = read("Gemfile.lock", "GEM\n  specs:\n    ../../x (1.0)\n    a\x1b[2J (1.0)\n", EMPTY)

    assert [each.name for each in lock.unaudited] == ["an entry"] * 2
    assert [each.location.line for each in lock.unaudited] == [3, 4]


def test_a_lock_of_too_many_lines_is_refused() -> None:
    with pytest.raises(LockError, match="has more than 500,000 lines"):
        read("Gemfile.lock", "GEM\n" * 500_001, EMPTY)


@given(mutated(LOCK))
def test_a_damaged_lock_never_crashes(text: str) -> None:
    holds(read, text)
