from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from upheld.check import Check, Context
from upheld.model import (
    Evidence,
    Finding,
    Force,
    Ledger,
    Level,
    Location,
    NotificationKind,
    Promise,
    Rule,
    Verdict,
    Waiver,
)
from upheld.policy.policy import read_policy
from upheld.policy.reading import UnreadKind
from upheld.registry import InstalledCheck
from upheld.repository import Repository
from upheld.services import Services
from upheld.verification import fingerprint, verify
from upheld.waivers import Waivers

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVIDENCE = (Evidence("a file", "it is there"),)


@dataclass(frozen=True, kw_only=True)
class Hours(Promise):
    """A kind of promise for these tests."""

    kind: ClassVar[str] = "hours"


@dataclass(frozen=True, kw_only=True)
class Days(Promise):
    """Another kind."""

    kind: ClassVar[str] = "days"


def promise(line: int = 1, kind: type[Promise] = Hours, **stated: Any) -> Promise:
    return kind(location=Location("SECURITY.md", line), quote="soon", **stated)


def finding(verdict: Verdict = Verdict.BROKEN, **stated: Any) -> Finding:
    evidence = EVIDENCE if verdict is Verdict.UPHELD else ()
    defaults: dict[str, Any] = {"verdict": verdict, "message": "so it is", "subject": "it", "evidence": evidence}
    return Finding(**{**defaults, **stated})


def installed(
    *findings: Finding, name: str = "a-rule", kind: type[Promise] = Hours, level: Level = Level.ERROR
) -> InstalledCheck:
    def found(_promise: Promise, _context: Context) -> Iterator[Finding]:
        yield from findings

    return InstalledCheck(Rule(name, level, kind.kind, "# Page\n", "somebody", "1.0"), Check(kind, level, found))


def crashing(error: BaseException, name: str = "z-rule") -> InstalledCheck:
    def failing(_promise: Promise, _context: Context) -> Iterator[Finding]:
        yield finding()
        raise error

    rule = Rule(name, Level.ERROR, Hours.kind, "# Page\n", "somebody", "1.0")
    return InstalledCheck(rule, Check(Hours, Level.ERROR, failing))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "SECURITY.md").write_text("We answer soon.\n", encoding="utf-8")
    return tmp_path


def ledger(
    folder: Path, promises: list[Promise], checks: list[InstalledCheck], *waivers: Waiver, strict: bool = False
) -> Ledger:
    repository = Repository(folder)
    context = Context(repository, Services(offline=True), NOW)
    return verify(
        read_policy(repository), promises, checks, context, Waivers(waivers), tool_version="1.0", strict=strict
    )


def test_every_check_is_asked_about_every_promise_of_its_kind(folder: Path) -> None:
    promises = [promise(1), promise(2), promise(3, Days)]
    checks = [installed(finding()), installed(finding(), name="b-rule"), installed(finding(), name="c-rule", kind=Days)]

    asked = [(entry.rule.id, entry.promise.location.line) for entry in ledger(folder, promises, checks).entries]

    assert asked == [("a-rule", 1), ("b-rule", 1), ("a-rule", 2), ("b-rule", 2), ("c-rule", 3)]


def test_broken_comes_before_unverified_before_upheld(folder: Path) -> None:
    checks = [installed(*(finding(verdict) for verdict in (Verdict.UPHELD, Verdict.UNVERIFIED, Verdict.BROKEN)))]

    verdicts = [entry.finding.verdict for entry in ledger(folder, [promise()], checks).entries]

    assert verdicts == [Verdict.BROKEN, Verdict.UNVERIFIED, Verdict.UPHELD]


@pytest.mark.parametrize(
    ("rule", "found", "force", "level"),
    [
        (Level.ERROR, None, Force.COMMITMENT, Level.ERROR),
        (Level.ERROR, Level.NOTE, Force.COMMITMENT, Level.NOTE),
        (Level.WARNING, None, Force.COMMITMENT, Level.WARNING),
        (Level.WARNING, Level.ERROR, Force.COMMITMENT, Level.ERROR),
        (Level.ERROR, None, Force.PRACTICE, Level.WARNING),
        (Level.NOTE, None, Force.PRACTICE, Level.NOTE),
        (Level.WARNING, Level.ERROR, Force.PRACTICE, Level.WARNING),
    ],
)
def test_the_finding_s_level_outweighs_the_rule_s_and_advice_is_never_an_error(
    folder: Path, rule: Level, found: Level | None, force: Force, level: Level
) -> None:
    checks = [installed(finding(level=found), level=rule)]
    (entry,) = ledger(folder, [promise(force=force)], checks).entries

    assert entry.level is level


@pytest.mark.parametrize("error", [ValueError("oh"), KeyError("oh"), RecursionError("oh"), SystemExit(0)])
def test_a_check_that_crashes_is_told_and_silences_no_other(folder: Path, error: BaseException) -> None:
    found = ledger(folder, [promise()], [crashing(error, "0-rule"), installed(finding(Verdict.UPHELD))])
    (note,) = found.notifications

    assert [entry.rule.id for entry in found.entries] == ["a-rule"]
    assert (note.kind, note.rule) == (NotificationKind.CRASH, "0-rule")
    assert "check '0-rule' of somebody crashed" in note.message
    assert found.exit_code == 4


def test_what_is_broken_outweighs_a_crash(folder: Path) -> None:
    assert ledger(folder, [promise()], [crashing(ValueError()), installed(finding())]).exit_code == 1


def test_a_keyboard_interrupt_ends_the_run(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        ledger(folder, [promise()], [crashing(KeyboardInterrupt())])


def test_upheld_without_evidence_is_a_crash(folder: Path) -> None:
    found = ledger(folder, [promise()], [installed(finding(Verdict.UPHELD, evidence=()))])

    assert found.entries == ()
    assert "names no evidence" in found.notifications[0].message


@pytest.mark.parametrize(
    ("verdicts", "level", "strict", "code"),
    [
        ([Verdict.UPHELD], Level.ERROR, True, 0),
        ([Verdict.BROKEN], Level.ERROR, False, 1),
        ([Verdict.BROKEN, Verdict.UPHELD], Level.ERROR, False, 1),
        ([Verdict.BROKEN], Level.WARNING, False, 0),
        ([Verdict.UNVERIFIED], Level.ERROR, False, 0),
        ([Verdict.UNVERIFIED, Verdict.UPHELD], Level.ERROR, True, 3),
        ([Verdict.UNVERIFIED, Verdict.BROKEN], Level.ERROR, True, 1),
    ],
)
def test_exit_codes(folder: Path, verdicts: list[Verdict], level: Level, *, strict: bool, code: int) -> None:
    checks = [installed(*map(finding, verdicts), level=level)]

    assert ledger(folder, [promise()], checks, strict=strict).exit_code == code


def test_a_waived_finding_breaks_no_build_and_is_counted(folder: Path) -> None:
    waiver = Waiver(("a-rule",), "known", "us", "2026-12-31", None, Location(".upheld.yml"))
    found = ledger(folder, [promise()], [installed(finding())], waiver)

    assert (found.exit_code, found.waived, found.count(Verdict.BROKEN)) == (0, 1, 0)
    assert found.entries[0].waiver is waiver


def test_nothing_stated_is_told_and_no_success(folder: Path) -> None:
    found = ledger(folder, [promise(stated=False)], [installed(finding(Verdict.UNVERIFIED))])

    assert [note.kind for note in found.notifications] == [NotificationKind.NOTHING_TO_CHECK]
    assert found.exit_code == 3


def test_no_policy_is_told_and_no_success(tmp_path: Path) -> None:
    found = ledger(tmp_path, [], [])

    assert [note.message for note in found.notifications] == ["no security policy could be read"]
    assert found.exit_code == 3


def test_a_kind_that_could_not_be_read_is_a_crash_of_its_rule(folder: Path) -> None:
    unread = promise(1, UnreadKind, of="hours", error=ValueError("oh"), stated=False)
    found = ledger(folder, [promise(2), unread], [installed(finding(Verdict.UPHELD))])

    assert [(note.kind, note.rule) for note in found.notifications] == [(NotificationKind.CRASH, "a-rule")]
    assert "'hours' of somebody could not be read: ValueError('oh')" in found.notifications[0].message
    assert found.exit_code == 4


def test_the_sources_are_those_of_every_file_that_is_pointed_at(folder: Path) -> None:
    (folder / "other.md").write_text("other\n", encoding="utf-8")
    checks = [installed(finding(location=Location("other.md"), related=(Location("gone.md"),)))]

    assert ledger(folder, [promise()], checks).sources == {
        "SECURITY.md": "We answer soon.\n",
        "other.md": "other\n",
        "gone.md": "",
    }


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"message": "now otherwise"}, True),
        ({"verdict": Verdict.UNVERIFIED}, True),
        ({"location": Location("SECURITY.md", 99)}, True),
        ({"subject": "IT  "}, True),
        ({"subject": "something else"}, False),
    ],
)
def test_a_fingerprint_lasts_while_the_subject_stays(changed: dict[str, Any], *, same: bool) -> None:
    rule = installed().rule
    before = fingerprint(rule, promise(1), finding())

    assert (fingerprint(rule, promise(7), finding(**changed)) == before) is same


def test_a_fingerprint_tells_rules_and_kinds_apart() -> None:
    prints = {
        fingerprint(installed(name=name).rule, promise(1, kind), finding())
        for name in ("a-rule", "b-rule")
        for kind in (Hours, Days)
    }

    assert len(prints) == 4


def test_the_same_run_twice_is_the_same_ledger(folder: Path) -> None:
    checks = [installed(finding(), finding(Verdict.UPHELD))]

    assert ledger(folder, [promise(2), promise(1)], checks) == ledger(folder, [promise(1), promise(2)], checks)
