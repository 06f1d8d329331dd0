import pytest

from kinds_read import told
from upheld.policy.kinds.design_claim import DesignClaim

FEATURES = "# Security policy\n\n## Security features\n\n"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("We keep our dependencies to a minimum.", "other"),
        ("Dependencies are kept low.", "other"),
        ("All dependencies are locked in `poetry.lock`.", "other"),
        ("A pass token is required for uploads.", "other"),
        ("Every upload needs a token.", "other"),
        ("- Blocks foreign URL schemes", "other"),
        ("- Foreign URL schemes are blocked", "other"),
        ("- Key files get `0600` permissions", "other"),
        ("The widget is published to the registry by hand.", "other"),
        ("The widget transmits no drawings to anybody.", "other"),
        ("The widget does not send drawings to its makers.", "other"),
        ("- Respects `WIDGETS_QUIET` for a clean stdio", "other"),
        ("- `PARTS.md` generated for every release", "other"),
        ("- Default-deny access for plug-ins", "least-privilege"),
        ("- Access is denied by default", "least-privilege"),
        ("- No write access is granted", "least-privilege"),
        ("- Each upload is guarded by a permission", "least-privilege"),
        ("- Plug-ins have no access to the disk unless granted", "least-privilege"),
        ("- Workflows default to `contents: read`, with more where a job needs it", "least-privilege"),
        ("- Higher permissions are limited to the jobs that need them", "least-privilege"),
        ("- Cleans error messages, so that they hold no personal data", "secret-masking"),
        ("- Error cleaning: no PII in responses", "secret-masking"),
        ("- Passwords are kept as hashes - never plain, never in replies", "other"),
        ("- Paths are validated, and none may leave the workspace", "sandboxing"),
        ("- Paths with `..` are rejected", "sandboxing"),
        ("- Each session is audited", "audit-logging"),
        ("- Sessions are short-lived and audited", "audit-logging"),
        ("- **Audit redaction** covers tokens", "secret-masking"),
        ("- Each name is joined so that it stays under the data dir", "sandboxing"),
        ("- No cleartext HTTP", "encryption"),
        ("- Four-eyes principle for each merge", "other"),
        ("- Cookies are HttpOnly and SameSite", "other"),
        ("If the signature is invalid, the update is rejected.", "other"),
        ("Validation is handled by Umbrella", "other"),
        (
            "| Threat | Impact | Measure |\n| --- | --- | --- |\n| Path traversal | high | Paths are normalized |",
            "sandboxing",
        ),
        ("- A human in the loop for every print", "other"),
        ("Drawings are read; nothing is written.", "other"),
        ("Queries use bound parameters.", "other"),
        ("We do not store your drawings.", "other"),
        ("We audit our code, so that it is free of flaws, and all inputs are validated.", "other"),
        ("The widget cannot modify your drawings.", "least-privilege"),
        ("Only GET requests are made.", "least-privilege"),
        ("- Drops root once the port is bound", "least-privilege"),
        ("Each print runs in a fresh VM.", "sandboxing"),
        ("Logs contain no tokens.", "secret-masking"),
        ("- Drawings are sandboxed by the host; no drawing crosses the boundary", "sandboxing"),
        ("We take leaks very seriously and releases are signed.", "other"),
        ("Safety is our top priority: all inputs are validated.", "other"),
    ],
)
def test_a_plain_verb_claims_as_much_as_the_name_of_a_mechanism(text: str, about: str) -> None:
    ((_, force, fields),) = told(DesignClaim, FEATURES + text)
    assert (force, fields) == ("commitment", {"about": about})


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("- Paths are validated and expanded", "other"),
        ("- All dependencies are signed and audited", "other"),
        ("- Every contract is audited before a release", "other"),
        ("- Uploads are encrypted, since traffic is HTTPS", "encryption"),
    ],
)
def test_a_word_of_a_subject_needs_what_makes_it_one(text: str, about: str) -> None:
    assert [fields for _, _, fields in told(DesignClaim, FEATURES + text)] == [{"about": about}]


@pytest.mark.parametrize(
    "text",
    [
        "At Widget Sandbox, security is our top priority.",
        "We take the security of Widget Vault seriously.",
        "- Authentication is handled by Umbrella",
        "Throttling is left to the reverse proxy.",
        "TLS is terminated by your load balancer.",
        "The widget requires passwordless sudo.",
        "The only outbound traffic is HTTPS to the mirror.",
        "However, if an unprivileged user could gain rights, that is a cause for concern.",
        "We consider flaws leading to the loss of integrity to be grave.",
        "An attacker could read encrypted drawings.",
        "If an attacker gains access to the host, they can read the encrypted drawings.",
        "If the signature was good, the verification succeeded.",
        "Permissions are thus never enforced in plug-ins.",
        "- `idempotentHint: false`",
        "We do three things: we draw, we print and we send.",
        "- No secrets in any files",
        "We use these libraries:\n\n- `lefty` for padding",
        "- Tokens lie in files that `.gitignore` names",
        "No credentials are stored in the repository.",
        "Widgets are designed to operate securely in strict places.",
        "We do not currently ship a linter for secrets.",
        "This repository runs continuous scanning, so that much is caught:",
    ],
)
def test_care_fears_and_the_work_of_others_claim_nothing(text: str) -> None:
    assert told(DesignClaim, FEATURES + text) == []


@pytest.mark.parametrize(
    "heading", ["What this widget does NOT do", "Things that widgets never do", "What the server will not do"]
)
def test_each_harm_that_is_not_done_is_a_claim(heading: str) -> None:
    text = f"## {heading}\n\n- Read files of yours\n- Execute shell commands\n"
    assert told(DesignClaim, text) == [(3, "commitment", {"about": "other"})]


def test_a_list_of_what_the_software_does_not_do_claims_it() -> None:
    text = "## Security\n\nThe server does not:\n\n- execute shell commands\n"
    assert told(DesignClaim, text) == [(5, "commitment", {"about": "other"})]


@pytest.mark.parametrize(
    "text",
    [
        "## What the server does not do\n\n- Protect against malicious plug-ins\n",
        "## What the server does not protect against\n\n- Read access by others\n",
    ],
)
def test_a_protection_that_is_denied_is_no_claim(text: str) -> None:
    assert told(DesignClaim, text) == []


def test_never_with_a_statement_bids_nobody() -> None:
    text = "## Security\n\nThe proxy is a process that:\n\n- Never writes to disk\n"
    assert told(DesignClaim, text) == [(5, "commitment", {"about": "other"})]
    assert told(DesignClaim, text.replace("writes", "write")) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## Publish process\n\nReleases are signed.", 3),
        ("## Notes\n\nThese are properties, not vulnerabilities:\n\n- Each drawing is sandboxed", 5),
        ("## Notes\n\nIt stands for the following guarantees:\n\n- Drawings keep their order", 5),
        ("# Security policy\n\nHello.\n\n# Security features\n\n- Drawings keep their order", 7),
    ],
)
def test_what_introduces_claims_is_known_by_more_than_one_word(text: str, line: int) -> None:
    assert [each[0] for each in told(DesignClaim, text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "## Publish process\n\nThis is a deliberate choice:\n\n- A signed build of a robot is worth less",
        "## Impact of a leak\n\n| Layer | What is left |\n| --- | --- |\n| Host | encrypted drawings |",
        "# Security policy\n\nHello.\n\n# Out of scope\n\n- Throttling of uploads",
        "# Out of scope\n\n- Throttling of uploads\n\n# Contact\n\nNobody.",
    ],
)
def test_reasons_and_sections_about_something_else_claim_nothing(text: str) -> None:
    assert told(DesignClaim, text) == []
