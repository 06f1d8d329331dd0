"""What holds of every correction: it is upheld, needs no second one, and touches nothing but the rows."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import repository, statement
from upheld.check import Context, Finding, Verdict
from upheld.edits import applied
from upheld.model import Edit
from upheld.services import Services
from upheld_checks.supported_versions.check import supported_versions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HEAD = ["# Security", "", "Write to us.", "", "| Version | Supported |", "| --- | --- |"]
TAIL = ["", "Thank you for 1.x."]
Judge = Callable[[str], list[Finding]]

series = st.builds(
    "{}{}".format, st.sampled_from(["", "v"]), st.sampled_from(["0.x", "1.x", "1.0", "1.1.x", "2", "3.x", "1.1.0"])
)
ranges = st.builds("{} {}".format, st.sampled_from(["<", "<=", ">="]), st.sampled_from(["1.0", "1.1", "2", "2.0.0"]))
words = st.sampled_from(["latest", "older", "others", "main", "gone branch", "all versions", "Foo Inc.", "1.latest"])
support = st.sampled_from(["✅", "❌", "yes", "no", "until 2027-01-01", "until 2025-01-01", "Security fixes", "EOL"])
rows = st.lists(st.builds("| {} | {} |".format, st.one_of(series, ranges, words), support), min_size=1, max_size=5)
tables = rows.map(lambda body: "\n".join([*HEAD, *body, *TAIL]))


@pytest.fixture(scope="module", params=["v1.0.0", "v0.9.0 v1.0.0 v1.1.0 v2.0.0", "1.0.0 1.1.0 1.1.1"])
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Return what the check says of a text, in a repository with these tags."""
    made = repository(tmp_path_factory.mktemp("repository"), tags=request.param.split())
    context = Context(made, Services(offline=True), NOW)
    paths = (f"{number}.md" for number in itertools.count())

    def judged(text: str) -> list[Finding]:
        path = next(paths)  # a repository reads each of its files once, and asks git once
        (made.root / path).write_text(text, encoding="utf-8")
        return list(supported_versions(statement(text, path), context))

    return judged


def proposed(findings: list[Finding]) -> set[Edit]:
    return {edit for finding in findings for edit in finding.fix}


@given(text=tables)
@settings(deadline=None, derandomize=True, database=None, max_examples=60)
def test_a_correction_is_upheld_and_needs_no_second_one(judge: Judge, text: str) -> None:
    findings = judge(text)
    again = judge(applied(text, proposed(findings)))

    assert findings
    if proposed(findings):
        assert {finding.verdict for finding in again} == {Verdict.UPHELD}
        assert proposed(again) == set()


@given(text=tables)
@settings(deadline=None, derandomize=True, database=None, max_examples=60)
def test_a_correction_touches_only_the_rows_and_keeps_their_columns(judge: Judge, text: str) -> None:
    lines = applied(text, proposed(judge(text))).split("\n")

    assert lines[: len(HEAD)] == HEAD
    assert lines[-len(TAIL) :] == TAIL
    assert {line.count("|") for line in lines[len(HEAD) : -len(TAIL)]} == {3}


@given(text=tables)
@settings(deadline=None, derandomize=True, database=None, max_examples=60)
def test_only_what_is_broken_is_corrected(judge: Judge, text: str) -> None:
    assert all(finding.verdict is Verdict.BROKEN for finding in judge(text) if finding.fix)
