"""Real advisories, where they lie beside the repository: all are read, and affect what they are known to affect."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.version import InvalidVersion, Version

from upheld.advisories import index
from upheld.advisories.record import advisory
from upheld.advisories.snapshot import Snapshot
from upheld.ecosystems import Package, normalised

SHARED = Path(__file__).parents[3] / "shared" / "advisories"
ECOSYSTEMS = {"PyPI": 2661, "Go": 4291, "npm": 71}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no advisories lie beside the repository (../shared)")


def records(ecosystem: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(SHARED / ecosystem / "all.zip") as archive:
        return [json.loads(archive.read(name)) for name in archive.namelist()]


@pytest.fixture(params=["zip", "index"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    for each in ECOSYSTEMS:
        (tmp_path / each).mkdir()
        shutil.copyfile(SHARED / each / "all.zip", tmp_path / each / "all.zip")
        if request.param == "index":
            index.build(tmp_path / each / "all.zip", each, tmp_path / each / "index.db")
    return tmp_path


@pytest.mark.parametrize(("ecosystem", "count"), ECOSYSTEMS.items())
def test_every_record_is_read(ecosystem: str, count: int) -> None:
    found = [advisory(each) for each in records(ecosystem)]

    assert len(found) == count
    assert all(each.affected for each in found)


def test_every_known_match_is_found_and_no_near_miss_is(folder: Path) -> None:
    rows = json.loads((SHARED / "npm-matches.json").read_text(encoding="utf-8"))
    packages = {Package("npm", each["package"], each["version"]) for each in rows}
    answer = Snapshot(folder).affecting(packages)
    found = {(package, each.id) for package, some in answer.affecting.items() for each in some}

    assert answer.unanswered == {}
    assert answer.problems == ()
    wrong = [
        each
        for each in rows
        if ((Package("npm", each["package"], each["version"]), each["advisory"]) in found) != each["affected"]
    ]
    assert wrong == []


def oracle(record: dict[str, Any], version: str) -> bool:
    """Tell by the letter of the schema whether a record of one PyPI package affects a version."""
    (entry,) = record["affected"]
    if version in entry.get("versions", ()):
        return True
    for each in entry.get("ranges", ()):
        if each["type"] == "GIT":
            continue
        inside = False
        events = ((kind, end) for event in each["events"] for kind, end in event.items())
        for kind, end in sorted(events, key=lambda event: (Version(event[1]), event[0])):
            reached = Version(version) > Version(end) if kind == "last_affected" else Version(version) >= Version(end)
            inside = (kind == "introduced") if reached else inside
        if inside:
            return True
    return False


def test_python_packages_are_affected_as_the_schema_has_it(folder: Path) -> None:
    known = records("PyPI")
    versions: dict[str, set[str]] = {}
    for each in known:
        stated = versions.setdefault(normalised("PyPI", each["affected"][0]["package"]["name"]), set())
        ranges = each["affected"][0].get("ranges", ())
        stated.update(
            end for some in ranges if some["type"] != "GIT" for event in some["events"] for end in event.values()
        )
    packages = [Package("PyPI", name, version) for name, some in versions.items() for version in sorted(some)[:12]]
    answer = Snapshot(folder).affecting(packages)
    by_name: dict[str, list[dict[str, Any]]] = {}
    for each in known:
        name = normalised("PyPI", each["affected"][0]["package"]["name"])
        by_name.setdefault(name, []).extend([] if "withdrawn" in each else [each])

    compared = 0
    for package in set(packages) - answer.unanswered.keys():
        try:
            want = {each["id"] for each in by_name[package.name] if oracle(each, package.version)}
        except InvalidVersion:
            continue
        assert {each.id for each in answer.affecting[package]} == want, package
        compared += 1
    assert compared > 0.99 * len(set(packages))
