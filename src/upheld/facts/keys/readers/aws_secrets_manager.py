"""Secrets of AWS Secrets Manager: the answers of `ListSecrets`.

The shape is `SecretListEntry` of botocore 1.44 (service model secretsmanager/2017-10-17).
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, State
from upheld.facts.keys.listings import is_page_of, refuse_cut_short
from upheld.facts.keys.records import Record

SOURCE = "AWS Secrets Manager"
HOW = "print it with `aws secretsmanager list-secrets`; `get-secret-value` shows what has to stay where it is"


def recognises(document: Document) -> bool:
    """Tell whether each page lists secrets by their ARN; an empty list of another service looks the same."""
    return is_page_of(document, "SecretList") and all(each.has("ARN", "Name") for each in document.listed("SecretList"))


def read(document: Document) -> Iterator[Key]:
    """Yield each secret; `LastChangedDate` is left aside, since it moves when a tag is edited."""
    for each in document.listed("SecretList"):
        # Both are left out where there is nothing to tell: botocore documents it of the one, `null` of the other.
        yield Key(
            source=SOURCE,
            kind="secret",
            name=each.text("Name") or "a secret without a name",
            location=document.at(each, "Name", "ARN"),
            id=each.text("ARN"),
            owner=each.text("OwningService"),
            created=each.moment("CreatedDate"),
            changed=each.moment("LastRotatedDate") or NEVER,
            last_used=each.moment("LastAccessedDate") or NEVER,
            state=State.DEACTIVATED if each.get("DeletedDate") else State.ACTIVE,
            note=_note(each),
        )
    refuse_cut_short(document, "NextToken")


def _note(secret: Record) -> str | None:
    if secret.moment("LastRotatedDate") is None:
        return "Secrets Manager knows of no rotation; a value that was put in by hand does not count as one"
    return None
