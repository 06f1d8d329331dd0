"""Files that hold the settings or keys of something that runs, by their names and by what they hold."""

import re
from collections.abc import Callable
from typing import NamedTuple

from upheld.facts.leaks.leak import PRODUCTION_CONFIG
from upheld.secrets import Category, Confidence
from upheld.secrets.placeholders import is_placeholder

_SAMPLE = re.compile(
    r"(?:^|[._/-])(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|tests?|testing|testdata|specs?|fixtures?"
    r"|mocks?|demos?|e2e|schema|ci|docs?|stubs?|integration|node_modules|vendor|third_party)(?:$|[._/-])",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    rb"^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]{0,80})[ \t]*[=:][ \t]*[\"']?(?P<value>[^\s\"'#]{4,400})",
    re.MULTILINE,
)
_SECRET_NAME = re.compile(
    rb"(?:key|token|secret|passw(?:or)?d|passphrase|pwd|credential|dsn)$"
    rb"|^(?:database|redis|mongo\w*|amqp|broker)_ur[il]$",
    re.IGNORECASE,
)
_PLAIN_VALUE = re.compile(
    rb"(?:true|false|yes|no|on|off|null|none|dev\w*|local\w*|test\w*|prod\w*|stag\w*|debug|info|warn\w*|error|secret"
    rb"|password|changeme|admin|root|postgres|mysql|utf-?8|\d[\d.:]*|\$.*|[./~].*|\w+\.(?:example|local|test)\b.*"
    rb"|(?:https?|redis|amqp|mongodb|postgres\w*|mysql)://"
    rb"(?:[\w:]*@)?(?:localhost|127\.|0\.0|[\w-]+(?=[:/]|$)).*|[\w-]*your[\w-]*.*|)$",
    re.IGNORECASE,
)
_STATE = re.compile(rb"\"resources\"\s*:\s*\[\s*\{|\"type\"\s*:\s*\"aws_")
_KUBE = re.compile(
    rb"^[ \t-]{0,40}(?:client-key-data|token|password)[ \t]{0,4}:[ \t]{0,4}[\"']?(?P<value>[^\s\"']{8,9000})",
    re.MULTILINE,
)
_WP = re.compile(rb"define\(\s{0,9}['\"]DB_PASSWORD['\"]\s{0,9},\s{0,9}['\"](?P<value>[^'\"]{1,200})")
_NETRC = re.compile(rb"\bpassword[ \t\r\n]{1,9}(?P<value>\S{1,400})")
_PYPIRC = re.compile(rb"^[ \t]*password[ \t]*[=:][ \t]*(?P<value>\S{1,400})", re.MULTILINE)
_RAILS = re.compile(
    rb"^[ \t]{0,20}(?P<name>secret_key_base|password)[ \t]{0,4}:[ \t]{0,4}[\"']?(?P<value>[^\s\"'<#]{6,400})",
    re.MULTILINE,
)
_REAL_KEYSTORE = re.compile(rb"^(?:\xfe\xed\xfe\xed|0\x82|0\x80|\xce\xce\xce\xce)")


class Named(NamedTuple):
    """That a file is one of those."""

    rule: str
    title: str
    category: str
    confidence: Confidence
    offset: int = 0


class _Kind(NamedTuple):
    rule: str
    title: str
    name: re.Pattern[str]
    holds: Callable[[bytes], int | None]
    """Returns where what must not be there begins; None where the file is as it may be."""
    confidence: Confidence = Confidence.MEDIUM
    category: str = PRODUCTION_CONFIG


def _value(pattern: re.Pattern[bytes]) -> Callable[[bytes], int | None]:
    def where(data: bytes) -> int | None:
        found = (each for each in pattern.finditer(data) if _is_value(each["value"]))
        return next((each.start("value") for each in found), None)

    return where


def _is_value(value: bytes) -> bool:
    return not (is_placeholder(value) or _PLAIN_VALUE.match(value))


def _secret_setting(data: bytes) -> int | None:
    for each in _ASSIGNED.finditer(data):
        if _SECRET_NAME.search(each["name"]) and _is_value(each["value"]):
            return each.start("value")
    return None


def _production_setting(data: bytes) -> int | None:
    return _value(_RAILS)(data) if _RAILS.search(data) else _secret_setting(data)


def _state(data: bytes) -> int | None:
    return match.start() if (match := _STATE.search(data)) else None


def _keystore(data: bytes) -> int | None:
    return 0 if _REAL_KEYSTORE.match(data) else None


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?(?:{pattern})", re.IGNORECASE)


_PRODUCTION = (
    r"(?:secrets|credentials|production|prod|[\w-]{1,40}[.-](?:prod|production))"
    r"\.(?:ya?ml|json|ini|conf|properties|toml|env)"
)
_KINDS = (
    _Kind(
        "environment-file",
        "environment file with values",
        _named(r"\.env(?:\.[\w-]{1,40}){0,2}|[\w-]{1,40}\.env|\.envrc"),
        _secret_setting,
    ),
    _Kind("terraform-state", "Terraform state", _named(r"[^/]{0,100}\.tfstate(?:\.backup)?"), _state, Confidence.HIGH),
    _Kind(
        "terraform-variables",
        "Terraform variables with values",
        _named(r"[^/]{0,100}\.tfvars(?:\.json)?"),
        _secret_setting,
    ),
    _Kind(
        "kubeconfig",
        "credentials of a Kubernetes cluster",
        _named(r"kubeconfig[^/]{0,40}|[^/]{0,40}\.kubeconfig|\.kube/config"),
        _value(_KUBE),
    ),
    _Kind("netrc", "password in .netrc", _named(r"[._]netrc"), _value(_NETRC), category=Category.PASSWORDS),
    _Kind("pypirc", "password in .pypirc", _named(r"\.pypirc"), _value(_PYPIRC), category=Category.PASSWORDS),
    _Kind("wordpress-config", "password of a WordPress database", _named(r"wp-config\.php"), _value(_WP)),
    _Kind("production-settings", "production settings with values", _named(_PRODUCTION), _production_setting),
    _Kind(
        "key-store",
        "key store",
        _named(r"[^/]{1,100}\.(?:p12|pfx|jks|keystore|bcfks)"),
        _keystore,
        category=Category.PRIVATE_KEYS,
    ),
)
_ENDINGS = re.compile(
    r"env|tfstate|tfvars|kube|netrc|pypirc|wp-config|secrets|credentials|prod|\.p12|\.pfx|\.jks|\.keystore|\.bcfks",
    re.IGNORECASE,
)


def is_named(path: str) -> bool:
    """Tell whether a file has the name of one of those."""
    return (
        _ENDINGS.search(path) is not None
        and not _SAMPLE.search(path)
        and any(each.name.fullmatch(path) for each in _KINDS)
    )


def named_file(path: str, data: bytes) -> Named | None:
    """Return which of them a file is, by its name and what it holds."""
    for kind in _KINDS:
        if kind.name.fullmatch(path) and (offset := kind.holds(data)) is not None:
            return Named(kind.rule, kind.title, kind.category, kind.confidence, offset)
    return None
