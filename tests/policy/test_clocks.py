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
        ("We aim to validate disclosures within 4 business days.", "status-update-time"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "You get an answer to a private report soon (we aim for 48 hours).",
            [("acknowledgement-time", {"hours": 48})],
        ),
        (
            "- Do not publish it until we had a chance to respond (usually 60 days)",
            [("disclosure-window", {"days": 60})],
        ),
        (
            "We need at least 5 days to respond to it and 20 days from then to fix it.",
            [("acknowledgement-time", {"hours": 120}), ("fix-time", {"severity": "any", "days": 20})],
        ),
        ("Expect a fix timeline and a disclosure plan within 9 days.", [("status-update-time", {"days": 9})]),
        ("It may take a day or two until we respond.", []),
        ("Keep it confidential between us until we had 50 days to fix it.", [("disclosure-window", {"days": 50})]),
        ("You get an initial confirmation of your report within 72 hours.", [("acknowledgement-time", {"hours": 72})]),
        ("- **Cooldown**: no package that was published within 3 days is patched in", []),
        (
            "We work on a fix once it is confirmed (critical ones within 9 days).",
            [("fix-time", {"severity": "critical", "days": 9})],
        ),
        ("The report stays private until at least 2 weeks after the release.", [("disclosure-window", {"days": 14})]),
        ("## Fix team\n\nThese steps are done within 24 hours of the disclosure.", []),
    ],
)
def test_a_time_belongs_to_what_the_sentence_promises(text: str, expected: list[object]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| Within 20 days | We release a fix for confirmed bugs |", [("fix-time", {"severity": "any", "days": 20})]),
        ("| Publication after the patch | 30 days |", [("disclosure-window", {"days": 30})]),
        ("| Critical | patch within 3 days |", [("fix-time", {"severity": "critical", "days": 3})]),
        ("| Fix | 60 days (faster for critical ones) |", [("fix-time", {"severity": "any", "days": 60})]),
        ("| 0 | The report arrives |", []),
        (
            "| Fix | within 10 days for high; within 50 days for low |",
            [("fix-time", {"severity": "high", "days": 10}), ("fix-time", {"severity": "low", "days": 50})],
        ),
    ],
)
def test_a_row_says_what_its_time_is_for(row: str, expected: list[object]) -> None:
    assert times(f"| Day | Response target |\n| --- | --- |\n{row}\n") == expected


@pytest.mark.parametrize("bound", ["≤ 3", "<= 3", "< 3", "up to 3", "within 3", "~3", "1-3", "3+"])
def test_a_number_with_a_bound_counts_in_the_unit_of_its_column(bound: str) -> None:
    table = f"| Day | Step |\n| --- | --- |\n| {bound} | We acknowledge the report |\n| 0 | We confirm the report |\n"
    assert times(table) == [("acknowledgement-time", {"hours": 72})]


def test_a_list_may_count_days() -> None:
    text = "- Day 0: you report it\n- Day 3: we acknowledge the report\n- **Week 1-2**: triage\n"
    assert times(text) == [("acknowledgement-time", {"hours": 72}), ("status-update-time", {"days": 14})]


def test_a_cell_may_count_days() -> None:
    table = "| Day | Step |\n| --- | --- |\n| Day 3 | We acknowledge the report |\n| Day 0 | We confirm the report |\n"
    assert times(table) == [("acknowledgement-time", {"hours": 72})]


def test_to_confirm_a_receipt_is_to_acknowledge_it() -> None:
    assert times("- Within 3 days: we confirm receipt") == [("acknowledgement-time", {"hours": 72})]
    assert times("- Within 3 days: we confirm the vulnerability") == [("status-update-time", {"days": 3})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We acknowledge and triage reports within 3 days.", ["acknowledgement-time", "status-update-time"]),
        ("- Acknowledgement / triage: 3 days", ["acknowledgement-time", "status-update-time"]),
        ("Within 3 days we release a patch and public disclosure.", ["fix-time", "disclosure-window"]),
        ("We review reports and respond within 3 days.", ["acknowledgement-time"]),
        ("- Within 3 days: we develop and test a fix", ["fix-time"]),
        ("- Disclosure of the coming fix to users: 3 days", ["disclosure-window"]),
        ("Work on a fix begins within 3 days.", []),
        ("We develop and release a fix within 3 days.", ["fix-time"]),
        ("Reporters do not notify third parties for 3 days.", ["disclosure-window"]),
        ("- Critical CVEs addressed in 3 days", ["fix-time"]),
        ("- Weekly security patch updates", []),
    ],
)
def test_each_deed_that_is_done_in_a_time_is_promised(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in times(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Response times\n\n- Critical: 3 days\n- Low: 9 days",
        "## Classes\n\n| Class | Of | Response time |\n| - | - | - |\n| Critical | x | 3 days |\n| Low | y | 9 days |",
        "## Severities\n\n| Class | Target |\n| --- | --- |\n| Critical | 3 days |\n| Low | 9 days |",
    ],
)
def test_the_time_of_a_severity_is_that_of_its_fix(text: str) -> None:
    assert times(text) == [
        ("fix-time", {"severity": "critical", "days": 3}),
        ("fix-time", {"severity": "low", "days": 9}),
    ]


def test_the_first_response_to_a_severity_is_an_answer() -> None:
    assert times("| Class | First response |\n| --- | --- |\n| Low | 3 days |") == [
        ("acknowledgement-time", {"hours": 72})
    ]
    table = "| Class | Response | Patch |\n| --- | --- | --- |\n| Low | 3 days | next release |"
    assert times(table) == [("acknowledgement-time", {"hours": 72})]


def test_a_title_above_severities_tells_of_another_deed() -> None:
    text = (
        "- First acknowledgement:\n  - Critical: 3 days\n- Triage:\n  - Critical: 9 days\n- Response:\n  - Low: 12 days"
    )
    assert times(text) == [
        ("acknowledgement-time", {"hours": 72}),
        ("status-update-time", {"days": 9}),
        ("fix-time", {"severity": "low", "days": 12}),
    ]


def test_a_column_may_stand_for_a_severity() -> None:
    assert times("| Step | Critical | Low |\n| --- | --- | --- |\n| Fix | 3 days | 9 days |") == [
        ("fix-time", {"severity": "critical", "days": 3}),
        ("fix-time", {"severity": "low", "days": 9}),
    ]


def test_a_month_or_so_is_a_month() -> None:
    assert times("After a month or so we publish the advisory.") == [("disclosure-window", {"days": 30})]


def test_a_severity_in_brackets_belongs_to_the_time_before_it() -> None:
    text = "Patches: within 4 days of discovery (high), 30 days (medium)."
    assert times(text) == [
        ("fix-time", {"severity": "high", "days": 4}),
        ("fix-time", {"severity": "medium", "days": 30}),
    ]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("- Fix: within 20 days (critical), 80 days (standard)", {"critical": 20, "any": 80}),
        (
            "Fixes come within 20 days for critical and high issues, 80 days for others.",
            {"critical": 20, "high": 20, "any": 80},
        ),
        ("Critical issues are fixed within 5 days, high ones in 15 days.", {"critical": 5, "high": 15}),
        ("Non-critical issues are fixed within 80 days.", {"high": 80, "medium": 80, "low": 80}),
        ("Critical: 2 days for a fix. High: 9 days.", {"critical": 2, "high": 9}),
        ("- **Critical**:\n  - Fix: 4 days\n- **Low**:\n  - Fix: 40 days", {"critical": 4, "low": 40}),
    ],
)
def test_a_severity_belongs_to_the_time_it_stands_beside_or_above(text: str, severities: dict[str, int]) -> None:
    found = {str(fields["severity"]): fields["days"] for _, _, fields in told(FixTime, REPORTING + text)}
    assert found == severities


def test_a_severity_after_one_time_is_not_carried_to_another_deed() -> None:
    text = "We answer within 2 days and fix critical flaws within 9 days."
    assert [fields for _, _, fields in told(FixTime, REPORTING + text)] == [{"severity": "critical", "days": 9}]


def test_two_deeds_share_each_time_of_their_statement() -> None:
    text = "- Fix and disclosure: within 20 days (high), 60 days (others)"
    assert [fields["days"] for _, _, fields in told(DisclosureWindow, REPORTING + text)] == [20, 60]


@pytest.mark.parametrize(
    "text",
    [
        "- Fix plan: 6 days",
        "- **Mitigation plan**: within 6 days",
        "Within 6 days you get a further response.",
        "A more detailed answer follows within 6 days.",
        "You will have a verdict 6 days later.",
        "- Receipt: 1 hour\n- Confirmation: 6 days",
    ],
)
def test_what_comes_after_the_first_answer_is_a_status(text: str) -> None:
    assert [fields for _, _, fields in told(StatusUpdateTime, REPORTING + text)] == [{"days": 6}]
    assert not told(FixTime, REPORTING + text)


@pytest.mark.parametrize("text", ["1. **Confirmation** within 3 days", "You will get a confirmation within 3 days."])
def test_a_confirmation_that_comes_first_is_of_receipt(text: str) -> None:
    found = told(AcknowledgementTime, f"{REPORTING}{text}\n\nThen we investigate within 8 days.")
    assert [fields for _, _, fields in found] == [{"hours": 72}]


@pytest.mark.parametrize(
    "text",
    [
        "## Response\n\n- Renovate: weekly updates of packages",
        "## Response\n\nThis policy is reviewed every 6 months and its status updated.",
        "## Handling of false positives\n\n- Set a review date (3 months)",
        "## Response\n\nRe-evaluate the report after 3 months.",
    ],
)
def test_what_is_done_again_for_nobody_who_reported_is_no_status(text: str) -> None:
    assert not told(StatusUpdateTime, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If 80 days have passed and there is no fix, we disclose it.", [("disclosure-window", {"days": 80})]),
        ("Should the 80-day window end without a patch, you may go public, or we publish it.", [("disclosure-window", {"days": 80})]),
        ("Users get a grace period of 3 weeks to update.", [("disclosure-window", {"days": 21})]),
        ("The embargo may be extended to 4 weeks.", [("disclosure-window", {"days": 28})]),
        ("We publish a fix; our 4-day acknowledgement is firm.", [("acknowledgement-time", {"hours": 96})]),
        ("You can expect to hear back within two days.", [("acknowledgement-time", {"hours": 48})]),
        ("You hear from us every 9 days until it is closed.", [("status-update-time", {"days": 9})]),
        ("Status update (or a fix) within 9 days.", [("status-update-time", {"days": 9})]),
        (
            "Non-critical flaws are fixed within 9 days.",
            [("fix-time", {"days": 9, "severity": each}) for each in ("high", "medium", "low")],
        ),
        (
            "| Step | Time |\n|---|---|\n| Patch | 9 days (critical ones expedited) |",
            [("fix-time", {"days": 9, "severity": "any"})],
        ),
        ("9 days for lower-severity fixes.", [("fix-time", {"days": 9, "severity": "low"})]),
        ("Technical details are held back for 9 days.", [("disclosure-window", {"days": 9})]),
        ("Receipt of your report is confirmed in 2 days.", [("acknowledgement-time", {"hours": 48})]),
        ("How fast is a fix? Fifty days at most.", [("fix-time", {"days": 50, "severity": "any"})]),
    ],
)  # fmt: skip
def test_a_time_is_for_what_is_done_when_it_is_over(text: str, expected: list[object]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "If our 9-day reply is missed, ask again.",
        "You get an answer soon, in rare cases in 9 days.",
    ],
)
def test_an_exception_and_a_time_that_was_missed_are_no_promise(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize("text", ["You get a reply in 2 days.", "Expect an ack of your submission in 2 days."])
def test_a_time_for_those_who_write_needs_no_heading_that_speaks_of_reports(text: str) -> None:
    assert [fields for _, _, fields in told(AcknowledgementTime, f"# Widgets\n\n{text}")] == [{"hours": 48}]
