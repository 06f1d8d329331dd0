"""OSV out of order in every way that a network knows: told apart, the rest intact, and never waited for beyond the timeout."""

import json
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from osv_server import Database, OsvServer, drip, drip_headers, never, reset
from upheld.advisories import Answer
from upheld.advisories.online import Online
from upheld.ecosystems import Package
from upheld.services import Services

pytestmark = [pytest.mark.block_network(allowed_hosts=["127.0.0.1"]), pytest.mark.usefixtures("carrier")]

BATCH = "/v1/querybatch"
LANTERN = Package("PyPI", "lantern", "1.0")
KETTLE = Package("PyPI", "kettle", "2.0")
CLEAN = Package("PyPI", "spoon", "3.0")
OF_LANTERN = "/v1/vulns/PYSEC-2026-1"
ENDLESS = 60
"""Seconds; a run that does not end by itself long before is stuck."""


@pytest.fixture(params=["direct", "proxied"])
def carrier(request: pytest.FixtureRequest, osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> OsvServer:
    """Ask as where there is no proxy, and as where there is one that the server is not asked by."""
    if request.param == "proxied":
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return osv


def ask(*packages: Package, timeout: float = 20) -> Answer:
    """Ask in a thread, so that a run that is stuck fails and does not hold up all tests."""
    found: list[Answer] = []
    services = Services(offline=False, timeout=timeout)
    thread = threading.Thread(target=lambda: found.append(Online(services).affecting(packages)), daemon=True)
    thread.start()
    thread.join(ENDLESS)
    services.close()
    assert found, "the run does not end"
    return found[0]


def said(value: Any) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def unused_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port


# The whole batch


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (reset, "breaks off"),
        ((200, {"Content-Length": "1000", "Connection": "close"}, b'{"results": ['), "breaks off"),
        (404, "has nothing there (status 404)"),
        (401, "asks for valid credentials (status 401)"),
        (403, "forbids access (status 403)"),
        (429, "limits how often it may be asked (status 429)"),
        (500, "gives an unexpected answer (status 500)"),
        (503, "is out of order (status 503)"),
        ((302, {"Location": "/elsewhere"}, b""), "gives an unexpected answer (status 302)"),
        ((200, {}, b"<html>"), "not JSON"),
        ((200, {}, b"[" * 100_000), "not JSON"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "cannot be unpacked"),
        (said([]), "not a batch of the OSV API"),
        (said({"results": []}), "answers with 0 results for 2 questions"),
        (said({"results": [{}, {}, {}]}), "answers with 3 results for 2 questions"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value))[:30],
)
def test_nothing_is_clean_that_was_not_answered_and_each_cause_has_words_of_its_own(
    osv: OsvServer, reply: Any, words: str
) -> None:
    osv.replies[BATCH] = reply
    answer = ask(LANTERN, CLEAN)
    assert answer.affecting == {}
    assert set(answer.unanswered) == {LANTERN, CLEAN}
    assert all(reason.startswith("127.0.0.1 ") and words in reason for reason in answer.unanswered.values())


def test_a_server_that_refuses_connections_is_named(osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> None:
    del osv
    monkeypatch.setenv("UPHELD_OSV_URL", f"http://127.0.0.1:{unused_port()}")
    assert ask(LANTERN).unanswered == {LANTERN: "127.0.0.1 cannot be reached: it refuses connections"}


@pytest.mark.parametrize(
    "trouble",
    [500, 502, 503, 429, (429, {"Retry-After": "1"}, b""), (503, {"Retry-After": "86400"}, b""), reset],
    ids=lambda value: getattr(value, "__name__", str(value))[:30],
)
def test_a_passing_trouble_is_asked_about_again(osv: OsvServer, trouble: Any) -> None:
    osv.replies[BATCH] = iter([trouble, trouble])
    osv.replies[OF_LANTERN] = iter([trouble])
    answer = ask(LANTERN)
    assert [each.id for each in answer.affecting[LANTERN]] == ["GHSA-aaaa-aaaa-aaaa", "PYSEC-2026-1", "PYSEC-2026-2"]
    assert osv.asked.count(BATCH) == 3


def test_a_lasting_trouble_is_asked_about_three_times(osv: OsvServer) -> None:
    osv.replies[BATCH] = 500
    ask(LANTERN)
    assert osv.asked == [BATCH] * 3


def test_a_connection_that_the_server_has_closed_meanwhile_is_no_trouble(osv: OsvServer) -> None:
    services = Services(offline=False, timeout=20)
    assert Online(services).affecting([CLEAN]).unanswered == {}
    osv.hang_up()
    assert Online(services).affecting([LANTERN]).unanswered == {}
    services.close()


# One package, or one record


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([{"next_page_token": 5}], "not a result"),
        ([{"next_page_token": "x" * 5000}], "not a result"),
        ([{"vulns": {}}], "not a result"),
        (["x"], "not a result"),
        ([{"vulns": [{"id": "../../etc/passwd"}]}], "not the id of an advisory"),
        ([{"vulns": [{"id": 7}]}], "not the id of an advisory"),
        ([{"vulns": ["PYSEC-1"]}], "not the id of an advisory"),
    ],
)
def test_one_result_that_cannot_be_read_leaves_the_others_intact(osv: OsvServer, results: Any, words: str) -> None:
    kettle = {"vulns": [{"id": "PYSEC-2026-3", "modified": "x"}]}
    osv.replies[BATCH] = said({"results": [kettle, *results]})
    answer = ask(LANTERN, KETTLE)
    assert [each.id for each in answer.affecting[KETTLE]] == ["PYSEC-2026-3"]
    assert words in answer.unanswered[LANTERN]


def test_a_token_alone_is_followed(osv: OsvServer) -> None:
    osv.replies[BATCH] = iter([said({"results": [{"next_page_token": "0"}]})])
    assert len(ask(LANTERN).affecting[LANTERN]) == 3
    assert osv.questions[0]["page_token"] == "0"  # noqa: S105 - of a page


def test_a_token_to_which_no_result_belongs_leaves_its_package_unanswered(osv: OsvServer) -> None:
    osv.replies[BATCH] = iter([said({"results": [{"next_page_token": "0"}, {}]}), said({"results": []})])
    answer = ask(LANTERN, CLEAN._replace(name="zinc"))
    assert "answers with 0 results for 1 questions" in answer.unanswered[LANTERN]
    assert len(answer.affecting) == 1


def test_a_token_that_comes_twice_ends_the_questions(osv: OsvServer) -> None:
    osv.replies[BATCH] = said({"results": [{"next_page_token": "again"}]})
    assert "the same page token twice" in ask(LANTERN).unanswered[LANTERN]
    assert osv.asked == [BATCH] * 2


def test_pages_have_an_end(osv: OsvServer) -> None:
    osv.replies[BATCH] = (said({"results": [{"next_page_token": str(number)}]}) for number in range(1000))
    assert "more than 50 pages" in ask(LANTERN).unanswered[LANTERN]
    assert len(osv.asked) == 50


def test_advisories_have_an_end(osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upheld.advisories.inquiry.MOST_ADVISORIES", 100)
    many = [{"id": f"PYSEC-{number}", "modified": ""} for number in range(101)]
    osv.replies[BATCH] = said({"results": [{"vulns": many}]})
    assert "more than 100 advisories" in ask(LANTERN).unanswered[LANTERN]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (404, "has nothing there (status 404)"),
        (500, "gives an unexpected answer (status 500)"),
        (reset, "breaks off"),
        ((200, {}, b"{"), "not JSON"),
        (said({"id": "PYSEC-2026-9"}), "not the record that was asked for"),
        (said([]), "not the record that was asked for"),
        (said({"id": "PYSEC-2026-1", "affected": 7}), "PYSEC-2026-1"),
        ((200, {}, b'{"id": "PYSEC-2026-1", "details": "' + b"x" * 9_000_000 + b'"}'), "more than 8,388,608 bytes"),
        ((200, {"Content-Length": str(10**12)}, b" " * 9_000_000), "more than 8,388,608 bytes"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value))[:30],
)
def test_a_record_that_does_not_come_leaves_its_package_unanswered_and_the_others_intact(
    osv: OsvServer, reply: Any, words: str
) -> None:
    osv.replies[OF_LANTERN] = reply
    answer = ask(LANTERN, KETTLE, CLEAN)
    assert set(answer.affecting) == {KETTLE, CLEAN}
    assert answer.unanswered[LANTERN].startswith("the record of PYSEC-2026-1 did not come: ")
    assert words in answer.unanswered[LANTERN]


# Time


@pytest.mark.parametrize("behaviour", [never, drip, drip_headers])
@pytest.mark.parametrize("path", [BATCH, OF_LANTERN], ids=["batch", "record"])
def test_a_server_that_does_not_come_to_an_end_is_left_at_the_timeout(
    osv: OsvServer, behaviour: Callable[..., None], path: str
) -> None:
    osv.replies[path] = behaviour
    began = time.monotonic()
    answer = ask(LANTERN, CLEAN, timeout=2)
    assert time.monotonic() - began >= 2 - 0.1  # it was given its time, and
    assert not osv.ended.is_set()  # it was still at it when the run went on
    assert any(word in answer.unanswered[LANTERN] for word in ("within the 2 seconds that --timeout gives", "in time"))
    assert (CLEAN in answer.affecting) == (path == OF_LANTERN)


def test_no_pause_that_the_server_asks_for_goes_beyond_the_timeout(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("upheld.services.retries.LONGEST_PAUSE", ENDLESS * 10)
    osv.replies[BATCH] = (429, {"Retry-After": "86400"}, b"")
    (reason,) = ask(LANTERN, timeout=0.3).unanswered.values()
    assert "--timeout" in reason or "status 429" in reason


def test_what_was_answered_in_time_counts(osv: OsvServer) -> None:
    osv.replies[OF_LANTERN] = never
    answer = ask(LANTERN, KETTLE, timeout=3)
    assert [each.id for each in answer.affecting[KETTLE]] == ["PYSEC-2026-3"]
    assert list(answer.unanswered) == [LANTERN]


def test_the_timeout_is_of_the_run_and_not_of_each_question(osv: OsvServer) -> None:
    osv.replies[BATCH] = never
    services = Services(offline=False, timeout=0.3)
    Online(services).affecting([LANTERN])
    asked = len(osv.asked)
    assert Online(services).affecting([CLEAN]).unanswered[CLEAN].startswith("not answered within")
    assert len(osv.asked) == asked
    services.close()


# The way there


@pytest.fixture
def self_signed(osv: OsvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have OSV asked by TLS with a certificate that nobody vouches for."""
    made = [tmp_path / name for name in ("key.pem", "certificate.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(made[0]), "-out", str(made[1])]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl, which makes the certificate, is not here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made[1], made[0])
    osv.socket = context.wrap_socket(osv.socket, server_side=True)
    monkeypatch.setenv("UPHELD_OSV_URL", osv.address.replace("http:", "https:"))
    return made[1]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(osv: OsvServer, self_signed: Path) -> None:
    del self_signed
    assert ask(LANTERN).unanswered == {LANTERN: "127.0.0.1 has no certificate that is trusted here"}
    assert osv.asked == []


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_certificate_that_the_environment_vouches_for_is_trusted(
    osv: OsvServer, self_signed: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(self_signed))
    assert len(ask(LANTERN).affecting[LANTERN]) == 3
    assert osv.asked


def test_certificates_that_cannot_be_read_are_named(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", osv.address.replace("http:", "https:"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    assert ask(LANTERN).unanswered == {LANTERN: "REQUESTS_CA_BUNDLE names certificates that cannot be read"}


def test_a_server_that_speaks_no_tls_is_told_from_one_that_is_not_trusted(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", osv.address.replace("http:", "https:"))
    assert "does not speak TLS" in ask(LANTERN).unanswered[LANTERN]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[OsvServer]:
    """A proxy that lets nobody through, for whatever is asked by https."""
    with OsvServer(Database(())) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.address.replace("//", "//user:sesame@"))
        yield server


def test_a_proxy_that_refuses_connections_is_told(osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> None:
    del osv
    monkeypatch.setenv("UPHELD_OSV_URL", "https://osv.example.org")
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:sesame@127.0.0.1:{unused_port()}")
    (reason,) = ask(LANTERN).unanswered.values()
    assert reason == "osv.example.org cannot be reached: the proxy does not let it through"


def test_a_proxy_that_asks_for_other_credentials_is_told_and_theirs_not_shown(
    osv: OsvServer, proxy: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", "https://osv.example.org")
    (reason,) = ask(LANTERN).unanswered.values()
    assert reason == "osv.example.org cannot be reached: the proxy does not let it through"
    assert (set(proxy.asked), osv.asked) == ({"osv.example.org:443"}, [])
    assert proxy.headers[0]["Proxy-Authorization"] == "Basic dXNlcjpzZXNhbWU="


@pytest.mark.usefixtures("osv")
@pytest.mark.parametrize("proxy", ["socks5://user:sesame@127.0.0.1:9", "http://user:sesame@[bad", "http://a:b:c"])
def test_a_proxy_that_is_none_of_http_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("UPHELD_OSV_URL", "https://osv.example.org")
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    (reason,) = ask(LANTERN).unanswered.values()
    assert reason == "osv.example.org is not asked: the proxy that is stated for it cannot be used"


def test_no_proxy_is_asked_where_none_is_wanted(osv: OsvServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert ask(LANTERN).unanswered == {}
    assert osv.asked


def test_plain_http_goes_through_its_proxy_by_the_whole_address(
    osv: OsvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", osv.address)
    monkeypatch.setenv("UPHELD_OSV_URL", "http://localhost:9/mirror")
    ask(LANTERN)
    assert osv.asked == ["http://localhost:9/mirror/v1/querybatch"]
