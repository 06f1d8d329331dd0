"""Records in the OSV format, written for the tests, and snapshots that hold them."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
MEDIUM = "CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:L/A:L"
LOW_4 = "CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N"


def events(*stated: str) -> list[dict[str, str]]:
    """Return events from words such as `introduced 0` and `fixed 1.2`."""
    return [dict([each.split(" ", 1)]) for each in stated]


def affected(name: str, *stated: str, ecosystem: str = "npm", **more: Any) -> dict[str, Any]:
    """Return an entry of `affected` with one range of these events."""
    ranges = [{"type": "SEMVER", "events": events(*stated)}] if stated else []
    return {"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges, **more}


def record(record_id: str = "GHSA-aaaa-bbbb-cccc", *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a record, of `lantern` before 1.2 where no entry is given."""
    return {
        "schema_version": "1.7.5",
        "id": record_id,
        "modified": "2026-02-03T04:05:06Z",
        "published": "2026-01-02T03:04:05Z",
        "summary": "Lanterns fall over",
        "affected": list(entries) or [affected("lantern", "introduced 0", "fixed 1.2.0")],
        **more,
    }


def snapshot(folder: Path, records: Iterable[dict[str, Any]], ecosystem: str = "npm") -> Path:
    """Write a snapshot with one ecosystem and return the folder."""
    (folder / ecosystem).mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / ecosystem / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for each in records:
            archive.writestr(f"{each['id']}.json", json.dumps(each))
    return folder
