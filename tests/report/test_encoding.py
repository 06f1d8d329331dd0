"""Reports can be written as UTF-8, whatever bytes a stranger's file name holds."""

import pytest

from ledgers import entry, ledger
from upheld.report import FORMATS, render
from upheld.report.style import PLAIN


@pytest.mark.parametrize("report_format", [name for name in FORMATS if name != "badge"])  # it names no file
def test_report_names_a_file_whose_name_is_no_text(report_format: str) -> None:
    report = render(report_format, ledger(entry(1, path="README\udcff.md"), sources={}), PLAIN)

    assert b"README" in report.encode("utf-8")
