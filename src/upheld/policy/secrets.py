"""The words for what must stay secret, and the values of `what` that stand for them."""

from upheld.policy.wording import Wording

API_KEYS, PRIVATE_KEYS, PASSWORDS = "api-keys", "private-keys", "passwords"
INTERNAL_HOSTS, PRODUCTION_CONFIG = "internal-hosts", "production-config"

_OWN = r"(?:internal|private|production|prod|live|real|customer)\s+(?:\w+\s+|and\s+|or\s+){0,2}"
_EXPLICIT = {
    API_KEYS: Wording(
        r"\b(?:api|access|service[\s-]account|app|application)[\s_-]*(?:keys?|secrets?|credentials?|files?)\b|\btokens?\b|\bPATs?\b|\b\w+_(?:KEY|TOKEN)\b"
        r"|\bclient[\s_-]secrets?\b|(?<!\w)\.env\b|\benv(?:ironment)?\s+files?\b|\bcredentials?\s+files?\b|\b\w*credentials?\.(?:json|config|ya?ml|toml)\b"
    ),
    PRIVATE_KEYS: Wording(
        r"\b(?:private|signing|ssh|encryption|gpg|pgp|tls|ssl|deploy(?:ment)?|crypto(?:graphic)?|wallet|release|host|rsa)[\s-]+(?:\w+\s+){0,1}keys?\b|\bcert(?:ificate)?s?\b|\.(?:pem|key|p12|pfx)\b"
        r"|\bkeys?\s+(?:used\s+)?(?:for|to)\s+sign|\bkey\s+(?:material|files?)\b|\bkeystores?\b|\b(?:seed\s+phrase|mnemonic|wallet)s?\b|\bprivate\s+(?:half|part)\b|\bPEM\b"
    ),
    PASSWORDS: Wording(
        r"\b(?:\w+_)?(?:passwords?|passphrases?|passwd)\b|\bconnection\s+strings?\b|\bPINs\b|\blogin\s+data\b|\b(?:database|db|login|admin)\s+credentials\b"
    ),
    INTERNAL_HOSTS: Wording(
        rf"\b{_OWN}(?:ips?\b|ip\s+address\w*|host(?:\s?name)?s?\b|endpoints?\b|urls?\b|servers?\b|domains?\b|addresses\b)|\bip\s+address(?:es)?\b|\bhost\s?names?\b|\bserver\s+names\b|\bintranet\b|\b(?:names?|addresses|ips|urls?)\s+of\s+(?:(?:our|the|any|internal|private|production|company)\s+){{1,3}}(?:\w+\s+)?(?:servers?|hosts?|machines?|systems?|networks?)\b"
    ),
    PRODUCTION_CONFIG: Wording(
        r"\b(?:production|prod|infrastructure|deployment|live|environment[\s-]specific)\s+(?:\w+\s+)?(?:config(?:uration)?s?|settings|variables)\b|\b(?:production|prod|live)\s+(?:values|inventory|manifests?|environment\s+files?|environment['’]s\s+\w+)\b|\b(?:config(?:uration)?s?|settings|variables)\s+(?:(?:for|of|from|used\s+in|that\s+\w+\s+in|in)\s+)(?:(?:the|our)\s+)?(?:production|live)\b|\btfstate\b|\b(?:kubeconfigs?|terraform\s+state)\b|\bsensitive\s+config(?:uration)?\s+files?\b|\b(?:production|prod)\s+\W?[\w.-]+\.(?:ya?ml|json|toml|ini|conf)\b"
    ),
}
_OPENING = frozenset({API_KEYS, PRIVATE_KEYS, PASSWORDS})
"""What opens something, and is what "secrets" means."""
_KEYS = Wording(r"(?<![\w-])(?:(?:secret|master|real|hard-?coded)\s+)?keys\b|\bsecret\s+keys?\b")
_NOT_SECRETS = r"(?![\s-]*(?:manag(?!ed\b)|scan|stor|vault|detect|keys?\b|handling|operator|provider|leak))"
_SECRETS = Wording(
    rf"\b(?<!docker )(?<!github )(?<!kubernetes )(?<!actions )(?<!client )(?<!api )(?<!app )(?<!worker )(?:secrets?{_NOT_SECRETS}|sensitive\s+(?:\w+\s+)?(?:data|information|info|values?|material|content|details))\b"
)
_CREDENTIALS = Wording(r"\b(?<!api )(?<!access )(?:credentials?|creds|logins?)(?!\s*(?:manag|scan|stor))\b")
_GENERIC = Wording(
    r"\b(?:secrets?|credentials?|creds|sensitive\s+\w+|keys?|tokens?|passwords?|PATs?)\b|\b[A-Z0-9_]*_(?:KEY|TOKEN|SECRET|PASSWORD|PASS)\b"
)


def secrets_in(text: str) -> tuple[str, ...]:
    """Return which secrets a text names, in the order of the corpus's values.

    Names come before general words: of "passwords or credentials" only the passwords are told. Where nothing else is named,
    "secrets" or "credentials" are API keys, both words together passwords too; bare "keys" are both kinds of key.
    """
    found = {value for value, wording in _EXPLICIT.items() if wording.search(text)}
    if _KEYS.search(_without_names(text)):
        found |= {API_KEYS, PRIVATE_KEYS}
    if not found & _OPENING:
        general = [wording for wording in (_SECRETS, _CREDENTIALS) if wording.search(text)]
        found.update((API_KEYS, PASSWORDS)[: len(general)])
    return tuple(value for value in _EXPLICIT if value in found)


def covered_by(text: str) -> tuple[str, ...]:
    """Return everything that a text speaks of: "secrets" are every kind of key and password, "credentials" all but private keys."""
    found = set(secrets_in(text))
    if _SECRETS.search(text):
        found |= _OPENING
    elif _CREDENTIALS.search(text):
        found |= {API_KEYS, PASSWORDS}
    return tuple(value for value in _EXPLICIT if value in found)


def names_a_secret(text: str) -> bool:
    """Tell whether a text speaks of any key, token, password, credential or secret."""
    return _GENERIC.search(text) is not None


def _without_names(text: str) -> str:
    """Return a text without the keys that have a name of their own, so that bare "keys" are left."""
    return _EXPLICIT[PRIVATE_KEYS].sub("", _EXPLICIT[API_KEYS].sub("", text))
