import pytest

from kinds_read import told
from upheld.policy.kinds.design_claim import DesignClaim

FEATURES = "# Security policy\n\n## Security features\n\n"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- **Sandboxed plug-ins**: each runs in a process of its own", "sandboxing"),
        ("- File access is restricted to the configured folders", "sandboxing"),
        ("- Sessions cannot read each other's data; user isolation is enforced", "sandboxing"),
        ("- Path traversal is prevented", "sandboxing"),
        ("- Every call is recorded in an audit trail", "audit-logging"),
        ("- **Auditable**: all changes are logged", "audit-logging"),
        ("- Tokens are never logged", "secret-masking"),
        ("- Automatic redaction of passwords", "secret-masking"),
        ("- No credentials in error messages or logs", "secret-masking"),
        ("- **Dry run**: shows what would be deleted", "dry-run"),
        ("- Preview mode instead of execution", "dry-run"),
        ("- Runs as an unprivileged user", "least-privilege"),
        ("- **Read-only by default**", "least-privilege"),
        ("- Needs no root privileges", "least-privilege"),
        ("- Cached files are encrypted with AES-256", "encryption"),
        ("- TLS certificates are validated", "encryption"),
        ("- All uploads are scanned and checked for their size", "other"),
        ("- No credentials are stored in settings, logs or crash dumps", "secret-masking"),
        ("- Network isolation of every worker", "sandboxing"),
        ("- Fine-grained, relation-based access control", "other"),
        ("- Cannot bypass the permissions of the tracker", "least-privilege"),
        ("- Runs end after `WIDGETS_TIMEOUT`", "other"),
        ("- Structured logging to stderr", "other"),
        ("- Images may be kept in memory only", "other"),
        ("- Automated scans (CodeQL, npm audit)", "other"),
        ("| Tool | Does |\n| --- | --- |\n| Trivy | CVE scanning and an SBOM |", "other"),
        ("- **Rate limiting**: 40 requests a minute", "other"),
        ("- Releases are signed with cosign", "other"),
        ("- **TLS support**: use `widgets://` addresses for encrypted connections", "encryption"),
        ("- The gateway does not log request or response bodies", "secret-masking"),
        ("- Runs with the permissions of its parent process", "least-privilege"),
        ("- Refuses symlinks out of the tree and checks every path at the boundary", "sandboxing"),
        ("- Caches are stored with restrictive permissions", "other"),
        ("- The core has zero third-party dependencies", "other"),
        ("- TypeScript for type safety", "other"),
        ("Important properties include:\n\n- no backend and no advertisements", "other"),
        ("| Threat | Defence |\n| --- | --- |\n| Forged input | strict schema validation |", "other"),
        ("- Path traversal validation on every upload", "sandboxing"),
        ("- Absolute paths are rejected", "sandboxing"),
        ("Every write logs to `widgets_audit_log`:\n\n- name", "audit-logging"),
        ("- Every decision - of a rule, a filter or a person, with its reason - is recorded", "audit-logging"),
        ("- All actions are auditable", "audit-logging"),
        ("- Masks matching columns", "secret-masking"),
        ("- Each organization's data is fully isolated", "sandboxing"),
        ("Widgets logs security-relevant events:", "audit-logging"),
        ("- Runs as a non-root user", "least-privilege"),
        ("- Files of that kind are blocked from indexing", "other"),
        ("- A key is required for all endpoints", "other"),
        ("- All changes go through a pull request review", "other"),
        ("- Reads never serve a file that is ignored, and scanner reports are signed", "other"),
        ("- Safe even against a future quantum attacker: hybrid signatures", "other"),
    ],
)
def test_a_claim_is_read_with_its_subject(text: str, about: str) -> None:
    ((_, force, fields),) = told(DesignClaim, FEATURES + text)
    assert (force, fields) == ("commitment", {"about": about})


@pytest.mark.parametrize(
    "text",
    [
        "Widgets includes several security measures:",
        "- Does not encrypt its cache yet",
        "- **No rate limiting**: planned for the next year",
        "- ❌ Sandboxing",
        "- [ ] Audit logging",
        "- See docs/design.md",
        "- Dependabot keeps dependencies updated",
        "- No API keys in the repository",
        "- Speaks over stdio only",
        "- Secure storage might fail",
        "- Cloudflare enforces rate limits",
        "- Members of our organization use 2FA with their accounts",
        "- This reduces the attack surface",
        "- Is the cache encrypted?",
        "- govulncheck detects known CVEs in dependencies",
        "For compliance questions, contact: rules@widgets.test",
        "Many organizations use scanners to validate their images.",
        "Our goal is to detect and stop every misuse.",
        "Signed bundles are to be added.",
        "Signing and provenance are not yet in place.",
        "The widget does not forward or enforce that list.",
        "There is no confirmation before a file is written.",
        "There is no passphrase support; a protected key fails to load.",
        "The certificate validation is disabled here.",
        "This command verifies the signatures of each package.",
        "Without this check, a symlink could leave the folder.",
        "The signatures are documented in the handbook.",
        "Its validation rules live in docs/rules.md.",
        "The checksum is an integrity check, not a signature.",
        "Some alerts are not resolvable because an upstream package caps the version.",
        "We aim to be honest about the integrity of the bundle.",
        "For the full list - limits, audit logging, quotas - see docs/limits.md.",
        "A plug-in host has an attack surface that others lack.",
        "Our threat model covers spoofing, tampering and repudiation.",
        "I use a bot to ensure that no dependencies are outdated.",
        "An attacker who controls the mirror needs a signature too.",
        "- whether it runs read-only",
        "- **What it does**: prevents forged requests",
        "- **Security impact**: exposes every file, validated or not",
        "- [Signed commits](#signed-commits)",
    ],
)
def test_what_claims_nothing_is_left(text: str) -> None:
    assert told(DesignClaim, FEATURES + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Overview\n\nThe widget is designed to protect keys and sensitive data.",
        "## Overview\n\nThis server handles sensitive authentication credentials:",
        "## Overview\n\nThe endpoint is an `http`/`https` address.",
        "## What is not defended against\n\n- Timeouts are not enforced on plug-ins",
        "## Going deeper\n\n- [Patterns](patterns.md) - isolation of tenants",
        "## Features\n\n**Manual** (as needed):\n\n- Signature verification",
        "## Examples of vulnerabilities\n\n### Certificate validation\n\n- Connections use TLS",
    ],
)
def test_a_purpose_a_contact_and_what_is_left_to_others_claim_nothing(text: str) -> None:
    assert told(DesignClaim, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The server is careful to:\n\n- Never log tokens\n- Use stderr only", [(5, "secret-masking"), (6, "other")]),
        ("This project follows best practices, including:\n\n- No `unsafe` code\n- Fuzzing", [(5, "other")]),
        ("Widgets maintains compliance with:\n\n- SOC 2\n- GDPR", [(3, "other")]),
        ("**Huge input.** Uploads are capped.\n\n**Loops.** Runs have timeouts.", [(3, "other"), (5, "other")]),
        ("**Size**: uploads are capped.\n\n**Loops**: runs have timeouts.", [(3, "other"), (5, "other")]),
    ],
)
def test_what_introduces_a_list_tells_whose_it_is(text: str, expected: list[tuple[int, str]]) -> None:
    read = [
        (line, force, fields["about"]) for line, force, fields in told(DesignClaim, f"## What is enforced\n\n{text}")
    ]
    assert read == [(line, "commitment", about) for line, about in expected]


@pytest.mark.parametrize(
    "heading",
    [
        "Out of scope",
        "Reporting a vulnerability",
        "What to include",
        "Supported versions",
        "Version history",
        "Recent hardening",
        "Roadmap",
        "Types of vulnerabilities",
        "Acknowledgements",
        "Known limitations",
        "What counts as a security issue",
    ],
)
def test_a_section_about_something_else_holds_no_claims(heading: str) -> None:
    assert told(DesignClaim, f"# Policy\n\n## {heading}\n\n- Sandbox escapes\n- Input validation of uploads\n") == []


def test_claims_under_a_section_that_is_nested_by_mistake_are_read() -> None:
    text = "## Reporting a vulnerability\n\nWrite to us.\n\n### Security considerations\n\n- Archives are validated first\n"
    assert [fields["about"] for _, _, fields in told(DesignClaim, text)] == ["other"]


def test_each_subject_counts_once_in_a_list_and_again_in_the_next() -> None:
    text = (
        FEATURES
        + "- Inputs are validated\n- Headers are validated\n- Tokens are never logged\n- Keys are masked in logs\n\n"
        + "## Security measures\n\n- Outputs are escaped\n"
    )
    read = [(line, fields["about"]) for line, _, fields in told(DesignClaim, text)]
    assert read == [(5, "other"), (7, "secret-masking"), (12, "other")]


def test_an_introduction_that_claims_something_itself_speaks_for_its_list() -> None:
    text = (
        "## Protection\n\nAll logs automatically redact sensitive values:\n\n- redacted addresses\n- redacted names\n"
    )
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "secret-masking"})]


def test_a_heading_with_a_subject_lends_it_to_its_claims() -> None:
    text = "## Security features\n\n### Audit logging\n\n- Entries are signed and kept for a year\n"
    assert [fields["about"] for _, _, fields in told(DesignClaim, text)] == ["audit-logging"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- Enable audit logging", "audit-logging"),
        ("- Use HTTPS", "encryption"),
        ("- Run it as a non-root user", "least-privilege"),
        ("- [ ] TLS is enabled", "encryption"),
        ("- Never log passwords", "secret-masking"),
        ("- Uploads should be encrypted", "encryption"),
    ],
)
def test_advice_on_a_subject_is_practice(text: str, about: str) -> None:
    assert told(DesignClaim, f"## Best practices for users\n\n{text}") == [(3, "practice", {"about": about})]


def test_advice_without_a_subject_is_left() -> None:
    assert told(DesignClaim, "## Best practices\n\n- Validate all inputs\n- Use strong passwords\n") == []


def test_a_statement_about_the_software_among_advice_commits() -> None:
    text = "## Best practices\n\n- Review each call\n- The server caps the size of every bundle\n- It runs read-only\n"
    read = [(line, force, fields["about"]) for line, force, fields in told(DesignClaim, text)]
    assert read == [(4, "commitment", "other"), (5, "commitment", "least-privilege")]


def test_a_switch_that_is_explained_is_a_claim() -> None:
    text = "## Modes\n\n- Set `WIDGETS_READ_ONLY=1` to disable every tool that writes\n"
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "least-privilege"})]


def test_a_ticked_box_is_done() -> None:
    text = "## Security checklist\n\n- [x] Input validation\n- [x] Encrypted backups\n"
    assert [(force, fields["about"]) for _, force, fields in told(DesignClaim, text)] == [
        ("commitment", "other"),
        ("commitment", "encryption"),
    ]


def test_a_warning_after_a_claim_does_not_take_it_back() -> None:
    text = "## Limits of paths\n\nThe server validates file paths, but users should:\n\n- avoid foreign archives\n"
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "other"})]


def test_a_claim_of_a_wrapped_item_stands_where_its_words_do() -> None:
    text = FEATURES + "- What users upload and what the server\n  fetches is encrypted at rest\n"
    assert told(DesignClaim, text) == [(6, "commitment", {"about": "encryption"})]


@pytest.mark.parametrize(
    "text",
    [
        "- **Risk**: an unbounded list lets anybody exhaust the memory",
        "- `SEAL_SECRET` - encryption key of the settings (min 32 chars)",
        "- `createWidget(size)`",
        "Only the latest release is supported.",
        "- There is no allowlist for plug-ins",
        "- It was reviewed in March 2026 by an external team for injection",
        "- **Attack surface**: injected messages, spawned processes",
        "- Symlinks can be used to escape the workspace",
        "### Missing features\n\n- Rate limiting of uploads",
        "### Next steps\n\n- Encrypt files at rest",
        "| Allowed commands | Tool |\n| --- | --- |\n| build, validate, deploy | Gear |",
        "### For contributors\n\n- **Review:** All code must be reviewed before merging",
    ],
)
def test_what_is_no_deed_of_the_software_is_no_claim(text: str) -> None:
    assert [each for each in told(DesignClaim, FEATURES + text) if each[1] == "commitment"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Our server sends the following security headers:\n\n```\nX-Frame-Options\n```",
        "To keep bad images out, every image is validated before its release.",
        "- Only listed build tasks are permitted",
        "- Minimal base images",
        "- Secure handling of API keys",
        "Controls:\n\n- five failures lock the account",
    ],
)
def test_a_mechanism_of_its_own_is_another_claim(text: str) -> None:
    assert [(force, fields) for _, force, fields in told(DesignClaim, FEATURES + text)] == [
        ("commitment", {"about": "other"})
    ]


def test_an_audit_trail_is_no_order_to_audit() -> None:
    ((_, force, fields),) = told(DesignClaim, f"{FEATURES}- **Audit trail** with pruning")
    assert (force, fields) == ("commitment", {"about": "audit-logging"})


def test_the_items_below_a_title_make_the_claim_in_its_stead() -> None:
    text = "1. **Input validation**\n   - Strict schema validation of uploads\n"
    assert [(line, fields) for line, _, fields in told(DesignClaim, FEATURES + text)] == [(6, {"about": "other"})]


def test_data_that_is_cleaned_is_not_masked() -> None:
    assert [fields for _, _, fields in told(DesignClaim, f"{FEATURES}- Data sanitization after each run")] == [
        {"about": "other"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Security tools\n\n## Shortcuts\n\n- `Ctrl+K` opens the palette",
        "## Not a hard boundary\n\n- Paths are validated by their names",
        "## Open alerts\n\n- A limit on the size of bundles",
        "## Security assumptions\n\n- Users encrypt their disks",
        "## Status\n\n**Planned security features:**\n\n- Audit logging\n- Encrypted caches",
        "## Security\n\nThe team is responsible for:\n\n- Reviews of encryption",
        "## Support policy\n\n- Signed bundles of one line",
        "| Component | Last audit |\n| --- | --- |\n| Encryption of files | May 2026 |",
    ],
)
def test_a_section_that_tells_of_something_else_makes_no_claims(text: str) -> None:
    assert told(DesignClaim, text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## Target policy\n\n- Bundles of strangers are blocked by default", 3),
        ("## Core principles\n\n- Every ability declares its rights", 3),
        ("## Resilience\n\n- **Circuit breaker**: calls stop after three failures", 3),
        ("## Version control\n\nAll commits to `main` are signed.", 3),
        ("## Logins\n\nReviews and static analysis enforce the rules of the house.", 3),
        ("## Releases\n\nReleases also include:\n\n- an SBOM of each archive", 5),
        ("## Denial of service & resource bounds\n\nUploads are validated.", 3),
    ],
)
def test_a_section_that_is_no_section_on_reports_makes_claims(text: str, line: int) -> None:
    assert told(DesignClaim, text) == [(line, "commitment", {"about": "other"})]


def test_a_phrase_below_a_heading_with_a_subject_is_a_claim_on_it() -> None:
    text = "## Sandbox restrictions\n\n- Blocked globals: `alpha`, `beta`\n"
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "sandboxing"})]


def test_a_title_above_an_item_lends_it_its_subject() -> None:
    text = FEATURES + "1. **Minimal permissions**\n   - Works in user space\n"
    assert [fields["about"] for _, _, fields in told(DesignClaim, text)] == ["least-privilege"]


def test_what_a_measure_leaves_open_claims_nothing() -> None:
    rows = "| Stolen disk | revocable tokens | consider encrypted storage |"
    text = f"## Threats\n\n| Threat | Controls | Residual risk |\n| --- | --- | --- |\n{rows}\n| Theft | TLS | none |\n"
    read = [(line, fields["about"]) for line, _, fields in told(DesignClaim, text)]
    assert read == [(6, "encryption")]


@pytest.mark.parametrize(
    "text",
    [
        "## Deployment\n\n- Set `WIDGETS_CERT_DIR` to the same folder on both sides",
        "## For contributors\n\n- **No secrets in git** - `.env` is in `.gitignore`; use a `pre-commit` hook",
        "## If you need more\n\n- Mutual TLS: put a proxy before it",
        "## Safety\n\n- For bundles of strangers or on machines that nobody watches, run it in a sandbox",
        "## Safety\n\n- If you open it to the office and beyond, terminate TLS at a proxy",
        "## Before merging\n\n- Confirm that no secrets appear in logs",
    ],
)
def test_what_readers_are_to_do_is_no_commitment(text: str) -> None:
    assert [each for each in told(DesignClaim, text) if each[1] == "commitment"] == []


def test_what_is_never_done_is_no_bidding() -> None:
    text = "## Keys\n\n**Signing key** - never logged and never shown.\n"
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "secret-masking"})]


@pytest.mark.parametrize(
    "text",
    [
        "Local calls use plain HTTP (not HTTPS).",
        "A non-root process may open the socket.",
        "Registry dry-runs come before each publication.",
        "That makes the pipeline auditable from end to end.",
        "Bundles are kept in your vault.",
        "Files have not been changed at rest.",
    ],
)
def test_a_word_of_a_subject_alone_is_no_claim_on_it(text: str) -> None:
    assert told(DesignClaim, f"## Notes\n\n{text}") == []


def test_what_introduces_a_list_among_advice_commits_where_it_declares() -> None:
    text = "# Security guidelines\n\n## Tenants\n\nThe server enforces strict user isolation:\n\n- own folders\n"
    assert told(DesignClaim, text)[0] == (5, "commitment", {"about": "sandboxing"})
