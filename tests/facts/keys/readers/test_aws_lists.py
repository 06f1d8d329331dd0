"""Lists that the command line of AWS prints: their shapes are those of botocore, their dates those of both formats."""

from typing import Any

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import NEVER, State

ACCESS_KEYS = {
    "AccessKeyMetadata": [
        {
            "UserName": "deployer",
            "AccessKeyId": "AKIAEXAMPLE000000001",
            "Status": "Active",
            "CreateDate": "2025-11-03T00:30:00+02:00",
        },
        {
            "UserName": "deployer",
            "AccessKeyId": "AKIAEXAMPLE000000002",
            "Status": "Inactive",
            "CreateDate": "2014-01-01T00:00:00+00:00",
        },
    ]
}
CREDENTIALS = {
    "ServiceSpecificCredentials": [
        {
            "UserName": "deployer",
            "Status": "Expired",
            "ServiceUserName": "deployer-at-111122223333",
            "CreateDate": "2025-06-01T12:00:00+00:00",
            "ExpirationDate": "2025-09-01T12:00:00+00:00",
            "ServiceSpecificCredentialId": "ACCAEXAMPLE000000001",
            "ServiceName": "bedrock.amazonaws.com",
        },
        {
            "UserName": "person",
            "Status": "Active",
            "ServiceUserName": "person-at-111122223333",
            "CreateDate": "2025-06-01T12:00:00+00:00",
            "ServiceSpecificCredentialId": "ACCAEXAMPLE000000002",
            "ServiceName": "codecommit.amazonaws.com",
        },
    ]
}
SECRETS = {
    "SecretList": [
        {
            "ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/database-AbCdEf",
            "Name": "shop/database",
            "RotationEnabled": True,
            "RotationRules": {"AutomaticallyAfterDays": 30},
            "LastRotatedDate": "2026-01-15T04:00:00.123000+00:00",
            "LastChangedDate": "2026-01-20T09:00:00.123000+00:00",
            "LastAccessedDate": "2026-01-30T01:00:00+01:00",
            "Tags": [{"Key": "team", "Value": "shop"}],
            "SecretVersionsToStages": {"0a1b": ["AWSCURRENT"]},
            "CreatedDate": "2024-03-01T10:00:00+00:00",
        },
        {
            "ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/mail-GhIjKl",
            "Name": "shop/mail",
            "LastChangedDate": 1767225600.5,
            "DeletedDate": 1769000000,
            "CreatedDate": 1700000000.25,
        },
    ]
}
PARAMETERS = {
    "Parameters": [
        {
            "Name": "/shop/token",
            "ARN": "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/token",
            "Type": "SecureString",
            "KeyId": "alias/aws/ssm",
            "LastModifiedDate": "2025-12-01T00:00:00.000000+01:00",
            "Version": 3,
            "Tier": "Standard",
            "DataType": "text",
        },
        {"Name": "/shop/once", "Type": "SecureString", "LastModifiedDate": 1764547200, "Version": 1},
        {"Name": "/shop/region", "Type": "String", "LastModifiedDate": 1764547200, "Version": 1},
    ]
}
CERTIFICATES = {
    "CertificateSummaryList": [
        {
            "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/1",
            "DomainName": "shop.example.org",
            "Status": "ISSUED",
            "Type": "IMPORTED",
            "InUse": False,
            "NotBefore": "2025-05-01T00:00:00+00:00",
            "NotAfter": "2026-05-01T23:59:59+00:00",
            "CreatedAt": "2025-05-02T00:00:00+00:00",
        },
        {
            "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/2",
            "DomainName": "old",
            "Status": "REVOKED",
        },
        {
            "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/3",
            "DomainName": "new",
            "Status": "PENDING_VALIDATION",
        },
    ]
}
KMS_KEY = {
    "KeyMetadata": {
        "AWSAccountId": "111122223333",
        "KeyId": "0a1b",
        "Arn": "arn:aws:kms:eu-west-1:111122223333:key/0a1b",
        "CreationDate": "2023-01-01T00:00:00+00:00",
        "Enabled": True,
        "KeyUsage": "ENCRYPT_DECRYPT",
        "KeyState": "Enabled",
        "Origin": "AWS_KMS",
        "KeyManager": "CUSTOMER",
    }
}


def lines(*values: Any) -> str:
    import json  # noqa: PLC0415

    return "\n".join(map(json.dumps, values))


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (ACCESS_KEYS, "AWS IAM access keys"),
        ({"AccessKeyMetadata": []}, "AWS IAM access keys"),
        (CREDENTIALS, "AWS IAM service-specific credentials"),
        (SECRETS, "AWS Secrets Manager"),
        ({"SecretList": []}, "AWS Secrets Manager"),
        (PARAMETERS, "AWS Systems Manager parameters"),
        (CERTIFICATES, "AWS Certificate Manager"),
        (KMS_KEY, "AWS KMS"),
    ],
)
def test_each_list_is_told_by_its_shape(content: Any, source: str) -> None:
    assert recognised_by(content) == [source]
    assert evidence(content).problem is None


def test_access_key_without_its_use_may_have_been_used() -> None:
    found = keys(ACCESS_KEYS)

    first, second = found.values()
    assert (first.id, first.owner, first.created, first.last_used, first.state) == (
        "AKIAEXAMPLE000000001",
        "deployer",
        utc(2025, 11, 2, 22, 30),
        None,
        State.ACTIVE,
    )
    assert second.state is State.SUSPENDED


def test_uses_are_joined_by_the_id_that_was_asked_for() -> None:
    used = {
        "AccessKeyId": "AKIAEXAMPLE000000001",
        "UserName": "deployer",
        "AccessKeyLastUsed": {"LastUsedDate": "2026-01-30T00:00:00Z"},
    }
    unused = {
        "AccessKeyId": "AKIAEXAMPLE000000002",
        "UserName": "deployer",
        "AccessKeyLastUsed": {"ServiceName": "N/A", "Region": "N/A"},
    }

    first, second = keys(lines(ACCESS_KEYS, used, unused)).values()
    assert first.last_used == utc(2026, 1, 30)
    assert second.last_used is None, "made before IAM wrote down uses"


def test_a_use_that_names_only_the_user_counts_where_they_have_one_key() -> None:
    use = {"UserName": "deployer", "AccessKeyLastUsed": {"ServiceName": "N/A", "Region": "N/A"}}
    one = {"AccessKeyMetadata": ACCESS_KEYS["AccessKeyMetadata"][:1]}

    assert [key.last_used for key in keys(lines(one, use)).values()] == [NEVER]
    assert [key.last_used for key in keys(lines(ACCESS_KEYS, use)).values()] == [None, None]


def test_a_status_that_iam_does_not_have_is_told() -> None:
    why, line = problem('{"AccessKeyMetadata": [\n{"UserName": "a",\n"Status": "hunter2"}]}')

    assert why == "has a `Status` that is not Active, Inactive or Expired"
    assert line == 3


def test_service_specific_credentials_end_where_aws_says_so() -> None:
    first, second = keys(CREDENTIALS).values()

    assert (first.expires, first.state, first.scope) == (
        utc(2025, 9, 1, 12),
        State.DEACTIVATED,
        "bedrock.amazonaws.com",
    )
    assert (second.expires, second.state) == (None, State.ACTIVE)


def test_a_secret_is_as_old_as_its_last_rotation_not_as_its_last_edit() -> None:
    found = keys(SECRETS)

    first, second = found["shop/database"], found["shop/mail"]
    assert first.renewed == utc(2026, 1, 15, 4).replace(microsecond=123000)
    assert first.last_used == utc(2026, 1, 30)
    assert (second.changed, second.last_used, second.state) == (NEVER, NEVER, State.DEACTIVATED)
    assert second.renewed == utc(2023, 11, 14, 22, 13, 20).replace(microsecond=250000)


def test_only_encrypted_parameters_are_secrets() -> None:
    found = evidence(PARAMETERS)

    assert [(key.name, key.created is None, key.renewed) for key in found.keys] == [
        ("/shop/token", True, utc(2025, 11, 30, 23)),
        ("/shop/once", False, utc(2025, 12, 1)),
    ]
    assert [(each.reason, each.line > 1) for each in found.left_out] == [("parameters that are not encrypted", True)]


def test_certificates_that_were_never_issued_are_left_out() -> None:
    found = evidence(CERTIFICATES)

    assert [(key.name, key.created, key.expires, key.state) for key in found.keys] == [
        ("shop.example.org", utc(2025, 5, 1), utc(2026, 5, 1, 23, 59, 59), State.ACTIVE),
        ("old", None, None, State.COMPROMISED),
    ]
    assert len(found.left_out) == 1


@pytest.mark.parametrize(
    ("beside", "changed"),
    [
        ((), None),
        (({"KeyRotationEnabled": False, "KeyId": "0a1b"},), NEVER),
        (
            (
                {
                    "KeyRotationEnabled": True,
                    "KeyId": "arn:aws:kms:x:1:key/0a1b",
                    "RotationPeriodInDays": 90,
                    "NextRotationDate": "2026-03-01T00:00:00Z",
                },
            ),
            utc(2025, 12, 1),
        ),
        (({"KeyRotationEnabled": True, "KeyId": "0a1b", "NextRotationDate": "2024-01-01T00:00:00Z"},), NEVER),
        (({"KeyRotationEnabled": False, "KeyId": "other"},), None),
        (
            (
                {
                    "Rotations": [
                        {"KeyId": "0a1b", "RotationDate": "2024-01-01T00:00:00Z", "RotationType": "AUTOMATIC"},
                        {"KeyId": "0a1b", "RotationDate": "2025-01-01T00:00:00Z", "RotationType": "ON_DEMAND"},
                    ]
                },
            ),
            utc(2025, 1, 1),
        ),
    ],
)
def test_a_key_of_kms_is_as_old_as_its_last_rotation(beside: tuple[Any, ...], changed: object) -> None:
    assert keys(lines(KMS_KEY, *beside))["0a1b"].changed == changed


def test_keys_that_aws_rotates_are_counted_and_left_out() -> None:
    found = evidence({"KeyMetadata": {**KMS_KEY["KeyMetadata"], "KeyManager": "AWS"}})

    assert (found.keys, [each.reason for each in found.left_out]) == ((), ["keys that AWS rotates itself"])


@pytest.mark.parametrize(
    ("content", "marker"),
    [
        ({**ACCESS_KEYS, "IsTruncated": True, "Marker": "hunter2"}, "IsTruncated"),
        ({**SECRETS, "NextToken": "hunter2"}, "NextToken"),
        ({**PARAMETERS, "NextToken": "hunter2"}, "NextToken"),
    ],
)
def test_a_list_without_its_last_page_is_told_and_what_is_there_is_kept(content: Any, marker: str) -> None:
    found = evidence(content)

    assert found.problem == f"is cut short: its last page has `{marker}`, so there are more keys than it tells of"
    assert len(found.keys) == 2


def test_all_pages_after_one_another_are_whole() -> None:
    assert len(keys(lines({**ACCESS_KEYS, "IsTruncated": True}, {"AccessKeyMetadata": [], "IsTruncated": False}))) == 2


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"SecretList": [{**SECRETS["SecretList"][0], "SecretString": "hunter2"}]}, "SecretString"),
        ({"Parameters": [{**PARAMETERS["Parameters"][0], "Value": "hunter2"}]}, "Value"),
        (
            {
                "ServiceSpecificCredentials": [
                    {**CREDENTIALS["ServiceSpecificCredentials"][0], "ServicePassword": "hunter2"}
                ]
            },
            "ServicePassword",
        ),
        (
            {"AccessKeyMetadata": [{**ACCESS_KEYS["AccessKeyMetadata"][0], "SecretAccessKey": "hunter2"}]},
            "SecretAccessKey",
        ),
    ],
)
def test_a_list_with_a_value_is_refused_with_the_field_and_the_line(content: Any, field: str) -> None:
    found = evidence(content)

    assert found.keys == ()
    assert found.problem
    assert found.problem.startswith(f"is refused: the field `{field}` holds a value or a part of one; ")
    assert "hunter2" not in repr(found)
    assert found.line > 1
