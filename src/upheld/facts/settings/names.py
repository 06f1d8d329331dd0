"""Which names are those of secrets: `API_KEY`, `githubToken`, `X-Api-Key`, but not `PUBLIC_KEY` and `MAX_TOKENS`."""

import re
from functools import lru_cache

_LONGEST = 200
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET = frozenset(
    "password passwords passwd pwd passphrase passcode secret secrets token credential credentials creds apikey "
    "apikeys apitoken authtoken accesstoken secretkey privatekey accesskey pat bearer authorization auth pw "
    "webhooksecret".split()
)
_OPENS_NOTHING = frozenset(
    "public primary foreign sort partition cache hot idempotency object row column unique natural lookup routing "
    "shard i18n translation translations map hash json config metric label tag feature flag issue jira project "
    "group watch state restore save host known dedup deduplication lock registry publishable verify verification".split()
)
"""Words that make a key one that opens nothing."""
_TELLS_OF = frozenset(
    "id ids name names path paths file files filename dir directory folder uri type types length len size limit "
    "limits count ttl expiry expires expiration expire expirable lifetime timeout header headers prefix suffix "
    "format algorithm alg issuer audience aud enabled disabled required optional policy rotation days hours "
    "minutes seconds secs ms max min cost rounds iterations endpoint provider field env var variable ref arn "
    "version manager store scope scopes mode method location region budget window usage url host port user "
    "username email algorithm bits strategy class service backend driver source kind hint validation strength "
    "complexity reset check checks status state page link label title help description visible show hide mask "
    "masking".split()
)
"""Last words of names that tell of a secret without holding it."""
_COUNTS = frozenset("max min num n total input output prompt completion context budget limit count used".split())
_OF_TEXTS = frozenset("next page continuation max special pad eos bos cancellation".split())
"""Words before `token` that make it a piece of text or a place in a list."""
_ENDS = ("password", "passwd", "secret", "apikey", "apitoken", "authtoken", "accesstoken")
"""Of names in one word: `DBPASSWORD`."""
_SWITCHES = frozenset(
    "disable disabled enable enabled use require requires required allow allowed skip no has is with without "
    "trust ignore".split()
)
"""Words that make a name one of a decision."""


@lru_cache(maxsize=8192)
def is_secret_name(name: str) -> bool:
    """Tell whether a setting of this name holds a secret."""
    words: list[str] = [word.lower() for word in _WORD.findall(name[:_LONGEST])]
    while words and words[-1].isdigit():
        words.pop()
    if not words or words[-1] in _TELLS_OF or _SWITCHES.intersection(words[:-1]):
        return False
    last, before = words[-1], words[:-1]
    if last == "key":
        return bool(before) and not _OPENS_NOTHING.intersection(before)
    if last == "keys":
        return bool(before) and before[-1] in {"api", "access", "secret", "private"}
    if last == "base" and before[-2:] == ["secret", "key"]:
        return True
    if last == "tokens":
        return bool(before) and before[-1] in {"api", "access", "auth", "bearer", "secret"}
    if last == "token" and before and before[-1] in _OF_TEXTS:
        return False
    if last in _SECRET:
        return not _COUNTS.intersection(before)
    return last.endswith(_ENDS)
