"""Refuses a metadata file that holds a value, or a part of one: what it says of the finding is a field and a line."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, cast

from upheld.facts.keys.document import Document
from upheld.facts.keys.records import MetadataError, Record

_VALUES = frozenset(
    """
    access_token api_key auth_token bearer_token client_secret connection_string encrypted_private_key encrypted_value
    hashed_token hint id_token jwt key_material key_string partial_key_hint passphrase passwd password payload plaintext
    private_key private_key_data redacted_value refresh_token secret secret_access_key secret_binary secret_key
    secret_string secret_text secret_value service_credential_secret service_password session_token string_data token
    token_last_eight token_value value
    """.replace("_", "").split()
)
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]")
_NOT_SHOWN = re.compile(r"[^A-Za-z0-9_./-]")
_EMPTY = re.compile(r"\**|n/?a|none|null|<?\[?redacted\]?>?", re.IGNORECASE)
_PRIVATE = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-|AGE-SECRET-KEY-1")
_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
"""`kubectl apply` keeps the whole manifest in it, values included."""
_LABELS = frozenset({"tags", "labels", "properties", "extendedstatus", "meta"})
_LABEL_FIELDS = frozenset({"key", "name", "value"})
_RULES_OF_IDS = frozenset({"aws-access-key"})
"""What they find is the public half of a key, which an inventory names."""
_PRIVATE_OF_A_JWK = ("d", "p", "q", "k", "dp", "dq", "qi")


class Held(NamedTuple):
    """Where a value was found."""

    what: str
    """The middle of a sentence that begins with the path of the file."""
    line: int


def refuse_values(
    document: Document, *, values: Collection[str] = (), public: Collection[str] = (), how: str | None = None
) -> None:
    """Make sure that no field of a document holds a value.

    Args:
        document: what is to be read.
        values: names of further fields that hold values in this source.
        public: names of fields that hold none in this source, whatever they hold elsewhere.
        how: the end of a sentence, how to export the file without values.

    Raises:
        MetadataError: one does; the message names the field, never what it holds.
    """
    _refuse(next(_held(document, values, public), None), how)


def refuse_secrets(document: Document, *, how: str | None = None) -> None:
    """Make sure that a document holds no private key and nothing that is surely a secret, whatever its field is called.

    Raises:
        MetadataError: it does; the message names what kind of secret it is.
    """
    _refuse(_private_key(document) or _secret(document), how)


def _refuse(held: Held | None, how: str | None) -> None:
    if held:
        what = how or "export it again without that, so that no secret lies in the file"
        raise MetadataError(f"is refused: {held.what}; {what}", held.line)


def _private_key(document: Document) -> Held | None:
    text = document.text or document.data.decode("latin-1")
    match = _PRIVATE.search(text)
    return Held("it holds a private key", text.count("\n", 0, match.start()) + 1) if match else None


def _secret(document: Document) -> Held | None:
    from upheld.secrets import Confidence, all_rules, scan  # noqa: PLC0415 - its rules are read where they are needed

    for hit in scan(document.data, all_rules()):
        if hit.confidence is Confidence.HIGH and hit.rule not in _RULES_OF_IDS:
            return Held(f"it holds what looks like a secret ({hit.title})", hit.line)
    return None


def _held(document: Document, values: Collection[str], public: Collection[str]) -> Iterator[Held]:
    names = (_VALUES | {_normal(each) for each in values}) - {_normal(each) for each in public}
    for root in document.roots:
        yield from _in_value(root, "", names)


def _in_value(value: object, parent: str, names: Collection[str]) -> Iterator[Held]:
    if isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _in_value(each, parent, names)
    elif isinstance(value, Record):
        yield from _in_record(value, parent, names)


def _in_record(record: Record, parent: str, names: Collection[str]) -> Iterator[Held]:
    is_label = parent in _LABELS and {_normal(key) for key in record} <= _LABEL_FIELDS
    for key, value in record.items():
        name = _normal(key)
        if is_label and name == "value":
            holds = _normal(record.text("key", "Key", "name", "Name") or "") in names and _is_something(value)
        else:
            holds = _holds(record, key, name, value, names)
        if holds:
            yield Held(f"the field `{_NOT_SHOWN.sub('', key)}` holds a value or a part of one", record.line_of(key))
        else:
            yield from _in_value(value, name, names)


def _holds(record: Record, key: str, name: str, value: Any, names: Collection[str]) -> bool:
    if name == "data":
        return _is_data(record, value)
    if name == "stringdata" or key == _APPLIED:
        return bool(value)
    if key in _PRIVATE_OF_A_JWK and "kty" in record:
        return _is_something(value)
    return name in names and _is_something(value)


def _is_data(record: Record, value: Any) -> bool:
    """Tell whether a field `data` holds values: of a Kubernetes Secret, of a read of Vault, of an accessed version."""
    if isinstance(value, str):
        return _is_something(value)
    if not isinstance(value, Mapping) or not value:
        return False
    if record.text("kind") == "Secret" or _is_secret_of_a_list(record) or "metadata" in record:
        return True
    told = cast("Mapping[str, Any]", value)
    # What Vault wraps its answers in: metadata and lists of names are fine, all else is what was asked to be kept.
    return "lease_duration" in record and not told.keys() & {"created_time", "versions", "keys", "data"}


def _is_secret_of_a_list(record: Record) -> bool:
    # The items of a list from the API carry no `kind`.
    return (record.text("type") or "").startswith(("Opaque", "kubernetes.io/", "helm.sh/", "bootstrap.kubernetes.io/"))


def _is_something(value: object) -> bool:
    """Tell whether a value could be a secret: a text or number that is not empty or starred out, or a list of such."""
    if isinstance(value, str):
        return not _EMPTY.fullmatch(value.strip())
    if isinstance(value, list):
        return any(map(_is_something, cast("list[object]", value)))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _normal(name: str) -> str:
    return _NOT_IN_A_NAME.sub("", name.lower())
