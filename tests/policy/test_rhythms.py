import pytest

from upheld.policy.rhythms import Rhythm, rhythm, rhythm_or_event


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("reviewed quarterly", "quarterly", 90),
        ("an annual check", "annual", 365),
        ("at least once per year", "annually", 365),
        ("each month", "monthly", 30),
        ("every 6 months", "every 6 months", 180),
        ("every two weeks or daily", "every two weeks", 14),
        ("twice a year", "twice a year", 182),
        ("semi-annual tests", "semi-annual", 182),
        ("bi-weekly", "bi-weekly", 14),
        ("every night", "nightly", 1),
    ],
)
def test_a_rhythm_is_one_word_where_there_is_one(text: str, word: str, days: int) -> None:
    assert rhythm(text) == Rhythm(word, days)


@pytest.mark.parametrize("text", ["within 90 days", "regularly", "on every push", "a year ago"])
def test_deadlines_and_events_are_no_rhythm(text: str) -> None:
    assert rhythm(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("on every PR", "every pull request"),
        ("Pull request scanning", "every pull request"),
        ("runs on all pushes", "every push"),
        ("before each release", "every release"),
        ("before release", "every release"),
        ("on every push and each pull request", "every push and pull request"),
        ("weekly and on each commit", "weekly"),
        ("per pull request", "every pull request"),
        ("before we tag a version", "every release"),
        ("every 24 hours", "every 24 hours"),
        ("each Tuesday", "weekly"),
        ("every other week", "every two weeks"),
        ("every morning", "daily"),
        ("overnight", "nightly"),
        ("with each build", "every build"),
        ("all pull requests", "every pull request"),
        ("guards our pull requests", "every pull request"),
        ("PRs only", "every pull request"),
        ("every time we push", "every push"),
        ("whenever a pull request is opened", "every pull request"),
        ("as part of the release checks", "every release"),
        ("continuous monitoring", "continuous"),
    ],
)
def test_an_event_sets_a_rhythm_of_its_own(text: str, word: str) -> None:
    named = rhythm_or_event(text)
    assert named
    assert named.word == word


def test_an_adjective_of_something_else_is_no_rhythm() -> None:
    assert rhythm_or_event("a daily-fresh list of what is known") is None


def test_push_protection_is_no_event() -> None:
    assert rhythm_or_event("secret scanning with push protection") is None


def test_continuous_integration_is_no_rhythm() -> None:
    assert rhythm_or_event("scanned in continuous integration") is None
