"""The entry of the Action: what it hands to the runner, and when it refuses to run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from action.pulls import pull, told
from making import git
from planting import github_token
from upheld import run
from upheld.action import __main__ as action
from upheld.action.__main__ import main
from upheld.model import Ledger
from upheld.probing.observation import ProbeSettings
from upheld.run import Options

Outputs = Callable[[], dict[str, str]]


def test_a_broken_promise_is_told_in_the_outputs_and_the_step_itself_succeeds(
    environment: dict[str, str], outputs: Outputs
) -> None:
    assert main(environment) == 0
    told = outputs()
    report = json.loads(Path(told["json-file"]).read_text(encoding="utf-8"))
    assert (told["verdict"], told["exit-code"]) == ("broken", "1")
    assert {name: int(told[name]) for name in report["counts"]} == report["counts"]
    assert (report["exit_code"], report["tool"]["version"]) == (1, told["tool-version"])
    assert told["upload"] == "skipped: the run is offline"


def test_the_reports_are_where_the_outputs_say(environment: dict[str, str], outputs: Outputs) -> None:
    main(environment)
    told = outputs()
    sarif = json.loads(Path(told["sarif-file"]).read_text(encoding="utf-8"))
    assert "SECURITY.md" in json.dumps(sarif["runs"][0]["results"])
    assert Path(told["json-file"]).is_relative_to(environment["RUNNER_TEMP"])
    assert Path(told["sarif-file"]).is_relative_to(environment["RUNNER_TEMP"])


def test_two_calls_in_one_job_do_not_share_a_file(environment: dict[str, str], outputs: Outputs) -> None:
    main(environment)
    first = outputs()["sarif-file"]
    main(environment)
    assert outputs()["sarif-file"] != first


def test_the_sarif_file_is_relative_to_the_workspace(
    environment: dict[str, str], outputs: Outputs, workspace: Path
) -> None:
    assert main(environment | {"UPHELD_INPUT_SARIF_FILE": "reports/our own.sarif"}) == 0
    assert outputs()["sarif-file"] == str(workspace / "reports" / "our own.sarif")
    assert (workspace / "reports" / "our own.sarif").is_file()


def test_a_report_is_never_written_through_a_link(
    environment: dict[str, str], workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "out.sarif").symlink_to(tmp_path / "precious")
    assert main(environment | {"UPHELD_INPUT_SARIF_FILE": "out.sarif"}) == 2
    assert not (tmp_path / "precious").exists()
    assert "is a link" in capsys.readouterr().out


def test_the_job_summary_is_added_to_what_is_there(environment: dict[str, str]) -> None:
    summary = Path(environment["GITHUB_STEP_SUMMARY"])
    summary.write_text("Before.\n", encoding="utf-8")
    main(environment)
    assert summary.read_text(encoding="utf-8").startswith("Before.\n## Upheld: a promise is broken")


def test_text_of_the_policy_is_no_markup_in_the_job_summary(
    environment: dict[str, str], commit: Callable[[str], str]
) -> None:
    hostile = "0.2.x [a](javascript:b) www.evil.example https://evil.example @somebody &lt;img>"
    commit(f"# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| {hostile} | yes |\n")
    main(environment)
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    (row,) = (line for line in summary.splitlines() if "evil" in line)
    assert row.count(" | ") == 3
    what = row.split(" | ")[2]
    assert "javascript" in what
    assert [mark for mark in ("](", "www.", "://", "@", "<") if mark in what] == []


def test_no_job_summary_is_no_failure(environment: dict[str, str], outputs: Outputs) -> None:
    del environment["GITHUB_STEP_SUMMARY"]
    assert main(environment) == 0
    assert outputs()["verdict"] == "broken"


def test_without_a_place_for_outputs_it_refuses_since_the_verdict_would_get_lost(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    del environment["GITHUB_OUTPUT"]
    assert main(environment) == 2
    assert capsys.readouterr().out.startswith("::error title=upheld::GITHUB_OUTPUT is not set")


def test_a_waiver_counts_from_the_base_only_since_nobody_excuses_their_own_change(
    environment: dict[str, str], outputs: Outputs, workspace: Path, waived_base: str, commit: Callable[[str], str]
) -> None:
    assert main(environment | {"UPHELD_INPUT_BASE": waived_base}) == 0
    waived = outputs()
    assert (waived["exit-code"], waived["broken"]) == ("0", "0")
    base = commit((workspace / "SECURITY.md").read_text(encoding="utf-8") + "\n")
    (workspace / ".upheld.yml").write_text(git(workspace, "show", f"{waived_base}:.upheld.yml"), encoding="utf-8")
    assert main(environment | {"UPHELD_INPUT_BASE": base}) == 0
    assert (outputs()["verdict"], outputs()["waived"]) == ("broken", "0")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"UPHELD_INPUT_PATH": "nowhere"}, "does not exist"),
        ({"UPHELD_INPUT_STRICT": "ture"}, "the input 'strict' must be false or true, not 'ture'"),
        ({"UPHELD_INPUT_BASE": "0" * 40}, "is not in this clone"),
        ({"UPHELD_INPUT_HISTORY": "yes"}, "the input 'history' must be false or true, not 'yes'"),
        ({"UPHELD_INPUT_TIMEOUT": "0"}, "the input 'timeout' must be a number of seconds, not '0'"),
        ({"UPHELD_INPUT_TIMEOUT": "nan"}, "the input 'timeout' must be a number of seconds, not 'nan'"),
        ({"UPHELD_INPUT_TIMEOUT": "a minute"}, "the input 'timeout' must be a number of seconds, not 'a minute'"),
        ({"UPHELD_INPUT_OFFLINE": "a\n::error::b"}, "not 'a ::error::b'"),
    ],
)
def test_what_it_cannot_run_with_is_an_error_of_one_line(
    environment: dict[str, str], outputs: Outputs, capsys: pytest.CaptureFixture[str], given: dict[str, str], said: str
) -> None:
    assert main(environment | given) == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error title=upheld::")
    assert said in line
    assert outputs() == {"verdict": "unverified", "exit-code": "2"}
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert summary.startswith("## Upheld: the repository could not be checked\n\n    ")


def test_every_mistake_in_the_configuration_is_in_the_summary_as_text_and_never_as_markdown(
    environment: dict[str, str], workspace: Path
) -> None:
    (workspace / ".upheld.yml").write_text('"# [x](y)": 1\n"<img>": 2\n', encoding="utf-8")
    assert main(environment) == 2
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    heading, empty, *lines = summary.splitlines()
    assert (heading, empty) == ("## Upheld: the repository could not be checked", "")
    assert [line.partition(" error: ")[0] for line in lines] == ["    .upheld.yml:1:1:", "    .upheld.yml:2:1:"]


def test_a_failure_of_our_own_is_told_where_the_runner_obeys_nothing(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("##[error]\n::set-output name=verdict::upheld")

    monkeypatch.setattr(action, "check", fail)
    assert main(environment) == 2
    lines = capsys.readouterr().out.splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    assert "RuntimeError" in "\n".join(lines[1 : lines.index(f"::{token}::")])
    assert len(lines[lines.index(f"::{token}::") :]) == 2
    assert lines[-1].startswith("::error title=upheld::upheld itself failed: RuntimeError(")


def test_a_repository_without_a_policy_is_told_as_broken_and_leaves_with_3(
    environment: dict[str, str], outputs: Outputs, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "SECURITY.md").unlink()
    assert main(environment) == 0
    assert (outputs()["verdict"], outputs()["exit-code"]) == ("broken", "3")
    assert "::error title=upheld::no security policy could be read" in capsys.readouterr().out


def test_what_holds_is_upheld(environment: dict[str, str], outputs: Outputs, commit: Callable[[str], str]) -> None:
    commit("# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n")
    assert main(environment) == 0
    assert (outputs()["verdict"], outputs()["exit-code"]) == ("upheld", "0")


def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """Return what the runs from now on are asked, run by run."""
    asked: list[Options] = []

    def keep(options: Options) -> Ledger:
        asked.append(options)
        return run.check(options)

    monkeypatch.setattr(action, "check", keep)
    return asked


def test_inputs_are_what_the_options_of_the_command_are(
    environment: dict[str, str], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of(monkeypatch)
    given = {
        "HISTORY": "true",
        "EVIDENCE": "reports/audit.json\n\n  keys of ours.csv  \n",
        "ADVISORIES": "advisories",
        "RESOLVE": "true",
        "PROBE": "true",
        "ENVIRONMENT": "/opt/python",
        "TIMEOUT": "2.5",
    }
    assert main(environment | {f"UPHELD_INPUT_{name}": value for name, value in given.items()}) == 0
    (options,) = asked
    assert options.history
    assert options.evidence == (workspace / "reports/audit.json", workspace / "keys of ours.csv")
    assert (options.snapshot, options.environments) == (workspace / "advisories", (Path("/opt/python"),))
    assert (options.resolve, options.timeout, options.watch) == (True, 2.5, ProbeSettings())


def test_inputs_that_are_not_given_are_what_the_command_takes_without_them(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of(monkeypatch)
    main(environment)
    (options,) = asked
    plain = Options(path=options.path, as_of=options.as_of, offline=True)
    assert options == plain


def test_a_secret_of_the_history_and_a_key_in_a_given_file_are_told(
    environment: dict[str, str], outputs: Outputs, workspace: Path, commit: Callable[[str], str]
) -> None:
    policy = "# Security\n\nKeys are rotated every 90 days. Never commit API keys.\n"
    (workspace / "deploy.sh").write_text(f"curl -H 'Authorization: token {github_token()}'\n", encoding="utf-8")
    commit(policy)
    (workspace / "deploy.sh").unlink()
    commit(policy)
    keys = Path(environment["RUNNER_TEMP"]) / "keys.json"
    keys.write_text('{"keys": [{"name": "BOT", "created": "2020-01-01"}]}', encoding="utf-8")
    main(environment | {"UPHELD_INPUT_HISTORY": "true", "UPHELD_INPUT_EVIDENCE": str(keys)})
    findings = json.loads(Path(outputs()["json-file"]).read_text(encoding="utf-8"))["findings"]
    said = {each["rule"]: each["message"] for each in findings if each["verdict"] == "broken"}
    assert said["key-rotation"].startswith("key `BOT` is ")
    assert "and is not in the files any more: GitHub token" in said["no-committed-secrets"]


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("pull_request_target", {}),
        ("workflow_run", {"workflow_run": {"event": "pull_request"}}),
    ],
)
def test_nothing_of_a_stranger_is_run_where_they_would_have_our_secrets_and_the_summary_says_so(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    event: dict[str, object],
) -> None:
    asked = asked_of(monkeypatch)
    told(environment, event)
    switched = {"UPHELD_INPUT_PROBE": "true", "UPHELD_INPUT_RESOLVE": "true", "GITHUB_EVENT_NAME": name}
    assert main(environment | switched) == 0
    assert [(options.watch, options.resolve) for options in asked] == [(None, False)]
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8").replace("\\", "")
    log = capsys.readouterr().out
    for given in ("probe", "resolve"):
        said = f"the input '{given}' is refused on {name}: it would "
        assert f"- incomplete: {said}" in summary
        assert f"::warning title=upheld::{said}" in log


def test_in_a_pull_request_the_outputs_tell_what_is_new_and_what_is_fixed(
    environment: dict[str, str], outputs: Outputs, tmp_path: Path
) -> None:
    before = "# Security\n\n## Supported versions\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n{}"
    made = pull(
        tmp_path / "remote",
        {"SECURITY.md": before.format("| 0.2.x | yes |\n")},
        {"SECURITY.md": before.format("| 9.x | yes |\n")},
        commits=1,
    )
    told(environment, made.event())
    folder = made.checked_out(tmp_path / "clone", made.merge, depth=0)
    git(folder, "fetch", "--quiet", "--tags")
    main(environment | {"GITHUB_WORKSPACE": str(folder)})
    said = outputs()
    report = json.loads(Path(said["json-file"]).read_text(encoding="utf-8"))
    assert said["base"] == made.tip
    assert [each["message"] for each in report["fixed"]]
    assert said["fixed"] == str(len(report["fixed"]))
    new = [each for each in report["findings"] if (each["standing"], each["verdict"]) == ("new", "broken")]
    assert said["new"] == str(len(new)) != "0"


def test_what_has_to_be_known_of_the_base_is_in_the_summary(
    environment: dict[str, str], outputs: Outputs, tmp_path: Path
) -> None:
    made = pull(tmp_path / "remote", {"SECURITY.md": "# Security\n"}, {"README.md": "A change\n"}, commits=1)
    told(environment, made.event())
    main(environment | {"GITHUB_WORKSPACE": str(made.checked_out(tmp_path / "clone", made.tip))})
    assert outputs()["base"] == made.tip
    summary = Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert "- note: what is checked out is part of the target branch" in summary
