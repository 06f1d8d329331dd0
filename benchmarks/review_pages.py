"""The pages of six reviews and of a roll-up, for a browser to be shown: `python benchmarks/review_pages.py FOLDER`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from review_records import ledger_of, six
from upheld.report.review.html import render, render_together
from upheld.review.rollup import rolled_up


def main(folder: Path) -> None:
    """Write them."""
    folder.mkdir(parents=True, exist_ok=True)
    ledgers = folder.with_name("ledgers")
    for name, record in six().items():
        (folder / f"{name}.html").write_text(render(record), encoding="utf-8")
        (ledgers / name).mkdir(parents=True, exist_ok=True)
        (ledgers / name / "ledger.json").write_text(ledger_of(record), encoding="utf-8")
    together = rolled_up(sorted(ledgers.iterdir()), folder)
    (folder / "rollup.html").write_text(render_together(together), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
