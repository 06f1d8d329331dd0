import pytest

from kinds_read import told
from upheld.policy.kinds.design_claim import DesignClaim


def abouts(text: str) -> list[tuple[int, str, str]]:
    return [(line, force, fields["about"]) for line, force, fields in told(DesignClaim, text)]


@pytest.mark.parametrize(
    "introduction",
    [
        "We have preventive measures in place:",
        "Several tools are in place to detect vulnerabilities:",
        "We maintain continuous monitoring through:",
        "The team is working to improve prevention by adding:",
    ],
)
def test_what_only_introduces_measures_leaves_the_claim_to_its_list(introduction: str) -> None:
    text = f"## Prevention\n\n{introduction}\n\n- All requests are validated against a schema\n"
    assert abouts(text) == [(5, "commitment", "other")]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- **Defence in depth**: several layers of protection (path checks, encryption, audit logging)", "other"),
        ("- Several controls (sandboxing, encryption)", "other"),
        ("- Audit logging (files, syslog)", "audit-logging"),
    ],
)
def test_examples_in_brackets_are_no_claims_beside_what_they_are_examples_of(text: str, about: str) -> None:
    assert abouts(f"## Security\n\n{text}\n") == [(3, "commitment", about)]


def test_a_list_of_surfaces_makes_its_claims_though_it_stands_where_reports_are_told_of() -> None:
    text = "## Reporting\n\nThe sensitive surfaces are:\n\n- **Runner**: gated behind a confirmation\n- **Store**: tokens are encrypted\n"
    assert abouts(text) == [(5, "commitment", "other"), (6, "commitment", "encryption")]


def test_what_is_said_to_be_never_done_is_claimed_by_each_item() -> None:
    text = "## Security\n\n**We never**:\n\n- log tokens\n- sell your data\n"
    assert abouts(text) == [(5, "commitment", "secret-masking"), (6, "commitment", "other")]


@pytest.mark.parametrize(
    "text",
    [
        "1. **Pull requests**: each is scanned with Trivy for vulnerabilities\n   - Scans images built in CI\n   - Results uploaded to the dashboard\n",
        "1. **Dependabot**: automated dependency updates for:\n   - Go modules (weekly)\n",
        "1. The published image is scanned daily for vulnerabilities\n   - Opens an issue when vulnerabilities are found\n",
    ],
)
def test_what_goes_on_about_an_audit_or_updates_is_another_kinds(text: str) -> None:
    assert abouts(f"## Security scanning\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("- **Logs**: watch logs for odd activity; secrets are automatically redacted", "commitment"),
        ("- Watch logs for odd activity; secrets must be redacted", "practice"),
        ("- Mask secrets in logs; this is required", "practice"),
    ],
)
def test_a_clause_after_advice_is_judged_by_itself(text: str, force: str) -> None:
    assert abouts(f"## Recommendations\n\n{text}\n") == [(3, force, "secret-masking")]


def test_advice_and_the_fact_after_it_are_told_apart() -> None:
    text = "## Recommendations\n\nEnable TLS; tokens are masked in logs.\n"
    assert abouts(text) == [(3, "practice", "encryption"), (3, "commitment", "secret-masking")]


@pytest.mark.parametrize(
    ("headings", "force"),
    [
        ("# Deployment Manager security\n\n## Measures", "commitment"),
        ("# Security policy for Deployments\n\n## Measures", "commitment"),
        ("# Policy\n\n## Our best practices", "commitment"),
        ("# Policy\n\n## Security measures\n\n### Best practices", "commitment"),
        ("# Policy\n\n## Best practices", "practice"),
        ("# Security guidelines\n\n## Monthly", "practice"),
        ("# Policy\n\n## Security measures\n\n### Best practices for users", "practice"),
    ],
)
def test_a_phrase_is_advice_where_a_heading_addresses_users_and_does_not_name_the_project(
    headings: str, force: str
) -> None:
    ((_, found, about),) = abouts(f"{headings}\n\n- Comprehensive audit logging\n")
    assert (found, about) == (force, "audit-logging")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Input is validated at the tool boundary.", "other"),
        ("Error messages never reveal tokens.", "secret-masking"),
        ("Errors do not contain passwords.", "secret-masking"),
        ("The export refuses paths outside `$HOME`.", "sandboxing"),
        ("Reads are confined to `~/data`.", "sandboxing"),
        ("The daemon operates with the rights granted to its account.", "least-privilege"),
        ("The build pins its base image by digest.", "other"),
        ("We pin all actions to commits.", "other"),
        ("Pages that are fetched are treated as untrusted input.", "other"),
    ],
)
def test_plain_verbs_claim_as_much_as_names_do(text: str, about: str) -> None:
    assert abouts(f"## Security\n\n{text}\n") == [(3, "commitment", about)]


@pytest.mark.parametrize("text", ["Audit trail for all calls", "Log redaction of tokens", "Review process for changes"])
def test_a_noun_that_could_be_a_bidding_is_none_before_its_fellow(text: str) -> None:
    assert [force for _, force, _ in abouts(f"## Security measures\n\n- {text}\n")] == ["commitment"]


def test_the_files_that_git_leaves_out_are_masked_in_nothing() -> None:
    assert abouts("## Security\n\n- The `.gitignore` excludes credential files\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The server encrypts tokens at rest.", [(3, "commitment", "encryption")]),
        ("Encrypt your report.", []),
        ("Our team encrypts what you send.", []),
        ("- Encryption of drawings", []),
        ("Issues in how drawings are encrypted count.", []),
    ],
)
def test_a_plain_sentence_on_the_software_claims_though_the_section_is_on_what_the_policy_reaches(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert abouts(f"## Scope\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- **Keys**: in the system keychain only, never in plaintext", "encryption"),
        ("- **Keys**: stored as hashes, never in plaintext", "other"),
    ],
)
def test_what_a_keychain_keeps_is_encrypted_and_what_is_hashed_is_not(text: str, about: str) -> None:
    assert abouts(f"## Security features\n\n{text}\n") == [(3, "commitment", about)]
