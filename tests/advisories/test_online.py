"""OSV online: what is asked, what of the answers counts, and what is not asked twice."""

import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from osv_server import OsvServer
from upheld.advisories import Answer, online_cache
from upheld.advisories.online import Online
from upheld.ecosystems import Package
from upheld.services import Services

from .conftest import HIGH, record

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

LANTERN = Package("PyPI", "lantern", "1.0")
KETTLE = Package("PyPI", "kettle", "2.0")
CLEAN = Package("PyPI", "spoon", "3.0")


def ask(*packages: Package) -> Answer:
    services = Services(offline=False, timeout=20)
    try:
        return Online(services).affecting(packages)
    finally:
        services.close()


def ids(answer: Answer, package: Package) -> list[str]:
    return [each.id for each in answer.affecting[package]]


def vulns(server: OsvServer) -> list[str]:
    return [path.rpartition("/")[2] for path in server.asked if path.startswith("/v1/vulns/")]


def test_each_package_is_answered_with_its_advisories_and_the_time_of_the_answer(osv: OsvServer) -> None:
    before = datetime.now(UTC)
    answer = ask(LANTERN, KETTLE, CLEAN)
    assert ids(answer, LANTERN) == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "PYSEC-2026-2"]
    assert (ids(answer, KETTLE), ids(answer, CLEAN), answer.unanswered, answer.problems) == (
        ["PYSEC-2026-3"],
        [],
        {},
        (),
    )
    (source,) = answer.provenance
    assert source.source == "OSV (127.0.0.1)"
    assert source.as_of
    assert before <= source.as_of <= datetime.now(UTC)
    assert osv.asked[0] == "/v1/querybatch"


def test_a_package_that_is_given_twice_is_asked_for_once(osv: OsvServer) -> None:
    ask(LANTERN, LANTERN, KETTLE)
    assert len(osv.questions) == 2
    assert sorted(vulns(osv)) == sorted(set(vulns(osv)))


def test_nothing_is_asked_where_there_is_nothing_to_ask(osv: OsvServer) -> None:
    assert ask() == Answer({})
    assert osv.asked == []


def test_a_thousand_questions_are_one_batch_and_one_more_is_two(osv: OsvServer) -> None:
    answer = ask(*(Package("PyPI", f"spoon-{number}", "1") for number in range(1001)))
    assert len(answer.affecting) == 1001
    assert osv.asked == ["/v1/querybatch"] * 2


def test_every_page_of_an_answer_counts(records: list[dict[str, Any]], osv: OsvServer) -> None:
    del records
    osv.page_size = 1
    answer = ask(LANTERN, KETTLE)
    assert ids(answer, LANTERN) == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "PYSEC-2026-2"]
    assert ids(answer, KETTLE) == ["PYSEC-2026-3"]
    assert [each.get("page_token") for each in osv.questions] == [None, None, "1", "2"]


def test_a_withdrawn_advisory_is_left_out(records: list[dict[str, Any]], osv: OsvServer) -> None:
    osv.replies["/v1/vulns/PYSEC-2026-3"] = answered({**records[3], "withdrawn": "2026-02-02T00:00:00Z"})
    answer = ask(KETTLE)
    assert answer.affecting == {KETTLE: ()}


def test_go_versions_are_sent_as_semver_knows_them_and_other_versions_as_they_are(osv: OsvServer) -> None:
    ask(Package("Go", "example.org/kettle", "v1.2.3+incompatible"), Package("npm", "kettle", "1.2.3"))
    assert sorted(each["version"] for each in osv.questions) == ["1.2.3", "1.2.3+incompatible"]


@pytest.mark.parametrize(
    "package", [LANTERN._replace(version=""), LANTERN._replace(version="1" * 501), LANTERN._replace(name="a\n")]
)
def test_what_no_package_can_be_is_not_sent_and_not_clean(osv: OsvServer, package: Package) -> None:
    answer = ask(package, CLEAN)
    assert (list(answer.unanswered), list(answer.affecting)) == ([package], [CLEAN])
    assert len(osv.questions) == 1


@pytest.mark.usefixtures("osv")
def test_a_question_that_is_refused_does_not_spoil_the_others() -> None:
    odd = Package("Abacus", "kettle", "1.0")
    answer = ask(odd, LANTERN, KETTLE, *(CLEAN._replace(version=f"{number}") for number in range(50)))
    assert list(answer.unanswered) == [odd]
    assert "refuses the question (status 400): it may not know the ecosystem or the version" in answer.unanswered[odd]
    assert len(answer.affecting) == 52
    assert ids(answer, KETTLE) == ["PYSEC-2026-3"]


def test_a_server_that_refuses_everything_is_not_asked_without_end(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("upheld.advisories.inquiry.MOST_SPLITS", 3)
    osv.replies["/v1/querybatch"] = 400
    packages = [CLEAN._replace(version=f"{number}") for number in range(64)]
    assert set(ask(*packages).unanswered) == set(packages)
    assert len(osv.asked) == 7


# Severities


def test_an_alias_is_looked_up_where_no_answer_has_a_severity(records: list[dict[str, Any]], osv: OsvServer) -> None:
    del records[1]["affected"]
    osv.database = type(osv.database)(records[:2])
    answer = ask(LANTERN)
    assert ids(answer, LANTERN) == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1"]
    assert answer.affecting[LANTERN][0].severity
    assert answer.problems == ()


def test_no_alias_is_looked_up_that_the_batch_named_or_that_is_not_needed(osv: OsvServer) -> None:
    ask(LANTERN)
    assert sorted(vulns(osv)) == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "PYSEC-2026-2"]


def test_an_alias_without_a_record_is_no_fault(records: list[dict[str, Any]], osv: OsvServer) -> None:
    osv.database = type(osv.database)(records[:1])
    answer = ask(LANTERN)
    assert ids(answer, LANTERN) == ["PYSEC-2026-1"]
    assert sorted(vulns(osv)) == ["CVE-2026-1", "GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1"]
    assert (answer.problems, answer.unanswered) == ((), {})
    osv.asked.clear()
    ask(LANTERN)
    assert osv.asked == []


def test_an_alias_that_does_not_come_is_told_and_the_package_stays_answered(
    records: list[dict[str, Any]], osv: OsvServer
) -> None:
    osv.database = type(osv.database)(records[:1])
    osv.replies["/v1/vulns/CVE-2026-1"] = 500
    answer = ask(LANTERN)
    assert ids(answer, LANTERN) == ["PYSEC-2026-1"]
    assert answer.unanswered == {}
    (problem,) = answer.problems
    assert "severity" in problem
    assert "status 500" in problem


def test_a_withdrawn_alias_gives_no_severity(records: list[dict[str, Any]], osv: OsvServer) -> None:
    records[1]["withdrawn"] = "2026-02-02T00:00:00Z"
    osv.database = type(osv.database)(records[:2])
    assert ids(ask(LANTERN), LANTERN) == ["PYSEC-2026-1"]


def test_only_names_that_a_path_can_hold_are_looked_up(osv: OsvServer) -> None:
    osv.database = type(osv.database)(
        [record("PYSEC-2026-9", "1.0", aliases=["CVE-2026/../../x", "GHSA-a b", "OTHER-1"])]
    )
    assert ids(ask(LANTERN), LANTERN) == ["PYSEC-2026-9"]
    assert vulns(osv) == ["PYSEC-2026-9"]


# The cache


def test_within_an_hour_nothing_is_asked_again_and_the_answer_keeps_its_time(osv: OsvServer) -> None:
    first = ask(LANTERN, KETTLE, CLEAN)
    osv.asked.clear()
    second = ask(LANTERN, KETTLE, CLEAN)
    assert osv.asked == []
    assert second == first


def test_what_the_batches_named_is_kept_while_the_aliases_are_on_their_way(
    records: list[dict[str, Any]], osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    osv.database = type(osv.database)(records[:1])
    stored: list[tuple[list[str], list[str]]] = []

    def store(_cache: online_cache.OnlineCache, answers: Mapping[Package, Any], new: Mapping[str, Any]) -> None:
        stored.append(([each.name for each in answers], sorted(new)))

    monkeypatch.setattr(online_cache.OnlineCache, "store", store)
    ask(LANTERN)

    assert stored == [(["lantern"], ["PYSEC-2026-1"]), ([], ["CVE-2026-1", "GHSA-aaaa-aaaa-aaaa"])]


def test_a_run_that_asks_nothing_imports_nothing_to_ask_with(osv: OsvServer) -> None:
    ask(LANTERN)
    assert osv.asked
    program = (
        "import sys\n"
        "from upheld.advisories.online import Online\n"
        "from upheld.ecosystems import Package\n"
        "from upheld.services import Services\n"
        "answer = Online(Services(False)).affecting([Package('PyPI', 'lantern', '1.0')])\n"
        "print(len(answer.affecting), *sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == "1"
    assert {"http.client", "ssl", "email.parser"} & set(said) == set()


def test_after_an_hour_the_packages_are_asked_for_and_records_in_a_new_state_alone(
    records: list[dict[str, Any]], osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(LANTERN, KETTLE)
    osv.asked.clear()
    records[3].update(modified="2026-02-02T00:00:00Z", summary="A new state")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + online_cache.HOUR + 1)
    answer = ask(LANTERN, KETTLE)
    assert osv.asked == ["/v1/querybatch", "/v1/vulns/PYSEC-2026-3"]
    assert answer.affecting[KETTLE][0].summary == "A new state"


def test_new_packages_alone_are_asked_for_and_the_oldest_answer_tells_the_time(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(LANTERN)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)
    both = ask(LANTERN, KETTLE)
    assert [each["package"]["name"] for each in osv.questions] == ["lantern", "kettle"]
    assert both.provenance[0].as_of == first.provenance[0].as_of


def test_what_another_server_said_does_not_count(osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(LANTERN)
    monkeypatch.setenv("UPHELD_OSV_URL", osv.address.replace("127.0.0.1", "localhost"))
    osv.asked.clear()
    ask(LANTERN)
    assert "/v1/querybatch" in osv.asked


def test_no_failure_is_kept(osv: OsvServer) -> None:
    osv.replies["/v1/vulns/PYSEC-2026-3"] = iter([404])
    assert list(ask(KETTLE, LANTERN).unanswered) == [KETTLE]
    assert ids(ask(KETTLE, LANTERN), KETTLE) == ["PYSEC-2026-3"]


def test_offline_nothing_is_answered_from_what_was_kept(osv: OsvServer) -> None:
    ask(LANTERN)
    osv.asked.clear()
    assert Online(Services(offline=True)).affecting([LANTERN]).unanswered == {LANTERN: "not asked: --offline"}
    assert osv.asked == []


@pytest.mark.parametrize("url", ["http://example.org", "ftp://127.0.0.1", "https://", "http://u:sesame@example.org"])
def test_an_address_where_others_read_along_or_that_is_none_is_not_asked(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", url)
    (reason,) = ask(LANTERN).unanswered.values()
    assert "sesame" not in reason
    assert osv.asked == []


def test_the_address_may_have_a_path_and_no_token_is_sent(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password sesame\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("GITHUB_TOKEN", "not-a-real-token")
    monkeypatch.setenv("UPHELD_OSV_URL", f"{osv.address}/mirror/")
    assert "status 404" in ask(LANTERN).unanswered[LANTERN]
    assert osv.asked == ["/mirror/v1/querybatch"]
    assert not any("Authorization" in each for each in osv.headers)


def answered(value: Any) -> tuple[int, dict[str, str], bytes]:
    import json  # noqa: PLC0415

    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def test_an_advisory_that_is_named_for_two_packages_is_fetched_once(osv: OsvServer) -> None:
    shared = record("PYSEC-2026-7", "1.0", **HIGH)
    shared["affected"] += record("x", "2.0", package="kettle")["affected"]
    osv.database = type(osv.database)([shared])
    answer = ask(LANTERN, KETTLE)
    assert (ids(answer, LANTERN), ids(answer, KETTLE)) == (["PYSEC-2026-7"], ["PYSEC-2026-7"])
    assert vulns(osv) == ["PYSEC-2026-7"]
