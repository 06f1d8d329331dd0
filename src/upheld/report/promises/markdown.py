"""The promises of a policy as a table in GitHub-flavoured Markdown."""

from collections.abc import Iterator

from upheld.report.markdown import escaped
from upheld.report.promises.reading import ReadPolicy, summary
from upheld.report.promises.text import headline


def render(read: ReadPolicy) -> str:
    """Return a table in which no text from outside is markup."""
    return "".join(f"{line}\n" for line in _markdown(read))


def _markdown(read: ReadPolicy) -> Iterator[str]:
    path = read.policy.source.path
    if read.policy.document is None or path is None:
        yield "No security policy could be read."
        return
    yield f"### Promises in {escaped(path)}"
    yield ""
    yield f"{escaped(headline(read).partition(': ')[2])}."
    yield ""
    yield "| Line | What was read | Force | Words |"
    yield "| ---: | --- | --- | --- |"
    for versions in read.versions:
        for row in versions.rows:
            said = "supported" if row.supported(read.today) else "unsupported"
            yield _row(row.location.line, f"supported-versions {said}", "commitment", row.text)
    for promise in read.stated:
        yield _row(promise.location.line, summary(promise), promise.force.value, promise.quote)
    for promise in read.outside:
        yield _row(escaped(str(promise.location)), summary(promise), promise.force.value, promise.quote)
    for line, text in read.not_understood:
        yield _row(line, "not understood", "", text)


def _row(line: int | str, *cells: str) -> str:
    return f"| {line} | {' | '.join(escaped(cell) for cell in cells)} |"
