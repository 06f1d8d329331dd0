"""Dataclasses that are made at their first use behave as those that are made at once."""

import copy
import pickle
import threading
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from dataclasses import dataclass as made_at_once
from typing import ClassVar

import pytest

from upheld.nouns import dataclass

_UNMADE = "_Unmade"


@dataclass(frozen=True)
class Pickled:
    name: str
    tags: tuple[str, ...] = ()


def _is_made(cls: type) -> bool:
    return type(vars(cls)["__dataclass_fields__"]).__name__ != _UNMADE


def test_a_class_is_made_at_its_first_instance() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str
        line: int = 1

    assert not _is_made(Pin)
    assert Pin("a").line == 1
    assert _is_made(Pin)


def test_instances_compare_hash_and_show_by_their_fields() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str
        line: int = 1

    assert Pin("a") == Pin("a", 1) != Pin("a", 2)
    assert len({Pin("a"), Pin("a"), Pin("b")}) == 2
    assert repr(Pin("a")).endswith("Pin(name='a', line=1)")


def test_no_field_of_a_frozen_one_is_changed() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str

    with pytest.raises(FrozenInstanceError):
        Pin("a").name = "b"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_what_is_missing_or_too_much_is_refused_at_every_instance() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Pin:
        name: str

    for _ in range(2):
        with pytest.raises(TypeError, match="name"):
            Pin()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        with pytest.raises(TypeError, match="argument"):
            Pin("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_defaults_are_made_anew_for_each_instance() -> None:
    @dataclass
    class Found:
        names: list[str] = field(default_factory=list[str])

    Found().names.append("a")

    assert Found().names == []


def test_what_follows_initialisation_is_done() -> None:
    @dataclass
    class Found:
        name: str

        def __post_init__(self) -> None:
            self.upper = self.name.upper()

    assert Found("a").upper == "A"


def test_the_fields_can_be_asked_for_before_there_is_an_instance() -> None:
    @dataclass(frozen=True)
    class Pin:
        kind: ClassVar[str] = "pin"
        name: str

    assert is_dataclass(Pin)
    assert [each.name for each in fields(Pin)] == ["name"]


@pytest.mark.parametrize("decorator", [dataclass, made_at_once])
def test_a_derived_class_takes_the_fields_of_one_that_is_not_made_yet(decorator: type) -> None:
    @dataclass(frozen=True, kw_only=True)
    class Promise:
        quote: str
        line: int = 1

    @decorator(frozen=True, kw_only=True)
    class Timed(Promise):
        hours: int

    one = Timed(quote="within 2 hours", hours=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    assert replace(one, line=3) == Timed(quote="within 2 hours", hours=2, line=3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert isinstance(one, Promise)
    assert Promise(quote="a").line == 1


def test_a_derived_class_without_fields_of_its_own_needs_no_decorator() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str

    class Loose(Pin):
        pass

    assert Loose("a").name == "a"
    assert Loose("a") != Pin("a")


def test_a_pattern_takes_its_fields_by_their_order() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str
        line: int

    match Pin("a", 2):
        case Pin(name, line):
            assert (name, line) == ("a", 2)
        case _:
            pytest.fail("no match")


def test_copies_are_equal_also_where_the_class_was_never_used() -> None:
    one = Pickled("a", ("b",))

    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one  # noqa: S301 - our own


def test_an_instance_that_was_never_initialised_makes_the_class() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str

    found = Pin.__new__(Pin)
    found.__setstate__({"name": "a"})  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    assert found == Pin("a")


def test_slots_are_made_at_once() -> None:
    @dataclass(frozen=True, slots=True)
    class Pin:
        name: str

    assert not hasattr(Pin("a"), "__dict__")


def test_an_initialisation_of_its_own_is_kept() -> None:
    @dataclass(frozen=True)
    class Pin:
        name: str

        def __init__(self) -> None:
            object.__setattr__(self, "name", "own")

    assert Pin().name == "own"


def test_threads_that_come_at_once_all_get_an_instance() -> None:
    failed: list[BaseException] = []

    def make(barrier: threading.Barrier, cls: type) -> None:
        barrier.wait()
        try:
            assert cls("a") == cls("a")
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    for _ in range(50):

        @dataclass(frozen=True)
        class Pin:
            name: str

        barrier = threading.Barrier(8)
        threads = [threading.Thread(target=make, args=(barrier, Pin)) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    assert failed == []
