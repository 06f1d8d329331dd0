"""Access keys and secrets from AWS, asked of moto's server by the real boto3; skipped where they are not installed."""

import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from upheld.errors import UserError
from upheld.facts.keys.inventory import read_evidence
from upheld.facts.keys.key import NEVER, Evidence, State
from upheld.keys_export import Wanted, export
from upheld.told import Told

boto3 = pytest.importorskip("boto3", reason="boto3 is not installed")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    moto = pytest.importorskip("moto.server", reason="moto's server is not installed")

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

PLANTED = "planted-c0rrect-h0rse"


@pytest.fixture(scope="module")
def aws_server() -> Iterator[str]:
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def account(aws_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lead boto3 to the server, with credentials of nobody and no configuration of whoever runs the test."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws_server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", PLANTED)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    client("moto-reset", aws_server)


def client(service: str, endpoint: str | None = None) -> Any:
    if service == "moto-reset":
        import http.client  # noqa: PLC0415

        connection = http.client.HTTPConnection((endpoint or "").removeprefix("http://"))
        connection.request("POST", "/moto-api/reset")
        connection.getresponse().read()
        connection.close()
        return None
    return boto3.client(service)


def exported(folder: Path) -> tuple[Told, dict[str, Any], dict[str, Evidence]]:
    file = folder / "aws.json"
    outcome = export(Wanted(source="aws"), file)
    found = {each.source: each for each in read_evidence("aws.json", file.read_bytes())}
    return outcome, json.loads(file.read_text(encoding="utf-8")), found


def test_the_access_keys_of_every_user_are_told(tmp_path: Path) -> None:
    iam = client("iam")
    for name in ("deploy", "backup"):
        iam.create_user(UserName=name)
    used = iam.create_access_key(UserName="deploy")["AccessKey"]["AccessKeyId"]
    idle = iam.create_access_key(UserName="backup")["AccessKey"]["AccessKeyId"]
    iam.update_access_key(UserName="backup", AccessKeyId=idle, Status="Inactive")
    outcome, _, found = exported(tmp_path)

    keys = {key.id: key for key in found["AWS IAM access keys"].keys}
    assert {used: "deploy", idle: "backup"} == {key.id: key.owner for key in keys.values()}
    assert (keys[used].state, keys[idle].state) == (State.ACTIVE, State.SUSPENDED)
    assert (keys[used].last_used, keys[idle].last_used) == (NEVER, NEVER)
    assert "AWS IAM: 2 access keys" in outcome.lines
    assert outcome.failures == ()


def test_the_secrets_of_the_region_are_told_without_their_values(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    manager = client("secretsmanager")
    for number in range(120):
        manager.create_secret(
            Name=f"secret-{number}", SecretString=PLANTED, Description=PLANTED, Tags=[{"Key": "x", "Value": PLANTED}]
        )
    outcome, content, found = exported(tmp_path)

    evidence = found["AWS Secrets Manager"]
    assert evidence.problem is None
    assert {key.name for key in evidence.keys} == {f"secret-{number}" for number in range(120)}
    assert "AWS Secrets Manager, eu-central-1: 120 secrets" in outcome.lines
    assert PLANTED not in json.dumps(content) + repr(outcome) + repr(found) + caplog.text


def test_an_account_without_keys_says_so(tmp_path: Path) -> None:
    outcome, _, found = exported(tmp_path)

    assert [(source, each.keys, each.problem) for source, each in found.items()] == [
        ("AWS IAM access keys", (), None),
        ("AWS Secrets Manager", (), None),
    ]
    assert outcome.failures == ()


def test_who_asks_is_shown_to_nobody_where_there_is_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(UserError, match=r"cannot be asked .*EndpointConnectionError") as caught:
        exported(tmp_path)
    assert PLANTED not in str(caught.value)
    assert list(tmp_path.glob("*.json")) == []


def test_credentials_and_regions_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    outcome, content, _ = exported(tmp_path)
    assert "AWS_REGION" in outcome.failures[0]
    assert len(content["missing"]) == 1

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    with pytest.raises(UserError, match="no credentials"):
        exported(tmp_path)


def test_a_profile_that_is_not_there_is_named_as_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_PROFILE", "missing")
    with pytest.raises(UserError, match="ProfileNotFound"):
        exported(tmp_path)
