"""Passwords where they stand by their form: in addresses, in headers, in files of credentials."""

import re

from upheld.secrets.entropy import entropy, is_words
from upheld.secrets.hit import Confidence
from upheld.secrets.placeholders import is_placeholder

_SHORTEST = 3
_STRONG = 8
_STRONG_ENTROPY = 2.75
_COMMON = frozenset(
    b"password passwd pass pwd secret secrets token root admin administrator test tests testing guest user"
    b" username postgres mysql mongo mongodb"
    b" redis rabbitmq rabbit elastic default example changeme change-me foo bar baz foobar abc abc123 123 1234"
    b" 12345 123456 1234567 12345678"
    b" 123456789 password1 password123 passw0rd pa55word p@ssw0rd p@ssword admin123 root123 test123 test1234"
    b" letmein welcome demo local dev"
    b" development docker null none nil undefined true false yes no string value empty required optional text"
    b" hidden xxx x-oauth-basic oauth2"
    b" x-token-auth private public key hunter2 mypassword mysecret my-secret-pw secretpassword supersecret pw"
    b" s3cret sekret bob alice postgrespassword"
    b" somepassword yourpassword newpassword oldpassword"
    b" userpass dbpass mypass rootpassword adminpassword testpassword passphrase".split()
)
_LOCAL = re.compile(
    rb"(?:localhost|127\.\d|0\.0\.0\.0|\[?::1|host\.docker|[\w-]{0,60}\.?(?:example|test|invalid|localhost|"
    rb"local)(?:[:/]|$)|example\.|"
    rb"[\w.-]{0,60}\.example\.|your|my-?(?:host|server|site|domain|db)|some-?(?:host|server)|(?:db|host|server|"
    rb"hostname|domain|proxy|"
    rb"database|mysql|postgres|mongo|mongodb|redis|rabbitmq|broker|address|ip|url|site|foo|bar)(?:[:/,?]|$)|"
    rb"foo\.|bar\.|[a-z]\.com|hostname)",
    re.IGNORECASE,
)
_LETTER, _OTHER = re.compile(rb"[A-Za-z]"), re.compile(rb"[^A-Za-z]")
_DOTTED = re.compile(rb"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[\w-]+\.[\w.-]+")


def is_common(value: bytes) -> bool:
    """Tell whether a value stands for a password wherever one is shown, or is no value at all."""
    return len(value) < _SHORTEST or value.lower() in _COMMON or is_placeholder(value)


def is_strong(value: bytes) -> bool:
    """Tell whether a value is a password that somebody drew, not a word."""
    mixed = _LETTER.search(value) and _OTHER.search(value)
    return bool(mixed) and len(value) >= _STRONG and entropy(value) >= _STRONG_ENTROPY and not is_words(value)


def confidence_of(value: bytes) -> Confidence | None:
    """Return how sure it is that a value in the place of a password is one."""
    if is_common(value):
        return None
    return Confidence.HIGH if is_strong(value) else Confidence.MEDIUM


def of_address(match: re.Match[bytes]) -> Confidence | None:
    """Return how sure a password in an address is: of an example's host it is none, of one without a domain perhaps."""
    value, user, host = match["secret"], match["user"], match["host"]
    if is_common(value) or value.lower() == user.lower() or is_placeholder(user) or b"$" in value[:1]:
        return None
    if _LOCAL.match(host):
        return Confidence.MEDIUM if is_strong(value) else None
    return confidence_of(value) if _DOTTED.match(host) else Confidence.MEDIUM


def of_host(host: bytes) -> Confidence | None:
    """Return medium for the name or address of a host inside."""
    return None if is_placeholder(host) or host.startswith(b"example") else Confidence.MEDIUM
