"""Takes a file for the report that its shape says it is; its name says nothing."""

from pathlib import Path
from typing import Any

from upheld.advisories.shapes import as_list, as_object
from upheld.facts.locks.json_lines import JsonText
from upheld.facts.locks.pins import LockError
from upheld.facts.scanner_reports import npm_audit, osv_scanner, pip_audit, sarif, uv_audit
from upheld.facts.scanner_reports.report import ReportError, ScannerReport
from upheld.files import UnreadableFileError, decode, read_inside
from upheld.tree import Tree

MOST_BYTES = 50 * 1024 * 1024
_KNOWN = "npm audit, osv-scanner, pip-audit, uv audit (each as JSON), or SARIF 2.1.0"


def read_file(file: Path, root: Path) -> ScannerReport:
    """Read a report that a user names, wherever it is; what fails is told in the report."""
    try:
        full = file.resolve()
        path = full.relative_to(root.resolve()).as_posix() if full.is_relative_to(root.resolve()) else file.as_posix()
        data = read_inside(full.parent, full.name, MOST_BYTES)
    except (OSError, RuntimeError, UnreadableFileError) as error:
        return _failed(file.as_posix(), str(error).removeprefix(file.name))
    if data is None:
        return _failed(path, "is not there")
    try:
        return read_report(path, decode(data, path, MOST_BYTES))
    except UnreadableFileError as error:
        return _failed(path, str(error))


def read_in(tree: Tree, path: str) -> ScannerReport:
    """Read a report that the configuration names; what fails is told in the report."""
    try:
        text = tree.read_text(path, limit=MOST_BYTES)
    except UnreadableFileError as error:
        return _failed(path, str(error))
    return _failed(path, "is not there") if text is None else read_report(path, text)


def read_report(path: str, text: str) -> ScannerReport:
    """Read a report; what fails is told in it."""
    from upheld.facts.leaks.reports import is_of_secrets  # noqa: PLC0415 - few runs are given a report

    if is_of_secrets(text):
        return ScannerReport("", path)
    if not text.strip():
        return _failed(path, "is empty: the scanner wrote nothing, so it failed or was stopped")
    try:
        json = JsonText(text)
        value = json.value()
        json.end()
        return _recognised(path, value)
    except (LockError, ReportError) as error:
        return _failed(path, str(error))
    except (RecursionError, ValueError, TypeError, ArithmeticError, AttributeError, LookupError):
        return _failed(path, "is not as a scanner writes it")


def _recognised(path: str, value: Any) -> ScannerReport:
    listed, stated = as_list(value), as_object(value) or {}
    if (
        listed is not None
        and listed
        and all("vulns" in (as_object(each) or {}) or "skip_reason" in each for each in listed)
    ):
        return pip_audit.read(path, listed)
    if "auditReportVersion" in stated:
        return npm_audit.read(path, stated)
    if as_object(stated.get("advisories")) is not None and "metadata" in stated:
        return npm_audit.read_6(path, stated)
    if (runs := as_list(stated.get("runs"))) is not None:
        return _sarif(path, stated, runs)
    if "results" in stated and ("experimental_config" in stated or _all_have(stated["results"], "packages")):
        return osv_scanner.read(path, as_list(stated["results"]) or [])
    if (found := as_list(stated.get("dependencies"))) is not None and "bomFormat" not in stated:
        return pip_audit.read(path, found)
    if "schema" in stated and "summary" in stated and as_list(stated.get("vulnerabilities")) is not None:
        return uv_audit.read(path, stated)
    if "error" in stated:
        raise ReportError(npm_audit.failure(stated))
    raise ReportError(f"is no report that is read here: {_KNOWN}")


def _sarif(path: str, stated: dict[str, Any], runs: list[Any]) -> ScannerReport:
    if stated.get("version") != "2.1.0":
        raise ReportError("is SARIF of another version than 2.1.0")
    return sarif.read(path, runs)


def _all_have(values: object, key: str) -> bool:
    found = as_list(values)
    return bool(found) and all(key in (as_object(each) or {}) for each in found or ())


def _failed(path: str, why: str) -> ScannerReport:
    return ScannerReport("", path, problem=why.removeprefix(path).strip())
