from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from making import document, repository
from upheld.check import Context, Finding, Verdict
from upheld.model import Location, PolicySource
from upheld.policy.security_policy import SecurityPolicy
from upheld.services import Services
from upheld_checks.contradictions.check import contradictions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TIMES = "# Policy\n\n## Reporting a vulnerability\n\n{}\n\n## What to expect from us after a report\n\n{}\n"
CONTACTS = "# Policy\n\n## Reporting a vulnerability\n\n{}\n\n## Contact\n\n{}\n"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder: Path = tmp_path_factory.mktemp("repository")
    return Context(repository(folder), Services(offline=True), NOW)


def found(context: Context, text: str) -> list[Finding]:
    policy = SecurityPolicy(
        location=Location("SECURITY.md"),
        quote="",
        source=PolicySource("SECURITY.md", "repository"),
        document=document(text),
    )
    return list(contradictions(policy, context))


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.verdict.value, finding.subject) for finding in findings]


@pytest.mark.parametrize(
    ("earlier", "later", "subject"),
    [
        ("We acknowledge reports within 24 hours.", "We acknowledge your report within 3 days.", "a first answer"),
        ("- **Initial response**: 48 hours", "You will get a first reply within one week.", "a first answer"),
        ("You should receive a response within 1 day.", "- Acknowledgement: within 5 days", "a first answer"),
        ("We respond to reports within 2 days.", "We will get back to you within ten days.", "an answer"),
        ("Reports are triaged within 3 days.", "| Step | Time |\n|---|---|\n| Triage | 2 weeks |", "triage"),
        ("You get a status update every 7 days.", "- **Status updates**: monthly", "an update"),
        ("We fix every vulnerability within 30 days.", "Vulnerabilities are patched within 90 days.", "a fix"),
        (
            "Critical vulnerabilities are fixed within 7 days.",
            "| Severity | Fix |\n|---|---|\n| Critical | 14 days |\n| Low | 90 days |",
            "a fix of critical vulnerabilities",
        ),
        ("We will acknowledge reports within 1 day.", "We aim to acknowledge reports within 4 days.", "a first answer"),
        ("We acknowledge reports within 48 hours.", "We acknowledge reports in 5 business days.", "a first answer"),
    ],
)
def test_two_times_for_one_deed_are_broken_at_the_later_place(
    context: Context, earlier: str, later: str, subject: str
) -> None:
    (finding,) = found(context, TIMES.format(earlier, later))

    assert (finding.verdict, finding.subject) == (Verdict.BROKEN, subject)
    assert finding.location is not None
    assert finding.location.line >= 9
    assert [place.line for place in finding.related] == [5]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("We acknowledge reports within 24 hours.", "We fix vulnerabilities within 30 days."),
        ("We acknowledge reports within 24 hours.", "You will get a detailed response within 5 days."),
        ("We acknowledge reports within 24 hours.", "We respond to reports within 5 days."),
        ("We acknowledge critical reports within 24 hours.", "We acknowledge reports within 3 days."),
        ("We try to acknowledge reports within a day.", "We acknowledge every report within 3 days."),
        ("We acknowledge reports within 5 business days.", "We acknowledge reports within a week."),
        ("We acknowledge reports within 24 hours.", "During holidays we acknowledge reports within 7 days."),
        ("If you hear nothing within 5 days, write again.", "We acknowledge reports within 2 days."),
        ("Reports are triaged within 3 days.", "We assess the impact within 10 days."),
        ("You get a status update within 7 days.", "You get a status update every 14 days."),
        ("Critical vulnerabilities are fixed within 7 days.", "High ones are fixed within 30 days."),
        ("Vulnerabilities are fixed within 30 days.", "Actively exploited ones are fixed within 3 days."),
        ("We mitigate vulnerabilities within 3 days.", "We fix vulnerabilities within 30 days."),
        ("Fixes are disclosed to users within 2 days.", "Fixes are released within 21 days of disclosure."),
        ("We plan a fix within 7 days.", "Fixes are released within 30 days."),
    ],
)
def test_times_that_can_both_be_meant_are_no_contradiction(context: Context, earlier: str, later: str) -> None:
    assert found(context, TIMES.format(earlier, later)) == []


def test_steps_of_one_list_are_not_held_against_each_other(context: Context) -> None:
    assert found(context, TIMES.format("- Acknowledgement: 24 hours\n- First response: 3 days", "Thank you.")) == []


def test_the_same_time_in_two_places_is_upheld_with_both_as_evidence(context: Context) -> None:
    text = TIMES.format("We acknowledge reports within 2 days.", "- **Acknowledgement**: within 48 hours")

    (finding,) = found(context, text)

    assert said([finding]) == [("upheld", "a first answer")]
    assert [evidence.location and evidence.location.line for evidence in finding.evidence] == [5, 9]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Send vulnerabilities to security@heron.dev.", "- Security reports: reports@heron.dev"),
        ("E-mail security@heron.dev to report a vulnerability.", "Report vulnerabilities to team@egret.org."),
        ("Instead of telling the world, report it to a@heron.dev.", "**Security contact**: b@heron.dev"),
    ],
)
def test_two_addresses_in_different_sections_are_broken(context: Context, earlier: str, later: str) -> None:
    (finding,) = found(context, CONTACTS.format(earlier, later))

    assert said([finding]) == [("broken", "e-mail address")]
    assert (finding.location and finding.location.line, finding.related[0].line) == (9, 5)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Write to a@heron.dev or b@heron.dev.", "- Security reports: b@heron.dev\n- Lead: a@heron.dev"),
        ("Report to a@heron.dev.", "If you get no answer, report it to b@heron.dev."),
        ("Report to a@heron.dev.", "For security issues of the website, write to web@heron.dev."),
        ("Report to a@heron.dev.", "Alternatively, report vulnerabilities to b@heron.dev."),
        ("Report to a@heron.dev.", "Report what is in a dependency to its authors, at security@egret.org."),
        ("Report to a@heron.dev.", "You can report the vulnerability to cve@mitre.org."),
        ("Report to a@heron.dev.", "Questions about this policy go to b@heron.dev."),
        ("Report to a@heron.dev.", "Report vulnerabilities to security@example.com."),
        ("Report to a@heron.dev.", "Report vulnerabilities to [your security email]."),
        ("Use the Security tab or mail a@heron.dev to report.", "To report encrypted with PGP, use b@heron.dev."),
    ],
)
def test_addresses_with_a_turn_or_a_purpose_of_their_own_are_no_contradiction(
    context: Context, earlier: str, later: str
) -> None:
    assert "broken" not in [verdict for verdict, _ in said(found(context, CONTACTS.format(earlier, later)))]


def test_addresses_in_parts_of_one_section_are_alternatives(context: Context) -> None:
    text = """
        # Policy

        ## Reporting

        ### By mail

        Report to a@heron.dev.

        ### On weekends

        Report to b@heron.dev.
        """

    assert found(context, dedent(text)) == []


@pytest.mark.parametrize(
    "offer",
    [
        "To report a vulnerability, open an issue.",
        "- Report vulnerabilities in the [tracker](https://github.com/heron/heron/issues).",
        "Open a GitHub discussion to report a vulnerability.",
        "If you find a vulnerability, please create a GitHub issue.",
    ],
)
def test_a_public_tracker_beside_the_wish_for_private_reports_is_broken(context: Context, offer: str) -> None:
    (finding,) = found(context, CONTACTS.format("Do not open a public issue for a vulnerability.", offer))

    assert said([finding]) == [("broken", "public reports")]
    assert (finding.location and finding.location.line, finding.related[0].line) == (9, 5)


@pytest.mark.parametrize(
    "offer",
    [
        "For non-sensitive security concerns, open a GitHub issue.",
        "Found a bug, or have a question? Report it in an [issue](https://github.com/heron/heron/issues).",
        "If you want to report it, open an issue without any details and ask for a private channel.",
        "Weaknesses that are publicly known can be reported in an issue.",
        "Once it is fixed, you may open a public issue about the vulnerability.",
        "The security team will open a GitHub issue to inform users of the vulnerability.",
        "Report vulnerabilities in dependencies by opening an issue.",
        "Low severity vulnerabilities may be reported by opening an issue.",
    ],
)
def test_a_tracker_for_other_matters_is_no_contradiction(context: Context, offer: str) -> None:
    text = CONTACTS.format("Do not open a public issue for a vulnerability. Write to security@heron.dev.", offer)

    assert found(context, text) == []


def test_private_reports_and_private_channels_only_are_upheld(context: Context) -> None:
    text = CONTACTS.format("Do not open a public issue for a vulnerability.", "Security reports: security@heron.dev")

    assert said(found(context, text)) == [("upheld", "public reports")]


@pytest.mark.parametrize("text", ["# Policy\n", "# Policy\n\nReport to a@heron.dev. We answer within 2 days.\n"])
def test_what_is_said_once_is_not_judged(context: Context, text: str) -> None:
    assert found(context, text) == []


def test_a_policy_that_cannot_be_read_is_not_judged(context: Context) -> None:
    missing = SecurityPolicy(location=Location("README.md"), quote="", source=PolicySource(None, "none"))

    assert list(contradictions(missing, context)) == []
