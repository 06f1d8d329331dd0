"""Holds the audit of dependencies against osv-scanner and pip-audit on the same locks and advisories; ends with 1 where they differ.

    python benchmarks/parity.py [--advisories FOLDER] [LOCK ...]

Without a LOCK, locks are made of what the advisories are about: versions that are affected, and their neighbours that are
not. osv-scanner reads the advisories as a local database, pip-audit asks a server on loopback that has them. A tool that is
not installed is left out, and named. Each difference is printed; those with a reason that is known count as explained.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import InvalidVersion, Version

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from osv_server import Database, OsvServer, read
from upheld.ecosystems import normalised, spelled
from upheld.facts.vulnerabilities import audit
from upheld.repository import Repository
from upheld.services import Services

_MADE = 1500
_ECOSYSTEMS = ("PyPI", "npm", "Go")


class Hit(NamedTuple):
    """A vulnerability of a package version, by one tool."""

    ecosystem: str
    name: str
    version: str
    ids: frozenset[str]

    @classmethod
    def of(cls, ecosystem: str, name: str, version: str, ids: Iterable[str]) -> "Hit":
        """Make a hit of what a tool says, in one spelling of names and versions."""
        pep_440 = ecosystem == "PyPI" and _is_pep_440(version)
        return cls(
            ecosystem, normalised(ecosystem, name), str(Version(version)) if pep_440 else version, frozenset(ids)
        )

    def __str__(self) -> str:
        return f"{self.ecosystem} {self.name} {self.version} {min(self.ids)}"


def main() -> int:
    """Compare each lock with each tool, and tell whether a difference is left without an explanation."""
    parser = argparse.ArgumentParser(description="Compare audits.")
    parser.add_argument("--advisories", type=Path, default=Path("../shared/advisories"), metavar="FOLDER")
    parser.add_argument("locks", nargs="*", type=Path, metavar="LOCK")
    given = parser.parse_args()
    if not given.advisories.is_dir():
        print(f"skipped: there are no advisories in {given.advisories}")
        return 0
    with tempfile.TemporaryDirectory(prefix="upheld-parity-") as name:
        folder = Path(name)
        locks = given.locks or list(_made(folder / "locks", given.advisories))
        print("| Lock | Tool | We | They | Same | Differences |")
        print("| --- | --- | --- | --- | --- | --- |")
        return max([_compared(lock, given.advisories, folder) for lock in locks], default=0)


def _compared(lock: Path, advisories: Path, folder: Path) -> int:
    ours = _ours(lock, advisories, folder)
    result = 0
    for tool, theirs in _theirs(lock, advisories, folder):
        if isinstance(theirs, str):
            print(f"| {lock.parent.name}/{lock.name} | {tool} | {len(ours)} | | | skipped: {theirs} |")
            continue
        missed, more = _without(theirs, ours), _without(ours, theirs)
        same = len(ours) - len(more)
        counted = f"{len(missed)} only they, {len(more)} only we"
        print(f"| {lock.parent.name}/{lock.name} | {tool} | {len(ours)} | {len(theirs)} | {same} | {counted} |")
        explained = [(hit, who, _explained(hit, tool, who, advisories)) for hit, who in _marked(missed, more)]
        for hit, who, reason in explained:
            if reason is None:
                result = 1
                print(f"  {who}: {hit}")
        reasons = Counter(f"{who}: {reason}" for _, who, reason in explained if reason)
        print("".join(f"  {count} {reason}\n" for reason, count in reasons.items()), end="")
    return result


def _marked(missed: list[Hit], more: list[Hit]) -> Iterator[tuple[Hit, str]]:
    yield from ((hit, "only they") for hit in missed)
    yield from ((hit, "only we") for hit in more)


def _without(some: set[Hit], others: set[Hit]) -> list[Hit]:
    """Return the hits that others do not have under any of their names."""
    known = {(hit.ecosystem, hit.name, hit.version, name) for hit in others for name in hit.ids}
    return sorted(hit for hit in some if not any((*hit[:3], name) in known for name in hit.ids))


def _explained(hit: Hit, tool: str, who: str, advisories: Path) -> str | None:
    """Return why a difference is right on our side, where that can be shown from the record itself."""
    for record in _records(advisories, hit.ecosystem):
        if who == "only we" and not hit.ids.isdisjoint((record["id"], *record.get("aliases", ()))):
            for affected in record.get("affected", ()):
                kinds = [each["type"] for each in affected.get("ranges", ())]
                unlisted = hit.version not in affected.get("versions", ())
                if tool == "osv-scanner" and unlisted and "GIT" in kinds and kinds.index("GIT") < len(kinds) - 1:
                    return "it stops at a range of commits, and passes over the range of versions after it"
                name = affected.get("package", {}).get("name", "")
                if tool == "osv-scanner" and normalised(hit.ecosystem, name) == hit.name != name:
                    return f"it takes the record's name, {name}, for another package"
                events = [event for each in affected.get("ranges", ()) for event in each["events"]]
                if {"introduced": hit.version} in events and {"fixed": hit.version} in events:
                    return "the record fixes it in this version and introduces it again in the same"
    return None


@cache
def _records(advisories: Path, ecosystem: str) -> list[dict[str, Any]]:
    return list(read(advisories / ecosystem / "all.zip"))


def _ours(lock: Path, advisories: Path, folder: Path) -> set[Hit]:
    copy = folder / "ours"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    shutil.copy(lock, copy / lock.name)
    for beside in ("package.json",):
        if (lock.parent / beside).is_file():
            shutil.copy(lock.parent / beside, copy / beside)
    found = audit(Repository(copy), Services(offline=True, snapshot=advisories.resolve()))
    return {Hit.of(*each.package, each.ids) for each in found.vulnerabilities}


def _theirs(lock: Path, advisories: Path, folder: Path) -> Iterator[tuple[str, set[Hit] | str]]:
    yield "osv-scanner", _osv_scanner(lock, advisories, folder)
    if lock.name.endswith("requirements.txt") or lock.name.startswith("pylock"):
        yield "pip-audit", _pip_audit(lock, advisories)


def _osv_scanner(lock: Path, advisories: Path, folder: Path) -> set[Hit] | str:
    program = shutil.which("osv-scanner")
    if program is None:
        return "it is not installed"
    cache = folder / "cache"
    if not cache.exists():
        for each in _ECOSYSTEMS:
            shutil.copytree(advisories / each, cache / "osv-scalibr" / each)
    command = (program, "scan", "source", "--offline", "--format", "json", "--lockfile", str(lock.resolve()))
    said = subprocess.run(command, capture_output=True, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, check=False)
    if said.returncode not in {0, 1}:
        return said.stderr.decode(errors="replace").strip().splitlines()[-1]
    return set(_osv_hits(json.loads(said.stdout)))


def _osv_hits(report: Any) -> Iterator[Hit]:
    for result in report["results"]:
        for package in result["packages"]:
            named = package["package"]
            for group in package["groups"]:
                yield Hit.of(named["ecosystem"], named["name"], named["version"], (*group["ids"], *group["aliases"]))


def _pip_audit(lock: Path, advisories: Path) -> set[Hit] | str:
    program = shutil.which("pip-audit")
    if program is None:
        return "it is not installed"
    with OsvServer(Database(read(advisories / "PyPI" / "all.zip"))) as server:
        chosen = ("--locked", str(lock.parent)) if lock.suffix == ".toml" else ("-r", str(lock))
        command = (
            program,
            "--no-deps",
            "--disable-pip",
            "-s",
            "osv",
            "-f",
            "json",
            "--progress-spinner",
            "off",
            *chosen,
        )
        environment = {**os.environ, "PIP_AUDIT_OSV_URL": f"{server.address}/v1/query"}
        said = subprocess.run(command, capture_output=True, env=environment, check=False)
    try:
        report: Mapping[str, Any] = json.loads(said.stdout)
    except ValueError:
        return said.stderr.decode(errors="replace").strip().splitlines()[-1]
    return {
        Hit.of("PyPI", each["name"], each["version"], (found["id"], *found["aliases"]))
        for each in report["dependencies"]
        for found in each.get("vulns", ())
    }


def _made(folder: Path, advisories: Path) -> Iterator[Path]:
    """Make a lock an ecosystem, of versions that its advisories name: affected ones, fixed ones, and the first ones after."""
    chance = random.Random(1)  # noqa: S311 - the same ones each time
    for ecosystem, write in (("PyPI", _requirements), ("npm", _package_lock), ("Go", _go_mod)):
        archive = advisories / ecosystem / "all.zip"
        if archive.is_file():
            versions = _versions(archive, ecosystem)
            chosen = {name: chance.choice(sorted(known)) for name, known in sorted(versions.items()) if known}
            few = dict(chance.sample(sorted(chosen.items()), min(_MADE, len(chosen))))
            (folder / ecosystem).mkdir(parents=True)
            yield write(folder / ecosystem, few)


def _versions(archive: Path, ecosystem: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record in read(archive):
        for affected in record.get("affected", ()):
            named = affected.get("package", {})
            if named.get("ecosystem") != ecosystem or named.get("name") in {None, "stdlib", "toolchain"}:
                continue
            stated = list(affected.get("versions", ()))
            events = (event for each in affected.get("ranges", ()) if each["type"] != "GIT" for event in each["events"])
            stated += [version for event in events for version in event.values() if version != "0"]
            # pip-audit gives up on a list with a version that it cannot read.
            readable = (version for version in stated if ecosystem != "PyPI" or _is_pep_440(version))
            found.setdefault(spelled(ecosystem, named["name"]), set()).update(readable)
    return found


def _is_pep_440(version: str) -> bool:
    try:
        Version(version)
    except InvalidVersion:
        return False
    return True


def _requirements(folder: Path, chosen: Mapping[str, str]) -> Path:
    path = folder / "requirements.txt"
    path.write_text("".join(f"{name}=={version}\n" for name, version in chosen.items()), encoding="utf-8")
    return path


def _package_lock(folder: Path, chosen: Mapping[str, str]) -> Path:
    packages = {"": {"name": "made"}} | {f"node_modules/{name}": {"version": v} for name, v in chosen.items()}
    path = folder / "package-lock.json"
    path.write_text(
        json.dumps({"name": "made", "lockfileVersion": 3, "packages": packages}, indent=1), encoding="utf-8"
    )
    return path


def _go_mod(folder: Path, chosen: Mapping[str, str]) -> Path:
    lines = "".join(f"\t{name} v{version}\n" for name, version in chosen.items())
    path = folder / "go.mod"
    path.write_text(f"module example.com/made\n\ngo 1.21\n\nrequire (\n{lines})\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
