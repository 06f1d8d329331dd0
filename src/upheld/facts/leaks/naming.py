"""What a secret is called where it stands: the variables that it is given to, and identifiers that are no secrets."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from upheld.secrets import Hit

_BEFORE = 400
_NAME = rb"(?P<name>[A-Za-z_][\w.-]{0,100})"
_GIVEN = (
    # NAME=value, "name": "value", env["NAME"] = 'value', NAME=https://user:value
    re.compile(_NAME + rb"[\"'`]?\]?\s{0,8}(?:=>|\|\|=|[:?]?=|:)\s{0,8}[rbfu]?[\"'`]{0,3}[^\s\"'`;,]{0,200}$"),
    # ENV NAME value, setx NAME value
    re.compile(rb"(?:^|\s)(?:ENV|ARG|setx|set)\s{1,4}(?P<name>\w{1,100})\s{1,4}[\"']?$"),
    # gh secret set NAME --body value
    re.compile(rb"\bsecret\s{1,4}(?:set|put)\s{1,4}(?P<name>\w{1,100})\s.{0,100}$"),
)
# A text that begins on the next line: `name: |`, NAME="
_ABOVE = re.compile(_NAME + rb"[\"'`]?\s{0,8}[=:]\s{0,8}(?:[|>][+-]?\d?|[\"'`]{0,3})[ \t]{0,8}\r?\n[ \t]{0,40}$")
# name: NAME, value: value
_PAIR = re.compile(
    rb"\b(?:name|key)[\"']?\s{0,4}[:=]\s{0,4}[\"']?(?P<name>[A-Za-z_][\w.-]{0,100})[\"']?[\s,]{1,60}[\"']?$",
    re.IGNORECASE,
)
_ACCESS_KEY = re.compile(rb"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])")
_SERVICE_ACCOUNT = re.compile(rb"\"private_key_id\"\s{0,4}:\s{0,4}\"(?P<id>[0-9a-f]{40})\"")
_BESIDE = 600


class Called(NamedTuple):
    """What a secret is called; nothing of it is a part of a value."""

    variables: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """Of what it belongs to: an access key, a key of a service account, `SHA256:...` of its public half."""


UNCALLED = Called()


def joined(each: Iterable[Called]) -> Called:
    """Return what several places call one value."""
    found = list(each)
    return Called(
        frozenset(name for called in found for name in called.variables),
        frozenset(id_ for called in found for id_ in called.ids),
    )


def called(text: bytes, hit: Hit) -> Called:
    """Return what the text around a secret calls it."""
    start = max(text.rfind(b"\n", 0, hit.offset) + 1, hit.offset - _BEFORE)
    match = next((found for each in _GIVEN if (found := each.search(text, start, hit.offset))), None)
    if match and match["name"].lower() == b"value":
        match = _PAIR.search(text, max(0, match.start() - _BEFORE), match.start("name")) or match
    elif match is None and not text[start : hit.offset].strip():
        match = _ABOVE.search(text, max(0, start - _BEFORE), hit.offset)
    name = match["name"].decode("ascii") if match else ""
    return Called(frozenset({name, name.rpartition(".")[2]} - {""}), frozenset(_ids(text, hit)))


def _ids(text: bytes, hit: Hit) -> set[str]:
    if hit.rule == "aws-secret-key":
        beside = set(_ACCESS_KEY.findall(text, max(0, hit.offset - _BESIDE), hit.end + _BESIDE))
        # Of two that stand there nobody knows which one it opens.
        return {each.decode() for each in beside} if len(beside) == 1 else set()
    if hit.rule == "private-key":
        from upheld.facts.keys.encodings.ssh import fingerprint_of_private  # noqa: PLC0415 - few scans meet a key

        account = _SERVICE_ACCOUNT.search(text, max(0, hit.offset - _BESIDE), hit.offset)
        public = fingerprint_of_private(text, hit.offset)
        return {each for each in (account and account["id"].decode(), public) if each}
    return set()
