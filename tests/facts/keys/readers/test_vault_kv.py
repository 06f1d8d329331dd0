import json
from typing import Any

import pytest

from metadata_read import keys, problem, recognised_by, utc
from upheld.facts.keys.key import State

DATA: dict[str, Any] = {
    "cas_required": False,
    "created_time": "2024-03-22T02:24:06.945319214Z",
    "current_version": 2,
    "custom_metadata": {"owner": "shop team"},
    "delete_version_after": "0s",
    "max_versions": 0,
    "oldest_version": 0,
    "updated_time": "2025-11-03T02:36:43.986212308Z",
    "versions": {
        "1": {"created_time": "2024-03-22T02:24:06.945319214Z", "deletion_time": "", "destroyed": False},
        "2": {"created_time": "2025-11-02T22:36:43-04:00", "deletion_time": "", "destroyed": False},
    },
}
ANSWER = {"request_id": "0a1b", "lease_id": "", "lease_duration": 0, "renewable": False, "data": DATA, "warnings": None}


def with_current(**changes: Any) -> dict[str, Any]:
    return {**DATA, "versions": {"2": {**DATA["versions"]["2"], **changes}}}


@pytest.mark.parametrize(
    "content", [ANSWER, DATA, {"shop/db": ANSWER, "shop/mail": DATA}, {"path": "shop/db", "data": DATA}]
)
def test_answers_with_and_without_their_path_are_told_by_their_shape(content: Any) -> None:
    assert recognised_by(content) == ["Vault KV metadata"]


def test_a_secret_is_as_old_as_its_current_version() -> None:
    secret = keys({"shop/db": ANSWER})["shop/db"]

    assert (secret.created, secret.changed, secret.owner, secret.expires, secret.state) == (
        utc(2024, 3, 22, 2, 24, 6).replace(microsecond=945319),
        utc(2025, 11, 3, 2, 36, 43),
        "shop team",
        None,
        State.ACTIVE,
    )


def test_lines_of_answers_keep_their_paths() -> None:
    text = "\n".join(json.dumps({"path": path, **ANSWER}) for path in ("kv/a", "kv/b"))

    assert {name: key.location.line for name, key in keys(text).items()} == {"kv/a": 1, "kv/b": 2}


def test_a_path_that_is_not_told_is_said() -> None:
    assert list(keys(ANSWER)) == ["a secret whose path is not told"]


@pytest.mark.parametrize(
    ("data", "expires", "state"),
    [
        (with_current(destroyed=True), None, State.DESTROYED),
        (with_current(deletion_time="2026-01-01T00:00:00Z"), None, State.DEACTIVATED),
        (
            {**with_current(deletion_time="2026-01-01T00:00:00Z"), "delete_version_after": "2160h0m0s"},
            utc(2026, 1, 1),
            State.ACTIVE,
        ),
        (with_current(deletion_time="n/a"), None, State.ACTIVE),
    ],
)
def test_a_deletion_that_is_planned_is_an_end_and_one_that_is_done_a_state(
    data: Any, expires: object, state: State
) -> None:
    secret = keys({"path": "kv/a", **data})["kv/a"]

    assert (secret.expires, secret.state) == (expires, state)


def test_a_current_version_that_is_not_there_is_told() -> None:
    assert "no entry in `versions`" in problem({**DATA, "current_version": 9})[0]


@pytest.mark.parametrize(
    "content",
    [
        {
            "request_id": "0a1b",
            "lease_id": "",
            "lease_duration": 0,
            "data": {"data": {"password": "hunter2"}, "metadata": {"version": 2}},
        },
        {"request_id": "0a1b", "lease_id": "", "lease_duration": 2764800, "data": {"username": "hunter2"}},
        {**ANSWER, "data": {**DATA, "data": "hunter2"}},
    ],
)
def test_a_read_of_the_secret_itself_is_refused(content: Any) -> None:
    why, _ = problem(content)

    assert why.startswith("is refused: the field `")
    assert "hunter2" not in why
