import pytest

from kinds_read import told
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets

SECRETS = ["api-keys", "private-keys", "passwords"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Never commit API tokens.", ["api-keys"]),
        ("Secrets must not be checked in.", SECRETS),
        ("- No secrets in code or git history", SECRETS),
        ("Private keys are never committed to this repository.", ["private-keys"]),
        ("The codebase is free of hard-coded passwords.", ["passwords"]),
        ("This repository contains no credentials.", ["api-keys", "passwords"]),
        ("Our repository never contains real passwords.", ["passwords"]),
        ("Do not commit keys or tokens.", ["api-keys", "private-keys"]),
        ("We keep certificates out of version control.", ["private-keys"]),
        ("`.env` files are git-ignored.", ["api-keys"]),
        ("The `.env` file with its credentials is listed in `.gitignore`.", ["api-keys"]),
        ("Avoid hardcoding secrets such as passwords.", ["passwords"]),
        ("- No hardcoded secrets", SECRETS),
        ("Never commit internal hostnames or production configuration.", ["internal-hosts", "production-config"]),
        ("All sample files use placeholder tokens.", ["api-keys"]),
        ("Credentials come from a vault, never in the repository.", ["api-keys", "passwords"]),
        ("Never check passwords into version control.", ["passwords"]),
        ("Never commit API credentials to git.", ["api-keys"]),
        ("## Token file\n\n- ✅ File is in `.gitignore` (already configured)", ["api-keys"]),
        ("- **`.gitignore`**: exclusions for:\n  - Private keys", ["private-keys"]),
        ("## API keys\n\n- Never hard-code credentials", ["api-keys"]),
    ],
)
def test_what_is_kept_out_is_read(text: str, what: list[str]) -> None:
    ((_, force, fields),) = told(NoCommittedSecrets, text)
    assert (force, fields) == ("commitment", {"what": what})


@pytest.mark.parametrize(
    "text",
    [
        "Never log credentials.",
        "Please do not include passwords in your report.",
        "Passwords are not stored in plain text.",
        "Secret scanning with push protection is enabled.",
        "If you spot a secret in the code, tell us.",
        "In scope:\n\n- Hard-coded credentials\n- Secrets in the repository",
        "The code does not contain backdoors.",
        "Never commit generated files.",
        "We cannot commit to fixing password issues at once.",
        "## Planned\n\n- No secrets in code",
        "Check the tokens in the vault, not the old ones.",
        "## Notes\n\n- The file is in `.gitignore`",
        "Take tokens from variables instead of hardcoding secrets.",
        "Secrets and untracked scratch stay out of the image.",
        "If a secret like `pass.json` is committed by accident, it is not enough to add it to `.gitignore`.",
        "## What this page does not commit to\n\n- A key for encrypted mail",
    ],
)
def test_what_is_not_about_the_repository_is_left(text: str) -> None:
    assert told(NoCommittedSecrets, text) == []


@pytest.mark.parametrize(
    "lead",
    [
        "This repository does not contain:",
        "Never commit:",
        "The following must never be committed:",
        "**What is NOT in this repository:**",
        "## Never commit",
    ],
)
def test_each_item_below_a_lead_is_a_promise(lead: str) -> None:
    items = f"{lead}\n\n- Private keys\n- Customer lists\n- Live endpoints\n"
    assert told(NoCommittedSecrets, items) == [
        (3, "commitment", {"what": ["private-keys"]}),
        (5, "commitment", {"what": ["internal-hosts"]}),
    ]


def test_the_lines_of_a_code_block_below_a_lead_are_items() -> None:
    block = """
        Never commit:

        ```
        .env      # environment files
        *.pem     # private keys
        ```
    """
    assert told(NoCommittedSecrets, block) == [
        (4, "commitment", {"what": ["api-keys"]}),
        (5, "commitment", {"what": ["private-keys"]}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Best practices\n\n- Never commit passwords to git",
        "- Keep your passwords out of version control",
        "- [ ] No hardcoded passwords",
        "- Store passwords in environment variables, never hard-code them",
        "- Never put passwords in `settings.json`",
        "## Local development\n\n- Never commit passwords",
        "```sh\n# Never commit passwords\ngit add .\n```",
    ],
)
def test_what_the_reader_is_to_do_is_a_practice(text: str) -> None:
    ((_, force, fields),) = told(NoCommittedSecrets, text)
    assert (force, fields) == ("practice", {"what": ["passwords"]})


def test_a_fact_inside_advice_binds_the_project() -> None:
    text = "## Best practices\n\n- Keep tokens in `.env` (already git-ignored)"
    assert told(NoCommittedSecrets, text) == [(3, "commitment", {"what": ["api-keys"]})]


def test_the_sentences_of_a_line_make_one_promise() -> None:
    text = "Do not commit passwords. `.env` is ignored via `.gitignore`."
    assert told(NoCommittedSecrets, text) == [(1, "commitment", {"what": ["passwords", "api-keys"]})]


def test_an_example_of_code_below_a_rule_is_no_list() -> None:
    text = "Never hard-code keys:\n\n```sh\n# CI secrets\nexport TOKEN=abc\n```\n"
    assert [line for line, _, _ in told(NoCommittedSecrets, text)] == [1]


def test_a_phrase_bids_where_contributors_are_addressed() -> None:
    text = "## For contributors\n\n- **No hardcoded secrets**\n"
    assert told(NoCommittedSecrets, text) == [(3, "practice", {"what": SECRETS})]


def test_only_what_introduces_a_list_tells_what_is_in_it() -> None:
    text = "Never commit secrets. Use environment variables:\n\n```\ntool --key-env SIGN_KEY\n```\n"
    assert [line for line, _, _ in told(NoCommittedSecrets, text)] == [1]


def test_marked_lines_below_a_prohibition_are_a_list() -> None:
    text = "## Never commit these\n\n❌ `.env.local` - overrides\n❌ TLS certificates\n\n## Safe to commit\n\n✅ `.env.example` - template with placeholders\n✅ Pictures\n"
    assert [(line, list(fields["what"])) for line, _, fields in told(NoCommittedSecrets, text)] == [
        (3, ["api-keys"]),
        (4, ["private-keys"]),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The `.gitignore` excludes `.env` and key files.", ["api-keys", "private-keys"]),
        ("Never commit credentials. Our `.gitignore` lists the key files.", ["private-keys"]),
        ("Never commit secrets. Our `.gitignore` lists the key files.", SECRETS),
    ],
)
def test_of_a_line_its_names_tell_which_credentials_are_meant(text: str, what: list[str]) -> None:
    assert [sorted(fields["what"]) for _, _, fields in told(NoCommittedSecrets, text)] == [sorted(what)]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Keep it in `.env`, which is in `.gitignore`", "commitment"),
        ("Never commit tokens, use `.env` and make sure `.env` is in `.gitignore`", "practice"),
        ("Add `.env` to `.gitignore`", "practice"),
        ("The `.gitignore` excludes credential files", "commitment"),
    ],
)
def test_a_file_that_is_to_be_ignored_is_not_ignored_yet(text: str, force: str) -> None:
    assert told(NoCommittedSecrets, f"## Best practices\n\n- {text}\n") == [(3, force, {"what": ["api-keys"]})]


def test_secrets_that_are_managed_are_secrets() -> None:
    text = "Secrets managed in a vault, never hard-coded"
    assert told(NoCommittedSecrets, text) == [(1, "commitment", {"what": SECRETS})]
