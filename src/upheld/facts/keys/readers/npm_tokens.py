"""Tokens of an npm account: what `npm token list --json` prints once the shortened tokens are taken out.

The shape is that of the source of npm 11 (`lib/commands/token.js`, which prints what the registry answers) and of the
output shown in npm/cli#9443; older registries write `readonly` and `cidr_whitelist`.
"""

from collections.abc import Iterator
from datetime import datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import Record

SOURCE = "npm tokens"
HOW = "take it out: `npm token list --json | jq 'map(del(.token))'`"

_OWN = frozenset({"cidr", "cidr_whitelist", "readonly", "bypass_2fa"})
_ID_LENGTH = 6
"""What npm itself shows of a key as its id."""


def recognises(document: Document) -> bool:
    """Tell it by a list of entries with a key, a time of creation, and one of the fields that only npm has."""
    records = document.records
    return bool(records) and all(each.has("key", "created") and not _OWN.isdisjoint(each) for each in records)


def read(document: Document) -> Iterator[Key]:
    """Yield every token.

    Raises:
        MetadataError: a time is none.
    """
    for record in document.records:
        yield _key(document, record)


def _key(document: Document, record: Record) -> Key:
    number = record.name("id") or (record.text("key") or "")[:_ID_LENGTH] or None
    is_revoked = record.flag("revoked") or isinstance(_revoked(record), datetime)
    return Key(
        source=SOURCE,
        kind="token",
        name=record.name("name", "description") or (f"token {number}" if number else "without a name"),
        location=document.at(record, "name", "key"),
        id=number,
        scope=_scope(record),
        created=record.moment("created"),
        last_used=moment_or_never(record, "accessed"),
        expires=moment_or_never(record, "expiry"),
        state=State.DESTROYED if is_revoked else State.ACTIVE,
    )


def _revoked(record: Record) -> object:
    return None if isinstance(record.get("revoked"), bool) else record.moment("revoked")


def _scope(record: Record) -> str | None:
    if record.flag("readonly"):
        return "read-only"
    named = [each.text("name") for each in record.records("scopes")]
    allowed = [f"{each.text('name')}: {each.text('action')}" for each in record.records("permissions")]
    return ", ".join([each for each in named if each] + allowed) or None
