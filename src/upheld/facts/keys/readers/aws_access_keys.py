"""Access keys of AWS IAM: the answers of `ListAccessKeys`, with those of `GetAccessKeyLastUsed` beside them.

Shapes are `AccessKeyMetadata` and `AccessKeyLastUsed` of botocore 1.44 (service model iam/2010-05-08).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, Moment, State
from upheld.facts.keys.listings import refuse_cut_short
from upheld.facts.keys.records import MetadataError, Record

SOURCE = "AWS IAM access keys"
HOW = "print it with `aws iam list-access-keys`; `create-access-key` is the only command that shows a secret key"
STATES = {"Active": State.ACTIVE, "Inactive": State.SUSPENDED, "Expired": State.DEACTIVATED}
_TRACKED = datetime(2015, 4, 22, tzinfo=UTC)
"""Before that day IAM did not write down when a key was used."""


def recognises(document: Document) -> bool:
    """Tell whether each page lists access keys, or tells of the last use of one."""
    known = [page.has("AccessKeyMetadata") or page.has("AccessKeyLastUsed") for page in document.pages]
    return (
        len(known) == len(document.roots)
        and all(known)
        and any(page.has("AccessKeyMetadata") for page in document.pages)
    )


def read(document: Document) -> Iterator[Key]:
    """Yield each access key."""
    keys = list(document.listed("AccessKeyMetadata"))
    uses = _uses(document, keys)
    for each in keys:
        created = each.moment("CreateDate")
        id_ = each.text("AccessKeyId")
        owner = each.text("UserName") or "root"
        yield Key(
            source=SOURCE,
            kind="access-key",
            name=f"{owner}/{id_}" if id_ else f"{owner}/access-key",
            location=document.at(each, "AccessKeyId"),
            id=id_,
            owner=owner,
            created=created,
            last_used=_used(uses.get(id_ or ""), created),
            expires=NEVER,
            state=state_of(each),
        )
    refuse_cut_short(document, "IsTruncated")


def state_of(record: Record) -> State:
    """Return the state that a `Status` of IAM says.

    Raises:
        MetadataError: it is none that IAM has.
    """
    state = STATES.get(record.text("Status") or "")
    if state is None:
        raise MetadataError("has a `Status` that is not Active, Inactive or Expired", *record.place_of("Status"))
    return state


def _uses(document: Document, keys: list[Record]) -> Mapping[str, Record]:
    """Return the last use of each key by its id; IAM names only the user, which is enough where they have one key."""
    of_user: dict[str, list[str]] = {}
    for key in keys:
        of_user.setdefault(key.text("UserName") or "", []).append(key.text("AccessKeyId") or "")
    found: dict[str, Record] = {}
    for page in document.pages:
        if page.has("AccessKeyLastUsed"):
            ids = (
                [page.text("AccessKeyId") or ""]
                if page.has("AccessKeyId")
                else of_user.get(page.text("UserName") or "", [])
            )
            if len(ids) == 1:
                found[ids[0]] = page.record("AccessKeyLastUsed")
    return found


def _used(use: Record | None, created: Moment) -> Moment:
    if use is None:
        return None
    used = use.moment("LastUsedDate")
    never = used is None and isinstance(created, datetime) and created > _TRACKED
    return NEVER if never else used
