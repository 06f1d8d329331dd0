"""Tokens of people that may open an organisation on GitHub: fine-grained ones, and credentials authorised for SSO.

The shapes are `OrganizationProgrammaticAccessGrant` of GitHub's OpenAPI description as the package githubkit 0.16
(schemas 26.10) has it, and `CredentialAuthorization` of the description of Enterprise Cloud. The latter always comes
with the last eight characters of a token, so it is refused until they are taken out.
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, State
from upheld.facts.keys.nulls import moment_or_never
from upheld.facts.keys.records import Record

SOURCE = "GitHub tokens"
HOW = "take it out: `gh api --paginate /orgs/ORG/credential-authorizations | jq 'map(del(.token_last_eight))'`"

_NOTE = "GitHub tells when it was let in; the token may be older"


def recognises(document: Document) -> bool:
    """Tell it by the fields of a grant, or of an authorisation."""
    records = document.records
    return bool(records) and (all(map(_is_grant, records)) or all(map(_is_authorisation, records)))


def read(document: Document) -> Iterator[Key]:
    """Yield every token; of authorisations SSH keys too.

    Raises:
        MetadataError: a time is none.
    """
    for record in document.records:
        yield _of_grant(document, record) if _is_grant(record) else _of_authorisation(document, record)


def _is_grant(record: Record) -> bool:
    return record.has("token_id", "token_name", "access_granted_at", "token_expires_at")


def _is_authorisation(record: Record) -> bool:
    return record.has("login", "credential_id", "credential_authorized_at")


def _of_grant(document: Document, record: Record) -> Key:
    return Key(
        source=SOURCE,
        kind="token",
        name=record.name("token_name", "token_id") or "without a name",
        location=document.at(record, "token_name", "token_id"),
        id=record.name("token_id"),
        owner=record.record("owner").text("login"),
        scope=", ".join(filter(None, (document.scope, _selection(record)))) or None,
        created=record.moment("access_granted_at"),
        last_used=moment_or_never(record, "token_last_used_at"),
        expires=moment_or_never(record, "token_expires_at"),
        state=State.DEACTIVATED if record.flag("token_expired") else State.ACTIVE,
        note=_NOTE,
    )


def _selection(record: Record) -> str | None:
    selection = record.text("repository_selection")
    return {"all": "all repositories", "subset": "some repositories", "none": "no repository"}.get(selection or "")


def _of_authorisation(document: Document, record: Record) -> Key:
    kind = (record.text("credential_type") or "").lower()
    return Key(
        source=SOURCE,
        kind="ssh-key" if "ssh" in kind else "token",
        name=record.name("authorized_credential_note", "authorized_credential_title", "credential_id")
        or "without a name",
        location=document.at(record, "credential_id"),
        id=record.name("credential_id"),
        owner=record.text("login"),
        scope=", ".join(record.texts("scopes")) or document.scope,
        created=record.moment("credential_authorized_at"),
        last_used=moment_or_never(record, "credential_accessed_at"),
        expires=moment_or_never(record, "authorized_credential_expires_at"),
        note=_NOTE,
    )
