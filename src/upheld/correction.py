"""The corrections that the checks propose, shown as a diff or written."""

import re
from collections.abc import Iterator
from pathlib import Path

from upheld.edits import applied, diff
from upheld.errors import UserError
from upheld.files import UTF_16_MARKS
from upheld.lines import split_lines
from upheld.model import Edit, Entry, Ledger, Verdict
from upheld.nouns import dataclass
from upheld.repository import Repository

NO_CORRECTION_KNOWN = 3
_MARK = b"\xef\xbb\xbf"
_FOREIGN = re.compile("[\udc80-\udcff]")


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
    repository = Repository(path)
    if edits and write and repository.is_bare:
        raise UserError(f"{path} is a bare repository: there is no file to correct; use a checkout")
    for file in dict.fromkeys(edit.path for edit in edits):
        of_file = [edit for edit in edits if edit.path == file]
        data = repository.read_bytes(file) or b""
        source = _decoded(file, data.removeprefix(_MARK), of_file)
        if not write:
            yield diff(file, source, of_file)
            continue
        mark = _MARK if data.startswith(_MARK) else b""
        try:
            (repository.root / file).write_bytes(mark + applied(source, of_file).encode(errors="surrogateescape"))
        except OSError as error:
            raise UserError(f"{file} cannot be written: {error.strerror}") from error
        yield f"{file}: corrected\n"


def _decoded(file: str, data: bytes, edits: list[Edit]) -> str:
    """Return a file's text in which bytes that are not UTF-8 can be written back; the edits must not touch them."""
    source = data.decode(errors="surrogateescape")
    lines = split_lines(source)
    touched = "".join(line for edit in edits for line in lines[edit.first - 1 : edit.last])
    if data.startswith(UTF_16_MARKS) or _FOREIGN.search(touched):
        raise UserError(f"{file} is not UTF-8 where it would be corrected; save it as UTF-8 first")
    return source


def _remarks(broken: list[Entry], unknown: list[Entry]) -> Iterator[str]:
    if not broken:
        yield "nothing is broken, so there is nothing to correct"
    for entry in unknown:
        how = f"; {entry.finding.help}" if entry.finding.help else ""
        yield f"{entry.location}: no correction is known for: {entry.finding.message}{how} [{entry.rule.id}]"
