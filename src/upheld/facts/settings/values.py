"""What a text is that stands where a value does: a reference, something to be replaced, or a value of its own."""

import re

from upheld.facts.settings.references import EVERY, Form, references_in, without_references
from upheld.facts.settings.setting import Given, Value
from upheld.secrets.entropy import is_drawn
from upheld.secrets.placeholders import is_placeholder

_LONGEST = 4_000
"""Characters of a value that are looked at."""
LEAST_DRAWN = 16
_SCHEME = re.compile(
    r"\A(?:Authorization|X-[\w-]{1,40})?\s{0,3}:?\s{0,3}\b(?:Bearer|Basic|Token|ApiKey|Api-Key|Key)\s{1,3}(?=\S)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:true|false|yes|no|on|off|none|null|nil|undefined|auto|optional|required|enabled|disabled|basic|bearer|oauth2?|oidc|saml|ldap|jwt"
    r"|api_?key|token|password|hs\d{3}|rs\d{3}|es\d{3}|\d[\d.,:]{0,7}|-?\d{1,6})",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:file:|/|\.{1,2}/|~/|[A-Za-z]:[\\/])[^\s]{0,400}|[\w./@-]{1,200}\.(?:pem|key|crt|cer|json|ya?ml|toml|txt|p12|pfx|jks|pub|env)"
)
_ADDRESS = re.compile(r"[A-Za-z][\w+.-]{1,30}://(?P<account>[^\s/?#@]{0,400}@)?")
_USER = re.compile(r"[A-Za-z][\w+.-]{1,30}://[^\s/?#@:]{0,200}:(?P<password>[^\s/?#]{0,200})@")
_REPLACED = re.compile(
    r"<.*>|\[.*\]|\.{2,}|…|-+|\*+|[x]{3,}|[?]+|_+"
    r"|(?:sk|pk|ghp|glpat|xox[bp]|pat|key|token|api|gsk|hf|npm|secret)[-_](?:ant-)?(?:[.x*…_-]+|here|\d{1,6})"
    r"|n/?a|tbd|todo|fixme|unset|empty|here|your?|(?:fill|replace|change|insert|enter|put|add|set|paste)[a-z]{0,8}"
    r"|(?:[a-z0-9]{1,30}[_ -]){0,6}(?:fill|replace|change|insert|enter|put|add|set|paste|generate|create|provide|obtain|get|use|see)[_ -].*"
    r"|(?:.*[_ .-])?(?:your|my)[_ .-].*|.*[_ -]here|.*\.{3}.*|.*x{3}.*|(?:the|a|an|some|any)[_ -].*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_REPLACED = 200
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_OF_TRIALS = frozenset(
    "test tests testing tester dev devel development local localhost localdev ci demo dummy fake mock insecure "
    "sandbox sample example e2e staging trial tutorial quickstart unsafe change changeme placeholder".split()
)
_COMMON = _OF_TRIALS | frozenset(
    "admin administrator root user username guest anonymous owner postgres postgresql pg mysql mariadb mongo "
    "mongodb redis rabbitmq minio minioadmin keycloak grafana elastic elasticsearch kibana neo j neo4j clickhouse "
    "influx influxdb cassandra sa mssql oracle kafka nats vault consul airflow n8n gitlab github jenkins sonar "
    "sonarqube nexus artifactory wordpress drupal laravel homestead django flask rails app web api db database "
    "data server service services secret secrets super password passwords pass passwd pwd passw ord p ss w rd key "
    "keys token tokens jwt auth my our the a an default for production prod only use in not please replace me "
    "with your random string value session cookie signing encryption master docker compose kubernetes k8s letmein "
    "welcome qwerty abc foo bar baz hello world hunter hunter2 correct horse battery staple very long enough at "
    "least chars characters bytes minimum min of is no be that this it must and or to here public anon "
    "supersecret topsecret secretkey mysecret mysecretkey mypassword adminpassword rootpassword adminpass "
    "testpass secretpassword client id access refresh internal external system worker queue cache bot agent mcp "
    "llm openfga langfuse langchain".split()
)  # fmt: skip
_RUN = re.compile(r"[A-Za-z0-9+/_=-]{16,}")


def value_of(text: str | None, *, expands: frozenset[Form] = EVERY, name: str = "") -> Value:
    """Return what a text is; `expands` are the spellings of references that the reader of the file knows.

    The words of the setting's `name` make a guessable value, too: `TOOL_PASSWORD=tool`.
    """
    bare = _unquoted((text or "")[:_LONGEST].strip())
    if not bare:
        return Value(Given.EMPTY)
    if found := references_in(bare):
        return _of_reference(bare, found, expands, name)
    bare = _SCHEME.sub("", bare, count=1).strip() or bare
    if account := _USER.match(bare):
        password = account["password"]
        return value_of(password, expands=expands, name=f"{name}_{bare[:200]}") if password else Value(Given.PLAIN)
    if _PLAIN.fullmatch(bare) or _FILE.fullmatch(bare) or is_address(bare):
        return Value(Given.PLAIN)
    return Value(_of_text(bare, name), bare)


def has_password(text: str) -> bool:
    """Tell whether a text is an address with a password before its host."""
    found = _USER.match(_unquoted(text[:_LONGEST].strip()))
    return bool(found and found["password"])


def is_real(value: Value) -> bool:
    """Tell whether a literal looks drawn by chance, as keys and tokens are."""
    if value.given is not Given.LITERAL:
        return False
    return _has_drawn(value.text)


def _of_text(bare: str, name: str) -> Given:
    if is_placeholder(bare.encode("utf-8", "replace")):
        return Given.PLACEHOLDER
    if _has_drawn(bare):
        return Given.LITERAL
    if len(bare) <= _LONGEST_REPLACED and _REPLACED.fullmatch(bare):
        return Given.PLACEHOLDER
    words = {word.lower() for word in _WORD.findall(bare)}
    known = _COMMON | {word.lower() for word in _WORD.findall(name)}
    if words & _OF_TRIALS or words <= known:
        return Given.GUESSABLE
    # A sentence tells what to write here.
    return Given.PLACEHOLDER if bare.count(" ") > 1 else Given.LITERAL


def _has_drawn(text: str) -> bool:
    return any(len(run) >= LEAST_DRAWN and is_drawn(run.encode()) for run in _RUN.findall(text))


def _of_reference(bare: str, found: list[tuple[Form, "re.Match[str]"]], expands: frozenset[Form], name: str) -> Value:
    """Weigh a value with references by what stands beside them and by what stands in for them."""
    for rest in _RUN.findall(without_references(bare)):
        if is_drawn(rest.encode()) and not is_placeholder(rest.encode()) and not is_address(bare):
            return Value(Given.LITERAL, rest)
    for _, match in found:
        stands_in = value_of(match["default"], expands=expands, name=name) if match["default"] else None
        if stands_in and stands_in.given in {Given.GUESSABLE, Given.LITERAL}:
            return stands_in
    return Value(Given.REFERENCE if any(form in expands for form, _ in found) else Given.FOREIGN)


def is_address(bare: str) -> bool:
    found = _ADDRESS.match(bare)
    return bool(found and not found["account"])


def _unquoted(text: str) -> str:
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
