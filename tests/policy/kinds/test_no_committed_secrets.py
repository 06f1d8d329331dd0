import pytest

from kinds_read import told
from making import document
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets
from upheld.policy.reading import promises_in

SECRETS = ["api-keys"]
"""What the word names; it covers more."""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Never commit API tokens.", ["api-keys"]),
        ("Secrets must not be checked in.", SECRETS),
        ("- No secrets in code or git history", SECRETS),
        ("Private keys are never committed to this repository.", ["private-keys"]),
        ("The codebase is free of hard-coded passwords.", ["passwords"]),
        ("This repository contains no credentials.", ["api-keys"]),
        ("Our repository never contains real passwords.", ["passwords"]),
        ("Do not commit keys or tokens.", ["api-keys", "private-keys"]),
        ("We keep certificates out of version control.", ["private-keys"]),
        ("`.env` files are git-ignored.", ["api-keys"]),
        ("The `.env` file with its credentials is listed in `.gitignore`.", ["api-keys"]),
        ("Avoid hardcoding secrets such as passwords.", ["passwords"]),
        ("- No hardcoded secrets", SECRETS),
        ("Never commit internal hostnames or production configuration.", ["internal-hosts", "production-config"]),
        ("All sample files use placeholder tokens.", ["api-keys"]),
        ("Credentials come from a vault, never in the repository.", ["api-keys"]),
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


def test_what_introduces_a_code_block_promises_what_its_lines_name() -> None:
    block = """
        ## Ours

        This is public. Never commit:

        ```
        .env      # environment files
        *.pem     # private keys
        ```

        ## Yours

        Never commit:

        ```
        *.pem
        ```
    """
    assert told(NoCommittedSecrets, block) == [
        (3, "commitment", {"what": ["api-keys", "private-keys"]}),
        (12, "commitment", {"what": ["private-keys"]}),
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


@pytest.mark.parametrize("item", ["**No hardcoded secrets**", "Never hard-code secrets", "Don't commit secrets"])
def test_what_contributors_are_told_of_the_repository_binds_it(item: str) -> None:
    text = f"## For contributors\n\n- {item}\n"
    assert told(NoCommittedSecrets, text) == [(3, "commitment", {"what": SECRETS})]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("We keep deployment tokens out of the tree.", ["api-keys"]),
        ("Passwords do not belong in the code base.", ["passwords"]),
        ("No part of the source ships without this.", None),
        ("The package is published without passwords in its files.", ["passwords"]),
        ("Production configuration lives in a separate repository.", ["production-config"]),
        ("The real `.env` isn't tracked.", ["api-keys"]),
        ("TLS keys are absent from git.", ["private-keys"]),
        ("You will not find an API key in this repo.", ["api-keys"]),
        ("Push protection blocks commits that hold tokens.", ["api-keys"]),
        ("Secret scanning runs on every push.", None),
    ],
)
def test_absence_may_be_told_in_many_words(text: str, what: list[str] | None) -> None:
    assert [fields["what"] for _, _, fields in told(NoCommittedSecrets, text)] == ([what] if what else [])


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
        ("Never commit credentials. Our `.gitignore` lists the key files.", ["api-keys", "private-keys"]),
        ("Never commit secrets. `.env` is ignored by git.", ["api-keys"]),
    ],
)
def test_what_the_sentences_of_a_line_name_is_joined(text: str, what: list[str]) -> None:
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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Secrets are not stored in this repository.", SECRETS),
        ("No API key has ever been committed.", ["api-keys"]),
        ("API keys live outside of the repo.", ["api-keys"]),
        ("Tokens are kept out of version control.", ["api-keys"]),
        ("Our CI refuses commits that contain API keys.", ["api-keys"]),
        ("A pre-commit hook blocks API tokens from getting into the history.", ["api-keys"]),
        ("gitleaks stops a push that has an API key in it.", ["api-keys"]),
        ("There isn't a single password in the source tree.", ["passwords"]),
        ("The code base is free of passwords.", ["passwords"]),
        ("Passwords: none in git.", ["passwords"]),
        ("You will find no passwords in our repositories.", ["passwords"]),
        ("Private keys are excluded by `.gitignore`.", ["private-keys"]),
        ("The signing key is not, and never was, part of this repository.", ["private-keys"]),
        ("`*.pem` files are ignored by git.", ["private-keys"]),
        ("Never add private keys to a pull request.", ["private-keys"]),
        ("Pull requests with private keys in them are rejected.", ["private-keys"]),
        ("The private key is stored in an HSM, never in git.", ["private-keys"]),
        ("Keys for signing must stay out of the repo.", ["private-keys"]),
        ("Do not put passwords into source files.", ["passwords"]),
        ("Committing passwords is forbidden.", ["passwords"]),
        ("It is forbidden to check in passwords.", ["passwords"]),
        ("Contributors must not commit passwords.", ["passwords"]),
        ("Passwords may not appear in code, tests or documentation.", ["passwords"]),
        ("We never check passwords into git.", ["passwords"]),
        ("No one commits passwords here.", ["passwords"]),
        ("Passwords have no business in git.", ["passwords"]),
        ("Database passwords are nowhere in the code.", ["passwords"]),
        ("Internal hostnames must not show up in the repository.", ["internal-hosts"]),
        ("No internal URLs in code, please.", ["internal-hosts"]),
        ("The production configuration is not in this repository.", ["production-config"]),
        ("Production settings live in another, private repository.", ["production-config"]),
        ("What we never commit: API keys.", ["api-keys"]),
        ("- API keys: not in the repo", ["api-keys"]),
        ("| Item | In the repository? |\n|---|---|\n| API keys | no |", ["api-keys"]),
        ("## Not in this repository\n\n- API keys", ["api-keys"]),
        ("## What must never be committed\n\n- API tokens", ["api-keys"]),
        ("Access tokens aren't hardcoded.", ["api-keys"]),
        ("Tokens are not baked into the source.", ["api-keys"]),
        ("Git has never seen a password of ours.", ["passwords"]),
        ("The repository knows no passwords.", ["passwords"]),
        ("Our code must not embed passwords.", ["passwords"]),
        ("No passwords here.", ["passwords"]),
        ("API tokens are unversioned.", ["api-keys"]),
        ("Pull requests with private keys in them are closed.", ["private-keys"]),
        ("What you won't find in this repository:\n\n- private keys\n- movies", ["private-keys"]),
        ("The following never enter the repository:\n\n* passwords", ["passwords"]),
        ("## Kept out of git\n\n- certificates", ["private-keys"]),
        ("Test fixtures use made-up API keys.", ["api-keys"]),
        ("Git is no place for passwords.", ["passwords"]),
        ("The release key never touches the repository.", ["private-keys"]),
        ("The signing key is kept offline, outside of the repository.", ["private-keys"]),
        ("Real API keys are replaced by dummies in the sample files.", ["api-keys"]),
        ("Example files contain placeholder API keys only.", ["api-keys"]),
        ("Credentials are never part of a commit.", ["api-keys"]),
        ("Internal addresses are not published with the code.", ["internal-hosts"]),
        ("Production configs are kept in a private repo.", ["production-config"]),
        ("The config of production isn't versioned here.", ["production-config"]),
        ("Kubeconfigs do not belong here.", ["production-config"]),
        ("A hook makes sure that no password is committed.", ["passwords"]),
        ("The CI job fails when an API key is found in a commit.", ["api-keys"]),
        ("Reviewers turn down any patch with a password in it.", ["passwords"]),
        ("None of the private keys is stored alongside the code.", ["private-keys"]),
        ("Private keys aren't shipped with the source.", ["private-keys"]),
        ("- [x] no API tokens in the repo", ["api-keys"]),
        ("API tokens: never in the repository", ["api-keys"]),
        ("**API tokens** — not in source control", ["api-keys"]),
        ("Passwords stay on the server and never reach GitHub.", ["passwords"]),
        ("Our sources are password-free.", ["passwords"]),
        ("No keys whatsoever are checked in.", ["api-keys", "private-keys"]),
        ("Every clone is free of API keys.", ["api-keys"]),
        ("Do not push passwords.", ["passwords"]),
        ("Don't let a password slip into the history.", ["passwords"]),
        ("Avoid passwords in commits.", ["passwords"]),
        ("Maintainers: keep access tokens out of workflows and scripts.", ["api-keys"]),
        ("`.gitignore` covers `*.pem` and `*.key`.", ["private-keys"]),
        ("`id_rsa` and other private keys are listed in `.gitignore`.", ["private-keys"]),
        ("The repository must remain free of secrets.", SECRETS),
        ("We do not keep secrets in code.", SECRETS),
        ("Hard-coded secrets are not tolerated.", SECRETS),
        ("Hardcoding of secrets is prohibited.", SECRETS),
        ("Source code without secrets.", SECRETS),
        ("The names of our servers are not in the code.", ["internal-hosts"]),
        ("No intranet addresses in this repository.", ["internal-hosts"]),
        ("The settings of the live system are not checked in.", ["production-config"]),
        ("Our production values are kept out of the repo.", ["production-config"]),
        ("Wallets and seed phrases are never committed.", ["private-keys"]),
    ],
)
def test_what_is_not_in_the_repository_may_be_told_in_many_words(text: str, what: list[str]) -> None:
    assert [sorted(fields["what"]) for _, force, fields in told(NoCommittedSecrets, text) if force == "commitment"] == [
        sorted(what)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Never share your password.",
        "If you have committed a key, revoke it.",
        "Never commit your own API key to your fork.",
        "Do not include passwords in reports.",
        "API keys are stored in the keychain.",
        "Passwords are never logged.",
        "The scanner looks for passwords in repositories.",
        "The tool finds API keys in your code.",
        "Passwords are not stored in the database.",
        "Keys are not sent to the server.",
        "The token is not written to disk.",
        "An API key was once found in the repository.",
        "Test keys are in the repository.",
        "Do not post tokens in issues.",
        "The password must not be empty.",
        "Is a key in the repository a vulnerability? No.",
        "The code does not store passwords in plain text.",
        "The repository does not need a token.",
        "Our code never logs passwords.",
        "Not all keys in the code are constants.",
        "The package does not read the environment.",
        "There is no key derivation in this code.",
        "There is no way to change the password from the code.",
        "Commits are signed with a key.",
        "Unsigned commits without a GPG key are rejected.",
        "The server rejects requests without API keys.",
        "Do not open issues with passwords in them.",
        "No configuration is needed to use the code.",
        "Private repositories need a token.",
        "If no token is found in the code, it fails.",
        "Tokens without access to the repository are rejected.",
        "The token cannot write to the repository.",
        "The deploy key has no write access to the repository.",
        "The token has no permission to push to the repository.",
        "Do not put passwords into the URL.",
        "Never send passwords by mail.",
        "We never ask for your password in issues.",
        "The key is not in the configuration.",
        "Passwords aren't part of the log.",
        "Commit messages must not contain personal data.",
        "Passwords never leave the client.",
        "API keys are never exposed to the frontend.",
        "The installer removes keys from old versions.",
        "You can commit the encrypted secrets to the repository.",
        "Encrypted secrets are committed to the repository.",
        "The public key is in the repository.",
        "Do not commit generated files.",
        "Never force-push to main.",
        "Do not hardcode ports.",
        "The code has no dependencies.",
        "Code that handles keys must not be changed without review.",
        "Keys are only in the hands of maintainers.",
        "There are no known vulnerabilities in the key handling code.",
        "Please do not post API keys in public GitHub issues.",
        "Deleting the commit does not mean that nobody has copied the key.",
        "Key disposal: cleanup of buffers.",
        "The authorization code is worthless without the client secret.",
    ],
)
def test_what_is_somewhere_else_or_about_something_else_is_left(text: str) -> None:
    assert not [force for _, force, _ in told(NoCommittedSecrets, text) if force == "commitment"]


def test_a_general_word_is_looked_for_in_all_its_meanings() -> None:
    promises = promises_in(document("Never commit secrets."), [NoCommittedSecrets])
    assert [each.what for each in promises if isinstance(each, NoCommittedSecrets)] == [
        ("api-keys", "private-keys", "passwords")
    ]


@pytest.mark.parametrize("heading", ["Security considerations", "General guidelines"])
def test_considerations_rule_the_repository_too(heading: str) -> None:
    assert told(NoCommittedSecrets, f"## {heading}\n\n- Never commit tokens\n") == [
        (3, "commitment", {"what": ["api-keys"]})
    ]


def test_best_practices_are_advice_to_contributors_as_well() -> None:
    text = "## Best practices\n\n### For contributors\n\n- Never commit tokens\n"
    assert told(NoCommittedSecrets, text) == [(5, "practice", {"what": ["api-keys"]})]


def test_advice_tells_all_that_its_words_cover() -> None:
    text = "## Best practices\n\n- Never commit secrets\n- Never hard-code credentials\n"
    assert told(NoCommittedSecrets, text) == [
        (3, "practice", {"what": ["api-keys", "private-keys", "passwords"]}),
        (4, "practice", {"what": ["api-keys", "passwords"]}),
    ]
