import pytest

from kinds_read import told
from upheld.policy.kinds.acknowledgement_time import AcknowledgementTime
from upheld.policy.kinds.disclosure_window import DisclosureWindow
from upheld.policy.kinds.fix_time import FixTime
from upheld.policy.kinds.status_update_time import StatusUpdateTime

TIMED = (AcknowledgementTime, StatusUpdateTime, FixTime, DisclosureWindow)
REPORTING = "## Reporting a vulnerability\n\n"


def times(text: str) -> list[tuple[str, dict[str, object]]]:
    """Return every promised time by its kind."""
    return [(kind.kind, fields) for kind in TIMED for _, _, fields in told(kind, REPORTING + text)]


@pytest.mark.parametrize(
    "text",
    [
        "- **Sessions**: 12h tokens, masked in all responses",
        "- Refresh tokens are patched out after a 30-day access token expiry",
        "- Spending is fixed against a 30-day counting frame",
        "Responses are compressed; 6h cache.",
        "Management is told of an incident within 2 hours.",
        "After the lapse of the 60 day period, releases may follow.",
    ],
)
def test_how_long_a_thing_lasts_is_no_deadline(text: str) -> None:
    assert told(FixTime, f"## Features\n\n{text}") == []
    assert told(AcknowledgementTime, f"## Incident response\n\n{text}") == []


def test_a_time_belongs_to_the_deed_of_its_own_sentence() -> None:
    text = "Acknowledgement within 24 hours. 60-day responsible disclosure period."
    assert times(text) == [("acknowledgement-time", {"hours": 24}), ("disclosure-window", {"days": 60})]


def test_a_label_tells_an_assessment_from_a_first_answer() -> None:
    text = "- **Assessment**: we look into it and send a first response within 6 days"
    assert times(text) == [("status-update-time", {"days": 6})]


def test_the_day_of_the_report_does_not_hide_what_the_time_is_for() -> None:
    text = "Please allow up to 45 days from the first report before public disclosure, so that a fix can be made."
    assert times(text) == [("disclosure-window", {"days": 45})]


def test_a_waiting_period_comes_before_a_disclosure() -> None:
    assert times("- Waiting period (2 to 3 weeks)") == [("disclosure-window", {"days": 21})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We aim to acknowledge and validate disclosures within 4 business days.", "status-update-time"),
        ("E-mails will be addressed within 4 days, with a plan to look into it.", "acknowledgement-time"),
    ],
)
def test_a_disclosure_that_comes_in_is_a_report(text: str, expected: str) -> None:
    ((kind, _),) = times(text)
    assert kind == expected


def test_a_cell_with_two_times_gives_each_its_own_severity_and_deed() -> None:
    table = """
        | Phase | Target |
        | --- | --- |
        | Patch release | 20 days (High) / 80 days (Low) |
        | Critical patch | Patch within 1 day, public advisory within 2 days |
    """
    assert [(line, fields) for line, _, fields in told(FixTime, table)] == [
        (3, {"severity": "high", "days": 20}),
        (3, {"severity": "low", "days": 80}),
        (4, {"severity": "critical", "days": 1}),
    ]
    assert [(line, fields) for line, _, fields in told(DisclosureWindow, table)] == [(4, {"days": 2})]
