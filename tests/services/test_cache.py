"""The cache: what is kept, whether it still holds, and what a damaged or hostile folder does to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from upheld.services.session import Session

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1"])

TOKEN = "not-a-real-token"  # noqa: S105


@pytest.mark.parametrize(
    ("given", "returned"),
    [(("ETag", '"1"'), "If-None-Match"), (("Last-Modified", "Sat, 01 Nov 2025 00:00:00 GMT"), "If-Modified-Since")],
)
def test_an_answer_is_kept_and_the_server_asked_whether_it_still_holds(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], given: tuple[str, str], returned: str
) -> None:
    routes["/a"] = (200, dict([given]), b'{"answer": 42}')
    assert Session().get_json(f"{base}/a") == {"answer": 42}
    routes["/a"] = (200, dict([given]), b"sent only where the server does not answer 304")
    assert Session().get_json(f"{base}/a") == {"answer": 42}
    assert [a.get(returned) for a in asked] == [None, given[1]]


def test_a_changed_answer_replaces_the_kept_one(base: str, routes: dict[str, Any]) -> None:
    for number in (1, 2, 2):
        routes["/a"] = (200, {"ETag": f'"{number}"'}, json.dumps(number).encode())
        assert Session().get_json(f"{base}/a") == number


def test_what_is_kept_for_one_form_is_not_used_for_another(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]]
) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    for accept in ("application/json", "application/vnd.example+json"):
        Session().get_json(f"{base}/a", accept=accept)
    assert "If-None-Match" not in asked[1]


def test_no_token_is_written_and_nobody_else_may_read_the_cache(
    base: str, routes: dict[str, Any], cache_folder: Path
) -> None:
    routes["/a"] = (200, {"ETag": '"1"', "Set-Cookie": TOKEN}, b"{}")
    Session().get_json(f"{base}/a", token=TOKEN)
    (file,) = cache_folder.iterdir()
    assert TOKEN not in file.read_text()
    assert (file.stat().st_mode & 0o777, cache_folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_answer_without_a_validator_is_not_kept(base: str, routes: dict[str, Any], cache_folder: Path) -> None:
    routes["/a"] = {}
    Session().get_json(f"{base}/a")
    assert not cache_folder.exists()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"headers": []}', '{"headers": {"ETag": 1}, "value": 2}', '{"headers": {"ETag": "1"}}',
     '{"headers": {"ETag": "a\\r\\nX: b"}, "value": 2}', "[" * 100_000],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_damaged_entry_is_as_good_as_none(
    base: str, routes: dict[str, Any], asked: list[dict[str, str]], cache_folder: Path, text: str
) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    Session().get_json(f"{base}/a")
    (file,) = cache_folder.iterdir()
    file.write_text(text)
    assert Session().get_json(f"{base}/a") == {}
    assert "If-None-Match" not in asked[1]


def test_a_cache_that_cannot_be_written_or_read_does_not_matter(
    base: str, routes: dict[str, Any], cache_folder: Path
) -> None:
    cache_folder.parent.write_text("a file where the folder should be")
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    assert Session().get_json(f"{base}/a") == {}


def test_an_entry_that_cannot_be_replaced_leaves_nothing_behind(
    base: str, routes: dict[str, Any], cache_folder: Path
) -> None:
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    Session().get_json(f"{base}/a")
    (file,) = cache_folder.iterdir()
    file.unlink()
    file.mkdir()
    assert Session().get_json(f"{base}/a") == {}
    assert list(cache_folder.iterdir()) == [file]


@pytest.mark.parametrize("stated", ["", "relative"])
def test_without_a_usable_cache_home_the_one_below_home_is_taken(
    base: str, routes: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", stated)
    monkeypatch.setenv("HOME", str(tmp_path))
    routes["/a"] = (200, {"ETag": '"1"'}, b"{}")
    Session().get_json(f"{base}/a")
    assert len(list((tmp_path / ".cache" / "upheld").iterdir())) == 1
