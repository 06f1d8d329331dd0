"""Repositories that lock so many packages, and the advisories that affect some of them."""

import json
import random
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from osv_server import Database, read

_POLICY = "# Security policy\n\nPlease use GitHub's private vulnerability reporting. We answer within 3 days.\n"
_INVENTED = 700
_SEVERE = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"


class Pin(NamedTuple):
    """A package of PyPI at a version."""

    name: str
    version: str


def records(folder: Path) -> list[dict[str, Any]]:
    """Return the advisories about PyPI in a snapshot, or invented ones where there is none."""
    archive = folder / "PyPI" / "all.zip"
    return list(read(archive)) if archive.is_file() else [_invented(number) for number in range(_INVENTED)]


def with_twins(some: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield records and, for each that names an alias of GitHub's, that one with the severity: OSV answers with both.

    A snapshot of one source has them not, so that severities are only found by a further round of questions.
    """
    some = list(some)
    known = {record["id"] for record in some}
    for record in some:
        yield record
        for alias in record.get("aliases", ()):
            if alias.startswith("GHSA-") and alias not in known:
                known.add(alias)
                others = [name for name in (record["id"], *record["aliases"]) if name != alias]
                yield {**record, "id": alias, "aliases": others, "severity": [{"type": "CVSS_V3", "score": _SEVERE}]}


def _invented(number: int) -> dict[str, Any]:
    versions = [f"{major}.{minor}" for major in range(1, 6) for minor in range(10)]
    events = [{"introduced": "0"}, {"fixed": "6.0"}]
    package = {"ecosystem": "PyPI", "name": f"lantern-{number // 2}"}
    return {
        "id": f"PYSEC-2026-{number}",
        "modified": "2026-02-01T00:00:00Z",
        "published": "2026-01-01T00:00:00Z",
        "aliases": [f"CVE-2026-{number}", f"GHSA-2026-{number:04}-xxxx"],
        "details": "A leak. " * 40,
        "affected": [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}], "versions": versions}],
    }


def pins(known: Database, count: int, hits: int) -> list[Pin]:
    """Return so many pins, with about so many advisories among them: the others are affected by none."""
    chosen: list[Pin] = []
    found = 0
    packages = _versions(known)
    for name in random.Random(1).sample(sorted(packages), len(packages)):  # noqa: S311 - the same ones each time
        clean = Pin(name, "99999.0")
        affected = Pin(name, packages[name][-1])
        if (named := _advisories(known, affected)) and found + named <= hits:
            found += named
            chosen.append(affected)
        elif len(chosen) < count and not _advisories(known, clean):
            chosen.append(clean)
    rest = (Pin(f"nothing-known-of-{number}", "1.0") for number in range(count))
    return sorted((*chosen, *rest)[:count])


def _versions(known: Database) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in known.records.values():
        for each in record.get("affected", ()):
            versions = [version for version in each.get("versions", ()) if version.replace(".", "").isdecimal()]
            if versions:
                found.setdefault(each["package"]["name"].lower().replace("_", "-").replace(".", "-"), versions)
    return found


def _advisories(known: Database, pin: Pin) -> int:
    return len(known.affecting({"package": {"ecosystem": "PyPI", "name": pin.name}, "version": pin.version}))


def repository(folder: Path, locked: Sequence[Pin]) -> Path:
    """Make a folder with a policy, and the same pins for each of the tools that are compared: a list, and uv's lock."""
    folder.mkdir(parents=True)
    (folder / "SECURITY.md").write_text(_POLICY, encoding="utf-8")
    lines = "".join(f"{pin.name}=={pin.version}\n" for pin in locked)
    (folder / "requirements.txt").write_text(lines, encoding="utf-8")
    return folder


def uv_project(folder: Path, locked: Sequence[Pin]) -> Path:
    """Make a project that uv has locked."""
    folder.mkdir(parents=True)
    project = '[project]\nname = "bench"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = [{}]\n'
    names = ", ".join(f'"{pin.name}"' for pin in locked)
    (folder / "pyproject.toml").write_text(project.format(names), encoding="utf-8")
    needed = ", ".join(f'{{ name = "{pin.name}" }}' for pin in locked)
    lock = ['version = 1\nrevision = 3\nrequires-python = ">=3.11"\n']
    lock += [f'[[package]]\nname = "bench"\nversion = "1.0"\nsource = {{ virtual = "." }}\ndependencies = [{needed}]\n']
    lock += [f"[package.metadata]\nrequires-dist = [{needed}]\n"]
    for pin in locked:
        registry, file = "https://pypi.org/simple", f"https://files.invalid/{pin.name}-{pin.version}.tar.gz"
        lock.append(
            f'[[package]]\nname = "{pin.name}"\nversion = "{pin.version}"\nsource = {{ registry = "{registry}" }}\n'
            f'sdist = {{ url = "{file}", hash = "sha256:{"0" * 64}", size = 1 }}\n'
        )
    (folder / "uv.lock").write_text("\n".join(lock), encoding="utf-8")
    return folder


def snapshot(folder: Path, some: Sequence[Mapping[str, Any]], count: int) -> Path:
    """Make a snapshot of so many records: the given ones, then copies under other names."""
    (folder / "PyPI").mkdir(parents=True)
    with zipfile.ZipFile(folder / "PyPI" / "all.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(count):
            copy, place = divmod(number, len(some))
            record = _renamed(some[place], copy) if copy else some[place]
            archive.writestr(f"{record['id']}.json", json.dumps(record))
    return folder


def _renamed(record: Mapping[str, Any], copy: int) -> dict[str, Any]:
    affected = [
        {**each, "package": {**each["package"], "name": f"{each['package']['name']}-{copy}"}}
        for each in record.get("affected", ())
        if "package" in each
    ]
    return {**record, "id": f"{record['id']}-{copy}", "aliases": [], "affected": affected}
