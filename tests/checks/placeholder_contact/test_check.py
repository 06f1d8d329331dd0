from datetime import UTC, datetime
from pathlib import Path

import pytest

from making import document, repository
from upheld.check import Context, Finding, Verdict
from upheld.model import Location, PolicySource
from upheld.policy.security_policy import SecurityPolicy
from upheld.services import Services
from upheld_checks.placeholder_contact.check import placeholder_contact
from upheld_checks.placeholder_contact.placeholders import is_placeholder, is_placeholder_url

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
POLICY = "# Policy\n\n## Reporting a vulnerability\n\n{}\n"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder: Path = tmp_path_factory.mktemp("repository")
    return Context(repository(folder), Services(offline=True), NOW)


def found(context: Context, text: str) -> list[Finding]:
    policy = SecurityPolicy(
        location=Location("SECURITY.md"),
        quote="",
        source=PolicySource("SECURITY.md", "repository"),
        document=document(POLICY.format(text)),
    )
    return list(placeholder_contact(policy, context))


@pytest.mark.parametrize(
    "address",
    [
        "security@example.com",
        "security@mail.example.org",
        "sec@heron.example",
        "sec@heron.invalid",
        "sec@heron.test",
        "security@placeholder.local",
        "security@yourdomain.com",
        "security@your-company.io",
        "security@yourproject.dev",
        "your-email@heron.dev",
        "your.security.email@gmail.com",
        "you@heron.dev",
        "security@domain.com",
        "noreply@heron.dev",
        "12345+heron@users.noreply.github.com",
    ],
)
def test_an_address_that_nobody_reads_is_a_placeholder(address: str) -> None:
    assert is_placeholder(address)


@pytest.mark.parametrize(
    "address",
    [
        "security@heron.dev",
        "security@examples.dev",
        "security@yourls.org",
        "young@heron.dev",
        "yourself@heron.dev",
        "security@testing.org",
        "example@heron.dev",
        "security@mydomainname.net",
        "security@local.ch",
    ],
)
def test_an_address_that_somebody_may_read_is_none(address: str) -> None:
    assert not is_placeholder(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/yourusername/heron/security/advisories/new",
        "https://github.com/your-org/heron/security",
        "https://github.com/OWNER/REPO/security/advisories/new",
        "https://github.com/user/repo/issues",
        "https://github.com/heron/your-repo/issues",
        "https://www.example.com/report",
    ],
)
def test_a_link_to_no_site_or_repository_of_anybody_is_a_placeholder(address: str) -> None:
    assert is_placeholder_url(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/YOURLS/YOURLS/security",
        "https://github.com/user/heron/issues",
        "https://github.com/heron/repo/issues",
        "https://heron.dev/your-org/repo",
        "https://[broken",
    ],
)
def test_a_link_to_what_may_be_somebodys_is_none(address: str) -> None:
    assert not is_placeholder_url(address)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to security@example.com.", "security@example.com"),
        ("Write to [INSERT EMAIL].", "[INSERT EMAIL]"),
        ("- **Contact**: <security contact>", "<security contact>"),
        ("Write to [your security email address].", "[your security email address]"),
        ("Write to {{ security_email }}.", "{{ security_email }}"),
        ("Report it to security@[your domain].com.", "security@[your domain].com"),
        ("- E-mail: TBD", "E-mail: TBD"),
        ("Report it by mail. TODO: add the address", "TODO: add the address"),
        ("Write to team@heron.dev (replace with your real address).", "team@heron.dev"),
        ("Report it [here](https://github.com/yourname/heron/security/advisories/new).", "https://github.com/yourname"),
        ("Report it at https://github.com/<owner>/<repo>/security/advisories/new.", "https://github.com/<owner>"),
    ],
)
def test_a_placeholder_is_broken_where_it_stands(context: Context, text: str, shown: str) -> None:
    (finding,) = found(context, text)

    assert finding.verdict is Verdict.BROKEN
    assert finding.subject.startswith(shown)
    assert finding.location is not None
    assert finding.location.line == 5
    assert text[finding.location.column - 1 :].startswith(shown)


def test_a_placeholder_that_stands_twice_is_told_once_with_both_places(context: Context) -> None:
    (finding,) = found(context, "Write to security@example.com.\n\n## Contact\n\nSecurity: Security@Example.com")

    assert finding.location is not None
    assert (finding.location.line, [place.line for place in finding.related]) == (5, [9])


@pytest.mark.parametrize(
    "text",
    [
        "Write to security@heron.dev, and include\n\n- [your name] and [your email], to be credited.",
        "Write to [the security contact](mailto:security@heron.dev).",
        "Write to the [security contact][mail] at security@heron.dev.\n\n[mail]: mailto:security@heron.dev",
        "Write to security@heron.dev. <!-- TODO: another contact? -->",
        "Write to security@heron.dev. Do not test with real accounts such as admin@example.com.",
        "Write to security@heron.dev.\n\n## Set-up\n\nReplace the token with your own.",
        "Write to security@heron.dev.\n\n    mail -s report you@example.com",
    ],
)
def test_a_real_contact_is_upheld_whatever_stands_around_it(context: Context, text: str) -> None:
    (finding,) = found(context, text)

    assert finding.verdict is Verdict.UPHELD
    assert "security@heron.dev" in finding.message
    assert finding.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your help.",
        "Please report vulnerabilities to the maintainers.",
        "Report what is sent to an address such as admin@example.com.",
    ],
)
def test_nothing_is_said_where_no_address_is_stated(context: Context, text: str) -> None:
    assert found(context, text) == []


def test_a_policy_that_cannot_be_read_is_not_judged(context: Context) -> None:
    missing = SecurityPolicy(location=Location("README.md"), quote="", source=PolicySource(None, "none"))

    assert list(placeholder_contact(missing, context)) == []
