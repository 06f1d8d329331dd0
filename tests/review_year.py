"""A year of an example repository, and its four reviews: what is so in each quarter is written down here by hand."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from making import git
from produced import upheld

ADVISORY: dict[str, Any] = {
    "id": "PYSEC-2026-1",
    "modified": "2026-02-01T00:00:00Z",
    "published": "2026-02-01T00:00:00Z",
    "summary": "Lantern sets fire to its shade",
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "lantern"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}
POLICY = """\
# Security policy

## Supported versions

| Version | Supported |
| ------- | --------- |
| {series} | yes |

## Fixes

High severity vulnerabilities are fixed within 30 days.
{rotation}
Last updated: {dated}
Review cycle: quarterly
"""
ROTATION = "\nAll API keys are rotated every 90 days.\n"
KEYS = """\
generated_at: {taken}T00:00:00Z
keys:
- name: PYPI_TOKEN
  kind: token
  created: {created}
"""


LOCK = """\
[[package]]
name = "lantern"
version = "{version}"
description = ""
optional = false
python-versions = "*"
files = []

[metadata]
lock-version = "2.0"
python-versions = "*"
content-hash = "0"
"""


@dataclass(frozen=True)
class Quarter:
    """What is committed in a quarter, before its review."""

    period: str
    day: date
    tag: str
    tagged: str
    series: str
    lantern: str
    key_made: str
    rotates: bool = True

    @property
    def policy(self) -> str:
        return POLICY.format(series=self.series, dated=self.day, rotation=ROTATION if self.rotates else "")


YEAR = (
    Quarter("2026-Q1", date(2026, 2, 15), "v1.0.0", "2026-01-10", "1.x", "1.0", "2026-01-05"),
    Quarter("2026-Q2", date(2026, 5, 15), "v2.0.0", "2026-04-01", "1.x", "1.0", "2026-01-05"),
    Quarter("2026-Q3", date(2026, 8, 15), "v2.1.0", "2026-07-01", "2.x", "2.0", "2026-08-01"),
    Quarter("2026-Q4", date(2026, 11, 15), "v2.2.0", "2026-10-01", "2.x", "2.0", "2026-08-01", rotates=False),
)


@dataclass(frozen=True)
class Year:
    """The repository after its year."""

    root: Path
    advisories: Path

    def file(self, period: str, name: str = "ledger.json") -> Path:
        return self.root / "security-reviews" / period / name

    def ledger(self, period: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.file(period).read_text(encoding="utf-8"))
        return loaded


def live_through(folder: Path, quarters: tuple[Quarter, ...] = YEAR) -> Year:
    """Build the repository quarter by quarter, review each, and commit the record."""
    year = Year(folder / "lantern-shop", folder / "advisories")
    (year.advisories / "PyPI").mkdir(parents=True)
    (year.advisories / "PyPI" / "PYSEC-2026-1.json").write_text(json.dumps(ADVISORY), encoding="utf-8")
    year.root.mkdir()
    git(year.root, "init", "-q", "-b", "main")
    for quarter in quarters:
        _commit(year, quarter)
        done = review(year, quarter)
        assert done.exit_code == 0, done.output
        git(year.root, "add", "-A")
        git(year.root, "commit", "-q", "-m", f"Review of {quarter.period}", at=f"{quarter.day}T20:00:00Z")
    return year


def review(year: Year, quarter: Quarter, *options: str | Path) -> Any:
    _publish_something_else(year, quarter)
    given = ("--offline", "--advisories", year.advisories, "--as-of", str(quarter.day), *options)
    return upheld("review", *given, year.root)


def _commit(year: Year, quarter: Quarter) -> None:
    written = {
        "SECURITY.md": quarter.policy,
        "poetry.lock": LOCK.format(version=quarter.lantern),
        "keys.yml": KEYS.format(taken=quarter.day, created=quarter.key_made),
    }
    for name, text in written.items():
        (year.root / name).write_text(text, encoding="utf-8")
    git(year.root, "add", "-A")
    git(year.root, "commit", "-q", "-m", f"Work of {quarter.period}", at=f"{quarter.day}T10:00:00Z")
    git(year.root, "tag", "-a", "-m", quarter.tag, quarter.tag, at=f"{quarter.tagged}T12:00:00Z")


def _publish_something_else(year: Year, quarter: Quarter) -> None:
    """Let the snapshot be of the day of the review: its newest record tells how old it is."""
    moment = f"{quarter.day}T00:00:00Z"
    other = {**ADVISORY, "id": "PYSEC-2026-2", "modified": moment, "published": moment, "summary": "Of something else"}
    other["affected"] = [{**ADVISORY["affected"][0], "package": {"ecosystem": "PyPI", "name": "candle"}}]
    (year.advisories / "PyPI" / "PYSEC-2026-2.json").write_text(json.dumps(other), encoding="utf-8")
