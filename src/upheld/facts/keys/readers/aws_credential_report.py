"""The credential report of AWS IAM: CSV, or the JSON around it that `aws iam get-credential-report` prints.

Columns as in "Get credential reports for your AWS account" of the IAM User Guide; the JSON is
`GetCredentialReportResponse` of botocore (`Content`, `ReportFormat`, `GeneratedTime`).
"""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime

from upheld.facts.keys.csv_records import looks_like_csv, read_csv
from upheld.facts.keys.document import Document
from upheld.facts.keys.key import NEVER, Key, Moment, State
from upheld.facts.keys.records import MetadataError, Record
from upheld.model import Location

SOURCE = "AWS IAM credential report"
_COLUMNS = {"user", "arn", "user_creation_time", "password_enabled", "access_key_1_active", "access_key_1_last_rotated"}
_NO_DATE = {"", "N/A", "no_information", "not_supported"}
_ROOT = "<root_account>"
_KEYS_TRACKED = datetime(2015, 4, 22, tzinfo=UTC)
_PASSWORDS_TRACKED = datetime(2014, 10, 20, tzinfo=UTC)
"""What was made before IAM began to write down uses may have been used, although the report knows of none."""


def recognises(document: Document) -> bool:
    """Tell whether it has the columns of the report, or is the report in base64."""
    if document.form == "csv":
        return set(document.header) >= _COLUMNS
    return len(document.roots) == 1 and all(
        page.has("Content", "ReportFormat") for page in document.pages or [Record(1)]
    )


def made(document: Document) -> Moment:
    """Return when IAM made the report; only the JSON says it."""
    return document.pages[0].moment("GeneratedTime") if document.form != "csv" else None


def read(document: Document) -> Iterator[Key]:
    """Yield the password, the access keys and the signing certificates of each user."""
    wrapped = document.form != "csv"
    rows = _unwrapped(document.pages[0]) if wrapped else document.records
    more: Record | None = None
    for row in rows:
        place = Location(document.path, document.pages[0].line_of("Content") if wrapped else row.line)
        yield from _of_user(row, place)
        if (row.text("additional_credentials_info") or "N/A") not in _NO_DATE:
            more = more or row
    if more:
        why = "says that a user has more keys or certificates than it lists; give `aws iam list-access-keys` beside it"
        raise MetadataError(why, document.pages[0].line_of("Content") if wrapped else more.line)


def _unwrapped(page: Record) -> tuple[Record, ...]:
    try:
        text = b64decode(page.text("Content") or "", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        text = ""
    header, rows = read_csv(text) if looks_like_csv(text) else ((), ())
    if not set(header) >= _COLUMNS:
        raise MetadataError("has a field `Content` that is no credential report in base64", *page.place_of("Content"))
    return rows


def _of_user(row: Record, place: Location) -> Iterator[Key]:
    user = row.text("user") or "a user without a name"
    owner = "root" if user == _ROOT else user
    if password := _password(row, owner, place):
        yield password
    for number in ("1", "2"):
        for kind, column in (("access-key", f"access_key_{number}"), ("certificate", f"cert_{number}")):
            created, active = _date(row, f"{column}_last_rotated"), row.flag(f"{column}_active")
            if created is None and not active:
                continue
            yield Key(
                source=SOURCE,
                kind=kind,
                name=f"{owner}/{column.replace('_', '-')}",
                location=place,
                owner=owner,
                created=created,
                last_used=_used(row, column, created) if kind == "access-key" else None,
                expires=NEVER if kind == "access-key" else None,
                state=State.ACTIVE if active else State.SUSPENDED,
            )


def _password(row: Record, owner: str, place: Location) -> Key | None:
    enabled = (row.text("password_enabled") or "").lower()
    if enabled not in {"true", "not_supported"}:
        return None
    used = _date(row, "password_last_used")
    since = _date(row, "user_creation_time")
    if used is None and row.text("password_last_used") == "no_information" and _is_after(since, _PASSWORDS_TRACKED):
        used = NEVER
    return Key(
        source=SOURCE,
        kind="password",
        name=f"{owner}/password",
        location=place,
        owner=owner,
        changed=_date(row, "password_last_changed"),
        last_used=used,
        expires=_date(row, "password_next_rotation"),
    )


def _used(row: Record, column: str, created: Moment) -> Moment:
    name = f"{column}_last_used_date"
    used = _date(row, name)
    never = used is None and row.text(name) in {"N/A", "no_information"} and _is_after(created, _KEYS_TRACKED)
    return NEVER if never else used


def _is_after(moment: Moment, start: datetime) -> bool:
    return isinstance(moment, datetime) and moment > start


def _date(row: Record, name: str) -> Moment:
    return None if row.get(name, "") in _NO_DATE else row.moment(name)
