"""The names of channels by which users hear of security updates, or get them."""

from collections.abc import Mapping

from upheld.policy.wording import Wording

ADVISORIES = "github-advisories"
CHANNELS: Mapping[str, Wording] = {
    ADVISORIES: Wording(
        r"(?<!nuget )(?<!npm )(?<!rustsec )(?<!pypi )(?<!distribution['’]s )(?<!\bis )(?<!\bare )\badvisor(?:y|ies)\b(?!['’]s\b|\s+(?:form|drafts?|features?(?!\s+to\s+(?:inform|notify|announce|tell|publish|disclose))|database|comments?|threads?|descriptions?|branch|fork|discussions?|numbers?|templates?)\b|\W{1,5}(?:(?!(?:and|or|as)\b)\w+\s+){0,3}?(?:(?:published|posted|sent|announced)\s+)?(?:on|to|at|in|via)\s+(?:\w+\s+){0,2}?(?:https?://(?![\w.]*github)|blog\b|mailing|website|forum|release\s+notes|change-?log))|\bdisclosed\s+vulnerabilities\b|(?<!database \()\bghsas?\b(?!-|\s+(?:queue|form|report|draft))"
    ),
    "github-releases": Wording(
        r"\bgithub['’]?s?\s+releases?\b(?!\s+(?:manifests?|attestations?|assets?|workflows?))|\brelease[\s-]+notes?\b(?!\W+(?:\w+\W+){0,4}?in\W+(?:the\W+)?change)|\breleases?\s+(?:page|tab|section|feed|notifications?|descriptions?)\b|\b(?:new|patch|security|point)\s+releases?\s+on\s+git(?:hub|lab)\b|\bnotes\s+(?:of|for|to)\s+(?:the|each|every|that)\s+(?:\w+\s+)?release\b|\b(?:subscribe\s+to|watch)\s+(?:our\s+|the\s+|github\s+){0,2}releases\b|/releases\b|\bwatch\s+(?:this|the|our)\s+(?:repo(?:sitory)?|project)\s+for\s+(?:new\s+)?releases\b|\brepository\s+releases\b|\b(?:see|consult|view)\s+(?:\w+\s+)?all\s+releases\b"
    ),
    "changelog": Wording(
        r"\bchange-?\s?logs?(?:\.(?:md|rst|txt))?\b|\b(?:changes|news|history)(?:\.(?:md|rst|txt)\b|\W{1,3}file\b)|\b(?:list\s+of\s+changes|(?:version|release)\s+history)\b"
    ),
    "npm": Wording(
        r"\bnpm(?:js)?\b(?!\s+(?:package\s+names?|audit|provenance|install|ci|run|packages?\s+are|tarballs?|tokens?|accounts?|scripts?|pack|cli|login|lifecycle|workspaces?|dependenc\w+)\b)|\bdist-tag\b"
    ),
    "pypi": Wording(r"\bpypi\b|\bpython\s+package\s+index\b"),
    "nuget": Wording(r"\bnuget\b"),
    "mailing-list": Wording(
        r"\bmailing[\s-]+lists?\b|\b[\w.-]*announce[\w.-]*@[\w.-]+|\bannounce@|\bnewsletter\b|\boss-security\b|(?<![\w/.@-])[\w-]{2,40}-announce\b(?!\s+(?:is|policy))|\b(?:security|weekly|monthly|e-?mail)\s+digest\b|\be-?mail\s+(?:notifications?|alerts?|bulletins?)\b(?![^.;]{0,80}\b(?:repositor(?:y|ies)|github|watch\w*)\b)|\bgoogle\s+groups?\b|\b(?:e-?mail|announce(?:ments?)?|[\w.]{1,40}-(?:announce|security|users|dev)|security-[\w-]{1,40}|notification|cncf|community|dedicated|(?:low-traffic\s+)?security)\s+lists?\b"
    ),
    "auto-update": Wording(
        r"\bauto(?:matic(?:ally)?)?[\s-]*updat(?:e[sd]?|er|ing)\b(?!\s+(?:of\s+)?(?:for\s+)?dependenc)(?=[^.;]{0,60}\b(?:keeps?|deliver\w*|install\w*|ensures?|enabled|default)\b)"
        r"|\b(?:self-?updat\w*|autoupdat\w*|auto-?\s?updat\w*|automatic\s+(?:\w+\s+)?updates?|updater|over[\s-]the[\s-]air|ota(?![/_-])|(?:in-app|built-in|background|silent)\s+updat\w*|updates?\s+(?:itself|themselves|in\s+place)|check\s+for\s+updates|(?:app|play|web|extension|chrome)\s+store)\b"
        r"|\b(?:updat|upgrad|patch|install|download|appl|roll|push|deploy|fetch|deliver|receiv|arriv)\w*\b[^.;,]{0,40}\b(?:automatically|by\s+(?:itself|themselves)|on\s+(?:its|their)\s+own(?!\s+\w)|in\s+(?:the\s+)?background|silently|without\s+(?:any\s+|your\s+)?(?:user\s+)?(?:action|interaction|doing))\b"
        r"|\b(?:automatically|silently)\s+(?:\w+\s+)?(?:updat|upgrad|patch|install|download|roll|push|deploy|fetch|deliver)\w*"
    ),
    "announcements-channel": Wording(
        r"#?announce(?:ments?)?\W*\s+(?:channel|room)\b|\b(?:(?:discord|slack|twitter|mastodon|bluesky|linkedin|telegram)(?!\s+(?:project|repo|server\s+(?:admin|software)|instance|team|org|itself|user))|blog|discourse|(?<!\()(?:rss|atom)\s+feed|news\s+(?:page|section|feed)|toots?|banner|(?:irc|matrix)\s+(?:channel|room)|github\s+discussions|status\s+page|(?:publish\w*|announc\w*|disclos\w*|post(?:s|ed)?|made\s+public)\b[^.;]{0,40}\s(?:on|at|via|through|to)\s+(?:our|the)\s+(?:project['’]s\s+|own\s+)?(?:web\s?site|home\s?page)|pinned\s+(?:issue|post|discussion)|on\s+(?:x|zulip|gitter|facebook|reddit)|tweets?|social\s+media|community\s+channels?|communication\s+(?:channels?|mechanisms?))\b"
    ),
}
NAMED_AS_A_PLACE = frozenset(CHANNELS) - {ADVISORIES}
"""What an item is about when its label names it; "advisories" may be what is announced elsewhere."""
REGISTRIES = frozenset({"npm", "pypi", "nuget"})
BY_ITSELF = frozenset({"auto-update"})
"""What is itself a way to get updates, whatever the sentence says of it."""
