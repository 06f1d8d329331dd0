import pytest

from upheld.facts.workflows.conditions import holds
from upheld.facts.workflows.runs import PULL_REQUEST, PUSH, SCHEDULE, TAG, Trigger
from upheld.model import Location

PLACE = Location(".github/workflows/ci.yml")
PUSHED, TAGGED = Trigger(PUSH, PLACE, "push"), Trigger(TAG, PLACE, "push")
PULLED, TIMED = Trigger(PULL_REQUEST, PLACE, "pull_request"), Trigger(SCHEDULE, PLACE, "schedule")


def told(condition: str, trigger: Trigger) -> bool | None:
    return holds(condition, trigger, lambda pattern: pattern == "package-lock.json")


@pytest.mark.parametrize(
    ("condition", "pushed", "pulled", "timed"),
    [
        ("false", False, False, False),
        ("${{ false }}", False, False, False),
        ("always()", True, True, True),
        ("failure()", False, False, False),
        ("!cancelled()", True, True, True),
        ("github.event_name == 'schedule'", False, False, True),
        ("github.event_name != 'pull_request'", True, False, True),
        ("github.event_name == 'push' || github.event_name == 'schedule'", True, False, True),
        ("${{ github.event_name == 'push' && github.ref == 'refs/heads/main' }}", True, False, False),
        ("github.ref == 'refs/heads/main'", True, False, True),
        ("github.ref != 'refs/heads/main'", None, True, None),
        ("startsWith(github.ref, 'refs/tags/')", False, False, False),
        ("github.repository == 'acme/widget'", True, True, True),
        ("github.repository != 'acme/widget'", False, False, False),
        ("github.actor != 'dependabot[bot]'", True, True, True),
        ("matrix.os == 'ubuntu-latest'", True, True, True),
        ("hashFiles('package-lock.json') != ''", True, True, True),
        ("hashFiles('yarn.lock') != ''", False, False, False),
        ("inputs.audit", None, None, None),
        ("inputs.audit && false", False, False, False),
        ("inputs.audit || true", True, True, True),
        ("vars.AUDIT == 'yes'", None, None, None),
        ("!(github.event_name == 'push')", False, True, True),
        ("contains('a,b', 'b')", True, True, True),
        ("needs.changes.outputs.lock == 'true'", None, None, None),
        ("fromJSON(inputs.x)[0] > 3", None, None, None),
        ("github.event_name ==", None, None, None),
        ("(((((", None, None, None),
        ("a ~ b", None, None, None),
    ],
)
def test_a_condition_holds_fails_or_is_not_known(
    condition: str, *, pushed: bool | None, pulled: bool | None, timed: bool | None
) -> None:
    assert (told(condition, PUSHED), told(condition, PULLED), told(condition, TIMED)) == (pushed, pulled, timed)


def test_a_tag_is_told_from_a_branch() -> None:
    assert told("startsWith(github.ref, 'refs/tags/')", TAGGED) is True
    assert told("github.ref_type == 'branch'", TAGGED) is False


@pytest.mark.parametrize("hostile", ["!" * 5_000, "(" * 5_000, "a && " * 5_000, "'" + "x" * 5_000])
def test_a_hostile_condition_is_not_known(hostile: str) -> None:
    assert told(hostile, PUSHED) is None
