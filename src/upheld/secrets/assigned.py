"""Values that are assigned to names of secrets: whether the name means a secret, and the value could be one."""

import re

from upheld.secrets.entropy import entropy, is_drawn
from upheld.secrets.hit import Confidence
from upheld.secrets.passwords import is_common
from upheld.secrets.placeholders import is_placeholder

_NAME_LENGTH = 50
_SHORT, _SHORT_ENTROPY, _ENTROPY, _HEX_ENTROPY = 16, 3.0, 3.5, 2.9
_LINE, _BEFORE = 300, 40
_NAME_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")

# Names that hold a word of secrets and mean something else.
_OTHER_NAME = re.compile(
    rb"public|pub_?key|publishable|foreign|primary|partition|sort_?key|cache|bucket|object_?key|map_?key|"
    rb"row_?key|hot_?key|\bidx|index|natural|composite|"
    rb"key_?(?:s?_?id|name|path|file|type|size|len|code|word|board|up\b|down|press|frame|pair|ring|store|usage|"
    rb"spec|arn|ur[il]|vault|alias|"
    rb"format|prefix|column|col|field|range|selector|label|version|stone|note|event|map|hash|s$)|"
    rb"tokens?_?(?:id|name|type|ur[il]|endpoint|file|path|ttl|expir|address|count|limit|size|len|index|iz|symbol|"
    rb"contract|kind|pos|field|"
    rb"header|audience|issuer|list|usage|class|version|hash|prefix|format|program|mint|s$)|"
    rb"secrets?_?(?:id|name|ref|arn|path|file|type|key_?ref|provider|store|manager|version|len|size|class|ur[il]|hash)|"
    rb"auth(?:or|ority|enticat|_?type|_?ur[il]|_?method|_?mode|_?provider|_?domain|_?server|_?endpoint|_?scheme|"
    rb"_?plugin|_?host|_?source|_?flow)|"
    rb"cred(?:ential)?s?_?(?:id|path|file|provider|type|name|ur[il]|helper|store)|credit|incred|"
    rb"csrf|xsrf|page_?token|next_?token|continuation|cursor|nonce|checksum|digest|fingerprint|thumbprint|"
    rb"signature|site_?key|mon?key\b|"
    rb"turkey|hockey|whiskey|keyword|hashed|encrypted|sealed|cipher|_?sha\d|md5|(?:^|_)(?:id|ids|hash|ur[il]|"
    rb"path|file|name|type|version)$|"
    rb"pass(?:word|phrase|wd)?_?(?:field|label|hint|policy|min|max|len|length|reset|strength|rule|regex|pattern|"
    rb"file|path|type|input|hash|"
    rb"placeholder|change|confirm|error|message|msg|text|title|ur[il]|name|key|prompt|selector|id|env|var|"
    rb"variable|attempt|expir|s$)|"
    rb"passport|passive|passed|passes|passing|pass_?(?:through|rate|by|count|thru)|bypass|compass|encompass|"
    rb"(?:access|auth|api)\w{0,10}_?id$",
    re.IGNORECASE,
)
# What a line that speaks of digests, locks or public keys says.
_OTHER_LINE = re.compile(
    rb"integrity|\bh1:$|\bsha-?(?:1|256|384|512)\b|\bmd5\b|checksum|digest|resolved|\bcommit\b|revision|"
    rb"ssh-(?:rsa|ed25519|dss)|data:[a-z]+/|"
    rb"thumbprint|fingerprint|\$ANSIBLE_VAULT|ENC\[|--mount=type=secret|\bimport\b.{1,80}\bfrom\b|LIC_FILES_CHKSUM",
    re.IGNORECASE,
)
_NOT_OF_TOKENS = re.compile(rb"public|publishable|checksum|_?sha\d|hash|digest|commit|revision|version", re.IGNORECASE)
# Of `"name", "value"` a call makes a pair: put("name", "value").
_CALL = re.compile(rb"(?:\(|\b(?:buildConfigField|resValue)\b.{1,20},)\s{0,4}\\?[\"'`][\w.\-]{0,50}$")
_UUID = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_CODE = re.compile(
    rb"[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:[_-][a-z]+)+|"
    rb"[A-Za-z_]\w*[\[(].*|&?[\w.]+\(.*"
)
_NOT_A_VALUE = re.compile(
    rb"(?:ssh|ecdsa|sk)-(?:rsa|dss|ed25519|ecdsa|sha2)[\w@.\-]*$|--|0x[0-9a-f]{1,8}$|[a-z+]{2,12}://|(?:\.{0,2}|"
    rb"~|[A-Za-z]:)[/\\][\w.\-/\\]+$|[\w.\-/]+\.(?:pem|key|crt|"
    rb"cer|json|ya?ml|txt|js|ts|py|go|html?|xml|p12|jks|pub|sh|md)$|"
    rb"[0-9.,:\-+TZ/]+$|(?:true|false|null|none|nil|undefined)\b|[\w.+-]+@[\w-]+\.\w+$|\w+\.\w+\.(?:com|net|org|"
    rb"io)\b|v?[0-9]+\.[0-9]+",
    re.IGNORECASE,
)
_DIGIT = re.compile(rb"[0-9]")
_HEX = re.compile(rb"[0-9a-fA-F]+")


def name_around(text: bytes, start: int, end: int) -> bytes:
    """Return the whole name that a word of it stands in."""
    first, last = start, end
    while first > max(0, start - _NAME_LENGTH) and text[first - 1] in _NAME_BYTES:
        first -= 1
    while last < min(len(text), end + _NAME_LENGTH) and text[last] in _NAME_BYTES:
        last += 1
    return text[first:last]


def secret(text: bytes, match: re.Match[bytes]) -> Confidence | None:
    """Return medium where a name of a key or token is given a value that was drawn by chance."""
    value = match["secret"]
    if _NOT_A_VALUE.match(value) or is_placeholder(value) or _is_other(text, match):
        return None
    if _UUID.fullmatch(value):
        return Confidence.MEDIUM
    least = _HEX_ENTROPY if _HEX.fullmatch(value) else _SHORT_ENTROPY if len(value) < _SHORT else _ENTROPY
    if entropy(value) < least or not is_drawn(value) or _CODE.fullmatch(value):
        return None
    return Confidence.MEDIUM


def token(text: bytes, match: re.Match[bytes]) -> Confidence | None:
    """Return medium where the name of an issuer is given a value of its form."""
    between = text[match.start() : match.start("secret")]
    if _NOT_OF_TOKENS.search(between) or _speaks_of_others(text, match) or not _DIGIT.search(match["secret"]):
        return None
    return Confidence.MEDIUM


def password(text: bytes, match: re.Match[bytes]) -> Confidence | None:
    """Return medium where a name of a password is given a value that could be one."""
    quoted, value = match["quoted"] is not None, match["quoted"] or match["bare"]
    if is_common(value) or _is_other(text, match):
        return None
    if not quoted and (not re.search(rb"\d", value) or not re.search(rb"[A-Za-z]", value) or _CODE.fullmatch(value)):
        return None
    if _NOT_A_VALUE.match(value) or re.fullmatch(
        rb"[\w.]*(?:pass|pwd)[\w.]*|[A-Z][a-z]+|[a-z]{1,6}|[A-Z_]+|-+\w*", value, re.IGNORECASE
    ):
        return Confidence.MEDIUM if re.search(rb"\d", value) and re.search(rb"[A-Za-z]", value) and quoted else None
    return Confidence.MEDIUM


def _is_other(text: bytes, match: re.Match[bytes]) -> bool:
    """Tell whether the name or the line says that the value is no secret, or the two stand in a list side by side."""
    name = name_around(text, match.start(), match.start() + 1)
    if _OTHER_NAME.search(name):
        return True
    if b"," in text[match.start() : match.start("secret")]:
        return _CALL.search(text, max(0, match.start() - _NAME_LENGTH - _BEFORE), match.start()) is None
    return _speaks_of_others(text, match)


def _speaks_of_others(text: bytes, match: re.Match[bytes]) -> bool:
    line = max(text.rfind(b"\n", 0, match.start()) + 1, match.start() - _LINE)
    return _OTHER_LINE.search(text, line, match.start()) is not None
