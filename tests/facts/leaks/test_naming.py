"""What a secret is called where it stands, in the ways in which people write them down."""

import pytest

from planting import github_token, private_key
from secrets_made import letters, openssh_key
from upheld.facts.keys.encodings.ssh import fingerprint_of_line
from upheld.facts.leaks.naming import Called, called, joined
from upheld.secrets import Hit, all_rules, scan

TOKEN = github_token()
ACCESS, OTHER = (f"AKIA{letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', seed)}" for seed in ("a", "b"))
SECRET = letters(40)


def told(text: str, rule: str) -> Called:
    data = text.encode()
    return called(data, hit(data, rule))


def hit(data: bytes, rule: str) -> Hit:
    return next(each for each in scan(data, all_rules()) if each.rule == rule)


@pytest.mark.parametrize(
    "text",
    [
        "BOT_TOKEN={}",
        "export BOT_TOKEN={}",
        'BOT_TOKEN = "{}"',
        "  BOT_TOKEN: {}",
        "  'BOT_TOKEN' => '{}',",
        '{{"A": "b", "BOT_TOKEN": "{}"}}',
        'os.environ["BOT_TOKEN"] = "{}"',
        "process.env.BOT_TOKEN ||= `{}`",
        "BOT_TOKEN := {}",
        "BOT_TOKEN=https://bot.example/?token={}",
        "ENV BOT_TOKEN {}",
        "setx BOT_TOKEN {}",
        "gh secret set BOT_TOKEN --repo a/b --body {}",
        "docker run -e A=b -e BOT_TOKEN={} image",
        "- name: BOT_TOKEN\n  value: {}",
        '{{"name": "BOT_TOKEN", "value": "{}"}}',
        "BOT_TOKEN: |\n  {}\n",
        'BOT_TOKEN = """\n{}\n"""',
    ],
)
def test_variable_that_a_value_is_given_to_is_known(text: str) -> None:
    assert "BOT_TOKEN" in told(text.format(TOKEN), "github-token").variables


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "the token {} was lost",
        "BOT_TOKEN=other {}",
        "BOT_TOKEN=other\n{}",
        'BOT_TOKEN=other; curl -H "Authorization: token {}"',
        "BOT_TOKEN:\n- {}",
        "if BOT_TOKEN == other and x in {}",
    ],
)
def test_variable_that_is_given_something_else_is_not_its_name(text: str) -> None:
    assert "BOT_TOKEN" not in told(text.format(TOKEN), "github-token").variables


def test_nothing_of_a_value_is_kept() -> None:
    each = told(f"https://github.com/?access_token={TOKEN}&x={TOKEN}", "github-token")

    assert not any(part in "".join((*each.variables, *each.ids)) for part in (TOKEN, TOKEN[:12], TOKEN[-12:]))


def test_secret_access_key_is_called_by_the_id_beside_it() -> None:
    text = f"[default]\naws_access_key_id = {ACCESS}\naws_secret_access_key = {SECRET}\n"

    assert told(text, "aws-secret-key") == Called(frozenset({"aws_secret_access_key"}), frozenset({ACCESS}))


def test_of_two_ids_beside_a_secret_access_key_neither_is_taken() -> None:
    text = f"one = {ACCESS}\ntwo = {OTHER}\naws_secret_access_key = {SECRET}\n"

    assert told(text, "aws-secret-key").ids == frozenset()


def test_id_without_its_secret_is_no_leaked_key() -> None:
    assert told(f"aws_access_key_id = {ACCESS}\n", "aws-access-key").ids == frozenset()


def test_key_file_of_a_service_account_states_the_id_of_the_key() -> None:
    id_ = letters(40, "0123456789abcdef")
    key = private_key().replace("\n", "\\n").replace("RSA ", "")
    text = f'{{"type": "service_account", "private_key_id": "{id_}", "private_key": "{key}"}}'

    assert told(text, "private-key").ids == {id_}


def test_ssh_key_is_called_by_the_fingerprint_of_its_public_half() -> None:
    private, public = openssh_key()

    assert told(f"DEPLOY_KEY: |\n{private}", "private-key") == Called(
        frozenset({"DEPLOY_KEY"}), frozenset({str(fingerprint_of_line(public))})
    )


def test_one_value_is_called_what_all_its_places_call_it() -> None:
    one, two = Called(frozenset({"A"}), frozenset()), Called(frozenset({"B"}), frozenset({"1"}))

    assert joined([one, two]) == Called(frozenset({"A", "B"}), frozenset({"1"}))
