"""Which source of advisories a run has."""

import subprocess
import sys
from pathlib import Path

from upheld.advisories import advisory_source
from upheld.advisories.snapshot import Snapshot
from upheld.ecosystems import Package
from upheld.services import Services

LANTERN = Package("npm", "lantern", "1.1.0")


def test_a_snapshot_comes_first(tmp_path: Path) -> None:
    assert advisory_source(Services(offline=False, snapshot=tmp_path)) == Snapshot(tmp_path)
    assert advisory_source(Services(offline=True, snapshot=tmp_path)) == Snapshot(tmp_path)


def test_without_snapshot_an_offline_run_leaves_all_open_and_says_why() -> None:
    answer = advisory_source(Services(offline=True)).affecting([LANTERN])

    assert answer.affecting == {}
    assert "no snapshot" in answer.unanswered[LANTERN]


def test_a_snapshot_waits_for_neither_the_network_nor_what_no_record_needs(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom upheld.advisories import advisory_source\n"
        "from upheld.ecosystems import Package\nfrom upheld.services import Services\n"
        f"advisory_source(Services(snapshot=Path({str(tmp_path)!r}))).affecting([Package('npm', 'lantern', '1.0.0')])\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "upheld.advisories.snapshot" in done.stdout.split()
    assert set(done.stdout.split()) & {"requests", "urllib3", "cvss", "sqlite3", "packaging", "zipfile"} == set()
