"""The words that say how far software reaches into the network, by what they promise."""

from upheld.policy.wording import Wording

_STDIO = (
    r"(?:stdio|std(?:in)?\s*(?:/|and|&)\s*stdout|standard\s+(?:input|in)(?:\s*(?:/|,|and"
    r"|&)\s*(?:standard\s+)?(?:output|out))?(?:\s+streams?)?)"
)
_NO = r"(?:no|zero|(?<=\w )without(?:\s+an?y?)?|lacks|neither|nor|not\s+a\s+single)"
_DOES_NOT = (
    r"(?:(?:do|does|will|can|is|are)\s+not|(?:do|does|is|are|wo|ca)n['’]t|cannot"
    r"|never|refuses\s+to)\s+(?:\w+ly\s+|itself\s+|ever\s+)?"
)
_ANY = r"(?:any\s+|an?\s+|the\s+)?"
_OPENS = (
    r"(?:opens?|listens?\s+(?:on|for)|binds?(?:\s+to)?|bound\s+to|exposes?|uses?|starts?|creates?|runs?|accepts?|requires?|has|have|provides?"
    r"|launch(?:es)?)"
)
_CALLS = (
    r"(?:makes?|performs?|initiates?|issues?|opens?|uses?|needs?|requires?|have|contains?|includes?|access(?:es)?|touch(?:es)?"
    r"|contacts?|connects?\s+to|make\s+use\s+of|reach|communicates?\s+over|talks?\s+to)"
)
_NOT_SO = (
    r"(?:(?:(?:is|are)\s+(?:not|never|neither)|(?:is|are)n['’]t)\s+(?:\w+ly\s+|ever\s+)?(?:opened|exposed|used|involved|needed|required|requested|accepted|made|attempted|possible)"
    r"|(?:[:|=—–-]\s*|is\s+|are\s+)(?:none|not\s+(?:required|needed|used)|never)\b)"
)
_OTHERWISE = r"(?![^.;]{0,60}\b(?:without|except|other\s+than|beyond|besides|until|outside|apart\s+from)\b)"
"""Nothing follows that leaves it open that there is some: "no network access except to ..."."""


def _denied(things: str, done: str, kind: str = "", rest: str = "") -> str:
    """Return the ways to say that there are no things of a kind, that nothing is done with them, or that they are not there."""
    return (
        rf"\b{_NO}\s+{kind}{things}\b{rest}{_OTHERWISE}"
        rf"|\b{_DOES_NOT}{done}\s+{_ANY}{kind}{things}\b(?!\s+(?:below|above|under|\d)){_OTHERWISE}"
        rf"|\b{things}\s*{_NOT_SO}{_OTHERWISE}"
    )


_ON_A_PORT = r"(?:(?:network|tcp|udp|tcp/ip|inbound|incoming|open|listening|exposed|external|https?|server|web)(?:[\s/-]+|\s+(?:or|nor)\s+)){0,3}"
_LISTENING = r"(?:ports?|listeners?|endpoints?|(?<=listening.)sockets?|(?:(?<=inbound )|(?<=incoming )|(?<=server ))sockets?|(?:(?<=http )|(?<=web )|(?<=network )|(?<=tcp ))servers?)"
_AT_THAT = r"(?=\s*(?:$|[^\w\s]|(?:is|are|get|gets|will\s+be|to\s+be|need|opened|open|exposed|bound|listening|required|in|by|on|or|nor|and|unless|at\s+all|of\s+any)\b))"
_INBOUND = r"(?:inbound|incoming)\s+(?:network\s+)?(?:connections?|traffic|requests?|access|listeners?)"
_SOCKETS = r"(?:(?:network|tcp|udp|tcp/ip|internet)\s+){0,2}sockets?"
"""Without a word of listening, whatever speaks over a network needs one."""
_REACH = (
    r"(?:access|connections?|activity|connectivity|communications?|calls?|requests?|traffic|use|usage"
    r"|operations?|interactions?|i/o)"
)
_CODE = (
    r"(?:stack|code|clients?|librar(?:y|ies)|capabilit(?:y|ies)|functionality|features?|imports?|layer|permissions?)"
)
_SOME_OUT = r"(?:(?:are\s+|is\s+)?(?:made\s+)?to\s+(?:any\s+|other\s+|our\s+)?(?:external|remote|outside|third|cloud|servers?|services?|anyone|the\s+(?:internet|cloud))|unless\b)"
_OUT = r"(?:outbound|outgoing|external)"
_EITHER_WAY = r"(?:(?:in|out)(?:bound|coming|going)(?:\s*(?:/|,|or|and|nor)\s*)(?:in|out)(?:bound|coming|going)\s+)?"
_AWAY = (
    r"(?:extern\w+|(?<!other )third[\s-]part\w+|remote\w*|(?:outside|off|beyond|away\s+from)\s+(?:of\s+)?(?:the"
    r"|your|this|its)\b|anywhere|elsewhere|to\s+(?:any|our|a)\s+(?:\w+\s+){0,2}(?:servers?|services?|cloud)|"
    r"over\s+(?:the\s+)?(?:network|internet)|to\s+(?:the\s+(?:internet|cloud)|us\b|anyone))"
)
_AT_LARGE = r"(?!(?:\w+\s+){0,4}(?:over|in|without|unencrypted|plain|passwords?|credentials?|keys?|tokens?|secrets?)\b)"
"""To keep a secret, or to send nothing in plain text, says nothing of the rest."""
_HERE = (
    r"(?:your|the|a|their|its|this)\s+(?:[\w'’]+\s+){0,2}(?:machine|device|computer|system|host|browser|workstation"
    r"|environment|network|infrastructure|premises|mac(?:book)?|pc|laptop|desktop|phone|iphone|ipad|watch|hardware|disk|hard\s+drive|box)"
)
_LOOPBACK = r"(?:localhost|loopback|127\.0\.0\.1|::1|the\s+local\s+(?:machine|host|interface)(?:\s+only)?)"
_RUNS_HERE = rf"(?:local(?:ly)?\b(?!\s+(?:sqlite|stor|encrypt|cach))(?:\s+(?:to|on)\s+{_HERE})?|on[\s-]device\b|inside\s+(?:of\s+)?your\s+browser\b|on\s+{_HERE})"
_OTHER_MACHINES = (
    r"(?:(?:other|another|remote)\s+(?:machines?|hosts?|computers?|devices?)|the\s+(?:lan\b|local\s+network))"
)
_LISTENS = (
    "std",
    "standard in",
    " port",
    "listen",
    "socket",
    "endpoint",
    "bound",
    "coming",
    "server",
    "network",
    "connections",
)
_LOOPS = ("localhost", "loopback", "127.0", "::1", "the local ", "the lan", "only local ", "remote", "other ", "only ")
_NETWORKS = ("network", "internet", "online", "offline", "local", "socket", "http", "remote ")
_SENDS = (
    "bound", "outgoing", "extern", "egress", "cloud", "home", "back",
    "leave", "sent", "send", "transmi", "upload", "collect", "third", "remote", "api ", "network ", "internet ", "http ", "local",
    "device", "browser", "machine", "computer", "mac", "phone", "laptop", "disk", " stay", "remain", "calls to", "bytes", "box", "watch",
    "system", "hardware", "outside",
)  # fmt: skip
POLICIES = (
    (
        "stdio-only",
        _LISTENS,
        Wording(
            rf"\b(?:over|via|through|using|uses?|on|by|only|exclusively|purely)\s+(?:(?:the|mcp|a|local|its|only"
            rf"|exclusively|just|plain)\s+){{0,3}}{_STDIO}\b(?!\s+(?:or|and)\s+(?:http|sse|web))|\b{_STDIO}[\s-]+(?:only"
            rf"|based|by\s+default)\b|\b(?:is|as)\s+(?:an?\s+)?(?:\w+\s+){{0,2}}?{_STDIO}\s+(?:mcp\s+)?(?:(?:child\s+|sub-?)?process|server|tool|program)\b"
            rf"|\btransports?\s*(?:[:=|–—-]|\bis\b)\s*(?:\w+\s+){{0,2}}?{_STDIO}\b"
            rf"|\b{_STDIO}(?:\s+transport)?\s+\((?:the\s+)?default\b|\b{_STDIO}\s+(?:is|are)\s+(?:the|its)\s+(?:one\s+and\s+)?(?:only|sole)\b"
            rf"|{_denied(_LISTENING, _OPENS, _ON_A_PORT, _AT_THAT)}|\b(?:{_NO}|{_DOES_NOT}{_OPENS})\s+{_ANY}{_INBOUND}\b{_OTHERWISE}"
            rf"|\b{_DOES_NOT}accepts?\s+(?:any\s+)?(?:network\s+)?connections?\b(?!\s+(?:from\s+(?!the\s+network)|that|which|without|over))"
            r"|\b(?:requests?|messages?|json-?rpc|commands)\b[^.;]{0,40}\b(?:stdin|standard\s+input)\b[^.;]{0,60}\b(?:stdout|standard\s+output)\b"
            rf"|\b{_DOES_NOT}exposed?\s+(?:\w+\s+){{0,3}}?(?:to|on)\s+(?:the\s+|any\s+)?network\b"
            rf"|\b{_DOES_NOT}(?:provides?|offers?|runs?)\s+{_ANY}network[\s-](?:facing\s+)?services?\b"
            r"|\bports\W{1,4}(?:none|0|zero)\b"
            r"|\binbound(?:\s+\w+)?\W{1,4}(?:none|no\b|nothing|closed|blocked)|\bnever\s+calls?\W+listen\b|\bnothing\b[^.;]{0,20}\blisten(?:s|ing)\b"
            rf"|\b{_DOES_NOT}listen(?:s|ing)?\s+(?:on|for|to)\s+{_ANY}(?:(?:tcp|network)\s+)?(?:network|connections?|sockets?|interfaces?|anything)\b"
        ),
    ),
    (
        "loopback-only",
        _LOOPS,
        Wording(
            rf"\b(?:binds?|bound|binding|listens?|listening|serves?|served|expose[sd]?|reachable|accessible|available"
            rf"|restrict(?:s|ed)?|limit(?:s|ed)?|runs?|stays?|remains?|sits?)\b\W+(?:(?:network|access|connections|only|just|exclusively|by"
            rf"|default|solely|strictly|is|are|its|the|itself|port|server)\W+){{0,4}}"
            rf"(?:(?:to|on|from|at|via|through)\W+)?(?:(?:only|the)\W+)?{_LOOPBACK}|\b(?:localhost"
            rf"|loopback)[\s-]+only\b|\bonly\s+(?:from|on|to|via)\s+{_LOOPBACK}|\b{_LOOPBACK}\s+by\s+default\b|\b(?:bind|listen|host|address)\w*\W+(?:\w+\W+){{0,2}}defaults?\s+to\s+(?:only\s+)?{_LOOPBACK}"
            rf"|\b(?:binds?|binding|bound|listens?|listening|listener|received)[\s`*\"]+(?:[\w/'’-]+[\s`*\"]+){{1,4}}?(?:to|on|at)[\s`*\"]+(?:(?:only|the)\s+)?(?:https?://)?{_LOOPBACK}"
            rf"|\b(?:exposes?|serves?|publishes|starts?|runs?)\s+(?:[\w/-]+\s+){{1,5}}(?:on|at|to)\s+{_LOOPBACK}(?::\d+)?\s+(?:by\s+default|only|exclusively)\b"
            rf"|\baccepts?\s+(?:only\s+)?(?:local\s+)?connections\s+(?:only\s+)?from\s+(?:only\s+)?{_LOOPBACK}"
            rf"|{_LOOPBACK}\W[^.;]{{0,60}}\b(?:binds?|listens?)\s+(?:to|on)\b|\b(?:bind|binding|listen|listening|host|default)\s+(?:address|interface|host)(?:es)?\W+(?:(?:is|are|of|by|default|only|to|set|hard-?wired)\W+){{0,3}}{_LOOPBACK}"
            rf"|{_LOOPBACK}\s+(?:only|alone|exclusively)\b|\bonly\s+{_LOOPBACK}\s+can\b|\bonly\s+(?:local\s+)?(?:processes|clients|programs|callers|connections|users)\s+(?:on|from)\s+(?:the\s+(?:same|local)|this|your)\s+(?:machine|host|computer|device)\b"
            r"|\bremote\s+(?:clients|connections|hosts|requests|callers|peers|machines)\s+(?:is|are)\s+(?:\w+ly\s+)?(?:refused|rejected|turned\s+away|denied|not\s+accepted|dropped)\b"
            rf"|(?:\b(?:not|never|cannot\s+be)|n['’]t)\s+(?:be\s+)?(?:reachable|reached|accessible)\s+(?:(?:from|by)\s+{_OTHER_MACHINES}|remotely)\b"
            rf"|\b{_OTHER_MACHINES}\s+(?:cannot|can['’]t|never)\s+(?:connect|reach|access)\b|\bonly\s+local\s+(?:connections?|clients?|access|requests?)\b"
        ),
    ),
    (
        "no-network",
        _NETWORKS,
        Wording(
            rf"\b{_NO}\s+(?:\w+\s+(?:\w+\s+)?or\s+)?{_EITHER_WAY}(?:(?:background|internet|direct|remote|an?)\s+)?(?:(?:network|internet)\s+{_REACH}|remote\s+(?:connections?|calls?|requests?|traffic))"
            rf"\b(?!\s+(?:to\s+(?:your|the\s+(?:host|machine))|restrictions?|controls?|polic|{_SOME_OUT})){_OTHERWISE}"
            rf"|\b(?:{_DOES_NOT}{_CALLS}\s+{_ANY}{_EITHER_WAY}|makes?\s+(?:no|zero)\s+)(?:network|internet|http)\s+{_REACH}\b(?!\s+{_SOME_OUT}){_OTHERWISE}"
            rf"|\b{_DOES_NOT}{_CALLS}\s+{_ANY}(?:network|internet)\b(?!\s+(?!at\b|unless|to\b|when|during|while|or\b|and\b|in\b|for\b)\w){_OTHERWISE}"
            rf"|\b(?:network|internet)\s+(?:access|connection|connectivity)\s+{_NOT_SO}"
            rf"|\b(?:{_NO}|does\s+no)\s+networking\b(?=\s*(?:$|[.,;)]|in\b|at\s+all|and\b|or\b))|\b{_NO}\s+(?:direct\s+)?access\s+to\s+(?:the\s+)?(?:network|internet)\b"
            rf"|\bnetwork\s+access\s+(?:is\s+)?(?:disabled|blocked)\b|\bnothing\b[^.;]{{0,40}}\b(?:touches|accesses|uses|contacts)\s+the\s+(?:network|internet)\b|\bfunctional\s+offline\b"
            r"|\b(?:entirely|fully|completely|purely|100\s?%|strictly)\s+(?:offline|local)\b|\boffline\s+(?:tool|app(?:lication)?|program|library|utility)\b"
            r"|\boffline\s+by\s+(?:default|design)\b|\b(?:is|are|runs?|works?|stays?)\s+(?:\w+ly\s+)?(?:local\s+and\s+offline|offline\s+and\s+local)\b|\b(?:works?|runs?|operates?|functions?)\s+(?:\w+ly\s+)?offline\b"
            r"|\b(?:is|are)\s+(?:a\s+)?(?:\w+ly\s+)?(?:local|offline)[\s-]only\b|\boffline[\s-]only\b|\blocal-only\s+operation\b"
            r"|\bonly\s+(?:supports?\s+)?local\s+(?:\w+\s+)?(?:automation|ipc)\b"
            r"|^\W*(?:network(?:ing)?|internet)(?:\s+(?:access|traffic|use|usage|calls|connections?|requests|permission|activity))?\s*[:=|–—-]+\s*(?:none|no|never|zero|0)\b\W*(?:$|\|)"
            rf"|\b(?:no|zero)\s+network\b(?=\s*(?:$|[.,;)]))|\bnetwork(?:[_-]mode|\s+(?:access|requirements?))?\s*[=:|\s]{{1,3}}(?:none|not\s+(?:required|needed|used))\b|\b(?:never|not|cannot|can['’]t)\s+(?:go|goes|get|gets|(?:reach|access|touch)\s+the)\s+(?:online|internet|network)\b"
            rf"|\b{_NO}\s+(?:\w+\s+)?(?:i/o|calls?|traffic|requests?|communication)\s+(?:over|to|on|across)\s+(?:the|a|any)\s+(?:network|internet)\b"
            rf"|\b(?:{_NO}|{_DOES_NOT}{_CALLS}\s+{_ANY})\s*(?:(?:network(?:ing)?|internet|http)[\s-]+{_CODE}|code\s+for\s+networking)\b{_OTHERWISE}"
            rf"|\bno\s+sockets\b(?=\s*(?:$|[.,;)]))|\b(?:opens?|creates?|uses?|needs?)\s+no\s+{_SOCKETS}\b|\b{_DOES_NOT}(?:opens?|creates?|uses?)\s+(?:any\s+|an?\s+)?{_SOCKETS}\b|\b{_NO}\s+{_SOCKETS}\s+(?:is|are)\s+(?:ever\s+)?(?:opened|created|used)\b"
        ),
    ),
    (
        "stdio-only",
        ("network", "internet-facing"),
        Wording(
            rf"\b{_NO}\s+(?:remote\s+|external\s+)?(?:network\s+(?:attack\s+surface|exposure)|(?:network|internet)-facing\s+(?!middleware|services?)\w+)\b"
        ),
    ),
    (
        "no-outbound",
        _SENDS,
        Wording(
            rf"\b{_NO}\s+(?:network\s+|internet\s+|http\s+|api\s+|remote\s+)?(?:calls|{_REACH})\s+(?:are\s+|is\s+)?(?:made\s+)?to\s+(?:any\s+|other\s+|our\s+)?(?:external|remote|outside|third|cloud|servers?|services?|anyone|the\s+(?:internet|cloud)){_OTHERWISE}"
            rf"|\b{_NO}\s+cloud\s+(?:\w+\s+or\s+)?(?:dependenc(?:y|ies)|services?|sync|uploads?|storage|backend|components?|accounts?|required)\b"
            rf"|\b{_NO}\s+(?:network\s+|outbound\s+|data\s+|internet\s+)?egress\b(?!\s+(?:controls?|polic|filter|rules?|restrict|protect|prevent|detect))"
            rf"|\b(?:{_NO}|{_DOES_NOT}{_CALLS})\s+{_ANY}{_OUT}\s+(?:network\s+|internet\s+|http\s+|api\s+)?{_REACH}\b{_OTHERWISE}"
            rf"|\b{_NO}\s+(?:cloud|remote|external|hosted|third-party)\s+(?:\w+\s+){{0,2}}(?:is|are)\s+(?:ever\s+)?(?:contacted|called|queried|used|involved|needed)\b"
            rf"|\bcollects?\s+no\s+data\b"
            rf"|\b(?:transmits?|uploads?|sends?)\s+(?:nothing\b|(?:no|zero)\s+{_AT_LARGE}[^.;]{{0,60}}?\b(?:{_AWAY}|data|code|content|files?))"
            rf"|(?:\b(?:does|will)\s+not\s+(?:transmit|upload)|\b(?:does|wo)n['’]t\s+(?:transmit|upload)|\bnever\s+(?:transmits|uploads))\s+{_AT_LARGE}"
            rf"|\b(?:{_DOES_NOT}|{_NO}\s+)(?:phon(?:e|es|ing)|call(?:s|ing)?|dial(?:s|ing)?|report(?:s|ing)?)\s+(?:home|back)\b|\b(?:outbound|outgoing|egress)(?:\s+\w+)?\W{{1,4}}(?:none|nothing)\b"
            rf"|\b(?:files?|documents?|data|code|content|images?)\s*(?:(?:is|are)\s+(?:\w+\s+and\s+)?(?:never|not)|(?:is|are)n['’]t)\s+(?:uploaded|transmitted)\b|\b{_DOES_NOT}uploads?\s+(?:any\s+|your\s+)(?:data|files?|documents?|code|content)\b{_OTHERWISE}"
            rf"|\b{_DOES_NOT}(?:(?:communicates?|connects?|talks?|reach(?:es)?\s+out)\s+(?:with|to)|contacts?|calls?)\s+(?:any\s+|an?\s+|other\s+)?(?:external|remote|third[\s-]part\w+|cloud|outside)\b{_OTHERWISE}"
            rf"|\b{_DOES_NOT}(?:\w+,\s*|(?:\w+\s+){{1,3}}?(?:or|and)\s+){{0,3}}(?:sends?|sent|transmit|transmitted|upload|uploaded"
            rf"|leak|forward)\b[^.;]{{0,40}}?\b{_AWAY}"
            rf"|\b(?:no|nothing|none\s+of\s+your)\b[^.;]{{0,40}}?\b(?:leaves?|(?:is|are|gets?)\s+(?:sent|transmitted|uploaded"
            rf"|collected\s+or\s+(?:sent|transmitted)))\b(?:[^.;]{{0,40}}?\b(?:{_AWAY}|{_HERE})|\s*[.;]?$)|(?:\b(?:never"
            rf"|not)|n['’]t)\s+leaves?\s+{_HERE}(?!\s+(?:unencrypted|in\s+(?:the\s+)?(?:clear|plain)|without|unless|except))"
            rf"|\b(?:data|files?|code|everything|information|communications?|processing|vault|content|queries|diffs?|recordings?|prompts?|photos?|pages|messages"
            rf"|operations|computations?|analysis|scans?)\b[^.;,]{{0,40}}?\b(?:(?:stays?|remains?|kept|happens?|runs?"
            rf"|(?:is|are)\s+(?:performed|done|processed|analy[sz]ed|filtered|transcribed|handled|executed)|is|are)\s+(?:\w+ly\s+|always\s+"
            rf"|all\s+)?{_RUNS_HERE}"
            rf"|stays?\s+(?:between|(?:with)?in\s+(?:your|the\s+(?:\w+\s+)?(?:machine|device|environment|network|browser))|on\s+(?:your|the\s+local))\b)"
        ),
    ),
)
"""In the order of what binds most, each with the pieces of which a text must hold one: a sentence makes one of these promises."""
ELSEWHERE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|not\s+(?:in\s+scope|covered|eligible)|what\s+to\s+include"
    r"|include\s+in\s+your\s+report|report(?:ing)?\s+(?:a\s+)?(?:\w+\s+)?vulnerabilit\w+|what\s+counts"
    r"|known\s+limitations?)|\badvisories\b|\bGHSA-"
)
OF_REPORTS = Wording(r"\breport(?:ing)?\s+(?:a\s+)?(?:\w+\s+)?vulnerabilit\w+")
OF_THE_SOFTWARE = Wording(
    r"^\W*(?:this|the|our)\s+(?:[\w-]+\s+){0,3}?(?:server|tool|utility|app(?:lication)?|software|library|package|project|plugin|extension|program|service|daemon|cli)s?\s+(?:is|are|runs?|has|have|makes?|does|do|binds?|listens?|works?|communicates?|operates?|only|never)\b|^\W*this\s+is\s+an?\s+(?:[\w,-]+\s+){0,4}?(?:server|tool|utility|app(?:lication)?|library|package|plugin|extension|program|cli)\b"
)
"""A plain sentence on the software, which says the same wherever it stands."""
OUT_OF_SCOPE = Wording(
    r"\b(?:out[\s-]+of[\s-]+scope|in[\s-]+scope|malicious|not\s+considered|vulnerabilit\w+|not\s+(?:supported|possible)"
    r"|if\s+(?:you|(?:an?|any|some)\s+\w+\s+(?:must|should))|proof|(?:do|does)\s+not\s+(?:promise|mean|imply|guarantee)|require\s+(?:the|an)\s+attacker|tests?|testing)\b|\?\s*$|\b(?:abandoned|archived|formerly|used\s+to)\b|❌|\bnot\s+enforced\b"
)
MIGHT = Wording(r"\b(?:could|might)\b")
ADDRESS = Wording(_LOOPBACK)
STREAMS = Wording(_STDIO)
A_NOUN = Wording(r"\W*(?:(?:open|listening)\s+)?ports\b|\W*bind\s+address\b")
"""Begins a fact, though its first word may bid: "open ports: none"."""
REASON = Wording(r"\W*(?:since|because|as)\s[^,;]{1,200},")
"""What is told as a reason is a fact, whatever follows from it."""
OTHER_TRANSPORT = Wording(
    r"(?<!no )(?<!not )\b(?:https?\s+(?:mode|transport|server)|sse|websockets?|streamable|(?:and|or|,"
    r"|/)\s*https?)\b(?!\s+(?:is|are)\s+(?:not|disabled))"
)
OF_ORIGINS = Wording(
    r"\b(?:may|can|could)\s+(?:also\s+|be\s+|optionally\s+)?(?:bind|bound|listen|run|restricted|limited|configured)\b|\bnot\s+exposed?\s+on\b|\bto\s+restrict\b|\bcors\b|\b(?:same|cross)-origin\b|\ballowed\s+(?:origins?|hosts?)\b|\borigins?\s+(?:validation|checks?|allow|header|are|is)|\bredirect\w*|\bhost\s+header"
)
"""Who may call from a browser, or how to change it: neither says which addresses are listened on."""
OF_OTHERS = Wording(r"\b(?:agents?|guests?|vms?|attackers?|subprocess(?:es)?|competitors?|web\s?sites?)\b")
"""Who is not the software: it says nothing of how far that reaches. What runs inside it, such as a plug-in, is for the check to tell."""
FROM_OTHERS = Wording(
    r"\bfrom\s+(?:the\s+|a\s+)?(?:guests?|agents?)\b|\bagents?\s+sandbox|\bbe\s+(?:accessed|reached)\s+from\b"
)
OF_SECRETS = Wording(
    r"\b(?:credentials?|secrets?|(?:access|api|auth|raw|refresh|private|encryption|master|signing|secret)[\s-]*(?:tokens?|keys?)|tokens?|keys?|passwords?|passphrases?|cookies|seeds?|mnemonics?|private\s+key\s+material|pins?|e-?mail(?:\s+address(?:es)?)?|names?|reports?)\W+(?:\w+\W+){0,8}?(?:never|not|(?:is|are|do|does|wo)n['’]t|stays?|remains?|is|are|will|kept)\b"
)
"""What is secret stays here, which does not say that nothing leaves."""
IN_ONE_MODE = Wording(
    r"\b(?:when|if|where|while|in\s+case)\s+(?:\w+\s+){0,5}?(?:over|via|using|on|through|in|with)\s+(?:the\s+)?(?:stdio|standard\s+input)\b|\b(?:clients|hosts|servers)\s+using\s+(?:the\s+)?stdio\b|\bstdio\s+mode\b"
)
"""Tells of what holds where the standard streams were chosen."""
OF_FILES = Wording(
    r"(?:\.env|\b(?:files?|folders?|director(?:y|ies)|configs?|configuration|secrets?|keys?|tokens?|credentials?|logs?|notes|branch(?:es)?|settings|telemetry|analytics|metrics|data|storage|databases?|histor(?:y|ies)|records?))\W+(?:(?:is|are|stays?|remains?)\s+)?(?:\w+ly\s+)?local[\s-]only\b"
)
"""What is kept out of a repository, and says nothing of the software."""
OF_TELEMETRY = Wording(
    rf"no\s+(?:\w+,?\s+){{0,3}}?(?:telemetry|analytics|tracking|usage\s+\w+)\b(?![^.;]{{0,80}}\b(?:{_AWAY}|{_HERE}))"
)
"""Says only that nobody is watched: the software may well call for other reasons."""
BY_DEFAULT = Wording(r"\bby\s+default\b|\(default\)|\bdefaults?\s+to\b|\bunless\b")
