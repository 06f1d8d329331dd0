"""Values that stand where a secret would: examples, templates, rows of letters, and what documentation prints."""

import re
from itertools import pairwise

_WORDS = re.compile(
    rb"example|sample|dummy|placeholder|redact|change[_\-]?(?:me|it|this)|replace[_\-]?(?:me|with|this)|"
    rb"your[_\-]?(?:own|api|access|app|auth|"
    rb"key|token|secret|password|pass|account|client|project|private|user|site|domain|org|bot|real|actual|super)|"
    rb"[_\-<{]your|^your[_\-]|"
    rb"(?:my|the|some|test|fake|mock|invalid|any)[_\-]?(?:api|access|auth|client|secret|private|"
    rb"app)?[_\-]?(?:key|token|secret|password|credential)s?$|"
    rb"insert[_\-]|(?:key|token|secret|password|value)[_\-]?(?:goes)?[_\-]?here|not[_\-]?a[_\-]?(?:real|valid|"
    rb"secret|key|token)|"
    rb"not[_\-]?(?:real|secret|valid)|do[_\-]?not[_\-]?use|(?<![a-z0-9])(?:fake|todo|fixme|mock|foobar|"
    rb"foo[_\-]?bar|lorem|ipsum|blah)|"
    rb"(?:fake|mock)(?:key|token|secret|password)|qwerty|asdf|deadbeef|cafebabe|feedface|hunter2|correct[_\-]?horse|"
    rb"xxxx|\*{3}|\.{3}|\xe2\x80\xa6|#{3}|_{4}|-{6}",
)
# Of each of the words above, what is quick to look for.
_STEMS = tuple(
    b"example sample dummy placeholder redact change replace your key token secret password credential insert"
    b" here not use fake todo"
    b" fixme mock foo lorem ipsum blah qwerty asdf deadbeef cafebabe feedface hunter2 correct xxxx ***"
    b" ... ### ____ ------ \xe2\x80\xa6".split()
)
_PLAIN = re.compile(rb"[0-9A-Za-z+/=_]*")
_TEMPLATE = re.compile(
    rb"\(\?[:P<!=i]|\[\^|\\[sdwSDWb][{*+?\]]|\]\{[0-9]|\$\{|\$\(|\{\{|\}\}|%\(|%[A-Z_a-z]{2,40}%|<%|#\{|\{%|@@|"
    rb"^@[\w.]+@$|^<[^<>]{1,80}>$|^\$[A-Za-z_{]|^%[sdv]$|"
    rb"^\{[\w.:]{0,40}\}$|^\[[\w -]{1,40}\]$|"
    rb"\$\{\{|^(?:ENC\[|\{cipher\}|\{enc\}|vault:v[0-9]|\$ANSIBLE_VAULT|sops:|op://|vault:|ref\+|arn:aws:|"
    rb"secretref|keyvault|"
    rb"!secret|ssm:|projects/|file:|env:|env\.|process\.env|os\.(?:environ|getenv)|System\.getenv|getenv|sha(?:1|"
    rb"256|384|512)[:\-])"
)
_SHARE_OF_ROWS = 0.45
_ROW = re.compile(rb"\x00{3,}|\x01{3,}|\xff{3,}")
_SHARE_OF_ALPHABETS = 0.85
_LONG_ROW = 10
_FEW = 4
_LONG = 12
_LONGEST_PERIOD = 24

_LENGTHS_OF_PUBLISHED = frozenset({20, 32, 40, 45, 59, 88})
# SHA-256 of values that vendors print in their documentation and emulators: public, and secrets to nobody.
_PUBLISHED = frozenset(
    """
    0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059
    aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615
    2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326
    f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397
    7e8de44ea9ecf6d53415c90f5b249a8591f7abafbf7d65a2c0d855afeca3ec09
    6f3791a57f1d6dd805f185c6c500c6b4db61f5d2f2f5a86018877b67ef9c55cd
    02f7ce3c263f85c019eeeeea4b08f1b7f6ade2b7a2199c14f3efdac0eef382e1
    f5e95c9954635b65acab57e6d5ea663eb900f06dc8794a90358f5abb1c77d4e0
    03b970ed8171d73b58bbc9a5c72e3e4eec28503b56b3bb400a0801857dd45614
    df452eef23e8cf2c74af54c0c7419c05a5ec70ef4d5c2eb04082b02af8c55598
    1bbb9293c38acc5e510d904495845d532df64a9e5996b2ec7c86cc2e2ac33b5a
    """.split()
)


def is_placeholder(value: bytes) -> bool:
    """Tell whether a value is one that was never a secret."""
    return bool(
        _holds_words(value)
        or (_PLAIN.fullmatch(value) is None and _TEMPLATE.search(value))
        or _is_of_few_letters(value)
        or _is_alphabet(value)
        or _is_published(value)
    )


def is_made_up(value: bytes) -> bool:
    """Tell whether a value looks typed for show, though it has the form of a secret: rows of letters, repetitions."""
    return sum(_rows(value)) >= _SHARE_OF_ROWS * len(value) or _repeats(value)


def _is_published(value: bytes) -> bool:
    if len(value) not in _LENGTHS_OF_PUBLISHED:
        return False
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which most scans do without

    return hashlib.sha256(value).hexdigest() in _PUBLISHED


def _holds_words(value: bytes) -> bool:
    low = value.lower()
    return any(stem in low for stem in _STEMS) and _WORDS.search(low) is not None


def _is_of_few_letters(value: bytes) -> bool:
    return len(value) >= _LONG and len(set(value)) <= _FEW


def _is_alphabet(value: bytes) -> bool:
    """Tell whether a value is one or more rows as long as an alphabet's or the ten digits."""
    rows = _rows(value)
    return bool(rows) and sum(rows) >= _SHARE_OF_ALPHABETS * len(value) and sum(rows) / len(rows) >= _LONG_ROW


def _rows(value: bytes) -> list[int]:
    """Return the lengths of the rows of four bytes and more in a value, such as `abcd`, `4321` or `aaaa`."""
    steps = bytes([(after - before) & 0xFF for before, after in pairwise(value)])
    return [len(row) + 1 for row in _ROW.findall(steps)]


def _repeats(value: bytes) -> bool:
    """Tell whether a value is a short text written again and again."""
    return any(value[period:] == value[:-period] for period in range(1, min(_LONGEST_PERIOD, len(value) // 2) + 1))
