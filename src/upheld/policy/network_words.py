"""The words that say how far software reaches into the network, by what they promise."""

from upheld.policy.wording import Wording

LONGEST_LEAD = 300
"""Of a longer lead only the end is read: that is where it introduces."""

_STDIO = (
    r"(?:stdio|std(?:in)?\s*(?:/|and|&)\s*stdout|standard\s+(?:input|in)(?:\s*(?:/|,|and"
    r"|&)\s*(?:standard\s+)?(?:output|out))?(?:\s+streams?)?)"
)
_NO = r"(?:no|zero|without(?:\s+any?)?)"
_DOES_NOT = (
    r"(?:(?:do|does|will|can|is|are)\s+not|(?:do|does|is|are)n['’]t|won['’]t|cannot|can['’]t"
    r"|never)\s+(?:\w+ly\s+|itself\s+|ever\s+)?"
)
_LISTENING = (
    r"(?:(?:network|tcp|udp|tcp/ip|inbound|incoming|open|listening|exposed|external|http"
    r"|server)[\s-]+){0,2}(?:ports?|sockets?|listeners?|endpoints?)"
)
_INBOUND = r"(?:inbound|incoming)\s+(?:network\s+)?(?:connections?|traffic|requests?|access|listeners?)"
_REACH = (
    r"(?:access|connections?|activity|connectivity|communications?|calls?|requests?|traffic|use|usage"
    r"|operations?|interactions?|i/o)"
)
_SOME_OUT = (
    r"(?:(?:are\s+|is\s+)?(?:made\s+)?to\s+(?:any\s+|other\s+|our\s+)?(?:external|remote|outside|third|cloud|servers?|services?|anyone|the\s+(?:internet|cloud))|(?:except|beyond|besides|unless"
    r"|without|other\s+than|outside)\b)"
)
"""What leaves it open that there is some: "no network access except to ..."."""
_SAVE = r"[^.;]{0,60}\b(?:without|except|other\s+than|beyond|besides|until)\b"
_OUT = r"(?:outbound|outgoing|external)"
_HOME = r"(?:telemetry|analytics|usage\s+(?:data|statistics|tracking|information)|tracking(?:\s+data)?|crash\s+reports)"
_AWAY = (
    r"(?:extern\w+|(?<!other )third[\s-]part\w+|remote\w*|(?:outside|off|beyond|away\s+from)\s+(?:of\s+)?(?:the"
    r"|your|this|its)\b|anywhere|elsewhere|to\s+(?:any|our)\s+(?:\w+\s+){0,2}(?:servers?|services?|cloud)|"
    r"over\s+(?:the\s+)?(?:network|internet)|to\s+the\s+(?:internet|cloud))"
)
_HERE = (
    r"(?:your|the|a|their|its|this)\s+(?:\w+\s+){0,2}(?:machine|device|computer|system|host|browser|workstation"
    r"|environment|network|infrastructure|premises|mac(?:book)?|pc|laptop|desktop|phone|iphone|ipad|hardware|disk|hard\s+drive)"
)
_LOOPBACK = r"(?:localhost|loopback|127\.0\.0\.1|::1|the\s+local\s+(?:machine|host|interface)(?:\s+only)?)"
POLICIES = (
    (
        "stdio-only",
        Wording(
            rf"\b(?:over|via|through|using|uses?|on|by|only|exclusively|purely)\s+(?:(?:the|mcp|a|local|its|only"
            rf"|exclusively|just)\s+){{0,3}}{_STDIO}\b(?!\s+(?:or|and)\s+(?:http|sse|web))|\b{_STDIO}[\s-]+(?:only"
            rf"|based|by\s+default)\b|\b(?:is|as)\s+(?:an?\s+)?(?:\w+\s+)?{_STDIO}\s+(?:mcp\s+)?(?:(?:child\s+|sub-?)?process|server|tool|program)\b"
            rf"|\btransports?\s*(?:[:=–—-]|\bis\b)\s*(?:\w+\s+){{0,2}}?{_STDIO}\b"
            rf"|\b{_STDIO}(?:\s+transport)?\s+\((?:the\s+)?default\b"
            rf"|\b{_NO}\s+{_LISTENING}\s*(?:$|[^\w\s]|(?:is|are|get|gets|will\s+be|to\s+be|need|opened|open|exposed"
            rf"|bound|listening|required|in|by|on|or|and)\b)|\b{_NO}\s+{_INBOUND}"
            rf"|\b{_DOES_NOT}(?:opens?|listens?\s+on|binds?(?:\s+to)?|exposes?|uses?|starts?|creates?|runs?|accepts?|requires?)\s+(?:any\s+"
            rf"|a\s+|an\s+)?(?:{_LISTENING}|{_INBOUND}|(?:network|http|web|tcp)\s+(?:server|service|interface)s?)\b"
            rf"|\b{_DOES_NOT}exposed?\s+(?:\w+\s+){{0,3}}?(?:to|on)\s+(?:the\s+|any\s+)?network\b"
            rf"|\b{_NO}\s+(?:embedded\s+|built-in\s+)?(?:web|http|network|tcp)\s+servers?\b"
            rf"|\bopens\s+no\s+{_LISTENING}|\b{_DOES_NOT}listen\s+(?:on|for)\s+(?:the\s+|any\s+)?(?:network"
            rf"|connections?)"
        ),
    ),
    (
        "loopback-only",
        Wording(
            rf"\b(?:binds?|bound|binding|listens?|listening|serves?|served|expose[sd]?|reachable|accessible|available"
            rf"|restrict(?:s|ed)?|limit(?:s|ed)?|runs?|stays?|remains?)\b\W+(?:(?:network|access|connections|only|just|exclusively|by"
            rf"|default|solely|strictly|is|are|its|the|itself|port|server)\W+){{0,4}}"
            rf"(?:(?:to|on|from|at|via|through)\W+)?(?:(?:only|the)\W+)?{_LOOPBACK}|\b(?:localhost"
            rf"|loopback)[\s-]+only\b|\bonly\s+(?:from|on|to|via)\s+{_LOOPBACK}|\b{_LOOPBACK}\s+by\s+default\b|\b(?:bind|listen|host|address)\w*\W+(?:\w+\W+){{0,2}}defaults?\s+to\s+(?:only\s+)?{_LOOPBACK}"
            rf"|\b(?:binds?|binding|bound|listens?|listening)[\s`*\"]+(?:[\w/'’-]+[\s`*\"]+){{1,4}}?(?:to|on)[\s`*\"]+(?:(?:only|the)\s+)?{_LOOPBACK}"
            rf"|\b(?:exposes?|serves?|publishes|starts?|runs?)\s+(?:[\w/-]+\s+){{1,5}}(?:on|at|to)\s+{_LOOPBACK}(?::\d+)?\s+(?:by\s+default|only|exclusively)\b"
            rf"|\baccepts?\s+(?:only\s+)?(?:local\s+)?connections\s+(?:only\s+)?from\s+(?:only\s+)?{_LOOPBACK}"
        ),
    ),
    (
        "no-network",
        Wording(
            rf"\b{_NO}\s+(?:\w+\s+(?:\w+\s+)?or\s+)?(?:(?:background|internet|direct|remote)\s+)?(?:network|internet"
            rf"|remote)\s+{_REACH}\b(?!\s+(?:to\s+(?:your|the\s+(?:host|machine))|restrictions?|controls?|polic|{_SOME_OUT}))"
            rf"|\bnetwork\s+access\s+(?:is\s+)?(?:disabled|blocked)\b|\bnothing\b[^.;]{{0,40}}\b(?:touches|accesses|uses|contacts)\s+the\s+(?:network|internet)\b|\bfunctional\s+offline\b"
            rf"|\b(?:entirely|fully|completely|purely|100\s?%|strictly)\s+(?:offline|local)\b"
            rf"|\boffline\s+by\s+(?:default|design)\b|\b(?:is|are|runs?|works?|stays?)\s+(?:\w+ly\s+)?(?:local\s+and\s+offline|offline\s+and\s+local)\b|\b(?:works?|runs?|operates?|functions?)\s+(?:\w+ly\s+)?offline\b"
            rf"|\b(?:is|are)\s+(?:a\s+)?(?:\w+ly\s+)?(?:local|offline)[\s-]only\b"
            rf"|\boffline[\s-]only\b|\b{_DOES_NOT}(?:access|use|touch|need|require|contact|connect\s+to|make\s+use\s+of"
            rf"|have\s+access\s+to)\s+(?:the\s+|any\s+|a\s+)?(?:network|internet)\b|\bmakes?\s+(?:no|zero)\s+(?:network"
            rf"|http|internet)\s+{_REACH}"
            rf"|\b{_DOES_NOT}make\s+(?:any\s+)?(?:network|http|internet)\s+{_REACH}"
            rf"|\bonly\s+(?:supports?\s+)?local\s+(?:\w+\s+)?(?:automation|connections?|access|ipc)\b"
            rf"|\bno\s+network\b(?=\s*(?:$|[.,;)]))"
        ),
    ),
    (
        "stdio-only",
        Wording(
            rf"\b{_NO}\s+(?:remote\s+|external\s+)?(?:network\s+(?:attack\s+surface|exposure)|(?:network|internet)-facing\s+(?!middleware)\w+)\b"
        ),
    ),
    (
        "no-outbound",
        Wording(
            rf"\b{_NO}\s+(?:network|internet|http|api|remote)\s+{_REACH}\s+(?:are\s+|is\s+)?(?:made\s+)?to\s+(?:any\s+|other\s+|our\s+)?(?:external|remote|outside|third|cloud|servers?|services?|anyone|the\s+(?:internet|cloud))"
            rf"|\b{_NO}\s+cloud\s+(?:\w+\s+or\s+)?(?:dependenc(?:y|ies)|services?|sync|uploads?|storage|backend|components?|accounts?|required)\b|^\W*local[\s-]only\s+(?:operation|processing|execution)\b"
            rf"|\b{_NO}\s+{_OUT}\s+(?:network\s+|internet\s+|http\s+|api\s+)?{_REACH}\b|\b{_NO}\s+(?:\w+,?\s+(?:or\s+"
            rf"|and\s+)?)?{_HOME}\b|\b(?:do|does|will)(?:\s+not|n['’]t)\s+(?:\w+\s+){{0,3}}{_HOME}\b"
            rf"|\b{_DOES_NOT}(?:make|perform|initiate|open|issue)\s+(?:any\s+)?{_OUT}\s+(?:network\s+|internet\s+|http\s+|api\s+)?{_REACH}\b(?!{_SAVE})"
            rf"|\b{_NO}\s+(?:cloud|remote|external|hosted)\s+(?:\w+\s+){{0,2}}(?:is|are)\s+(?:ever\s+)?(?:contacted|called|queried|used|involved|needed)\b"
            rf"|\bcollects?\s+no\s+(?:data|{_HOME})"
            rf"|\bnever\s+(?:collects?|sends?|transmits?|phones?)\s+(?:\w+\s+)?(?:{_HOME}|home)\b"
            rf"|\b{_DOES_NOT}phone\s+home\b"
            rf"|\b{_DOES_NOT}(?:communicates?|connects?|talks?|reach(?:es)?\s+out)\s+(?:with|to)\s+(?:any\s+|an?\s+|other\s+)?(?:external|remote|third[\s-]part\w+|cloud|outside)\b(?!{_SAVE})"
            rf"|\b{_DOES_NOT}(?:\w+,\s*|(?:\w+\s+){{1,3}}?(?:or|and)\s+){{0,3}}(?:send|sent|transmit|transmitted|upload|uploaded"
            rf"|leak|forward)\b[^.;]{{0,40}}?\b{_AWAY}"
            rf"|\b(?:no|nothing|none\s+of\s+your)\b[^.;]{{0,40}}?\b(?:leaves?|is\s+(?:sent|transmitted|uploaded"
            rf"|collected\s+or\s+(?:sent|transmitted)))\b(?:[^.;]{{0,40}}?\b(?:{_AWAY}|{_HERE})|\s*[.;]?$)|\b(?:never"
            rf"|not)\s+leaves?\s+{_HERE}(?!\s+(?:unencrypted|in\s+(?:the\s+)?(?:clear|plain)|without|unless|except))"
            rf"|\b(?:data|files?|code|everything|information|communications?|processing|vault|content|queries|diffs?"
            rf"|operations|computations?|analysis|scans?)\b[^.;,]{{0,40}}?\b(?:(?:stays?|remains?|kept|happens?|runs?"
            rf"|(?:is|are)\s+(?:performed|done|processed|handled|executed)|is|are)\s+(?:\w+ly\s+|always\s+"
            rf"|all\s+)?(?:local(?:ly)?\b(?!\s+(?:sqlite|stor|encrypt|cach))(?:\s+(?:to|on)\s+{_HERE})?|on\s+{_HERE})"
            rf"|stays?\s+(?:between|(?:with)?in\s+(?:your|the\s+(?:\w+\s+)?(?:machine|device|environment|network|browser))|on\s+(?:your|the\s+local))\b)"
        ),
    ),
)
"""In the order of what binds most: a sentence makes one of these promises."""
ELSEWHERE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|not\s+(?:in\s+scope|covered|eligible)|what\s+to\s+include"
    r"|include\s+in\s+your\s+report|report(?:ing)?\s+(?:a\s+)?(?:\w+\s+)?vulnerabilit\w+|what\s+counts"
    r"|known\s+limitations?)"
)
OF_REPORTS = Wording(r"\breport(?:ing)?\s+(?:a\s+)?(?:\w+\s+)?vulnerabilit\w+")
OF_THE_SOFTWARE = Wording(
    r"^\W*(?:this|the|our)\s+(?:[\w-]+\s+){0,3}?(?:server|tool|utility|app(?:lication)?|software|library|package|project|plugin|extension|program|service|daemon|cli)s?\s+(?:is|are|runs?|has|have|makes?|does|do|binds?|listens?|works?|communicates?|operates?|only|never)\b|^\W*this\s+is\s+an?\s+(?:[\w,-]+\s+){0,4}?(?:server|tool|utility|app(?:lication)?|library|package|plugin|extension|program|cli)\b"
)
"""A plain sentence on the software, which says the same wherever it stands."""
OUT_OF_SCOPE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|malicious|not\s+considered|vulnerabilit\w+|not\s+(?:supported|possible)"
    r"|if\s+you|proof|(?:do|does)\s+not\s+(?:promise|mean|imply|guarantee)|could|might|require\s+(?:the|an)\s+attacker|tests?|testing)\b|\?\s*$|❌|\bnot\s+enforced\b"
)
OTHER_TRANSPORT = Wording(
    r"(?<!no )(?<!not )\b(?:https?\s+(?:mode|transport|server)|sse|websockets?|streamable|(?:and|or|,"
    r"|/)\s*https?)\b(?!\s+(?:is|are)\s+(?:not|disabled))"
)
OF_ORIGINS = Wording(
    r"\bnot\s+exposed?\s+on\b|\bto\s+restrict\b|\bcors\b|\b(?:same|cross)-origin\b|\ballowed\s+(?:origins?|hosts?)\b|\borigins?\s+(?:validation|checks?|allow|header|are|is)|\bredirect\w*|\bhost\s+header"
)
"""Who may call from a browser, or how to change it: neither says which addresses are listened on."""
OF_FILES = Wording(
    r"(?:\.env|\b(?:files?|folders?|director(?:y|ies)|configs?|configuration|secrets?|keys?|tokens?|credentials?|logs?|notes|branch(?:es)?|settings))\W+(?:(?:is|are|stays?|remains?)\s+)?(?:\w+ly\s+)?local[\s-]only\b"
)
"""What is kept out of a repository, and says nothing of the software."""
OF_TELEMETRY = Wording(
    rf"(?:{_NO}\s+(?:\w+,?\s+(?:or\s+|and\s+)?)?{_HOME}|(?:do|does|will)(?:\s+not|n['’]t)\s+(?:\w+\s+){{0,3}}{_HOME}|collects?\s+no\s+{_HOME}|no\b[^.;]{{0,40}}?\btelemetry)\b"
)
"""Says only that nobody is watched."""
TELLS_OF_TRAFFIC = Wording(
    r"\b(?:all|the\s+only|only)\s+(?:outbound|outgoing|network)\s+(?:traffic|calls?|requests?|connections?)\s+(?:is|are|goes?)\b|\bconnects\s+to\s+(?:external|remote|third-party|the\s+internet)\b"
)
"""What says so of the software sends something away, so that "no telemetry" beside it does not say that nothing leaves the machine."""
BY_DEFAULT = Wording(r"\bby\s+default\b|\(default\)|\bdefaults?\s+to\b|\bunless\b")
