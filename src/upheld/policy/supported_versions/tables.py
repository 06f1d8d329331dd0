"""Support tables: which tables they are, which columns matter, and what each row says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from upheld.model import Location
from upheld.patterns import pattern
from upheld.policy.dates import last_day
from upheld.policy.document import Document, Table, TableRow
from upheld.policy.supported_versions.foreign import about_a_platform, lists_platforms
from upheld.policy.supported_versions.legend import read_legend
from upheld.policy.supported_versions.rows import Row
from upheld.policy.supported_versions.support_words import Support, read_support
from upheld.policy.supported_versions.version_words import read_scope
from upheld.policy.wording import Wording
from upheld.versions import Branch, Scope

_VERSION_TITLE = Wording(r"\b(?:versions?|releases?|series|release\s+line|line|branch(?:es)?|tags?|train)\b(?!\s+date)")
_OTHER_VERSION_TITLE = Wording(
    r"\b(?:latest|launch|first|initial|last|compatib\w*|specific|date|end|minimum|requires?|fixed|target)\b"
)
_BRANCH_TITLE = Wording(r"\bbranch(?:es)?\b")
_PACKAGE_TITLE = Wording(r"\b(?:package|module|component|project|product|crate|library|sdk|chart|plugin|artifact)s?\b")
_SUPPORT_TITLES = (
    pattern(
        r"\A(?>.*?\bsecurity\b).*\b(?:support\w*|fix\w*|updates?|patch\w*|maint\w*)\b|\A(?>.*?\bsupport\w*\b).*\bsecurity\b"
    ),
    pattern(r"\bsupport(?:ed)?\b"),
    pattern(
        r"\b(?:status|maintained|maintenance|phase|state|lifecycle|life\s?cycle|stage|active|level|receives?)\b|^security$"
    ),
)
_END_TITLE = Wording(
    r"\buntil\b|\bend(?:s|ing|ed)?\b|\beo[ls]l?\b|\bexpir\w*\b|\bretire\w*\b|\bsunset\b|\bthrough\b|\btill\b"
)
_NOT_SUPPORT = Wording(r"\b(?:cve|ghsa|advisor\w+|vulnerabilit\w+|severity|cvss|affected|fixed\s+in|patched)\b")
_TOOL_TITLE = pattern(r"(?:toolchain|compiler|interpreter|language|dependency|dependencie)s?")
_SHORTCODE = ":x:"
"""The shortest mark that is written out; an emoji with its variation selector is shorter."""
_STARTS = Wording(r"\b(?:start|begin|release\s+date|released|launch|bug\s?fix\w*)\b")


class Columns(NamedTuple):
    """The columns that matter, by index; `support` and `end` may be the same, and either may be missing."""

    version: int
    support: int | None
    end: int | None
    branch: int | None = None
    package: int | None = None
    branches: bool = False
    """Whether the version column is one of branches, so that every word in it names one."""


def support_tables(document: Document) -> Iterator[Table]:
    """Yield the tables that say which versions of this project are supported."""
    for table in document.tables:
        if table.too_long:
            titles = [title.lower() for title in table.titles]
            if any(map(_VERSION_TITLE.search, titles)) and not any(map(_NOT_SUPPORT.search, titles)):
                yield table
        elif columns_of(table, document) is not None:
            yield table


def columns_of(table: Table, document: Document) -> Columns | None:
    """Return the columns of a support table, or None where the table is about something else."""
    titles = [title.lower() for title in table.titles]
    if any(map(_NOT_SUPPORT.search, titles)) or any(map(_TOOL_TITLE.fullmatch, titles)) or not table.rows:
        return None
    legend = read_legend(document, table)
    end = _end_column(table, titles)
    support = _support_column(table, titles, legend, end)
    version = _version_column(table, titles, {support, end})
    if version is None or (support is None and end is None):
        return None
    title = table.titles[version] if version < len(table.titles) else ""
    if about_a_platform(document, table, title):
        return None
    package = next((i for i, t in enumerate(titles) if _PACKAGE_TITLE.search(t) and i not in {version, support}), None)
    if lists_platforms(_column(table, version if package is None else package)):
        return None
    branch = next((i for i, t in enumerate(titles) if _BRANCH_TITLE.search(t) and i != version), None)
    return Columns(version, support, end, branch, package, bool(_BRANCH_TITLE.search(title.lower())))


def table_rows(document: Document, table: Table, index: int) -> Iterator[Row]:
    """Yield what each row of a support table says; a row without a version continues the one above it."""
    columns = columns_of(table, document)
    if columns is None:
        return
    legend = read_legend(document, table)
    for row in table.rows:
        text = _text(row, columns.version)
        support = _support_of(row, columns, legend)
        if not text or support is None:
            continue
        yield _row(document, row, columns, support, index)


def _row(document: Document, row: TableRow, columns: Columns, support: Support, index: int) -> Row:
    cell = row.cells[columns.version]
    branch = _text(row, columns.branch) if columns.branch is not None else ""
    said = columns.support if columns.support is not None else columns.end
    return Row(
        location=Location(
            document.path, cell.line, cell.column, cell.end_column if cell.end_column > cell.column else None
        ),
        text=cell.text,
        scope=_scope(cell.text, in_branch_column=columns.branches),
        support=support,
        package=_text(row, columns.package) or None if columns.package is not None else None,
        branch=branch if re.fullmatch(r"(?=.*[A-Za-z])[\w./-]+", branch) else None,
        table=index,
        version_cell=cell,
        support_cell=row.cells[said] if said is not None and said < len(row.cells) else None,
        end_line=row.end_line,
    )


def _scope(text: str, *, in_branch_column: bool) -> Scope | None:
    scope = read_scope(text)
    return replace(scope, certain=True) if in_branch_column and isinstance(scope, Branch) else scope


def _support_of(row: TableRow, columns: Columns, legend: Mapping[str, str]) -> Support | None:
    said = read_support(_text(row, columns.support), legend) if columns.support is not None else None
    if columns.end is None:
        return said
    words = _text(row, columns.end)
    until = last_day(words)
    if columns.support is None:
        return read_support(words) if until or re.search(r"[a-z]", words.lower()) else Support(supported=True)
    if said is None:
        return Support(supported=True, until=until) if until else None
    return said._replace(until=said.until or until) if said.supported else said


def _end_column(table: Table, titles: Sequence[str]) -> int | None:
    ends = [i for i, title in enumerate(titles) if _END_TITLE.search(title) and not _STARTS.search(title)]
    ends = ends or [i for i, title in enumerate(titles) if _END_TITLE.search(title) and "bug" in title]
    ends = [
        i
        for i in ends
        if not any(
            read_support(text) and not last_day(text) and len(text) < len(_SHORTCODE)
            for text in _column(table, i)
            if text not in {"-", "–", "—"}
        )
    ]
    return next((i for i in ends if "security" in titles[i]), ends[0] if ends else None)


def _support_column(table: Table, titles: Sequence[str], legend: Mapping[str, str], end: int | None) -> int | None:
    def says_so(index: int) -> bool:
        texts = [text for text in _column(table, index) if text]
        return 2 * sum(read_support(text, legend) is not None for text in texts) > len(texts)

    for wanted in _SUPPORT_TITLES:
        for index, title in enumerate(titles):
            if (
                index != end
                and wanted.search(title)
                and not _STARTS.search(_sparing_security(title))
                and says_so(index)
            ):
                return index
    marked = (i for i in range(_width(table)) if i != end and _only_marks(_column(table, i)))
    return next(marked, None)


def _sparing_security(title: str) -> str:
    return "" if "security" in title else title


def _only_marks(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    return bool(said) and all(
        read_support(text) is not None
        and (len(text) <= len(_SHORTCODE) or text[0] == ":" or text.lower() in {"yes", "no"})
        for text in said
    )


def _version_column(table: Table, titles: Sequence[str], taken: set[int | None]) -> int | None:
    free = [i for i in range(_width(table)) if i not in taken]

    def readable(index: int) -> bool:
        texts = [text for text in _column(table, index) if text]
        return bool(texts) and 2 * sum(read_scope(text) is not None for text in texts) >= len(texts)

    titled = [i for i in free if i < len(titles) and _VERSION_TITLE.search(titles[i])]
    best = [i for i in titled if not _OTHER_VERSION_TITLE.search(titles[i]) and not _BRANCH_TITLE.search(titles[i])]
    for index in (*best, *titled, *free[:1]):
        if readable(index):
            return index
    return None


def _width(table: Table) -> int:
    return max(len(row.cells) for row in table.rows)


def _column(table: Table, index: int) -> list[str]:
    return [_text(row, index) for row in table.rows]


def _text(row: TableRow, index: int | None) -> str:
    return row.cells[index].text if index is not None and index < len(row.cells) else ""
