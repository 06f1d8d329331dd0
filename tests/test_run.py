from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from making import git, repository
from upheld.config import ConfigError
from upheld.model import Ledger, NotificationKind, Standing, Verdict
from upheld.report import FORMATS, render
from upheld.report.style import PLAIN
from upheld.repository import Repository
from upheld.run import Options, UnknownBaseError, UnknownRuleError, check, read

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TABLE = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {} | yes |\n"
ONE = ("supported-versions",)
WAIVER = "waivers:\n  - {rule: supported-versions, reason: known, owner: us, expires: 2026-12-31}\n"


def options(path: Path, **stated: Any) -> Options:
    defaults: dict[str, Any] = {"path": path, "as_of": NOW, "offline": True}
    return Options(**{**defaults, **stated})


def verdicts(ledger: Ledger) -> dict[str, Verdict]:
    return {entry.rule.id: entry.finding.verdict for entry in reversed(ledger.entries)}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return repository(tmp_path, {"SECURITY.md": TABLE.format("1.x")}, tags=["v1.0.0", "v2.0.0"]).root


def test_a_run_reads_the_policy_and_verifies_it(broken: Path) -> None:
    ledger = check(options(broken))

    assert ledger.exit_code == 1
    assert verdicts(ledger)["supported-versions"] is Verdict.BROKEN
    assert verdicts(ledger)["security-policy"] is Verdict.UPHELD
    assert ledger.commit == git(broken, "rev-parse", "HEAD").strip()
    assert ledger.branch == "main"


@pytest.mark.parametrize("report_format", FORMATS)
def test_the_same_input_gives_the_same_bytes(broken: Path, report_format: str) -> None:
    first, second = (render(report_format, check(options(broken)), PLAIN) for _ in range(2))

    assert first == second


def test_only_selected_rules_are_checked(broken: Path) -> None:
    assert set(verdicts(check(options(broken, select=("security-policy",))))) == {"security-policy"}


def test_ignored_rules_are_not_checked(broken: Path) -> None:
    ledger = check(options(broken, ignore=("supported-versions",)))

    assert "supported-versions" not in verdicts(ledger)
    assert "security-policy" in verdicts(ledger)


def test_what_is_ignored_is_ignored_also_where_it_is_selected(broken: Path) -> None:
    both = ("supported-versions", "security-policy")

    assert set(verdicts(check(options(broken, select=both, ignore=both[:1])))) == {"security-policy"}


@pytest.mark.parametrize("given", ["select", "ignore"])
def test_a_rule_that_is_not_installed_is_an_error(broken: Path, given: str) -> None:
    with pytest.raises(UnknownRuleError, match=r"unknown rule 'suported-versions'; installed are .*supported-versions"):
        check(options(broken, **{given: ("suported-versions",)}))


def test_the_configuration_selects_rules_unless_the_caller_does(broken: Path) -> None:
    (broken / ".upheld.yml").write_text("select: [security-policy]\n", encoding="utf-8")

    assert set(verdicts(check(options(broken)))) == {"security-policy"}
    assert set(verdicts(check(options(broken, select=ONE)))) == {"supported-versions"}


def test_the_configuration_may_name_the_policy(broken: Path) -> None:
    (broken / "policy.md").write_text(TABLE.format("2.x"), encoding="utf-8")
    (broken / ".upheld.yml").write_text("policy: policy.md\n", encoding="utf-8")
    ledger = check(options(broken, select=ONE))

    assert ledger.policy.path == "policy.md"
    assert ledger.exit_code == 0


def test_a_waiver_of_the_checkout_counts_without_a_base(broken: Path) -> None:
    (broken / ".upheld.yml").write_text(WAIVER, encoding="utf-8")
    ledger = check(options(broken, select=ONE))

    assert (ledger.exit_code, ledger.waived) == (0, 1)


def test_a_waiver_that_the_base_does_not_have_excuses_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, {"SECURITY.md": TABLE.format("2.x")}, tags=["v1.0.0", "v2.0.0"]).root
    (root / "SECURITY.md").write_text(TABLE.format("1.x"), encoding="utf-8")
    (root / ".upheld.yml").write_text(WAIVER, encoding="utf-8")

    assert check(options(root, base="main", select=ONE)).exit_code == 1
    assert check(options(root, select=ONE)).exit_code == 0


def test_what_was_broken_before_the_change_does_not_fail_it(broken: Path) -> None:
    ledger = check(options(broken, base="main", select=ONE))

    assert ledger.exit_code == 0
    assert {entry.standing for entry in ledger.entries if entry.finding.verdict is Verdict.BROKEN} == {
        Standing.EXISTING
    }


def test_what_the_change_mends_is_told(broken: Path) -> None:
    (broken / "SECURITY.md").write_text(TABLE.format("2.x"), encoding="utf-8")
    ledger = check(options(broken, base="main", select=ONE))

    assert ledger.exit_code == 0
    assert ledger.fixed
    assert all(entry.standing is None for entry in ledger.entries)
    assert ledger.base == Repository(broken).commit


def test_a_waiver_of_the_base_counts_also_where_the_checkout_lost_it(tmp_path: Path) -> None:
    files = {"SECURITY.md": TABLE.format("1.x"), ".upheld.yml": WAIVER}
    root = repository(tmp_path, files, tags=["v1.0.0", "v2.0.0"]).root
    (root / ".upheld.yml").unlink()

    assert check(options(root, base="HEAD", select=ONE)).exit_code == 0
    assert check(options(root, select=ONE)).exit_code == 1


@pytest.mark.parametrize("base", ["gone", "0" * 40, "--output=x", "HEAD:SECURITY.md"])
def test_a_base_that_is_no_commit_here_is_an_error(broken: Path, base: str) -> None:
    with pytest.raises(UnknownBaseError, match="is not in this clone"):
        check(options(broken, base=base))


def test_a_configuration_with_mistakes_is_an_error(broken: Path) -> None:
    (broken / ".upheld.yml").write_text("polcy: x\n", encoding="utf-8")

    with pytest.raises(ConfigError, match="did you mean 'policy'"):
        read(options(broken))


def test_the_day_of_the_run_judges_end_dates(tmp_path: Path) -> None:
    text = TABLE.format("1.x").replace("yes", "until 2026-06-30")
    root = repository(tmp_path, {"SECURITY.md": text}, tags=["v1.0.0"]).root
    assert check(options(root, select=ONE)).exit_code == 0
    assert check(options(root, select=ONE, as_of=datetime(2026, 7, 1, tzinfo=UTC))).exit_code == 1


def test_an_unverified_promise_fails_only_a_strict_run(tmp_path: Path) -> None:
    root = repository(tmp_path, {"SECURITY.md": TABLE.format("1.x")}).root
    assert check(options(root, select=ONE)).exit_code == 0
    assert check(options(root, select=ONE, strict=True)).exit_code == 3


def test_a_repository_without_a_policy_has_nothing_to_check(tmp_path: Path) -> None:
    ledger = check(options(repository(tmp_path).root, select=("security-policy",)))

    assert ledger.policy.path is None
    assert NotificationKind.NOTHING_TO_CHECK in {note.kind for note in ledger.notifications}
    assert ledger.exit_code == 3
