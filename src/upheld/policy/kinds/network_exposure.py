"""The kind of promise that says how far the software reaches into the network, or the network into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from upheld.model import Force, Promise
from upheld.policy.document import Document
from upheld.policy.force import force_of, is_imperative
from upheld.policy.quotes import quoted
from upheld.policy.statements import Statement, statements
from upheld.policy.wording import Wording

_STDIO = r"(?:stdio|std(?:in)?\s*(?:/|and|&)\s*stdout|standard\s+(?:input|in)(?:\s*(?:/|,|and|&)\s*(?:standard\s+)?(?:output|out))?(?:\s+streams?)?)"
_NO = r"(?:no|zero|without(?:\s+any?)?)"
_DOES_NOT = r"(?:(?:do|does|will|can|is|are)\s+not|(?:do|does|is|are)n['’]t|won['’]t|cannot|can['’]t|never)\s+(?:\w+ly\s+|itself\s+|ever\s+)?"
_LISTENING = r"(?:(?:network|tcp|udp|tcp/ip|inbound|incoming|open|listening|exposed|external|http|server)[\s-]+){0,2}(?:ports?|sockets?|listeners?|endpoints?)"
_INBOUND = r"(?:inbound|incoming)\s+(?:network\s+)?(?:connections?|traffic|requests?|access|listeners?)"
_REACH = r"(?:access|connections?|activity|connectivity|communications?|calls?|requests?|traffic|use|usage|operations?|interactions?)"
_OUT = r"(?:outbound|outgoing|external)"
_HOME = r"(?:telemetry|analytics|usage\s+(?:data|statistics|tracking|information)|tracking(?:\s+data)?|crash\s+reports)"
_AWAY = (
    r"(?:extern\w+|(?<!other )third[\s-]part\w+|remote\w*|(?:outside|off|beyond|away\s+from)\s+(?:of\s+)?(?:the|your|this|its)\b|anywhere|elsewhere|to\s+(?:any|our)\s+(?:\w+\s+){0,2}(?:servers?|services?|cloud)|"
    r"over\s+(?:the\s+)?(?:network|internet)|to\s+the\s+(?:internet|cloud))"
)
_HERE = r"(?:your|the|a|their|its|this)\s+(?:\w+\s+){0,2}(?:machine|device|computer|system|host|browser|workstation|environment|network|infrastructure|premises)"
_LOOPBACK = r"(?:localhost|loopback|127\.0\.0\.1|::1|the\s+local\s+(?:machine|host|interface)(?:\s+only)?)"

_POLICIES = {
    "stdio-only": Wording(
        rf"\b(?:over|via|through|using|uses?|on|by|only|exclusively|purely)\s+(?:(?:the|mcp|a|local|its|only|exclusively|just)\s+){{0,3}}{_STDIO}\b(?!\s+(?:or|and)\s+(?:http|sse|web))|\b{_STDIO}[\s-]+(?:only|based|by\s+default)\b|\b(?:is|as)\s+(?:an?\s+)?(?:\w+\s+)?{_STDIO}\s+(?:mcp\s+)?(?:server|process)\b"
        rf"|\btransports?\s*(?:[:=–—-]|\bis\b)\s*(?:\w+\s+){{0,2}}?{_STDIO}\b|\b{_STDIO}(?:\s+transport)?\s+\((?:the\s+)?default\b"
        rf"|\b{_NO}\s+{_LISTENING}\s*(?:$|[^\w\s]|(?:is|are|get|gets|will\s+be|to\s+be|need|opened|open|exposed|bound|listening|required|in|by|on|or|and)\b)|\b{_NO}\s+{_INBOUND}"
        rf"|\b{_DOES_NOT}(?:open|listen\s+on|bind(?:\s+to)?|expose|use|start|create|run|accept|require)\s+(?:any\s+|a\s+|an\s+)?(?:{_LISTENING}|{_INBOUND}|(?:network|http|web|tcp)\s+(?:server|service|interface)s?)\b"
        rf"|\b{_NO}\s+(?:remote\s+|external\s+)?network\s+(?:attack\s+surface|exposure)\b|\b{_DOES_NOT}exposed?\s+(?:\w+\s+){{0,3}}?(?:to|on)\s+(?:the\s+|any\s+)?network\b|\bopens\s+no\s+{_LISTENING}|\b{_DOES_NOT}listen\s+(?:on|for)\s+(?:the\s+|any\s+)?(?:network|connections?)"
    ),
    "loopback-only": Wording(
        rf"\b(?:binds?|bound|binding|listens?|listening|serves?|served|expose[sd]?|reachable|accessible|available|restrict(?:s|ed)?|limit(?:s|ed)?|runs?)\b\W+(?:(?:network|access|connections|only|just|exclusively|by|default|solely|strictly|is|are|its|the|itself|port|server)\W+){{0,4}}"
        rf"(?:(?:to|on|from|at|via|through)\W+)?(?:(?:only|the)\W+)?{_LOOPBACK}|\b(?:localhost|loopback)[\s-]+only\b|\bonly\s+(?:from|on|to|via)\s+{_LOOPBACK}|\b{_LOOPBACK}\s+by\s+default\b"
        rf"|\baccepts?\s+(?:only\s+)?(?:local\s+)?connections\s+(?:only\s+)?from\s+(?:only\s+)?{_LOOPBACK}"
    ),
    "no-network": Wording(
        rf"\b{_NO}\s+(?:\w+\s+(?:\w+\s+)?or\s+)?(?:(?:background|internet|direct|remote)\s+)?(?:network|internet|remote)\s+{_REACH}\b(?!\s+(?:to\s+(?:your|the\s+(?:host|machine))|restrictions?|controls?|polic))|\bnetwork\s+access\s+(?:is\s+)?(?:disabled|blocked)\b"
        rf"|\b(?:entirely|fully|completely|purely|100\s?%|strictly)\s+(?:offline|local)\b|\boffline\s+by\s+(?:default|design)\b|\b(?:works?|runs?|operates?|functions?)\s+(?:\w+ly\s+)?offline\b|\b(?:is|are)\s+(?:a\s+)?(?:\w+ly\s+)?(?:local|offline)[\s-]only\b"
        rf"|\boffline[\s-]only\b|\b{_DOES_NOT}(?:access|use|touch|need|require|contact|connect\s+to|make\s+use\s+of|have\s+access\s+to)\s+(?:the\s+|any\s+|a\s+)?(?:network|internet)\b|\bmakes?\s+(?:no|zero)\s+(?:network|http|internet)\s+{_REACH}"
        rf"|\b{_DOES_NOT}make\s+(?:any\s+)?(?:network|http|internet)\s+{_REACH}|\bonly\s+(?:supports?\s+)?local\s+(?:\w+\s+)?(?:automation|connections?|access|ipc)\b|\bno\s+network\b(?=\s*(?:$|[.,;)]))"
    ),
    "no-outbound": Wording(
        rf"\b{_NO}\s+{_OUT}\s+(?:network\s+|internet\s+|http\s+|api\s+)?{_REACH}\b|\b{_NO}\s+(?:\w+,?\s+(?:or\s+|and\s+)?)?{_HOME}\b|\b(?:do|does|will)(?:\s+not|n['’]t)\s+(?:\w+\s+){{0,3}}{_HOME}\b|\bcollects?\s+no\s+(?:data|{_HOME})"
        rf"|\bnever\s+(?:collects?|sends?|transmits?|phones?)\s+(?:\w+\s+)?(?:{_HOME}|home)\b|\b{_DOES_NOT}phone\s+home\b"
        rf"|\b{_DOES_NOT}(?:\w+,\s*|\w+\s+(?:or|and)\s+){{0,3}}(?:send|sent|transmit|transmitted|upload|uploaded|share|shared|leak|forward)\b[^.;]{{0,40}}?\b{_AWAY}"
        rf"|\b(?:no|nothing|none\s+of\s+your)\b[^.;]{{0,40}}?\b(?:leaves?|is\s+(?:sent|transmitted|uploaded|shared|collected\s+or\s+(?:sent|transmitted)))\b(?:[^.;]{{0,40}}?\b(?:{_AWAY}|{_HERE})|\s*[.;]?$)|\b(?:never|not)\s+leaves?\s+{_HERE}"
        rf"|\b(?:data|files?|code|everything|information|communications?|processing|vault|content|queries|diffs?|operations|computations?|analysis|scans?)\b[^.;,]{{0,40}}?\b(?:(?:stays?|remains?|kept|happens?|runs?|(?:is|are)\s+(?:performed|done|processed|handled|executed)|is|are)\s+(?:\w+ly\s+|always\s+|all\s+)?(?:local(?:ly)?\b(?!\s+(?:sqlite|stor|encrypt|cach))(?:\s+(?:to|on)\s+{_HERE})?|on\s+{_HERE})|stays?\s+(?:between|within|on|in)\b)"
    ),
}
"""In the order of what binds most: a sentence makes one of these promises."""

_ELSEWHERE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|not\s+(?:in\s+scope|covered|eligible)|what\s+to\s+include|include\s+in\s+your\s+report|report(?:ing)?\s+(?:a\s+)?(?:\w+\s+)?vulnerabilit\w+|what\s+counts|known\s+limitations?)"
)
_OUT_OF_SCOPE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|not\s+considered|vulnerabilit\w+|not\s+(?:supported|possible)|if\s+you|could|might|require\s+(?:the|an)\s+attacker|tests?|testing)\b|\?\s*$|❌|\bnot\s+enforced\b"
)
_OTHER_TRANSPORT = Wording(
    r"(?<!no )(?<!not )\b(?:https?\s+(?:mode|transport|server)|sse|websockets?|streamable|(?:and|or|,|/)\s*https?)\b(?!\s+(?:is|are)\s+(?:not|disabled))"
)
_BY_DEFAULT = Wording(r"\bby\s+default\b|\(default\)|\bdefaults?\s+to\b|\bunless\b")


@dataclass(frozen=True, kw_only=True)
class NetworkExposure(Promise):
    """The software keeps to itself: `stdio-only`, `loopback-only`, `no-network` or `no-outbound`.

    Takes: "communicates over stdio", "opens no ports", "binds to 127.0.0.1", "works offline", "no telemetry", "your data never
    leaves your machine". Leaves alone what is out of scope, and a standard input that is one transport of several.
    """

    kind: ClassVar[str] = "network-exposure"
    policy: str
    by_default: bool = False
    """True where an option may change it: "over stdio by default"."""

    @classmethod
    def read(cls, document: Document) -> Iterator[Self]:
        """Yield one promise for each line that makes it."""
        seen: set[tuple[int, str]] = set()
        for statement in statements(document):
            policy, offset = exposure(statement)
            location, quote = quoted(document, statement, offset)
            if policy and (location.line, policy) not in seen:
                seen.add((location.line, policy))
                # To bind or to hide a port is asked of those who run it, whatever heading it stands under.
                force = Force.PRACTICE if is_imperative(statement) else force_of(statement)
                by_default = _BY_DEFAULT.search(statement.text) is not None
                yield cls(location=location, quote=quote, force=force, policy=policy, by_default=by_default)

    def fields(self) -> dict[str, Any]:
        """Return the policy alone: whether an option may change it is for the check."""
        return {"policy": self.policy}


def exposure(statement: Statement) -> tuple[str, int]:
    """Return the policy that a statement promises, or nothing, and where its words begin."""
    if _OUT_OF_SCOPE.search(statement.text) or _ELSEWHERE.search(
        f"{statement.heading} / {' / '.join(statement.leads)}"
    ):
        return "", 0
    for policy, wording in _POLICIES.items():
        match = wording.search(statement.text)
        if match and not (
            policy == "stdio-only"
            and _OTHER_TRANSPORT.search(statement.text)
            and not _BY_DEFAULT.search(statement.text)
        ):
            return policy, match.start()
    return "", 0
