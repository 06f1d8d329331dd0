import pytest

from kinds_read import told
from upheld.policy.kinds.design_claim import DesignClaim

FEATURES = "## Security features\n\n"


def claims(text: str) -> list[tuple[int, str]]:
    return [(line, fields["about"]) for line, force, fields in told(DesignClaim, text) if force == "commitment"]


def test_an_item_that_claims_a_subject_claims_nothing_else_beside_it() -> None:
    text = FEATURES + "- Backups are encrypted with AES. The key is derived with Argon2.\n- Inputs are validated.\n"
    assert claims(text) == [(3, "encryption"), (4, "other")]


def test_the_title_of_an_item_is_no_claim_of_its_own() -> None:
    text = FEATURES + "- **Signed downloads.** A download is only opened read-only.\n- Inputs are validated.\n"
    assert claims(text) == [(3, "least-privilege"), (4, "other")]


def test_the_first_line_of_an_item_may_be_the_title_of_the_second() -> None:
    text = "## Detection\n\n* **Static analysis**\n  Linters and static analysis run on each change.\n"
    assert claims(text) == [(4, "other")]


def test_what_introduces_a_list_says_of_what_its_items_speak() -> None:
    text = FEATURES + "API tokens are read at start. They are:\n\n- never logged\n- only kept in memory\n"
    assert (5, "secret-masking") in claims(text)


def test_a_log_is_told_where_it_is_named() -> None:
    text = FEATURES + "- Every change of a setting, whoever makes it,\n  is written to an audit log.\n"
    assert claims(text) == [(4, "audit-logging")]


def test_an_audit_of_dependencies_is_no_claim_on_the_design() -> None:
    text = FEATURES + "- All dependencies are reviewed for known vulnerabilities before release\n- Logins use PKCE\n"
    assert claims(text) == [(4, "other")]


def test_what_the_software_leaves_alone_may_stand_under_its_scope() -> None:
    text = "## Scope\n\n- **Storage:** no filesystem access\n- **Secrets** — does not read credentials\n"
    assert claims(text) == [(3, "sandboxing"), (4, "other")]


def test_a_port_and_a_right_may_be_told_in_one_sentence() -> None:
    assert claims("- The panel binds to `127.0.0.1` by default and is read-only.\n") == [(1, "least-privilege")]


def test_what_a_good_report_holds_is_no_claim() -> None:
    text = (
        "## How to write a good report\n\n1. Tell us whether the sandbox was on.\n2. Say which TLS version was used.\n"
    )
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Passwords are replaced by `***` in the output.", "secret-masking"),
        ("The export hides bearer tokens.", "secret-masking"),
        ("Error messages are sanitized, so that they do not leak tokens.", "secret-masking"),
        ("The tool does not write keys to notes.", "secret-masking"),
        ("Every approval leaves an entry in the journal.", "audit-logging"),
        ("The gateway writes each request to the ledger.", "audit-logging"),
        ("An append-only record of changes is kept.", "audit-logging"),
        ("`plan` prints the statements that it would run and exits.", "dry-run"),
        ("The proposal is shown as a diff first.", "dry-run"),
        ("Access is governed by the user's own permissions.", "least-privilege"),
        ("The server respects the permissions of the daemon.", "least-privilege"),
        ("No destructive operations are exposed.", "least-privilege"),
        ("Write operations have to be switched on.", "least-privilege"),
        ("The bot asks for the fewest scopes that work.", "least-privilege"),
        ("The database user has SELECT rights only.", "least-privilege"),
        ("One tenant cannot see the data of another.", "sandboxing"),
        ("Sessions do not share state.", "sandboxing"),
        ("Each job runs in a container of its own.", "sandboxing"),
        ("The renderer has no access to the file system.", "sandboxing"),
        ("Only the recipients can decrypt a message.", "encryption"),
        ("Plain HTTP is refused.", "encryption"),
        ("Changes can be previewed before they are applied.", "dry-run"),
        ("Nothing is changed unless you pass `--apply`.", "dry-run"),
        ("Tokens are cut from error messages.", "secret-masking"),
        ("API keys never show up in logs.", "secret-masking"),
        ("Logins and failed logins are logged.", "audit-logging"),
        ("All actions of administrators can be traced.", "audit-logging"),
        ("Two maintainers have to approve a change.", "other"),
        ("The tool asks before it deletes anything.", "other"),
        ("Sessions end after 30 minutes.", "other"),
        ("The worker can read its queue and nothing else.", "least-privilege"),
        ("It refuses files whose real path is not inside the upload folder.", "sandboxing"),
        ("The helper is jailed.", "sandboxing"),
        ("It reads only the listed config directories.", "sandboxing"),
        ("Jobs never run on the same virtual machine.", "sandboxing"),
        ("The blobs are enciphered by the client.", "encryption"),
        ("The password store is protected by DPAPI.", "encryption"),
        ("Only a hash of your password is stored.", "other"),
        ("Tokens live in the Windows Credential Manager.", "other"),
        ("Writes are atomic.", "other"),
        ("Key files are written with mode `0600`.", "other"),
        ("Release binaries are built with ASLR.", "other"),
        ("Unsigned plug-ins won't load.", "other"),
        ("No reply is sent without passing the filter.", "other"),
        ("The reader runs no external commands.", "other"),
        ("If a file exists, Widget refuses to overwrite it.", "other"),
    ],
)
def test_each_subject_may_be_told_in_many_words(text: str, about: str) -> None:
    assert [each for _, each in claims(FEATURES + text)] == [about]


@pytest.mark.parametrize(
    "text",
    [
        "It is essential to sandbox the model.",
        "Make sure that tenants are isolated from each other.",
        "The recommended approach is to encrypt the disk.",
        "Our hosting provider encrypts all disks.",
        "The audit trail was removed in 2.0.",
        "The rate limit is not yet in use.",
        "Our hope is that one day all parsers are memory safe.",
        "Attestation is permissive by default.",
        "The widget is not itself a certified product.",
        "- **Script**: `./tools/install-validated.sh`",
        "- The lock's bypass is a vulnerability, since it is protected.",
        "- GDPR: n/a",
        "Do you encrypt backups? No.",
        "- Encryption: https://keys.example.org/team.asc",
        "- Certificate SHA-1: AB:CD:EF:12:34:56:78:90",
        "- Document runbooks for rate limits.",
        "Network access is not denied by default.",
        "The key must never be used to encrypt anything.",
        "They can contain injected orders.",
        "The sandbox can be bypassed by whoever edits its settings.",
        "Prompt injection cannot be fully prevented.",
        "Older releases used MD5 for checksums.",
        "Our goal is to make the sandbox stronger.",
        "Security headers are set by Cloudflare.",
        "The encrypted disk is your own responsibility.",
        "The hashed token is stored in plain text.",
        "A sandbox escape is a critical vulnerability.",
        "Plug-ins should encrypt what they store.",
    ],
)
def test_what_is_not_done_by_the_software_is_no_claim(text: str) -> None:
    assert claims(FEATURES + text) == []


def test_what_a_project_does_may_introduce_its_measures() -> None:
    text = "This repository uses a suite of tools to automate security best practices:\n\n- Code scanning (CodeQL)\n"
    assert claims(text) == [(3, "other")]


def test_commands_may_be_the_subject_of_a_sentence() -> None:
    assert claims("- `apply` and `update` are dry-run by default.\n") == [(1, "dry-run")]
