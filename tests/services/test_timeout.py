"""`--timeout`: the seconds that all services together may take."""

import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from upheld import run
from upheld.cli import main
from upheld.services import ServiceError, Services

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

POLICY = "# Security\n\n| Version | Supported |\n| --- | --- |\n| 1.x | yes |\n"


def test_a_service_that_never_answers_is_left_at_the_timeout(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = "never"
    services = Services(offline=False, timeout=0.2)
    with pytest.raises(ServiceError, match="--timeout"):
        services.session.get_json(f"{base}/a")
    with pytest.raises(ServiceError, match="--timeout"):
        services.session.get_json(f"{base}/b")
    services.close()


def test_the_time_goes_on_where_a_session_is_closed_and_another_opened() -> None:
    services = Services(offline=False, timeout=0.2)
    first = services.session.deadline
    services.close()
    assert services.session.deadline is first
    services.close()


def test_the_option_reaches_the_services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[float | None] = []

    def check(options: run.Options) -> None:
        seen.append(run.read(options).services.timeout)
        raise SystemExit

    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    monkeypatch.setattr(run, "check", check)
    for options in ([], ["--timeout", "2.5"]):
        CliRunner().invoke(main, ["check", *options, str(tmp_path)])
    assert seen == [60, 2.5]


@pytest.mark.parametrize("stated", ["0", "-1", "soon"])
def test_a_timeout_that_is_none_is_a_usage_error(tmp_path: Path, stated: str) -> None:
    assert CliRunner().invoke(main, ["check", "--timeout", stated, str(tmp_path)]).exit_code == 2


def test_a_whole_run_ends_with_a_registry_that_never_answers(
    tmp_path: Path, on_loopback: None, routes: dict[str, Any]
) -> None:
    del on_loopback
    routes["/pypi/simple/lantern/"] = "never"
    (tmp_path / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "lantern"\nversion = "1.0"\n', encoding="utf-8")
    results: list[Any] = []
    arguments = ["check", "--timeout", "0.3", "--format", "json", str(tmp_path)]
    thread = threading.Thread(target=lambda: results.append(CliRunner().invoke(main, arguments)), daemon=True)
    thread.start()
    thread.join(60)
    assert results, "the run does not end"
    assert results[0].exit_code in {0, 3}
