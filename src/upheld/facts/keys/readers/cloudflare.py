"""API tokens of a Cloudflare user or account.

The shape is `Token` of the package cloudflare 5.9, in the envelope (`success`, `errors`, `result`, `result_info`) that
`GET /user/tokens` and `GET /accounts/{account_id}/tokens` answer with.
"""

from collections.abc import Iterator

from upheld.facts.keys.complete import Page, entries_of
from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "Cloudflare API tokens"

_STATES = {"active": State.ACTIVE, "disabled": State.SUSPENDED, "expired": State.DEACTIVATED}


def recognises(document: Document) -> bool:
    """Tell it by entries with a status and the time at which each was issued."""
    entries = [each for page in _pages(document) for each in page.entries]
    return bool(entries) and all(each.has("id", "status", "issued_on") for each in entries)


def read(document: Document) -> Iterator[Key]:
    """Yield every token.

    Raises:
        MetadataError: a time is none, a status is not known, or pages are missing.
    """
    for entry in entries_of(_pages(document), how="ask for all pages"):
        yield _key(document, entry)


def _pages(document: Document) -> Iterator[Page]:
    for record in document.records:
        if "result" in record:
            if isinstance(record["result"], Record):
                yield Page(record, (record.record("result"),), None)
            else:
                total = record.record("result_info").get("total_count")
                yield Page(record, tuple(record.records("result")), total if isinstance(total, int) else None)
        else:
            yield Page(record, (record,), None)


def _key(document: Document, record: Record) -> Key:
    state = _STATES.get(record.text("status") or "")
    if state is None:
        raise MetadataError("has a field `status` with a word that is not known", record.line_of("status"))
    return Key(
        source=SOURCE,
        kind="token",
        name=record.name("name", "id") or "without a name",
        location=document.at(record, "name", "id"),
        id=record.name("id"),
        owner=record.text("creator_email_at_creation"),
        scope=document.scope,
        created=record.moment("issued_on"),
        last_used=moment_or_never(record, "last_used_on"),
        expires=moment_or_never(record, "expires_on"),
        state=state,
        note="changes of its permissions are no rotation" if "modified_on" in record else None,
    )
