"""Unused and never used: what is not known to be unused is not called so."""

from typing import Any

import pytest

from keys_made import NOW, at, key
from upheld.facts.keys.key import NEVER, State
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.usage import usage
from upheld.model import Verdict


def rule(seen: str | None = None, *, unused: int = 45, **stated: Any) -> str | None:
    remark = usage(key(**stated), Limits(90, unused=unused), seen=at(seen) if seen else NOW)
    assert remark is None or (remark.verdict is Verdict.BROKEN and remark.is_advice)
    return remark.rule if remark else None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"created": "2020-01-01", "last_used": "2025-12-17"}, None),
        ({"created": "2020-01-01", "last_used": "2025-12-16"}, "unused"),
        ({"created": "2020-01-01", "last_used": "2025-12-16T21:00:00-05:00"}, None),
        ({"created": "2025-12-17", "last_used": NEVER}, None),
        ({"created": "2025-12-16", "last_used": NEVER}, "never-used"),
    ],
)
def test_the_limit_itself_is_within_it(stated: dict[str, Any], expected: str | None) -> None:
    assert rule(**stated) == expected


def test_unknown_use_is_not_never() -> None:
    assert rule(created="2001-01-01") is None
    assert rule(created="2001-01-01", last_used=None) is None


def test_never_used_counts_from_creation_even_where_it_was_rotated() -> None:
    assert rule(created="2025-01-01", changed="2026-01-30", last_used=NEVER) == "never-used"
    assert rule(changed="2020-01-01", last_used=NEVER) is None


def test_use_of_the_old_value_does_not_count_against_a_new_one() -> None:
    assert rule(created="2020-01-01", changed="2026-01-20", last_used="2025-06-01") is None


def test_days_after_the_metadata_were_taken_do_not_count() -> None:
    assert rule("2026-01-25", created="2020-01-01", last_used="2025-12-12") is None


def test_key_that_is_not_active_may_be_unused() -> None:
    assert rule(created="2001-01-01", last_used=NEVER, state=State.SUSPENDED) is None


def test_limit_is_the_configuration_s() -> None:
    assert rule(created="2020-01-01", last_used="2025-12-01", unused=90) is None
