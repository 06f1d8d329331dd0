import pytest
from hypothesis import given

from facts.locks.files import Files
from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.go import read
from upheld.facts.locks.pins import Lock, LockError

MOD = """\
module example.org/team/app // the main one

go 1.22.1

toolchain go1.22.5

require (
	github.com/a/a v1.2.3
	github.com/b/b v0.0.0-20210923205945-b76863e36670 // indirect
	github.com/c/c/v2 v2.0.0+incompatible // indirect; why
	"github.com/d/d" v1.0.0 // indirectly
)

require github.com/e/e v1.0.0

require (
	example.org/team/own v0.0.0
	example.org/team/outside v0.0.0
	github.com/f/f v1.0.0 // indirect
	github.com/g/g v1.0.0
	github.com/h/h v1.5.0
	github.com/i/i master
)

exclude github.com/h/h v1.5.0

replace (
	example.org/team/own => ../own
	example.org/team/outside => ../../outside
	github.com/e/e v1.0.0 => github.com/fork/e v1.0.1
	github.com/f/f v1.9.0 => github.com/fork/f v1.9.1
	github.com/g/g => ./third_party/g
)

retract [v1.0.0, v1.0.5]
"""
FILES = Files({"app/go.mod": MOD, "own/go.mod": "module example.org/team/own", "app/third_party/g/go.mod": "module g"})


def lock(text: str, files: Files = FILES) -> Lock:
    return read("app/go.mod", text, files)


def test_what_is_required_is_pinned_as_it_is_replaced() -> None:
    found = lock(MOD)

    assert (found.form, found.problem) == ("go.mod (go 1.22.1)", None)
    assert [(str(pin.package), pin.location.line, pin.direct, pin.note) for pin in found.pins] == [
        ("github.com/a/a 1.2.3", 8, True, None),
        ("github.com/b/b 0.0.0-20210923205945-b76863e36670", 9, False, None),
        ("github.com/c/c/v2 2.0.0+incompatible", 10, False, None),
        ("github.com/d/d 1.0.0", 11, True, None),
        ("github.com/f/f 1.0.0", 19, False, None),
        ("github.com/fork/e 1.0.1", 30, True, "in place of github.com/e/e"),
    ]


def test_what_no_advisory_can_be_held_against_is_told() -> None:
    assert [(each.name, each.location.line, each.reason) for each in lock(MOD).unaudited] == [
        ("github.com/h/h", 21, "is excluded at v1.5.0, so that another version is built"),
        ("github.com/i/i", 22, "states master, which is no version"),
        ("example.org/team/outside", 29, "is replaced by a folder"),
        ("github.com/g/g", 32, "is replaced by a folder"),
    ]


def test_an_own_module_of_which_there_is_no_go_mod_is_told() -> None:
    assert "example.org/team/own" in {each.name for each in lock(MOD, Files({})).unaudited}
    assert "example.org/team/own" in {each.name for each in lock(MOD, Files({"own/go.mod": None})).unaudited}


@pytest.mark.parametrize(("stated", "line"), [("go 1.16", 3), ("go 1.9.2", 3), ("", 1), ("go 1.x", 3)])
def test_before_go_1_17_not_every_module_is_listed(stated: str, line: int) -> None:
    found = lock(f"module m\n\n{stated}\n\nrequire github.com/a/a v1.0.0\n")

    assert [str(pin.package) for pin in found.pins] == ["github.com/a/a 1.0.0"]
    assert found.problem == "does not list every module that is built, which a go.mod does since go 1.17"
    assert found.problem_line == line


@pytest.mark.parametrize("stated", ["go 1.17", "go 1.26rc1", "go 2.0"])
def test_since_go_1_17_the_list_is_whole(stated: str) -> None:
    assert lock(f"module m\n{stated}\n").problem is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "has no line `module`"),
        ("module m\nrequires a v1.0.0\n", 2, "begins with requires, which go.mod does not know"),
        ("module m\nrequire (\n", 1, "never closed"),
        ("module m\nrequire a\n", 2, "not `module version`"),
        ("module m\nreplace a b v1\n", 2, "not `replace module => module version`"),
        ("module m\nreplace a => b v1 v2\n", 2, "not `replace module => module version`"),
        ("<<<<<<< HEAD\nmodule m\n", 1, "undecided merge"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        read("go.mod", text, EMPTY)

    assert caught.value.line == line


@given(mutated(MOD))
def test_a_damaged_lock_never_crashes(text: str) -> None:
    holds(read, text)
