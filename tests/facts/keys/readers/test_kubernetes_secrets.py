import json
from typing import Any

import pytest

from metadata_read import evidence, keys, problem, recognised_by, utc
from upheld.facts.keys.key import State

SECRET: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Secret",
    "metadata": {
        "name": "database",
        "namespace": "shop",
        "uid": "0a1b",
        "creationTimestamp": "2024-02-29T23:59:59Z",
        "managedFields": [
            {
                "manager": "kubectl-create",
                "operation": "Update",
                "time": "2024-02-29T23:59:59Z",
                "fieldsV1": {"f:data": {".": {}, "f:password": {}}, "f:type": {}},
            },
            {
                "manager": "kubectl-edit",
                "operation": "Update",
                "time": "2025-11-03T08:00:00Z",
                "fieldsV1": {"f:data": {"f:password": {}}},
            },
            {
                "manager": "kubectl-label",
                "operation": "Update",
                "time": "2026-01-03T08:00:00Z",
                "fieldsV1": {"f:metadata": {"f:labels": {}}},
            },
        ],
    },
    "type": "Opaque",
}
HELM = {**SECRET, "metadata": {"name": "sh.helm.release.v1.shop.v1", "namespace": "shop"}, "type": "helm.sh/release.v1"}
LIST = {"apiVersion": "v1", "items": [SECRET, HELM], "kind": "List", "metadata": {"resourceVersion": ""}}


@pytest.mark.parametrize("content", [LIST, SECRET, {"kind": "SecretList", "items": []}])
def test_lists_and_single_secrets_are_told_by_their_kind(content: Any) -> None:
    assert recognised_by(content) == ["Kubernetes secrets"]


def test_a_label_that_was_added_later_makes_no_secret_newer() -> None:
    secret = keys(LIST)["shop/database"]

    assert (secret.created, secret.changed, secret.scope, secret.last_used) == (
        utc(2024, 2, 29, 23, 59, 59),
        utc(2025, 11, 3, 8),
        "shop",
        None,
    )


def test_entries_that_do_not_say_what_they_wrote_count_all() -> None:
    metadata = {
        **SECRET["metadata"],
        "managedFields": [{"time": "2025-01-01T00:00:00Z"}, {"time": "2024-06-01T00:00:00Z"}],
    }

    assert keys({**SECRET, "metadata": metadata})["shop/database"].changed == utc(2025, 1, 1)


def test_without_managed_fields_only_the_creation_is_known() -> None:
    metadata = {"name": "a", "creationTimestamp": "2024-01-01T00:00:00Z", "deletionTimestamp": "2026-01-01T00:00:00Z"}
    secret = keys({"kind": "Secret", "metadata": metadata, "data": {}, "stringData": None})["a"]

    assert (secret.changed, secret.renewed, secret.state) == (None, utc(2024, 1, 1), State.DEACTIVATED)


def test_records_of_helm_are_counted_and_left_out() -> None:
    assert [each.reason for each in evidence(LIST).left_out] == ["records of Helm's releases"]


def test_manifests_in_one_yaml_file_are_read_with_their_lines() -> None:
    text = "kind: Secret\nmetadata:\n  name: a\n---\nkind: Secret\nmetadata:\n  name: b\n"

    assert {name: key.location.line for name, key in keys(text).items()} == {"a": 3, "b": 7}


@pytest.mark.parametrize(
    ("secret", "field"),
    [
        ({**SECRET, "data": {"password": "aHVudGVyMg=="}}, "data"),
        ({**SECRET, "stringData": {"anything": "hunter2"}}, "stringData"),
        (
            {
                **SECRET,
                "metadata": {
                    **SECRET["metadata"],
                    "annotations": {
                        "kubectl.kubernetes.io/last-applied-configuration": json.dumps(
                            {"data": {"password": "aHVudGVyMg=="}}
                        )
                    },
                },
            },
            "kubectl.kubernetes.io/last-applied-configuration",
        ),
    ],
)
def test_a_secret_with_its_data_is_refused_in_a_list_too(secret: Any, field: str) -> None:
    bare = {name: value for name, value in secret.items() if name not in {"apiVersion", "kind"}}
    for content in (secret, {**LIST, "items": [secret]}, {"kind": "SecretList", "items": [bare]}):
        why, line = problem(content)
        assert why.startswith(f"is refused: the field `{field}` holds a value")
        assert "jq" in why
        assert "aHVudGVyMg" not in why
        assert line > 1
