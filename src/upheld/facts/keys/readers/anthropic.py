"""API keys of an organisation at Anthropic.

The shape is `BetaAPIKey` of the package anthropic 2.12, in the list that `GET /v1/organizations/api_keys` answers with.
It comes with a part of each key, so it is refused until that is taken out. When a key was last used is not told.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "Anthropic API keys"
HOW = "take it out with `jq 'del(.data[].partial_key_hint)'`"

_STATES = {
    "active": State.ACTIVE,
    "inactive": State.SUSPENDED,
    "archived": State.DEACTIVATED,
    "expired": State.DEACTIVATED,
}


def recognises(document: Document) -> bool:
    """Tell it by entries that call themselves `api_key`, with a status and a time of creation."""
    entries = list(_entries(document))
    return bool(entries) and all(
        each.text("type") == "api_key" and each.has("id", "status", "created_at") for each in entries
    )


def read(document: Document) -> Iterator[Key]:
    """Yield every key.

    Raises:
        MetadataError: a time is none, a status is not known, or the last page says that more follow.
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
    state = _STATES.get(record.text("status") or "")
    if state is None:
        raise MetadataError("has a field `status` with a word that is not known", record.line_of("status"))
    principal = record.record("principal")
    return Key(
        source=SOURCE,
        kind="api-key",
        name=record.name("name", "id") or "without a name",
        location=document.at(record, "name", "id"),
        id=record.name("id"),
        owner=principal.name("user_id", "service_account_id") or record.record("created_by").name("id"),
        scope=_scope(record) or document.scope,
        created=record.moment("created_at"),
        expires=moment_or_never(record, "expires_at"),
        state=state,
    )


def _scope(record: Record) -> str | None:
    scope = record.record("scope")
    workspace = scope.name("workspace_id") or record.name("workspace_id")
    return f"workspace {workspace}" if workspace else scope.text("type")
