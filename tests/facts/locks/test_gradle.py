import re

import pytest
from hypothesis import given

from facts.locks.mutating import EMPTY, holds, mutated
from upheld.facts.locks.gradle import read
from upheld.facts.locks.pins import LockError

# The format as Gradle's documentation of dependency locking shows it, with the names that its plug-ins give.
LOCK = """\
# This is a Gradle generated file for dependency locking.
# Manual edits can break the build and are not advised.
# This file is expected to be part of source control.
com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath,testCompileClasspath,testRuntimeClasspath
com.puppycrawl.tools:checkstyle:10.3=checkstyle
junit:junit:4.13.1=testCompileClasspath,testRuntimeClasspath
org.example:app:1.0-SNAPSHOT=debugRuntimeClasspath
org.example:apt:2.0=annotationProcessor,testAnnotationProcessor
org.example:odd:1.0=somethingElse,testRuntimeClasspath
org.example:unused:1.0=
empty=debugAndroidTestAnnotationProcessor,kapt
"""


def test_each_line_is_a_pin_and_its_configurations_tell_what_is_shipped() -> None:
    lock = read("gradle.lockfile", LOCK, EMPTY)

    assert [(str(pin.package), pin.location.line, pin.development) for pin in lock.pins] == [
        ("com.google.guava:guava 31.1-jre", 4, False),
        ("com.puppycrawl.tools:checkstyle 10.3", 5, True),
        ("junit:junit 4.13.1", 6, True),
        ("org.example:app 1.0-SNAPSHOT", 7, False),
        ("org.example:apt 2.0", 8, True),
        ("org.example:odd 1.0", 9, None),
        ("org.example:unused 1.0", 10, None),
    ]
    assert {(pin.package.ecosystem, pin.direct) for pin in lock.pins} == {("Maven", None)}
    assert lock.unaudited == ()


@pytest.mark.parametrize(
    ("configuration", "development"),
    [
        ("releaseRuntimeClasspath", False),
        ("productionRuntimeClasspath", False),
        ("compileClasspath", False),
        ("androidTestRuntimeClasspath", True),
        ("debugUnitTestCompileClasspath", True),
        ("testFixturesCompileClasspath", True),
        ("integrationTestCompileClasspath", True),
        ("jacocoAgent", True),
        ("latestRuntimeClasspath", False),
        ("zinc", None),
    ],
)
def test_configurations_are_told_apart_by_their_names(configuration: str, *, development: bool | None) -> None:
    lock = read("gradle.lockfile", f"a:b:1={configuration}\n", EMPTY)

    assert lock.pins[0].development is development


def test_what_a_build_script_needs_is_not_shipped() -> None:
    lock = read("app/buildscript-gradle.lockfile", "a:b:1=classpath\nempty=\n", EMPTY)

    assert [(str(pin.location), pin.development) for pin in lock.pins] == [("app/buildscript-gradle.lockfile:1", True)]


def test_a_project_without_dependencies_is_a_lock_without_pins() -> None:
    assert read("gradle.lockfile", "# generated\nempty=classpath\n", EMPTY).pins == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "has no entry; Gradle writes at least `empty=`"),
        ("# only words\n", 1, "has no entry; Gradle writes at least `empty=`"),
        ("a:b:1=c\na:b\n", 2, "has a line that is none of `group:artifact:version=configurations` and `empty=`"),
        ("a:b:1=c\n<<<<<<< HEAD\n", 2, "merge"),
    ],
)
def test_what_is_no_lock_is_told_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=re.escape(message)) as caught:
        read("gradle.lockfile", text, EMPTY)

    assert caught.value.line == line


def test_ranges_and_odd_names_are_unaudited() -> None:
    lock = read("gradle.lockfile", "a:b:[1,2)=x\na:\u202ec:1=x\n../..:d:1=x\n", EMPTY)

    assert lock.pins == ()
    assert [(each.name, each.reason) for each in lock.unaudited] == [
        ("a:b", "states a range, not a version"),
        ("an entry", "has a name that no package can have"),
        ("an entry", "has a path in place of a name"),
    ]


def test_a_lock_of_too_many_lines_is_refused() -> None:
    with pytest.raises(LockError, match="has more than 200,000 lines"):
        read("gradle.lockfile", "\n" * 200_001, EMPTY)


@given(mutated(LOCK))
def test_a_damaged_lock_never_crashes(text: str) -> None:
    holds(read, text)
