"""Names of workflows against names of metadata."""

from typing import Any

from keys_made import key
from upheld.facts.keys.key import Key, State
from upheld.facts.workflow_secrets import NamedSecret, WorkflowSecrets
from upheld.key_hygiene.workflow_secrets import idle, unlisted
from upheld.model import Location

PLACE = Location(".github/workflows/ci.yml", 8)


def used(*names: str, **more: Any) -> WorkflowSecrets:
    return WorkflowSecrets((PLACE.path,), tuple(NamedSecret(each, PLACE) for each in names), **more)


def secret(name: str, **stated: Any) -> Key:
    return key(name, kind="secret", source="GitHub secrets", **stated)


def test_secret_that_nothing_lists_is_unlisted_once() -> None:
    assert [each.name for each in unlisted(used("A", "B", "B"), [secret("a")])] == ["B"]


def test_any_inventory_may_list_it() -> None:
    assert unlisted(used("A"), [key("A")]) == ()


def test_secret_that_a_caller_passes_need_not_be_listed() -> None:
    passed = WorkflowSecrets((), (NamedSecret("A", PLACE, is_passed=True),))

    assert unlisted(passed, []) == ()
    assert list(idle(passed, [secret("A")])) == []


def test_listed_secret_that_no_workflow_names_is_idle() -> None:
    assert [each.name for each in idle(used("A"), [secret("a"), secret("OLD")])] == ["OLD"]


def test_nothing_is_idle_where_any_secret_may_be_used_or_a_workflow_is_unread() -> None:
    assert list(idle(used("A", any_at=(PLACE,)), [secret("OLD")])) == []
    assert list(idle(used("A", problems=("ci.yml: not valid YAML",)), [secret("OLD")])) == []


def test_secrets_that_others_may_use_are_not_idle() -> None:
    others = [
        secret("A", scope="organisation harbour, Actions"),
        secret("B", scope="repository harbour/relay, Codespaces"),
        secret("C", state=State.DESTROYED),
        key("D"),
        secret("ACTIONS_STEP_DEBUG"),
    ]

    assert list(idle(used(), others)) == []
