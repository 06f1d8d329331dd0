"""SSH keys on GitHub: deploy keys of a repository, and those with which a user authenticates or signs.

The shapes are `DeployKey`, `Key` and `SshSigningKey` of GitHub's OpenAPI description as the package githubkit 0.16
(schemas 26.10) has them, and of `gh repo deploy-key list --json`. The field `key` is the public half.
"""

import re
from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.encodings.ssh import fingerprint_of_line
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import Record

SOURCE = "GitHub SSH keys"

_REPOSITORY = re.compile(r"https?://[^/]+/(?:api/v3/)?repos/([\w.-]{1,100}/[\w.-]{1,100})/keys/")
_PUBLIC = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-")
_FIELDS = frozenset(
    """
    added_by createdAt created_at enabled id key last_used readOnly read_only title url verified
    """.split()
)


def recognises(document: Document) -> bool:
    """Tell it by a list of entries with a title, a public key and the time at which each was added.

    An export writes no other list that may be empty.
    """
    records = document.records
    return all(map(_is_key, records)) if records else document.scope is not None and document.is_list


def read(document: Document) -> Iterator[Key]:
    """Yield every key.

    Raises:
        MetadataError: a time is none.
    """
    for record in document.records:
        yield _key(document, record)


def _is_key(record: Record) -> bool:
    if not (record.has("id", "title") and ("created_at" in record or "createdAt" in record)):
        return False
    if not record.keys() <= _FIELDS:
        return False
    public = record.text("key")
    return "read_only" in record or "readOnly" in record or bool(public and _PUBLIC.match(public))


def _key(document: Document, record: Record) -> Key:
    in_repository = _REPOSITORY.match(record.text("url") or "")
    is_deploy_key = bool(in_repository or document.scope or "readOnly" in record or "enabled" in record)
    return Key(
        source=SOURCE,
        kind="deploy-key" if is_deploy_key else "ssh-key",
        name=record.name("title", "id") or "without a title",
        location=document.at(record, "title", "id"),
        id=record.name("id"),
        fingerprint=fingerprint_of_line(record.text("key") or ""),
        owner=record.text("added_by"),
        scope=_scope(record, document.scope or (f"repository {in_repository[1]}" if in_repository else None)),
        created=record.moment("created_at", "createdAt"),
        last_used=moment_or_never(record, "last_used"),
        state=State.SUSPENDED if record.flag("enabled") is False else State.ACTIVE,
        note="its owner has not verified it" if record.flag("verified") is False else None,
    )


def _scope(record: Record, where: str | None) -> str | None:
    reads = record.flag("read_only" if "read_only" in record else "readOnly")
    what = None if reads is None else "read-only" if reads else "may write"
    return ", ".join(each for each in (where, what) if each) or None
