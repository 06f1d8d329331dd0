"""The badge: as good as the run and no better, in the shape that shields.io documents."""

import json
from typing import Any

import pytest

from ledgers import entry, ledger
from upheld.model import Entry, Level, Notification, NotificationKind, Verdict
from upheld.report import render
from upheld.report.style import PLAIN

KEPT = entry(verdict=Verdict.UPHELD)
OPEN = entry(verdict=Verdict.UNVERIFIED)


def badge(*entries: Entry, kind: NotificationKind | None = None, **stated: Any) -> dict[str, Any]:
    told = (Notification(kind, "told"),) if kind else ()
    made: dict[str, Any] = json.loads(render("badge", ledger(*entries, notifications=told, **stated), PLAIN))
    assert made.keys() <= {"schemaVersion", "label", "message", "color", "isError"}
    assert (made["schemaVersion"], made["label"]) == (1, "security policy")
    return made


@pytest.mark.parametrize(
    ("made", "message", "colour"),
    [
        (badge(KEPT, KEPT), "2 upheld", "brightgreen"),
        (badge(KEPT, entry(verdict=Verdict.UNVERIFIED, level=Level.NOTE)), "1 upheld, 1 unverified", "yellowgreen"),
        (badge(KEPT, OPEN), "1 upheld, 1 unverified", "yellow"),
        (badge(KEPT, kind=NotificationKind.NOTE), "1 upheld", "brightgreen"),
        (badge(KEPT, kind=NotificationKind.INCOMPLETE), "1 upheld, not all could be told", "yellow"),
        (badge(KEPT, entry(level=Level.WARNING)), "1 broken", "orange"),
    ],
)
def test_a_run_that_breaks_nothing_is_as_green_as_it_is_sure(made: dict[str, Any], message: str, colour: str) -> None:
    assert (made["message"], made["color"]) == (message, colour)
    assert "isError" not in made


@pytest.mark.parametrize(
    ("made", "message", "colour"),
    [
        (badge(KEPT, entry(), entry()), "2 broken", "red"),
        (badge(entry(), kind=NotificationKind.CRASH), "1 broken", "red"),
        (badge(KEPT, kind=NotificationKind.CRASH), "a check crashed", "orange"),
        (badge(kind=NotificationKind.NOTHING_TO_CHECK), "nothing to check", "lightgrey"),
        (badge(OPEN, strict=True), "0 upheld, 1 unverified", "yellow"),
    ],
)
def test_a_run_that_fails_is_an_error_of_which_nobody_may_change_the_colour(
    made: dict[str, Any], message: str, colour: str
) -> None:
    assert (made["message"], made["color"], made["isError"]) == (message, colour, True)
