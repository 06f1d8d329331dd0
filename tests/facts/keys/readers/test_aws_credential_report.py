from base64 import b64encode

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import NEVER, State

HEADER = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
    "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,"
    "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
    "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,"
    "cert_2_last_rotated"
)
ROOT = (
    "<root_account>,arn:aws:iam::111122223333:root,2012-03-04T10:00:00+00:00,not_supported,2026-01-02T03:04:05+00:00,"
    "not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A"
)
DEPLOYER = (
    "deployer,arn:aws:iam::111122223333:user/deployer,2021-03-04T10:00:00+00:00,false,N/A,N/A,N/A,false,"
    "true,2025-11-02T23:30:00-02:00,2026-01-30T08:00:00+00:00,eu-west-1,s3,"
    "false,2020-05-06T00:00:00+00:00,2020-06-07T00:00:00+00:00,us-east-1,ec2,true,2024-01-01T00:00:00+00:00,false,N/A"
)
PERSON = (
    "person,arn:aws:iam::111122223333:user/person,2021-03-04T10:00:00+00:00,true,no_information,"
    "2025-12-01T00:00:00+00:00,2026-03-01T00:00:00+00:00,true,true,2025-12-24T00:00:00+00:00,N/A,N/A,N/A,"
    "true,2014-01-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,false,N/A"
)
REPORT = f"{HEADER}\n{ROOT}\n{DEPLOYER}\n{PERSON}\n"


def test_report_is_told_by_its_columns() -> None:
    assert recognised_by(REPORT) == ["AWS IAM credential report"]


def test_each_key_of_a_user_is_told_by_itself() -> None:
    found = keys(REPORT)

    assert list(found) == [
        "root/password",
        "deployer/access-key-1",
        "deployer/cert-1",
        "deployer/access-key-2",
        "person/password",
        "person/access-key-1",
        "person/access-key-2",
    ]
    first, second = found["deployer/access-key-1"], found["deployer/access-key-2"]
    assert (first.created, first.last_used, first.state, first.location.line) == (
        utc(2025, 11, 3, 1, 30),
        utc(2026, 1, 30, 8),
        State.ACTIVE,
        3,
    )
    assert (second.created, second.last_used, second.state) == (utc(2020, 5, 6), utc(2020, 6, 7), State.SUSPENDED)
    assert found["deployer/cert-1"].created == utc(2024, 1, 1)


def test_never_used_is_not_the_same_as_not_known() -> None:
    found = keys(REPORT)

    assert found["person/access-key-1"].last_used is NEVER
    assert found["person/access-key-2"].last_used is None, "made before IAM wrote down uses"
    assert found["person/password"].last_used is NEVER


def test_what_root_does_not_support_is_not_known() -> None:
    root = keys(REPORT)["root/password"]

    assert (root.changed, root.expires, root.last_used) == (None, None, utc(2026, 1, 2, 3, 4, 5))


def test_password_ends_when_it_has_to_be_changed() -> None:
    password = keys(REPORT)["person/password"]

    assert (password.changed, password.expires) == (utc(2025, 12, 1), utc(2026, 3, 1))


def test_columns_may_stand_in_any_order_and_be_more() -> None:
    columns = HEADER.split(",")
    rows = [dict(zip(columns, row.split(","), strict=True)) for row in (ROOT, DEPLOYER, PERSON)]
    order = [*reversed(columns), "additional_credentials_info"]
    text = "\n".join([",".join(order), *(",".join({**row, order[-1]: "N/A"}[name] for name in order) for row in rows)])

    assert {name: key.created for name, key in keys(text).items()} == {
        name: key.created for name, key in keys(REPORT).items()
    }


def test_a_user_with_more_keys_than_are_listed_is_told() -> None:
    text = f"{HEADER},additional_credentials_info\n{ROOT},N/A\n{PERSON},2 access keys\n"

    why, line = problem(text)
    assert "more keys or certificates than it lists" in why
    assert line == 3
    assert len(evidence(text).keys) == 4


def test_json_around_the_report_says_when_it_was_made() -> None:
    answer = {
        "Content": b64encode(REPORT.encode()).decode(),
        "ReportFormat": "text/csv",
        "GeneratedTime": "2026-01-31T05:00:00+00:00",
    }
    found = evidence(answer)

    assert (found.made, found.problem, len(found.keys)) == (utc(2026, 1, 31, 5), None, 7)
    assert {key.location.line for key in found.keys} == {2}
    assert recognised_by(answer) == ["AWS IAM credential report"]


@pytest.mark.parametrize("content", ["bm90IGEgcmVwb3J0", "not base64!", "", "//79"])
def test_json_around_something_else_is_refused_without_showing_it(content: str) -> None:
    why, _ = problem({"Content": content, "ReportFormat": "text/csv", "GeneratedTime": "2026-01-31T05:00:00Z"})

    assert why == "has a field `Content` that is no credential report in base64"


def test_a_report_of_nobody_has_no_keys() -> None:
    assert keys(f"{HEADER}\n") == {}
