"""The session under what servers really do: refuse, stall, flood, redirect, answer nonsense, confirm the cache."""

import gzip
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from upheld.services import Reason, ServiceError, retries
from upheld.services.deadline import Deadline
from upheld.services.session import Limits, Session

pytestmark = [pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1"]), pytest.mark.usefixtures("carrier")]

TOKEN = "not-a-real-token"  # noqa: S105


def failure(session: Session, url: str, token: str | None = None) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        session.get_json(url, token=token)
    return caught.value


def test_json_is_returned_and_the_request_is_counted(base: str, routes: dict[str, Any]) -> None:
    routes["/a?b=%20c"] = {"answer": 42}
    session = Session()
    assert session.get_json(f"{base}/a?b= c") == {"answer": 42}
    assert (session.requests, session.hosts) == (1, {"127.0.0.1"})


def test_the_request_says_what_it_accepts_and_who_asks(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]]
) -> None:
    routes["/"] = {}
    Session().get_json(base, accept="application/vnd.example+json")
    assert asked[0]["Accept"] == "application/vnd.example+json"
    assert asked[0]["User-Agent"].startswith("upheld/")


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (401, {}, Reason.UNAUTHORIZED),
        (403, {}, Reason.FORBIDDEN),
        (403, {"X-RateLimit-Remaining": "0"}, Reason.RATE_LIMITED),
        (403, {"Retry-After": "60"}, Reason.RATE_LIMITED),
        (404, {}, Reason.NOT_FOUND),
        (429, {}, Reason.RATE_LIMITED),
        (500, {}, Reason.UNEXPECTED),
        (503, {}, Reason.UNREACHABLE),
        (204, {}, Reason.UNEXPECTED),
        (304, {}, Reason.UNEXPECTED),
        (410, {}, Reason.UNEXPECTED),
    ],
)
def test_every_other_status_is_an_error_with_its_reason(
    base: str, routes: dict[str, Any], status: int, headers: dict[str, str], reason: Reason
) -> None:
    routes["/a"] = (status, headers, b"")
    error = failure(Session(), f"{base}/a")
    assert error.reason is reason
    assert "127.0.0.1" in str(error)
    assert str(status) in str(error)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_trouble_is_asked_about_again(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], status: int
) -> None:
    routes["/a"] = iter([status, status, {"answer": 42}])
    assert Session().get_json(f"{base}/a") == {"answer": 42}
    assert len(asked) == 3


def test_a_lasting_trouble_is_asked_about_three_times_and_no_more(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]]
) -> None:
    routes["/a"] = 503
    failure(Session(), f"{base}/a")
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("9" * 5000, 3), ("Fri, 31 Dec 9999 23:59:59 GMT", 3), ("-1", 0), ("soon", 0), ("86400", 3), ("2", 2)],
    ids=lambda value: str(value)[:10],
)
def test_a_short_wait_is_granted_as_asked_and_no_server_makes_a_run_wait_for_long(
    monkeypatch: pytest.MonkeyPatch, said: str, seconds: float
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(retries, "LONGEST_PAUSE", 3)
    monkeypatch.setattr("time.sleep", waited.append)
    retries.pause(0, said, Deadline())
    assert waited == [seconds]


def test_no_wait_goes_beyond_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(retries, "LONGEST_PAUSE", 3)
    monkeypatch.setattr("time.sleep", waited.append)
    retries.pause(0, "3", Deadline(0))
    assert waited == [0]


def test_the_body_of_a_refusal_is_not_read(base: str, routes: dict[str, Any]) -> None:
    endless = {"Content-Length": str(10**12)}
    routes["/a"] = iter([(503, endless, b"x"), (503, endless, b"x"), {"answer": 42}])
    assert Session().get_json(f"{base}/a") == {"answer": 42}


def test_the_body_of_a_redirect_is_not_read(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (302, {"Location": "/b", "Content-Length": str(10**12)}, b"x")
    routes["/b"] = {"answer": 42}
    assert Session().get_json(f"{base}/a") == {"answer": 42}


@pytest.mark.parametrize("zipped", [False, True])
def test_a_body_beyond_the_limit_is_refused(base: str, routes: dict[str, Any], zipped: bool) -> None:  # noqa: FBT001
    body = json.dumps("a" * 100_000).encode()
    headers = {"Content-Encoding": "gzip"} if zipped else {}
    routes["/a"] = (200, headers, gzip.compress(body) if zipped else body)
    error = failure(Session(Limits(size=50_000)), f"{base}/a")
    assert error.reason is Reason.UNEXPECTED
    assert "more than 50,000 bytes" in str(error)


def test_the_limit_is_16_mebibytes(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * (16 * 1024 * 1024) + b"1"))
    assert failure(Session(), f"{base}/a").reason is Reason.UNEXPECTED


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff\xfe", b'{"a": ', b"[" * 100_000, b"9" * 10_000], ids=lambda body: f"{body[:4]!r}"
)
def test_what_is_not_json_is_refused(base: str, routes: dict[str, Any], body: bytes) -> None:
    routes["/a"] = (200, {}, body)
    error = failure(Session(), f"{base}/a")
    assert error.reason is Reason.UNEXPECTED
    assert "not JSON" in str(error)


@pytest.mark.parametrize(
    ("headers", "body"),
    [({"Content-Encoding": "gzip"}, b"no gzip"), ({"Content-Length": "100"}, b"{}")],
    ids=["not-gzip", "cut-off"],
)
def test_a_broken_transfer_is_an_error(base: str, routes: dict[str, Any], headers: dict[str, str], body: bytes) -> None:
    routes["/a"] = (200, {**headers, "Connection": "close"}, body)
    assert failure(Session(Limits(read=0.2)), f"{base}/a").reason is Reason.UNREACHABLE


def test_a_server_that_never_answers_is_left(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = "never"
    error = failure(Session(Limits(read=0.05)), f"{base}/a")
    assert error.reason is Reason.UNREACHABLE
    assert "127.0.0.1" in str(error)


def test_a_server_that_takes_too_long_in_all_is_left(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = {}
    assert "takes more than" in str(failure(Session(Limits(total=-1)), f"{base}/a"))


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert failure(Session(), url).reason is Reason.UNREACHABLE


def test_a_proxy_s_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:sesame@127.0.0.1:{unused.getsockname()[1]}")
        error = failure(Session(), "https://example.org/")
    assert "proxy" in str(error)
    assert "sesame" not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https://[", "https://h:99999/",
     "https://a b/", "https://exämple.org", "http://127.0.0.1\\@example.org/"],
)  # fmt: skip
def test_an_address_that_is_none_opens_no_socket(url: str) -> None:
    session = Session()
    assert failure(session, url).reason is Reason.UNEXPECTED
    assert session.requests == 0


# Tokens


def test_a_token_goes_to_the_host_it_was_given_for(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]]
) -> None:
    routes["/a"] = (301, {"Location": "/b"}, b"")
    routes["/b"] = {}
    Session().get_json(f"{base}/a", token=TOKEN)
    assert [a.get("Authorization") for a in asked] == [f"Bearer {TOKEN}"] * 2


def test_a_token_does_not_follow_a_redirect_to_another_host(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]]
) -> None:
    routes["/a"] = (302, {"Location": base.replace("127.0.0.1", "localhost") + "/b"}, b"")
    routes["/b"] = (302, {"Location": f"{base}/c"}, b"")
    routes["/c"] = {"answer": 42}
    assert Session().get_json(f"{base}/a", token=TOKEN) == {"answer": 42}
    assert [a.get("Authorization") for a in asked] == [f"Bearer {TOKEN}", None, None]


def test_a_password_in_the_address_is_sent_as_one_and_kept_nowhere_else(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], cache_folder: Path
) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    with_password = base.replace("//", "//user:sesame@")
    Session().get_json(f"{with_password}/a")
    assert asked[0]["Authorization"] == "Basic dXNlcjpzZXNhbWU="
    Session().get_json(f"{base}/a")
    assert "If-None-Match" in asked[1], "the cache's key must not depend on the password"
    assert "sesame" not in str(failure(Session(), f"{with_password}/b"))
    assert all("sesame" not in file.read_text() for file in cache_folder.iterdir())


def test_netrc_does_not_take_the_token_s_place(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password sesame\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    routes["/a"] = {}
    Session().get_json(f"{base}/a", token=TOKEN)
    Session().get_json(f"{base}/a")
    assert [a.get("Authorization") for a in asked] == [f"Bearer {TOKEN}", None]


def test_cookies_are_not_kept(base: str, routes: dict[str, Any], asked: list[dict[str, str]]) -> None:
    routes["/a"] = (200, {"Set-Cookie": "who=you"}, b"{}")
    session = Session()
    session.get_json(f"{base}/a")
    session.get_json(f"{base}/a")
    assert "Cookie" not in asked[1]


# Redirects


@pytest.mark.parametrize(
    "location",
    ["http://example.org/", "ftp://127.0.0.1/", "javascript:alert(1)", "http://[", "//:80/", "http://10.0.0.1/"],
)
def test_a_redirect_to_plain_http_or_to_no_address_is_refused(base: str, routes: dict[str, Any], location: str) -> None:
    routes["/a"] = (302, {"Location": location}, b"")
    session = Session()
    assert failure(session, f"{base}/a").reason is Reason.UNEXPECTED
    assert session.requests == 1


@pytest.mark.parametrize("headers", [{"Location": "/a"}, {}], ids=["loop", "to-nowhere"])
def test_redirects_end(base: str, routes: dict[str, Any], headers: dict[str, str]) -> None:
    routes["/a"] = (302, headers, b"")
    session = Session()
    assert failure(session, f"{base}/a").reason is Reason.UNEXPECTED
    assert session.requests == 6


def test_a_redirect_from_outside_to_this_machine_is_refused(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", base)
    routes["http://example.org/a"] = (302, {"Location": f"{base}/inside"}, b"")
    error = failure(Session(), "http://example.org/a")
    assert "to this machine" in str(error)
    assert [a["Path"] for a in asked] == ["http://example.org/a"]
