"""The corrections that the checks propose, shown as a diff or written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from upheld.edits import applied, diff
from upheld.errors import UserError
from upheld.model import Edit, Entry, Ledger, Verdict
from upheld.repository import Repository

NO_CORRECTION_KNOWN = 3


@dataclass(frozen=True)
class Correction:
    """What to print, what to remark beside it, and the exit code."""

    text: str
    remarks: tuple[str, ...]
    exit_code: int


def correct(ledger: Ledger, path: Path, *, write: bool) -> Correction:
    """Gather the edits of all broken findings and show them, or write them to the checkout.

    Raises:
        UserError: a file cannot be written.
    """
    broken = [entry for entry in ledger.entries if entry.finding.verdict is Verdict.BROKEN and not entry.waiver]
    edits = dict.fromkeys(edit for entry in broken for edit in entry.finding.fix)
    text = "".join(_each_file(tuple(edits), path, write=write))
    unknown = [entry for entry in broken if not entry.finding.fix]
    remarks = tuple(_remarks(broken, unknown))
    return Correction(text, remarks, NO_CORRECTION_KNOWN if unknown else 0)


def _each_file(edits: tuple[Edit, ...], path: Path, *, write: bool) -> Iterator[str]:
    root = Repository(path).root
    for file in dict.fromkeys(edit.path for edit in edits):
        of_file = [edit for edit in edits if edit.path == file]
        data = (root / file).read_bytes() if (root / file).exists() else b""
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        source = data[len(mark) :].decode("utf-8", errors="surrogateescape")
        if not write:
            yield diff(file, source, of_file)
            continue
        try:
            (root / file).write_bytes(mark + applied(source, of_file).encode("utf-8", errors="surrogateescape"))
        except OSError as error:
            raise UserError(f"{file} cannot be written: {error.strerror}") from error
        yield f"{file}: corrected\n"


def _remarks(broken: list[Entry], unknown: list[Entry]) -> Iterator[str]:
    if not broken:
        yield "nothing is broken, so there is nothing to correct"
    for entry in unknown:
        yield f"{entry.location}: no correction is known for: {entry.finding.message} [{entry.rule.id}]"
