import pytest

from upheld.facts.workflows.cron import CronError, longest_gap


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("0 0 * * *", 1),
        ("0 */12 * * *", 0.5),
        ("0 0,1 * * *", 23 / 24),
        ("17 3 * * 1", 7),
        ("17 3 * * MON", 7),
        ("17 3 * * 7", 7),
        ("0 0 * * 1-5", 3),
        ("0 0 * * mon,thu", 4),
        ("0 0 1 * *", 31),
        ("0 0 1,15 * *", 17),
        ("0 0 */7 * *", 7),
        ("0 0 1 */3 *", 92),
        ("0 0 1 1,7 *", 184),
        ("0 0 1 JAN *", 365),
        ("0 0 1 * 1", 7),
        ("@weekly", 7),
        ("@Daily", 1),
        ("0 0 5/10 * *", 11),
    ],
)
def test_the_longest_time_between_two_runs_counts(expression: str, days: float) -> None:
    assert longest_gap(expression) == pytest.approx(days)


@pytest.mark.parametrize(
    "expression",
    ["", "0 0 * *", "0 0 * * * *", "60 0 * * *", "0 24 * * *", "0 0 0 * *", "0 0 * 13 *", "0 0 * * 8", "a b c d e",
     "0 0 31 2 *", "0 0 5-2 * *", "*/0 * * * *", "$CRON", "0 0 ١ * *"],
)  # fmt: skip
def test_what_is_no_schedule_is_told(expression: str) -> None:
    with pytest.raises(CronError):
        longest_gap(expression)
