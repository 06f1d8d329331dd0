"""Two active keys of one owner, for longer than a replacement takes."""

from typing import Any

from keys_made import NOW, key
from upheld.facts.keys.key import Key, State
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.overlap import overlaps


def access_key(name: str, created: str | None, owner: str | None = "deployer", **stated: Any) -> Key:
    return key(name, kind="access-key", owner=owner, created=created, **stated)


def told(*keys: Key, overlap: int = 7) -> list[str]:
    return [each.name for each, _ in overlaps(keys, Limits(overlap=overlap), seen=NOW)]


def test_the_older_one_is_told_once_the_window_is_over() -> None:
    old = access_key("old", "2025-06-01")

    assert told(old, access_key("new", "2026-01-24")) == []
    assert told(access_key("new", "2026-01-23"), old) == ["old"]
    assert told(access_key("new", "2026-01-23"), old, overlap=8) == []


def test_all_but_the_newest_are_told() -> None:
    keys = [access_key(f"k{month}", f"2025-0{month}-01") for month in (3, 1, 2)]

    assert told(*keys) == ["k1", "k2"]


def test_other_owners_kinds_and_sources_are_apart() -> None:
    old = access_key("old", "2025-06-01")

    assert told(old, access_key("new", "2025-09-01", "other")) == []
    assert told(old, access_key("new", "2025-09-01", source="AWS IAM")) == []
    assert told(old, key("new", kind="service-account-key", owner="deployer", created="2025-09-01")) == []


def test_tokens_of_one_person_may_each_have_a_purpose() -> None:
    assert told(*(key(name, owner="ada", created="2025-01-01") for name in ("a", "b"))) == []


def test_keys_without_owner_or_date_and_inactive_ones_do_not_overlap() -> None:
    old = access_key("old", "2025-06-01")

    assert told(old, access_key("new", None)) == []
    assert told(old, access_key("new", "2025-09-01", state=State.SUSPENDED)) == []
    assert told(access_key("a", "2025-01-01", None), access_key("b", "2025-02-01", None)) == []
