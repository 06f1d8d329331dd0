"""API keys of OpenAI: the admin keys of an organisation and the keys of a project.

The shapes are `AdminAPIKey` and `ProjectAPIKey` of the package openai 3.54, in the lists that
`GET /v1/organization/admin_api_keys` and `GET /v1/organization/projects/{project_id}/api_keys` answer with. Times are
Unix seconds. Both come with a part of each key, so they are refused until it is taken out.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import Record

SOURCE = "OpenAI API keys"
HOW = "take it out with `jq 'del(.data[].redacted_value)'`"

_KINDS = {"organization.admin_api_key": "organisation, admin", "organization.project.api_key": "project"}


def recognises(document: Document) -> bool:
    """Tell it by what each entry calls itself in `object`."""
    entries = list(_entries(document))
    return bool(entries) and all(each.text("object") in _KINDS for each in entries)


def read(document: Document) -> Iterator[Key]:
    """Yield every key.

    Raises:
        MetadataError: a time is none, or the last page says that more follow.
    """
    for record in _entries(document):
        yield _key(document, record)
    refuse_cut_short(document, "has_more")


def _entries(document: Document) -> Iterator[Record]:
    for record in document.records:
        if "data" in record:
            yield from record.records("data")
        else:
            yield record


def _key(document: Document, record: Record) -> Key:
    is_idle = record.text("owner_project_access") == "inactive"
    return Key(
        source=SOURCE,
        kind="api-key",
        name=record.name("name", "id") or "without a name",
        location=document.at(record, "name", "id"),
        id=record.name("id"),
        owner=_owner(record.record("owner")),
        scope=document.scope or _KINDS[record["object"]],
        created=record.moment("created_at"),
        last_used=moment_or_never(record, "last_used_at"),
        expires=moment_or_never(record, "expires_at"),
        state=State.SUSPENDED if is_idle else State.ACTIVE,
        note="its owner has no access to the project any more" if is_idle else None,
    )


def _owner(owner: Record) -> str | None:
    user, account = owner.record("user"), owner.record("service_account")
    return owner.name("name", "id") or user.name("email", "name", "id") or account.name("name", "id")
